"""Pairing cues with sources: candidates and their features; lookup of an article's mentions by position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.analysis.document import Document, Range
from components.analysis.quotes.cues import describe_token, find_subject, unify_marks
from components.analysis.quotes.pairing import Cue, Cues, bucket, grade, measure_gap
from components.analysis.quotes.tagger import Piece, Tagged, find_root
from components.types import LocalEntity, Mention, Span

_WIDEST = 200  # characters of the longest mention that is looked up
SOURCE_WINDOW = 60  # tokens between cue and source at most
SUBJECT_WINDOW = 100  # tokens between a cue and its untagged subject at most
_SUBJECTS = ("nsubj", "nsubjpass")


class MentionIndex:
    """An article's mentions by position, and its entities by surname, role and last word."""

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
        """Positions of the mentions inside a quote, except the speaker's own."""
        found = {self._order[at] for at in self._inside(content) if self._mentions[at].entity != speaker}
        return tuple(sorted(found))

    def _inside(self, content: Sequence[Span]) -> Iterator[int]:
        """Positions in `_mentions` of those within the spans."""
        for start, end in content:
            at = bisect_left(self._starts, start)
            while at < len(self._mentions) and self._mentions[at].start < end:
                if self._mentions[at].end <= end:
                    yield at
                at += 1

    def _list_named(self, content: Sequence[Span]) -> set[int]:
        """The entities mentioned in the content."""
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
        """The latest organisation named before a position, within two paragraphs."""
        before = self._firms[bisect_left(self._starts, start)]
        if before < 0 or self._count_paragraphs(self._mentions[before].start, start) > 1:
            return None
        return self._mentions[before].entity

    def _list_before(self, kind: str) -> list[int]:
        """For each mention, and for the end of the text, the latest name of a type before it, or -1."""
        before = [-1]
        for number, mention in enumerate(self._mentions):
            hit = mention.kind == "name" and self._entities[mention.entity].type == kind
            before.append(number if hit else before[-1])
        return before

    def _count_paragraphs(self, start: int, end: int) -> int:
        doc = self._doc
        return doc.paragraph_of[doc.token_at(end)] - doc.paragraph_of[doc.token_at(start)]


def _index_surnames(entities: Sequence[LocalEntity]) -> dict[str, int]:
    """Entities by full name and by last word in lower case, if unique."""
    found: dict[str, set[int]] = {}
    for number, entity in enumerate(entities):
        for name in (entity.name, *entity.aliases):
            lower = name.lower()
            for form in {lower, lower.split()[-1] if lower.split() else lower}:
                found.setdefault(form, set()).add(number)
    return {form: min(numbers) for form, numbers in found.items() if len(numbers) == 1}


# Source candidates.


@dataclass(slots=True)
class Source:
    """A candidate for the source of a cue; first == last means no source."""

    first: int
    last: int
    root: int
    tagged: float
    subject: bool  # it is the cue's subject in the parse

    @property
    def range(self) -> Range | None:
        """Its tokens."""
        return (self.first, self.last) if self.first < self.last else None


def list_sources(doc: Document, cue: Cue, tagged: Tagged, pieces: Sequence[Piece]) -> list[Source]:
    """The source candidates of a cue; the last one is none."""
    subject = find_subject(doc, cue.root)
    found: list[Source] = []
    for piece in tagged.index.sources_near(cue.first, cue.last, SOURCE_WINDOW + 1):
        if not -1 <= doc.paragraph_of[piece.first] - doc.paragraph_of[cue.first] <= 0:
            continue
        hit = subject is not None and subject[0] < piece.last and piece.first < subject[1]
        found.append(Source(piece.first, piece.last, find_root(doc, piece.first, piece.last), piece.score, hit))
    spans = [] if subject is None else [subject]
    start, end = doc.sentence_ranges[doc.sentence_of[cue.first]]
    for token in range(max(start, cue.first - SUBJECT_WINDOW), min(end, cue.last + SUBJECT_WINDOW)):
        if doc.deps[token] in _SUBJECTS and doc.quotation_of[token] < 0:
            spans.append((token, token + 1))
    for first, last in spans:
        taken = any(first < other.last and other.first < last for other in found)
        inside = any(piece.first <= first < piece.last for piece in pieces)
        if not taken and not inside and not cue.first <= first < cue.last:
            root = find_root(doc, first, last)
            found.append(Source(first, last, root, 0.0, (first, last) == subject))
    found.append(Source(cue.first, cue.first, cue.root, 0.0, False))
    return found


