"""Quote filter: speaker, target, kind, confidence and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components.humanize import count_of, join_words
from components.types import QUOTE_KINDS
from components.ui.choices import read_choice, render_many_of, render_one_of, render_select, write_choice
from components.ui.names import entity_names, name_choices
from components.ui.words import escape

SURE = {"0": "All", "0.6": "At least 60 %", "0.8": "80 %", "0.9": "90 %"}
SURE_ENOUGH = "0.6"  # default: less certain guesses would fill the page with fragments
ORDERS = {"newest": "Newest", "oldest": "Oldest", "surest": "Surest", "longest": "Longest"}
_NAMES = ("speaker", "about", "kind", "sure", "words")


def read_quote_choices() -> dict[str, Any]:
    """The quote filter as arguments of `library.read_quotes`; invalid values are ignored."""
    return {
        "speaker": _one("speaker") or None,
        "about": _one("about") or None,
        "kinds": read_choice("kind", allowed=QUOTE_KINDS.__contains__) or None,
        "min_confidence": float(next(iter(read_choice("sure", allowed=SURE.__contains__)), SURE_ENOUGH)),
        "words": _one("words"),
        "order": next(iter(read_choice("order", allowed=ORDERS.__contains__)), "newest"),
    }


def _one(name: str) -> str:
    return next(iter(read_choice(name)), "")


def is_narrowed(chosen: Mapping[str, Any]) -> bool:
    """True if anything but the sort order was chosen."""
    if chosen["min_confidence"] != float(SURE_ENOUGH):
        return True
    return any(value for name, value in chosen.items() if name not in ("order", "min_confidence"))


def clear_quote_choices() -> None:
    """Reset the quote filter to its default."""
    for name in _NAMES:
        write_choice(name, [])


def state_quotes(n: int, n_all: int, chosen: Mapping[str, Any]) -> str:
    """The quotes' part of the filter sentence, as escaped HTML."""
    amount = f"all {count_of(n, 'quote')}" if n == n_all else f"{n:,} of {count_of(n_all, 'quote')}"
    parts = [f"<b>{amount}</b>"]
    if chosen["kinds"]:
        parts.append(f"that are <b>{join_words(chosen['kinds'], 'or')}</b>")
    if chosen["speaker"]:
        parts.append(f"by <b>{_name(chosen['speaker'])}</b>")
    if chosen["about"]:
        parts.append(f"about <b>{_name(chosen['about'])}</b>")
    if chosen["words"]:
        parts.append(f"containing <b>“{escape(chosen['words'])}”</b>")
    if chosen["min_confidence"]:
        parts.append(f"at least <b>{chosen['min_confidence']:.0%} sure</b>")
    return " ".join(parts)


def _name(entity_id: str) -> str:
    return escape(next(iter(entity_names([entity_id])), "a name that is gone"))


def render_quote_choices() -> None:
    """Render the quote filter's widgets in the popover."""
    names = dict(name_choices())
    for entity_id in (_one("speaker"), _one("about")):  # a link may name an entity that is not in the list
        for name in entity_names([entity_id]) if entity_id and entity_id not in names else ():
            names[entity_id] = name
    render_select("Quotes by", "speaker", names, "Anyone")
    render_select("Quotes about", "about", names, "Anyone")
    render_many_of("Kind", "kind", {kind: kind.capitalize() for kind in QUOTE_KINDS})
    render_one_of("How sure", "sure", SURE, SURE_ENOUGH, label_visibility="visible")
    render_one_of("First", "order", ORDERS, "newest", label_visibility="visible")
