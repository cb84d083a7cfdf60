"""Which quotes are shown: choosing them, and saying which they are."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

import streamlit as st

from components import count_of, join_words, library
from components.types import QUOTE_KINDS
from components.ui.address import read_choice, render_one_of, render_select, write_choice
from components.ui.names import entity_names, name_choices
from components.ui.page import render_note
from components.ui.words import escape

MARKED, REPORTED, ANY = "marked", "reported", "any"
KINDS = {MARKED: "In quotation marks", REPORTED: "Reported speech", ANY: "Both"}
_KINDS_OF = {MARKED: ("direct", "mixed"), REPORTED: ("indirect",), ANY: None} | {kind: (kind,) for kind in QUOTE_KINDS}
COUNTED, UNCOUNTED, ALL = "counted", "uncounted", "0"
HOW_SURE = {
    COUNTED: "Those that count", "0.8": "At least 80 %", "0.9": "At least 90 %", UNCOUNTED: "Those that do not count",
    ALL: "All, counted or not",
}  # fmt: skip
ORDERS = {"newest": "Newest", "oldest": "Oldest", "surest": "Surest", "longest": "Longest"}
_KINDS_SAID = {
    ("direct", "mixed"): ", <b>those in quotation marks</b>",
    ("indirect",): ", <b>those of reported speech</b>",
    ("attitude",): ", <b>attitudes without words</b>",
}
_NAMES = ("speaker", "about", "kind", "sure", "words")
CHOICES = (*_NAMES, "order")  # query parameters


def read_quote_choices() -> dict[str, Any]:
    """The quote filter of the page, as arguments of `library.read_quotes`."""
    return choose_quotes({name: read_choice(name) for name in CHOICES})


def choose_quotes(choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The quote filter of these choices, as arguments of `library.read_quotes`; invalid values are ignored."""

    def one(name: str, allowed: Container[str] | None = None, default: str = "") -> str:
        return next((value for value in choices.get(name, ()) if allowed is None or value in allowed), default)

    sure = one("sure", HOW_SURE, COUNTED)
    return {
        "speaker": one("speaker") or None,
        "about": one("about") or None,
        "kinds": _KINDS_OF[one("kind", _KINDS_OF, MARKED)],
        "min_confidence": float(sure) if sure.startswith("0.") else 0.0,
        "counted": {UNCOUNTED: False, ALL: None}.get(sure, True),
        "words": one("words"),
        "order": one("order", ORDERS, "newest"),
    }


def _one(name: str) -> str:
    return next(iter(read_choice(name)), "")


def is_narrowed(chosen: Mapping[str, Any]) -> bool:
    """True if anything but the kind and the sort order was chosen."""
    return chosen["counted"] is not True or any(
        chosen[name] for name in ("speaker", "about", "words", "min_confidence")
    )


def clear_quote_choices() -> None:
    """Reset the quote filter to its default."""
    for name in _NAMES:
        write_choice(name, [])


def show_uncounted() -> None:
    """Show the quotes that do not count, of every kind."""
    write_choice("sure", [UNCOUNTED])
    write_choice("kind", [ANY])


def state_quotes(n: int, n_all: int, chosen: Mapping[str, Any]) -> str:
    """The quotes' part of the filter sentence, as escaped HTML; `n_all` are those that count."""
    if chosen["counted"] is not True:
        amount = f"{count_of(n, 'quote')}{' that count nowhere' if chosen['counted'] is False else ', counted or not'}"
    else:
        amount = f"all {count_of(n, 'quote')}" if n == n_all else f"{n:,} of {count_of(n_all, 'quote')}"
    parts = [f"<b>{amount}</b>"]
    if chosen["kinds"]:
        parts.append(_KINDS_SAID.get(chosen["kinds"]) or f"that are <b>{join_words(chosen['kinds'], 'or')}</b>")
    if chosen["speaker"]:
        parts.append(f"by <b>{_name(chosen['speaker'])}</b>")
    if chosen["about"]:
        parts.append(f"about <b>{_name(chosen['about'])}</b>")
    if chosen["words"]:
        parts.append(f"containing <b>“{escape(chosen['words'])}”</b>")
    if chosen["min_confidence"]:
        parts.append(f"at least <b>{chosen['min_confidence']:.0%} sure</b>")
    return " ".join(parts).replace(" , ", ", ")


def state_nothing(chosen: Mapping[str, Any]) -> str:
    """What to do if no quote fits, in Markdown."""
    if is_narrowed(chosen):
        return "No quote fits what you chose. “Show all” above drops it."
    if chosen["kinds"] == _KINDS_OF[MARKED]:
        return "No words in quotation marks here. “Reported speech” holds what is told without them."
    return "Nothing of this kind here. “Both” shows every quote."


def render_uncounted(n_uncounted: int, chosen: Mapping[str, Any]) -> None:
    """Say what counts, and offer what does not."""
    if not n_uncounted or chosen["counted"] is not True:
        return
    those = "one is" if n_uncounted == 1 else f"{n_uncounted:,} are"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        render_note(
            f"Counted: words in quotation marks, and reported speech that is at least {library.SURE:.0%} sure. "
            f"{those.capitalize()} not counted anywhere: less sure, or a wish or support without words, as in “wants”.",
            width="content",
        )
        st.button("Show what is not counted", key="quotes_uncounted", type="tertiary", on_click=show_uncounted)


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
    render_one_of("How sure", "sure", HOW_SURE, COUNTED, label_visibility="visible")
    render_one_of("First", "order", ORDERS, "newest", label_visibility="visible")