def describe_source(
    doc: Document,
    cue: Cue,
    source: Source,
    others: Sequence[Source],
    tagged: Tagged,
    cues: Cues,
    pieces: Sequence[Piece],
) -> list[str]:
    """Features of a cue and a candidate source."""
    name = describe_token(doc, cue.root)
    lower, tags = unify_marks(doc)
    tag, dep = tags[cue.root], doc.deps[cue.root]
    quoted = any(doc.quotation_of[piece.first] >= 0 for piece in pieces)
    if source.range is None:
        best = max((other.tagged for other in others), default=0.0)
        near = max(
            (other.tagged for other in others if measure_gap(other.first, other.last, cue.first, cue.last) < 4),
            default=0.0,
        )
        subject = any(other.subject for other in others)
        return [
            "0",
            f"0n={name}",
            f"0t={tag}|{dep}",
            f"0b={grade(best)}|{subject}",
            f"0c={grade(near)}|{subject}|{quoted}",
            f"0p={doc.pos[cue.root]}|{subject}|{best > 0}",
            f"0s={any(other.subject and other.tagged for other in others)}|{doc.pos[cue.root]}",
            f"0q={quoted}|{best > 0}",
        ]
    after = source.first >= cue.last
    side = ">" if after else "<"
    low, high = (cue.last, source.first) if after else (source.last, cue.first)
    distance = max(0, high - low)
    same = doc.sentence_of[source.first] == doc.sentence_of[cue.first]
    cues_between = tagged.index.count_cues(low, high)
    sources_between = len(tagged.index.sources(low, high))
    pieces_between = sum(1 for other in pieces if low <= other.first < high)
    nearer = cues.near(source.first, source.last, distance) if distance else []
    rival = sum(1 for other in nearer if other is not cue and other.tagged)
    kind = (
        f"{doc.pos[source.root]}|{doc.entity_labels[source.root]}"
        if doc.pos[source.root] != "PRON"
        else lower[source.root]
    )
    path = _describe_path(doc, cue, source)
    inside = any(piece.first <= source.first < piece.last for piece in pieces)
    flag = f"{source.tagged > 0}|{source.subject}"
    return [
        "b",
        f"f={flag}|{side}{same}",
        f"m={grade(source.tagged)}|{source.subject}",
        f"d={bucket(distance)}|{side}{same}",
        f"d={bucket(distance)}|{flag}",
        f"x={min(cues_between, 2)}|{min(sources_between, 2)}|{min(pieces_between, 2)}|{side}",
        f"x={min(cues_between, 2)}|{min(rival, 2)}|{flag}",
        f"k={kind}|{side}",
        f"k={kind}|{flag}",
        f"p={path}|{source.tagged > 0}",
        f"p={path}|{doc.pos[cue.root]}",
        f"n={name}|{path}",
        f"n={name}|{side}{source.tagged > 0}",
        f"t={tag}|{dep}|{path}",
        f"r={min(rival, 3)}|{side}{same}|{quoted}",
        f"q={quoted}|{side}{bucket(distance)}",
        f"pa={doc.paragraph_of[cue.first] - doc.paragraph_of[source.first]}|{quoted}",
        f"in={inside}",
        f"only={sum(1 for other in others if other.tagged)}|{flag}",
    ]


def _describe_path(doc: Document, cue: Cue, source: Source) -> str:
    """The path from source to cue in the parse: up to three steps up, then up to two down."""
    up = {}
    at = cue.root
    for steps in range(4):
        up[at] = steps
        if doc.heads[at] == at:
            break
        at = doc.heads[at]
    at = source.root
    names: list[str] = []
    for _ in range(4):
        if at in up:
            return "+".join(names) + f"/{up[at]}{doc.deps[cue.root] if up[at] else ''}"
        if cue.first <= at < cue.last:
            return "+".join(names) + "/c"
        names.append(doc.deps[at])
        if doc.heads[at] == at:
            break
        at = doc.heads[at]
    return "-"
