"""What one source of a story alone reports is shown as its sentences; copies report what their originals do."""

from __future__ import annotations

from typing import Any

import pytest

from components.library.queries.reported_alone import read_reported_alone
from components.library.store import write

BOTH = "[Ada Dray|person] opened the bridge at [Mole End|place]."


def tell(pile: Any, *articles: tuple[str, str], **fields: str) -> None:
    """One story of articles, each a source and its text behind what both tell."""
    for n, (source, text) in enumerate(articles, start=1):
        pile.article(f"{BOTH}\n{text}", source=source, date=f"2025-03-1{n}", **(fields if n == len(articles) else {}))
    with write(pile.con):
        pile.con.execute("INSERT INTO stories (n, centre) VALUES (1, x'')")
        pile.con.executemany(
            "INSERT INTO article_stories VALUES (?, 1, 0.5)", [(n,) for n in range(1, len(articles) + 1)]
        )


def told(pile: Any) -> dict[str, list[str]] | None:
    found = read_reported_alone(pile.view(include_copies=False), "y1")
    return None if found is None else {source: [one.text for one in own] for source, own in found.items()}


@pytest.mark.parametrize(
    ("first", "second", "alone"),
    [
        ("[Rosa Lund|person] wept.", "Nobody wept.", {"Courier": ["Rosa Lund wept."]}),
        ("It cost 4,120 crowns.", "It cost much.", {"Courier": ["It cost 4,120 crowns."]}),
        ("It cost 4,120 crowns.", "The price was 4120 crowns.", {}),
        ("[Rosa Lund|person] wept.", "[Lund|person|Rosa Lund] left early.", {}),
        (
            "Divers searched beneath the pillars.",
            "Engineers welded the railing overnight.",
            {
                "Courier": ["Divers searched beneath the pillars."],
                "Ledger": ["Engineers welded the railing overnight."],
            },
        ),
        ("It was late.", "It was cold.", {}),
        ("On March 14, 2025 it rained.", "It rained.", {}),
        (
            "By [Per Holm|person], [Una Falk|person], [Ivo Berg|person] and [Nils Ek|person].\n"
            "[Rosa Lund|person] closed the bridge at noon.",
            "They closed the bridge at noon.",
            {
                "Courier": [
                    "Rosa Lund closed the bridge at noon.",
                    "By Per Holm, Una Falk, Ivo Berg and Nils Ek.",
                ]
            },
        ),
        (
            "[Rosa Lund|person] wept.\n[Rosa Lund|person] went home.",
            "Nobody wept.",
            {"Courier": ["Rosa Lund wept."]},
        ),
    ],
)
def test_a_sentence_stands_alone_by_its_names_numbers_and_words(
    pile: Any, first: str, second: str, alone: dict[str, list[str]]
) -> None:
    tell(pile, ("Courier", first), ("Ledger", second))
    assert told(pile) == alone


def test_at_most_three_sentences_are_shown_the_most_telling_first_each_at_its_place(pile: Any) -> None:
    names = ["Rosa Lund", "Ivo Berg", "Una Falk", "Per Holm"]
    more = "\n".join(f"[{name}|person] came." for name in names)
    tell(pile, ("Courier", f"{more}\n[Nils Ek|person] paid 77 crowns."), ("Ledger", "Nothing more."))
    (own,) = read_reported_alone(pile.view(include_copies=False), "y1").values()
    assert [one.text for one in own] == ["Nils Ek paid 77 crowns.", "Rosa Lund came.", "Ivo Berg came."]
    text = pile.con.execute("SELECT text FROM articles WHERE n = 1").fetchone()[0]
    for one in own:
        assert text[one.start : one.start + len(one.text)] == one.text
        assert one.highlights
        assert one.article_id == "a1"


def test_a_copy_in_another_source_tells_it_too(pile: Any) -> None:
    wept = "[Rosa Lund|person] wept."
    tell(pile, ("Courier", wept), ("Ledger", "Nobody wept."), ("Gazette", wept), duplicate_of="a1")
    assert told(pile) == {}


def test_one_source_alone_has_nobody_to_differ_from(pile: Any) -> None:
    tell(pile, ("Courier", "[Rosa Lund|person] wept."), ("Courier", "Nobody wept."))
    assert told(pile) is None
    assert read_reported_alone(pile.view(), "y99") is None
