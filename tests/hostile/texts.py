"""Texts that nobody writes but that get into piles: broken PDFs, dumps, dialogue without end. All invented."""

from __future__ import annotations

import random
from collections.abc import Callable

_SIGNS = "aA.“”\"’'( )[]0-–—,:;\n%$\\/@#*_~`<>&\t"


def _repeat(piece: str) -> Callable[[int], str]:
    return lambda n: (piece * (n // len(piece) + 1))[:n]


def _mix(n: int) -> str:
    pick = random.Random(7)  # the same mixture each time
    return "".join(pick.choice(_SIGNS) for _ in range(n))


# A kind of text -> a text of so many characters.
KINDS: dict[str, Callable[[int], str]] = {
    "capitals": _repeat("A"),
    "one letter": _repeat("a"),
    "DNA": _repeat("ACGGTTAC"),
    "capital words": _repeat("Ab "),
    "capitals with points": _repeat("A."),
    "words with hyphens": _repeat("Ab-"),
    "full names": _repeat("Ada Berg, Bo Lind and Cy Falk. "),
    "dots": _repeat("."),
    "spaces": _repeat(" "),
    "empty lines": _repeat("\n"),
    "short lines": _repeat("A\n"),
    "digits": _repeat("1"),
    "scores": _repeat("1-2-"),
    "straight marks": _repeat('"'),
    "opening marks": _repeat("“"),
    "apostrophes": _repeat("'"),
    "opening brackets": _repeat("("),
    "brackets": _repeat("(a) [b] "),
    "dashes": _repeat("—"),
    "addresses": _repeat("http://a.b/"),
    "dates": _repeat("1 Jan 2024, "),
    "labels": _repeat("ADA BERG: Yes.\n\n"),
    "quotes": _repeat("“It is so,” said Ada Berg. "),
    "quotes never closed": _repeat("“It is so, said she. "),
    "reported speech": _repeat("Ada Berg said that Bo Lind said that "),
    "pronouns": _repeat("Ada Berg met her and he told her. "),
    "mixed": _mix,
}
