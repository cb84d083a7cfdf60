"""Reads files, folders and pasted text into articles, with a reason for each item skipped."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from components.articles.dates import read_date
from components.articles.drafts import Draft, build_article_id, clean_path, complete_article
from components.articles.formats import MAX_FILE_BYTES, MEGABYTE, clean_text, is_binary, name_kind
from components.articles.formats.archives import Packed, find_page_folders, is_hidden, name_package, read_archive
from components.articles.formats.html import open_page
from components.articles.formats.pdf import open_pdf
from components.articles.formats.rtf import open_rtf
from components.articles.formats.tables import TABLE_SUFFIXES, read_table
from components.articles.formats.text import open_markdown, open_text
from components.articles.formats.word import open_word
from components.articles.layouts import read_export
from components.articles.lines import Opened
from components.types import Article, DatelineError, Skipped

_READERS: Mapping[str, Callable[[bytes], Opened]] = {
    ".txt": open_text,
    ".md": open_markdown,
    ".html": open_page,
    ".htm": open_page,
    ".pdf": open_pdf,
    ".docx": open_word,
    ".rtf": open_rtf,
}
_ARCHIVE = ".zip"
READABLE_SUFFIXES = (*_READERS, *TABLE_SUFFIXES, _ARCHIVE)
_TEXT_SUFFIXES = (".txt", ".md", ".html", ".htm", *TABLE_SUFFIXES)
_BEGINNINGS = {
    ".pdf": (b"%PDF-", "PDF"),
    ".docx": (b"PK", "Word document"),
    ".zip": (b"PK", "zip archive"),
    ".rtf": (b"{\\rtf", "rich text document"),
}
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:\{\s{0,99}\"|\[\s{0,99}\{)")
_PAGE = re.compile(rb"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_START = 4_096
_TOO_LARGE = f"It is larger than {MAX_FILE_BYTES // MEGABYTE} MB; add it in smaller parts."
_KINDS = "text, Markdown, web pages, PDF, Word (.docx), rich text (.rtf), tables (CSV, JSON) and zip archives of these"

_log = logging.getLogger(__name__)


def read_file(
    name: str, data: bytes, *, mapping: Mapping[str, str] | None = None, day_first: bool | None = None
) -> Iterator[Article | Skipped]:
    """Yield the articles of a file, an archive or a table; what cannot be read comes as Skipped.

    `mapping` (field -> column) and `day_first` are the user's settings for a table and its dates.
    """
    return _with_own_ids(_read_any(name, data, mapping, day_first))


def read_paths(
    paths: Sequence[Path], *, mapping: Mapping[str, str] | None = None, day_first: bool | None = None
) -> Iterator[Article | Skipped]:
    """Yield the articles of files and folders, in order of name; hidden files are left out."""
    return _with_own_ids(
        item for shown, path in _list_files(paths) for item in _read_path(shown, path, mapping, day_first)
    )


def article_from_text(
    text: str, *, title: str = "", source: str = "", date: str = "", path: str = "pasted text"
) -> Article | Skipped:
    """Build an article from pasted text; a date given with it has the origin "user"."""
    draft = Draft(
        text=clean_text(text).strip(), title=title, source=source, date=read_date(date)[0] or date, date_origin="user"
    )
    try:
        return complete_article(draft, path)
    except DatelineError as error:
        return Skipped(path, str(error))


def _read_any(
    name: str, data: bytes, mapping: Mapping[str, str] | None, day_first: bool | None
) -> Iterator[Article | Skipped]:
    shown = clean_path(name)
    try:
        suffix = _check_kind(name, data)
        if suffix == _ARCHIVE:
            yield from _read_packed(shown, data, mapping, day_first)
        elif suffix in TABLE_SUFFIXES:
            yield from read_table(shown, data, mapping=mapping, day_first=day_first)
        else:
            opened = _READERS[suffix](data)
            articles = read_export(shown, opened, day_first=day_first)
            if articles is None:
                yield complete_article(opened.read(), shown, file_name=shown, day_first=day_first)
            else:
                yield from articles
    except DatelineError as error:
        yield Skipped(shown, str(error))
    except Exception:  # noqa: BLE001 - one broken file must not stop the others
        _log.exception("could not read %s", shown)
        yield Skipped(
            shown, "It could not be read and may be damaged. Open it in its own program, save it again and add that."
        )


def _read_packed(
    name: str, data: bytes, mapping: Mapping[str, str] | None, day_first: bool | None
) -> Iterator[Article | Skipped]:
    for item in read_archive(name, data):
        if isinstance(item, Packed) and _read_suffix(item.path) == _ARCHIVE:
            yield Skipped(item.path, "It is an archive within an archive; unpack it and add what is in it.")
        elif isinstance(item, Packed):
            yield from _read_any(item.path, item.data, mapping, day_first)
        else:
            yield item


def _check_kind(name: str, data: bytes) -> str:
    """The suffix whose reader fits. Raises DatelineError if a file is empty, too large or wrongly named."""
    suffix = _read_suffix(name)
    if suffix not in READABLE_SUFFIXES:
        raise DatelineError(f"Dateline does not read files of this kind. It reads {_KINDS}.")
    if not data.strip():
        raise DatelineError("The file is empty.")
    if len(data) > MAX_FILE_BYTES:
        raise DatelineError(_TOO_LARGE)
    kind, right = name_kind(data)
    if suffix in _TEXT_SUFFIXES:
        if kind:
            hint = f"rename it to end in {right} and add it again" if right in READABLE_SUFFIXES else "save it as text"
            raise DatelineError(f"It is called {suffix} but is {kind}; {hint}.")
        if suffix in (".csv", ".tsv") and _JSON.match(data):
            raise DatelineError(f"It is called {suffix} but is JSON; rename it to end in .json and add it again.")
        if is_binary(data) and not (suffix in (".html", ".htm") and _PAGE.search(data.replace(b"\0", b"")[:_START])):
            raise DatelineError(f"It is called {suffix} but holds no text; only files with text in them can be read.")
    elif suffix == ".docx" and right == ".zip" and (packed := name_package(data))[1] != suffix:
        raise DatelineError(f"It is called .docx but is {packed[0]}; rename it to end in {packed[1]} and add it again.")
    elif _BEGINNINGS[suffix][0] not in data[:1024]:
        if suffix == ".docx" and right == ".doc":
            raise DatelineError(
                "It is an old or a protected Word document; save it as .docx without a password and add that."
            )
        raise DatelineError(
            f"It is called {suffix} but is {kind or f'no {_BEGINNINGS[suffix][1]}'}; it may be damaged."
        )
    return suffix


def _read_suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def _with_own_ids(items: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
    """Make article ids unique, even if two files have the same name and text."""
    seen: set[str] = set()
    for item in items:
        copy = 0
        while isinstance(item, Article) and item.article_id in seen:
            copy += 1
            item = replace(item, article_id=build_article_id(item.path, item.text, copy))
        if isinstance(item, Article):
            seen.add(item.article_id)
        yield item


def _list_files(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Yield every file once, with the path to display for it."""
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        for shown, file in _walk_folder(path) if path.is_dir() else [(path.as_posix(), path)]:
            place = os.path.abspath(file)  # noqa: PTH100 - does not resolve symlinks
            if place not in seen:
                seen.add(place)
                yield shown, file


def _walk_folder(folder: Path) -> Iterator[tuple[str, Path]]:
    name = folder.name or folder.resolve().name
    for place, folders, files in os.walk(folder):
        pages = find_page_folders(files)
        folders[:] = sorted(inner for inner in folders if not is_hidden(inner) and f"{inner}/" not in pages)
        inside = Path(place).relative_to(folder)
        for file in sorted(files):
            if not is_hidden(file):
                yield (PurePosixPath(name) / inside.as_posix() / file).as_posix(), Path(place) / file


def _read_path(
    shown: str, path: Path, mapping: Mapping[str, str] | None, day_first: bool | None
) -> Iterator[Article | Skipped]:
    try:
        if not path.exists():
            raise DatelineError("There is no such file or folder.")
        if not path.is_file():
            raise DatelineError("It is not an ordinary file.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DatelineError(_TOO_LARGE)
        data = path.read_bytes() if _read_suffix(shown) in READABLE_SUFFIXES else b""
    except DatelineError as error:
        yield Skipped(clean_path(shown), str(error))
    except OSError as error:
        yield Skipped(clean_path(shown), f"It could not be opened: {error.strerror or 'the system refused'}.")
    else:
        yield from _read_any(shown, data, mapping, day_first)
