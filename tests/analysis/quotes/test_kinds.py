"""Kinds of quotes, and attitudes, which are told apart from speech."""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.quotes import extract_quotes

ATTITUDES = [
    "The union wants a shorter week.",
    "He intends to borrow it.",
    "Pia Moor plans to run again.",
    "The firm hopes to reopen the plant by May.",
    "Traders had hoped for a better year.",
    "The council has backed the plan.",
    "He loves the old harbour.",
    "Rural members oppose the tax.",
    "The party supports the plan to widen the road.",
    "Ms Ode prefers the northern route.",
    "The firm plans to announce job cuts.",  # a plan to speak, not speech
    "The mayor thanked her for her patience.",
    "Halloran was generous about the woman who had been her fiercest critic.",
    "The union did not support the strike.",
]
REPORTED = [
    "He hopes that the council will agree.",
    "The mayor believes the plan will work.",
    "Residents fear that the river will rise.",
    "He is confident that the deal will hold.",
    "He wanted to know why the gate was shut.",
    "She expects the bridge to open in May.",
    "The bank forecasts growth of 2 per cent.",
    "The company needs more staff, the union said.",
    "He said he wants a shorter week.",
]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, "attitude") for text in ATTITUDES),
        *((text, "indirect") for text in REPORTED),
        ("He wants “a proper bridge” for the town.", "mixed"),
        ("“I want it,” she said.", "direct"),
        ("“We hope so,” he hoped.", "direct"),
    ],
)
def test_a_wish_or_support_is_an_attitude_and_a_thought_is_reported(nlp_pipeline: Any, text: str, kind: str) -> None:
    doc = build_document(nlp_pipeline.nlp(text))
    assert {quote.kind for quote in extract_quotes(doc, *find_names(doc))} == {kind}
