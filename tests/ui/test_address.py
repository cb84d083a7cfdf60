from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from components.types import Filter
from components.ui import address
from components.ui.address import MAX_VALUES, UNFILTERED, filter_from_params, filter_to_params

FULL = Filter(
    start="2026-01-01",
    end="2026-02-01",
    sources=("A & B", "", "ü"),
    topics=("t1",),
    entities=("e1", "e2"),
    sections=("Metro; A1", "Sports"),
    words='tax NOT "rent cap" & more',
    include_pronouns=True,
    include_copies=True,
)


@pytest.mark.parametrize("filter_", [UNFILTERED, FULL, replace(UNFILTERED, start="2026-01-01"), Filter(sources=("x",))])
def test_a_filter_comes_back_from_its_address(filter_: Filter) -> None:
    params = {name: [value] if isinstance(value, str) else value for name, value in filter_to_params(filter_).items()}
    assert filter_from_params(params) == filter_


def test_what_narrows_nothing_is_not_in_the_address() -> None:
    assert filter_to_params(UNFILTERED) == {}


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"from": ["nonsense"], "to": [""]}, UNFILTERED),
        ({"from": ["2026-02-30"]}, UNFILTERED),
        ({"from": ["2026-03-01"], "to": ["2026-01-01"]}, replace(UNFILTERED, start="2026-01-01", end="2026-03-01")),
        ({"source": ["a", "a", "b"]}, replace(UNFILTERED, sources=("a", "b"))),
        ({"pronouns": ["yes"], "copies": ["no", "0"]}, UNFILTERED),
        (
            {"names": [str(n) for n in range(500)]},
            replace(UNFILTERED, entities=tuple(str(n) for n in range(MAX_VALUES))),
        ),
    ],
)
def test_an_address_that_makes_no_sense_narrows_nothing(params: dict[str, list[str]], expected: Filter) -> None:
    assert filter_from_params(params) == expected


def page() -> None:
    from components.ui.address import show_address

    show_address()


@pytest.mark.parametrize(
    ("current", "kept"),
    [
        ("read", {"article", "at", "from"}), ("entities", {"entity", "from"}), ("overview", {"from"}),
        ("", {"article", "at", "entity", "from"}),
    ],
)  # fmt: skip
def test_what_belongs_to_another_page_leaves_the_address(
    current: str, kept: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "_current_page", lambda: current)
    app = AppTest.from_function(page)
    for key in ("article", "at", "entity", "from"):
        app.query_params[key] = "1"
    assert not app.run().exception
    assert set(app.query_params) == kept
