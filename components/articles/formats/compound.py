"""Compound files, in which Outlook and old Office programs pack documents: what they are, and their streams.

Their layout is [MS-CFB]; olefile reads it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from components.articles.formats.packages import DAMAGED
from components.types import DatelineError

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # signature of such a file
PROTECTED = "protected"
_UNKNOWN = ("an old Office document", ".doc")
_KINDS = (  # a stream in it; its name for the user; its suffix
    ("EncryptedPackage", "a document protected by a password", PROTECTED),
    ("__properties_version1.0", "an Outlook message", ".msg"),
    ("Workbook", "an old Excel workbook", ".xls"),
    ("Book", "an old Excel workbook", ".xls"),
    ("WordDocument", "an old Word document", ".doc"),
    ("PowerPoint Document", "an old PowerPoint presentation", ".ppt"),
)


class Compound:
    """A compound file's streams by path."""

    def __init__(self, data: bytes) -> None:
        """Raises DatelineError if the file is damaged."""
        import olefile  # type: ignore[import-untyped]

        try:
            self._file: Any = olefile.OleFileIO(io.BytesIO(data))
            self.paths: Sequence[Sequence[str]] = self._file.listdir(streams=True, storages=True)
        except Exception as error:  # olefile raises whatever a broken table of contents leads to
            raise DatelineError(DAMAGED) from error

    def read(self, *path: str) -> bytes:
        """A stream's bytes; empty if there is none. Raises DatelineError if it is damaged."""
        try:
            return bytes(self._file.openstream(list(path)).read()) if self._file.exists(list(path)) else b""
        except Exception as error:
            raise DatelineError(DAMAGED) from error

    def list_within(self, *path: str) -> list[str]:
        """The names of the streams and storages that lie directly within a storage."""
        depth = len(path)
        return [one[depth] for one in self.paths if len(one) == depth + 1 and tuple(one[:depth]) == path]


def name_compound(data: bytes) -> tuple[str, str]:
    """What a compound file is, by what it holds: ("an Outlook message", ".msg")."""
    try:
        names = set(Compound(data).list_within())
    except DatelineError:
        return _UNKNOWN
    return next(((described, suffix) for name, described, suffix in _KINDS if name in names), _UNKNOWN)
