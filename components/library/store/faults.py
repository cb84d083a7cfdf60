"""Faults of a library file, diagnosed and described for the user.

DatelineError
└── LibraryFault
    ├── LibraryMissing       it was deleted, renamed or moved
    ├── LibraryBusy          another process has locked it for too long
    ├── DiskFull
    ├── LibraryReadOnly      it can be read, not changed
    │   └── LibraryUnready   not even read: it needs a migration first
    ├── FolderReadOnly       no library can be created there
    ├── LibraryUnreachable   the disk or the system refuses to read it
    ├── LibraryNewer         a newer Dateline wrote it
    ├── LibraryDamaged
    ├── LibraryUnread        a bug in Dateline; the file is fine
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

_LITTLE = 1 << 20  # free bytes below which SQLite cannot work
_ELSE = "Open another library, or make a new one."


class LibraryFault(DatelineError):
    """Something is wrong with a library's file, rather than with the request."""

    sentence = ""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        super().__init__(self.sentence.format(name=self.path.stem, folder=self.path.parent))


class LibraryMissing(LibraryFault):
    """The file was deleted, renamed or moved."""

    sentence = f"The library “{{name}}” is no longer there: it was deleted, renamed or moved. {_ELSE}"


class LibraryBusy(LibraryFault):
    """Another process has locked the file for too long."""

    sentence = (
        "Something else is writing to the library “{name}” right now. Try again in a moment; if it goes on, close "
        "other windows and programs that have it open."
    )


class DiskFull(LibraryFault):
    """The disk is full."""

    sentence = (
        "The disk is full: nothing more can be saved in the library “{name}”. What was saved before is safe. "
        "Make room on the disk and try again."
    )


class LibraryReadOnly(LibraryFault):
    """The file can be read but not written."""

    sentence = (
        "The library “{name}” can be read but not changed, because Dateline is not allowed to write to {folder}. "
        "Allow that, or copy the library to another folder."
    )


class LibraryUnready(LibraryReadOnly):
    """The file needs a migration but cannot be written."""

    sentence = (
        "The library “{name}” has to be brought up to date before it can be read, but Dateline is not allowed to write "
        "to {folder}. Allow that, or copy the library to another folder."
    )


class FolderReadOnly(LibraryFault):
    """No library can be created in the folder."""

    sentence = (
        "The library “{name}” cannot be made, because Dateline is not allowed to write to {folder}. "
        "Allow that, or give another folder as DATELINE_HOME."
    )


class LibraryUnreachable(LibraryFault):
    """The disk or the system refuses to read the file."""

    sentence = (
        "The library “{name}” cannot be read now: the disk or the system refuses. See whether {folder} is there and "
        "may be read, and try again."
    )


class LibraryNewer(LibraryFault):
    """A newer Dateline wrote the file."""

    sentence = f"The library “{{name}}” was written by a newer Dateline. Update Dateline to open it. {_ELSE}"


class LibraryDamaged(LibraryFault):
    """Parts of the file cannot be read."""

    sentence = (
        "The library “{name}” is damaged: parts of its file cannot be read. Keep the file, and put a copy from a "
        f"backup in its place if there is one. {_ELSE}"
    )


class LibraryUnread(LibraryFault):
    """A bug in Dateline; the file is fine."""

    sentence = (
        "The library “{name}” could not be read because of a mistake in Dateline. What is in it is safe. Send the "
        f"details below to whoever looks after Dateline. {_ELSE}"
    )


class NotALibrary(LibraryFault):
    """The file is not a Dateline library."""

    sentence = f"“{{name}}” is not a Dateline library, or the start of the file is damaged. It was not touched. {_ELSE}"


class LibraryForeign(NotALibrary):
    """The file is another program's SQLite database."""

    sentence = f"“{{name}}” is not a Dateline library; it is another program's database. It was not touched. {_ELSE}"


def find_fault(error: BaseException, path: str | Path) -> LibraryFault | None:
    """The library fault behind an SQLite or system error; None if the file is not to blame."""
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
    }.get(code & 0xFF)  # the lower byte is the primary result code
    if kind is LibraryUnreachable:
        kind = _look_around(path)
    return kind(path) if kind is not None else None


def is_disk_full(path: Path) -> bool:
    """True if the disk that a library lies on has no room for SQLite to work."""
    return path.parent.exists() and shutil.disk_usage(path.parent).free < _LITTLE


def _look_around(path: Path) -> type[LibraryFault]:
    """Diagnose why SQLite could not open or write a file, which its error does not tell."""
    if is_disk_full(path):
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
    """True if the system allows writing to the library's file and its folder, where SQLite keeps two more files."""
    path = Path(path)
    return _may(path, os.W_OK) and _may(path.parent, os.W_OK)


def _may(path: Path, what: int) -> bool:
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)
