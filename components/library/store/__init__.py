"""The library's file: where it lies, its tables, opening it, reading it, and writing to it.

`components.schema` declares the tables; added here are their initial rows, the full-text index and the versions.
`faults` says what can be wrong with the file.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from components.library.store.changes import WORDS, build_notes, bump_revision, drop_notes
from components.library.store.faults import (
    DiskFull,
    LibraryBusy,
    LibraryDamaged,
    LibraryForeign,
    LibraryMissing,
    LibraryNewer,
    LibraryReadOnly,
    LibraryUnready,
    find_fault,
)
from components.library.store.migrations import CHANGES
from components.schema import TABLES, VERSION

APPLICATION_ID = 0x4461746C  # "Datl": identifies a library among SQLite files, since version 2
OWN = frozenset(("meta", "articles", "mentions", "uploads", "work"))  # tables that exist in every version
_FIRST_ROWS = """
INSERT INTO meta VALUES ('revision', 0);
INSERT INTO work (n) VALUES (1);
"""
BUSY_MILLISECONDS = 15_000  # how long a writer waits for a lock
COMPANIONS = ("-wal", "-shm")  # files that SQLite keeps beside the database
SNAPSHOTS = "-tables"  # the folder beside it: see `snapshot`


def data_folder() -> Path:
    """The folder of libraries and logs: DATELINE_HOME, else the platform's user data folder."""
    home = os.environ.get("DATELINE_HOME")
    if home:
        return Path(home).expanduser()
    from platformdirs import user_data_path

    return user_data_path("Dateline", appauthor=False)


# SQLite schema of the library and its migrations.


def _write_script(statements: Iterable[str]) -> str:
    return "".join(f"{statement};\n" for statement in statements)


_TABLES = (
    _write_script(statement for table in TABLES.values() for statement in table.sql(VERSION)) + _FIRST_ROWS + WORDS
)
_NOTES = build_notes()
# Statements of migrations, by the version they lead to; `migrations` changes what is in the tables.
_STEPS = {
    version: _write_script(statement for table in TABLES.values() for statement in table.sql_since(version))
    for version in range(2, VERSION + 1)
}


def create_tables(con: sqlite3.Connection) -> None:
    """Create all tables, within the caller's transaction."""
    _run(con, _TABLES)
    _run(con, _NOTES)
    _mark(con)


def update_tables(con: sqlite3.Connection, version: int) -> None:
    """Migrate the tables of an older version, within the caller's transaction."""
    for step in range(version + 1, VERSION + 1):
        _run(con, _STEPS[step])
        if step in CHANGES:
            CHANGES[step](con)
    drop_notes(con)  # they name the columns of an older version
    _run(con, _NOTES)
    _mark(con)


def _mark(con: sqlite3.Connection) -> None:
    con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    con.execute(f"PRAGMA user_version = {VERSION}")


def _run(con: sqlite3.Connection, script: str) -> None:
    for statement in split_statements(script):
        con.execute(statement)


def split_statements(script: str) -> Iterator[str]:
    """Split a script into statements, because `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


# Storage of a library: one SQLite file in WAL mode, its connections, transactions and revisions.


def open_library(path: str | Path, *, create: bool = True) -> sqlite3.Connection:
    """Open a library, creating it or migrating it to the current schema if necessary.

    Raises LibraryFault, leaving the file as it is, if it is not a library, cannot be opened, or was written by a newer
    Dateline.
    """
    path = Path(path)
    with explained(path, OSError):
        is_new = not path.exists()
        if is_new and not create:
            raise LibraryMissing(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        con = _connect(path)
        try:
            _prepare(con, path)
        except BaseException as error:
            is_unfinished = is_new and not isinstance(find_fault(error, path), LibraryBusy) and not _has_tables(con)
            con.close()
            if is_unfinished:
                remove_files(path)
            raise
    return con


@contextmanager
def opened(path: str | Path) -> Iterator[sqlite3.Connection]:
    """A connection that is closed at the end of the block; faults of the file are raised as LibraryFault."""
    with explained(path), closing(open_library(path)) as con:
        yield con


@contextmanager
def reading(path: str | Path) -> Iterator[sqlite3.Connection]:
    """Like `opened`, but read-only: creates nothing, and works on a library that cannot be written."""
    with explained(path), closing(_open_to_read(Path(path))) as con:
        yield con


@contextmanager
def transaction(con: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A transaction, rolled back on error."""
    con.execute("BEGIN IMMEDIATE")
    try:
        yield con
        con.execute("COMMIT")
    except BaseException:
        if con.in_transaction:  # on a full disk SQLite has rolled back by itself
            con.execute("ROLLBACK")
        raise


