"""Cues: verbs of speech and attitude, their subjects, and the features by which a linear model finds cues."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from components.analysis.document import Document, Range, kept_with_document

# Lemmas of verbs of speech (the lexicon's SPEECH has the few inflected forms that make the name beside them a person).
_SPEECH_WORDS = (
    "accuse acknowledge add admit advise advocate affirm agree allege announce answer argue ask assert assure begin "
    "boast call caution charge claim comment complain concede conclude confess confirm contend continue counter cry "
    "declare demand deny describe disclose emphasise emphasize estimate exclaim explain express find forecast grumble "
    "hint hold imply indicate inform insist interject interrupt joke lament maintain mention mutter note object "
    "observe offer opine plead pledge post pray predict press proclaim promise pronounce propose protest quip quote "
    "read recall reckon recommend recount reflect reiterate rejoin remark remember remind repeat reply report request "
    "respond retort reveal say scream shout show sigh signal snap speak specify stammer state stipulate stress "
    "suggest sum summarise summarize swear tell testify think thunder tweet underline urge venture volunteer vow warn "
    "whisper wonder write yell"
)
SPEECH = frozenset(_SPEECH_WORDS.split())
# Verbs whose complement is a thought or an attitude.
_ATTITUDE_WORDS = (
    "appear appreciate approve assume attack back believe blame blast calculate call champion cite conclude condemn "
    "consider criticise criticize decide decline defend denounce deplore deride dislike dismiss doubt dread endorse "
    "envisage expect favor favour fear feel guess hope imagine intend know learn mean mock oppose plan praise prefer "
    "question realise realize rebuke refuse regret reject ridicule rule see seek seem slam support suppose suspect "
    "threaten trust understand value view want welcome wish worry"
)
ATTITUDE = frozenset(_ATTITUDE_WORDS.split())
CLAUSES = ("ccomp", "xcomp")
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
OPENERS = SUBJECTS | {"expl"}
_NEVER = frozenset(("SPACE", "DET", "SYM", "X", "CCONJ", "PRON", "NUM", "INTJ"))
_PUNCTUATION = frozenset((":", "—", "–", "―", "--", "-", "“", '"', "''", "``"))
_LONGEST_HEADLINE = 24  # tokens
_REACH = 25  # tokens to a quotation beside a word
LAST_SIGNS = frozenset((",", "?", "!", "—", "-", "--", "…", "...", "."))  # before a closing quotation mark
_LEADING = frozenset((",", ":", "that"))
_PARTICLES = frozenset(("prep", "prt", "aux", "auxpass", "neg", "mark", "agent", "expl"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "dobj", "advcl", "acl", "oprd", "attr", "pobj", "pcomp"))
_IN_FRAME = frozenset(("ccomp", "xcomp", "dobj", "prep", "acl", "advcl", "oprd", "agent", "attr", "pobj"))
_INNER = frozenset(("mark", "aux", "nsubj"))
_SHARING = frozenset(("conj", "xcomp", "advcl", "acl", "relcl"))  # relations that share the head's subject


@kept_with_document
def find_openers(doc: Document) -> list[int]:
    """For each token its first subject, expletive "there" and "it" included, or -1."""
    return _find_first_child(doc, OPENERS)


@kept_with_document
def _find_subjects(doc: Document) -> list[int]:
    return _find_first_child(doc, SUBJECTS)


@kept_with_document
def _find_agents(doc: Document) -> list[int]:
    """For each passive its "by", or -1."""
    return _find_first_child(doc, ("agent",))


def _find_first_child(doc: Document, wanted: Collection[str]) -> list[int]:
    """For each token its first child with one of the wanted relations, or -1."""
    heads, deps = doc.heads, doc.deps
    found = [-1] * len(doc)
    for token in range(len(doc) - 1, -1, -1):
        if deps[token] in wanted and heads[token] != token:
            found[heads[token]] = token
    return found


def find_subject(doc: Document, verb: int) -> Range | None:
    """The noun phrase of the speaker: the subject of the verb or, if it has none, of the verb it depends on."""
    deps, children = doc.deps, doc.children
    seen = 0
    while seen < 4:
        subject = _find_subjects(doc)[verb]
        if subject >= 0:
            return trim_phrase(doc, subject)
        agent = _find_agents(doc)[verb]
        if agent >= 0 and children[agent]:
            return trim_phrase(doc, children[agent][0])
        if deps[verb] == "acl" and doc.tags[verb] == "VBG":
            return trim_phrase(doc, doc.heads[verb], before=verb)
        if deps[verb] not in ("conj", "xcomp", "advcl", "aux", "auxpass") or doc.heads[verb] == verb:
            return None
        verb = doc.heads[verb]
        seen += 1
    return None


def trim_phrase(doc: Document, noun: int, before: int | None = None) -> Range:
    """The phrase of a noun, without relative clauses and without what follows a comma."""
    if before is not None:
        return _trim_phrase(doc, noun, before)
    trimmed = _keep_trimmed(doc)
    phrase = trimmed[noun]
    if phrase is None:
        phrase = trimmed[noun] = _trim_phrase(doc, noun, None)
    return phrase


@kept_with_document
def _keep_trimmed(doc: Document) -> list[Range | None]:
    """Cache of trimmed phrases, by noun."""
    return [None] * len(doc)


def _trim_phrase(doc: Document, noun: int, before: int | None) -> Range:
    first, last = doc.left_edges[noun], doc.right_edges[noun] + 1
    if before is not None:
        last = min(last, before)
    for child in doc.children[noun]:
        if child > noun and doc.deps[child] in ("relcl", "acl", "appos", "punct", "advcl", "parataxis", "dep"):
            last = min(last, doc.left_edges[child])
    if doc.pos[noun] == "PRON":
        return (noun, noun + 1)
    while last > noun + 1 and (doc.pos[last - 1] == "PUNCT" or doc.is_space[last - 1]):
        last -= 1
    while first < noun and (doc.pos[first] == "PUNCT" or doc.is_space[first]):
        first += 1
    return (first, max(last, noun + 1))


# Features of the cue model.


@kept_with_document
def unify_marks(doc: Document) -> tuple[list[str], list[str]]:
    """Tokens in lower case and fine tags, with all opening and all closing quotation marks unified."""
    lower, tags = list(doc.lower), list(doc.tags)
    for token, mark in doc.marks:
        lower[token] = mark
        tags[token] = "``" if mark == "“" else "''"
    return lower, tags


@kept_with_document
def count_headline(doc: Document) -> int:
    """1 if the text begins without a headline, else 0: added to paragraph numbers."""
    first = doc.paragraph_of.count(0)
    return int(len(doc.paragraphs) < 2 or first > _LONGEST_HEADLINE)


@kept_with_document
def find_nearest_quoted(doc: Document) -> tuple[list[int], list[int]]:
    """For each token the nearest one in quotation marks before and after it, or -1."""
    size = len(doc)
    return _find_last_quoted(doc, range(size)), _find_last_quoted(doc, range(size - 1, -1, -1))


def _find_last_quoted(doc: Document, order: Sequence[int]) -> list[int]:
    """For each token the latest one in quotation marks in iteration order."""
    found = [-1] * len(doc)
    last = -1
    for token in order:
        found[token] = last
        if doc.quotation_of[token] >= 0:
            last = token
    return found


def list_candidates(doc: Document) -> list[int]:
    """The tokens that can be a cue."""
    return [
        token
        for token, pos in enumerate(doc.pos)
        if pos not in _NEVER and (pos != "PUNCT" or doc.tokens[token] in _PUNCTUATION)
    ]


def describe_token(doc: Document, token: int) -> str:
    """The class of a word: its entity label if it has one, else its lemma."""
    if doc.pos[token] == "PROPN":
        return doc.entity_labels[token] or "PROPN"
    return doc.lemmas[token]


class CueFeatures:
    """Builds the feature strings of a text's cue candidates."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._lower, self._tags = unify_marks(doc)
        self._lemmas = ["PROPN" if pos == "PROPN" else lemma for pos, lemma in zip(doc.pos, doc.lemmas, strict=True)]
        self._classes = [describe_token(doc, token) for token in range(len(doc))]
        self._openers = find_openers(doc)
        self._quoted_before, self._quoted_after = find_nearest_quoted(doc)
        self._headline = count_headline(doc)
        self._edges = [self._describe_edges(first, last) for first, last in doc.quotation_ranges]

    def _describe_edges(self, first: int, last: int) -> tuple[str, str, str]:
        """Length of a stretch in quotation marks, its last sign, and what precedes it."""
        tokens = self._doc.tokens
        length = "s" if last - first < 5 else "m" if last - first < 9 else "l"
        ending = tokens[last - 2] if last - 2 > first else ""
        before = tokens[first - 1] if first else ""
        return length, ending if ending in LAST_SIGNS else "w", before if before in _LEADING else "w"

    def build(self, token: int) -> list[str]:
        """All features of one candidate."""
        doc, lower, pos = self._doc, self._lower, self._doc.pos
        name, own, tag = self._lemmas[token], pos[token], self._tags[token]
        head, dep = doc.heads[token], doc.deps[token]
        first, last = doc.sentence_ranges[doc.sentence_of[token]]
        before = lower[token - 1] if token > first else "<"
        after = lower[token + 1] if token + 1 < last else ">"
        quoted = "q" if doc.quotation_of[token] >= 0 else "-"
        out = [
            "b",
            f"l={name}",
            f"w={lower[token] if own != 'PROPN' else own}",
            f"t={tag}",
            f"p={own}",
            f"d={dep}",
            f"q={quoted}",
            f"q={quoted}|{name}",
            f"pd={own}|{dep}",
            f"ld={name}|{dep}",
            f"lt={name}|{tag}",
            f"h={self._lemmas[head]}|{dep}",
            f"hp={pos[head]}|{dep}|{own}",
            f"lh={name}|{self._lemmas[head]}",
            f"n={after}",
            f"b={before}",
            f"ln={name}|{after}",
            f"bl={before}|{name}",
            f"np={pos[token + 1] if token + 1 < last else '>'}|{own}",
            f"bp={pos[token - 1] if token > first else '<'}|{own}",
            f"n2={pos[token + 2] if token + 2 < last else '>'}",
            f"first={token - first < 2}",
            f"root={head == token}",
            f"par={min(doc.paragraph_of[token] + self._headline, 2)}",
            f"end={doc.tokens[last - 1]}",
        ]
        self._add_children(token, name, out)
        self._add_quotes(token, name, first, last, out)
        return out

    def _add_children(self, token: int, name: str, out: list[str]) -> None:
        doc, deps, classes = self._doc, self._doc.deps, self._classes
        frame = []
        subject = ""
        for child in doc.children[token]:
            dep = deps[child]
            if dep == "punct":
                if doc.tokens[child] in (":", ","):
                    out.append(f"cp={doc.tokens[child]}{'<' if child < token else '>'}")
                continue
            side = "<" if child < token else ">"
            what = classes[child]
            out += (f"c={dep}{side}", f"lc={name}|{dep}{side}", f"cw={dep}|{what}")
            if dep in _PARTICLES:
                out.append(f"lcw={name}|{dep}|{what}")
            elif dep in OPENERS:
                subject = f"{doc.pos[child]}|{doc.entity_labels[child]}"
                out += (f"s={subject}", f"ls={name}|{subject}", f"sq={doc.quotation_of[child] >= 0}")
            elif dep in _COMPLEMENTS:
                inner = next((self._lower[x] for x in doc.children[child] if deps[x] in _INNER), "")
                size = doc.right_edges[child] - doc.left_edges[child]
                out += (
                    f"cm={dep}|{inner}",
                    f"cs={dep}{side}{min(size, 20) // 3}",
                    f"ct={dep}|{self._tags[child]}|{name}",
                )
            if dep in _IN_FRAME:
                frame.append(dep + side)
        out.append(f"f={'+'.join(frame[:4])}|{bool(subject)}")
        out.append(f"lf={name}|{'+'.join(frame[:3])}")
        dep = deps[token]
        if not subject and dep in _SHARING:
            parent = doc.heads[token]
            other = self._openers[parent]
            out.append(f"hs={dep}|{doc.pos[other] + doc.entity_labels[other] if other >= 0 else ''}|{name}")
            out.append(f"hl={dep}|{classes[parent]}")

    def _add_quotes(self, token: int, name: str, first: int, last: int, out: list[str]) -> None:
        """Add features of the nearest quotations to the left and right, and of what is in between."""
        doc = self._doc
        if (own := doc.quotation_of[token]) >= 0:
            begin, end = doc.quotation_ranges[own]
            out.append(f"ql={min(end - begin, 24) // 4}")
            return
        for side, step, at in (("<", -1, self._quoted_before[token]), (">", 1, self._quoted_after[token])):
            steps = abs(at - token) - 1
            if at < 0 or steps > _REACH or (steps and doc.paragraph_of[at - step] != doc.paragraph_of[token]):
                out.append(f"qn{side}")
                continue
            length, ending, leading = self._edges[doc.quotation_of[at]]
            same = first <= at < last
            near = "0" if steps < 2 else "1" if steps < 5 else "2" if steps < 10 else "3"
            edge = ending if step < 0 else leading
            out += (
                f"qd{side}{near}",
                f"qs{side}{same}{length}{edge}",
                f"qa{side}{near}{length}{edge}{same}",
                f"qln{side}{name}|{length}{edge}",
            )
