"""Every exhibit: what a click opens is what was drawn, and all around it says so in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components import library
from components.charts import Style, read_click
from components.library import View
from components.types import EvidenceQuery, Filter
from components.ui.exhibits import NAMES
from components.ui.exhibits.common import FEWEST_IN_SHARE, Exhibit, Options, choose_focus, choose_names, choose_period
from tests.benchmarks.generate import generate
from tests.ui.exhibits.conftest import open_changed, open_view

OF_TIME = (
    "mentions", "sentiment", "topics", "entity", "topic", "words", "found", "genders_over_time", "compared",
    "story",
)  # fmt: skip
OF_A_SEARCH = ("words", "found", "found_sources")


def needs(name: str, view: View) -> dict[str, Any]:
    if name in OF_A_SEARCH:
        return {"q": "turbine OR officials", **({"against": ["price", "xyzzy"]} if name == "words" else {})}
    if name.startswith("compared"):
        return {"what": "source", "side": [one for one in library.count_sources(view)["source"] if one][:2]}
    leaders = library.count_entities(view)
    options = (
        {"entity": str(leaders["entity_id"].iloc[0])} if name in ("entity", "entity_sources", "tone_by_source") else {}
    )
    if name == "story":
        return {"story": next(iter(view.stories["story_id"]), "none")}
    return {"topic": str(view.topics["topic_id"].iloc[0])} if name in ("topic", "topic_entities") else options


def drawn_numbers(exhibit: Exhibit) -> list[tuple[dict[str, str], int]]:
    """What each point stands for, and the number it shows."""
    numbers = []
    for trace in exhibit.figure.data:
        if trace.customdata is None:
            continue
        for at, carried in enumerate(trace.customdata):
            if exhibit.name in ("mentions", "words", "compared"):
                n = int(trace.y[at])
            elif exhibit.name in ("sentiment", "tone_by_source", "compared_tone"):
                n = int(re.search(r"([\d,]+) sentence", trace.hovertext[at])[1].replace(",", ""))
            elif exhibit.name == "genders_over_time":
                n = int(re.search(r"<b>.*?\(([\d,]+)\)", trace.hovertext[at])[1].replace(",", ""))
            else:
                n = int(re.findall(r"(?:<b>|<br>)([\d,]+) ", trace.hovertext[at])[0].replace(",", ""))
            numbers.append((read_click({"customdata": carried}), n))
    return numbers


@pytest.mark.parametrize("name", NAMES)
def test_each_point_opens_as_many_sentences_as_it_shows(name: str, build: Any, view: View) -> None:
    exhibit = build(name, needs(name, view))
    points = drawn_numbers(exhibit)
    assert points
    for click, n in points[:: max(1, len(points) // 40)]:
        query = exhibit.to_query(click)
        assert query is not None or n == 0
        if query is not None:
            assert library.count_evidence(view, query).n == n, click


@pytest.mark.parametrize("name", NAMES)
def test_every_exhibit_says_what_it_shows(name: str, build: Any, view: View) -> None:
    exhibit = build(name, needs(name, view))
    assert exhibit.name == name
    assert len(exhibit.headline) < 110
    assert not exhibit.headline.endswith(".")
    assert exhibit.note.endswith(".")
    assert re.search(r"\d", exhibit.alt), "the alternative text has the numbers"
    assert len(exhibit.alt) < 700
    assert len(exhibit.table)
    assert not [column for column in exhibit.table if column.endswith("_id")]
    assert exhibit.figure.layout.height > 0
    assert not re.search(r"\bnan\b", f"{exhibit.headline} {exhibit.note} {exhibit.alt}".lower())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", [Style("dark", presenting=True, room=600), Style("light", narrow=True)])
def test_every_exhibit_can_be_presented_and_shown_on_a_phone(name: str, style: Style, build: Any, view: View) -> None:
    exhibit = build(name, needs(name, view), style=style)
    assert exhibit.figure.layout.paper_bgcolor == style.paper
    assert exhibit.figure.layout.height <= (700 if style.presenting else 900)


@pytest.mark.parametrize("name", NAMES)
def test_its_options_draw_the_same_chart_again(name: str, build: Any, view: View) -> None:
    ids = library.count_entities(view)["entity_id"].tolist()
    asked = {
        "who": [ids[4], ids[2], ids[0]],
        "focus": [ids[0]],
        "period": "month",
        "measure": "share",
        "types": ["place"],
    }
    first = build(name, {**asked, **needs(name, view)})
    again = build(name, first.options)
    assert again.figure.to_json() == first.figure.to_json()
    assert (again.headline, again.note, again.alt) == (first.headline, first.note, first.alt)


@pytest.mark.parametrize("name", NAMES)
def test_the_peak_has_sentences_behind_it(name: str, build: Any, view: View) -> None:
    exhibit = build(name, needs(name, view))
    if exhibit.peak is not None:
        assert library.count_evidence(view, exhibit.peak).n > 0


@pytest.mark.parametrize("name", OF_TIME)
def test_undated_articles_are_counted_beside_charts_of_time(name: str, build: Any, view: View) -> None:
    exhibit = build(name, needs(name, view))
    if name in ("entity", "topic", "found", "story") and exhibit.undated is None:
        assert exhibit.n_undated == 0
    else:
        query = exhibit.undated or EvidenceQuery("articles", undated=True)
        assert library.count_evidence(view, query).n_articles == exhibit.n_undated


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_TIME])
def test_other_charts_leave_no_article_out(name: str, build: Any, view: View) -> None:
    assert build(name, needs(name, view)).n_undated == 0


def test_a_share_opens_the_articles_it_counts(build: Any, view: View) -> None:
    exhibit = build("mentions", {"measure": "share"})
    for row in exhibit.table.itertuples():
        if row.articles_in_all < FEWEST_IN_SHARE:
            assert pd.isna(row.share_of_articles), "too few for a share"
        elif row.articles:
            assert row.share_of_articles == pytest.approx(row.articles / row.articles_in_all)
    trace = exhibit.figure.data[-1]
    drawn = next(n for n, share in enumerate(trace.y) if share > 0)
    click = read_click({"customdata": trace.customdata[drawn]})
    found = library.count_evidence(view, exhibit.to_query(click)).n
    everything = library.count_evidence(view, EvidenceQuery("articles", start=click["start"], end=click["end"])).n
    assert trace.y[drawn] == pytest.approx(found / everything)


@pytest.mark.parametrize("name", NAMES)
def test_a_pile_without_dates_still_has_the_charts_that_need_none(
    name: str, build: Any, path: Path, tmp_path: Path
) -> None:
    view = open_changed(path, tmp_path, "UPDATE articles SET date = ''")
    exhibit = build(name, needs(name, view), view)
    assert (exhibit is None) == (name in OF_TIME)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("n_articles", [1, 2])
def test_one_article_is_drawn_or_left_alone(name: str, n_articles: int, build: Any, tmp_path: Path) -> None:
    generate(tmp_path / "few.db", n_articles)
    view = open_view(tmp_path / "few.db")
    exhibit = build(name, needs(name, view), view)
    assert exhibit is None or len(exhibit.table)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_view_has_no_charts(name: str, build: Any, path: Path, view: View) -> None:
    nobody = open_view(path, Filter(sources=("No such source",)))
    assert build(name, needs(name, view), nobody) is None


@pytest.mark.parametrize("name", NAMES)
def test_what_makes_no_sense_counts_as_not_asked(name: str, build: Any) -> None:
    exhibit = build(
        name, {"who": ["gone"], "focus": ["gone"], "period": "hour", "measure": "bytes", "entity": "x", "topic": "y"}
    )
    of_one = ("entity", "entity_sources", "tone_by_source", "topic", "topic_entities", "story")
    assert (exhibit is None) == (name in (*of_one, *OF_A_SEARCH, "compared", "compared_tone"))


def test_an_unknown_name_draws_nothing(build: Any) -> None:
    assert build("no such chart") is None


def test_more_names_than_fit_are_drawn_without_complaint(build: Any, view: View) -> None:
    ids = library.count_entities(view)["entity_id"].tolist()[:60]
    assert len(build("mentions", {"who": ids}).figure.data) == 20
    assert build("together", {"who": ids}) is not None


def test_the_names_of_a_chart_are_those_asked_for_else_the_leading(view: View) -> None:
    leading = library.count_entities(view, ("person", "organisation"))["entity_id"].tolist()
    assert choose_names(view, Options({})) == leading[:6]
    assert choose_names(view, Options({"who": [leading[9], "gone", leading[1]]})) == [leading[9], leading[1]]
    assert choose_focus(Options({}), leading[:6], 3) == leading[:3]
    assert choose_focus(Options({"focus": [leading[5], "gone"]}), leading[:6], 3) == [leading[5]]


def test_the_period_is_the_one_asked_for_else_one_that_suits(view: View) -> None:
    assert choose_period(view, Options({"period": "day"})) == "day"
    assert choose_period(view, Options({"period": "hour"})) == library.choose_period(view)


@pytest.mark.parametrize("asked", [{}, {"period": "week"}, {"period": "day", "measure": "share"}])
def test_the_charts_of_one_page_share_their_period(asked: dict[str, str], build: Any, view: View) -> None:
    of_a_page = [name for name in OF_TIME if name != "story"]  # which stands alone and is told in days
    drawn = [build(name, {**asked, **needs(name, view)}) for name in of_a_page]
    assert len({tuple(exhibit.table["from"].unique()) for exhibit in drawn if exhibit}) == 1


def test_a_share_of_few_articles_goes_to_a_longer_period_or_says_why(build: Any, path: Path) -> None:
    by_day = build("mentions", {"measure": "share", "period": "day"})
    assert "Share of each month’s articles" in by_day.note
    assert "By month, as a share needs 10 articles." in by_day.note
    week = open_view(path, Filter(start="2025-01-06", end="2025-01-19"))
    of_few = build("mentions", {"measure": "share", "period": "day"}, of=week)
    assert of_few.note.startswith("Mentions per day")
    assert "A share needs 10 articles a day; there are too few." in of_few.note
    assert "share of articles" not in of_few.alt.lower()


def test_sentiment_over_time_is_drawn_only_where_the_numbers_carry_it(build: Any) -> None:
    assert build("sentiment", {"period": "month"}) is not None
    assert build("sentiment", {"period": "week"}) is None, "most weeks have under five sentences"


def test_charts_that_would_say_nothing_are_left_out(build: Any, path: Path, tmp_path: Path) -> None:
    changes = ("UPDATE articles SET source = ''", "UPDATE sentiments SET confidence = 0.1")
    view = open_changed(path, tmp_path, *changes)
    for name in ("sources", "entity_sources", "sentiment", "tone", "tone_by_source"):
        assert build(name, needs(name, view), view) is None, name


def test_a_name_with_nothing_certain_is_said_not_drawn(build: Any, path: Path, tmp_path: Path, view: View) -> None:
    first, second = choose_names(view, Options({}))[:2]
    of_first = f"entity = (SELECT n FROM entities WHERE entity_id = '{first}')"
    silent = open_changed(path, tmp_path, f"UPDATE sentiments SET confidence = 0.1 WHERE {of_first}")
    exhibit = build("sentiment", {"who": [first, second], "period": "month"}, silent)
    names = {one: str(view.frames.entity_names[view.frames.entity_numbers[one]]) for one in (first, second)}
    assert set(exhibit.table["name"]) == {names[second]}
    assert f"Too few sentences for a line on {names[first]}." in exhibit.note


@pytest.mark.parametrize("name", OF_TIME)
def test_a_pile_of_one_day_is_not_told_over_time(name: str, build: Any, path: Path, tmp_path: Path) -> None:
    view = open_changed(path, tmp_path, "UPDATE articles SET date = '2026-03-03'")
    exhibit = build(name, needs(name, view), view)
    assert (exhibit is None) == (name in ("sentiment", "genders_over_time", "compared"))
    if exhibit:
        assert not re.search(r"by (day|week|month)|(per|a) (day|week|month)|peaked", exhibit.headline + exhibit.note)
        assert exhibit.peak is None
