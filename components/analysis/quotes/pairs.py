"""Which cue belongs to a piece of content: candidates and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from components.analysis.document import Document, Range, remembered
from components.analysis.quotes.cue_features import describe_token
from components.analysis.quotes.tagged import Piece, Tagged, find_near, find_root

CUE_WINDOW = 300  # tokens between content and cue
MAX_CUES = 8
TOUCH = 12  # tokens within which content and cue touch
MAX_PARAGRAPHS = 3  # between content and cue
_STOPS = frozenset((".", "!", "?", ";"))
_MIN_CUE = 0.3  # a word that the tagger left out is still a candidate from this probability on


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


class Cues(list[Cue]):
    """Cues in order, none overlapping another, that can be asked for those near a place."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        super().__init__(sorted(cues, key=lambda cue: cue.first))
        self._starts = [cue.first for cue in self]

    def near(self, first: int, last: int, reach: int) -> list[Cue]:
        """The cues less than `reach` tokens away from a range."""
        return find_near(self, self._starts, first, last, reach)


def list_cues(doc: Document, tagged: Tagged, probability: Sequence[float]) -> Cues:
    """All cue candidates of a text in order: what the tagger marked, and likely words that it left out."""
    covered = bytearray(len(doc.tokens))
    for piece in (*tagged.content, *tagged.cues, *tagged.sources):
        covered[piece.first : piece.last] = b"\1" * (piece.last - piece.first)
    cues = []
    for piece in tagged.cues:
        root = find_root(doc, piece.first, piece.last)
        best = max(range(piece.first, piece.last), key=lambda token: probability[token])
        root = best if probability[best] > probability[root] + 0.2 else root
        cues.append(Cue(piece.first, piece.last, root, probability[best], piece.score))
    for token, value in enumerate(probability):
        if value >= _MIN_CUE and not covered[token]:
            cues.append(Cue(token, token + 1, token, value, 0.0))
    return Cues(cues)


def near_cues(doc: Document, piece: Piece, cues: Cues) -> list[Cue]:
    """The cues that a piece of content could belong to, nearest first."""
    paragraph = doc.paragraph_of[piece.first]
    some = []
    for cue in cues.near(piece.first, piece.last, CUE_WINDOW + 1):
        distance = measure_gap(piece.first, piece.last, cue.first, cue.last)
        if abs(doc.paragraph_of[cue.first] - paragraph) > MAX_PARAGRAPHS:
            continue
        if piece.first <= cue.first and cue.last <= piece.last and cue.tagged == 0:
            continue
        some.append((distance, cue.first, cue))
    return [cue for _, _, cue in sorted(some, key=lambda item: item[:2])[:MAX_CUES]]


def measure_gap(first: int, last: int, other_first: int, other_last: int) -> int:
    """How many tokens lie between two ranges."""
    return max(0, other_first - last, first - other_last)


def bucket(distance: int) -> str:
    """A distance in tokens, coarsely."""
    for limit in (0, 1, 2, 3, 5, 8, 13, 21, 40):
        if distance <= limit:
            return str(limit)
    return "x"


def grade(probability: float) -> str:
    """A probability, coarsely."""
    return str(int(probability * 5.999))


@remembered
def _count_before(doc: Document) -> tuple[list[int], list[int], list[int]]:
    """Before each token: words that say something, ends of sentences and words outside of quotation marks."""
    heavy = [pos not in ("PUNCT", "SPACE", "ADV") for pos in doc.pos]
    quoted = [number >= 0 for number in doc.quotation_of]
    stops = [token in _STOPS and not inside for token, inside in zip(doc.tokens, quoted, strict=True)]
    loose = [not inside and pos not in ("PUNCT", "SPACE") for pos, inside in zip(doc.pos, quoted, strict=True)]
    return _sum_up(heavy), _sum_up(stops), _sum_up(loose)


def _sum_up(flags: Sequence[bool]) -> list[int]:
    return list(accumulate(flags, initial=0))


