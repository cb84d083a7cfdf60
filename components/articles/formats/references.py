"""One record of a list of references as an article: with its text if it holds one, else with its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.articles.dates import read_date
from components.articles.drafts import build_address, build_draft, complete_article, read_host
from components.articles.formats import clean_text
from components.articles.formats.tables import clean_cell
from components.articles.layouts.fields import clean_byline, clean_source
from components.articles.lines import Line, clean_line, join_body
from components.types import Article, DatelineError, Skipped

Tags = Mapping[str, Sequence[str]]  # what a record says under each tag, in its order
_SLASHED = re.compile(r"(\d{4})/(\d{0,2})(?:/(\d{0,2}))?(?:/.*)?", re.DOTALL)  # RIS: "2024/12/06/Late Edition"
_RIGHTS = re.compile(  # EBSCO and ProQuest below an abstract
    r"(?:\[(?:\w{1,20} )?ABSTRACT(?: FROM \w{1,20})?\]|Copyright of [^\n]{1,300}? is the property of [^\n]{0,900}|"
    r"\(Copyright applies to all Abstracts\.\))\s{0,99}$",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<=[a-z\d]{2})\.$")  # Gale and PubMed end titles with one
_WORDS_OF_TEXT = 40  # fewest words of notes that are a text


@dataclass(frozen=True, slots=True)
class Reference:
    """What a record says of an article, as written; the surest first where there are several."""

    title: str = ""
    dates: Sequence[str] = ()
    year: str = ""
    sources: Sequence[str] = ()
    authors: Sequence[str] = ()  # "Maron, Tilda"
    urls: Sequence[str] = ()
    doi: str = ""
    section: str = ""
    language: str = ""
    texts: Sequence[str] = ()  # full text, abstract
    notes: Sequence[str] = ()  # may be a text, if long


def list_values(tags: Tags, names: Iterable[str]) -> list[str]:
    """What stands under these tags, in the order of the names."""
    return [value for name in names for one in tags.get(name, ()) if (value := one.strip())]


def first_value(tags: Tags, names: Iterable[str]) -> str:
    """The first thing that stands under one of these tags."""
    return next(iter(list_values(tags, names)), "")


def read_reference(path: str, reference: Reference) -> Article | Skipped:
    """The article of a record, its address, or why there is neither."""
    text = max(map(_clean, reference.texts), key=len, default="")
    notes = [note for one in reference.notes if len((note := _clean(one)).split()) >= _WORDS_OF_TEXT]
    text = max([text, *notes], key=len)
    title = _FULL_STOP.sub("", " ".join(reference.title.split()))
    url = next((url for one in reference.urls for url in one.split() if read_host(url)), "")
    if not url and reference.doi:
        url = f"https://doi.org/{reference.doi.removeprefix('https://doi.org/')}"
    fields = {
        "title": title,
        "date": _choose_date(reference),
        "source": next((name for one in reference.sources if (name := clean_source(one.partition(";")[0]))), ""),
        "author": clean_byline("; ".join(reference.authors), is_inverted=True),
        "url": url,
        "section": reference.section,
    }
    try:
        if not text and url:
            return build_address(path, fields)
        if not text:
            raise DatelineError(f"Of “{title or path}” it holds neither the text nor an address.")
        language = "en" if reference.language.casefold() in ("eng", "english") else reference.language
        return complete_article(replace(build_draft(text, fields), language=language), path)
    except DatelineError as error:
        return Skipped(path, str(error))


def _clean(text: str) -> str:
    """A text in paragraphs, without markup and what a database says of its rights."""
    lines = clean_cell(clean_text(text)).splitlines()
    text = join_body([Line(clean_line(line)) for line in lines])
    while (found := _RIGHTS.search(text, max(len(text) - 2_000, 0))) is not None:
        text = text[: found.start()].rstrip()
    return text


def _choose_date(reference: Reference) -> str:
    """The date that says the day, with the year beside it if it has none."""
    written = [date for one in reference.dates if (date := _write_date(one))]
    tried = [*written, *(f"{date} {reference.year}" for date in written if reference.year)]
    whole = (date for date in tried if read_date(date)[0])
    return next(whole, max(written, key=len, default="") or reference.year)


def _write_date(date: str) -> str:
    slashed = _SLASHED.fullmatch(date.strip())
    return "-".join(part.zfill(2) for part in slashed.groups() if part) if slashed else " ".join(date.split())
