"""From the words that name a speaker to the entity behind them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from components.analysis.quotes.records import Range
from components.analysis.quotes.view import View
from components.types import LocalEntity, Mention, Span

_SPEAKS = ("person", "organisation", "group", "place")
_FEMALE = frozenset(("she", "her", "herself", "hers"))
_MALE = frozenset(("he", "him", "his", "himself"))
_PERSONAL = _FEMALE | _MALE
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_KIND_RANK = {"name": 0, "description": 1, "pronoun": 2}


class SpeakerLinker:
    """Looks speakers up among one article's mentions."""

    def __init__(self, view: View, mentions: Sequence[Mention], entities: Sequence[LocalEntity]) -> None:
        self._view = view
        self._entities = entities
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, mention.end))
        self._starts = [mention.start for mention in self._mentions]

    def link(self, source: Range, head: int) -> int | None:
        """The entity that a source phrase with the given head token stands for, or None for unnamed speakers."""
        view = self._view
        start, end = view.char_span(*source)
        word = view.lower[head]
        if word in _RELATIVE:
            return self._link_relative(head)
        inside = self._overlapping(start, end)
        entity = self._choose(inside, view.starts[head], view.ends[head])
        if entity is not None:
            return entity
        if word in _PERSONAL:
            return self._link_pronoun(word, start)
        return None

    def _overlapping(self, start: int, end: int) -> list[Mention]:
        found = []
        at = bisect_left(self._starts, start - 120)
        while at < len(self._mentions) and self._mentions[at].start < end:
            if self._mentions[at].end > start and self._mentions[at].type in _SPEAKS:
                found.append(self._mentions[at])
            at += 1
        return found

    def _choose(self, inside: list[Mention], start: int, end: int) -> int | None:
        """The mention on the head word; a name that only modifies it ("the Halden spokesman") is not the speaker."""
        on_head = [mention for mention in inside if mention.start < end and mention.end > start]
        on_head.sort(key=lambda mention: (_KIND_RANK.get(mention.kind, 3), mention.end - mention.start))
        return on_head[0].entity if on_head else None

    def _link_relative(self, token: int) -> int | None:
        """“Berg, who said”: the noun that the clause hangs on."""
        tree = self._view.tree
        verb = tree.head[token]
        for _ in range(4):
            if tree.dep[verb] == "relcl":
                noun = tree.head[verb]
                return self._choose(
                    self._overlapping(self._view.starts[noun], self._view.ends[noun]),
                    self._view.starts[noun],
                    self._view.ends[noun],
                )
            verb = tree.head[verb]
        return None

    def _link_pronoun(self, word: str, start: int) -> int | None:
        """The nearest fitting person named before, where the article's own references say nothing."""
        wanted = "f" if word in _FEMALE else "m"
        at = bisect_left(self._starts, start) - 1
        for mention in reversed(self._mentions[: at + 1]):
            entity = self._entities[mention.entity]
            if mention.kind == "name" and entity.type == "person" and entity.gender in ("", wanted):
                return mention.entity
        return None


def find_about(mentions: Sequence[Mention], content: Sequence[Span], speaker: int | None) -> tuple[int, ...]:
    """Positions of the mentions inside a quote, the speaker's own left out."""
    return tuple(
        number
        for number, mention in enumerate(mentions)
        if mention.entity != speaker and any(start <= mention.start and mention.end <= end for start, end in content)
    )
