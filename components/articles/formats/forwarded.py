"""What a mail forwards, and what an alert lists: the message below the last head, the addresses behind its links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from email.utils import getaddresses
from urllib.parse import parse_qs, urlsplit

from components.articles.drafts import read_host
from components.articles.formats.html import strip_tags

_LABELS: Mapping[str, str] = {
    label: field
    for field, labels in {
        "source": "from|von|de|da|van",
        "date": "date|sent|gesendet|datum|envoyé|fecha|enviado|enviado el|inviato|data|verzonden",
        "": "to|an|à|para|a|aan|cc|reply-to|antwort an|kopie",
        "title": "subject|betreff|objet|asunto|oggetto|onderwerp",
    }.items()
    for label in labels.split("|")
}
_LABEL = re.compile(r"[> *]{0,20}([^\W\d_][^\W\d_ -]{0,11}(?: [^\W\d_]{1,6})?) ?\*?:\*? ?(.*)")
_FORWARD = re.compile(r"\b(?:fwd?|wg|tr|rv|i|doorst)\s?:", re.IGNORECASE)  # in a subject
_MARK = re.compile(
    r"^[> ]{0,20}(?:-{2,}|begin|début|anfang)[ -]{0,20}(?:forwarded message|weitergeleitete nachricht|"
    r"message transféré|mensaje reenviado|of the forwarded message|messaggio inoltrato|doorgestuurd bericht)",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(r"^(?:> ?){1,9}", re.MULTILINE)
_FEWEST_WORDS = 20  # of what is forwarded
_ALERT = re.compile(
    r"<a\b[^<>]{0,300}?href=[\"'](https?://www\.google\.[a-z.]{2,6}/url\?[^\"'<>]{9,2000})", re.IGNORECASE
)
_LONGEST_LINK = 2_000  # characters between a link's start and end


def find_forwarded(text: str, subject: str) -> tuple[dict[str, str], str] | None:
    """Title, date and source of the innermost message that a mail forwards, and its text; None if it forwards none."""
    if not _FORWARD.search(subject) and not _MARK.search(text):
        return None
    lines = text.split("\n")
    found: tuple[dict[str, str], int] | None = None
    fields: dict[str, str] = {}
    for number, line in enumerate(lines):
        match = _LABEL.fullmatch(line.strip(), 0, 1_000)
        field = _LABELS.get(match[1].casefold()) if match else None
        if match is not None and field is not None:
            fields.setdefault(field or match[1], match[2].strip(" *"))
        elif line.strip(" >*"):
            fields = {}
        if {"source", "title"} <= fields.keys():
            found = dict(fields), number + 1
    if found is None:
        return None
    head, start = found
    body = "\n".join(lines[start:])
    if body.lstrip("\n").startswith(">"):
        body = _QUOTED.sub("", body)
    if len(body.split()) < _FEWEST_WORDS:
        return None
    name, address = next(iter(getaddresses([head["source"]])), ("", ""))
    host = address.rpartition("@")[2].strip("[]>").lower() if "@" in address else ""
    source = host or name or head["source"].partition("<")[0].partition("[")[0]
    return {"title": head["title"], "date": head.get("date", ""), "source": source.strip(' "')}, body.strip()


def find_alerts(source: str) -> Iterator[dict[str, str]]:
    """Address and title of each article that a Google Alert lists, once."""
    seen: set[str] = set()
    for match in _ALERT.finditer(source):
        asked = parse_qs(urlsplit(html.unescape(match[1])).query)
        url = next(iter(asked.get("url", asked.get("q", []))), "")
        if "ga" not in asked.get("ct", []) or url in seen or not read_host(url):
            continue
        seen.add(url)
        rest = source[match.end() : match.end() + _LONGEST_LINK]
        inside = rest.partition(">")[2].partition("</a")[0]
        yield {"url": url, "title": " ".join(strip_tags(inside).split())}
