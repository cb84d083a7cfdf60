"""A chart for a website's own page."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from components.exports.handouts import HandoutItem
from components.exports.web.embedding import write_embed
from components.types import DatelineError
from tests.exports.test_page import BARS, NASTY, build_chart, build_evidence


def test_a_chart_says_what_it_shows_and_loads_one_checked_script() -> None:
    snippet = write_embed(build_chart(build_evidence("Ada spoke."), caption="Mentions.", basis="41 articles."))
    assert snippet.count("src=") == 1
    assert 'src="https://cdn.plot.ly/plotly-' in snippet
    assert 'integrity="sha256-' in snippet
    for said in ("Ada leads", 'aria-label="Ada 16, Bo 10"', "Mentions. 41 articles. Made with Dateline."):
        assert said in snippet
    assert "Ada spoke." not in snippet


def test_nothing_in_its_texts_comes_alive() -> None:
    snippet = write_embed(build_chart(title=NASTY, caption=NASTY, basis=NASTY, alt=NASTY))
    assert "<img" not in snippet
    assert "<script>alert" not in snippet


def test_two_charts_on_a_page_have_names_of_their_own() -> None:
    one = build_chart()
    other = build_chart(figure=go.Figure(BARS).update_layout(height=200))
    assert write_embed(one).split('id="')[1][:21] != write_embed(other).split('id="')[1][:21]


def test_what_is_no_chart_is_refused() -> None:
    with pytest.raises(DatelineError, match="Only a chart"):
        write_embed(HandoutItem("text", "Words", text="One."))
