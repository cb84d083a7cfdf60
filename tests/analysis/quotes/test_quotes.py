"""Who said what, from parsed text to Quote records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from components.analysis import quotes as extract_module
from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.quotes import extract_quotes
from components.analysis.quotes.tagger import load_model
from components.types import QUOTE_KINDS, LocalEntity, Quote


@pytest.fixture(params=["model", "rules"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the trained model, and as if there were none."""
    if request.param == "rules":
        monkeypatch.setattr(extract_module, "load_model", lambda: None)
    return str(request.param)


def _read(nlp_pipeline: Any, text: str) -> tuple[list[Quote], list[LocalEntity]]:
    doc = build_document(nlp_pipeline.nlp(text))
    mentions, entities = find_names(doc)
    return extract_quotes(doc, mentions, entities), list(entities)


@pytest.mark.parametrize(
    ("text", "content", "speaker", "kind"),
    [
        ("“The bridge is safe,” Anna Berg said on Monday.", "“The bridge is safe,”", "Anna Berg", "direct"),
        ('"The bridge is safe," said Anna Berg.', '"The bridge is safe,"', "Anna Berg", "direct"),
        ("Anna Berg said: «The bridge is quite safe.»", "«The bridge is quite safe.»", "Anna Berg", "direct"),
        ("‘The bridge isn’t safe,’ Anna Berg told reporters.", "‘The bridge isn’t safe,’", "Anna Berg", "direct"),
        (
            "“The bridge is safe,” Anna Berg said. “We have tested every bolt of it.”",
            "“The bridge is safe,” “We have tested every bolt of it.”",
            "Anna Berg",
            "direct",
        ),
        ("According to Anna Berg, the bridge opens in May.", "the bridge opens in May", "Anna Berg", "indirect"),
        ("Anna Berg warned that the bridge could collapse.", "the bridge could collapse", "Anna Berg", "indirect"),
        (
            "Anna Berg said the bridge was “a danger to everybody” and should close.",
            "the bridge was “a danger to everybody” and should close",
            "Anna Berg",
            "mixed",
        ),
    ],
)  # fmt: skip
def test_a_quote_has_its_content_speaker_and_kind(
    nlp_pipeline: Any, way: str, text: str, content: str, speaker: str, kind: str
) -> None:
    quotes, entities = _read(nlp_pipeline, text)
    assert quotes, way
    quote = max(quotes, key=lambda one: len(one.content))
    assert quote.content.removeprefix("that ").rstrip(".") == content.rstrip(".")
    assert quote.kind == kind
    assert speaker in quote.speaker_text
    assert quote.speaker is not None
    assert speaker in entities[quote.speaker].name


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“I saw it all,” a resident said. “It was loud and it was bright.”", None),
        ("Analysts said that prices would rise next year.", None),
        ("The committee met Anna Berg. “We will close the bridge,” she said.", "Anna Berg"),
        ("“We will close the bridge,” said the engineer, Anna Berg.", "Anna Berg"),
        ("“We will close the bridge,” said a spokesman for Anna Berg.", "Anna Berg"),
    ],
)
def test_speakers_are_named_where_the_text_names_them(
    nlp_pipeline: Any, way: str, text: str, speaker: str | None
) -> None:
    quotes, entities = _read(nlp_pipeline, text)
    assert quotes, way
    found = quotes[0].speaker
    assert (entities[found].name if found is not None else None) == speaker
    assert quotes[0].speaker_text


def test_a_transcript_gives_each_paragraph_to_its_label(nlp_pipeline: Any, way: str) -> None:
    text = (
        "Anna Berg met Chris Wallace in the studio on Sunday.\n\n"
        "WALLACE: Is the bridge going to open this year?\n\n"
        "BERG: It will open when it is safe. Not a day before.\n\n"
        "WALLACE: Thank you very much for coming."
    )
    quotes, entities = _read(nlp_pipeline, text)
    spoken = [quote for quote in quotes if quote.cue_text == ":"]
    assert [quote.speaker_text for quote in spoken] == ["WALLACE", "BERG", "WALLACE"]
    assert spoken[1].content == "It will open when it is safe. Not a day before."
    assert [entities[quote.speaker].name for quote in spoken if quote.speaker is not None] == [
        "Chris Wallace",
        "Anna Berg",
        "Chris Wallace",
    ]


