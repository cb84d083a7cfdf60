import pytest

from components.types import Span
from components.ui.reader import cut_around, join_words_of_quote, mark_spans, pull_quote_html


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "a &lt;b&gt; c"),
        ([(0, 1)], "<b>a</b> &lt;b&gt; c"),
        ([(2, 5)], "a <b>&lt;b&gt;</b> c"),
        ([(0, 3), (2, 5)], "<b>a &lt;b&gt;</b> c"),
        ([(6, 99)], "a &lt;b&gt; <b>c</b>"),
        ([(4, 4), (-3, 1)], "<b>a</b> &lt;b&gt; c"),
    ],
)
def test_spans_are_marked_in_escaped_text(spans: list[Span], expected: str) -> None:
    assert mark_spans("a <b> c", spans, "b") == expected


@pytest.mark.parametrize(
    ("spans", "expected", "marked"),
    [
        ([(0, 1)], "0123456789 …", ["0"]),
        ([(50, 52)], "… 7890123456 …", ["01"]),
        ([(98, 99), (2, 3)], "0123456789 …", ["2"]),
        ([(98, 99)], "… 0123456789", ["8"]),
        ([], "0123456789 …", []),
    ],
)
def test_of_a_very_long_text_what_stands_around_the_mark_is_shown(
    spans: list[Span], expected: str, marked: list[str]
) -> None:
    text, kept = cut_around("0123456789" * 10, spans, 10)
    assert text == expected
    assert [text[start:end] for start, end in kept] == marked
    assert cut_around("short", [(0, 2)], 10) == ("short", [(0, 2)])


@pytest.mark.parametrize(
    ("attribution", "speaker", "expected"),
    [
        ("said Ada <i>", "Ada <i>", "<span>said <b>Ada &lt;i&gt;</b></span>"),
        ("Denny was accused by Khan", "Khan", "<span>Denny was accused by <b>Khan</b></span>"),
        ("it was said", "Ada", "<span>it was said</span>"),
        ("", "", "<script>“</p></div>".replace("<", "&lt;", 1).replace(">", "&gt;", 1)),
    ],
)
def test_an_attribution_keeps_its_words_and_their_order(attribution: str, speaker: str, expected: str) -> None:
    html = pull_quote_html("“<script>“", attribution, speaker)
    assert expected in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["“They cooked this deal,”", "“We only signed it.”"], "“They cooked this deal, … We only signed it.”"),
        (["In the last week,", "he hardly left the room"], "In the last week, … he hardly left the room"),
        (["“One.”"], "“One.”"),
        (["that it was", "“fine”"], "that it was … “fine”"),
    ],
)
def test_a_broken_quote_reads_as_one(pieces: list[str], shown: str) -> None:
    assert join_words_of_quote(" ".join(pieces), [len(piece) for piece in pieces]) == shown
