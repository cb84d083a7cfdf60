"""Speaker turns: the speaker of each stretch in quotation marks by its position, whatever the verb.

A verb and a name after the closing mark decide; without them the subject of the sentence before is the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.analysis.document import Document, Range
from components.analysis.quotes.cues import SPEECH
from components.analysis.quotes.layout import Beside, find_beside, find_closing, find_introduced, is_freestanding
from components.analysis.quotes.pairing import People
from components.analysis.quotes.tagger import Attribution

_BESIDE = 0.7  # confidence if a verb and a name follow the closing mark
_BEFORE = 0.5  # confidence if the speaker is the subject of the sentence before
_NOBODY = 0.3
_WORDS = 3  # words; a shorter stretch without a speaker is no speech
_QUOTED_SHARE = 0.8
_LONGEST_BEAT = 40  # tokens of the longest sentence between two turns (an action beat)


def assign_turns(doc: Document, found: Sequence[Attribution], people: People) -> list[Attribution]:
    """The attributions, with each stretch of speech assigned to the speaker whose turn it is."""
    turns = Turns(doc, people, found)
    for number in range(len(doc.quotation_ranges)):
        turns.assign(number)
    return turns.list_all()


class Turns:
    """The stretches of one text and the attribution that owns each."""

    def __init__(self, doc: Document, people: People, found: Sequence[Attribution]) -> None:
        self._doc = doc
        self._people = people
        self._found = list(found)
        self._owner: dict[int, Attribution] = {}
        for item in found:
            for first, last in item.content:
                for token in range(first, last):
                    self._owner.setdefault(doc.quotation_of[token], item)
        self._owner.pop(-1, None)

    def list_all(self) -> list[Attribution]:
        """All attributions that still have content, in order."""
        return sorted((item for item in self._found if item.content), key=lambda item: item.content[0])

    def assign(self, number: int) -> None:
        """Assign one stretch to its speaker, if it is speech."""
        doc = self._doc
        if not is_freestanding(doc, number):
            return
        stretch = doc.quotation_ranges[number]
        item = self._owner.get(number)
        if item is not None and item.signed:
            return
        beside = self._find_beside(number)
        introduced = None if beside else find_introduced(doc, number, self._people)
        if introduced is not None:
            if not self._has_own_source(item, introduced):
                self._reassign(number, introduced)
        elif beside is not None:
            if item is None or not self._has_cue_in(item, beside):
                self._take_over(number, item, beside)
            elif item.source is None:
                item.source = beside.source
        elif item is None or self._is_detached(item, stretch):
            self._assign_alone(number, item)
        elif item.source is None:
            source = self._find_actor(number)
            if source is not None and self._quoted_alone(item):
                item.source, item.score = source, max(min(item.score, 0.6), _BEFORE)

    def _find_beside(self, number: int) -> Beside | None:
        """The verb and the speaker after a stretch, if the verb is one of speech or the speaker a person."""
        doc = self._doc
        beside = find_beside(doc, number)
        if beside is None or doc.lemmas[beside.cue] in SPEECH:
            return beside
        return beside if any(self._people.is_human(token) for token in range(*beside.source)) else None

    def _has_own_source(self, item: Attribution | None, introduced: Attribution) -> bool:
        """Whether an attribution has its own cue and source in the line that introduces the stretch."""
        if item is None or item.cue is None or item.source is None or introduced.cue is None:
            return False
        here = self._doc.paragraph_of[introduced.cue[0]]
        return self._doc.paragraph_of[item.cue[0]] == here and item.cue[0] < introduced.cue[0]

    def _take_over(self, number: int, item: Attribution | None, beside: Beside) -> None:
        """Assign a stretch to the speaker beside it; with further stretches if only a publication was the source."""
        doc = self._doc
        content = [doc.quotation_ranges[number]]
        if item is not None and self._names_paper(item):
            quoted = {doc.quotation_of[token] for part in item.content for token in range(*part)}
            content += [doc.quotation_ranges[other] for other in sorted(quoted) if other > number]
            item.content = []
        elif item is not None and self._count_words(content[0]) < _WORDS:
            return
        new = Attribution(content, (beside.cue, beside.cue + 1), beside.source, score=_BESIDE)
        self._reassign(number, new)
        for part in content[1:]:
            self._owner[doc.quotation_of[part[0]]] = new

    def _names_paper(self, item: Attribution) -> bool:
        """Whether an attribution only gives the publication: “…,” Rusk said, according to …."""
        return item.cue is not None and self._doc.lemmas[item.cue[0]] == "accord"

    def _has_cue_in(self, item: Attribution, beside: Beside) -> bool:
        """Whether an attribution already has its cue beside the stretch, or more content than the stretch."""
        if item.cue is None:
            return False
        if beside.first <= item.cue[0] < beside.last or item.cue[0] <= beside.cue < item.cue[1]:
            return True
        return not self._quoted_alone(item) and not self._names_paper(item)

    def _quoted_alone(self, item: Attribution) -> bool:
        """Whether nearly all of the content is in quotation marks."""
        quoted = sum(1 for first, last in item.content for at in range(first, last) if self._doc.quotation_of[at] >= 0)
        return quoted >= _QUOTED_SHARE * sum(last - first for first, last in item.content)

    def _assign_alone(self, number: int, item: Attribution | None) -> None:
        """Assign a stretch without a verb beside it that has no attribution, or one with a distant cue."""
        doc = self._doc
        stretch = doc.quotation_ranges[number]
        before = self._owner.get(number - 1)
        if before is not None and self._goes_on(number):
            if item is not before:
                self._cut(item, stretch)
                before.content.append(stretch)
                self._owner[number] = before
            return
        source = self._find_actor(number)
        known = source is not None and doc.quotations[number].closed and find_closing(doc, number) != ","
        if item is None and (not known or self._count_words(stretch) < _WORDS):
            return
        if item is not None and not self._quoted_alone(item):
            return
        score = _BEFORE if source else _NOBODY
        self._reassign(number, Attribution([stretch], None, source, score=score))

    def _goes_on(self, number: int) -> bool:
        """Whether only the cue and source of the stretch before separate it from this one."""
        doc = self._doc
        if number < 1 or doc.quotations[number - 1].runs_on:
            return number > 0
        first = doc.quotation_ranges[number][0]
        before = find_beside(doc, number - 1)
        if before is None or doc.paragraph_of[before.cue] != doc.paragraph_of[first]:
            return False
        end = doc.sentence_ranges[doc.sentence_of[before.cue]][1]
        return all(doc.pos[token] in ("PUNCT", "SPACE") for token in range(min(end, first), first))

    def _is_detached(self, item: Attribution, stretch: Range) -> bool:
        """Whether narration separates the stretch from the cue of its attribution."""
        doc = self._doc
        if item.cue is None:
            others = [part for part in item.content if part[1] <= stretch[0]]
            return bool(others) and self._has_narration(others[-1][1], stretch[0])
        cue = item.cue[0]
        if doc.quotation_of[cue] >= 0:
            return False
        first, last = doc.sentence_ranges[doc.sentence_of[cue]]
        if last <= stretch[0]:
            return self._has_narration(last, stretch[0], item.source)
        if stretch[1] <= first:
            return self._has_narration(stretch[1], first, item.source)
        return False

    def _has_narration(self, start: int, end: int, source: Range | None = None) -> bool:
        """Whether another person acts, or a paragraph ends, between two positions."""
        doc = self._doc
        words = [at for at in range(start, end) if doc.quotation_of[at] < 0 and doc.tokens[at][0].isalnum()]
        if not words:
            return False
        if (
            doc.paragraph_of[words[0]] != doc.paragraph_of[end - 1]
            or doc.paragraph_of[start] != doc.paragraph_of[words[-1]]
        ):
            return True
        return any(self._is_other_actor(at, source) for at in words)

    def _is_other_actor(self, token: int, source: Range | None) -> bool:
        """Whether a token is a person that acts and is not part of the source."""
        doc = self._doc
        if doc.deps[token] not in ("nsubj", "nsubjpass") or not self._people.is_human(token):
            return False
        return source is None or not any(doc.tokens[at] == doc.tokens[token] for at in range(*source))

    def _find_actor(self, number: int) -> Range | None:
        """The acting person in the sentence before a stretch that begins a sentence or a paragraph."""
        doc = self._doc
        first = doc.quotation_ranges[number][0]
        end = first
        while end and doc.is_space[end - 1]:
            end -= 1
        if not end or doc.paragraph_of[end - 1] < doc.paragraph_of[first] - 1:
            return None
        if doc.quotation_of[end - 1] >= 0 or doc.tokens[end - 1] not in (".", "!", "?", ":"):
            return None
        begin = max(doc.sentence_ranges[doc.sentence_of[end - 1]][0], end - _LONGEST_BEAT)
        while begin < end and (doc.is_space[begin] or doc.quotation_of[begin] >= 0):
            begin += 1
        if any(doc.quotation_of[at] >= 0 for at in range(begin, end)):
            return None
        return self._people.find_actor(begin, end)

    def _count_words(self, stretch: Range) -> int:
        return sum(1 for token in range(*stretch) if self._doc.tokens[token][0].isalnum())

    def _reassign(self, number: int, item: Attribution) -> None:
        self._cut(self._owner.get(number), item.content[0], item.cue)
        self._found.append(item)
        self._owner[number] = item

    def _cut(self, item: Attribution | None, *ranges: Range | None) -> None:
        """Remove tokens from an attribution's content."""
        if item is None:
            return
        for gone in ranges:
            if gone is not None:
                item.content = [piece for part in item.content for piece in _subtract(part, gone)]
        item.content = [part for part in item.content if self._count_words(part)]


def _subtract(part: Range, gone: Range) -> Iterator[Range]:
    if gone[1] <= part[0] or part[1] <= gone[0]:
        yield part
        return
    if part[0] < gone[0]:
        yield (part[0], gone[0])
    if gone[1] < part[1]:
        yield (gone[1], part[1])
