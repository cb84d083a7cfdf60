"""Web addresses and feeds, fetched only where a user asked, and read like files.

address -> client (robots, pace, limits, retries) -> guard (public networks only) -> bytes -> page, feed or file
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from components import attach

if TYPE_CHECKING:
    from components.articles.fetching.reading import read_address

_HOMES = {"read_address": "reading"}

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = attach(__name__, _HOMES)

_ADDRESS = re.compile(r"https?://[^\s<>\"'|\\^`{}]+", re.IGNORECASE)
_CLOSING = ".,;:!?)]}"  # punctuation of the sentence around an address


def find_addresses(text: str) -> list[str]:
    """The web addresses in a text, in order, each once."""
    return list(dict.fromkeys(found.rstrip(_CLOSING) for found in _ADDRESS.findall(text)))


def is_address(name: str) -> bool:
    """True if the name of something to read is a web address."""
    return name.lower().startswith(("http://", "https://"))
