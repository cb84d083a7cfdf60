"""What an address holds, read like a file: an article's page, a feed, a document."""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import unquote, urlsplit

from components.articles.drafts import Draft, complete_article
from components.articles.fetching.addresses import find_refusal
from components.articles.fetching.client import Fetched, Fetcher
from components.articles.fetching.pages import read_article
from components.articles.formats.feeds import Entry, is_feed, read_feed
from components.articles.formats.kinds import READABLE_SUFFIXES
from components.articles.reading import read_file
from components.types import Address, Article, DatelineError, Skipped

_SUFFIX_OF = {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_log = logging.getLogger(__name__)


@cache
def get_fetcher() -> Fetcher:
    """This process's fetcher, which remembers how each site wants to be read."""
    return Fetcher()


def read_address(
    url: str,
    fetcher: Fetcher | None = None,
    *,
    read_known: Callable[[], Container[str]] = tuple,
    listed: Address | None = None,
) -> Iterator[Article | Skipped]:
    """Yield the articles of an address: one of a page, several of a feed or a file; failures come as Skipped.

    Entries of a feed that are known are left out; what is known is asked only if the address is a feed. What a list
    said of the address (`listed`) holds for the article, and stays with an address that could not be read.
    """
    fetcher = fetcher or get_fetcher()
    try:
        fetched = fetcher.fetch(url)
        assert fetched is not None  # nothing was said to be known
        if is_feed(fetched.data):
            known = read_known()
            for entry in read_feed(fetched.data, fetched.url).entries:
                if (entry.draft.url or entry.key) not in known:
                    yield _read_entry(entry, fetcher)
        else:
            yield from (_add_listed(item, listed) for item in _read_fetched(fetched, url, fetcher))
    except DatelineError as error:
        yield _skip(url, str(error), listed)
    except Exception:  # noqa: BLE001 - one broken page must not stop the others
        _log.exception("could not read %s", url)
        yield _skip(url, "The page could not be read; open it in your browser, save it and add the file.", listed)


def _add_listed(item: Article | Skipped, listed: Address | None) -> Article | Skipped:
    if listed is None or not isinstance(item, Article):
        return item
    said = {name: value for name in ("title", "source", "author", "section") if (value := getattr(listed, name))}
    dated = {"date": listed.date, "date_origin": "metadata", "date_hint": ""} if listed.date else {}
    return replace(item, **said, **dated)


def _skip(url: str, reason: str, listed: Address | None) -> Skipped:
    """An address that could not be read; it can be tried again with what was known of it, unless it never will be."""
    if find_refusal(url):
        return Skipped(url, reason)
    return replace(listed or Address(url, reason, url=url), path=url, reason=reason)


def _read_fetched(fetched: Fetched, url: str, fetcher: Fetcher) -> Iterator[Article | Skipped]:
    name = unquote(urlsplit(fetched.url).path.rpartition("/")[2])
    suffix = _SUFFIX_OF.get(fetched.content_type, "")
    named = "." + name.rpartition(".")[2].lower() if "." in name else ""
    if (
        not suffix
        and named in READABLE_SUFFIXES
        and named not in (".html", ".htm")
        and "html" not in fetched.content_type
    ):
        suffix = named
    if suffix:
        yield from read_file(url if url.lower().endswith(suffix) else url + suffix, fetched.data)
    else:
        yield complete_article(read_article(fetched, fetcher), url)


def _read_entry(entry: Entry, fetcher: Fetcher) -> Article | Skipped:
    """An entry's own text, or the page it leads to, with what the feed knows where the page is silent."""
    draft = entry.draft
    try:
        if draft.text:
            return complete_article(draft, draft.url or entry.key)
        page = fetcher.fetch(draft.url)
        assert page is not None
        found = read_article(page, fetcher)
        return complete_article(_fill(found, draft), draft.url)
    except DatelineError as error:
        return Skipped(draft.url or entry.key, str(error))


def _fill(found: Draft, known: Draft) -> Draft:
    """A page's draft, with what its feed knows where the page says nothing."""
    filled = replace(
        found,
        title=found.title or known.title,
        source=found.source or known.source,
        author=found.author or known.author,
        section=found.section or known.section,
        language=found.language or known.language,
    )
    return filled if found.date else replace(filled, date=known.date, date_origin=known.date_origin)
