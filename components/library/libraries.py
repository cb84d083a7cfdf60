"""Libraries by name: list, create, rename and delete the files in the data folder."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from components.library.store import COMPANIONS, SNAPSHOTS, data_folder, open_library, opened, reading, remove_files
from components.library.store.faults import LibraryDamaged
from components.library.worker import is_worked_on
from components.types import DatelineError

_SUFFIX = ".db"
_MOST_CHARS = 80
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')  # characters that some file system forbids in names
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # reserved device names on Windows


def library_path(name: str) -> Path:
    """The path of a library, whether it exists or not. Raises DatelineError if the name is invalid."""
    return data_folder() / "libraries" / f"{_check_name(name)}{_SUFFIX}"


def list_libraries() -> list[str]:
    """The names of all libraries, in alphabetical order."""
    files = (data_folder() / "libraries").glob(f"*{_SUFFIX}")
    return sorted(
        (file.stem for file in files if not file.name.startswith(".")),
        key=lambda name: (name.casefold(), name),
    )


def create_library(name: str) -> Path:
    """Create an empty library. Raises DatelineError if the name is taken or invalid."""
    path = find_free(name)
    open_library(path).close()
    return path


def rename_library(name: str, new_name: str) -> Path:
    """Rename a library and return its path. Raises DatelineError if the name is taken or articles are being read."""
    path, target = _find_existing(name), library_path(new_name)
    if target == path:
        return path
    if target.stem.casefold() != path.stem.casefold():
        target = find_free(new_name)
    _refuse_while_worked_on(path, "renamed")
    with suppress(LibraryDamaged), opened(path) as con:
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # changes still in the -wal file would be left behind
    move_library(path, target)
    return target


def delete_library(name: str) -> None:
    """Delete a library permanently. Raises DatelineError while articles are being read into it."""
    path = _find_existing(name)
    _refuse_while_worked_on(path, "deleted")
    try:
        remove_files(path)
    except OSError as error:
        raise DatelineError(_explain(path, "deleted", error)) from error


def has_articles(path: str | Path) -> bool:
    """True if a library has any articles."""
    if not Path(path).exists():
        return False
    with reading(path) as con:
        return con.execute("SELECT 1 FROM articles WHERE deleted_at IS NULL LIMIT 1").fetchone() is not None


def _check_name(name: str) -> str:
    name = unicodedata.normalize("NFC", name.strip())
    if not name:
        raise DatelineError("A library needs a name.")
    if len(name) > _MOST_CHARS:
        raise DatelineError(f"This name is too long; it may have at most {_MOST_CHARS} characters.")
    if _FORBIDDEN.search(name):
        raise DatelineError("A library's name cannot contain / \\ : * ? \" < > or |. Use letters, digits and spaces.")
    if name.startswith(".") or name.endswith("."):
        raise DatelineError("A library's name cannot begin or end with a full stop.")
    if _RESERVED.fullmatch(name):
        raise DatelineError(f"“{name}” has a special meaning in Windows; choose another name.")
    return name


def find_free(name: str) -> Path:
    """The path of a library that is not there yet. Raises DatelineError if the name is taken or invalid."""
    path = library_path(name)
    if path.stem.casefold() in {other.casefold() for other in list_libraries()}:
        raise DatelineError(f"There is already a library called “{path.stem}”; choose another name.")
    return path


def _find_existing(name: str) -> Path:
    path = library_path(name)
    if not path.exists():
        raise DatelineError(f"There is no longer a library called “{path.stem}”.")
    return path


def _refuse_while_worked_on(path: Path, done: str) -> None:
    try:
        is_busy = is_worked_on(path)
    except LibraryDamaged:  # no worker can run on it, and the user may move it away
        return
    if is_busy:
        raise DatelineError(
            f"Articles are being read into “{path.stem}”, so it cannot be {done} now. "
            "Stop it first, or wait until it has finished."
        )


def move_library(path: Path, target: Path) -> None:
    """Move a library's file and what is kept beside it. Raises DatelineError if the system refuses."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
        for suffix in (*COMPANIONS, SNAPSHOTS):  # the former exist only while another window has the library open
            if (beside := path.with_name(path.name + suffix)).exists():
                beside.rename(target.with_name(target.name + suffix))
    except OSError as error:
        raise DatelineError(_explain(path, "renamed", error)) from error


def _explain(path: Path, done: str, error: OSError) -> str:
    why = error.strerror or "the system refused"
    return f"“{path.stem}” could not be {done}: {why}. Close other windows and try again."
