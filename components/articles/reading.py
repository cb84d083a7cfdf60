"""Reads files, folders and pasted text into articles, with a reason for each item skipped."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from components.articles.dates import read_date
from components.articles.drafts import Draft, build_address, build_article_id, clean_path, complete_article, read_host
from components.articles.formats import MAX_FILE_BYTES, MEGABYTE, PASSWORD, clean_text, is_binary, name_kind
from components.articles.formats.archives import Packed, find_page_folders, is_hidden, name_package, read_archive
from components.articles.formats.compound import COMPOUND, PROTECTED, name_compound
from components.articles.formats.feeds import is_feed, read_feed
from components.articles.formats.html import open_page
from components.articles.formats.mail import Letter, open_saved_page, read_mail, read_mailbox
from components.articles.formats.office import open_open_text, open_presentation, read_book
from components.articles.formats.outlook import read_outlook
from components.articles.formats.pdf import open_pdf
from components.articles.formats.rtf import open_rtf
from components.articles.formats.tables import TABLE_SUFFIXES, read_table
from components.articles.formats.text import open_markdown, open_text, read_address_list
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
    ".odt": open_open_text,
    ".pptx": open_presentation,
    ".mhtml": open_saved_page,
    ".mht": open_saved_page,
}
_ARCHIVE = ".zip"
_CONTAINERS: Mapping[str, Callable[[str, bytes], Iterator[Packed | Letter | Skipped]]] = {
    _ARCHIVE: read_archive,
    ".eml": read_mail,
    ".mbox": read_mailbox,
    ".msg": read_outlook,
    ".epub": read_book,
}
_FEEDS = (".xml", ".rss", ".atom")
READABLE_SUFFIXES = (*_READERS, *TABLE_SUFFIXES, *_CONTAINERS, *_FEEDS)
_TEXT_SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".mhtml",
    ".mht",
    ".eml",
    ".mbox",
    *_FEEDS,
    ".csv",
    ".tsv",
    ".jsonl",
    ".json",
)
_MAX_DEPTH = 4  # files within files
_BEGINNINGS = {
    ".pdf": (b"%PDF-", "PDF"),
    ".docx": (b"PK", "Word document"),
    ".zip": (b"PK", "zip archive"),
    ".rtf": (b"{\\rtf", "rich text document"),
    ".xlsx": (b"PK", "Excel workbook"),
    ".pptx": (b"PK", "PowerPoint presentation"),
    ".odt": (b"PK", "OpenDocument text"),
    ".ods": (b"PK", "OpenDocument table"),
    ".epub": (b"PK", "e-book"),
    ".xls": (COMPOUND, "Excel workbook"),
    ".msg": (COMPOUND, "Outlook message"),
}
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:\{\s{0,99}\"|\[\s{0,99}\{)")
_PAGE = re.compile(rb"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_START = 4_096
_TOO_LARGE = f"It is larger than {MAX_FILE_BYTES // MEGABYTE} MB; add it in smaller parts."
_KINDS = (
    "text, Markdown, web pages, PDF, Word, rich text, OpenDocument, PowerPoint, e-books, mail, feeds, tables (CSV, "
    "JSON, Excel) and zip archives of these"
)

_log = logging.getLogger(__name__)


def read_file(
    name: str, data: bytes, *, mapping: Mapping[str, str] | None = None, day_first: bool | None = None
) -> Iterator[Article | Skipped]:
    """Yield the articles of a file, an archive or a table; what cannot be read comes as Skipped.

    `mapping` (field -> column) and `day_first` are the user's settings for a table and its dates.
    """
    return _with_own_ids(_read_any(name, data, _Settings(mapping, day_first)))


def read_paths(
    paths: Sequence[Path], *, mapping: Mapping[str, str] | None = None, day_first: bool | None = None
) -> Iterator[Article | Skipped]:
    """Yield the articles of files and folders, in order of name; hidden files are left out."""
    settings = _Settings(mapping, day_first)
    return _with_own_ids(item for shown, path in list_files(paths) for item in _read_path(shown, path, settings))


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


@dataclass(frozen=True, slots=True)
class _Settings:
    """How a file is read: the user's settings, and the suffixes of the files that it is packed in."""

    mapping: Mapping[str, str] | None = None
    day_first: bool | None = None
    around: tuple[str, ...] = ()


