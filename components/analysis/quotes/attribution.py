"""Attribution by the trained model: a cue and a source chosen for each content span that the tagger marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from components.analysis.document import Document
from components.analysis.quotes.pairing import Cue, Cues, bucket, describe_pair, list_cues, near_cues
from components.analysis.quotes.rules import find_complement
from components.analysis.quotes.sources import Source, describe_source, list_sources
from components.analysis.quotes.tagger import Attribution, Linear, Piece, QuoteModel, Tagged, score_cues, tag_document

PAIR, SOURCE, CONFIDENCE = "c:", "s:", "k:"  # prefixes that separate the features of the three models
LEAST = 0.18  # least probability of a quote; best on held-out training articles
LEAST_DIRECT = 0.08  # the same in quotation marks, which are a quote even if the speaker is uncertain
MISSED_CUE = 0.5  # probability from which on a cue without tagged content gets the content of its parse
MISSED_SCORE = 0.4  # score of such content
MISSED_SIZE = 300  # tokens of the longest such content: nested clauses would be repeated many times
_STEPS = (0.2, 0.4, 0.55, 0.7, 0.8, 0.88, 0.94, 0.97, 0.99)


@dataclass(slots=True)
class Choice:
    """Content spans that share a cue, with the scores of each decision."""

    pieces: list[Piece]
    cue: Cue | None = None
    pair: float = 0.0  # the lowest score of a content-cue pair
    source: Source | None = None
    chosen: float = 0.0  # score of the chosen source
    second: float = 0.0  # score of the runner-up
    features: list[str] = field(default_factory=list)


def find_by_model(doc: Document, model: QuoteModel) -> list[Attribution]:
    """All attributions of the trained model, in order of the text."""
    probability = score_cues(doc, model.cue)
    tagged = tag_document(doc, probability, model.words, model.tagger)
    choices = choose(doc, tagged, probability, model.pair, model.source)
    scored = ((choice, model.confidence.score(choice.features, CONFIDENCE)) for choice in choices)
    return [build_attribution(choice, score) for choice, score in scored if score >= _find_least(choice)]


def _find_least(choice: Choice) -> float:
    return LEAST_DIRECT if "k=d" in choice.features else LEAST


def choose(doc: Document, tagged: Tagged, probability: Sequence[float], pair: Linear, source: Linear) -> list[Choice]:
    """The best cue of each content span, spans with one cue merged, and the best source of each cue."""
    cues = list_cues(doc, tagged, probability)
    choices: dict[tuple[str, int], Choice] = {}
    for piece in tagged.content:
        scored = [
            (pair.score(describe_pair(doc, piece, cue, tagged, rank), PAIR), -rank, cue)
            for rank, cue in enumerate(near_cues(doc, piece, cues))
        ]
        best = max(scored, key=lambda item: item[:2]) if scored else None
        key = ("cue", best[2].first) if best else ("piece", piece.first)
        choice = choices.setdefault(key, Choice([], best[2] if best else None, 1.0))
        choice.pieces.append(piece)
        choice.pair = min(choice.pair, best[0] if best else 0.0)
    for cue in cues:
        missed = None if ("cue", cue.first) in choices else _find_missed(doc, cue, tagged)
        if missed:
            choices["cue", cue.first] = Choice(missed, cue, MISSED_SCORE)
    for choice in choices.values():
        if choice.cue is not None:
            _choose_source(doc, choice, tagged, cues, source)
        choice.features = describe_choice(doc, choice)
    return sorted(choices.values(), key=lambda choice: choice.pieces[0].first)


def _find_missed(doc: Document, cue: Cue, tagged: Tagged) -> list[Piece]:
    """Content by the parse for a likely cue that the tagger left without content."""
    if cue.probability < MISSED_CUE:
        return []
    item = find_complement(doc, cue.root)
    if item is None:
        return []
    return [
        Piece(first, last, MISSED_SCORE, MISSED_SCORE)
        for first, last in item.content
        if last - first <= MISSED_SIZE
        and tagged.index.is_free(first, last)
        and not (cue.first < last and first < cue.last)
    ]


def _choose_source(doc: Document, choice: Choice, tagged: Tagged, cues: Cues, source: Linear) -> None:
    cue = choice.cue
    assert cue is not None
    options = list_sources(doc, cue, tagged, choice.pieces)
    scored = sorted(
        (
            (source.score(describe_source(doc, cue, option, options, tagged, cues, choice.pieces), SOURCE), -number)
            for number, option in enumerate(options)
        ),
        reverse=True,
    )
    choice.chosen, number = scored[0]
    choice.second = scored[1][0] if len(scored) > 1 else 0.0
    choice.source = options[-number]


def describe_choice(doc: Document, choice: Choice) -> list[str]:
    """Features for the confidence that content and source are right."""
    first, last = choice.pieces[0], choice.pieces[-1]
    quoted = sum(
        1 for piece in choice.pieces for token in range(piece.first, piece.last) if doc.quotation_of[token] >= 0
    )
    size = sum(piece.last - piece.first for piece in choice.pieces)
    kind = "d" if quoted >= 0.85 * size else "i" if not quoted else "m"
    mean = min(piece.score for piece in choice.pieces)
    edge = min(piece.edge for piece in choice.pieces)
    cue = choice.cue
    whole = all(_is_whole(doc, piece) for piece in choice.pieces)
    none = choice.source is None or choice.source.range is None
    return [
        f"k={kind}",
        f"n={kind}{min(len(choice.pieces), 3)}",
        f"l={kind}{bucket(size)}",
        f"m={kind}{_step(mean)}",
        f"e={kind}{_step(edge)}",
        f"e={_step(edge)}",
        f"m={_step(mean)}",
        f"w={kind}{whole}",
        f"p={kind}{_step(choice.pair)}",
        f"c={_step(cue.probability) if cue else '-'}|{kind}",
        f"t={_step(cue.tagged) if cue else '-'}",
        f"s={_step(choice.chosen)}|{none}",
        f"s={_step(choice.chosen)}|{kind}",
        f"2={_step(choice.second)}",
        f"x={none}|{kind}|{cue is None}",
        f"d={bucket(cue.first - last.last if cue.first >= last.last else first.first - cue.last)}|{kind}"
        if cue
        else "d",
        f"me={_step(mean * max(choice.pair, 0.01) * max(choice.chosen, 0.01))}",
        f"me={_step(edge * choice.chosen)}|{kind}",
    ]


def _step(value: float) -> int:
    return sum(value >= step for step in _STEPS)


def _is_whole(doc: Document, piece: Piece) -> bool:
    """Whether a content span ends where its quotation marks end."""
    number = doc.quotation_of[piece.last - 1]
    if number < 0:
        return doc.quotation_of[piece.first] < 0
    first, last = doc.quotation_ranges[number]
    return piece.first <= first and piece.last >= last - 1


def build_attribution(choice: Choice, score: float) -> Attribution:
    """The attribution of a choice."""
    return Attribution(
        content=[piece.range for piece in choice.pieces],
        cue=choice.cue.range if choice.cue else None,
        source=choice.source.range if choice.source else None,
        score=score,
    )
