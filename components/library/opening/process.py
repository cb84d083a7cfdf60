"""Making a library of a folder of results: in a process of its own, beside the libraries until it is whole.

While it works, `opening/NAME.json` in the data folder says how far it is, and `opening/NAME.db` takes the rows. The
library appears in the list by being moved there, so that a process that is killed leaves none.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil

from components.analysis import pipeline_in_use
from components.library.libraries import find_free, library_path, move_library
from components.library.opening.tables import find_tables
from components.library.store import (
    data_folder,
    explained,
    open_library,
    remove_files,
    split_statements,
    transaction,
    write,
)
from components.library.store.changes import build_notes, drop_notes
from components.library.store.memory import save_tables
from components.library.worker import ROOT, open_log
from components.types import DatelineError

CUT_OFF = "It was cut off before it was done, and no library was made. Open the folder again."
_EVERY = 0.5  # seconds between notes of how far it is
_CACHE = 200_000  # KiB of the file that SQLite keeps in memory meanwhile
Say = Callable[[str, int, int], None]  # what is done, and how much of it


@dataclass(frozen=True, slots=True)
class Opening:
    """One folder of results that is being made a library."""

    name: str  # of the library
    folder: str
    pid: int
    begun: float  # when the process was started, by which its pid is known to be its own
    step: str = ""
    done: int = 0
    total: int = 0
    error: str = ""  # one sentence, once it has failed

    @property
    def is_running(self) -> bool:
        """True if its process is alive."""
        with suppress(psutil.Error):
            process = psutil.Process(self.pid)
            return bool(abs(process.create_time() - self.begun) < 1 and process.status() != psutil.STATUS_ZOMBIE)
        return False


def start_opening(folder: str | Path, name: str) -> None:
    """Begin to make a library of a folder of results, in a process of its own.

    Raises DatelineError if the name is taken or invalid, or the folder lacks tables or columns.
    """
    folder = Path(folder).expanduser()
    path = _check(folder, name)
    with open_log(path).open("ab") as out:
        child = subprocess.Popen(  # noqa: S603 - runs this program
            [sys.executable, "-m", "components", "open", str(folder.absolute()), "--library", path.stem],
            cwd=ROOT, env=os.environ | {"PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    _note(Opening(path.stem, str(folder), child.pid, _read_begun(child.pid), "Starting"))


def read_openings() -> list[Opening]:
    """The folders that are being opened, and those that could not be."""
    found = []
    for file in sorted(_folder().glob("*.json")):
        with suppress(FileNotFoundError):  # it has just been finished
            one = Opening(**json.loads(file.read_text("utf-8")))
            if not one.is_running and library_path(one.name).exists():  # cut off when all was done
                _remove(one.name)
                continue
            found.append(one if one.error or one.is_running else replace(one, error=CUT_OFF))
    return found


def forget_opening(name: str) -> None:
    """Stop opening a folder as this library, or forget that it failed; what was written of it is deleted."""
    for one in read_openings():
        if one.name == name:
            if one.is_running:
                psutil.Process(one.pid).kill()
            _remove(name)


def open_results(folder: Path, name: str, say: Say) -> Path:
    """Make a library of a folder of results, and return its file; `say` takes what is done, in percent of each table.

    Raises DatelineError, and leaves no library, if the folder is not one of results or its tables do not fit together.
    """
    folder = folder.expanduser()
    path = _check(folder, name)
    pid = os.getpid()
    reporter = _Reporter(Opening(path.stem, str(folder), pid, _read_begun(pid)), say)
    part = _folder() / path.name
    remove_files(part)
    try:
        with explained(part, OSError):
            _fill(part, folder, reporter)
            move_library(part, find_free(name))
    except BaseException as error:
        remove_files(part)
        reporter.fail(str(error) if isinstance(error, DatelineError) else CUT_OFF)
        raise
    _remove(path.stem)
    return path


def _check(folder: Path, name: str) -> Path:
    path = find_free(name)
    for one in read_openings():
        if one.name == path.stem and one.is_running and one.pid != os.getpid() and one.pid != os.getppid():
            raise DatelineError(f"“{path.stem}” is being made of {one.folder} already.")
    find_tables(folder)
    return path


def _fill(part: Path, folder: Path, reporter: _Reporter) -> None:
    from components.library.opening.rows import RowWriter  # pages that start this do without what it needs

    with closing(open_library(part)) as con:
        con.execute("PRAGMA journal_mode = OFF")  # nobody reads it yet, and if this fails it is deleted
        con.execute("PRAGMA synchronous = OFF")
        con.execute("PRAGMA temp_store = FILE")
        con.execute(f"PRAGMA cache_size = -{_CACHE}")
        with transaction(con):
            drop_notes(con)
            indexes = _drop_indexes(con)
            RowWriter(con, find_tables(folder), reporter.report, pipeline_in_use()).write()
        for k, statement in enumerate(indexes):
            reporter.report("indexes", k, len(indexes))
            con.execute(statement)
        reporter.report("tables for charts", 0, 1)
        with write(con):
            for statement in split_statements(build_notes()):
                con.execute(statement)
        con.execute("PRAGMA journal_mode = WAL")
        save_tables(con)


def _drop_indexes(con: sqlite3.Connection) -> list[str]:
    """Drop all indexes, which are made faster of all rows at once, and return the statements that make them."""
    found = con.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL").fetchall()
    for name, _ in found:
        con.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


class _Reporter:
    """Says how far an opening is, and notes it for the app."""

    def __init__(self, opening: Opening, say: Say) -> None:
        self._opening, self._say, self._noted = opening, say, 0.0
        _note(opening)

    def report(self, what: str, done: int, total: int) -> None:
        step, percent = f"Opening results: {what.replace('_', ' ')}", round(100 * done / max(total, 1))
        if time.monotonic() - self._noted > _EVERY or step != self._opening.step:
            self._opening = replace(self._opening, step=step, done=percent, total=100)
            self._noted = time.monotonic()
            _note(self._opening)
            self._say(step, percent, 100)

    def fail(self, error: str) -> None:
        self._opening = replace(self._opening, error=error)
        _note(self._opening)


def _folder() -> Path:
    folder = data_folder() / "opening"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _note(opening: Opening) -> None:
    file = _folder() / f"{opening.name}.json"
    part = file.with_suffix(f".{opening.pid}.part")
    part.write_text(json.dumps(asdict(opening)), "utf-8")
    part.replace(file)


def _remove(name: str) -> None:
    remove_files(_folder() / f"{name}.db")
    (_folder() / f"{name}.json").unlink(missing_ok=True)


def _read_begun(pid: int) -> float:
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return 0.0
