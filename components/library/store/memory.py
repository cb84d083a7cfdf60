"""The tables that this process holds of libraries, and the snapshots that let the next process begin at once."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from pathlib import Path

from components.library.store.changes import FOUND, has_passed, read_changed
from components.library.store.machine import Machine, read_machine, renew
from components.library.store.snapshot import FEWEST, read_snapshot, read_snapshot_mark, write_snapshot

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


def save_tables(con: sqlite3.Connection) -> None:
    """Write a snapshot of the library, if it is large and much of it changed since the last one."""
    (n_articles,) = con.execute("SELECT count(*) FROM articles WHERE deleted_at IS NULL").fetchone()
    path = next(Path(file) for _, name, file in con.execute("PRAGMA database_list") if name == "main")
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
