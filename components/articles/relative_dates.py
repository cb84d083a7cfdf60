"""Dates within a text, whole ("6 December 2024") or relative ("on Tuesday"), and the days that they may mean.

What a relative date means is a suggestion, never a fact. As news is written, a weekday or a month is the nearest one up
to the article's date, or the nearest after it where the sentence speaks of the future before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from components.articles.dates import find_dates

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WHICH = r"(?:(?P<{}>last|this|next)\s)?"
_DAY = "|".join(one.capitalize() for one in _DAYS)
_MONTH = "|".join(one.capitalize() for one in _MONTHS)
_RELATIVE = re.compile(
    rf"\b(?:(?P<near>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Ll]ast\snight)"
    rf"|(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s(?P<unit>week|month|year)"
    rf"|(?<![Tt]he\s)(?:[Oo]n\s)?{_WHICH.format('which_day')}(?P<day>{_DAY})"
    rf"|(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})\s(?P<ago>day|week|month|year)s?\sago"
    rf"|(?P<month_first>{_MONTH})\s(?P<day_after>\d{{1,2}})(?!\d)"
    rf"|(?P<day_before>\d{{1,2}})\s(?P<month_after>{_MONTH})"
    rf"|(?:[Ii]n\s|(?P<which_month>[Ll]ast|[Tt]his|[Nn]ext)\s)(?P<month>{_MONTH}))\b(?!\s\d{{4}})"
)
_FUTURE = re.compile(r"\b(?:will|shall|due|scheduled|expected|plans?|going\sto|is\sto|are\sto)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’']?\s|\n")
_LOOK_BACK = 200  # characters before a date within which its sentence begins
_NEAR = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_STEP = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date in a text, and the first and last day it may mean, as ISO; `is_whole`: it says its day itself."""

    start: int
    end: int
    text: str
    first: str
    last: str
    is_whole: bool = False


def find_dates_in_text(text: str, published: str = "") -> list[DateInText]:
    """The dates in a text in order; relative ones only where the article has a date, against which they resolve."""
    whole = [DateInText(one.start, one.end, one.text, one.iso, one.iso, True) for one in find_dates(text) if one.iso]
    found = {one.start: one for one in whole}
    covered = {at for one in whole for at in range(one.start, one.end)}
    if published:
        for start, end, days in _find_relative(text, date.fromisoformat(published)):
            if start not in covered and end - 1 not in covered:
                found[start] = DateInText(start, end, text[start:end], days[0].isoformat(), days[1].isoformat())
    return [found[start] for start in sorted(found)]


def _find_relative(text: str, day: date) -> Iterator[tuple[int, int, tuple[date, date]]]:
    for match in _RELATIVE.finditer(text):
        try:
            days = _resolve(match, day, is_future=_speaks_of_future(text, match.start()))
        except (ValueError, OverflowError):
            continue  # February 30, or a year before the first
        yield match.start(), match.end(), days


def _speaks_of_future(text: str, at: int) -> bool:
    """Whether the sentence speaks of the future before a place in it."""
    before = text[max(0, at - _LOOK_BACK) : at]
    return bool(_FUTURE.search(_SENTENCE_ENDS.split(before)[-1]))


def _resolve(match: re.Match[str], day: date, *, is_future: bool) -> tuple[date, date]:
    """The first and last day of what was matched. Raises ValueError where there is none."""
    if match["near"]:
        meant = day + timedelta(_NEAR[" ".join(match["near"].lower().split())])
        return meant, meant
    if match["unit"]:
        return _step(day, match["unit"], _STEP[match["which"].lower()])
    if match["day"]:
        meant = _find_weekday(day, _DAYS.index(match["day"].lower()), match["which_day"] or "", is_future=is_future)
        return meant, meant
    if match["ago"]:
        number = match["number"].lower()
        n = int(number) if number.isdigit() else max(_NUMBERS.index(number), 1)
        return (day - timedelta(n),) * 2 if match["ago"] == "day" else _step(day, match["ago"], -n)
    if match["month"]:
        return _find_month(day, _MONTHS.index(match["month"].lower()) + 1, match["which_month"], is_future=is_future)
    month = _MONTHS.index((match["month_first"] or match["month_after"]).lower()) + 1
    number = int(match["day_after"] or match["day_before"])
    years = [day.year + step for step in (-1, 0, 1)]
    meant = min((date(year, month, number) for year in years), key=lambda one: abs((one - day).days))
    return meant, meant


def _find_weekday(day: date, wanted: int, which: str, *, is_future: bool) -> date:
    """The nearest such weekday up to a day, or after it; "last" and "next" are never the day itself."""
    back = (day.weekday() - wanted) % 7
    if which == "next" or (is_future and which != "last"):
        return day + timedelta((7 - back) if back or which == "next" else 0)
    return day - timedelta(back or (7 if which == "last" else 0))


def _step(day: date, unit: str, n: int) -> tuple[date, date]:
    """The whole week (from Monday), month or year that lies n after that of a day."""
    if unit == "week":
        monday = day - timedelta(day.weekday()) + timedelta(7 * n)
        return monday, monday + timedelta(6)
    if unit == "year":
        return date(day.year + n, 1, 1), date(day.year + n, 12, 31)
    return _whole_month(*divmod(day.year * 12 + day.month - 1 + n, 12))


def _whole_month(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month, counted from 0."""
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, 1), following - timedelta(1)


def _find_month(day: date, month: int, which: str | None, *, is_future: bool) -> tuple[date, date]:
    """The nearest such month up to that of a day, or after it."""
    said = (which or "").lower()
    back = (day.month - month) % 12
    n = (
        12 - back
        if said == "next" or (is_future and said != "last" and back)
        else -(back or (12 if said == "last" else 0))
    )
    return _whole_month(*divmod(day.year * 12 + day.month - 1 + n, 12))
