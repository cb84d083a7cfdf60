"""The tables that this process holds of libraries, and the snapshots that let the next process begin at once."""

from __future__ import annotations

import gc
import sqlite3
import threading
from collections import OrderedDict
from pathlib import Path

from components.analysis import EntityIndex
from components.library.store.changes import FOUND, has_passed, read_changed
from components.library.store.machine import Machine, read_machine, read_mentions, renew, renew_mentions
from components.library.store.records import read_records
from components.library.store.snapshot import (
    FEWEST,
    read_snapshot,
    read_snapshot_mark,
    read_snapshot_table,
    write_snapshot,
)
from components.types import EntityRecord

_MOST_KEPT = 2  # libraries
_SHARE_CHANGED = 0.02  # articles with new results, of all, that make a snapshot too old
_kept: OrderedDict[str, Machine] = OrderedDict()
_keeping = threading.Lock()


def keep_machine(path: str, con: sqlite3.Connection) -> Machine:
    """The tables of the state that the transaction sees, renewed from those that are known of the file."""
    machine = find_machine(path, con)
    if machine is None:
        known = read_snapshot(Path(path))
        machine = read_machine(con) if known is None else renew(con, known)
        if len(machine.articles) >= FEWEST and (known is None or not has_passed(con, known.mark)):
            write_snapshot(Path(path), machine)
    with _keeping:
        _kept[path] = machine
        _kept.move_to_end(path)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return machine


def find_machine(path: str, con: sqlite3.Connection) -> Machine | None:
    """The same, but None where this process has not read the file yet."""
    with _keeping:
        known = _kept.get(path)
    return None if known is None else renew(con, known)


def read_known_entities(con: sqlite3.Connection) -> list[EntityRecord]:
    """All entities as linking left them, their mentions counted in the snapshot where there is one."""
    con.execute("BEGIN")  # one state of all tables
    try:
        kept = read_snapshot_table(_find_file(con), "mentions")
        is_of_this = kept is not None and has_passed(con, kept[0])
        return read_records(con, renew_mentions(con, *kept) if kept and is_of_this else read_mentions(con))
    finally:
        con.execute("COMMIT")


def build_index(con: sqlite3.Connection) -> EntityIndex:
    """The index of all entities, to which new articles are linked.

    Nothing is thrown away meanwhile, and looking for it among so many new objects takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return EntityIndex(read_known_entities(con))
    finally:
        if was_enabled:
            gc.enable()


def _find_file(con: sqlite3.Connection) -> Path:
    return next(Path(file) for _, name, file in con.execute("PRAGMA database_list") if name == "main")


def save_tables(con: sqlite3.Connection) -> None:
    """Write a snapshot of the library, if it is large and much of it changed since the last one."""
    (n_articles,) = con.execute("SELECT count(*) FROM articles WHERE deleted_at IS NULL").fetchone()
    path = _find_file(con)
    if n_articles < FEWEST:
        return
    mark = read_snapshot_mark(path)
    if mark and has_passed(con, mark) and sum(1 for _ in read_changed(con, FOUND, mark)) < n_articles * _SHARE_CHANGED:
        return
    con.execute("BEGIN")  # one state of all tables
    try:
        known = read_snapshot(path) if mark else None
        machine = renew(con, known) if known else read_machine(con)
    finally:
        con.execute("COMMIT")
    write_snapshot(path, machine)
