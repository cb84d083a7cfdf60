"""What is handed out of a board, or of one item: titles, numbers, what they rest on, and the sentences behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from components import VERSION, library
from components.charts import Style
from components.exports.handouts import Handout, HandoutItem
from components.library import View
from components.library.boards import Board, Item
from components.types import Evidence, EvidenceQuery, Filter
from components.ui.boards.items import Shown, build_shown, has_view, state_missing
from components.ui.evidence import filter_behind
from components.ui.exhibits.common import describe_undated
from components.ui.filters import describe_filter
from components.ui.session import library_name, view_of
from components.ui.words import format_time

GONE = "Nothing of what this showed is left in the library."
METHOD_OF_TABLE = "Counted in the articles named here; each row leads to its sentences in the app."


def build_handout(board: Board, items: Sequence[Item], mode: str) -> Handout:
    """Build what is handed out of these items, with charts in light or dark."""
    built = tuple(build_handout_item(item, mode) for item in items)
    return Handout(
        board.name, built, board.subtitle, library=library_name(), made_on=date.today().isoformat(), version=VERSION,
        mode=mode,
    )  # fmt: skip


def build_handout_of(item: Item, mode: str) -> Handout:
    """Build what is handed out of one item alone, under its own title."""
    built = build_handout_item(item, mode)
    return Handout(
        built.title, (built,), library=library_name(), made_on=date.today().isoformat(), version=VERSION, mode=mode
    )


def build_handout_item(item: Item, mode: str) -> HandoutItem:
    """Build what is handed out of one item."""
    shown = build_shown(item, Style(mode))
    title = shown.title or shown.byline or item.pinned.get("text", "").split("\n")[0][:80]
    if shown.fault is not None or shown.is_gone:
        return HandoutItem(item.kind, title, fault=shown.fault.sentence if shown.fault else GONE)
    common: dict[str, Any] = {"notes": item.words.notes, "caption": item.words.caption or shown.note}
    if not has_view(item):
        basis = state_missing(shown.missing)
        return HandoutItem(item.kind, shown.title, text=shown.text, byline=shown.byline, basis=basis, **common)
    view = view_of(shown.within)
    common |= {"basis": state_basis(shown, view), "find": _finder(view)}
    if shown.exhibit is not None:
        return HandoutItem(
            item.kind, title, figure=shown.exhibit.figure, table=shown.exhibit.table, alt=shown.exhibit.alt,
            method=shown.exhibit.method, to_query=shown.exhibit.to_query, **common,
        )  # fmt: skip
    assert shown.table is not None
    return HandoutItem(item.kind, title, table=shown.table.table, method=METHOD_OF_TABLE, **common)


def state_basis(shown: Shown, view: View) -> str:
    """What an item's numbers rest on: its articles and filters, what is undated, and whether and when it was frozen."""
    parts = [describe_filter(view)]
    if shown.exhibit is not None and shown.exhibit.n_undated:
        parts.append(f"{describe_undated(shown.exhibit)}.")
    if shown.within.until:
        parts.append(f"Frozen as of {format_time(shown.within.until)}.")
    return " ".join([*parts, state_missing(shown.missing)]).strip()


def _finder(view: View) -> Callable[[EvidenceQuery, int], Sequence[Evidence]]:
    """Reads the sentences behind a number of a view; works without the app's session."""
    views: dict[Filter, View] = {view.filter: view}

    def find(query: EvidenceQuery, most: int) -> Sequence[Evidence]:
        within = filter_behind(query, view.filter)
        if within not in views:
            views[within] = library.select(view.frames, within)
        return library.read_evidence(view.frames.path, views[within], query, limit=most)

    return find
