import pytest

from components import count_of, join_words, name_place
from components.ui.words import escape, escape_markdown, format_byline, format_dates, format_period, format_seconds

J = "\u2060"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words", "Plain words"),
        ("**bold** _it_", r"\*\*bold\*\* \_it\_"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        (":red[x]", rf":{J}red\[x\]"),
        (":material/home:", f":{J}material/home:{J}"),
        ("$a$ `c` # h", r"\$a\$ \`c\` \# h"),
        ("[l](http://e.x)", rf"\[l\]\(http:{J}//e\.x\)"),
        ("www.e.x and a@e.x", rf"www{J}\.e\.x and a@{J}e\.x"),
        ("two\nlines\t here", "two lines here"),
        ("back\\slash", r"back\\slash"),
        ("\u202eturned\u202c \u2067round\u2069", "turned round"),
    ],
)
def test_text_is_escaped_so_that_nothing_in_it_takes_effect(text: str, expected: str) -> None:
    assert escape_markdown(text) == expected


def test_a_text_cannot_turn_round_the_words_beside_it() -> None:
    assert escape("\u202e<b> & “x”\u2066") == "&lt;b&gt; &amp; “x”"
    assert escape("שלום \u200fعربي") == "שלום \u200fعربي"


@pytest.mark.parametrize(
    ("n", "plural", "expected"), [(0, "", "0 articles"), (1, "", "1 article"), (1204, "", "1,204 articles")]
)
def test_a_number_has_its_noun(n: int, plural: str, expected: str) -> None:
    assert count_of(n, "article", plural) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_joined(words: list[str], expected: str) -> None:
    assert join_words(words) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("", "", ""),
        ("2026-01-05", "2026-01-05", "5 January 2026"),
        ("2026-01-05", "2026-07-05", "5 January – 5 July 2026"),
        ("2025-12-31", "2026-07-05", "31 December 2025 – 5 July 2026"),
    ],
)
def test_a_span_names_the_first_year_only_where_it_differs(first: str, last: str, expected: str) -> None:
    assert format_dates(first, last) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("", "", ""),
        ("2026-03-03", "2026-03-03", "on 3 March 2026"),
        ("2026-03-02", "2026-03-08", "in the week of 2 March 2026"),
        ("2026-03-01", "2026-03-31", "in March 2026"),
        ("2026-02-01", "2026-02-28", "in February 2026"),
        ("2026-03-03", "2026-03-09", "from 3 March 2026 to 9 March 2026"),
    ],
)
def test_a_period_is_put_in_words(start: str, end: str, expected: str) -> None:
    assert format_period(start, end) == expected


@pytest.mark.parametrize(
    ("source", "date", "origin", "expected"),
    [
        ("Courier", "2026-03-03", "metadata", "Courier, 3 March 2026"),
        ("", "", "none", "Unknown source, no date"),
        ("Courier", "2026-03-03", "text", "Courier, 3 March 2026 (date taken from the text)"),
        ("Courier", "", "text", "Courier, no date"),
    ],
)
def test_a_byline_says_what_is_guessed_or_unknown(source: str, date: str, origin: str, expected: str) -> None:
    assert format_byline(source, date, origin) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(3, "a few seconds"), (42, "about 40 seconds"), (170, "about 3 minutes"), (9000, "about 2 hours")],
)
def test_time_left_is_rough(seconds: float, expected: str) -> None:
    assert format_seconds(seconds) == expected


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("semi.csv#1", "semi.csv, row 1"),
        ("pile.zip/list.XLSX#1204", "pile.zip/list.XLSX, row 1,204"),
        ("nexis.docx#2", "nexis.docx, article 2"),
        ("feed.xml#3", "feed.xml, article 3"),
        ("notes.txt", "notes.txt"),
        ("issue #3.txt", "issue #3.txt"),
        ("c#.txt", "c#.txt"),
        ("https://post.example/a.csv#3", "https://post.example/a.csv#3"),
        ("", ""),
    ],
)
def test_a_row_of_a_table_is_named_in_words(path: str, said: str) -> None:
    assert name_place(path) == said
