"""Plain text and Markdown."""

from __future__ import annotations

import codecs
from itertools import pairwise

import pytest

from components.articles import read_file
from components.types import Article

BODY = "The mayor opened the season with a promise.\n\nShe said more."


def _read(name: str, data: bytes) -> Article:
    (article,) = read_file(name, data)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"A title\r\n\r\nThe story.\r\n", "A title\r\n\r\nThe story.\r\n"),
        (b"  \n\n Spaces stay \t\n", "  \n\n Spaces stay \t\n"),
        (codecs.BOM_UTF8 + "Zoë’s café".encode(), "Zoë’s café"),
        ("Zoë’s café – open".encode("windows-1252"), "Zoë’s café – open"),
        ("Zoë’s café\r\n".encode("utf-16"), "Zoë’s café\r\n"),
        (b"A broken \xe2\x82 sign, but caf\xc3\xa9 and na\xc3\xafve", "A broken � sign, but café and naïve"),
        (b"old Mac\rlines", "old Mac\rlines"),
        (b"page\x0cbreak and e\xcc\x81 stay", "page\x0cbreak and e\u0301 stay"),
        (b"---\ntitle: A tale\n---\nThe story.", "---\ntitle: A tale\n---\nThe story."),
        (b"# Not a heading here\n\n**stars** stay", "# Not a heading here\n\n**stars** stay"),
        (b"<p>tags stay</p>", "<p>tags stay</p>"),
    ],
)  # fmt: skip
def test_the_text_of_a_text_file_is_exactly_what_is_in_it(data: bytes, expected: str) -> None:
    assert _read("a.txt", data).text == expected


@pytest.mark.parametrize(
    "front",
    [
        "title: A tale\ndate: 2024-12-06\nsource: The Gazette\nauthor: Jane Doe\nurl: https://gazette.example/a",
        "Title: 'A tale'\nDate: 6 December 2024\nOutlet: The Gazette\nByline: By Jane Doe\nlink: https://gazette.example/a",
        "headline: \"A tale\"\npublished: 2024-12-06T10:00:00Z\npublication: The Gazette\nauthors: [Jane Doe]\n"
        "permalink: https://gazette.example/a\ntags: [x, y]\ndraft: false",
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_front_matter_is_read(front: str, ending: str) -> None:
    data = f"---\n{front}\n---\n\n{BODY}\n".replace("\n", ending).encode()
    article = _read("a.md", data)
    assert (article.title, article.date, article.date_origin) == ("A tale", "2024-12-06", "metadata")
    assert (article.source, article.author, article.url) == ("The Gazette", "Jane Doe", "https://gazette.example/a")
    assert article.text == BODY.replace("\n", ending)


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: Old rivals: a story\nsource: X", "Old rivals: a story"),  # no YAML, but what people write
        ("title: 1984 and all that\ndate: 2026-02-30", "1984 and all that"),
        ("title: Yes", "Yes"),
        ("title: {name: Only words}", "Only words"),
        ("title: [Only, {name: words}, {id: 7}]", "Only, words"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: Only words", "Only words"),
        ("title:\tOnly words", "Only words"),
        ("time: 10:30\nheadline main: Less sure\ntitle: Only words", "Only words"),
        ("tags: [a, b]", "The mayor opened the season with a promise."),
        ("title: !!python/object/apply:os.system [Only words]", "Only words"),
    ],
)
def test_odd_front_matter_does_no_harm(front: str, title: str) -> None:
    article = _read("a.md", f"---\n{front}\n---\n{BODY}".encode())
    assert (article.title, article.text) == (title, BODY)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"# A tale\n\n{BODY}", "A tale", BODY),
        (f"---\ntitle: A tale\n---\n# A tale\n\n{BODY}", "A tale", BODY),
        (f"---\ntitle: A tale\n---\n# Another\n\n{BODY}", "A tale", f"Another\n\n{BODY}"),
        (BODY, "The mayor opened the season with a promise.", BODY),
        ("A line\n---\nnot front matter", "A line", "A line\n\nnot front matter"),
    ],
)
def test_the_heading_of_markdown_is_its_title(text: str, title: str, body: str) -> None:
    article = _read("a.md", text.encode())
    assert (article.title, article.text) == (title, body)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("**Bold**, *slanted*, __bold__ and _slanted_ words", "Bold, slanted, bold and slanted words"),
        ("[a link](https://x.example/a_b) and ![a picture](x.png)", "a link and "),
        ("> He said so.", "He said so."),
        ("[[Jane Doe]] met [[people/roe|John Roe]]", "Jane Doe met John Roe"),
        ("2 * 3 * 4 and snake_case_name stay", "2 * 3 * 4 and snake_case_name stay"),
        ("“[sic]” and [the law](of 2020) stay", "“[sic]” and [the law](of 2020) stay"),
        ("before<!-- hidden --> after", "before after"),
    ],
)
def test_markdown_is_read_as_words(markup: str, text: str) -> None:
    assert (
        _read("a.md", f"Intro words here.\n\n{markup}\n\nEnd.".encode()).text == f"Intro words here.\n\n{text}\n\nEnd."
    )


def test_front_matter_of_a_text_file_is_read_but_stays_in_the_text() -> None:
    article = _read("a.txt", f"---\ntitle: A tale\ndate: 2024-12-06\n---\n{BODY}".encode())
    assert (article.title, article.date) == ("A tale", "2024-12-06")
    assert article.text.startswith("---\ntitle")


def test_a_few_lines_of_front_matter_cannot_stand_for_billions() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join(['*' + before] * 9)}]" for before, name in pairwise("abcdefghijkl")]
    text = "---\n" + "\n".join(lines) + "\ntitle: Bridge\nauthor: *l\n---\nWords of a text.\n"
    (article,) = read_file("a.md", text.encode())
    assert isinstance(article, Article)
    assert article.title == "Bridge"
