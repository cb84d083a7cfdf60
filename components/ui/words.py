"""How numbers, dates and names are put into words, and made safe to show; lists of such lines."""

from __future__ import annotations

import re
from datetime import date, datetime

import numpy as np
import pandas as pd

from components import MONTHS, count_of, format_date, join_words, period_of
from components.exports.web.marking import GUESSED_FROM as GUESSED_FROM
from components.exports.web.marking import drop_overrides
from components.exports.web.marking import escape as escape
from components.exports.web.marking import format_byline as format_byline
from components.library import Totals
from components.types import ENTITY_TYPES

PLURALS = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "group": "groups",
    "event": "events",
    "product": "products",
    "work": "works",
    "law": "laws",
}
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~&])")
_LINKING = re.compile(r"[:@]|\bwww(?=\\\.)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def escape_markdown(text: str) -> str:
    """Escape a text for st.markdown and labels, so that it appears literally.

    A backslash stops Markdown and HTML. A word joiner stops what a backslash does not: after a colon, Streamlit's
    directives, icons and emoji codes; after `www` and `@`, automatic links.
    """
    one_line = " ".join(drop_overrides(text).split())
    escaped = _MARKDOWN.sub(r"\\\1", one_line)
    return _LINKING.sub(r"\g<0>" + _WORD_JOINER, escaped)


def spell(n: int) -> str:
    """Spell out numbers below ten."""
    return SMALL_NUMBERS[n] if 0 <= n < len(SMALL_NUMBERS) else f"{n:,}"


def format_dates(first: str, last: str) -> str:
    """A date range as `5 January – 5 July 2026`; the first year only if it differs."""
    if not first or first == last:
        return format_date(first or last)
    return f"{format_date(first, year=first[:4] != last[:4])} – {format_date(last)}"


def format_period(start: str, end: str) -> str:
    """A stretch of time in words: `on 3 March 2026`, `in the week of 2 March 2026`, `in March 2026`, `in 2026`.

    `start` and `end` are ISO dates, both inclusive; a quarter is `from January to March 2026`.
    """
    if not start and not end:
        return ""
    start, end = start or end, end or start
    kind = period_of(start, end)
    first, last = (MONTHS[date.fromisoformat(day).month - 1] for day in (start, end))
    return {
        "day": f"on {format_date(start)}",
        "week": f"in the week of {format_date(start)}",
        "month": f"in {first} {start[:4]}",
        "quarter": f"from {first} to {last} {start[:4]}",
        "year": f"in {start[:4]}",
    }.get(kind, f"from {format_date(start)} to {format_date(end)}")


def format_time(iso: str) -> str:
    """A time (UTC, ISO) as `28 November 2026, 14:03`, by this computer's clock."""
    here = datetime.fromisoformat(iso).astimezone()
    return f"{format_date(here.date().isoformat())}, {here:%H:%M}"


def format_seconds(seconds: float) -> str:
    """A rough duration: `a few seconds`, `about 40 seconds`, `about 3 minutes`."""
    if seconds < 10:
        return "a few seconds"
    if seconds < 90:
        return f"about {round(seconds / 10) * 10} seconds"
    if seconds < 5400:
        return f"about {count_of(max(2, round(seconds / 60)), 'minute')}"
    return f"about {count_of(max(2, round(seconds / 3600)), 'hour')}"


def find_words(texts: pd.Series, words: str) -> np.ndarray:
    """The positions of the texts that have all of these words, or parts of words, in any case."""
    found = np.arange(len(texts))
    folded = texts.str.casefold()
    for word in dict.fromkeys(words.casefold().split()):
        found = found[folded.iloc[found].str.contains(word, regex=False).to_numpy()]
    return found


def describe_totals(totals: Totals) -> str:
    """The totals in a sentence: `412 articles name 218 people, places and others 2,946 times, and quote …`."""
    verb = "names" if totals.n_articles == 1 else "name"
    names = f"{totals.n_people:,} {'person' if totals.n_people == 1 else 'people'}"
    others = totals.n_entities - totals.n_people
    if others:
        names += (
            f" and {count_of(others, 'organisation, place or other name', 'organisations, places and other names')}"
        )
    named = f"{count_of(totals.n_articles, 'article')} {verb} {names} {count_of(totals.n_mentions, 'time')}"
    if not totals.n_speakers:
        return f"{named}."
    quote = "quotes" if totals.n_articles == 1 else "quote"
    return f"{named}, and {quote} {count_of(totals.n_speakers, 'speaker')} in {count_of(totals.n_attributed, 'quote')}."


def describe_types(counted: pd.DataFrame) -> str:
    """Names per type in a sentence: `84 people, 12 organisations and 30 places.`"""
    by_type = counted["type"].value_counts()
    kinds = [count_of(int(by_type[one]), one, PLURALS[one]) for one in ENTITY_TYPES if one in by_type.index]
    return f"{join_words(kinds)}."


def state_sources(totals: Totals) -> str:
    """Sources and dates: `5 sources, 5 January – 5 July 2026`; unknown parts are left out."""
    sources = count_of(totals.n_sources, "source") if totals.n_sources else ""
    return ", ".join(part for part in (sources, format_dates(totals.first, totals.last)) if part)
