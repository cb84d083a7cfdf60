"""Tables of articles, and which of their columns is what."""

from __future__ import annotations

from typing import Any

import pytest

from components.articles import inspect_table, read_file
from components.articles.formats.tables import read_rows
from components.types import Article, DatelineError, Skipped

STORY = "The mayor opened the season, with a promise; and more."
LONG = "The mayor opened the season with a promise that pleased. " * 6


def _read(name: str, data: str | bytes, **options: Any) -> list[Article | Skipped]:
    return list(read_file(name, data.encode() if isinstance(data, str) else data, **options))


def _articles(name: str, data: str | bytes, **options: Any) -> list[Article]:
    return [item for item in _read(name, data, **options) if isinstance(item, Article)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_in_every_usual_form(delimiter: str, encoding: str, ending: str) -> None:
    rows = [
        ["headline", "body", "published", "outlet"],
        ["Zoë’s tale", f'"{STORY}{ending}She said ""yes""."', "6 Dec 2024", "The Gazette"],
    ]
    data = (ending.join(delimiter.join(row) for row in rows) + ending).encode(encoding)
    (article,) = _articles("t.csv", data)
    assert article.text == f'{STORY}{ending}She said "yes".'
    assert (article.title, article.date, article.source) == ("Zoë’s tale", "2024-12-06", "The Gazette")
    assert (article.path, article.date_origin) == ("t.csv#1", "metadata")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Title,Text,Date,Source,Author,URL",
            {"title": "Title", "text": "Text", "date": "Date", "source": "Source", "author": "Author", "url": "URL"},
        ),
        (
            "headline,content,publish_date,publication,byline,link",
            {
                "title": "headline",
                "text": "content",
                "date": "publish_date",
                "source": "publication",
                "author": "byline",
                "url": "link",
            },
        ),
        ("id,full_text,publishedAt,outlet", {"text": "full_text", "date": "publishedAt", "source": "outlet"}),
        (
            "Article Title,Article Text,Pub. Date,Newspaper,Web address",
            {
                "title": "Article Title",
                "text": "Article Text",
                "date": "Pub. Date",
                "source": "Newspaper",
                "url": "Web address",
            },
        ),
        (
            "maintext,date_publish,source_domain,authors",
            {"text": "maintext", "date": "date_publish", "source": "source_domain", "author": "authors"},
        ),
    ],
)
def test_usual_column_names_are_recognised(header: str, expected: dict[str, str]) -> None:
    cells = ",".join(f'"{STORY}"' for _ in header.split(","))
    info = inspect_table("t.csv", f"{header}\n{cells}\n".encode())
    assert info.mapping == expected
    assert info.is_clear
    assert info.columns == header.split(",")
    assert list(info.preview.columns) == info.columns


@pytest.mark.parametrize(
    ("table", "text_column", "is_clear"),
    [
        (f"a,b\n1,{LONG}\n", "b", False),  # no known name: the longest column is a guess
        (f"text,b\npositive,{LONG}\n", "text", False),  # a column of labels called text
        (f"title,description\nA,{LONG}\n", "description", False),
        (f"text,content\n{STORY[:30]},{LONG}\n", "text", False),
        ("a,b\n1,2\n", None, False),
        (f"text,label\n{LONG},1\n", "text", True),
        (f"text,html\n{LONG},{LONG * 3}\n", "text", True),
    ],
)
def test_an_unclear_table_is_told(table: str, text_column: str | None, is_clear: bool) -> None:
    info = inspect_table("t.csv", table.replace("season, with", "season with").encode())
    assert (info.mapping.get("text"), info.is_clear) == (text_column, is_clear)


