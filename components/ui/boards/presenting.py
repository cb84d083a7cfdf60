"""A board before an audience: an item a slide, by keys, clicker or touch, and notes in a window for the speaker."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from components import library
from components.charts import Style
from components.charts.axes import text_width
from components.library import boards
from components.library.boards import Board, Item
from components.ui.address import link_params, put_param
from components.ui.boards.drawing import ROWS, render_shown
from components.ui.boards.items import WORDS_OF, Shown, build_shown, read_board
from components.ui.evidence import close_evidence, open_asked_evidence
from components.ui.faults import as_part, part
from components.ui.page import PRESENTED, WIDTH, current_style, drawer_width, frame, render_note
from components.ui.presenting import BELOW, CORNER_CSS, FOLLOW_SECONDS, STAGE
from components.ui.session import current_frames, library_path, run_again
from components.ui.words import escape

FOLDER = Path(__file__).parent
SLIDE, NOTES = "slide", "notes"  # in the address: which item, and whether it is the speaker's window
TITLE, NOTE = (64, 1.15), (30, 1.35)  # size in u and line height: u is a pixel at 1920 by 1080
MARGIN, TOP, GAP = 96, 48, 8  # in u: at the sides, above, and between title and note
SMALLEST_U = 16 / 30  # below it the type no longer shrinks with the screen
LONG_CELL, ROWS_OF_LONG = 60, 5
MOST_AHEAD = 24  # slides, each drawn in two sizes: fewer than are kept of a revision, or each would be drawn anew
_TITLES = "board_titles"  # of slides that were built, by the numbers of their items
_stage = st.components.v2.component(
    "presented_board",
    html="""
<time></time>
<button type="button" data-does="notes" title="Notes in a second window (S)">Notes</button>
<button type="button" data-does="grid" title="All slides (O)">Overview</button>
<button type="button" data-does="fill" title="Full screen (F)">Full screen</button>
<button type="button" data-does="leave" title="Leave (Escape)" aria-label="Leave">✕</button>
""",
    css=CORNER_CSS,
    js=(FOLDER / "deck.js").read_text("utf-8") + (FOLDER.parent / "stage.js").read_text("utf-8"),
)


def is_presenting_board() -> bool:
    """True if the address asks for a slide of a board."""
    return SLIDE in st.query_params


def render_slides() -> None:
    """Render the slide of the board that the address names, or the speaker's notes on it."""
    board = read_board(st.query_params.get("board", ""))
    items = boards.read_items(library_path(), board.n) if board else []
    if board is None or not items:
        with frame():
            st.title("There is nothing to present", anchor=False)
            st.markdown("This board has no items, or it is no longer here.")
            st.page_link("pages/boards.py", label="All boards", query_params=link_params())
        return
    at = _read_slide(len(items))
    st.html(STAGE)
    st.html(FOLDER / "deck.css")
    if board.look:  # also for what Streamlit puts outside the page: its drawers
        st.html(f"<style>:root {{ color-scheme: {board.look}; }}</style>")
    open_asked_evidence(drawer_width())
    if NOTES in st.query_params:
        _render_notes(board, items, at)
    else:
        _render_slide(board, items, at)
    _follow(current_frames().revision)


def _read_slide(n: int) -> int:
    """The place of the item that the address asks for, from 0; the nearest one if there is no such."""
    asked = st.query_params[SLIDE]
    return min(max(int(asked) if asked.isdecimal() and len(asked) < 9 else 1, 1), n) - 1


# The slide.


def _render_slide(board: Board, items: Sequence[Item], at: int) -> None:
    with frame("stretch").container(gap="small", key="stage"):
        shown = build_slide(board, items[at])
        fade = f"slide_fade_{'odd' if at % 2 else 'even'}" if board.transition == "fade" else "slide"
        with st.container(gap="small", key=fade), part("This slide"):
            st.html(head_html(shown))
            with st.container(key="slide_body"):
                render_shown(shown, key=f"slide_{shown.item.n}", rows=_count_rows(shown))
            if shown.item.words.caption and shown.item.kind in ("quote", "passage", "text"):
                st.html(f'<p class="dl-slide-caption">{escape(shown.item.words.caption)}</p>')
        st.html(f'<p class="dl-counter">{at + 1} / {len(items)}</p>')
        _render_stage(board, items, at)
    nearest = sorted(range(len(items)), key=lambda place: (abs(place - at), place < at))
    for place in nearest[:MOST_AHEAD]:
        st.empty()  # here Streamlit looks for a key that waits
        build_slide(board, items[place])  # ahead, so that the slide is only sent


def build_slide(board: Board, item: Item) -> Shown:
    """An item as it fits the screen below its title."""
    page = _page_style(board)
    stage = replace(current_style(presenting=True), mode=page.mode)
    shown = build_shown(item, page)  # its title says how much room is left
    st.session_state.setdefault(_TITLES, {})[item.n] = shown.title
    if item.kind != "chart" or shown.exhibit is None:
        return shown
    width, height = stage.screen
    u = min(width / 1920, height / 1080)
    if u >= SMALLEST_U:
        stage = replace(stage, room=max(int(height - (TOP + head_height(shown)) * u - 2 * BELOW), 200))
    return build_shown(item, stage)


