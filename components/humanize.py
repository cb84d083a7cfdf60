"""Numbers, dates and lists in words, for screens, charts and the correction log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def count_of(n: float, noun: str, plural: str = "") -> str:
    """A number with its noun: `1 article`, `1,204 articles`."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """Join words into a list: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def cut_at_word(text: str, most: int) -> str:
    """A text of at most `most` characters and an ellipsis, cut between two words."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def format_date(iso: str, *, year: bool = True) -> str:
    """An ISO date as `24 March 2026`; empty for an empty date."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"
