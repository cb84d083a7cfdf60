"""Reads files, folders and pasted text into articles, with a reason for each item skipped."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from components.articles.dates import read_date
from components.articles.drafts import Draft, build_address, build_article_id, clean_path, complete_article, read_host
from components.articles.formats import MAX_FILE_BYTES, clean_text, decode_text
from components.articles.formats.archives import Packed, is_hidden, read_archive, read_gzip
from components.articles.formats.bibliography import BIBLIOGRAPHY_SUFFIXES, find_bibliography, read_bibliography
from components.articles.formats.endnote import is_endnote
from components.articles.formats.feeds import is_feed, read_feed
from components.articles.formats.html import open_page
from components.articles.formats.kinds import GZIPPED, READABLE_SUFFIXES, TOO_LARGE, check_kind, read_suffix
from components.articles.formats.mail import open_saved_page, read_mail, read_mailbox
from components.articles.formats.markup import MARKUP_SUFFIXES, read_markup
from components.articles.formats.office import open_open_text, open_presentation, read_book
from components.articles.formats.outlook import read_outlook
from components.articles.formats.pdf import open_pdf
from components.articles.formats.rtf import open_rtf
from components.articles.formats.saved_pages import find_page_folders
from components.articles.formats.tables import TABLE_SUFFIXES, read_table
from components.articles.formats.text import open_markdown, open_text, read_address_list
from components.articles.formats.warc import read_web_archive
from components.articles.formats.word import open_word
from components.articles.layouts import read_export
from components.articles.lines import Opened, Part
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
_CONTAINERS: Mapping[str, Callable[[str, bytes], Iterator[Packed | Part | Skipped]]] = {
    _ARCHIVE: read_archive,
    ".eml": read_mail,
    ".mbox": read_mailbox,
    ".msg": read_outlook,
    ".warc": read_web_archive,
    ".warc.gz": read_web_archive,
    ".epub": read_book,
    **{f"{suffix}.gz": read_gzip for suffix in GZIPPED},
}
_FEEDS = (".xml", ".rss", ".atom")
_SAMPLE = 2_000  # bytes by which a list of references is told
_MAX_DEPTH = 4  # files within files
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
    return _list_failure(shown, partial(_read_whole, shown, name, data, settings))


def _list_failure(path: str, read: Callable[[], Iterator[Article | Skipped]]) -> Iterator[Article | Skipped]:
    """What is read, and the reason if reading fails: one broken file must not stop the others."""
    try:
        yield from read()
    except DatelineError as error:
        yield Skipped(path, str(error))
    except Exception:  # noqa: BLE001 - whatever a broken file leads to
        _log.exception("could not read %s", path)
        yield Skipped(
            path, "It could not be read and may be damaged. Open it in its own program, save it again and add that."
        )


def _read_whole(shown: str, name: str, data: bytes, settings: _Settings) -> Iterator[Article | Skipped]:
    suffix = check_kind(name, data)
    if suffix in _CONTAINERS:
        yield from _read_packed(shown, suffix, data, settings)
    elif suffix in BIBLIOGRAPHY_SUFFIXES or _is_bibliography(suffix, data):
        yield from read_bibliography(shown, data, suffix)
    elif suffix in MARKUP_SUFFIXES or (suffix == ".xml" and not is_feed(data)):
        yield from read_markup(shown, data)
    elif suffix in _FEEDS or (suffix == ".json" and is_feed(data)):
        yield from _read_entries(shown, data)
    elif suffix in TABLE_SUFFIXES:
        yield from read_table(shown, data, mapping=settings.mapping, day_first=settings.day_first)
    else:
        yield from _read_opened(shown, _READERS[suffix](data), settings, file_name=shown)


def _is_bibliography(suffix: str, data: bytes) -> bool:
    """True for a list of references that a program saved as XML or as a text file."""
    if suffix == ".xml":
        return is_endnote(data)
    return suffix == ".txt" and find_bibliography(decode_text(data[:_SAMPLE])) is not None


def _read_opened(path: str, opened: Opened, settings: _Settings, file_name: str = "") -> Iterator[Article | Skipped]:
    """The articles of an export, the addresses of a list of them, or the one article that a file is."""
    items: Iterable[Article | Skipped] | None = read_export(path, opened, day_first=settings.day_first)
    items = items or read_address_list(path, opened)
    if items is None:
        items = [complete_article(opened.read(), path, file_name=file_name, day_first=settings.day_first)]
    for item in items:
        yield replace(item, note=opened.note) if opened.note and isinstance(item, Article) else item


def _read_packed(name: str, suffix: str, data: bytes, settings: _Settings) -> Iterator[Article | Skipped]:
    """The files in an archive, a message, a mailbox or a web archive."""
    if suffix == _ARCHIVE and suffix in settings.around:
        raise DatelineError("It is an archive within an archive; unpack it and add what is in it.")
    if len(settings.around) >= _MAX_DEPTH:
        raise DatelineError("It is packed too deep within other files; unpack it and add what is in it.")
    inside = replace(settings, around=(*settings.around, suffix))
    for item in _CONTAINERS[suffix](name, data):
        if isinstance(item, Packed):
            yield from _read_any(item.path, item.data, inside)
        elif isinstance(item, Part):
            path = clean_path(item.path)
            yield from _list_failure(path, partial(_read_opened, path, item.opened, inside))
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
                yield build_address(path, {**fields, "author": draft.author, "section": draft.section})
        except DatelineError as error:
            yield Skipped(path, str(error))


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
        folders[:] = sorted(inner for inner in folders if not is_hidden(inner) and inner.casefold() not in pages)
        inside = Path(place).relative_to(folder)
        for file in sorted(files):
            if not is_hidden(file):
                yield (PurePosixPath(name) / inside.as_posix() / file).as_posix(), Path(place) / file


def load_file(shown: str, path: Path) -> bytes:
    """A file's bytes; none if it is of no kind that is read. Raises DatelineError if it cannot be opened."""
    try:
        if not path.exists():
            raise DatelineError("There is no such file or folder.")
        if not path.is_file():
            raise DatelineError("It is not an ordinary file.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DatelineError(TOO_LARGE)
        return path.read_bytes() if read_suffix(shown) in READABLE_SUFFIXES else b""
    except OSError as error:
        raise DatelineError(f"It could not be opened: {error.strerror or 'the system refused'}.") from error


def _read_path(shown: str, path: Path, settings: _Settings) -> Iterator[Article | Skipped]:
    return _list_failure(clean_path(shown), lambda: _read_any(shown, load_file(shown, path), settings))
