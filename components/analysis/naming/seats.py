"""Seats of government: the White House is a place where somebody is in it and an organisation where it acts."""

from __future__ import annotations

from components.analysis.naming.spans import Candidate
from components.analysis.naming.words import Words

_SEATS = frozenset(("White House", "Kremlin", "Pentagon", "Capitol", "Vatican"))
# fmt: off
_TOWARDS = frozenset((
    "in", "at", "to", "from", "into", "inside", "outside", "near", "around", "toward", "towards", "across", "behind",
    "leave", "leaves", "left", "leaving", "enter", "entered", "visit", "visited", "visiting", "reach", "reached",
))
# fmt: on


def settle_seats(words: Words, found: list[Candidate]) -> None:
    """Set the type of each occurrence of a seat of government that stands as a place does."""
    for candidate in found:
        start = candidate.start
        if candidate.type != "organisation" or " ".join(words.plain[start : candidate.end]) not in _SEATS:
            continue
        if start > 1 and words.lower[start - 1] == "the" and words.lower[start - 2] in _TOWARDS:
            follows = words.tags[candidate.end] if candidate.end < len(words) else ""
            if not follows.startswith("NN"):
                candidate.type = "place"
