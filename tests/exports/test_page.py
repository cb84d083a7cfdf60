"""A hand-out as one HTML file: what is in it, what is not, and that nothing in it comes alive."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from components.charts import Style, click_data, pair_colours
from components.charts.bars import plot_bars
from components.exports.handouts import Handout, HandoutItem
from components.exports.web.marking import split_at_spans
from components.exports.web.page import build_page, build_table, write_page
from components.exports.web.sentences import MOST_CHARS, collect_sentences
from components.types import Evidence, EvidenceQuery
from tests.exports.handouts import build_handout

NASTY = '</script><script>alert(1)</script><img src=x onerror="alert(1)">\u2028\u202e&amp;'
BARS = plot_bars(
    ("Ada Berg", "Bo Lind"), [16, 10], [click_data(entity="a"), click_data(entity="b")], Style(), noun="mention"
)


def build_evidence(text: str, at: int = 0, **more: str) -> Evidence:
    given = {"title": "Tide turns", "source": "The Quay", "date": "2026-03-01", "date_origin": "metadata", **more}
    return Evidence("a1", **given, text=text, start=at, highlights=((0, 3),))


def build_chart(*found: Evidence, **more: object) -> HandoutItem:
    item = HandoutItem(
        "chart", "Ada leads", figure=BARS, alt="Ada 16, Bo 10",
        to_query=lambda click: EvidenceQuery("mentions", (click["entity"],)), find=lambda _query, most: found[:most],
    )  # fmt: skip
    return replace(item, **more)


def read_data(html: str) -> dict[str, object]:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)[1])


def test_every_point_leads_to_its_sentences_and_each_is_stored_once() -> None:
    data = read_data(build_page(build_handout(build_chart(build_evidence("Ada spoke.")))))
    assert data["points"] == [{"entity=a": [0], "entity=b": [0]}]
    assert data["sentences"] == [[0, ["", "Ada", " spoke."]]]
    assert data["articles"] == [["Tide turns", "The Quay, 1 March 2026"]]


def test_the_time_before_is_looked_for_at_its_own_time() -> None:
    asked: list[EvidenceQuery] = []
    figure = plot_bars(("Ada Berg",), [1], [click_data(entity="a", before="1")], Style(), noun="mention")
    collect_sentences([build_chart(figure=figure, find=lambda query, _most: asked.append(query) or ())])
    assert [query.other_time for query in asked] == [True]


def test_sentences_stay_within_their_room_however_long_they_are() -> None:
    def find(query: EvidenceQuery, most: int) -> list[Evidence]:
        base = int(query.entities[0]) * 100
        return [build_evidence(f"{base + n} " + "wave " * 400, base + n) for n in range(most)]

    clicks = [click_data(entity=str(n)) for n in range(200)]
    figure = plot_bars([f"N{n}" for n in range(200)], range(200), clicks, Style(), noun="mention")
    found = collect_sentences([build_chart(figure=figure, find=find)] * 10)
    assert sum(len(piece) for _, pieces in found.sentences for piece in pieces) <= MOST_CHARS
    assert all(found.charts[0].values())


def test_nothing_in_a_text_comes_alive() -> None:
    found = build_evidence(NASTY, title=NASTY, source=NASTY)
    table = pd.DataFrame({NASTY: [NASTY]})
    items = [
        HandoutItem(kind, NASTY, NASTY, NASTY, None, table, NASTY, NASTY, NASTY, NASTY, NASTY)
        for kind in ("table", "quote", "passage", "text")
    ]
    chart = build_chart(found, title=NASTY, caption=NASTY, alt=NASTY, table=table)
    html = build_page(Handout(NASTY, (*items, chart), NASTY, NASTY, "2026-03-01", NASTY))
    outside = re.sub(r"<script>.*?</script>", "", html, flags=re.S)
    assert "<img" not in outside
    assert "alert(1)</script>" not in outside
    assert "\u202e" not in outside
    data = read_data(html)
    assert "\u2028" not in html.split('id="data">')[1].split("</script>")[0]
    assert data["sentences"]


def test_the_policy_allows_no_network_and_only_these_scripts() -> None:
    html = build_page(build_handout())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "http" not in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]


def test_it_says_basis_method_version_and_date() -> None:
    html = build_page(build_handout())
    for said in ("41 articles, 2 undated.", "Counted by name.", "Dateline 1.0", "1 July 2026", "My articles"):
        assert said in html
    assert "Speak slowly." not in html  # notes are the speaker's own


def test_ten_charts_with_all_their_sentences_stay_under_8_mb() -> None:
    items = [
        build_chart(*(build_evidence("Ada " + "spoke of the tide " * 20, n * 1000 + m) for m in range(20)))
        for n in range(10)
    ]
    assert len(write_page(build_handout(*items))) < 8_000_000


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1234, "1,234"), (0.25, "0.25"), (12.0, "12"), (float("nan"), ""), ("a < b", "a &lt; b"), (None, "")],
)
def test_a_cell_is_rounded_and_escaped(value: object, shown: str) -> None:
    assert f">{shown}</td>" in build_table(pd.DataFrame({"n": [value]}), "")


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [([], ["abcdef"]), ([(1, 2)], ["a", "b", "cdef"]), ([(0, 2), (1, 9)], ["", "abcdef", ""])],
)
def test_pieces_are_plain_and_marked_in_turn(spans: list[tuple[int, int]], pieces: list[str]) -> None:
    assert split_at_spans("abcdef", spans) == pieces


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_colour_of_a_chart_has_its_counterpart(mode: str) -> None:
    pairs = pair_colours(mode)
    other = Style("dark" if mode == "light" else "light")
    here = Style(mode)
    for name in ("paper", "ink", "muted", "grid", "wash", "neutral", "land", "accent", "critical", "warm", "bar"):
        assert pairs[getattr(here, name)] == getattr(other, name)
