"""A quote on screen and in the clipboard: the article's words on who spoke, the speaker meant set apart from them."""

from __future__ import annotations

import pytest

from components.library import QuoteDetail
from components.ui.quotes import build_quote_table, cite, name_apart


def quote(attribution: str, name: str = "", text: str = "", **more: object) -> QuoteDetail:
    given = {"kind": "direct", "content": "“It rains,”", "confidence": 0.9, "counts": True, "url": ""} | more
    return QuoteDetail(
        quote_id="q1", article_id="a1", title="Rain", source="Courier", date="2025-03-05", date_origin="metadata",
        content_spans=((0, len(str(given["content"]))),), speaker_id="e1" if name else "", speaker_name=name,
        speaker_text=text, speaker_spans=(), cue_text="said", cue_spans=(), attribution=attribution, about=(), **given,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "apart"),
    [
        (quote("said Amina Khan", "Amina Khan", "Amina Khan"), ""),
        (quote("she said", "Amina Khan", "she"), "Amina Khan"),
        (quote("she said", "Amina Khan", "she", confidence=0.4), "Amina Khan?"),
        (quote("said Amina Khan", "Amina Khan", "Amina Khan", confidence=0.4), "Amina Khan?"),
        (quote("residents said", "", "residents"), ""),
        (quote("they said", "", "a resident"), "a resident"),  # put right by hand, in words
        (quote("it was said"), "Speaker unknown"),
    ],
)
def test_the_speaker_meant_is_set_apart_from_the_articles_words(one: QuoteDetail, apart: str) -> None:
    assert name_apart(one) == apart


@pytest.mark.parametrize(
    ("one", "cited"),
    [
        (
            quote("Denny was accused by Amina Khan", "Amina Khan", "Amina Khan", url="https://a.example/1"),
            "“It rains,” – Denny was accused by Amina Khan. “Rain”, Courier, 5 March 2025, https://a.example/1",
        ),
        (quote("she told", "Amina Khan", "she"), "“It rains,” – she told [Amina Khan]. “Rain”, Courier, 5 March 2025"),
        (
            quote("Khan did not say", "Khan", "Khan", kind="indirect", content="it\nrains"),
            "Reported speech: it rains – Khan did not say. “Rain”, Courier, 5 March 2025",
        ),
        (
            quote("Khan wants", "Khan", "Khan", kind="attitude", content="a new roof", counts=False),
            "Attitude: a new roof – Khan wants. “Rain”, Courier, 5 March 2025",
        ),
    ],
)
def test_a_quote_is_copied_with_its_attribution_and_source(one: QuoteDetail, cited: str) -> None:
    assert cite(one) == cited


def test_the_table_and_its_file_hold_no_name_and_verb_put_together() -> None:
    row = build_quote_table([quote("Denny was accused by Amina Khan", "Amina Khan", "Amina Khan")]).iloc[0]
    assert (row["speaker"], row["attribution"]) == ("Amina Khan", "Denny was accused by Amina Khan")
    assert "cue" not in row
