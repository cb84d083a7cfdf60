"""What looks like a quote and is none: deeds, passives about things, names in quotation marks; and what is doubtful."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from components.analysis.document import Document, Range
from components.analysis.quotes.cues import ATTITUDE, SPEECH
from components.analysis.quotes.frames import ESTIMATED, ESTIMATES
from components.analysis.quotes.kinds import is_attitude
from components.analysis.quotes.marked_names import NAMING
from components.analysis.quotes.pairing import People
from components.analysis.quotes.tagger import Attribution, find_root

# Nouns that cannot be speakers, whatever they "tell" or "reveal".
_SPEECHLESS_WORDS = (
    "time history future fate weather luck experience logic life nature reality fortune destiny chance tradition"
)
_SPEECHLESS = frozenset(_SPEECHLESS_WORDS.split())
_NOBODY = frozenset(("nobody", "nothing", "none", "neither"))
# Verbs of action rather than speech if their object is only a person or thing; the second kind of a person alone.
_DEEDS = frozenset(("thank", "cheer", "greet", "congratulate", "salute", "honour", "honor"))
_JUDGEMENTS = frozenset(("praise", "applaud", "commend", "laud", "hail", "welcome"))
_PLANS = frozenset(("support", "back", "oppose"))
# Verbs whose bare object is what was spoken or thought about, or seen, and no statement: "described the house".
_TOPIC_WORDS = (
    "answer call cite consider contain count depict describe detect discover discuss display explain feature find hear "
    "identify know learn list mention name notice portray present read recall recount remember see show spot study "
    "tell understand watch witness write"
)
_TOPIC = frozenset(_TOPIC_WORDS.split())
_ABOUT = frozenset(("about", "on", "of", "to"))  # at the end of a cue: "spoke about", "referring to"
_SPEAKING = frozenset(("speak", "talk", "comment", "ask", "write", "joke", "chat", "refer", "respond", "reply", "turn"))
_SILENT = frozenset(("refuse", "decline", "fail"))  # "declined to comment"
_SEEMING = frozenset(("seem", "appear"))
_ASKED = frozenset(("ask", "expect", "require", "oblige", "bind"))  # "the trial is expected to begin": by nobody named
_OPEN = frozenset(("what", "whether", "who", "how", "why", "which", "when", "where", "if"))
_PRONOUN_WORDS = (
    "he him her it them they she us me you himself herself themselves this that these those everything nothing "
    "something anything everyone everybody someone somebody anyone anybody"
)
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())
# fmt: off
_GROUPS = frozenset((
    "people", "crowd", "team", "squad", "staff", "family", "audience", "public", "police", "crew", "couple", "fan",
    "friend", "colleague", "guest", "child", "parent", "member", "player", "worker", "volunteer", "victim", "rival",
    "opponent", "supporter", "passenger", "patient", "refugee", "soldier", "troop", "winner", "hero", "host",
))
# fmt: on
_REASONS = frozenset(("as", "for", "over", "that"))  # what follows is what is said: "praised him as …", "for …"
_BESIDE_OBJECT = frozenset(("PUNCT", "SPACE", "DET", "PROPN", "ADV", "ADP"))
_UNSURE = 0.3
_DOUBTFUL = 0.5  # confidence at most of what is no statement
_LONGEST_PLAN = 2  # words of the longest such cue: "is supporting", "to back"
_LONGEST_SCARE_QUOTE = 3  # words of the longest stretch in quotation marks that is taken for scare quotes
_DEEPEST = 8  # steps up the parse to the clause that a word is in
_LONGEST_LEAD_IN = 30  # tokens between a cue and the colon that leads up to a quotation


def drop_non_quotes(
    doc: Document, found: Sequence[Attribution], people: People, names: Collection[int]
) -> list[Attribution]:
    """The attributions that are quotes, the doubtful ones with less confidence; `names` as of `marked_names`."""
    judge = _Judge(doc, people, names)
    kept = [item for item in found if item.signed or item.cue is None or not judge.is_no_quote(item, item.cue)]
    for item in kept:
        if item.signed or item.cue is None:
            continue
        if judge.is_estimate(item, item.cue):
            item.score = max(item.score, ESTIMATED)
        elif judge.is_doubtful(item, item.cue):
            item.score = min(item.score, _DOUBTFUL)
    return kept


def is_passive(doc: Document, cue: Range) -> bool:
    """Whether a cue is in the passive, so that its subject is no speaker."""
    return any(doc.deps[child] == "auxpass" for token in range(*cue) for child in doc.children[token])


class _Judge:
    """Tells statements from deeds in one text."""

    def __init__(self, doc: Document, people: People, names: Collection[int]) -> None:
        self._doc = doc
        self._people = people
        self._names = names

    def is_no_quote(self, item: Attribution, cue: Range) -> bool:
        """Whether an attribution reports nothing that somebody said or thought."""
        doc = self._doc
        if item.source is None and is_passive(doc, cue) and self._is_bare_passive(item, cue):
            return True
        if self._has_spoken(item):
            return item.score < _UNSURE and self._is_scare_quote(item, cue)
        return self._cannot_speak(item, cue) or self._is_deed(item, cue) or self._is_plan(item, cue)

    def is_doubtful(self, item: Attribution, cue: Range) -> bool:
        """Whether an attribution is of somebody, but of no statement: “described the house”, “nobody knew …”."""
        doc = self._doc
        if self._has_spoken(item) or is_attitude(doc, item):
            return False
        verb = _find_verb(doc, cue)
        if any(doc.lemmas[token] in _SEEMING for token in range(*cue)) or self._is_nobody(item.source):
            return True
        if self._is_silent(item, cue):
            return True
        if item.source is None and is_passive(doc, cue) and doc.lemmas[verb] in _ASKED:
            return True
        if not self._is_bare(item):
            return False
        lemma, last = doc.lemmas[verb], cue[1] - 1
        if any(doc.deps[token] == "relcl" for token in self._words(item)):  # states something: "describe a woman who …"
            return lemma in _JUDGEMENTS and self._is_about_people(item)
        about = lemma in _SPEAKING and doc.lower[last] in _ABOUT
        if lemma == "report" and not any(doc.tags[token] == "CD" for token in self._words(item)):
            return True  # but "reported a loss of 3 million" is a statement
        return about or (lemma in _TOPIC and last == verb) or self._is_about_people(item)

    def is_estimate(self, item: Attribution, cue: Range) -> bool:
        """Whether somebody gives an amount: “(economists) estimate the cost at 40 million”."""
        doc = self._doc
        if item.source is None or self._is_nobody(item.source) or doc.lemmas[_find_verb(doc, cue)] not in ESTIMATES:
            return False
        words = list(self._words(item))
        at = next((place for place, token in enumerate(words) if doc.lower[token] == "at"), len(words))
        return at > 0 and any(doc.tags[token] == "CD" for token in words[at:])

    def _words(self, item: Attribution) -> Iterator[int]:
        doc = self._doc
        return (token for part in item.content for token in range(*part) if doc.tokens[token][0].isalnum())

    def _has_spoken(self, item: Attribution) -> bool:
        """Whether words are in quotation marks that are more than a name."""
        numbers = {self._doc.quotation_of[token] for token in self._words(item)} - {-1}
        return not numbers.issubset(self._names)

    def _is_bare(self, item: Attribution) -> bool:
        """Whether content is noun phrases alone: no clause but relative ones, no “as …”, no second predicate."""
        doc = self._doc
        return all(self._is_phrase(part) for part in item.content) and not any(
            doc.lower[token] in _REASONS and doc.deps[token] in ("prep", "mark") for token in self._words(item)
        )

    def _is_phrase(self, part: Range) -> bool:
        doc = self._doc
        root = find_root(doc, *part)
        if doc.pos[root] not in ("NOUN", "PROPN", "PRON"):
            return False
        for token in range(*part):
            outside = not part[0] <= doc.heads[token] < part[1]
            if outside and token != root and doc.pos[token] not in _BESIDE_OBJECT:
                return False
            if doc.deps[token] in ("nsubj", "nsubjpass", "oprd", "acl", "ccomp", "pcomp", "xcomp") and not (
                self._lies_below(token, ("relcl",), part)
            ):
                return False
        return True

    def _lies_below(self, token: int, relations: Collection[str], part: Range) -> bool:
        """Whether a token is in a clause of one of these relations to a noun of the same part."""
        doc = self._doc
        for _ in range(_DEEPEST):
            head = doc.heads[token]
            if head == token or not part[0] <= head < part[1]:
                return False
            if doc.deps[token] in relations:
                return True
            token = head
        return False

    def _is_about_people(self, item: Attribution) -> bool:
        """Whether bare content is only a person or several."""
        doc = self._doc
        for part in item.content:
            root = find_root(doc, *part)
            human = self._people.is_human(root) or doc.lower[root] in _PRONOUNS
            plural = doc.tags[root] in ("NNS", "NN") and (
                doc.lemmas[root] in _GROUPS or self._people.is_role(doc.lemmas[root])
            )
            if not (human or plural):
                return False
        return True

    def _cannot_speak(self, item: Attribution, cue: Range) -> bool:
        """Whether the source cannot speak: “only time will tell”, “the vote will show whether …”."""
        doc = self._doc
        if item.source is None:
            return False
        head = find_root(doc, *item.source)
        if item.source[1] - item.source[0] <= 2 and doc.tags[head] == "NN" and doc.lower[head] in _SPEECHLESS:
            return True
        first = min(part[0] for part in item.content)
        return (
            doc.pos[head] in ("NOUN", "ADJ")
            and not self._people.is_human(head)
            and doc.lemmas[head] not in _GROUPS
            and not self._people.is_role(doc.lemmas[head])
            and doc.lower[first] in _OPEN
            and any(doc.tags[token] == "MD" for token in (*range(*cue), *doc.children[_find_verb(doc, cue)]))
        )

    def _is_nobody(self, source: Range | None) -> bool:
        if source is None:
            return False
        words = self._doc.lower[source[0] : source[1]]
        return words[0] in _NOBODY or words[:2] in (["no", "one"], ["no", "-"])

    def _is_silent(self, item: Attribution, cue: Range) -> bool:
        """Whether somebody did not say something: “declined to comment”, “did not say why …”."""
        doc = self._doc
        first = item.content[0][0]
        verb = _find_verb(doc, cue)
        refused = not _SILENT.isdisjoint(doc.lemmas[cue[0] : cue[1]])
        if refused and doc.lower[first] == "to":
            return any(doc.lemmas[token] in SPEECH for token in self._words(item))
        negated = any(doc.deps[child] == "neg" for token in {*range(*cue), verb} for child in doc.children[token])
        return (refused or negated) and doc.lower[first] in _OPEN

    def _is_bare_passive(self, item: Attribution, cue: Range) -> bool:
        """Whether a passive without an agent is about a thing, “was recalled”, or leads up to words, “was read: …”."""
        doc = self._doc
        first, last = item.content[0]
        while first < last and (doc.pos[first] in ("DET", "ADJ", "PUNCT") or doc.is_mark[first]):
            first += 1
        if doc.quotation_of[min(first, last - 1)] < 0 and self._leads_up(cue):
            return True
        if first in self._people.things:
            return True
        if self._has_spoken(item):
            return False
        return all(
            self._lies_below(token, ("relcl", "acl"), part)
            for part in item.content
            for token in range(*part)
            if doc.pos[token] in ("VERB", "AUX")
        )

    def _leads_up(self, cue: Range) -> bool:
        """Whether a colon and a quotation follow in the sentence of a cue."""
        doc = self._doc
        end = min(doc.sentence_ranges[doc.sentence_of[cue[0]]][1], cue[1] + _LONGEST_LEAD_IN)
        for token in range(cue[1] - 1, end):
            if doc.tokens[token] == ":":
                following = token + 1 + (token + 1 < len(doc) and doc.is_space[token + 1])
                return following < len(doc) and doc.quotation_of[following] >= 0
            if doc.quotation_of[token] >= 0:
                return False
        return False

    def _is_deed(self, item: Attribution, cue: Range) -> bool:
        """Whether a verb only has somebody as its object: “Kim thanked him”, “she praised Anna Berg”, “you told”."""
        doc = self._doc
        words = list(self._words(item))
        lemma = doc.lemmas[_find_verb(doc, cue)]
        if len(words) == 1 and doc.tags[words[0]] in ("VBD", "VBZ", "VBP", "VBN"):
            return True
        if lemma in NAMING and any(doc.quotation_of[token] >= 0 for token in words):
            return True
        if lemma in _DEEDS and self._is_bare(item):
            return True
        if lemma in _JUDGEMENTS and self._is_bare(item) and self._is_about_people(item):
            return not any(doc.deps[token] == "relcl" for token in words)
        if lemma not in _DEEDS and is_attitude(doc, item):
            return False
        return all(doc.lower[token] in _PRONOUNS for token in words) or (
            all(doc.pos[token] == "PROPN" for token in words) and self._is_about_people(item)
        )

    def _is_plan(self, item: Attribution, cue: Range) -> bool:
        """Whether the cue reports an action, not speech: “Rusk to back the plan”, “is supporting the plan”."""
        doc = self._doc
        verb = _find_verb(doc, cue)
        if doc.lemmas[verb] not in _PLANS or cue[1] - cue[0] > _LONGEST_PLAN:
            return False
        before = max(verb - 1, 0)
        doing = doc.tags[verb] == "VBG" and doc.lemmas[before] == "be"
        doing = doing or (doc.tags[verb] == "VB" and doc.lower[before] == "to")
        return doing and not any(doc.pos[token] in ("VERB", "AUX") for token in self._words(item))

    def _is_scare_quote(self, item: Attribution, cue: Range) -> bool:
        """Whether a few words in quotation marks are scare quotes, in a sentence without a verb of speech."""
        doc = self._doc
        words = list(self._words(item))
        quoted = sum(1 for token in words if doc.quotation_of[token] >= 0)
        return (
            quoted < len(words)
            and quoted <= _LONGEST_SCARE_QUOTE
            and doc.lemmas[_find_verb(doc, cue)] not in SPEECH | ATTITUDE
        )


def _find_verb(doc: Document, cue: Range) -> int:
    return next((token for token in range(cue[1] - 1, cue[0] - 1, -1) if doc.pos[token] == "VERB"), cue[1] - 1)
