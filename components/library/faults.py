"""What can be wrong with a library's file, told apart, each in a sentence for the person at the screen.

DatelineError
└── LibraryFault
    ├── LibraryMissing       it was deleted, renamed or moved
    ├── LibraryBusy          somebody else writes to it for longer than one can wait
    ├── DiskFull
    ├── LibraryReadOnly      it can be looked at, not changed
    │   └── LibraryUnready   not even that: it has to be brought up to date first
    ├── FolderReadOnly       no library can be made there
    ├── LibraryUnreachable   the disk or the system refuses to read it
    ├── LibraryNewer         a newer Dateline wrote it
    ├── LibraryDamaged
    ├── LibraryUnread        nothing is wrong with the file, but with Dateline
    └── NotALibrary
        └── LibraryForeign   another program's SQLite file
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from pathlib import Path

from components.types import DatelineError

_LITTLE = 1 << 20  # bytes left on a disk with which SQLite cannot begin to work
_ELSE = "Open another library, or make a new one."


class LibraryFault(DatelineError):
    """Something is wrong with a library's file, and not with what was asked of it."""

    sentence = ""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        super().__init__(self.sentence.format(name=self.path.stem, folder=self.path.parent))


class LibraryMissing(LibraryFault):
    sentence = f"The library “{{name}}” is no longer there: it was deleted, renamed or moved. {_ELSE}"


class LibraryBusy(LibraryFault):
    sentence = (
        "Something else is writing to the library “{name}” just now. Try again in a moment; if it stays so, close "
        "other windows and programs that have it open."
    )


class DiskFull(LibraryFault):
    sentence = (
        "The disk is full: nothing more can be saved in the library “{name}”. What was saved before is safe. "
        "Make room on the disk and try again."
    )


class LibraryReadOnly(LibraryFault):
    sentence = (
        "The library “{name}” can be looked at but not changed, because Dateline may not write to {folder}. "
        "Allow that, or copy the library to another folder."
    )


class LibraryUnready(LibraryReadOnly):
    sentence = (
        "The library “{name}” has to be brought up to date before it can be read, but Dateline may not write to "
        "{folder}. Allow that, or copy the library to another folder."
    )


class FolderReadOnly(LibraryFault):
    sentence = (
        "The library “{name}” cannot be made, because Dateline may not write to {folder}. "
        "Allow that, or give another folder as DATELINE_HOME."
    )


class LibraryUnreachable(LibraryFault):
    sentence = (
        "The library “{name}” cannot be read now: the disk or the system refuses. See whether {folder} is there and "
        "may be read, and try again."
    )


class LibraryNewer(LibraryFault):
    sentence = f"The library “{{name}}” was written by a newer Dateline. Update Dateline to open it. {_ELSE}"


class LibraryDamaged(LibraryFault):
    sentence = (
        "The library “{name}” is damaged: parts of its file cannot be read. Keep the file, and put a copy from a "
        f"backup in its place if there is one. {_ELSE}"
    )


class LibraryUnread(LibraryFault):
    sentence = (
        "The library “{name}” could not be read because of a mistake in Dateline. What is in it is safe. Send the "
        f"details below to whoever looks after Dateline. {_ELSE}"
    )


class NotALibrary(LibraryFault):
    sentence = f"“{{name}}” is no Dateline library, or its beginning is damaged. It was not touched. {_ELSE}"


class LibraryForeign(NotALibrary):
    sentence = f"“{{name}}” is no Dateline library but a database of another program. It was not touched. {_ELSE}"


def find_fault(error: BaseException, path: str | Path) -> LibraryFault | None:
    """What an error of SQLite or of the system says about a library's file; nothing where that is not to blame."""
    path = Path(path)
    if isinstance(error, LibraryFault):
        return error
    if isinstance(error, OSError):
        return _find_system_fault(error, path)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    kind = {
        sqlite3.SQLITE_BUSY: LibraryBusy,
        sqlite3.SQLITE_LOCKED: LibraryBusy,
        sqlite3.SQLITE_FULL: DiskFull,
        sqlite3.SQLITE_READONLY: LibraryReadOnly,
        sqlite3.SQLITE_CORRUPT: LibraryDamaged,
        sqlite3.SQLITE_NOTADB: NotALibrary,
        sqlite3.SQLITE_PERM: LibraryUnreachable,
        sqlite3.SQLITE_CANTOPEN: LibraryUnreachable,
        sqlite3.SQLITE_IOERR: LibraryUnreachable,
    }.get(code & 0xFF)  # the higher bits say more than is needed
    if kind is LibraryUnreachable:
        kind = _look_around(path)
    return kind(path) if kind is not None else None


def _look_around(path: Path) -> type[LibraryFault]:
    """Why SQLite could not open or write a file: it says no more than that."""
    if path.parent.exists() and shutil.disk_usage(path.parent).free < _LITTLE:
        return DiskFull
    if not path.exists():
        return FolderReadOnly if not _may(path.parent, os.W_OK) else LibraryMissing
    if _may(path, os.R_OK) and not can_be_written(path):
        return LibraryReadOnly
    return LibraryUnreachable


def _find_system_fault(error: OSError, path: Path) -> LibraryFault:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return DiskFull(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return LibraryReadOnly(path) if path.exists() else FolderReadOnly(path)
    return LibraryUnreachable(path)


def can_be_written(path: str | Path) -> bool:
    """Whether the system lets us write to a library: to its file, and to its folder, where SQLite keeps two more."""
    path = Path(path)
    return _may(path, os.W_OK) and _may(path.parent, os.W_OK)


def _may(path: Path, what: int) -> bool:
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)
