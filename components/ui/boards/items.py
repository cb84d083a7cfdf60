"""What an item of a board shows: its chart or table in its own view, its words, and what of it no longer holds."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from components import count_of, join_words
from components.charts import Style
from components.charts.axes import write_on_point
from components.library import boards
from components.library.boards import Board, Item
from components.types import Filter
from components.ui.address import KEYS, UNFILTERED, filter_from_params
from components.ui.boards.tables import BoardTable, build_table
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import Exhibit, describe_undated
from components.ui.faults import Fault, describe_fault
from components.ui.filters import describe_filter
from components.ui.session import current_frames, library_path, view_of
from components.ui.shared import share_drawn, share_result
from components.ui.words import format_byline, format_time

WORDS_OF = {"chart": "Chart", "table": "Table", "quote": "Quote", "passage": "Passage", "text": "Text"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """An item ready to be drawn: title and note, and one of a chart, a table or a text."""

    item: Item  # as it is stored
    here: Item  # with the ids that this library has
    within: Filter  # its view
    title: str
    note: str = ""
    missing: Sequence[str] = ()  # names of what it was about and is no longer here
    exhibit: Exhibit | None = None
    table: BoardTable | None = None
    text: str = ""
    byline: str = ""
    fault: Fault | None = None

    @property
    def is_gone(self) -> bool:
        """True if nothing of it can be shown."""
        return self.fault is None and self.exhibit is None and self.table is None and not self.text


def read_board(asked: str) -> Board | None:
    """The board with this number in the address; None if there is none."""
    known = boards.read_boards(library_path()) if asked.isdecimal() else []
    return next((board for board in known if str(board.n) == asked), None)


def resolve(item: Item) -> tuple[Item, list[str]]:
    """The item with the ids that this library has, and what of it is missing; kept for a revision."""
    frames = current_frames()
    return share_result(frames, ("board item", repr(item)), lambda: boards.resolve_item(frames, item))


def view_filter(item: Item) -> Filter:
    """The filter of an item's own view; the item is one that was resolved."""
    return filter_from_params(item.params)


def build_shown(item: Item, style: Style) -> Shown:
    """Build what an item shows, in this style; a part that fails is in its `fault`."""
    resolved, missing = resolve(item)
    within, words = view_filter(resolved), resolved.words
    options = {name: values for name, values in resolved.params.items() if name not in KEYS}
    if item.kind == "chart":
        exhibit = build_exhibit(resolved.name, options, within=within, style=style)
        if exhibit is None:
            return Shown(item, resolved, within, words.title or "A chart of what is gone", missing=missing)
        if exhibit.fault is not None:
            return Shown(item, resolved, within, words.title or "A chart", missing=missing, fault=exhibit.fault)
        undated = describe_undated(exhibit)
        note = f"{exhibit.note} {undated}." if undated else exhibit.note
        title, exhibit = words.title or exhibit.headline, _with_note(exhibit, resolved, style)
        return Shown(item, resolved, within, title, note, missing, exhibit)
    if item.kind == "table":
        return _build_table(item, resolved, options, missing)
    byline = describe_place(resolved)
    return Shown(item, resolved, within, words.title, "", missing, text=resolved.pinned.get("text", ""), byline=byline)


def _build_table(item: Item, here: Item, options: dict[str, Sequence[str]], missing: list[str]) -> Shown:
    frames, words, within = current_frames(), item.words, view_filter(here)
    key = ("board table", item.name, repr(within), repr(sorted(options.items())))
    try:
        table = share_drawn(frames, key, lambda: build_table(item.name, view_of(within), options))
    except Exception as error:  # noqa: BLE001 - logged and shown in place of the table; the other items still render
        _log.exception("The table %s failed", item.name)
        fault = describe_fault(error, "This table")
        return Shown(item, here, within, words.title or "A table", missing=missing, fault=fault)
    if table is None:
        return Shown(item, here, within, words.title or "A table of what is gone", missing=missing)
    return Shown(item, here, within, words.title or table.title, table.note, missing, table=table)


def _with_note(exhibit: Exhibit, item: Item, style: Style) -> Exhibit:
    """The exhibit with the person's note on a point."""
    words = item.words
    if not (words.note and words.note_at):
        return exhibit
    return replace(exhibit, figure=write_on_point(exhibit.figure, words.note_at, words.note, style))


def describe_place(item: Item) -> str:
    """Who said a pinned quote, and where it or a passage stands; empty for a text."""
    pinned = item.pinned
    title = f"“{pinned['title']}”" if pinned.get("title") else ""
    byline = format_byline(pinned.get("source", ""), pinned.get("date", "")) if title else ""
    return ", ".join(part for part in (pinned.get("speaker", ""), title, byline) if part)


def has_view(item: Item) -> bool:
    """True for what is counted anew in its view; a quote, a passage and a text stay as they were pinned."""
    return item.kind in ("chart", "table")


def state_view(shown: Shown) -> str:
    """Whether an item follows new articles or is frozen, and what its filter leaves, in plain words."""
    if not has_view(shown.item):
        return ""
    until = shown.within.until
    state = f"Frozen as of {format_time(until)}." if until else "Follows new articles."
    if replace(shown.within, until="") == UNFILTERED:
        return state
    return f"{state} {describe_filter(view_of(shown.within))}"


def state_missing(missing: Sequence[str]) -> str:
    """What of an item is no longer in the library, in a sentence; empty if nothing is missing."""
    if not missing:
        return ""
    listed = [f"“{name}”" for name in missing[:4]]
    listed += [count_of(len(missing) - 4, "other") if len(missing) > 4 else ""]
    return f"No longer in this library: {join_words([one for one in listed if one])}."
