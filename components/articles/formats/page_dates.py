"""The date of a web page: what the page declares, what a library found in it, and whether the page bears that out.

htmldate completes a bare month or year, takes the day to come first where the page does not say, and knows neither the
dates of other articles that a page lists nor those of its readers' comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from components.articles.dates import FoundDate, find_dates, read_date, settle_day_first
from components.articles.months import write_in_english

START_CHARS = 200_000  # start of a page that is searched for what it says of itself
META = re.compile(r"<meta\b[^<>]{0,500}>", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"[\"'](?:article:published_time|og:article:published_time|datePublished|dc\.date(?:\.issued)?|dcterms\.issued|"
    r"parsely-pub-date|sailthru\.date|citation_publication_date|pubdate|publish-?date)[\"']",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"\bcontent\s{0,9}=\s{0,9}[\"']([^\"']{8,60})", re.IGNORECASE)
_PUBLISHED_DATA = re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"([^\"]{8,60})\"")  # schema.org, in JSON
_ISO_CHARS = 10
_DAYS_OFF = 3
_OF_OTHERS = re.compile(  # class or id of what is listed beside an article, or written below it
    r"(?<![a-z])(?:related|recommend(?:ed|ation|ations)?|comments?|commentlist|disqus|trending|popular|most-?read|"
    r"(?:more|latest|other|top)-?(?:stories|news|articles|posts|from)|read-?(?:more|next)|up-?next)(?![a-z])",
    re.IGNORECASE,
)
_MOST_OF_OTHERS = 0.5  # share of a page's words from which on it is the article that is named so
_LABEL = re.compile(  # before the day on which it came out
    r"(?:^|[|·•–—.:;,\s])(?:published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd|"
    r"publicerad|opublikowano)\b[^\d|·•]{0,24}$",
    re.IGNORECASE,
)
_LABELLED_CHARS = 160  # of a line that holds nothing but dates, an author and the like
_NOT_ENGLISH = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?(?!en\b)[a-z]{2,3}\b", re.IGNORECASE)
_HEAD_CHARS = 4_096
NOTHING = ("", "none", "")


def read_page_date(iso: str, address: str, source: str, strip: Callable[[str], str]) -> tuple[str, str, str]:
    """A page's date as written, its origin and a guess, from what a library found and the page's own address.

    `strip` gives the text of a page's source.
    """
    declared = _read_declared(source)
    iso = _prefer_declared(iso, declared, address) or declared
    if not iso:
        labelled = _read_labelled(strip(source)[:START_CHARS])
        return (labelled, "text", "") if labelled else NOTHING
    if iso == declared:
        return iso, "metadata", ""
    own = drop_others(source)
    if own is not source and not _is_shown(iso, own, strip(own)):
        guess, iso = iso, _search(own)
        if not iso:
            return "", "none", guess
    text = strip(own)[:START_CHARS]
    labelled = "" if declared else _read_labelled(text)
    if "" < labelled < iso:
        return labelled, "text", ""
    judged = _judge(iso, own, text)
    return judged if judged[0] or not labelled else (labelled, "text", "")


def drop_others(source: str) -> str:
    """The page without what it lists of other articles and of its readers; the same object if there is none."""
    if not _OF_OTHERS.search(source):
        return source
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.fromstring(source)
    except (etree.ParserError, ValueError):
        return source
    n_words = len(tree.text_content().split())
    is_changed = False
    for element in tree.xpath("//div|//section|//aside|//ul|//ol|//li|//table|//nav|//footer"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if not _OF_OTHERS.search(names) or element.getparent() is None or element.find(".//h1") is not None:
            continue
        if len(element.text_content().split()) < _MOST_OF_OTHERS * n_words:
            element.drop_tree()
            is_changed = True
    return str(html.tostring(tree, encoding="unicode")) if is_changed else source


def _search(source: str) -> str:
    """What htmldate finds, set to an F1 of 0.949 on 1,000 pages."""
    from htmldate import find_date

    return find_date(source, extensive_search=True, original_date=True) or ""


def _read_declared(source: str) -> str:
    """The day of publication in a page's metadata."""
    tags = (tag for tag in META.findall(source[:START_CHARS]) if _PUBLISHED.search(tag))
    written = [match[1] for tag in tags if (match := _CONTENT.search(tag))]
    written += _PUBLISHED_DATA.findall(source[:START_CHARS])
    return next((found for one in written if (found := read_date(one[:_ISO_CHARS])[0])), "")


def _prefer_declared(iso: str, declared: str, address: str) -> str:
    """The date that the page declares, where the extracted one is only its address's and a few days off.

    Addresses are given when a page is drafted, or in another time zone.
    """
    if not iso or not declared or not any(iso.replace("-", sign) in address for sign in ("-", "/", "")):
        return iso
    return declared if abs((date.fromisoformat(declared) - date.fromisoformat(iso)).days) <= _DAYS_OFF else iso


def _is_written(iso: str, source: str) -> bool:
    return any(iso.replace("-", sign) in source for sign in ("-", "/", ""))


def _is_shown(iso: str, source: str, text: str) -> bool:
    return _is_written(iso, source) or any(iso in _readings(one) for one in _find_all(text[:START_CHARS]))


def _find_all(text: str) -> Iterable[FoundDate]:
    """The dates of a text, also those that name their month in another language."""
    yield from find_dates(text)
    yield from find_dates(write_in_english(text))


def _readings(found: FoundDate) -> tuple[str, str, str]:
    return found.iso, found.if_day_first, found.if_month_first


def _read_labelled(text: str) -> str:
    """The first certain date that a short line calls the day of publication, or "" if there is none."""
    lines = (line for line in text.split("\n\n") if len(line) <= _LABELLED_CHARS)
    for written in (form for line in lines for form in (line, write_in_english(line))):
        for found in find_dates(written):
            if found.iso and _LABEL.search(written[: found.start]):
                return found.iso
    return ""


def _judge(iso: str, source: str, text: str) -> tuple[str, str, str]:
    """Check a date against the page; one that is not written there is only a guess."""
    if _is_written(iso, source):
        return iso, "metadata", ""
    for searched, origin in ((text, "text"), (source[:START_CHARS], "metadata")):
        for found in _find_all(searched):
            if iso == found.iso:
                return iso, origin, ""
            if iso in _readings(found):
                return _choose(found, source, text) or found.text, origin, ""
    return "", "none", "" if iso.endswith("-01-01") else iso.removesuffix("-01")


def _choose(found: FoundDate, source: str, text: str) -> str:
    """An ambiguous date as the page's other dates order day and month; "" if they do not say.

    With dots between the numbers, and in other languages than English, the day comes first.
    """
    day_first = settle_day_first(one.text for one in find_dates(text))
    if day_first is None and ("." in found.text or _NOT_ENGLISH.search(source, 0, _HEAD_CHARS)):
        day_first = True
    return found.choose(day_first)