def test_what_the_person_said_about_columns_holds() -> None:
    table = f"text,notes,when\npositive,{LONG},2024-12-06\n"
    (article,) = _articles("t.csv", table, mapping={"text": "notes", "date": "when"})
    assert (article.text, article.date, article.title) == (
        LONG.strip(),
        "2024-12-06",
        "The mayor opened the season with a promise that pleased. …",
    )
    (article,) = _articles("t.csv", table, mapping={"text": "notes"})
    assert article.date == ""


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["03/04/2025", "25/04/2025"], ["2025-04-03", "2025-04-25"]),
        (["03/04/2025", "04/25/2025"], ["2025-03-04", "2025-04-25"]),
        (["03/04/2025", "05/04/2025"], ["", ""]),
        (["03/04/2025", "2025-04-25"], ["", "2025-04-25"]),
    ],
)
def test_one_certain_date_settles_the_order_for_a_table(dates: list[str], expected: list[str]) -> None:
    articles = _articles("t.csv", "text,date\n" + "".join(f'"{STORY}",{date}\n' for date in dates))
    assert [article.date for article in articles] == expected
    assert [article.date_hint for article in articles] == [
        "" if read else date for date, read in zip(dates, expected, strict=True)
    ]


def test_the_person_settles_the_order_of_dates() -> None:
    table = f'text,date\n"{STORY}",03/04/2025\n'
    assert [article.date for article in _articles("t.csv", table, day_first=False)] == ["2025-03-04"]


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        (f"sep=;\ntext;title\n{STORY.replace(';', '.')};A\n", [STORY.replace(";", ".")]),
        ("text\nOne, two; three\nFour, five\n", ["One, two; three", "Four, five"]),
        (f"{LONG},2024-12-06\n{LONG},2024-12-07\n", [LONG.strip(), LONG.strip()]),  # no header
        ("text,text\nfirst words,second words\n", ["first words"]),
        ('text,size\nA 5" pipe and a "word" in it,1\n', ['A 5" pipe and a "word" in it']),
        ("title,text\nA,<p>One &amp; two</p><p>Three <b>four</b></p>\n", ["One & two\n\nThree four"]),
        ("title,text\nA,Tom &amp; Jerry&#8217;s\n", ["Tom & Jerry’s"]),
        ("title,text\nA,AT&T and R&D; too\n", ["AT&T and R&D; too"]),
        ("text," + "x," * 2_000 + "\nwords here\n", ["words here"]),
        ("title,text\nA,one < two and three > two\n", ["one < two and three > two"]),
        ("title,text\n\n\nA,words here\n,\n", ["words here"]),
        ("title,text\nA,words here,and more\nB,words,,\n", ["words here,and more", "words"]),
        ("title,text\nA\nB,words here\n", ["words here"]),
        (
            f"Headline_Text;full_story;zz\nA;{LONG.strip()}, he said\nB;{LONG.strip()}\n",
            [f"{LONG.strip()}, he said", LONG.strip()],
        ),
    ],
)
def test_odd_tables_are_read(table: str, texts: list[str]) -> None:
    assert [article.text for article in _articles("t.csv", table)] == texts


@pytest.mark.parametrize(
    "above", ["Report:,x\n\n", '"Brand:","y"\n"From:","Mon Dec 02 2024"\n\n\n', "Search results\n"]
)
def test_what_a_service_writes_about_its_search_above_the_header_is_no_row(above: str) -> None:
    header = "Query Id,Date,Title,Snippet,Url,Domain,Author,Full Text\n"
    row = "1,2024-12-06 07:15:00.0,Harbour rebuilt,Short,https://h.example/1,h.example,Tilda Maron,The mayor spoke.\n"
    (article,) = read_file("a.csv", (above + header + row).encode())
    assert isinstance(article, Article)
    assert (article.title, article.date, article.text) == ("Harbour rebuilt", "2024-12-06", "The mayor spoke.")


