"""Handing out a board or one item: slides, one page, paper, a workbook; each file is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components import exports
from components.exports.chromium import find_chromium
from components.exports.handouts import Handout
from components.library.boards import Board, Item
from components.ui.accuracy_words import tell_methods
from components.ui.boards.building import build_handout, build_handout_of
from components.ui.page import current_style, render_note
from components.ui.tables import EXCEL

FORMATS: dict[str, tuple[str, str, Callable[[Handout], bytes]]] = {  # label: suffix, type, what writes it
    "PowerPoint": (
        "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        lambda handout: exports.write_slides(handout),
    ),
    "One page for a browser (HTML)": ("html", "text/html", lambda handout: exports.write_page(handout)),
    "PDF": ("pdf", "application/pdf", lambda handout: exports.write_pdf(handout)),
    "Excel": (
        "xlsx", EXCEL, lambda handout: exports.write_workbook(handout),
    ),
}  # fmt: skip


def render_handouts(board: Board, items: Sequence[Item], name: str, *, key: str) -> None:
    """Render the downloads of a board; `name` is that of its files, without a suffix."""
    popover = st.popover("Hand out", type="tertiary", on_change="rerun", key=f"{key}_handouts")
    if popover.open:
        with popover.container(width=320, gap="xsmall"):
            handout = build_handout(board, items, board.look or "light")
            _render_formats(handout, name, key)
            st.download_button(
                "Report in words (HTML)", lambda: exports.write_report(handout, tell_methods()),
                f"{name}-report.html", "text/html", key=f"{key}_report", on_click="ignore", width="stretch",
            )  # fmt: skip


def render_item_handouts(item: Item, *, key: str) -> None:
    """Render the downloads of one item of a board."""
    popover = st.popover("Hand out", type="tertiary", on_change="rerun", key=f"{key}_handouts")
    if popover.open:
        with popover.container(width=320, gap="xsmall"):
            render_single(item, f"dateline-{item.name or item.kind}", key=key)


def render_single(item: Item, name: str, *, key: str) -> None:
    """Render the downloads of one item: as a board of it alone, and a chart as a snippet for a website too."""
    handout = build_handout_of(item, current_style().mode)
    _render_formats(handout, name, key)
    only = handout.items[0]
    if only.figure is not None:
        st.download_button(
            "Snippet for a website (HTML)", lambda: exports.write_embed(only), f"{name}-snippet.html", "text/html",
            key=f"{key}_embed", on_click="ignore", width="stretch",
        )  # fmt: skip


def _render_formats(handout: Handout, name: str, key: str) -> None:
    can_print = find_chromium() is not None
    for label, (suffix, kind, write) in FORMATS.items():
        if suffix == "pdf" and not can_print:
            continue
        st.download_button(
            label, partial(write, handout), f"{name}.{suffix}", kind, key=f"{key}_{suffix}", on_click="ignore",
            width="stretch",
        )  # fmt: skip
    if not can_print:
        render_note("For a PDF, open the page in your browser and print it.")
