"""Long texts are analysed in pieces: the same is found, names of two pieces are one, and offsets point at the words."""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis import analyse, assemble
from components.analysis.assemble import clip_spans, join_pieces
from components.types import Analysis, Article, LocalEntity, Mention, Quote, Sentence, Span

PARAGRAPHS = [
    "Ingrid Halloran, the mayor of Skerrow, said on Monday that the strike at Lufthansa would end soon.",
    "“We will not give in,” said Pavel Sorin, who leads the Dockers’ Union. Halloran shook her head.",
    "Mr Sorin told reporters that Lufthansa had lied. “They lied to all of us,” he said.",
    "Ms Halloran denied it. Lufthansa said that the talks would go on in Berlin next week.",
]
TEXT = "\n\n".join(PARAGRAPHS)


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assemble, "MAX_PIECE", 260)
    cut = assemble.cut_pieces
    monkeypatch.setattr(assemble, "cut_pieces", lambda text: cut(text, 260))


def analyse_one(text: str) -> Analysis:
    (found,) = analyse([Article("a", "", text)])
    return found


def describe(found: Analysis) -> dict[str, Any]:
    names = [entity.name for entity in found.entities]
    return {
        "sentences": [(one.start, one.end) for one in found.sentences],
        "names": [(m.start, m.end, m.type, names[m.entity]) for m in found.mentions if m.kind == "name"],
        "quotes": [(q.kind, q.content_spans, q.speaker is not None and names[q.speaker]) for q in found.quotes],
        "terms": dict(found.terms),
    }


def test_the_same_is_found_in_pieces(nlp_pipeline: Any, in_pieces: None, monkeypatch: pytest.MonkeyPatch) -> None:
    in_pieces_found = analyse_one(TEXT)
    monkeypatch.undo()
    whole = describe(analyse_one(TEXT))
    assert {k: v for k, v in describe(in_pieces_found).items() if k != "terms"} == {
        k: v for k, v in whole.items() if k != "terms"
    }
    assert whole["quotes"]
    assert {"strike"} <= set(in_pieces_found.terms)
    for one in in_pieces_found.mentions:
        sentence = in_pieces_found.sentences[one.sentence]
        assert TEXT[one.start : one.end] == one.text
        assert sentence.start <= one.start < one.end <= sentence.end
    for quote in in_pieces_found.quotes:
        assert " ".join(TEXT[start:end] for start, end in quote.content_spans) == quote.content
        for position in quote.about:
            assert any(a <= in_pieces_found.mentions[position].start < b for a, b in quote.content_spans)


def test_a_name_of_a_later_piece_is_the_one_of_an_earlier_piece() -> None:
    def build(name: str, kind: str = "person") -> Analysis:
        return Analysis(
            article_id="",
            status="analysed",
            pipeline="",
            sentences=(Sentence(0, 40),),
            mentions=(Mention(0, len(name), name, kind, "name", 0, 0),),
            entities=(LocalEntity(name, kind, aliases=(name[:3],)),),
            quotes=(Quote("indirect", "that", ((20, 24),), speaker=0, about=(0,), cue_spans=((15, 19),)),),
            terms={name: 1},
        )

    found = join_pieces([(0, build("Ingrid Halloran")), (40, build("Halloran")), (80, build("Berlin", "place"))])
    assert [entity.name for entity in found.entities] == ["Ingrid Halloran", "Berlin"]
    assert found.entities[0].aliases == ("Halloran", "Ing", "Hal")
    assert [(m.start, m.entity, m.sentence) for m in found.mentions] == [(0, 0, 0), (40, 0, 1), (80, 1, 2)]
    assert [(q.content_spans, q.speaker, q.about) for q in found.quotes] == [
        (((20, 24),), 0, (0,)),
        (((60, 64),), 0, (1,)),
        (((100, 104),), 1, (2,)),
    ]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [([(0, 5)], []), ([(5, 15)], [(0, 5)]), ([(12, 14), (18, 30)], [(2, 4), (8, 10)]), ([], [])],
)
def test_spans_are_clipped_to_a_piece(spans: list[Span], expected: list[Span]) -> None:
    assert clip_spans(spans, 10, 20) == expected
