"""Folders of this computer that a library watches: what is new in them is offered, or read at once.

A file is new if it was not there before with the same size and time of change; what is still being written waits.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from components.articles import READABLE_SUFFIXES, list_files
from components.articles.formats import MAX_FILE_BYTES
from components.library.store import opened, read_listed, read_meta, reading, write, write_listed, write_meta
from components.library.worker.ingest import add_uploads
from components.types import DatelineError

MOST_AT_ONCE = 2_000  # files that are queued in one go; the others follow
_KEY, _TAKEN = "folders", "folder_files"  # in meta: what is watched and how; what was taken, which may be long
_SETTLED = 5.0  # seconds since a file's last change, before which it may still be written


@dataclass(frozen=True, slots=True)
class _Way:
    """A folder and how it is watched."""

    folder: str
    at_once: bool = False  # what is new is read without asking


@dataclass(frozen=True, slots=True)
class WatchedFolder(_Way):
    """A folder and the files of it that were taken, each with its state then."""

    taken: Mapping[str, Sequence[int]] = field(default_factory=dict)  # path -> [bytes, nanoseconds of the change]


def watch_folder(path: str | Path, folder: str, *, at_once: bool) -> None:
    """Watch a folder, or change how. Raises DatelineError if there is no such folder."""
    place = Path(folder.strip()).expanduser()
    if not folder.strip() or not place.is_dir():
        raise DatelineError("There is no such folder on this computer; copy its whole path, as /home/ida/news.")
    wanted = _Way(str(place.resolve()), at_once)
    with opened(path) as con, write(con):
        known = {one.folder: one for one in _read_ways(con)} | {wanted.folder: wanted}
        write_listed(con, _KEY, known.values())


def forget_folder(path: str | Path, folder: str) -> None:
    """Watch a folder no longer; its articles stay."""
    with opened(path) as con, write(con):
        write_listed(con, _KEY, [one for one in _read_ways(con) if one.folder != folder])
        _write_taken(con, folder, {})


def read_folders(path: str | Path) -> list[WatchedFolder]:
    """The folders that a library watches, in the order in which they were added."""
    with reading(path) as con:
        taken = _read_taken(con)
        return [WatchedFolder(one.folder, one.at_once, taken.get(one.folder, {})) for one in _read_ways(con)]


def reads_at_once(path: str | Path) -> bool:
    """True if the library reads what is new in a folder without asking; cheap, since every page asks."""
    with reading(path) as con:
        return any(one.at_once for one in _read_ways(con))


def find_new_files(watched: WatchedFolder, *, now: float | None = None) -> dict[str, tuple[Path, list[int]]]:
    """The files of a folder that are new or have changed, by the path shown; empty if the folder is gone."""
    now = time.time() if now is None else now
    found: dict[str, tuple[Path, list[int]]] = {}
    for shown, file in list_files([Path(watched.folder)]) if Path(watched.folder).is_dir() else ():
        try:
            state = file.stat()
        except OSError:  # it has just been removed
            continue
        is_readable = shown.lower().endswith(READABLE_SUFFIXES) and state.st_size <= MAX_FILE_BYTES
        now_state = [state.st_size, state.st_mtime_ns]
        if is_readable and now - state.st_mtime >= _SETTLED and list(watched.taken.get(shown, ())) != now_state:
            found[shown] = (file, now_state)
    return found


def queue_new_files(path: str | Path, *, only_at_once: bool = False) -> int:
    """Queue what is new in the watched folders, or in those read at once, and return the number of files."""
    n = 0
    for watched in read_folders(path):
        if only_at_once and not watched.at_once:
            continue
        new = _take_some(find_new_files(watched))
        files = {shown: data for shown, (file, _) in new.items() if (data := _read_bytes(file)) is not None}
        if files:
            n += add_uploads(path, files.items())
            with opened(path) as con, write(con):
                _write_taken(con, watched.folder, {**watched.taken, **{shown: new[shown][1] for shown in files}})
    return n


def _take_some(new: Mapping[str, tuple[Path, list[int]]]) -> dict[str, tuple[Path, list[int]]]:
    """The first of the new files, limited by their number and size."""
    taken: dict[str, tuple[Path, list[int]]] = {}
    n_bytes = 0
    for shown, (file, state) in new.items():
        n_bytes += state[0]
        if taken and (len(taken) >= MOST_AT_ONCE or n_bytes > MAX_FILE_BYTES):
            break
        taken[shown] = file, state
    return taken


def _read_bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:  # it may not be read, or is gone; it stays new
        return None


def _read_ways(con: sqlite3.Connection) -> list[_Way]:
    return [_Way(**one) for one in read_listed(con, _KEY)]


def _read_taken(con: sqlite3.Connection) -> dict[str, Mapping[str, Sequence[int]]]:
    return dict(json.loads(read_meta(con, _TAKEN) or "{}"))


def _write_taken(con: sqlite3.Connection, folder: str, taken: Mapping[str, Sequence[int]]) -> None:
    write_meta(con, _TAKEN, json.dumps({**_read_taken(con), folder: taken}))
