"""What an address gave, as an article: pages in several parts joined, and said so where there is no article."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from urllib.parse import urlsplit

from components.articles.drafts import Draft, read_host
from components.articles.fetching.client import Fetched, Fetcher
from components.articles.fetching.links import Links, is_short_version, locate_part, read_links
from components.articles.formats.html import decode_page, extract_page
from components.types import DatelineError

MAX_PARTS = 10  # pages of one article
_FEWEST_WORDS = 60  # of an article; what is shorter is a teaser, a consent wall or an error page
_FEW_WORDS = 250  # below which a page that speaks of subscribing is taken for the beginning of a paid one
_MOST_LINKED = 0.5  # share of a page's words in links from which on it is a list of articles
_END = 600  # characters at the end of a text, where a site asks for a subscription
_PAID = re.compile(r"[\"']?isAccessibleForFree[\"']?\s*:\s*[\"']?false", re.IGNORECASE)  # schema.org
_SUBSCRIBE = re.compile(
    r"\b(?:subscribe (?:now|today|to (?:continue|read|keep))|subscribers only|already a subscriber|for subscribers|"
    r"(?:log ?in|sign in) to (?:continue|read)|create (?:a free|an) account to|to continue reading)\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:accept (?:all )?cookies|cookie (?:settings|policy|preferences)|your privacy(?: choices)?|consent)\b",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b(?:page not found|404|no longer available|page (?:you|does not)|access denied|are you a robot|"
    r"enable javascript|verify you are human)\b",
    re.IGNORECASE,
)
_log = logging.getLogger(__name__)
_WORD = re.compile(r"\w+")


def read_article(page: Fetched, fetcher: Fetcher) -> Draft:
    """The article of a fetched page, with its further parts. Raises DatelineError if it holds none."""
    first, source, links = _find_first(page, fetcher)
    drafts = [extract_article(source, first.url)]
    while links.next and len(drafts) < MAX_PARTS:
        try:
            part = fetcher.fetch(links.next)
        except DatelineError as error:
            raise DatelineError(f"Part {len(drafts) + 1} of it could not be read. {error}") from error
        assert part is not None  # nothing was said to be known
        source, links = _read(part, is_part=True)
        drafts.append(extract_page(source))
    blocks = dict.fromkeys(block for draft in drafts for block in draft.text.split("\n\n"))
    return replace(drafts[0], text="\n\n".join(blocks))


def _find_first(page: Fetched, fetcher: Fetcher) -> tuple[Fetched, str, Links]:
    """The page to begin with: where a page leads on, as readers get it, all of it on one page, or its first part."""
    source, links = _read(page)
    if links.refresh and links.refresh != page.url:
        page = fetcher.fetch(links.refresh) or page
        source, links = _read(page)
    here, canonical = locate_part(page.url), locate_part(links.canonical)
    is_later = here.is_named and here.number > 1 and canonical.stem == here.stem and canonical.number <= 1
    is_other = links.canonical.rstrip("/") not in ("", page.url.rstrip("/"))
    better = links.canonical if is_other and (is_later or is_short_version(source, page.url)) else links.whole
    if not better:
        return page, source, links
    try:
        found = fetcher.fetch(better) or page
        return found, *_read(found)
    except DatelineError:
        _log.info("%s could not be read in place of %s", better, page.url, exc_info=True)
        return page, source, links


def extract_article(source: str, url: str) -> Draft:
    """The article of a page's source. Raises DatelineError that says what the page is instead."""
    path = urlsplit(url).path.strip("/")
    is_section = "/" not in path and "-" not in path
    if not path or (is_section and measure_linked(source) > _MOST_LINKED):
        raise DatelineError("It is a front page or a list of articles; give the address of one article, or of a feed.")
    try:
        draft = extract_page(source)
    except DatelineError as error:
        raise DatelineError(_explain(source, "")) from error
    n_words = len(_WORD.findall(draft.text))
    if n_words < _FEW_WORDS and (_PAID.search(source) or _SUBSCRIBE.search(draft.text[-_END:])):
        raise DatelineError(
            "Only the beginning is free to read; if you have access, open it in your browser, save it and add the file."
        )
    if n_words < _FEWEST_WORDS:
        raise DatelineError(_explain(source, draft.text))
    return replace(draft, url=read_links(source, url).canonical or url, source=draft.source or read_host(url))


def measure_linked(source: str) -> float:
    """The share of a page's words that stand in links: high for lists of articles."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.fromstring(source)
    except (etree.ParserError, ValueError):
        return 0.0
    for one in tree.xpath("//script|//style|//noscript|//nav|//footer"):
        one.drop_tree()
    n_words = len(_WORD.findall(tree.text_content()))
    linked = sum(len(_WORD.findall(one.text_content())) for one in tree.iterfind(".//a"))
    return linked / n_words if n_words else 0.0


def _read(page: Fetched, *, is_part: bool = False) -> tuple[str, Links]:
    source = decode_page(page.data, page.charset)
    return source, read_links(source, page.url, is_part=is_part)


def _explain(source: str, text: str) -> str:
    """What a page without an article is."""
    whole = text or source[:20_000]
    if _PAID.search(source) or _SUBSCRIBE.search(whole):
        return "It can be read by subscribers only; if you are one, open it in your browser, save it and add the file."
    if _MISSING.search(whole[:2_000]):
        return "The site shows an error page or a check for robots in its place; open it in your browser to see."
    if _CONSENT.search(whole):
        return "The site asks for consent to cookies first; open it in your browser, save the page and add the file."
    return "No article was found on this page."
