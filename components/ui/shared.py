"""What was read and computed of libraries, shared by all sessions; it goes with its revision."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from components.library import Frames, View

T = TypeVar("T")
_MOST_REVISIONS = 2  # in all: of two libraries, or of one that two sessions see at different revisions
_MOST_VIEWS, _MOST_RESULTS, _MOST_DRAWN = 8, 600, 60  # a revision


class _Revision:
    """The tables of one revision, and what was computed of them."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.views: OrderedDict[Hashable, View] = OrderedDict()
        self.results: OrderedDict[Hashable, Any] = OrderedDict()
        self.drawn: OrderedDict[Hashable, Any] = OrderedDict()


_revisions: OrderedDict[tuple[str, int], _Revision] = OrderedDict()
_lock = threading.Lock()
DRAWING = threading.Lock()  # held while a shared figure is sent with what is a session's own
_reading = threading.Lock()  # one session reads, the others find what it has read


def share_frames(path: str, revision: int, read: Callable[[], Frames]) -> Frames:
    """The tables of a revision, read where no session has them yet."""
    known = _find(path, revision)
    if known is None:
        with _reading:
            known = _find(path, revision)
            if known is None:
                known = _Revision(read())
                with _lock:
                    _revisions[path, revision] = known
                    while len(_revisions) > _MOST_REVISIONS:
                        _revisions.popitem(last=False)
    return known.frames


def share_view(frames: Frames, key: Hashable, select: Callable[[], View]) -> View:
    """A view of these tables, selected where no session has it yet."""
    known = _find(frames.path, frames.revision)
    return select() if known is None or known.frames is not frames else _share(known.views, key, select, _MOST_VIEWS)


def share_result(frames: Frames, key: Hashable, compute: Callable[[], T]) -> T:
    """What was computed of these tables; do not modify it."""
    known = _find(frames.path, frames.revision)
    return (
        compute() if known is None or known.frames is not frames else _share(known.results, key, compute, _MOST_RESULTS)
    )


def share_drawn(frames: Frames, key: Hashable, draw: Callable[[], T]) -> T:
    """A chart of these tables, drawn where no session has it yet."""
    known = _find(frames.path, frames.revision)
    return draw() if known is None or known.frames is not frames else _share(known.drawn, key, draw, _MOST_DRAWN)


def forget_shared() -> None:
    """Read and compute everything anew."""
    with _lock:
        _revisions.clear()


def _find(path: str, revision: int) -> _Revision | None:
    with _lock:
        known = _revisions.get((path, revision))
        if known is not None:
            _revisions.move_to_end((path, revision))
        return known


def _share(table: OrderedDict[Hashable, Any], key: Hashable, compute: Callable[[], T], most: int) -> T:
    with _lock:
        if key in table:
            table.move_to_end(key)
            found: T = table[key]
            return found
    computed = compute()  # outside the lock: two sessions may compute the same, and neither waits for the other's page
    with _lock:
        table[key] = computed
        while len(table) > most:
            table.popitem(last=False)
    return computed
