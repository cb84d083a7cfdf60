"""Copies: the oldest stands for its group unless a person said otherwise, and what differs is found word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import library
from components.library.queries.copies import MOST_WORDS, compare_words


@pytest.fixture
def copied(pile):  # type: ignore[no-untyped-def]
    """One text in three articles, and another."""
    pile.article("[Ada Dray|person] left.", date="2025-03-10")
    pile.article("[Ada Dray|person] left town.", date="2025-03-12", duplicate_of="a1")
    pile.article("[Ada Dray|person] left early.", date="2025-03-11", duplicate_of="a1")
    pile.article("[Ada Dray|person] came.", date="2025-03-13")
    return pile


def originals(pile) -> dict[str, str]:  # type: ignore[no-untyped-def]
    articles = pile.frames().articles
    return dict(zip(articles["article_id"], articles["duplicate_of"], strict=True))


def test_copies_are_counted_once_or_each(copied) -> None:  # type: ignore[no-untyped-def]
    assert library.count_totals(copied.view(include_copies=False)).n_mentions == 2
    assert library.count_totals(copied.view()).n_mentions == 4
    assert library.list_groups(copied.view()) == [("a1", "Title 1", 2)]
    for one in ("a1", "a2", "a3"):
        assert library.list_group(copied.frames(), one)["article_id"].tolist() == ["a1", "a3", "a2"]
    assert not len(library.list_group(copied.frames(), "a4"))
    assert not len(library.list_group(copied.frames(), "unknown"))


@pytest.mark.parametrize(
    ("article", "counts", "settled"),
    [
        ("a2", library.FIRST, {"a1": "a2", "a2": "", "a3": "a2", "a4": ""}),
        ("a2", library.ITSELF, {"a1": "", "a2": "", "a3": "a1", "a4": ""}),
        ("a1", library.ITSELF, {"a1": "", "a2": "", "a3": "a2", "a4": ""}),
        ("a1", library.FIRST, {"a1": "", "a2": "a1", "a3": "a1", "a4": ""}),
        ("a4", library.ITSELF, {"a1": "", "a2": "a1", "a3": "a1", "a4": ""}),
    ],
)
def test_an_updated_version_replaces_the_older_one_or_stands_beside_it(copied, article, counts, settled) -> None:  # type: ignore[no-untyped-def]
    before = originals(copied)
    library.count_copy(copied.path, article, counts)
    assert originals(copied) == settled
    assert "Title" in library.read_corrections(copied.path)[0].sentence
    library.undo_correction(copied.path, 1)
    assert originals(copied) == before


def test_the_oldest_copy_of_a_deleted_original_stands_for_the_others(copied) -> None:  # type: ignore[no-untyped-def]
    library.delete_articles(copied.path, ["a1"])
    assert originals(copied) == {"a2": "", "a3": "a2", "a4": ""}
    library.restore_articles(copied.path, ["a1"])
    assert originals(copied) == {"a1": "", "a2": "a1", "a3": "a1", "a4": ""}


def test_what_a_person_settled_about_copies_moves_to_another_library(copied, make_pile) -> None:  # type: ignore[no-untyped-def]
    library.count_copy(copied.path, "a2", library.FIRST)
    other = make_pile("other")
    other.article("[Ada Dray|person] left.")
    other.article("[Ada Dray|person] left town.", duplicate_of="a1")
    assert library.import_corrections(other.path, library.export_corrections(copied.path)) == 1
    assert originals(other) == {"a1": "a2", "a2": ""}
    other.con.close()


@given(steps=st.lists(st.tuples(st.sampled_from("1234"), st.sampled_from([library.FIRST, library.ITSELF])), max_size=6))
def test_however_copies_are_settled_an_original_is_no_copy_itself(steps: list[tuple[str, str]]) -> None:
    from components.library.corrections.copies import settle_one

    above: dict[int, int | None] = {2: 1, 3: 1}
    for number, counts in steps:
        settle_one(above, int(number), counts)
        assert not set(above) & set(above.values())


@pytest.mark.parametrize(
    ("first", "second", "left", "right"),
    [
        ("One two three.", "One two three.", [], []),
        ("“It’s over,” she said.", '"It\'s over", SHE said', [], []),
        ("One two three.", "One new three.", ["two"], ["new"]),
        ("One three.", "One two three.", [], ["two"]),
        ("A B c d e.", "c d e. F g", ["A B"], ["F g"]),
        ("", "All new", [], ["All new"]),
        ("— one", "one", ["—"], []),
    ],
)
def test_what_differs_is_found_word_by_word(first: str, second: str, left: list[str], right: list[str]) -> None:
    found = compare_words(first, second)
    assert [first[start:end] for start, end in found.first] == left
    assert [second[start:end] for start, end in found.second] == right
    assert found.ends == (len(first), len(second))


@pytest.mark.parametrize("words", [["a"], ["a", "b"], list("abcdefghij"), [str(n) for n in range(40)]])
def test_texts_of_any_length_are_compared_as_far_as_is_quick(words: list[str]) -> None:
    first = " ".join(words * 3000)
    second = " ".join((words[1:] + words[:1] + ["x"]) * 3000)
    found = compare_words(first, second)
    assert first[: found.ends[0]].count(" ") == MOST_WORDS - 1
    assert all(end <= found.ends[1] for _, end in found.second)
