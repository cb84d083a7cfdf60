"""What an address gave, as an article: pages in several parts joined, and said so where there is no article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from components.articles.drafts import Draft, read_host
from components.articles.fetching.client import Fetched, Fetcher
from components.articles.formats.html import decode_page, extract_page
from components.types import DatelineError

MAX_PARTS = 10  # pages of one article
_FEWEST_WORDS = 60  # of an article; what is shorter is a teaser, a consent wall or an error page
_FEW_WORDS = 250  # below which a page that speaks of subscribing is taken for the beginning of a paid one
_MOST_LINKED = 0.5  # share of a page's words in links from which on it is a list of articles
_END = 600  # characters at the end of a text, where a site asks for a subscription
_START = 4_096  # characters of a page that hold its opening tag
_TAG = re.compile(r"<(?:link|meta|a)\b[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(?P<name>rel|href)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)')", re.IGNORECASE)
_PAID = re.compile(r"[\"']?isAccessibleForFree[\"']?\s*:\s*[\"']?false", re.IGNORECASE)  # schema.org
_AMP = re.compile(r"<html\b[^<>]{0,300}?\s(?:amp|⚡)(?=[\s=>])", re.IGNORECASE)
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
_WORD = re.compile(r"\w+")
_PRINTED = re.compile(r"(?:^|[/.?&=_-])(?:print|printable|printer-friendly|amp)(?:[/.&=_-]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that a page's head names."""

    canonical: str = ""
    next: str = ""


def read_article(first: Fetched, fetcher: Fetcher) -> Draft:
    """The article of a fetched page, with its further parts. Raises DatelineError if it holds none."""
    source, links = _read(first)
    is_short = bool(_AMP.search(source[:_START])) or bool(_PRINTED.search(urlsplit(first.url).path))
    if is_short and links.canonical and links.canonical.rstrip("/") != first.url.rstrip("/"):
        first = fetcher.fetch(links.canonical) or first  # as readers get it, with its own metadata
        source, links = _read(first)
    drafts = [extract_article(source, first.url)]
    seen = {first.url}
    while links.next and links.next not in seen and len(drafts) < MAX_PARTS and _is_part(first.url, links.next):
        seen.add(links.next)
        part = fetcher.fetch(links.next)
        if part is None:
            break
        source, links = _read(part)
        drafts.append(extract_page(source))
    blocks = dict.fromkeys(block for draft in drafts for block in draft.text.split("\n\n"))
    return replace(drafts[0], text="\n\n".join(blocks))


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


def read_links(source: str, url: str) -> Links:
    """The canonical address and the next part that a page names, on the same host only."""
    found: dict[str, str] = {}
    for tag in _TAG.findall(source[:500_000]):
        parts = {match["name"].lower(): match["a"] or match["b"] or "" for match in _ATTRIBUTE.finditer(tag)}
        for name in ("canonical", "next"):
            if name in parts.get("rel", "").lower().split() and parts.get("href"):
                found.setdefault(name, parts["href"])
    joined = {name: _join(url, href) for name, href in found.items()}
    return Links(**{name: one for name, one in joined.items() if read_host(one) == read_host(url)})


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


def _read(page: Fetched) -> tuple[str, Links]:
    source = decode_page(page.data, page.charset)
    return source, read_links(source, page.url)


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


def _is_part(first: str, following: str) -> bool:
    """True if an address continues the first: the same path with a number behind it, as part or as parameter."""
    one, other = urlsplit(first), urlsplit(following)
    stem = re.sub(r"(?:\.\w{2,5})?/?$", "", one.path)
    more = other.path[len(stem) :] + other.query
    return one.hostname == other.hostname and other.path.startswith(stem) and any(map(str.isdigit, more))


def _join(url: str, href: str) -> str:
    try:
        return urljoin(url, href).partition("#")[0]
    except ValueError:
        return ""
