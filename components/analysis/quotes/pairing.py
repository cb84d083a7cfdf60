"""Pairing content with cues: cue candidates, and the features by which the best one is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from components.analysis.document import Document, Range, kept_with_document
from components.analysis.entities.lexicon import HONORIFICS, PERSON_ENDINGS, TITLES
from components.analysis.quotes.cues import describe_token, trim_phrase
from components.analysis.quotes.tagger import Piece, Tagged, find_near, find_root
from components.types import Mention

_PRONOUNS = frozenset(("he", "she"))
# fmt: off
_HUMAN = frozenset((
    "mother", "father", "brother", "sister", "son", "daughter", "wife", "husband", "widow", "neighbour", "neighbor",
    "witness", "resident", "teacher", "nurse", "woman", "man", "girl", "boy", "lawyer", "driver", "farmer", "owner",
    "visitor", "voter", "reader",
))
# fmt: on
CUE_WINDOW = 300  # tokens between content and cue at most
MAX_CUES = 8
TOUCH = 12  # tokens apart at most that count as adjacent
MAX_PARAGRAPHS = 3  # between content and cue at most
_STOPS = frozenset((".", "!", "?", ";"))
_MIN_CUE = 0.3  # cue probability from which on a word is a candidate without being tagged


class People:
    """Tells which tokens of a text refer to people, by its mentions."""

    def __init__(self, doc: Document, mentions: Sequence[Mention]) -> None:
        self._doc = doc
        self.named: dict[int, Range] = {}  # names of people and organisations, by first token
        self._person: dict[int, Range] = {}  # names of people, by each of their tokens
        self._known: set[int] = set()  # tokens of all other names
        self.things: set[int] = set()  # tokens of names of products, works, laws, events
        for mention in mentions:
            part = (doc.token_at(mention.start), doc.token_at(mention.end - 1) + 1)
            if mention.kind == "name" and mention.type in ("person", "organisation"):
                self.named[part[0]] = part
            if mention.type == "person" and mention.kind != "pronoun":
                self._person.update(dict.fromkeys(range(*part), part))
            elif mention.kind == "name":
                self._known.update(range(*part))
            if mention.type in ("product", "work", "law", "event"):
                self.things.update(range(*part))

    def is_human(self, token: int) -> bool:
        """Whether a token is a person's name, "he" or "she", or the role of a person."""
        doc = self._doc
        if token in self._person or doc.lower[token] in _PRONOUNS:
            return True
        if doc.pos[token] == "PROPN":
            return doc.entity_labels[token] == "PERSON" and token not in self._known
        return doc.tags[token] == "NN" and self.is_role(doc.lemmas[token])

    @staticmethod
    def is_role(word: str) -> bool:
        """Whether a noun in its base form means a person."""
        return word in TITLES or word in _HUMAN or word.endswith(PERSON_ENDINGS)

    def find_actor(self, first: int, last: int) -> Range | None:
        """The first person that is a subject within tokens `first` to `last`."""
        doc = self._doc
        for token in range(first, last):
            if doc.deps[token] in ("nsubj", "nsubjpass") and self.is_human(token):
                start, end = trim_phrase(doc, token)
                return (max(start, first), min(end, last))
        return next((self._person[token] for token in (first,) if token in self._person), None)

    def find_first(self, first: int, last: int) -> Range | None:
        """The first name in a range with the titles before it: a person's, else any sequence of proper nouns."""
        doc = self._doc
        name = next((self._person[token] for token in range(first, last) if token in self._person), None)
        if name is None:
            start = next((token for token in range(first, last) if doc.pos[token] == "PROPN"), -1)
            if start < 0 or start in self._known:
                return None
            end = start
            while end < last and doc.pos[end] == "PROPN":
                end += 1
            name = (start, end)
        start = name[0]
        while start > first and (doc.lower[start - 1].rstrip(".") in TITLES or doc.lower[start - 1] in HONORIFICS):
            start -= 1
        return (start, min(name[1], last))


# Cue candidates.


@dataclass(slots=True)
class Cue:
    """A candidate for the cue of some content."""

    first: int
    last: int
    root: int
    probability: float  # of its root, by the cue model
    tagged: float  # the tagger's score, 0 if it is not tagged as a cue

    @property
    def range(self) -> Range:
        """Its tokens."""
        return (self.first, self.last)


class Cues(list[Cue]):
    """Cues in order, without overlaps, with lookup by position."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        super().__init__(sorted(cues, key=lambda cue: cue.first))
        self._starts = [cue.first for cue in self]

    def near(self, first: int, last: int, reach: int) -> list[Cue]:
        """The cues less than `reach` tokens away from a range."""
        return find_near(self, self._starts, first, last, reach)


def list_cues(doc: Document, tagged: Tagged, probability: Sequence[float]) -> Cues:
    """All cue candidates of a text in order: those tagged, and untagged words with a high cue probability."""
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
    """The candidate cues of a content span, nearest first."""
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
    """Number of tokens between two ranges."""
    return max(0, other_first - last, first - other_last)


def bucket(distance: int) -> str:
    """The bucket of a distance in tokens."""
    for limit in (0, 1, 2, 3, 5, 8, 13, 21, 40):
        if distance <= limit:
            return str(limit)
    return "x"


def grade(probability: float) -> str:
    """The bucket of a probability."""
    return str(int(probability * 5.999))


@kept_with_document
def _count_before(doc: Document) -> tuple[list[int], list[int], list[int]]:
    """Cumulative counts before each token: content words, sentence ends, words outside of quotation marks."""
    heavy = [pos not in ("PUNCT", "SPACE", "ADV") for pos in doc.pos]
    quoted = [number >= 0 for number in doc.quotation_of]
    stops = [token in _STOPS and not inside for token, inside in zip(doc.tokens, quoted, strict=True)]
    loose = [not inside and pos not in ("PUNCT", "SPACE") for pos, inside in zip(doc.pos, quoted, strict=True)]
    return _sum_up(heavy), _sum_up(stops), _sum_up(loose)


def _sum_up(flags: Sequence[bool]) -> list[int]:
    return list(accumulate(flags, initial=0))


def describe_pair(doc: Document, piece: Piece, cue: Cue, tagged: Tagged, rank: int) -> list[str]:
    """Features of a content span and a candidate cue."""
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
    """How content and cue are connected in the parse."""
    down = _climb(doc, find_root(doc, piece.first, piece.last), cue.range)
    if down is not None:
        return down
    up = _climb(doc, cue.root, piece.range)
    return "-" if up is None else f"up:{up}"


def _climb(doc: Document, at: int, to: Range) -> str | None:
    """The relations on the way up from a token into a range, at most three; None if it does not lead there."""
    steps: list[str] = []
    for _ in range(3):
        parent = doc.heads[at]
        if parent == at:
            break
        steps.append(doc.deps[at])
        if to[0] <= parent < to[1]:
            return "+".join(steps)
        at = parent
    return None
