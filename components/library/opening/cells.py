"""Cells of results, read and checked: dates, spans, lists. Raises DatelineError if one is not what it should be."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pyarrow as pa

from components.types import DatelineError


def say_outside(table: str) -> str:
    """What is wrong if a position of a table is in no text."""
    return f"The table {table} has a position that lies outside its article's text: they do not belong together."


def check_dates(dates: pa.Array) -> None:
    """Raise DatelineError if one is neither a day nor empty."""
    for date in dates.unique().to_pylist():
        try:
            is_day = not date or datetime.date.fromisoformat(date).isoformat() == date
        except ValueError:
            is_day = False
        if not is_day:
            raise DatelineError(f"The table articles has the date “{date[:80]}”, which is no year-month-day.")


def read_json(text: str, table: str) -> Any:
    """A cell of JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DatelineError(f"The table {table} has a list that cannot be read: {text[:80]}") from error


def read_words(text: str) -> list[str]:
    """The keywords of a topic."""
    found = read_json(text, "topics")
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise DatelineError("The table topics has keywords that are not a list of words.")
    return found


def read_spans(text: str, length: int, table: str) -> list[list[int]]:
    """Spans in a text of some length, checked."""
    if text == "[]":
        return []
    spans = read_json(text, table)
    if not isinstance(spans, list) or not all(
        isinstance(span, list) and len(span) == 2 and all(type(at) is int for at in span) for span in spans
    ):
        raise DatelineError(f"The table {table} has positions that are not a list of [start, end].")
    if not all(0 <= start <= end <= length for start, end in spans):
        raise DatelineError(say_outside(table))
    return spans
