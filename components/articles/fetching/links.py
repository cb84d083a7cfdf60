"""Addresses that a page names: of itself as readers get it, of its other parts, and of all of it on one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urljoin, urlsplit

_SEARCHED = 500_000  # characters of a page
_START = 8_192  # characters that hold its opening tag and where it sends a browser on
_TAG = re.compile(r"<(?P<tag>base|link|a)\b[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(?P<name>rel|href)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)')", re.IGNORECASE)
_REFRESH = re.compile(
    r"<meta\s[^<>]{0,100}?http-equiv\s?=\s?[\"']?refresh[\"']?[^<>]{0,40}?content\s?=\s?[\"']?\s?\d{1,2}\s?;\s?url\s?=\s?"
    r"['\"]?(?P<url>[^\"'<>\s]{1,2000})",
    re.IGNORECASE,
)
_AMP = re.compile(r"<html\b[^<>]{0,300}?\s(?:amp|⚡)(?=[\s=>])", re.IGNORECASE)
_PRINTED = re.compile(r"(?:^|[/.?&=_-])(?:print|printable|printer-friendly|amp)(?:[/.&=_-]|$)", re.IGNORECASE)
_WHOLE = re.compile(
    r"^(?:page|p|view|pagewanted|seite|pagina)=(?:all|alle|tout)$|^(?:single|full|one)_?-?page(?:=(?:1|true|yes))?$",
    re.IGNORECASE,
)
_PAGE_OF_QUERY = re.compile(r"(?:^|(?<=&))(?:page|p|pg|part|seite|pagina)=(?P<n>\d{1,2})(?:&|$)", re.IGNORECASE)
_PAGE_OF_PATH = re.compile(
    r"[/,_-](?P<word>(?:page|seite|pagina|part|p)[/,_-]?)?(?P<n>\d{1,2})(?P<end>\.\w{2,5})?/?$", re.IGNORECASE
)
_END = re.compile(r"(?:\.\w{2,5})?/?$")
_PLACES = re.compile(r"^(?:www|amp|m|mobile)\.")  # subdomains under which a site shows the same pages


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that a page names, on its own site only."""

    canonical: str = ""
    next: str = ""  # the following part of the article
    whole: str = ""  # all parts on one page
    refresh: str = ""  # where it sends a browser on at once


@dataclass(frozen=True, slots=True)
class Place:
    """An address without its number, and the number of the part that it names."""

    stem: str
    number: int = 0  # 0: none
    is_named: bool = False  # the number is called one of a page


def read_links(source: str, url: str, *, is_part: bool = False) -> Links:
    """The addresses that a page names; the number in the address of a known part is that of a page."""
    found: dict[str, str] = {}
    here = locate_part(url)
    here = replace(here, is_named=here.is_named or is_part)
    for tag, rel, href in _read_tags(source[:_SEARCHED], url):
        if read_site(href) != read_site(url):
            continue
        if "canonical" in rel and (urlsplit(href).path.strip("/") or not urlsplit(url).path.strip("/")):
            found.setdefault("canonical", href)  # some sites name their front page on every page
        there = locate_part(href)
        if _follows(here, there, "next" in rel) and ("next" in rel or (tag == "a" and there.is_named)):
            found.setdefault("next", href)
        if tag == "a" and _is_whole(href, url):
            found.setdefault("whole", href)
    refresh = _REFRESH.search(source, 0, _START)
    return Links(**found, refresh=_join(url, refresh["url"]) if refresh else "")


def is_short_version(source: str, url: str) -> bool:
    """True for a page made for telephones or for printing, which lacks some of what the page itself says."""
    parts = urlsplit(url)
    return bool(
        _AMP.search(source, 0, _START)
        or _PRINTED.search(f"{parts.path}?{parts.query}")
        or (parts.hostname or "").startswith("amp.")
    )


def locate_part(url: str) -> Place:
    """Which part of which article an address names; the first if it names none."""
    parts = urlsplit(url)
    stem = read_site(url) + _END.sub("", parts.path)
    # Behind a bare host, the number is an article's: "https://example.org/?p=12".
    if parts.path.strip("/") and (match := _PAGE_OF_QUERY.search(parts.query)):
        rest = (parts.query[: match.start()] + parts.query[match.end() :]).strip("&")
        return Place(f"{stem}?{rest}", int(match["n"]), is_named=True)
    match = _PAGE_OF_PATH.search(parts.path)
    if match and (match["word"] or int(match["n"]) > 1):
        path = parts.path[: match.start()]
        return Place(f"{read_site(url)}{path}?{parts.query}", int(match["n"]), is_named=bool(match["word"]))
    return Place(f"{stem}?{parts.query}")


def read_site(url: str) -> str:
    """The host of an address without the subdomain for telephones and the like."""
    try:
        return _PLACES.sub("", urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _follows(one: Place, other: Place, is_told: bool) -> bool:
    """True if the other address names the part behind this one.

    Behind an address without a number comes 2, or 1 where a site counts from 0 and calls that the next.
    """
    if one.number > 1 and not one.is_named:  # a number that belongs to the article's own address
        return False
    after = one.number + 1 if one.number else (1 if is_told and other.number == 1 else 2)
    return one.stem == other.stem and other.number == after


def _is_whole(href: str, url: str) -> bool:
    one, other = urlsplit(href), urlsplit(url)
    return one.path == other.path and any(map(_WHOLE.match, one.query.split("&"))) and one.query != other.query


def _read_tags(source: str, url: str) -> Iterator[tuple[str, list[str], str]]:
    """The links of a page: the tag, what it says of the relation, and the address."""
    for match in _TAG.finditer(source):
        said = {one["name"].lower(): one["a"] or one["b"] or "" for one in _ATTRIBUTE.finditer(match[0])}
        href = _join(url, unescape(said.get("href", "")))
        if match["tag"].lower() == "base":
            url = href or url
        elif href:
            yield match["tag"].lower(), said.get("rel", "").lower().split(), href


def _join(url: str, href: str) -> str:
    try:
        return urljoin(url, href).partition("#")[0] if href else ""
    except ValueError:
        return ""
