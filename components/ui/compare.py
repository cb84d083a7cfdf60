"""Choosing the sides of a comparison, and a column for each: its numbers, what sets it apart, what is said there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from components import count_of, library
from components.charts.axes import long_period
from components.library import View
from components.library.queries import compare
from components.library.queries.compare import MOST_SIDES, Side
from components.library.queries.stories import count_stories
from components.library.queries.time import build_grid
from components.ui.address import read_choice, render_one_of, write_choice
from components.ui.exhibits.common import TIMED, Options, choose_names, leading_entities
from components.ui.exhibits.compare import choose_target, name_side, read_sides
from components.ui.faults import part
from components.ui.lines import render_counted_line, render_name_lines, render_word_links
from components.ui.names import name_choices, story_labels, topic_labels
from components.ui.page import render_note
from components.ui.quotes import render_quote
from components.ui.session import count_in
from components.ui.words import escape

NAME, SOURCE, TOPIC, STORY, SEARCH, PERIOD = compare.KINDS
WORDS = {NAME: "Names", SOURCE: "Sources", TOPIC: "Topics", STORY: "Stories", SEARCH: "Searches", PERIOD: "Periods"}
MOST_PERIODS = 60
ADDRESS = ("what", "side", "target", "measure", *TIMED)


def render_sides(view: View) -> list[Side]:
    """Render what is compared and its sides; return them, or those that suggest themselves."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        kind = render_one_of("What to compare", "what", WORDS, NAME, wrap=True)
    offered = _offer(view, kind)
    sides = read_sides(view, Options({name: read_choice(name) for name in ADDRESS}))
    if not sides:
        sides = [Side(kind, value) for value in _suggest(view, kind, list(offered))]
        write_choice("side", [side.value for side in sides])
    labels = {**offered, **{side.value: name_side(view, side) for side in sides}}
    st.session_state["choice_side"] = [side.value for side in sides]
    st.multiselect(
        f"{WORDS[kind]}, two to {MOST_SIDES}", list(labels), format_func=lambda one: labels.get(one, one),
        key="choice_side", max_selections=MOST_SIDES, on_change=_take_sides, width=720,
        accept_new_options=kind == SEARCH,
        placeholder="Type a word, a “phrase” or any search, and press Enter" if kind == SEARCH else "Choose",
    )  # fmt: skip
    return sides


def _take_sides() -> None:
    write_choice("side", [str(value).strip() for value in st.session_state["choice_side"]])


def _offer(view: View, kind: str) -> Mapping[str, str]:
    """What can be a side, by its value."""
    if kind == NAME:
        return name_choices()
    if kind == SOURCE:
        table = count_in(view, library.count_sources)
        return {source: source for source in table["source"].tolist() if source}
    if kind == TOPIC:
        return topic_labels(view.frames)
    if kind == STORY:
        return story_labels(view.frames, count_in(view, count_stories)["story_id"].tolist())
    return count_in(view, _list_periods) if kind == PERIOD else {}


def _list_periods(view: View) -> dict[str, str]:
    """The periods of the view that suit it and the coarser ones, the last ones first."""
    found: dict[str, str] = {}
    first = library.choose_period(view)
    for period in library.list_periods(view):
        grid = build_grid(view, period)
        if period == first or (len(grid) <= MOST_PERIODS and period not in ("day",)):
            spans = list(zip(grid.starts, grid.ends, strict=True))[::-1][:MOST_PERIODS]
            found |= {f"{start}..{end}": long_period(start, end) for start, end in spans}
    return found


def _suggest(view: View, kind: str, offered: Sequence[str]) -> list[str]:
    if kind == NAME:
        return choose_names(view, Options({}), 2)
    return list(offered[:2])


def render_target(view: View, sides: Sequence[Side]) -> None:
    """Render the choice of whom sides are compared about; names are compared by how they are spoken of themselves."""
    if sides[0].kind == NAME:
        return
    names = dict(zip(*(leading_entities(view).head(200)[column] for column in ("entity_id", "name")), strict=True))
    target = choose_target(view, Options({"target": read_choice("target")}))
    if not target:
        return
    offered = names | {one: name for one, name in name_choices().items() if one == target and one not in names}
    st.session_state["choice_target"] = target
    st.selectbox(
        "How they speak of", list(offered), format_func=offered.__getitem__, key="choice_target", width=300,
        on_change=lambda: write_choice("target", [st.session_state["choice_target"]]),
    )  # fmt: skip


def render_columns(view: View, sides: Sequence[Side]) -> None:
    """Render a column for each side."""
    counted = count_in(view, compare.count_sides, list(sides))
    for at, (column, side) in enumerate(zip(st.columns(len(sides), gap="large"), sides, strict=True)):
        with column, part(), st.container(gap="xsmall", key=f"side_{at}"):
            st.html(f'<p class="dl-title">{escape(name_side(view, side))}</p>')
            _render_numbers(side, counted.iloc[at], key=f"side_{at}")
            _render_apart(view, sides, at)
            _render_quotes(view, side, key=f"side_{at}")


def _render_numbers(side: Side, row: pd.Series, key: str) -> None:
    of_search = side.kind == SEARCH
    lines = (
        (f"Articles, {row['share']:.0%} of all", row["n_articles"], "article", side.query("articles")),
        (
            "Named" if side.kind == NAME else "Mentions of any name",
            row["n_mentions"],
            "mention",
            side.query("mentions"),
        ),
        ("Quotes that match" if of_search else "Quotes", row["n_quotes"], "quote", side.query("quotes")),
    )
    for what, n, noun, query in lines:
        if n:
            render_counted_line(what, count_of(int(n), noun), query, key=f"{key}_{noun}")
        else:
            render_note(f"{what}: none")


def _render_apart(view: View, sides: Sequence[Side], at: int) -> None:
    """Render the names and words that set a side apart; each leads to its sentences."""
    side = sides[at]
    names, words = count_in(view, compare.find_apart, list(sides))[at]
    render_note(f"Stands out here, against the other side{'s' if len(sides) > 2 else ''}")
    query = side.query("articles")
    beside = replace(query, kind="together") if side.kind == NAME else query
    n = [library.count_evidence(view, side.query("articles", one)).n for one in names["entity_id"]]
    render_name_lines(names.assign(n_articles=n), beside, key=f"side_{at}")
    if words:
        render_word_links(words, query, key=f"side_{at}")
    if not len(names) and not words:
        render_note("No name or word stands out.")


def _render_quotes(view: View, side: Side, key: str) -> None:
    """Render the surest quotes of a side."""
    for quote in count_in(view, compare.read_surest_quotes, side, 2):
        render_quote(quote, key=f"{key}_said", with_speaker=side.kind != NAME)
