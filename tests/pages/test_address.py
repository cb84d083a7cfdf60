"""An address that makes no sense, in any of its parameters, opens its page all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.apps import PAGES, open_page, said_on

Put = Callable[[str], Path]


NAMES = (
    "library", "article", "at", "beside", "entity", "from", "to", "source", "topic", "names", "pronouns", "copies",
    "period", "measure", "who", "focus", "subject", "types", "name", "q", "in", "as", "kind", "sure", "order",
    "speaker", "about", "words", "evidence",
)  # fmt: skip


HOSTILE = {
    "many digits": "9" * 5000,
    "negative": "-1",
    "NUL": "\0",
    "no number": "nan",
    "without end": "1e999",
    "foreign digits": "٣" * 30,
    "superscript": "²",
    "long": "x" * 50_000,
    "quotation marks": "\"'`“",
    "a date that is none": "2025-13-45",
    "a far date": "9999-12-31",
}


@pytest.mark.parametrize("page", PAGES)
def test_an_address_that_makes_no_sense_opens_the_page(page: str, put_library: Put) -> None:
    put_library("generated")
    app = open_page(page)
    filters = ("article", "entity", "source", "topic", "names", "from", "to")
    for kind, value in HOSTILE.items():
        for names in (NAMES, [name for name in NAMES if name not in filters]):
            app.query_params.clear()
            for name in names:
                app.query_params[name] = value
            app.run()
            assert not app.exception, kind
            assert "because of a mistake" not in said_on(app), kind
    assert app.title


def test_an_address_that_presents_nonsense_says_so(put_library: Put) -> None:
    put_library("generated")
    app = open_page("overview.py")
    for kind, value in HOSTILE.items():
        for present in (value, "mentions", "topic"):
            for name in ("who", "period", "subject", "focus"):
                app.query_params[name] = value
            app.query_params["present"] = present
            app.run()
            assert not app.exception, (kind, present)
            assert "because of a mistake" not in said_on(app), (kind, present)
