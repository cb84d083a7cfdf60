"""One article's mentions by place, and its entities by what they are called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from components.analysis.document import Document
from components.types import LocalEntity, Mention, Span

_WIDEST = 200  # characters of the longest mention looked back for


class MentionIndex:
    """Finds mentions by place, and entities by surname, role and last word."""

    def __init__(self, doc: Document, mentions: Sequence[Mention], entities: Sequence[LocalEntity]) -> None:
        self._doc = doc
        self._entities = entities
        self._order = sorted(range(len(mentions)), key=lambda number: (mentions[number].start, mentions[number].end))
        self._mentions = [mentions[number] for number in self._order]
        self._starts = [mention.start for mention in self._mentions]
        self._firms = self._list_before("organisation")
        self._people = self._list_before("person")
        self._by_last_word: dict[str, list[int]] = {}
        self._by_role: dict[str, list[int]] = {}
        for number, entity in enumerate(entities):
            if entity.type == "person":
                for word in dict.fromkeys(entity.description.lower().split()):
                    self._by_role.setdefault(word, []).append(number)
            elif entity.type in ("organisation", "place") and entity.name.strip():
                self._by_last_word.setdefault(entity.name.lower().split()[-1], []).append(number)
        self.surnames = _index_surnames(entities)

    def find_about(self, content: Sequence[Span], speaker: int | None) -> tuple[int, ...]:
        """Positions of the mentions inside a quote, the speaker's own left out."""
        found = {self._order[at] for at in self._inside(content) if self._mentions[at].entity != speaker}
        return tuple(sorted(found))

    def _inside(self, content: Sequence[Span]) -> Iterator[int]:
        """Places in `_mentions` of those that lie within the spans."""
        for start, end in content:
            at = bisect_left(self._starts, start)
            while at < len(self._mentions) and self._mentions[at].start < end:
                if self._mentions[at].end <= end:
                    yield at
                at += 1

    def _list_named(self, content: Sequence[Span]) -> set[int]:
        """The entities that the content names or describes."""
        return {self._mentions[at].entity for at in self._inside(content) if self._mentions[at].kind != "pronoun"}

    def _overlapping(self, start: int, end: int) -> list[Mention]:
        found = []
        at = bisect_left(self._starts, start - _WIDEST)
        while at < len(self._mentions) and self._mentions[at].start < end:
            if self._mentions[at].end > start:
                found.append(self._mentions[at])
            at += 1
        return found

    def _find_last_firm(self, start: int) -> int | None:
        """The organisation named last before a place, within two paragraphs."""
        before = self._firms[bisect_left(self._starts, start)]
        if before < 0 or self._count_paragraphs(self._mentions[before].start, start) > 1:
            return None
        return self._mentions[before].entity

    def _list_before(self, kind: str) -> list[int]:
        """For each mention, and for the end of the text, the last name of a type before it, or -1."""
        before = [-1]
        for number, mention in enumerate(self._mentions):
            hit = mention.kind == "name" and self._entities[mention.entity].type == kind
            before.append(number if hit else before[-1])
        return before

    def _count_paragraphs(self, start: int, end: int) -> int:
        doc = self._doc
        return doc.paragraph_of[doc.token_at(end)] - doc.paragraph_of[doc.token_at(start)]


def _index_surnames(entities: Sequence[LocalEntity]) -> dict[str, int]:
    """Full names and last words of names, in small letters, where only one entity has them."""
    found: dict[str, set[int]] = {}
    for number, entity in enumerate(entities):
        for name in (entity.name, *entity.aliases):
            lower = name.lower()
            for form in {lower, lower.split()[-1] if lower.split() else lower}:
                found.setdefault(form, set()).add(number)
    return {form: min(numbers) for form, numbers in found.items() if len(numbers) == 1}