def test_a_huge_cell_is_read() -> None:
    text = "word " * 300_000
    assert [article.text for article in _articles("t.csv", f'text,title\n"{text}",A\n')] == [text.strip()]


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        ('title,text\nA,"good, words"\nB,"never closed\nC,words\nD,words\n', ["good, words", None, "words", "words"]),
        ('title,text\nA,"never closed\n' + "B,words\n" * 20, [None, *["words"] * 20]),
        ('title,"text\n' + "A,words\n" * 3, ["words"] * 3),
    ],
)
def test_a_quotation_mark_that_is_never_closed_costs_only_its_row(table: str, texts: list[str | None]) -> None:
    items = _read("t.csv", table)
    assert [item.text if isinstance(item, Article) else None for item in items] == texts
    assert all("never closed" in item.reason for item in items if isinstance(item, Skipped))


@pytest.mark.parametrize("n_words", [900_000, 4_100_000])
def test_a_first_row_of_any_length_is_read_or_named(n_words: int) -> None:
    long, short = _read("t.csv", f'title,text\nA,"{"word " * n_words}"\nB,some words\n')
    assert isinstance(short, Article)
    if n_words < 1_000_000:
        assert isinstance(long, Article)
    else:
        assert isinstance(long, Skipped)
        assert "longer than 20 million characters" in long.reason


@pytest.mark.parametrize(
    ("cells", "source"),
    [
        ("The Gazette,https://www.courier.example/a", "The Gazette"),
        (",https://www.courier.example/a", "courier.example"),
        ("https://www.gazette.example/news,", "gazette.example"),
        ("AP/Reuters,", "AP/Reuters"),
        ("www.gazette.example,", "gazette.example"),
        ("nan,", ""),
    ],
)
def test_a_source_is_a_name_or_a_host(cells: str, source: str) -> None:
    (article,) = _articles("t.csv", f"text,source,url\nWords here,{cells}\n")
    assert article.source == source


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.csv", b""),
        ("t.csv", b"\n\n"),
        ("t.csv", b"text,title\n"),
        ("t.csv", b"a,b\n1,2\n"),
        ("t.csv", bytes(range(256)) * 8),
        ("t.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("t.json", b"not json"),
        ("t.json", b"[]"),
        ("t.json", b"{}"),
        ("t.json", b'"words"'),
        ("t.json", b'{"a":' * 50_000),
        ("t.json", b"[" * 50_000),
        ("t.jsonl", b"1\n2\n"),
        ("t.json", b"1" * 10_000),
    ],
)
def test_what_is_no_table_of_articles_is_skipped_with_a_reason(name: str, data: bytes) -> None:
    items = _read(name, data)
    assert items
    assert all(isinstance(item, Skipped) and item.reason.endswith(".") for item in items)


@pytest.mark.parametrize(("name", "data"), [("t.csv", b""), ("t.json", b"not json"), ("t.csv", bytes(100))])
def test_a_table_that_cannot_be_inspected_raises_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(DatelineError, match=r"\.$"):
        inspect_table(name, data)


def test_only_the_beginning_of_a_large_table_is_inspected() -> None:
    table = "text,title\n" + f'"{LONG}",A\n' * 20_000
    info = inspect_table("t.csv", table.encode())
    assert info.is_clear
    assert len(info.preview) <= 5
    assert all(len(cell) < 200 for cell in info.preview["text"])


def test_rows_keep_their_own_ids() -> None:
    articles = _articles("t.csv", f'text\n"{STORY}"\n"{STORY}"\n')
    assert len({article.article_id for article in articles}) == 2


def test_columns_get_names_that_differ() -> None:
    (row,) = read_rows("t.csv", b"text,,text\na,b,c\n")
    assert row == {"text": "a", "column 2": "b", "text (3)": "c"}


def test_a_column_of_dates_with_dots_needs_no_question() -> None:
    rows = "\n".join(f"0{day}.0{day + 1}.2024;Die Sitzung am Hafen war kurz und ohne Ergebnis." for day in range(1, 5))
    articles = list(read_file("t.csv", f"datum;text\n{rows}\n".encode()))
    assert [article.date for article in articles] == ["2024-02-01", "2024-03-02", "2024-04-03", "2024-05-04"]
    assert {article.date_hint for article in articles} == {""}