def test_a_quote_of_several_paragraphs_keeps_its_speaker(nlp_pipeline: Any, way: str) -> None:
    text = (
        "“We have tested every bolt of the old bridge,” Anna Berg said. “It took us the whole of the summer.\n\n"
        "“Not one of them was loose, and not one of them had to be replaced by the engineers.”"
    )
    quotes, entities = _read(nlp_pipeline, text)
    assert {entities[quote.speaker].name for quote in quotes if quote.speaker is not None} == {"Anna Berg"}, way
    assert all(quote.speaker is not None for quote in quotes)
    assert any("Not one of them was loose" in quote.content for quote in quotes)


def test_signed_paragraphs_belong_to_those_who_signed(nlp_pipeline: Any) -> None:
    text = (
        "Readers wrote in.\n\n"
        "“The bridge is a shame for us all.” — Anna Berg\n"
        "“I never use it, to be honest.” — Tom Wells"
    )
    quotes, _ = _read(nlp_pipeline, text)
    assert [(quote.content, quote.speaker_text) for quote in quotes] == [
        ("“The bridge is a shame for us all.”", "Anna Berg"),
        ("“I never use it, to be honest.”", "Tom Wells"),
    ]


def test_those_named_inside_a_quote_are_whom_it_is_about(nlp_pipeline: Any) -> None:
    doc = build_document(nlp_pipeline.nlp("“Tom Wells lied to all of us,” Anna Berg said on Monday."))
    mentions, entities = find_names(doc)
    quote = extract_quotes(doc, mentions, entities)[0]
    assert [mentions[number].text for number in quote.about] == ["Tom Wells"]


ODD = [
    "",
    " \n\n ",
    '"',
    "“",
    "‘’“”\"'«»„``''" * 20,
    'He said " and left. "Fine," she said. And " again.',
    "“One.\n\n“Two.\n\n“Three.",
    "said said said said",
    "— Anna",
    "A: \n\nB: \n\nC:",
    "\u200b\u200b“\u200b”",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_raise_nothing_and_give_sound_records(nlp_pipeline: Any, way: str, text: str) -> None:
    for quote in _read(nlp_pipeline, text)[0]:
        assert quote.kind in QUOTE_KINDS, way
        assert quote.content == " ".join(text[start:end] for start, end in quote.content_spans)
        assert quote.speaker_text == "".join(text[start:end] for start, end in quote.speaker_spans)
        assert 0.0 <= quote.confidence <= 1.0


def test_one_odd_mark_costs_nothing_beyond_its_paragraph(nlp_pipeline: Any, way: str) -> None:
    text = "An odd “ mark stands here.\n\n“The bridge is safe now,” Anna Berg said.\n\n“We tested it,” Tom Wells said."
    contents = [quote.content for quote in _read(nlp_pipeline, text)[0]]
    assert "“The bridge is safe now,”" in contents, way
    assert "“We tested it,”" in contents


def test_a_failing_model_leaves_the_work_to_the_rules(nlp_pipeline: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(extract_module, "find_by_model", fail)
    assert _read(nlp_pipeline, "“The bridge is safe,” Anna Berg said.")[0][0].speaker_text == "Anna Berg"


def test_a_missing_or_damaged_model_is_no_model(tmp_path: Path) -> None:
    assert load_model(tmp_path / "nowhere") is None
    for name in ("weights.npz", "tagger.crfsuite", "settings.json"):
        (tmp_path / name).write_bytes(b"{}")
    assert load_model(tmp_path) is None


def test_the_same_text_gives_the_same_quotes(nlp_pipeline: Any) -> None:
    text = "“The bridge is safe,” Anna Berg said. She warned that it could rust, and praised the workers."
    assert _read(nlp_pipeline, text) == _read(nlp_pipeline, text)