@contextmanager
def write(con: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A transaction that changes what screens show; it creates a new revision."""
    with transaction(con):
        yield con
        bump_revision(con)


def read_revision(path: str | Path) -> int:
    """The revision, which changes with every write; caches under an older one are stale."""
    with reading(path) as con:
        return int(read_meta(con, "revision"))


def read_meta(con: sqlite3.Connection, key: str) -> Any:
    """The value of a key in the library's metadata; None if there is none."""
    row = con.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def write_meta(con: sqlite3.Connection, key: str, value: str | int) -> None:
    """Set a key in the library's metadata, within the caller's transaction."""
    con.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))


def read_listed(con: sqlite3.Connection, key: str) -> list[dict[str, Any]]:
    """Records that the library's metadata keeps as a list."""
    return list(json.loads(read_meta(con, key) or "[]"))


def write_listed(con: sqlite3.Connection, key: str, records: Iterable[Any]) -> None:
    """Keep dataclass records as a list in the library's metadata, within the caller's transaction."""
    write_meta(con, key, json.dumps([asdict(one) for one in records]))


def read_clock(ago: timedelta = timedelta()) -> str:
    """The time now, or some time ago, in the format of the library's columns."""
    return (datetime.now(UTC) - ago).isoformat(timespec="seconds")


def remove_files(path: Path) -> None:
    """Delete a library's file and what is kept beside it."""
    for suffix in ("", *COMPANIONS):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if (snapshots := path.with_name(path.name + SNAPSHOTS)).is_dir():
        shutil.rmtree(snapshots)


@contextmanager
def explained(path: str | Path, *more: type[Exception]) -> Iterator[None]:
    """Raise SQLite errors, and `more`, as the LibraryFault they indicate."""
    kinds: tuple[type[Exception], ...] = (sqlite3.Error, *more)
    try:
        yield
    except kinds as error:
        fault = find_fault(error, path)
        if fault is None:
            raise
        raise fault from error


def _connect(path: Path, options: str = "") -> sqlite3.Connection:
    database = path.absolute().as_uri() + options if options else str(path)
    return sqlite3.connect(database, timeout=BUSY_MILLISECONDS / 1000, isolation_level=None, uri=bool(options))


def _open_to_read(path: Path) -> sqlite3.Connection:
    try:
        return open_library(path, create=False)
    except (LibraryReadOnly, DiskFull) as fault:
        wal = path.with_name(path.name + "-wal")
        if wal.exists() and wal.stat().st_size:  # changes that only a writable connection can apply
            if isinstance(fault, DiskFull):
                raise
            raise LibraryUnready(path) from fault
    con = _connect(path, "?mode=ro&immutable=1")  # in WAL mode SQLite writes beside the file even to read it
    try:
        if _find_version(con, path) < VERSION:
            raise LibraryUnready(path)
    except BaseException:
        con.close()
        raise
    return con


def _prepare(con: sqlite3.Connection, path: Path) -> None:
    version = _find_version(con, path)
    if version == 0:
        con.execute("PRAGMA auto_vacuum = INCREMENTAL")  # returns the space of uploads; must precede any table
        con.execute("PRAGMA journal_mode = WAL")
    if version < VERSION:
        with transaction(con):
            version = _find_version(con, path)  # another process may have migrated it meanwhile
            if version == 0:
                create_tables(con)
            elif version < VERSION:
                update_tables(con, version)
    con.execute("PRAGMA synchronous = NORMAL")
    con.execute("PRAGMA temp_store = MEMORY")


def _find_version(con: sqlite3.Connection, path: Path) -> int:
    """The schema version, 0 if there are no tables yet; raises LibraryFault if the file is not ours."""
    (owner,) = con.execute("PRAGMA application_id").fetchone()
    (version,) = con.execute("PRAGMA user_version").fetchone()
    if owner != APPLICATION_ID:  # version 1 has no application id; its tables identify it
        tables = {name for (name,) in con.execute("SELECT name FROM sqlite_master")}
        if owner or (tables and not tables >= OWN):
            raise LibraryForeign(path)
        if not tables and version <= VERSION:
            return 0
        if tables and version < 1:
            raise LibraryDamaged(path)
    if version > VERSION:
        raise LibraryNewer(path)
    return int(version)


def _has_tables(con: sqlite3.Connection) -> bool:
    try:
        return con.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
    except sqlite3.Error:  # unreadable: an earlier migration did not finish
        return False
