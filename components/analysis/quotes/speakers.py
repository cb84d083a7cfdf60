"""Speaker linking: the entity that a source phrase refers to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from components.analysis.document import Range
from components.analysis.entities.lexicon import COMPANY_NOUNS, HONORIFICS, PRONOUNS, TITLES
from components.analysis.quotation_marks import DASHES
from components.analysis.quotes.sources import MentionIndex
from components.analysis.quotes.tagger import find_root
from components.types import Mention, Span

_RELATIVE = frozenset(("who", "which", "that", "whom"))
# Representatives: their words are attributed to whoever they speak for.
_REPRESENTATIVES = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen", "office", "representative", "statement")
)
_FIRMS = (COMPANY_NOUNS - {"carmaker"}) | {"operator"}
_DEFINITE = frozenset(("the", "this", "its", "their"))
_KIND_RANK = {"name": 0, "description": 1, "pronoun": 2}
_COMMAS = DASHES | {",", "(", ":"}
_REACH = 4  # paragraphs back in which the antecedent of a pronoun is looked for
_LOOSE = frozenset(("ADP", "CCONJ", "VERB", "PRON"))  # between a noun and a name that is no apposition to it
_BEFORE_NAME = frozenset(("DET", "ADJ", "NOUN", "PROPN"))
_INSIDE_PHRASE = frozenset(("det", "compound", "amod", "nmod"))
_CLAUSE = frozenset(("WDT", "WP", "WP$", "VBZ", "VBD", "VBP", "MD"))  # tags that begin or head a clause
_ONE_OF_MANY = frozenset(("a", "an", "another", "each", "every", "no", "one"))
_MANY = 100  # names of people looked back at at most
_LONGEST_ROLE = 12  # words before the noun of a role at most


class SpeakerLinker(MentionIndex):
    """Links source phrases of one article to its entities."""

    def link(self, source: Range, content: Sequence[Span] = ()) -> int | None:
        """The entity that a source phrase refers to, or None for unnamed speakers."""
        doc = self._doc
        head = find_root(doc, *self._find_core(source))
        entity = self._link_phrase(source, head)
        if entity is not None and self._entities[entity].type == "group" and doc.lower[source[0]] in _ONE_OF_MANY:
            return None  # “one Republican who was there” is unnamed, not the Republicans
        if entity is None and doc.lower[head] in PRONOUNS:
            return self._link_pronoun(doc.lower[head], doc.starts[head], content)
        return entity

    def _link_phrase(self, source: Range, head: int) -> int | None:
        doc = self._doc
        word = doc.lower[head]
        if word in _RELATIVE and source[1] - source[0] == 1:
            return self._link_relative(head)
        entity = self._link_titled(source)
        if entity is None:
            entity = self._choose(self._overlapping(doc.starts[head], doc.ends[head]))
        if word in PRONOUNS:
            return entity
        if entity is None:
            entity = self._link_apposition(source, head)
        if entity is None and doc.lemmas[head] in _REPRESENTATIVES:
            entity = self._link_representative(source, head)
        if entity is None:
            entity = self._link_label(source, head)
        if entity is None and doc.pos[head] == "NOUN":
            entity = self._link_role(source[0], head)
        return entity

    def _link_titled(self, source: Range) -> int | None:
        """The name that ends the phrase: “forklift driver Gary Moss”, “the shipping line Halvorsen-Lund”."""
        doc = self._doc
        first, last = self._find_core(source)
        while last > first and (doc.pos[last - 1] == "PUNCT" or doc.is_space[last - 1]):
            last -= 1
        ends = [
            mention
            for mention in self._overlapping(doc.starts[last - 1], doc.ends[last - 1])
            if mention.kind == "name" and self._entities[mention.entity].type in ("person", "organisation")
        ]
        if last - first < 2 or not ends:
            return None
        start = max(doc.token_at(ends[0].start), first)
        while start > first and self._is_title(start - 1):
            start -= 1
        loose = [token for token in range(first, start) if doc.pos[token] in _LOOSE]
        if self._entities[ends[0].entity].type == "organisation":
            kind = start > first and doc.tags[start - 1] == "NN" and doc.lemmas[start - 1] not in _REPRESENTATIVES
            return ends[0].entity if kind and not loose else None
        if loose and (loose[-1] == start - 1 or doc.lemmas[loose[0] - 1] not in TITLES):
            return None  # “friends of Tom Hill”; but “Minister for Health Clara Boyd”
        return ends[0].entity

    def _is_title(self, token: int) -> bool:
        """Whether a word is an honorific or a title: Dr, Sgt, Justice, Mayor."""
        word = self._doc.lower[token].rstrip(".")
        return word in HONORIFICS or word in TITLES

    def _find_core(self, source: Range) -> Range:
        """The phrase up to its first comma or dash, or after the dash if a dateline precedes it."""
        doc = self._doc
        first, last = source
        for token in range(first + 1, last):
            word = doc.tokens[token]
            if word not in _COMMAS or (word == "-" and doc.ends[token - 1] == doc.starts[token]):
                continue  # “Texas-based” is one word
            if word in DASHES and token + 1 < last and doc.text[doc.starts[first] : doc.starts[token]].isupper():
                return self._find_core((token + 1, last))
            return (first, token)
        return source

    def _choose(self, found: list[Mention]) -> int | None:
        """The entity of a name, else of a description, else of a pronoun."""
        found = sorted(found, key=lambda mention: (_KIND_RANK.get(mention.kind, 3), mention.end - mention.start))
        return found[0].entity if found else None

    def _link_relative(self, token: int) -> int | None:
        """The antecedent of “who” in “Berg, who said”: the noun the clause modifies, else the name before it."""
        doc = self._doc
        verb = doc.heads[token]
        for _ in range(4):
            if doc.deps[verb] == "relcl":
                noun = doc.heads[verb]
                entity = self._choose(self._overlapping(doc.starts[noun], doc.ends[noun]))
                if entity is not None:
                    return entity
                break
            verb = doc.heads[verb]
        before = token - 1
        while before > 0 and (doc.pos[before] == "PUNCT" or doc.is_space[before]):
            before -= 1
        return self._choose(self._overlapping(doc.starts[before], doc.ends[before])) if before >= 0 else None

    def _link_apposition(self, source: Range, head: int) -> int | None:
        """A person named in apposition: “the plumber, Ingrid Solheim,” and “forklift driver Gary Moss”."""
        doc = self._doc
        first, last = source
        end = self._find_end(last)
        begin, finish = doc.starts[first], doc.ends[end - 1]
        named = [
            mention
            for mention in self._overlapping(begin, finish)
            if mention.kind == "name" and self._entities[mention.entity].type in ("person", "organisation")
        ]
        for mention in named:
            token = doc.token_at(mention.start)
            if any(doc.tags[at] in _CLAUSE for at in range(head + 1, token)):
                break  # “the film, which follows the author Anna Berg”: a name inside a clause is not the speaker
            opens = self._open_apposition(token, first)
            if opens == "," and token > head:
                return mention.entity
            if opens == "" and self._entities[mention.entity].type == "person" and token > head:
                return mention.entity
        return None

    def _find_end(self, last: int) -> int:
        """The end of the source including an apposition: “its head | , Femi Okafor,”."""
        doc = self._doc
        if last < len(doc.tokens) and doc.tokens[last] == "," and doc.quotation_of[last] < 0:
            return min(last + 8, doc.sentence_ranges[doc.sentence_of[last]][1])
        if last < len(doc.tokens) and doc.pos[last] == "PROPN" and doc.pos[last - 1] == "NOUN":
            return last + 1
        return last

    def _open_apposition(self, token: int, first: int) -> str:
        """What precedes a name and its titles: a comma, nothing (a bare noun), or something else."""
        doc = self._doc
        at = token - 1
        while at >= first and (self._is_title(at) or (doc.pos[at] in _BEFORE_NAME and doc.deps[at] in _INSIDE_PHRASE)):
            at -= 1
        if at >= first and doc.tokens[at] in _COMMAS:
            return ","
        return "" if token > first and doc.pos[token - 1] == "NOUN" else "other"

    def _link_representative(self, source: Range, head: int) -> int | None:
        """Whoever a representative speaks for: “a spokesman for the hospital”, “her office”."""
        doc = self._doc
        first, last = source
        after = [
            mention
            for mention in self._overlapping(doc.ends[head], doc.ends[last - 1])
            if mention.start >= doc.ends[head]
        ]
        for mention in after:
            before = doc.token_at(mention.start) - 1
            if doc.lower[before] in ("the", "its", "his", "her", "mr", "ms", "a"):
                before -= 1
            if doc.lower[before] in ("for", "of", "from", "at", "by"):
                return mention.entity
        inside = [
            mention
            for mention in self._overlapping(doc.starts[first], doc.starts[head])
            if mention.end <= doc.starts[head]
        ]
        if inside:
            return self._choose(inside[-1:])
        if any(doc.lower[token] in _FIRMS for token in range(first, head)):
            return self._find_last_firm(doc.ends[last - 1])
        owner = next((token for token in range(first, head) if doc.lower[token] in PRONOUNS), None)
        if owner is not None:
            return self._link_pronoun(doc.lower[owner], doc.starts[owner])
        return None

    def _link_label(self, source: Range, head: int) -> int | None:
        """The entity with the surname of a speaker label, “RENWICK:”, or of a name that was missed."""
        text = self._doc.text[slice(*self._doc.char_span(*source))]
        label = text.split("(")[0].strip().lower()
        if text.isupper() and label in self.surnames:
            return self.surnames[label]
        return self.surnames.get(self._doc.lower[head]) if self._doc.tokens[head][0].isupper() else None

    def _link_role(self, first: int, head: int) -> int | None:
        """The entity with that head noun, “the hospital”; for “the company” the latest; for a role its only holder."""
        doc = self._doc
        if doc.lower[first] not in _DEFINITE and doc.lower[first] not in PRONOUNS:
            return None
        noun = doc.lower[head]
        named = self._by_last_word.get(noun, ())
        if len(named) == 1:
            return named[0]
        if noun in _FIRMS and not named:
            return self._find_last_firm(doc.starts[head])
        role = " ".join(doc.lower[max(first + 1, head - _LONGEST_ROLE) : head + 1])
        holders = [
            number
            for number in self._by_role.get(noun, ())
            if f" {role} " in f" {self._entities[number].description.lower()} "
        ]
        return holders[0] if len(holders) == 1 else None

    def _link_pronoun(self, word: str, start: int, content: Sequence[Span] = ()) -> int | None:
        """The nearest compatible person before a pronoun that coreference left open."""
        wanted = PRONOUNS[word]
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
