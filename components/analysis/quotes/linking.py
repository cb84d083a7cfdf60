"""From the words that name a speaker to the entity behind them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from components.analysis.naming.lexicon import HONORIFICS, TITLES
from components.analysis.quotes.named import MentionIndex
from components.analysis.quotes.records import Range
from components.analysis.quotes.tagged import find_root
from components.types import Mention, Span

_FEMALE = frozenset(("she", "her", "herself", "hers"))
_MALE = frozenset(("he", "him", "his", "himself"))
_PERSONAL = _FEMALE | _MALE
_RELATIVE = frozenset(("who", "which", "that", "whom"))
# Those who speak for somebody else: what they say is laid at the door of the one they speak for.
_VOICES = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen", "office", "representative", "statement")
)
_FIRMS = frozenset(("company", "firm", "group", "manufacturer", "retailer", "lender", "airline", "startup", "operator"))
_DEFINITE = frozenset(("the", "this", "its", "their"))
_KIND_RANK = {"name": 0, "description": 1, "pronoun": 2}
_COMMAS = frozenset((",", "(", "—", "–", "-", "--", ":"))
_DASHES = frozenset(("—", "–", "-", "--"))
_REACH = 4  # paragraphs back in which the person behind a pronoun is looked for
_LOOSE = frozenset(("ADP", "CCONJ", "VERB", "PRON"))  # what stands between a phrase and a name that is not its own
_BEFORE_NAME = frozenset(("DET", "ADJ", "NOUN", "PROPN"))
_INSIDE_PHRASE = frozenset(("det", "compound", "amod", "nmod"))
_CLAUSE = frozenset(("WDT", "WP", "WP$", "VBZ", "VBD", "VBP", "MD"))  # tags of what begins or heads a clause
_ONE_OF_MANY = frozenset(("a", "an", "another", "each", "every", "no", "one"))
_MANY = 100  # names of people looked back at
_LONGEST_ROLE = 12  # words before the noun of a role


class SpeakerLinker(MentionIndex):
    """Looks speakers up among one article's mentions."""

    def link(self, source: Range, content: Sequence[Span] = ()) -> int | None:
        """The entity that a source phrase stands for, or None for unnamed speakers."""
        view = self._view
        head = find_root(view, *self._find_core(source))
        entity = self._link_phrase(source, head)
        if entity is not None and self._entities[entity].type == "group" and view.lower[source[0]] in _ONE_OF_MANY:
            return None  # “one Republican who was there” is somebody unnamed, not the Republicans
        if entity is None and view.lower[head] in _PERSONAL:
            return self._link_pronoun(view.lower[head], view.starts[head], content)
        return entity

    def _link_phrase(self, source: Range, head: int) -> int | None:
        view = self._view
        word = view.lower[head]
        if word in _RELATIVE and source[1] - source[0] == 1:
            return self._link_relative(head)
        entity = self._link_titled(source)
        if entity is None:
            entity = self._choose(self._overlapping(view.starts[head], view.ends[head]))
        if word in _PERSONAL:
            return entity
        if entity is None:
            entity = self._link_apposition(source, head)
        if entity is None and view.lemma[head] in _VOICES:
            entity = self._link_voice(source, head)
        if entity is None:
            entity = self._link_label(source, head)
        if entity is None and view.pos[head] == "NOUN":
            entity = self._link_role(source[0], head)
        return entity

    def _link_titled(self, source: Range) -> int | None:
        """“forklift driver Gary Moss”, “the shipping line Halvorsen-Lund”: the one whose name ends the phrase."""
        view = self._view
        first, last = self._find_core(source)
        while last > first and (view.pos[last - 1] == "PUNCT" or view.space[last - 1]):
            last -= 1
        ends = [
            mention
            for mention in self._overlapping(view.starts[last - 1], view.ends[last - 1])
            if mention.kind == "name" and self._entities[mention.entity].type in ("person", "organisation")
        ]
        if last - first < 2 or not ends:
            return None
        start = max(view.token_at(ends[0].start), first)
        while start > first and self._is_title(start - 1):
            start -= 1
        loose = [token for token in range(first, start) if view.pos[token] in _LOOSE]
        if self._entities[ends[0].entity].type == "organisation":
            kind = start > first and view.tag[start - 1] == "NN" and view.lemma[start - 1] not in _VOICES
            return ends[0].entity if kind and not loose else None
        if loose and (loose[-1] == start - 1 or view.lemma[loose[0] - 1] not in TITLES):
            return None  # “friends of Tom Hill”; but “Minister for Health Clara Boyd”
        return ends[0].entity

    def _is_title(self, token: int) -> bool:
        """Whether a word is an honorific or a title: Dr, Sgt, Justice, Mayor."""
        word = self._view.lower[token].rstrip(".")
        return word in HONORIFICS or word in TITLES

    def _find_core(self, source: Range) -> Range:
        """The phrase up to its first comma or dash; behind the dash where a dateline, “LONDON - ”, stands before it."""
        view = self._view
        first, last = source
        for token in range(first + 1, last):
            word = view.words[token]
            if word not in _COMMAS or (word == "-" and view.ends[token - 1] == view.starts[token]):
                continue  # “Texas-based” is one word
            if word in _DASHES and token + 1 < last and view.text[view.starts[first] : view.starts[token]].isupper():
                return self._find_core((token + 1, last))
            return (first, token)
        return source

    def _choose(self, found: list[Mention]) -> int | None:
        """The entity of a name, else of a description, else of a pronoun."""
        found = sorted(found, key=lambda mention: (_KIND_RANK.get(mention.kind, 3), mention.end - mention.start))
        return found[0].entity if found else None

    def _link_relative(self, token: int) -> int | None:
        """“Berg, who said”: the noun that the clause hangs on, else the name just before."""
        view, tree = self._view, self._view.tree
        verb = tree.head[token]
        for _ in range(4):
            if tree.dep[verb] == "relcl":
                noun = tree.head[verb]
                entity = self._choose(self._overlapping(view.starts[noun], view.ends[noun]))
                if entity is not None:
                    return entity
                break
            verb = tree.head[verb]
        before = token - 1
        while before > 0 and (view.pos[before] == "PUNCT" or view.space[before]):
            before -= 1
        return self._choose(self._overlapping(view.starts[before], view.ends[before])) if before >= 0 else None

    def _link_apposition(self, source: Range, head: int) -> int | None:
        """“the plumber, Ingrid Solheim,” and “forklift driver Gary Moss”: a person named right beside the head."""
        view = self._view
        first, last = source
        end = self._find_end(last)
        begin, finish = view.starts[first], view.ends[end - 1]
        named = [
            mention
            for mention in self._overlapping(begin, finish)
            if mention.kind == "name" and self._entities[mention.entity].type in ("person", "organisation")
        ]
        for mention in named:
            token = view.token_at(mention.start)
            if any(view.tag[at] in _CLAUSE for at in range(head + 1, token)):
                break  # “the film, which follows the author Anna Berg”: she is in the clause, not the speaker
            opens = self._open_apposition(token, first)
            if opens == "," and token > head:
                return mention.entity
            if opens == "" and self._entities[mention.entity].type == "person" and token > head:
                return mention.entity
        return None

    def _find_end(self, last: int) -> int:
        """Where the source would end with an apposition behind it: “its head | , Femi Okafor,”."""
        view = self._view
        if last < len(view.words) and view.words[last] == "," and view.quote[last] < 0:
            return min(last + 8, view.sentences[view.sentence[last]][1])
        if last < len(view.words) and view.pos[last] == "PROPN" and view.pos[last - 1] == "NOUN":
            return last + 1
        return last

    def _open_apposition(self, token: int, first: int) -> str:
        """What stands before a name and its titles: a comma, nothing (a bare noun), or something else."""
        view = self._view
        at = token - 1
        while at >= first and (
            self._is_title(at) or (view.pos[at] in _BEFORE_NAME and view.tree.dep[at] in _INSIDE_PHRASE)
        ):
            at -= 1
        if at >= first and view.words[at] in _COMMAS:
            return ","
        return "" if token > first and view.pos[token - 1] == "NOUN" else "other"

    def _link_voice(self, source: Range, head: int) -> int | None:
        """“a spokesman for the hospital”, “her office”: the one they speak for."""
        view = self._view
        first, last = source
        after = [
            mention
            for mention in self._overlapping(view.ends[head], view.ends[last - 1])
            if mention.start >= view.ends[head]
        ]
        for mention in after:
            before = view.token_at(mention.start) - 1
            if view.lower[before] in ("the", "its", "his", "her", "mr", "ms", "a"):
                before -= 1
            if view.lower[before] in ("for", "of", "from", "at", "by"):
                return mention.entity
        inside = [
            mention
            for mention in self._overlapping(view.starts[first], view.starts[head])
            if mention.end <= view.starts[head]
        ]
        if inside:
            return self._choose(inside[-1:])
        if any(view.lower[token] in _FIRMS for token in range(first, head)):
            return self._find_last_firm(view.ends[last - 1])
        owner = next((token for token in range(first, head) if view.lower[token] in _PERSONAL), None)
        if owner is not None:
            return self._link_pronoun(view.lower[owner], view.starts[owner])
        return None

    def _link_label(self, source: Range, head: int) -> int | None:
        """“RENWICK:” at the head of a line, or a name that was missed in this place: the one of that surname."""
        text = self._view.text[slice(*self._view.char_span(*source))]
        label = text.split("(")[0].strip().lower()
        if text.isupper() and label in self.surnames:
            return self.surnames[label]
        return self.surnames.get(self._view.lower[head]) if self._view.words[head][0].isupper() else None

    def _link_role(self, first: int, head: int) -> int | None:
        """“the hospital”: the one whose name ends so; “the company”: the one named last; a role that only one has."""
        view = self._view
        if view.lower[first] not in _DEFINITE and view.lower[first] not in _FEMALE | _MALE:
            return None
        noun = view.lower[head]
        named = self._by_last_word.get(noun, ())
        if len(named) == 1:
            return named[0]
        if noun in _FIRMS and not named:
            return self._find_last_firm(view.starts[head])
        role = " ".join(view.lower[max(first + 1, head - _LONGEST_ROLE) : head + 1])
        holders = [
            number
            for number in self._by_role.get(noun, ())
            if f" {role} " in f" {self._entities[number].description.lower()} "
        ]
        return holders[0] if len(holders) == 1 else None

    def _link_pronoun(self, word: str, start: int, content: Sequence[Span] = ()) -> int | None:
        """The nearest fitting person named before, where the article's own references do not help."""
        wanted = "f" if word in _FEMALE else "m"
        named = self._list_named(content)
        unsure: int | None = None
        at = self._people[bisect_left(self._starts, start)]
        for _ in range(_MANY):
            if at < 0:
                break
            mention = self._mentions[at]
            at = self._people[at]
            entity = self._entities[mention.entity]
            if mention.entity in named:
                continue
            if entity.gender == wanted and self._count_paragraphs(mention.start, start) <= _REACH:
                return mention.entity
            if not entity.gender and unsure is None:
                unsure = mention.entity
        return unsure
