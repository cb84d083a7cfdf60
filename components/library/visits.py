"""When a library was last looked at, and the names that are followed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pandas as pd

from components.library.corrections.identities import normalise
from components.library.queries.frames import Frames
from components.library.store import (
    opened,
    read_clock,
    read_listed,
    read_meta,
    reading,
    transaction,
    write_listed,
    write_meta,
)
from components.library.store.kept import Kept

_VISITS, _FOLLOWED = "visits", "followed"  # in meta: when the last two visits were; who is followed
_known: Kept[dict[tuple[str, str], str]] = Kept()
PAUSE = timedelta(minutes=30)  # without a look at the library, after which the next one is another visit


@dataclass(frozen=True, slots=True)
class Followed:
    """A name that is followed, by content, so that a new analysis changes nothing about it."""

    name: str
    type: str


def note_visit(path: str | Path) -> str:
    """Note that the library is looked at; return when the visit before this one ended (UTC, ISO), "" if there was none.

    Call it once in a session, where the library can be written.
    """
    with opened(path) as con, transaction(con):
        before, last = json.loads(read_meta(con, _VISITS) or '["", ""]')
        if last and last < read_clock(PAUSE):
            before = last
        write_meta(con, _VISITS, json.dumps([before, read_clock()]))
        return str(before)


def read_followed(frames: Frames) -> list[str]:
    """The entity ids of those followed, in the order in which they were; those no longer there are left out."""
    with reading(frames.path) as con:
        wanted = [(normalise(one["name"]), one["type"]) for one in read_listed(con, _FOLLOWED)]
    if not wanted:
        return []
    known = _known.get(lambda: _index_names(frames.entities), frames.entities)
    return [known[key] for key in wanted if key in known]


def _index_names(entities: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The id of each name and type."""
    names = zip(entities["name"], entities["type"], entities["entity_id"], strict=True)
    return {(normalise(name), type_): str(entity_id) for name, type_, entity_id in names}


def follow(path: str | Path, name: str, type_: str, *, on: bool = True) -> None:
    """Follow a name, or no longer."""
    with opened(path) as con, transaction(con):
        kept = [Followed(**one) for one in read_listed(con, _FOLLOWED)]
        kept = [one for one in kept if (normalise(one.name), one.type) != (normalise(name), type_)]
        write_listed(con, _FOLLOWED, [*kept, Followed(name, type_)] if on else kept)