def _page_style(board: Board) -> Style:
    """The style of a page in the light or dark of a board's room."""
    style = current_style()
    return replace(style, mode=board.look or style.mode)


def subtitle_of(shown: Shown) -> str:
    """What stands below a slide's title: the person's caption, else the measure and the base."""
    return shown.item.words.caption or shown.note if shown.exhibit or shown.table else ""


def head_height(shown: Shown) -> float:
    """The height of a slide's title and subtitle, in u."""
    lines = [
        math.ceil(text_width(text, size) / (1920 - 2 * MARGIN)) * size * leading
        for text, (size, leading) in ((shown.title, TITLE), (subtitle_of(shown), NOTE))
        if text
    ]
    return sum(lines) + GAP * max(len(lines) - 1, 0)


def head_html(shown: Shown) -> str:
    """A slide's title and subtitle as escaped HTML; what has no title has one for those who listen."""
    if not shown.title:
        return f'<h1 class="dl-only-heard">{escape(shown.byline or WORDS_OF[shown.item.kind])}</h1>'
    said = subtitle_of(shown)
    note = f'<p class="dl-presented-note">{escape(said)}</p>' if said else ""
    return (
        f'<div class="dl-slide-head" style="min-height: calc({head_height(shown):.0f} * var(--u))">'
        f'<h1 class="dl-presented">{escape(shown.title)}</h1>{note}</div>'
    )


def _count_rows(shown: Shown) -> int:
    """How many rows of a table fit a slide."""
    if shown.table is None:
        return ROWS
    cells = shown.table.table.head(ROWS).select_dtypes("object").astype(str)
    longest = max((int(cells[name].str.len().max()) for name in cells.columns), default=0)
    return ROWS_OF_LONG if longest > LONG_CELL else ROWS


# The speaker's notes.


def _render_notes(board: Board, items: Sequence[Item], at: int) -> None:
    style = _page_style(board)
    with frame(WIDTH), st.container(gap="small", key="speaker"):
        shown = build_shown(items[at], style)
        st.title(f"{at + 1} / {len(items)}", anchor=False)
        said = items[at].words.notes
        if said:
            st.html(f'<p class="dl-notes">{escape(said)}</p>')
        else:
            render_note("No notes on this slide. Write some on the board, under Words.")
        for column, (label, one) in zip(
            st.columns(2, gap="large"),
            (("Now", shown), ("Next", build_shown(items[at + 1], style) if at + 1 < len(items) else None)),
            strict=True,
        ):
            with column, part("This slide"):
                title = "The end" if one is None else one.title or one.byline or WORDS_OF[one.item.kind]
                render_note(label)
                st.html(f'<h2 class="dl-title">{escape(title)}</h2>')
                if one is not None:
                    render_shown(one, key=f"speaker_{label}_{one.item.n}", rows=ROWS_OF_LONG)
        _render_stage(board, items, at)


# What both have: keys, the corner, and following the library.


def _render_stage(board: Board, items: Sequence[Item], at: int) -> None:
    stage = (st.session_state.get(PRESENTED) or {}).get("stage") or {}
    data = {
        "stage": stage,
        "below": BELOW,
        "params": [SLIDE, NOTES, "embed", "embed_options"],
        "deck": {
            "board": f"{library_path().stem} {board.n}", "slide": at + 1, "look": board.look, "least": SMALLEST_U,
            "theme": "dark" if st.context.theme.type == "dark" else "light", "isSpeaker": NOTES in st.query_params,
            "titles": [[WORDS_OF[item.kind], _title_of(item)] for item in items],
        },
    }  # fmt: skip
    with st.container(key="stage_corner", horizontal=True, gap="xsmall", width="content"):
        _stage(
            key=PRESENTED, data=data, on_stage_change=lambda: None, on_go_change=_go, on_leave_change=_leave,
            height="content", width="content",
        )  # fmt: skip


def _title_of(item: Item) -> str:
    """A title for the overview; a chart's finding is known once its slide was built."""
    known = st.session_state.get(_TITLES, {}).get(item.n, "")
    return item.words.title or known or item.pinned.get("text", "")[:120]


def _go() -> None:
    """Take the slide that a key, a swipe or the other window asks for."""
    slide = (st.session_state.get(PRESENTED) or {}).get("go")
    if isinstance(slide, int) and slide > 0:
        close_evidence()
        put_param(SLIDE, str(slide))


def _leave() -> None:
    """Return to the board's page."""
    close_evidence()
    board = st.query_params.get("board", "")
    for name in (SLIDE, NOTES):
        put_param(name, "")
    st.switch_page("pages/boards.py", query_params=link_params(board=board))


@st.fragment(run_every=FOLLOW_SECONDS)
@as_part
def _follow(drawn: int) -> None:
    """Draw the slide anew when the library has changed."""
    if library.read_revision(library_path()) != drawn:
        run_again()
