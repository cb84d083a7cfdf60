"""A hand-out as a report in words: its order, its sentences, its method, and that it adds nothing of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.charts.sentiment_shares import plot_averages
from components.exports import write_report
from components.exports.handouts import Handout, HandoutItem
from components.exports.plots import find_strongest
from components.exports.web.report import MOST_SENTENCES, build_report, to_sentence
from components.types import EvidenceQuery
from tests.exports.handouts import STYLE, build_handout, build_items
from tests.exports.test_page import NASTY, build_chart, build_evidence
from tests.exports.test_page_in_browser import until

METHOD = ("Names are found by rules.", "Quotes are right in most cases.")


def read_words(html: str) -> str:
    """What can be read in the page, without scripts, styles, names of elements' attributes, and its drawer."""
    body = re.sub(r"<(script|style|dialog)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def read_evidence(html: str) -> list[str]:
    return [unescape(re.sub("<[^>]*>", "", row)) for row in re.findall(r'class="sentence"[^>]*>(.*?)</p>', html)]


def test_it_runs_in_a_newspapers_order() -> None:
    items = build_items()
    chart = build_chart(build_evidence("Ada spoke."), caption="Mentions in March", basis="41 articles.")
    words = read_words(build_report(build_handout(chart, items["quote"], items["text"]), METHOD))
    order = [
        "The tide", "A talk", "Ada leads", "Mentions in March. 41 articles.", "Ada spoke.", "The Quay, 1 March 2026",
        "“The tide waits.”", "Ada Berg, The Quay", "What we know", "One.", "Two.", "How this was counted", *METHOD,
        "From the library “My articles”",
    ]  # fmt: skip
    at = 0
    for said in order:
        assert said in words[at:], said
        at = words.index(said, at) + len(said)


def test_quotes_and_passages_are_block_quotes_and_texts_are_paragraphs() -> None:
    items = build_items()
    html = build_report(
        build_handout(items["quote"], replace(items["quote"], kind="passage", text="A passage."), items["text"]), ()
    )
    assert re.findall("<blockquote[^>]*>(.*?)</blockquote>", html) == ["“The tide waits.”", "A passage."]
    assert re.findall('<p class="text"[^>]*>(.*?)</p>', html) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("subtitle", "titles", "standfirst"),
    [
        ("A talk", ["Ada leads"], "A talk"),
        ("", ["Ada leads", "Bo follows"], "Ada leads."),
        ("", ["Who leads?"], "Who leads?"),
        ("", [""], None),
    ],
)
def test_the_standfirst_is_the_subtitle_or_the_first_finding(
    subtitle: str, titles: list[str], standfirst: str | None
) -> None:
    items = tuple(build_chart(title=title) for title in titles)
    html = build_report(Handout("The tide", (build_items()["text"], *items), subtitle), ())
    found = re.search('<p class="standfirst"[^>]*>(.*?)</p>', html)
    assert (found[1] if found else None) == standfirst


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", ""), ("Ada leads", "Ada leads."), ("Who?", "Who?"), ("“Never.”", "“Never.”"), ("“Never”", "“Never”.")],
)
def test_a_finding_ends_with_a_full_stop(text: str, sentence: str) -> None:
    assert to_sentence(text) == sentence


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ([], []),
        (["One.", "One.", "Two."], ["One.", "Two."]),
        (["One.", "Two.", "Three.", "Four."], ["One.", "Two.", "Three."]),
    ],
)
def test_three_sentences_at_most_stand_under_a_chart_and_none_twice(found: list[str], shown: list[str]) -> None:
    chart = build_chart(*(build_evidence(text, at) for at, text in enumerate(found)))
    assert read_evidence(build_report(build_handout(chart), ())) == shown
    assert len(shown) <= MOST_SENTENCES


def test_sentences_of_different_articles_come_first() -> None:
    found = [replace(build_evidence(f"{text}."), article_id=text[0]) for text in ("a1", "a2", "b1", "a3")]
    assert read_evidence(build_report(build_handout(build_chart(*found)), ())) == ["a1.", "b1.", "a2."]


def test_an_average_is_as_strong_as_it_is_sure() -> None:
    table = pd.DataFrame(
        {"mean": [0.5, -0.4], "low": [-0.2, -0.5], "high": [1.0, -0.3], "n": [6, 90], "n_uncertain": [0, 0]}
    )
    figure = plot_averages(table, ["The Quay", "The Tide"], ["source=quay", "source=tide"], STYLE)
    assert find_strongest(figure) == "source=tide"


def test_the_sentences_are_those_of_the_strongest_point() -> None:
    chart = build_chart(find=lambda query, _most: [build_evidence(f"Of {query.entities[0]}.")])
    html = build_report(build_handout(chart), ())
    assert read_evidence(html) == ["Of a."]
    assert "“Ada Berg, 16 mentions”" in html


