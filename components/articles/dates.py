"""Date parsing: written dates to ISO, never filling in what is uncertain.

A date without a year is not a date. 03/04/2025 stays ambiguous until it is known whether the day or the month comes
first. With dots, as in 03.04.2025, the day comes first: of the 155 locales of Unicode's CLDR (in Babel 2.18) that
write short dates with dots, none puts the number of the month first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from components.articles.formats import MAX_HINT_CHARS
from components.articles.months import write_in_english

MIN_YEAR, MAX_YEAR = 1600, 2100
_PIVOT = 69  # two-digit years from here on are 19xx, as in POSIX

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {form: number for number, name in enumerate(_MONTH_NAMES, 1) for form in (name, name[:3])} | {"sept": 9}
_MONTH = r"(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_END = r"(?:(?!\d)|(?=\d{1,2}:\d{2}))"  # end of a year; scraped pages run on: "December 6, 20244:30 PM", "2024Updated"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_DATE = re.compile(
    "|".join(
        (
            # 2024-12-06, 2024/12/6, 2024-12-06T10:00:00Z
            r"(?<![\d.])(?P<y1>\d{4})(?P<s1>[-/._])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)",
            # 20241206, 20241206101500
            r"(?<!\d)(?P<y2>(?:19|20)\d{2})(?P<m2>0[1-9]|1[0-2])(?P<d2>[0-2]\d|3[01])(?=(?:\d{6})?(?!\d))",
            # 6 December 2024, 6th of Dec., 2024, 6-Dec-24
            rf"(?<![\d.,:]){_DAY.format('d3')}(?:\s+of)?[\s\-_]{{0,3}}{_MONTH.format('m3')}"
            rf"(?:(?:,?\s*|[-_])(?P<y3>\d{{4}}){_END}|(?:-|\s*['’])(?P<y4>\d{{2}})\b)?",
            # December 6, 2024; Fri Dec 06 10:00:00 +0000 2024
            rf"\b{_MONTH.format('m5')}[\s\-_]{{1,3}}{_DAY.format('d5')}\b"
            rf"(?:,?\s+{_CLOCK}(?:\s+(?:[A-Z]{{2,4}}|[+-]\d{{4}}))?)?(?:(?:,?\s+|[-_])(?P<y5>\d{{4}}){_END})?",
            # 25/04/2025, 3.4.25, 25. 4. 2025
            r"(?<![\d.,/-])(?<!\bv)(?P<a6>\d{1,2})(?P<s6>[-/_]|\.\s?)(?P<b6>\d{1,2})(?P=s6)(?P<y6>\d{4}|\d{2})(?![\d/-])",
            # December 2024
            rf"\b{_MONTH.format('m7')},?\s+(?P<y7>\d{{4}})\b",
        )
    ),
    re.IGNORECASE,
)
_AROUND = re.compile(  # what may surround a date on a line of its own
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:on|at|updated)\b|"
    r"(?<!\d)\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?|\b\d{1,2}(?=\s*[ap]\.?m\b)|[ap]\.?m\b|[+-]\d{2}(?::?\d{2})?\b|"
    r"\b(?:utc|gmt|bst|ist|cet|cest|aest|[ecmp][sd]?t)\b|(?<![^\W\d_])[tz](?![^\W\d_])|[\s,;:()\[\]|.'\"–-]",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")  # cheap pre-check: most lines have no digit
_MAX_DATE_CHARS = 80  # a longer field is not a date, even if it contains one
_STAMP = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")
_STAMP_YEARS = range(1990, MAX_YEAR)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date found in a text: certain, ambiguous, or without year or day (then the last three fields are empty)."""

    start: int
    end: int
    text: str
    iso: str = ""
    if_day_first: str = ""
    if_month_first: str = ""

    def choose(self, day_first: bool | None) -> str:
        """The ISO date, or "" if it is ambiguous or incomplete."""
        if self.iso or day_first is None:
            return self.iso
        return self.if_day_first if day_first else self.if_month_first


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield the dates in a text in order, skipping impossible ones."""
    if not _DIGIT.search(text):
        return
    for match in _DATE.finditer(text):
        found = _read_match(match)
        if found is not None:
            yield found


def parse_date(text: str, day_first: bool | None = None) -> str:
    """The ISO date in a cell or field, or "" if there is no certain one."""
    return read_date(text, day_first)[0]


def read_date(text: str, day_first: bool | None = None) -> tuple[str, str]:
    """The ISO date of a field, and a hint if it is uncertain; one of the two is empty."""
    text = " ".join(text.split())
    stamp = _read_stamp(text)
    if stamp:
        return stamp, ""
    found = list(islice(find_dates(text), 3))
    if len(text) <= _MAX_DATE_CHARS and not any(one.iso or one.if_day_first for one in found):
        found = list(islice(find_dates(write_in_english(text)), 3)) or found
    if found and len(text) <= _MAX_DATE_CHARS and len({(one.iso, one.if_day_first) for one in found}) == 1:
        iso = found[0].choose(day_first)
        return iso, "" if iso else found[0].text
    return "", text[:MAX_HINT_CHARS]


def is_date(text: str) -> bool:
    """True if a text is only a date, with or without weekday, time of day or year."""
    found = next(find_dates(text), None)
    return found is not None and not _AROUND.sub("", text[: found.start] + " " + text[found.end :])


def suggest_dates(hint: str) -> tuple[str, str] | None:
    """The two ISO readings of an ambiguous hint, day first and month first; None for any other hint."""
    found = next(find_dates(hint), None)
    if found is None or not found.if_day_first:
        return None
    return found.if_day_first, found.if_month_first


def resolve_date(hint: str, day_first: bool) -> str:
    """The ISO date of an ambiguous hint, given the order of day and month; "" if something else is missing."""
    found = next(find_dates(hint), None)
    return found.choose(day_first) if found is not None else ""


def settle_day_first(values: Iterable[str]) -> bool | None:
    """Infer from a column of dates whether the day comes first; None if undecided or contradictory.

    25/04/2025 shows that the day comes first.
    """
    seen: set[bool] = set()
    for value in values:
        match = _DATE.search(value)
        if match is None or match["y6"] is None:
            continue
        first, second = int(match["a6"]), int(match["b6"])
        if first > 12 >= second:
            seen.add(True)
        elif second > 12 >= first:
            seen.add(False)
    return seen.pop() if len(seen) == 1 else None


def _read_match(match: re.Match[str]) -> FoundDate | None:
    start, end = match.span()
    text = match.group()
    if match["y7"]:  # a month without a day
        return FoundDate(start, end, text) if MIN_YEAR <= int(match["y7"]) <= MAX_YEAR else None
    if match["y6"]:
        if match["s6"][1:] and len(match["y6"]) == 2:
            return None  # "3. 4. 15 boats"
        first, second, year = int(match["a6"]), int(match["b6"]), _read_year(match["y6"])
        if_day_first, if_month_first = _build_iso(year, second, first), _build_iso(year, first, second)
        if if_day_first and if_month_first and if_day_first != if_month_first and match["s6"][0] != ".":
            return FoundDate(start, end, text, "", if_day_first, if_month_first)
        iso = if_day_first or if_month_first
        return FoundDate(start, end, text, iso) if iso else None
    if match["y1"] or match["y2"]:
        number = "1" if match["y1"] else "2"
        iso = _build_iso(int(match["y" + number]), int(match["m" + number]), int(match["d" + number]))
        return FoundDate(start, end, text, iso) if iso else None
    month = _MONTHS[(match["m3"] or match["m5"]).lower()]
    day = int(match["d3"] or match["d5"])
    written = match["y3"] or match["y4"] or match["y5"]
    if not written:
        return FoundDate(start, end, text.strip(" .,")) if _build_iso(2024, month, day) else None
    iso = _build_iso(_read_year(written), month, day)
    return FoundDate(start, end, text, iso) if iso else None


def _read_year(text: str) -> int:
    year = int(text)
    if len(text) == 2:
        return year + (1900 if year >= _PIVOT else 2000)
    return year


def _build_iso(year: int, month: int, day: int) -> str:
    if not MIN_YEAR <= year <= MAX_YEAR:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _read_stamp(text: str) -> str:
    """Parse a Unix timestamp in seconds or milliseconds."""
    if not _STAMP.fullmatch(text):
        return ""
    seconds = float(text) if len(text) != 13 else int(text) / 1000
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.date().isoformat() if moment.year in _STAMP_YEARS else ""