def _read_any(name: str, data: bytes, settings: _Settings) -> Iterator[Article | Skipped]:
    shown = clean_path(name)
    try:
        suffix = _check_kind(name, data)
        if suffix in _CONTAINERS:
            yield from _read_packed(shown, suffix, data, settings)
        elif suffix in _FEEDS or (suffix == ".json" and is_feed(data)):
            yield from _read_entries(shown, data)
        elif suffix in TABLE_SUFFIXES:
            yield from read_table(shown, data, mapping=settings.mapping, day_first=settings.day_first)
        else:
            yield from _read_opened(shown, _READERS[suffix](data), settings, file_name=shown)
    except DatelineError as error:
        yield Skipped(shown, str(error))
    except Exception:  # noqa: BLE001 - one broken file must not stop the others
        _log.exception("could not read %s", shown)
        yield Skipped(
            shown, "It could not be read and may be damaged. Open it in its own program, save it again and add that."
        )


def _read_opened(path: str, opened: Opened, settings: _Settings, file_name: str = "") -> Iterator[Article | Skipped]:
    """The articles of an export, the addresses of a list of them, or the one article that a file is."""
    articles = read_export(path, opened, day_first=settings.day_first) or read_address_list(path, opened)
    if articles is None:
        yield complete_article(opened.read(), path, file_name=file_name, day_first=settings.day_first)
    else:
        yield from articles


def _read_packed(name: str, suffix: str, data: bytes, settings: _Settings) -> Iterator[Article | Skipped]:
    """The files in an archive, a message or a mailbox."""
    if suffix == _ARCHIVE and suffix in settings.around:
        raise DatelineError("It is an archive within an archive; unpack it and add what is in it.")
    if len(settings.around) >= _MAX_DEPTH:
        raise DatelineError("It is packed too deep within other files; unpack it and add what is in it.")
    inside = replace(settings, around=(*settings.around, suffix))
    for item in _CONTAINERS[suffix](name, data):
        if isinstance(item, Packed):
            yield from _read_any(item.path, item.data, inside)
        elif isinstance(item, Letter):
            try:
                yield from _read_opened(item.path, item.opened, inside)
            except DatelineError as error:
                yield Skipped(item.path, str(error))
        else:
            yield item


def _read_entries(name: str, data: bytes) -> Iterator[Article | Skipped]:
    """The entries of a feed saved as a file: articles where it carries their texts, else addresses."""
    for number, entry in enumerate(read_feed(data).entries, start=1):
        draft, path = entry.draft, f"{name}#{number}"
        try:
            if draft.text or not read_host(draft.url):
                yield complete_article(draft, path)
            else:
                fields = {"url": draft.url, "title": draft.title, "date": draft.date, "source": draft.source}
                yield build_address(path, {**fields, "author": draft.author})
        except DatelineError as error:
            yield Skipped(path, str(error))


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
    if data.startswith(COMPOUND):
        kind, right = name_compound(data)
        if right == PROTECTED:
            raise DatelineError(PASSWORD)
    if suffix in _TEXT_SUFFIXES:
        if kind:
            hint = f"rename it to end in {right} and add it again" if right in READABLE_SUFFIXES else "save it as text"
            raise DatelineError(f"It is called {suffix} but is {kind}; {hint}.")
        if suffix in (".csv", ".tsv") and _JSON.match(data):
            raise DatelineError(f"It is called {suffix} but is JSON; rename it to end in .json and add it again.")
        if is_binary(data) and not (suffix in (".html", ".htm") and _PAGE.search(data.replace(b"\0", b"")[:_START])):
            raise DatelineError(f"It is called {suffix} but holds no text; only files with text in them can be read.")
    elif suffix != _ARCHIVE and right == ".zip" and (packed := name_package(data, suffix))[1] != suffix:
        raise DatelineError(
            f"It is called {suffix} but is {packed[0]}; rename it to end in {packed[1]} and add it again."
        )
    elif right in (".xls", ".msg") and right != suffix:
        raise DatelineError(f"It is called {suffix} but is {kind}; rename it to end in {right} and add it again.")
    elif _BEGINNINGS[suffix][0] not in data[:1024] or (data.startswith(COMPOUND) and right != suffix):
        if suffix in (".docx", ".xlsx", ".pptx", ".xls") and data.startswith(COMPOUND):
            better = f"{suffix.removesuffix('x')}x"
            raise DatelineError(
                f"It is an old or a protected Office document; save it as {better} without a password and add that."
            )
        if suffix == ".xls":  # programs call tables of all kinds so, because Excel opens them
            raise DatelineError(
                "It is called .xls but is no Excel workbook; open it in a spreadsheet program, save it as .xlsx and "
                "add that."
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


def list_files(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
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


def _read_path(shown: str, path: Path, settings: _Settings) -> Iterator[Article | Skipped]:
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
        yield from _read_any(shown, data, settings)
