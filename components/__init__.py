"""Shared by all packages: lazy imports of exports; numbers, dates and lists in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from importlib import import_module
from typing import Any

VERSION = "0.1.0"  # as in pyproject.toml
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_TABLES = (".csv", ".tsv", ".jsonl", ".json", ".xlsx", ".xls", ".ods")  # suffixes of tables, whose articles are rows


def attach(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Make `__getattr__`, `__dir__` and `__all__` of a package; `homes` has the submodule of each export.

    A type checker must not see them, or it would take every name for an export: it is shown the imports instead.
    """

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)  # the next access no longer comes here
        return value

    return get, lambda: sorted({*vars(sys.modules[package]), *homes}), [*homes]


# Numbers, dates and lists in words, for screens, charts and the correction log.


def count_of(n: float, noun: str, plural: str = "") -> str:
    """A number with its noun: `1 article`, `1,204 articles`."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """Join words into a list: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def name_place(path: str) -> str:
    """The path of an article in words: "table.csv#3" is row 3 of a table, "export.docx#2" article 2 of a file."""
    file, sign, number = path.rpartition("#")
    if not sign or not number.isdecimal() or "://" in file:
        return path
    return f"{file}, {'row' if file.lower().endswith(_TABLES) else 'article'} {int(number):,}"


def cut_at_word(text: str, most: int) -> str:
    """A text cut between two words, to at most `most` characters and an ellipsis."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def format_date(iso: str, *, year: bool = True) -> str:
    """An ISO date as `24 March 2026`; empty for an empty date."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"


def period_of(start: str, end: str) -> str:
    """The unit from `start` to `end` (ISO dates, both inclusive): one of `PERIODS`; empty if it is none of them."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    n_days, after = (last - first).days + 1, last + timedelta(days=1)
    if n_days == 1:
        return "day"
    if n_days == 7 and first.weekday() == 0:
        return "week"
    if first.day != 1 or after.day != 1:
        return ""
    n_months = (after.year - first.year) * 12 + after.month - first.month
    whole = {1: "month", 3: "quarter", 12: "year"}.get(n_months, "")
    return "" if whole and (first.month - 1) % n_months else whole