def describe_pair(doc: Document, piece: Piece, cue: Cue, tagged: Tagged, rank: int) -> list[str]:
    """What speaks for or against a cue as the cue of a piece of content."""
    after = cue.first >= piece.last
    low, high = (piece.last, cue.first) if after else (cue.last, piece.first)
    high = max(low, high)
    heavy, stop, outside = _count_before(doc)
    gap = high - low
    between = tagged.index.content(low, high)
    sources = tagged.index.sources(low, high)
    cues_between = tagged.index.count_cues(low, high)
    pieces_between = len(between)
    sources_between = len(sources)
    covered = sum(other.last - other.first for other in sources)
    loose = heavy[high] - heavy[low] - covered
    stops = stop[high] - stop[low]
    open_words = outside[high] - outside[low]
    held = min(open_words, 4) if gap > 3 else "-"  # words outside of quotation marks in between
    before = doc.quotation_of[piece.first] - 1
    runs_on = before >= 0 and doc.quotations[before].runs_on
    side = ">" if after else "<"
    same = doc.sentence_of[cue.first] == doc.sentence_of[piece.first if not after else piece.last - 1]
    paragraphs = doc.paragraph_of[cue.first] - doc.paragraph_of[piece.first]
    quoted = "q" if doc.quotation_of[piece.first] >= 0 and doc.quotation_of[piece.last - 1] >= 0 else "i"
    behind = doc.tokens[piece.last - 1]
    if quoted == "q" and piece.last - piece.first > 2 and doc.is_mark[piece.last - 1]:
        behind = doc.tokens[piece.last - 2]
    behind = behind if behind in (",", ".", "?", "!", ":") else "w"
    ahead = doc.tokens[piece.first - 1] if piece.first else "."
    ahead = ahead if ahead in (",", ".", "?", "!", ":", "that", "as") else "w"
    name = describe_token(doc, cue.root)
    link = _describe_link(doc, piece, cue)
    opposite = any(
        other is not piece and _touches(doc, other, cue) and (other.first >= cue.last) != after
        for other in tagged.index.content_near(cue.first, cue.last, TOUCH)
    )
    shape = f"{side}{quoted}{same}"
    return [
        "b",
        f"r={rank}",
        f"r={rank}|{shape}",
        f"d={bucket(gap)}|{shape}",
        f"k={grade(cue.probability)}|{cue.tagged > 0}",
        f"k={grade(cue.tagged)}|{shape}",
        f"cb={min(cues_between, 3)}|{shape}",
        f"pb={min(pieces_between, 3)}|{shape}",
        f"cb={min(cues_between, 2)}|{min(pieces_between, 2)}|{shape}|False",
        f"sb={min(sources_between, 2)}|{shape}|{min(cues_between, 1)}",
        f"lo={min(max(loose, 0), 6)}|{shape}",
        f"st={min(stops, 3)}|{shape}",
        f"pa={paragraphs}|{quoted}",
        f"pa={paragraphs}|{quoted}|{held}|{min(cues_between, 1)}",
        f"he={held}|{shape}|{min(cues_between, 2)}",
        f"ro={runs_on}|{held}|{side}",
        f"be={behind}|{shape}|{bucket(gap)}",
        f"ah={ahead}|{shape}|{bucket(gap)}",
        f"n={name}|{side}{quoted}",
        f"n={name}|{link}",
        f"ln={link}|{shape}",
        f"ln={link}|{min(cues_between, 1)}",
        f"op={opposite}|False|{shape}|{behind}",
        f"op={opposite}|{ahead}|{shape}|{quoted}",
    ]


def _touches(doc: Document, piece: Piece, cue: Cue) -> bool:
    return measure_gap(piece.first, piece.last, cue.first, cue.last) < TOUCH and (
        doc.sentence_of[piece.first] == doc.sentence_of[cue.first]
        or doc.sentence_of[piece.last - 1] == doc.sentence_of[cue.first]
    )


def _describe_link(doc: Document, piece: Piece, cue: Cue) -> str:
    """How content and cue hang together in the parse."""
    at = find_root(doc, piece.first, piece.last)
    steps = []
    for _ in range(3):
        parent = doc.heads[at]
        if parent == at:
            break
        steps.append(doc.deps[at])
        if cue.first <= parent < cue.last:
            return "+".join(steps)
        at = parent
    at = cue.root
    steps = []
    for _ in range(3):
        parent = doc.heads[at]
        if parent == at:
            break
        steps.append(doc.deps[at])
        if piece.first <= parent < piece.last:
            return "up:" + "+".join(steps)
        at = parent
    return "-"
