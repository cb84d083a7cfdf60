"""Quotation marks of every kind, whole and broken."""

from __future__ import annotations

import pytest

from components.analysis.quotation_marks import find_quotations


def _outer(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_quotations(text) if not one.depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Hello,” he said. “Bye.”", ["“Hello,”", "“Bye.”"]),
        ('"Hello," he said. "Bye."', ['"Hello,"', '"Bye."']),
        ("``Hello,'' he said.", ["``Hello,''"]),
        ("''So terrible'' was it.", ["''So terrible''"]),
        ("«Bonjour», dit-il.", ["«Bonjour»"]),
        ("„Guten Tag“, sagte er.", ["„Guten Tag“"]),
        ("‘I can’t do it,’ said the boys’ father.", ["‘I can’t do it,’"]),
        ("'It's the workers' choice,' she said. 'No.'", ["'It's the workers' choice,'", "'No.'"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ('"He said "no" to me," she said.', ['"He said "no" to me,"']),
        ('"Why"—he asked—"not?"', ['"Why"', '"not?"']),
        ("She called it “great“ and left.", ["“great“"]),
        ("”Odd opener,” he said.", ["”Odd opener,”"]),
    ],
)
def test_what_stands_in_quotation_marks_is_found(text: str, expected: list[str]) -> None:
    assert _outer(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was the '90s rock 'n' roll, he said.",
        "O'Brien's dogs' bowls",
        "'Tis the season",
        "the workers’ rights and the nurses’ pay",
        "",
    ],
)
def test_apostrophes_are_no_quotation_marks(text: str) -> None:
    assert _outer(text) == []


def test_a_mark_left_open_costs_its_own_sentence_only() -> None:
    text = "“Unclosed here. And more follows. And more.\n\n“A whole quote,” she said."
    assert _outer("He said “yes. And more follows.\n\nShe said “a whole quote,” then.") == ["“yes.", "“a whole quote,”"]
    assert _outer(text)[-1] == "“A whole quote,”"


def test_a_quote_of_several_paragraphs_runs_on() -> None:
    first, second = find_quotations("“First part.\n\n“Second part,” he said.")
    assert first.runs_on
    assert not first.closed
    assert second.closed


@pytest.mark.parametrize(
    "text", ['"' * 501, "'" * 501, "“" * 400, "”" * 400, "‘’“”\"'«»„``''" * 50, '"\n' * 200, ' "a" ' * 3000]
)
def test_any_heap_of_marks_is_read_without_an_error(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in find_quotations(text))
