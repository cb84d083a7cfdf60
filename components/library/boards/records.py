"""What a board is: items that a person pinned, in order, to present or to hand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ITEM_KINDS = ("chart", "table", "quote", "passage", "text")
LOOKS = ("", "light", "dark")  # "" follows the browser
TRANSITIONS = ("none", "fade")
MOST_IN_NAME = 120  # characters of a board's or an item's title
MOST_WORDS = 400  # of a subtitle, a caption or a note on a point
MOST_TEXT = 4_000  # of a text, a quote or speaker notes
MOST_ITEMS = 200  # on a board
UNTIL = "until"  # the parameter of a frozen item's view: only articles added by then
Params = Mapping[str, Sequence[str]]
Record = dict[str, Any]  # a JSON object


@dataclass(frozen=True, slots=True)
class Board:
    """A named board; `n` is its number in the library."""

    n: int
    name: str
    subtitle: str = ""
    look: str = ""  # one of LOOKS
    transition: str = "none"  # one of TRANSITIONS
    made_at: str = ""  # UTC, ISO


@dataclass(frozen=True, slots=True)
class Words:
    """A person's own words on an item; what is empty is Dateline's."""

    title: str = ""
    caption: str = ""
    note: str = ""  # on a point of a chart
    note_at: str = ""  # which point
    notes: str = ""  # for the speaker


@dataclass(frozen=True, slots=True)
class Item:
    """One pinned thing with the view it was pinned in.

    `name` says which chart or table; `params` are the address' parameters of its filter and choices. A quote and a
    passage are an article, `start` and `end` in `params`, and their words as they were pinned in `pinned`; a text has
    only its words there.
    """

    kind: str  # one of ITEM_KINDS
    name: str = ""
    params: Params = field(default_factory=dict)
    words: Words = Words()
    pinned: Mapping[str, str] = field(default_factory=dict)  # "text", "speaker", "title", "source", "date"
    n: int = 0  # its number in the library; 0: not stored yet
    board: int = 0
    place: int = 0  # on the board, from 0
    keys: Mapping[str, Record] = field(default_factory=dict)  # what the ids in `params` stand for, by content

    @property
    def until(self) -> str:
        """When it was frozen (UTC, ISO); empty if it follows new articles."""
        return next(iter(self.params.get(UNTIL, ())), "")
