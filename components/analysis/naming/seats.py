"""Seats and buildings: the White House is a place where somebody is in it and an organisation where it acts."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.naming.lexicon import WORKS_FOR
from components.analysis.naming.spans import Candidate

_SEATS = frozenset(("White House", "Kremlin", "Pentagon", "Capitol", "Vatican"))
# fmt: off
_TOWARDS = frozenset((
    "in", "at", "to", "from", "into", "inside", "outside", "near", "around", "toward", "towards", "across", "behind",
    "leave", "leaves", "left", "leaving", "enter", "entered", "visit", "visited", "visiting", "reach", "reached",
))


_BUILDINGS = frozenset((
    "Museum", "Cathedral", "Abbey", "Mosque", "Synagogue", "Monastery", "Theatre", "Theater", "Gallery", "Library",
    "Zoo", "Aquarium", "Observatory", "Centre", "Center", "Palace", "Arena",
))
# fmt: on


_WORKERS = ("er", "or", "ist", "ian", "ant", "ent", "ow")  # "forecasters at the National Hurricane Center"


def settle_seats(doc: Document, found: list[Candidate]) -> None:
    """Set the type of each occurrence of a seat of government or a building that stands as a place does."""
    for candidate in found:
        start, end = candidate.start, candidate.end
        if candidate.type != "organisation":
            continue
        is_seat = " ".join(doc.plain[start:end]) in _SEATS
        if not is_seat and not (end - start > 1 and doc.tokens[end - 1] in _BUILDINGS):
            continue
        before = start - 1 - (doc.lower[start - 1] == "the")
        if before < 0 or doc.lower[before] not in _TOWARDS or (is_seat and before == start - 1):
            continue
        noun = doc.lower[before - 1] if before else ""
        works_there = noun in WORKS_FOR or (doc.lower[before] == "at" and noun.rstrip("s").endswith(_WORKERS))
        if not works_there and not (end < len(doc) and doc.tags[end].startswith("NN")):
            candidate.type = "place"