STRONGEST = {
    "lines": "entity=Bo+Lind", "panels": "start=2026-03-01", "stacked": "label=negative", "matrix": "entity=b",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "part"), STRONGEST.items())
def test_the_strongest_point_is_found_in_each_kind_of_chart(kind: str, part: str) -> None:
    figure = build_items()[kind].figure
    assert figure is not None
    assert part in find_strongest(figure).split("&")


@pytest.mark.parametrize(
    ("traces", "click"),
    [
        ([], ""),
        ([go.Bar(x=[0, 1], y=[2, 5], customdata=["a", ""])], "a"),
        ([go.Bar(x=[9, 5], y=[0, 1], orientation="h", customdata=["a", "b"])], "a"),
        ([go.Scatter(x=[0, 1], y=[None, 1], customdata=["a", "b"])], "b"),
        ([go.Scatter(x=[0], y=[1], customdata=["a"]), go.Scatter(x=[0], y=[9], customdata=["b"], name="before")], "a"),
        (
            [
                go.Scatter(
                    x=[0, 1], y=[300, 20], customdata=["a", "b"], meta={"values": [0.5, 0.4], "strengths": [0, 0.1]}
                )
            ],
            "b",
        ),
        ([go.Scattergeo(lat=[9, 1], lon=[9, 1], customdata=["a", "b"], meta={"values": [1, 2]})], "b"),
    ],
    ids=["none", "without evidence", "to the right", "a gap", "an earlier time", "an average", "a map"],
)
def test_the_strongest_point_is_one_that_leads_to_sentences(traces: list[Any], click: str) -> None:
    assert find_strongest(go.Figure(traces)) == click


def test_how_it_was_counted_is_said_once_where_two_were_counted_alike() -> None:
    items = [build_chart(title=title, method="Counted by name") for title in ("One", "Two")]
    words = read_words(build_report(build_handout(*items), METHOD))
    assert words.count("Counted by name.") == 1
    assert all(said in words for said in METHOD)


def test_nothing_in_a_text_comes_alive() -> None:
    found = build_evidence(NASTY, title=NASTY, source=NASTY)
    items = [
        HandoutItem(kind, NASTY, NASTY, NASTY, None, None, NASTY, NASTY, NASTY, NASTY, NASTY)
        for kind in ("table", "quote", "passage", "text")
    ]
    chart = build_chart(found, title=NASTY, caption=NASTY, basis=NASTY, alt=NASTY)
    html = build_report(Handout(NASTY, (*items, chart), NASTY, NASTY, "2026-03-01", NASTY), [NASTY])
    outside = re.sub(r"<script>.*?</script>", "", html, flags=re.S)
    assert read_evidence(html)
    assert "<img" not in outside
    assert "alert(1)</script>" not in outside
    assert "\u202e" not in outside


def test_every_number_is_one_of_the_handout() -> None:
    chart = build_chart(*(build_evidence(f"Ada {word}.") for word in ("spoke", "left", "came", "won")))
    chart = replace(chart, basis="41 articles, 2 undated.", caption="Mentions.", method="Counted by name.")
    words = read_words(build_report(build_handout(chart), METHOD))
    assert set(re.findall(r"\d+", words)) <= {"41", "2", "16", "10", "1", "2026", "0"}  # 1.0: the version


def test_what_cannot_be_shown_says_why_and_a_report_of_nothing_is_a_page() -> None:
    assert "no longer in the library" in read_words(build_report(build_handout(build_items()["fault"]), ()))
    assert write_report(Handout("Empty", ()), ()).startswith(b"<!DOCTYPE html>")


def test_points_that_lead_nowhere_have_no_sentences() -> None:
    chart = build_chart(build_evidence("Ada spoke."), to_query=lambda _: None)
    assert read_evidence(build_report(build_handout(chart), ())) == []


@pytest.mark.browser
def test_its_words_are_edited_as_plain_text_and_what_others_said_is_not(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    chart = build_chart(build_evidence("Ada spoke."), caption="Mentions.", to_query=lambda _: EvidenceQuery("mentions"))
    path.write_bytes(write_report(build_handout(chart, build_items()["quote"]), METHOD))
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    until(page, "[...document.querySelectorAll('.plot')].every((one) => one.dataset.live)")
    assert page.locator("[contenteditable]").count() == 0
    button = page.get_by_role("button", name="Edit the words")
    button.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("<b>Ebb</b>")
    page.locator("main .text").first.click()
    assert page.locator("h1").inner_text() == "<b>Ebb</b>"
    assert page.locator("h1 *").count() == 0
    assert page.locator("blockquote[contenteditable], .evidence [contenteditable]").count() == 0
    page.get_by_role("button", name="Done").click()
    assert page.locator("[contenteditable]").count() == 0
    page.emulate_media(media="print")
    assert not page.locator("#edit").is_visible()
    assert said == []
    page.close()
