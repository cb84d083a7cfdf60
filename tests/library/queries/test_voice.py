"""Who is quoted against who is only mentioned; a gender counts where a name, an honorific or a pronoun tells it."""

from __future__ import annotations

import pytest

from components import library
from components.library.corrections import set_gender
from components.library.queries.voice import read_gender
from components.types import GENDERS, EvidenceQuery


@pytest.fixture
def voices(pile):  # type: ignore[no-untyped-def]
    pile.article(
        "[Mary Dray|person] met [Tom Pike|person] and [Zyx Ull|person] at [Halden Works|organisation].\n"
        "“Good,” said [Dray|person|Mary Dray].\n“Bad,” said [Zyx Ull|person].",
        quotes=[("“Good,”", "Mary Dray", "direct"), ("“Bad,”", "Zyx Ull", "direct")],
    )  # fmt: skip
    pile.article(
        "[Tom Pike|person] said it was late.\n[Mary Dray|person] left [Halden|place].", date="2025-04-10",
        source="Ledger", quotes=[("it was late", "Tom Pike", "indirect")],
    )  # fmt: skip
    return pile


def numbers(row: dict[str, object], kind: str) -> list[object]:
    return [row[f"n_{kind}_{gender}"] for gender in GENDERS]


def test_shares_of_mentions_stand_beside_shares_of_quotes(voices) -> None:  # type: ignore[no-untyped-def]
    table = library.count_voices(voices.view()).set_index("name")
    assert table.loc["Mary Dray", ["n_mentions", "n_quotes", "n_direct", "n_reported"]].tolist() == [3, 1, 1, 0]
    assert table.loc["Tom Pike", ["n_mentions", "n_quotes", "n_direct", "n_reported"]].tolist() == [2, 1, 0, 1]
    assert table["mentioned"].sum() == pytest.approx(1)
    assert table["quoted"].sum() == pytest.approx(1)
    assert "Halden" not in table.index, "a place has no voice"
    assert table.loc["Halden Works", "quoted"] == 0


def test_people_count_by_gender_per_source(voices) -> None:  # type: ignore[no-untyped-def]
    rows = library.count_genders_by_source(voices.view()).to_dict("records")
    assert [(row["source"], numbers(row, "quotes"), numbers(row, "mentions")) for row in rows] == [
        ("Courier", [1, 0, 0, 1], [2, 1, 0, 2]), ("Ledger", [0, 1, 0, 0], [1, 1, 0, 0]),
    ]  # fmt: skip


def test_people_count_by_gender_over_time(voices) -> None:  # type: ignore[no-untyped-def]
    rows = library.count_genders_by_period(voices.view(), "month").to_dict("records")
    assert [(row["start"], numbers(row, "quotes")) for row in rows] == [
        ("2025-03-01", [1, 0, 0, 1]), ("2025-04-01", [0, 1, 0, 0]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("gender", "merged", "counted"),
    [("", "", "unknown"), ("f", "", "women"), ("m", "", "men"), ("f", "m", "unknown"), ("m", "m", "men")],
)
def test_what_the_analysis_told_counts_and_merged_names_must_agree(
    voices,  # type: ignore[no-untyped-def]
    gender: str,
    merged: str,
    counted: str,
) -> None:
    other = voices.article("[Qor Ull|person] slept.", source="Third")
    assert other
    with voices.con:
        voices.con.execute("UPDATE entities SET gender = ? WHERE name = 'Zyx Ull'", (gender,))
        voices.con.execute("UPDATE entities SET gender = ? WHERE name = 'Qor Ull'", (merged,))
    if merged:
        library.merge_entities(voices.path, [voices.id_of("Qor Ull")], voices.id_of("Zyx Ull"))
    view = voices.view()
    (said,) = (
        gender for gender in GENDERS
        if library.read_evidence(voices.path, view, EvidenceQuery("quotes", gender=gender), limit=9)
        and any("Bad" in one.text
                for one in library.read_evidence(voices.path, view, EvidenceQuery("quotes", gender=gender), limit=9))
    )  # fmt: skip
    assert said == counted


def test_what_is_corrected_counts_right(voices) -> None:  # type: ignore[no-untyped-def]
    library.retype_entity(voices.path, voices.id_of("Mary Dray"), "organisation")
    row = library.count_genders_by_source(voices.view()).set_index("source").loc["Courier"]
    assert [row[f"n_quotes_{gender}"] for gender in GENDERS] == [0, 0, 0, 1]


def courier(voices) -> list[object]:  # type: ignore[no-untyped-def]
    """The mentions of people in the Courier, by gender: at first two of Mary Dray, one of Tom Pike, two of Zyx Ull."""
    return numbers(library.count_genders_by_source(voices.view()).to_dict("records")[0], "mentions")


@pytest.mark.parametrize(
    ("name", "gender", "counted"),
    [
        ("Zyx Ull", "women", [4, 1, 0, 0]),
        ("Zyx Ull", "other", [2, 1, 2, 0]),
        ("Mary Dray", "men", [0, 3, 0, 2]),
        ("Tom Pike", "unknown", [2, 0, 0, 3]),
    ],
)
def test_a_gender_that_a_person_put_right_counts_until_it_is_undone(
    voices,  # type: ignore[no-untyped-def]
    name: str,
    gender: str,
    counted: list[int],
) -> None:
    before, entity = courier(voices), voices.id_of(name)
    set_gender(voices.path, entity, gender)
    assert courier(voices) == counted
    assert read_gender(voices.frames(), entity) == gender
    (line,) = library.read_corrections(voices.path)
    assert line.sentence.startswith(f"“{name}” is counted as a")
    view = voices.view()
    assert library.count_evidence(view, EvidenceQuery("mentions", gender=gender)).n == (
        library.count_genders_by_source(view)[f"n_mentions_{gender}"].sum()
    )
    library.undo_correction(voices.path, line.n)
    assert courier(voices) == before


def test_a_gender_put_right_goes_with_a_name_that_is_merged_unless_the_other_has_one(voices) -> None:  # type: ignore[no-untyped-def]
    ull, dray, pike = (voices.id_of(name) for name in ("Zyx Ull", "Mary Dray", "Tom Pike"))
    set_gender(voices.path, ull, "other")
    library.merge_entities(voices.path, [ull], dray)
    assert courier(voices) == [0, 1, 4, 0]
    set_gender(voices.path, pike, "men")
    library.merge_entities(voices.path, [dray], pike)
    assert courier(voices) == [0, 5, 0, 0]
    library.retype_entity(voices.path, pike, "organisation")
    assert read_gender(voices.frames(), pike) == "unknown"


def test_an_unknown_gender_in_a_link_finds_nothing(voices) -> None:  # type: ignore[no-untyped-def]
    assert library.count_evidence(voices.view(), EvidenceQuery("quotes", gender="nonsense")).n == 0
