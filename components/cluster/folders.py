"""Files of a run, wherever they lie: sources and results are listed, read and written through fsspec."""

from __future__ import annotations

import io
import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import uuid4

import fsspec
import pyarrow as pa
from pyarrow import parquet

from components.articles import READABLE_SUFFIXES, list_files, load_file
from components.articles.formats import MAX_FILE_BYTES
from components.articles.formats.archives import is_hidden
from components.articles.formats.kinds import TOO_LARGE, read_suffix
from components.articles.formats.saved_pages import find_page_folders
from components.types import DatelineError

_RENAMED = ("file", "local", "hdfs")  # systems where a file can be seen half written: it is renamed once it is whole


def is_remote(path: str) -> bool:
    """True for an address like s3://bucket/folder."""
    return "://" in path


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of results or of work in progress."""

    url: str

    def _open(self) -> tuple[Any, str]:
        system, root = fsspec.core.url_to_fs(self.url)
        return system, root.rstrip("/")

    def inside(self, name: str) -> Folder:
        """A folder within this one."""
        return Folder(f"{self.url.rstrip('/')}/{name}")

    def write(self, name: str, data: bytes) -> None:
        """Write a file; nobody ever sees a part of it."""
        system, root = self._open()
        path = f"{root}/{name}"
        system.makedirs(posixpath.dirname(path), exist_ok=True)
        kinds = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
        if not set(kinds) & set(_RENAMED):
            system.pipe_file(path, data)
            return
        part = f"{path}.{uuid4().hex}.part"
        system.pipe_file(part, data)
        system.mv(part, path)

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        system, root = self._open()
        data: bytes = system.cat_file(f"{root}/{name}")
        return data

    def read_json(self, name: str) -> dict[str, Any]:
        """A file of JSON; empty if there is none."""
        try:
            found: dict[str, Any] = json.loads(self.read(name))
        except FileNotFoundError:
            return {}
        return found

    def list_files(self, name: str, suffix: str) -> list[str]:
        """The paths of all files in a folder within this one, in order of name."""
        system, root = self._open()
        system.invalidate_cache()
        try:
            return sorted(path for path in system.ls(f"{root}/{name}", detail=False) if path.endswith(suffix))
        except FileNotFoundError:
            return []

    def read_all(self, name: str, suffix: str) -> list[bytes]:
        """The bytes of these files, in the same order."""
        paths = self.list_files(name, suffix)
        found: Mapping[str, bytes] = self._open()[0].cat(paths) if paths else {}
        return [found[path] for path in paths]

    def write_table(self, name: str, table: pa.Table, rows_together: int = 50_000) -> None:
        """Write a Parquet file."""
        buffer = io.BytesIO()
        parquet.write_table(table, buffer, compression="zstd", row_group_size=rows_together)
        self.write(name, buffer.getvalue())

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A Parquet file, or some of its columns."""
        system, root = self._open()
        with system.open(f"{root}/{name}", "rb") as file:
            return parquet.read_table(file, columns=None if columns is None else list(columns))

    def read_rows(self, name: str, column: str, first: int, end: int) -> pa.Table:
        """The rows of a Parquet file with a column from `first` up to `end`."""
        system, root = self._open()
        with system.open(f"{root}/{name}", "rb") as file:
            return parquet.read_table(file, filters=[(column, ">=", first), (column, "<", end)])

    def remove(self, name: str) -> None:
        """Remove a file or folder within this one, if it is there."""
        system, root = self._open()
        if system.exists(f"{root}/{name}"):
            system.rm(f"{root}/{name}", recursive=True)


def open_folder(url: str) -> Folder:
    """The folder of an address or path, which workers find as well. Raises DatelineError if it cannot be written."""
    folder = Folder(url if is_remote(url) else Path(url).absolute().as_posix())
    try:
        folder.write("_work/trial", b"")
        folder.remove("_work/trial")
    except (OSError, ImportError, ValueError) as error:
        raise DatelineError(f"{url} cannot be written to: {error}. Choose another folder with --out.") from error
    return folder


# Sources


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read."""

    shown: str  # the path to display for it
    url: str  # where it is
    size: int = 0  # bytes
    changed: str = ""  # when, as its file system says
    copy: int = 0  # how many sources before it are shown the same


def list_sources(paths: Iterable[str]) -> list[Source]:
    """Every file once, in order of name, by the same rules as `list_files`."""
    found = dict[str, Source]()
    shown_before = dict[str, int]()
    for path in paths:
        for source in _list_remote(path) if is_remote(path) else _list_local(path):
            if source.url not in found:
                copy = shown_before.get(source.shown, 0)
                shown_before[source.shown] = copy + 1
                found[source.url] = Source(source.shown, source.url, source.size, source.changed, copy)
    return list(found.values())


def _list_local(path: str) -> Iterator[Source]:
    for shown, file in list_files([Path(path)]):
        state = file.stat() if file.exists() else None
        size, changed = (state.st_size, str(state.st_mtime_ns)) if state else (0, "")
        yield Source(shown, file.absolute().as_posix(), size, changed)


def _list_remote(path: str) -> Iterator[Source]:
    try:
        system, root = fsspec.core.url_to_fs(path)
        if not system.isdir(root):
            yield _describe(system, path, PurePosixPath(root).name, system.info(root))
            return
        root = root.rstrip("/")
        for place, folders, files in system.walk(root, detail=True):
            pages = find_page_folders(files)
            for name in [name for name in folders if is_hidden(name) or name.casefold() in pages]:
                del folders[name]
            inside = PurePosixPath(PurePosixPath(root).name) / place.removeprefix(root).strip("/")
            for name in sorted(name for name in files if name and not is_hidden(name)):
                yield _describe(system, "", (inside / name).as_posix(), files[name])
    except (OSError, ImportError, ValueError) as error:
        raise DatelineError(f"{path} cannot be listed: {error}") from error


def _describe(system: Any, url: str, shown: str, info: Mapping[str, Any]) -> Source:
    changed = next((str(info[key]) for key in ("ETag", "etag", "mtime", "LastModified", "created") if key in info), "")
    return Source(shown, url or system.unstrip_protocol(info["name"]), int(info.get("size") or 0), changed)


def load_source(source: Source) -> bytes:
    """A source's bytes; none if it is of no kind that is read. Raises DatelineError if it cannot be opened."""
    if not is_remote(source.url):
        return load_file(source.shown, Path(source.url))
    if read_suffix(source.shown) not in READABLE_SUFFIXES:
        return b""
    if source.size > MAX_FILE_BYTES:
        raise DatelineError(TOO_LARGE)
    try:
        with fsspec.open(source.url, "rb") as file:
            data: bytes = file.read()
    except OSError as error:
        raise DatelineError(f"It could not be opened: {error}.") from error
    return data
