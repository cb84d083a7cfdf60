"""Which cue belongs to a piece of content, and which source to a cue: candidates and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.analysis.quotes.cue_features import describe_token
from components.analysis.quotes.cues import find_subject
from components.analysis.quotes.records import Range
from components.analysis.quotes.tagged import Piece, Tagged, find_root
from components.analysis.quotes.view import View

CUE_WINDOW = 300  # tokens between content and cue
SOURCE_WINDOW = 60  # tokens between cue and source
MAX_CUES = 8
MAX_PARAGRAPHS = 3  # between content and cue
_MIN_CUE = 0.3  # a word that the tagger left out is still a candidate from this probability on
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(slots=True)
class Cue:
    """A candidate for the cue of some content."""

    first: int
    last: int
    root: int
    probability: float  # of its root, by the cue model
    tagged: float  # the tagger's score, 0 where the tagger does not call it a cue

    @property
    def range(self) -> Range:
        return (self.first, self.last)


@dataclass(slots=True)
class Source:
    """A candidate for the source of a cue; first == last stands for none."""

    first: int
    last: int
    root: int
    tagged: float
    subject: bool  # the parse has it as the cue's subject

    @property
    def range(self) -> Range | None:
        return (self.first, self.last) if self.first < self.last else None


def list_cues(view: View, tagged: Tagged, probability: Sequence[float]) -> list[Cue]:
    """All cue candidates of a text in order: what the tagger marked, and likely words that it left out."""
    covered = bytearray(len(view.words))
    for piece in (*tagged.content, *tagged.cues, *tagged.sources):
        covered[piece.first : piece.last] = b"\1" * (piece.last - piece.first)
    cues = []
    for piece in tagged.cues:
        root = find_root(view, piece.first, piece.last)
        best = max(range(piece.first, piece.last), key=lambda token: probability[token])
        root = best if probability[best] > probability[root] + 0.2 else root
        cues.append(Cue(piece.first, piece.last, root, probability[best], piece.score))
    for token, value in enumerate(probability):
        if value >= _MIN_CUE and not covered[token]:
            cues.append(Cue(token, token + 1, token, value, 0.0))
    return sorted(cues, key=lambda cue: cue.first)


def near_cues(view: View, piece: Piece, cues: Sequence[Cue]) -> list[Cue]:
    """The cues that a piece of content could belong to, nearest first."""
    paragraph = view.paragraph[piece.first]
    some = []
    for cue in cues:
        distance = _distance(piece.first, piece.last, cue.first, cue.last)
        if distance > CUE_WINDOW or abs(view.paragraph[cue.first] - paragraph) > MAX_PARAGRAPHS:
            continue
        if piece.first <= cue.first and cue.last <= piece.last and cue.tagged == 0:
            continue
        some.append((distance, cue.first, cue))
    return [cue for _, _, cue in sorted(some, key=lambda item: item[:2])[:MAX_CUES]]


def _distance(first: int, last: int, other_first: int, other_last: int) -> int:
    return max(0, other_first - last, first - other_last)


def bucket(distance: int) -> str:
    """A distance in tokens, coarsely."""
    for limit in (0, 1, 2, 3, 5, 8, 13, 21, 40):
        if distance <= limit:
            return str(limit)
    return "x"


def _level(probability: float) -> str:
    return str(int(probability * 5.999))


def describe_pair(view: View, piece: Piece, cue: Cue, cues: Sequence[Cue], tagged: Tagged, rank: int) -> list[str]:
    """What speaks for or against a cue as the cue of a piece of content."""
    after = cue.first >= piece.last
    low, high = (piece.last, cue.first) if after else (cue.last, piece.first)
    gap = range(low, max(low, high))
    cues_between = sum(1 for other in cues if other is not cue and other.tagged and low <= other.first < high)
    pieces_between = sum(1 for other in tagged.content if other is not piece and low <= other.first < high)
    sources_between = sum(1 for other in tagged.sources if low <= other.first < high)
    covered = sum(other.last - other.first for other in tagged.sources if low <= other.first < high)
    loose = len(gap) - covered - sum(1 for token in gap if view.pos[token] in ("PUNCT", "SPACE", "ADV"))
    stops = sum(1 for token in gap if view.words[token] in (".", "!", "?", ";") and view.quote[token] < 0)
    open_words = sum(1 for token in gap if view.quote[token] < 0 and view.pos[token] not in ("PUNCT", "SPACE"))
    held = min(open_words, 4) if len(gap) > 3 else "-"  # words outside of quotation marks in between
    before = view.quote[piece.first] - 1
    runs_on = before >= 0 and view.marked[before].runs_on
    side = ">" if after else "<"
    same = view.sentence[cue.first] == view.sentence[piece.first if not after else piece.last - 1]
    paragraphs = view.paragraph[cue.first] - view.paragraph[piece.first]
    quoted = "q" if view.quote[piece.first] >= 0 and view.quote[piece.last - 1] >= 0 else "i"
    behind = view.words[piece.last - 1]
    if quoted == "q" and piece.last - piece.first > 2 and view.is_mark[piece.last - 1]:
        behind = view.words[piece.last - 2]
    behind = behind if behind in (",", ".", "?", "!", ":") else "w"
    ahead = view.words[piece.first - 1] if piece.first else "."
    ahead = ahead if ahead in (",", ".", "?", "!", ":", "that", "as") else "w"
    name = describe_token(view, cue.root)
    link = _describe_link(view, piece, cue)
    opposite = any(
        other is not piece and _touches(view, other, cue) and (other.first >= cue.last) != after
        for other in tagged.content
    )
    beside = any(
        other is not piece
        and other.first < other.last
        and (other.first >= cue.last) == after
        and low <= other.first < high
        for other in tagged.content
    )
    shape = f"{side}{quoted}{same}"
    return [
        "b",
        f"r={rank}",
        f"r={rank}|{shape}",
        f"d={bucket(len(gap))}|{shape}",
        f"k={_level(cue.probability)}|{cue.tagged > 0}",
        f"k={_level(cue.tagged)}|{shape}",
        f"cb={min(cues_between, 3)}|{shape}",
        f"pb={min(pieces_between, 3)}|{shape}",
        f"cb={min(cues_between, 2)}|{min(pieces_between, 2)}|{shape}|{beside}",
        f"sb={min(sources_between, 2)}|{shape}|{min(cues_between, 1)}",
        f"lo={min(max(loose, 0), 6)}|{shape}",
        f"st={min(stops, 3)}|{shape}",
        f"pa={paragraphs}|{quoted}",
        f"pa={paragraphs}|{quoted}|{held}|{min(cues_between, 1)}",
        f"he={held}|{shape}|{min(cues_between, 2)}",
        f"ro={runs_on}|{held}|{side}",
        f"be={behind}|{shape}|{bucket(len(gap))}",
        f"ah={ahead}|{shape}|{bucket(len(gap))}",
        f"n={name}|{side}{quoted}",
        f"n={name}|{link}",
        f"ln={link}|{shape}",
        f"ln={link}|{min(cues_between, 1)}",
        f"op={opposite}|{beside}|{shape}|{behind}",
        f"op={opposite}|{ahead}|{shape}|{quoted}",
    ]


def _touches(view: View, piece: Piece, cue: Cue) -> bool:
    return _distance(piece.first, piece.last, cue.first, cue.last) < 12 and (
        view.sentence[piece.first] == view.sentence[cue.first]
        or view.sentence[piece.last - 1] == view.sentence[cue.first]
    )


def _describe_link(view: View, piece: Piece, cue: Cue) -> str:
    """How content and cue hang together in the parse."""
    tree = view.tree
    at = find_root(view, piece.first, piece.last)
    steps = []
    for _ in range(3):
        parent = tree.head[at]
        if parent == at:
            break
        steps.append(tree.dep[at])
        if cue.first <= parent < cue.last:
            return "+".join(steps)
        at = parent
    at = cue.root
    steps = []
    for _ in range(3):
        parent = tree.head[at]
        if parent == at:
            break
        steps.append(tree.dep[at])
        if piece.first <= parent < piece.last:
            return "up:" + "+".join(steps)
        at = parent
    return "-"


# -- sources -----------------------------------------------------------------------------------------------------


def list_sources(view: View, cue: Cue, tagged: Tagged, pieces: Sequence[Piece]) -> list[Source]:
    """The source candidates of a cue, the last of them being none."""
    subject = find_subject(view, cue.root)
    found: list[Source] = []
    for piece in tagged.sources:
        if _distance(piece.first, piece.last, cue.first, cue.last) > SOURCE_WINDOW:
            continue
        if not -1 <= view.paragraph[piece.first] - view.paragraph[cue.first] <= 0:
            continue
        hit = subject is not None and subject[0] < piece.last and piece.first < subject[1]
        found.append(Source(piece.first, piece.last, find_root(view, piece.first, piece.last), piece.score, hit))
    spans = [] if subject is None else [subject]
    start, end = view.sentences[view.sentence[cue.first]]
    for token in range(start, end):
        if view.tree.dep[token] in _SUBJECTS and view.quote[token] < 0:
            spans.append((token, token + 1))
    for first, last in spans:
        taken = any(first < other.last and other.first < last for other in found)
        inside = any(piece.first <= first < piece.last for piece in pieces)
        if not taken and not inside and not cue.first <= first < cue.last:
            root = find_root(view, first, last)
            found.append(Source(first, last, root, 0.0, (first, last) == subject))
    found.append(Source(cue.first, cue.first, cue.root, 0.0, False))
    return found


def describe_source(
    view: View,
    cue: Cue,
    source: Source,
    others: Sequence[Source],
    tagged: Tagged,
    cues: Sequence[Cue],
    pieces: Sequence[Piece],
) -> list[str]:
    """What speaks for or against a source as the source of a cue."""
    name = describe_token(view, cue.root)
    tag, dep = view.tags[cue.root], view.tree.dep[cue.root]
    quoted = any(view.quote[piece.first] >= 0 for piece in pieces)
    if source.range is None:
        best = max((other.tagged for other in others), default=0.0)
        near = max(
            (other.tagged for other in others if _distance(other.first, other.last, cue.first, cue.last) < 4),
            default=0.0,
        )
        subject = any(other.subject for other in others)
        return [
            "0",
            f"0n={name}",
            f"0t={tag}|{dep}",
            f"0b={_level(best)}|{subject}",
            f"0c={_level(near)}|{subject}|{quoted}",
            f"0p={view.pos[cue.root]}|{subject}|{best > 0}",
            f"0s={any(other.subject and other.tagged for other in others)}|{view.pos[cue.root]}",
            f"0q={quoted}|{best > 0}",
        ]
    after = source.first >= cue.last
    side = ">" if after else "<"
    low, high = (cue.last, source.first) if after else (source.last, cue.first)
    distance = max(0, high - low)
    same = view.sentence[source.first] == view.sentence[cue.first]
    cues_between = sum(1 for other in cues if other is not cue and other.tagged and low <= other.first < high)
    sources_between = sum(1 for other in tagged.sources if low <= other.first < high and other.first != source.first)
    pieces_between = sum(1 for other in pieces if low <= other.first < high)
    rival = sum(
        1
        for other in cues
        if other is not cue
        and other.tagged
        and _distance(source.first, source.last, other.first, other.last) < distance
    )
    kind = (
        f"{view.pos[source.root]}|{view.entity[source.root]}"
        if view.pos[source.root] != "PRON"
        else view.lower[source.root]
    )
    path = _describe_path(view, cue, source)
    inside = any(piece.first <= source.first < piece.last for piece in pieces)
    flag = f"{source.tagged > 0}|{source.subject}"
    return [
        "b",
        f"f={flag}|{side}{same}",
        f"m={_level(source.tagged)}|{source.subject}",
        f"d={bucket(distance)}|{side}{same}",
        f"d={bucket(distance)}|{flag}",
        f"x={min(cues_between, 2)}|{min(sources_between, 2)}|{min(pieces_between, 2)}|{side}",
        f"x={min(cues_between, 2)}|{min(rival, 2)}|{flag}",
        f"k={kind}|{side}",
        f"k={kind}|{flag}",
        f"p={path}|{source.tagged > 0}",
        f"p={path}|{view.pos[cue.root]}",
        f"n={name}|{path}",
        f"n={name}|{side}{source.tagged > 0}",
        f"t={tag}|{dep}|{path}",
        f"r={min(rival, 3)}|{side}{same}|{quoted}",
        f"q={quoted}|{side}{bucket(distance)}",
        f"pa={view.paragraph[cue.first] - view.paragraph[source.first]}|{quoted}",
        f"in={inside}",
        f"only={sum(1 for other in others if other.tagged)}|{flag}",
    ]


def _describe_path(view: View, cue: Cue, source: Source) -> str:
    """The way from the source to the cue in the parse: up to three steps up, then up to two down."""
    tree = view.tree
    up = {}
    at = cue.root
    for steps in range(4):
        up[at] = steps
        if tree.head[at] == at:
            break
        at = tree.head[at]
    at = source.root
    names: list[str] = []
    for _ in range(4):
        if at in up:
            return "+".join(names) + f"/{up[at]}{tree.dep[cue.root] if up[at] else ''}"
        if cue.first <= at < cue.last:
            return "+".join(names) + "/c"
        names.append(tree.dep[at])
        if tree.head[at] == at:
            break
        at = tree.head[at]
    return "-"
