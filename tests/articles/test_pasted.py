"""Pasted heads of many kinds: headline, author, source and date are told apart, and none of them is news."""

from __future__ import annotations

import pytest

from components.analysis.boilerplate import find_boilerplate
from components.articles.pasted import read_pasted_export, split_pasted
from components.articles.reading import article_from_text
from components.types import Article, Skipped
from tests.articles.layouts.exports import TEXT, write_text
from tests.hostile.test_exports import LAYOUTS

STORY = (
    "The mayor opened the season on Wednesday with a promise that pleased her own benches and surprised the rest of "
    "the chamber.\n\nA second paragraph, in which she said more about homes and about the ferry."
)
TITLE = "Mayor puts homes first"
KINDS = [  # what stands above the story; author, source, date
    (f"THE COURIER\n{TITLE}", "", "The Courier", ""),
    (f"The Skerrow Courier\n\n{TITLE}", "", "The Skerrow Courier", ""),
    (f"RADIO SKERROW\n\n{TITLE}\n\nBy Jane Doe", "Jane Doe", "Radio Skerrow", ""),
    (f"THE COURIER\n3 March 2026\n{TITLE}", "", "The Courier", "2026-03-03"),
    (f"The Courier | 3 March 2026\n\n{TITLE}", "", "The Courier", "2026-03-03"),
    (f"{TITLE}\nThe Courier | 3 March 2026", "", "The Courier", "2026-03-03"),
    (f"{TITLE}\n3 March 2026 - The Courier", "", "The Courier", "2026-03-03"),
    (f"{TITLE}\nThe Courier, 3 March 2026", "", "The Courier", "2026-03-03"),
    (f"{TITLE}\nJane Doe, The Courier, 3 March 2026", "Jane Doe", "The Courier", "2026-03-03"),
    (f"{TITLE} | The Courier", "", "The Courier", ""),
    (f"{TITLE} - The Courier", "", "The Courier", ""),
    (f"{TITLE}\nBy Jane Doe, Staff Reporter", "Jane Doe, Staff Reporter", "", ""),
    (f"{TITLE}\nBy Jane Doe\nStaff Reporter", "Jane Doe", "", ""),
    (f"{TITLE}\nBy Jane Doe and John Roe | The Courier", "Jane Doe and John Roe", "The Courier", ""),
    (f"{TITLE}\nBy Jane Doe | The Courier | 3 March 2026", "Jane Doe", "The Courier", "2026-03-03"),
    (f"{TITLE}\nBy Jane Doe • 3 March 2026", "Jane Doe", "", "2026-03-03"),
    (f"{TITLE}\nBy Jane Doe, The Courier", "Jane Doe", "The Courier", ""),
    (f"{TITLE}\nBy Jane Doe for The Courier", "Jane Doe", "The Courier", ""),
    (f"{TITLE}\nBy: Jane Doe", "Jane Doe", "", ""),
    (f"{TITLE}\nWritten by Jane Doe", "Jane Doe", "", ""),
    (f"{TITLE}\nBy The Courier", "", "The Courier", ""),
    (f"{TITLE}\nJane Doe\n3 March 2026", "Jane Doe", "", "2026-03-03"),
    (f"{TITLE}\nJane Doe | 3 March 2026", "Jane Doe", "", "2026-03-03"),
    (f"{TITLE}\nPublished: 3 March 2026 / Updated: 4 March 2026", "", "", "2026-03-03"),
    (f"{TITLE}\nPublished: 10:15, 3 March 2026\nUpdated: 11:40, 4 March 2026", "", "", "2026-03-03"),
    (f"{TITLE}\nUpdated: 4 March 2026\nFirst published on 3 March 2026", "", "", "2026-03-03"),
    (f"{TITLE}\nBy Jane Doe\nPublished 3 March 2026 at 10:15am GMT", "Jane Doe", "", "2026-03-03"),
    (f"Home\nNews\nSport\nWeather\n\n{TITLE}\nBy Jane Doe\nShare this article", "Jane Doe", "", ""),
    (f"Skip to main content\nSign in\nMenu\nHome > News > Skerrow\n{TITLE}\nShare\nSave\n5 min read", "", "", ""),
    (f"THE COURIER\nHome\nNews\nTown Hall\nFerries\nSport\nSubscribe\n{TITLE}\n3 March 2026", "", "The Courier",
     "2026-03-03"),
    (f"Home | News | Sport | Weather\n{TITLE}\nBy Jane Doe | 3 March 2026\nComments (12)", "Jane Doe", "",
     "2026-03-03"),
    (f"courier.example\n{TITLE}\n3 March 2026", "", "courier.example", "2026-03-03"),
    (f"POLITICS\n{TITLE}\nBy Jane Doe\nPolitical Editor\n3 March 2026", "Jane Doe", "", "2026-03-03"),
    (f"SKERROW\n\n{TITLE}\n\nBy Jane Doe", "Jane Doe", "", ""),
    (f"BBC NEWS\n{TITLE}", "", "BBC News", ""),
    (f"Source: The Courier\nDate: 3 March 2026\nAuthor: Jane Doe\nTitle: {TITLE}", "Jane Doe", "The Courier",
     "2026-03-03"),
]  # fmt: skip
ONE_LINE = [
    (f"{TITLE} By Jane Doe 3 March 2026", "Jane Doe", "", "2026-03-03"),
    (
        f"THE COURIER {TITLE} By Jane Doe and John Roe, 3 March 2026",
        "Jane Doe and John Roe",
        "The Courier",
        "2026-03-03",
    ),
    (f"{TITLE} | The Courier | Published 3 March 2026", "", "The Courier", "2026-03-03"),
    (f"{TITLE} By Jane Doe Published: 3 March 2026", "Jane Doe", "", "2026-03-03"),
]


def paste(text: str) -> Article:
    article = article_from_text(text)
    assert isinstance(article, Article)
    return article


def named(article: Article) -> str:
    """What is left of the text without what is no news."""
    left, at = [], 0
    for start, end in find_boilerplate(article.text, article.author):
        left.append(article.text[at:start])
        at = end
    return " ".join("".join([*left, article.text[at:]]).split())


@pytest.mark.parametrize(("head", "author", "source", "date"), KINDS)
def test_a_pasted_head_is_told_apart(head: str, author: str, source: str, date: str) -> None:
    article = paste(f"{head}\n\n{STORY}")
    assert (article.title, article.author, article.source, article.date) == (TITLE, author, source, date)


@pytest.mark.parametrize("head", [head for head, *_ in KINDS])
def test_nobody_above_a_story_is_named_in_it(head: str) -> None:
    left = named(paste(f"{head}\n\n{STORY}"))
    assert left.endswith(" ".join(STORY.split()))
    for name in ("Jane", "Doe", "Roe", "Courier", "COURIER", "Share", "Reporter", "Menu", "Editor"):
        assert name not in left.removeprefix(f"{TITLE} | The Courier").removeprefix(f"{TITLE} - The Courier")


@pytest.mark.parametrize(("head", "author", "source", "date"), ONE_LINE)
def test_a_paste_that_lost_its_line_breaks_is_told_apart(head: str, author: str, source: str, date: str) -> None:
    article = paste(f"{head} {' '.join(STORY.split())} And more of it, about the quay and the people who work there.")
    assert (article.title, article.author, article.source, article.date) == (TITLE, author, source, date)
    assert "Doe" not in named(article)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Times They Are Changing", "The Times They Are Changing"),  # no headline follows: it is one
        ("Mayor Meets Press", "Mayor Meets Press"),
        ("Rain, wind and a star", "Rain, wind and a star"),
        ("Homes - and who gets them", "Homes - and who gets them"),
        ("Opinion: homes first", "Opinion: homes first"),
        ("Three wounded | What we know", "Three wounded | What we know"),
        ("Newspaper: minister paid in cash.", "Newspaper: minister paid in cash."),
        ("Share of homes falls again", "Share of homes falls again"),
    ],
)
def test_a_headline_is_no_masthead(text: str, title: str) -> None:
    article = paste(f"{text}\n\n{STORY}")
    assert (article.title, article.source, article.author) == (title, "", "")
    assert named(article).startswith(text)


def test_a_byline_wins_over_a_line_that_looks_like_a_name() -> None:
    article = paste(f"{TITLE}\nFinal Edition\n3 March 2026\nBYLINE: Jane Doe, Staff Writer\n\n{STORY}")
    assert (article.title, article.author) == (TITLE, "Jane Doe, Staff Writer")


OTHER = "Ferry returns to the old pier"
RULES = ("---", "* * *", "==========", "End of Document")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        *((f"{TITLE}\n\n{STORY}\n\n{rule}\n\n{OTHER}\n\n{STORY}", [TITLE, OTHER]) for rule in RULES),
        (f"{TITLE}\nBy Jane Doe\n\n{STORY}\n\n{OTHER}\nBy John Roe\n\n{STORY}", [TITLE, OTHER]),
        (f"{TITLE}\n\n3 March 2026\n\n{STORY}\n\n\n{OTHER}\n\n4 March 2026\n\n{STORY}", [TITLE, OTHER]),
        (f"Title: {TITLE}\nSource: Courier\n\n{STORY}\nSource: Echo\nTitle: {OTHER}\n\n{STORY}", [TITLE, OTHER]),
        (f"{TITLE}\n\n{STORY}", [TITLE]),
        (f"{TITLE}\nBy Jane Doe\n\n{STORY}\n\nHomes first, ferries later\n\n{STORY}", [TITLE]),  # a heading within
        (f"{TITLE}\n\n{STORY}\n\n* * *\n\n{STORY}", [TITLE]),  # a section's end
        (f"{TITLE}\n\n{STORY}\n\n---\n\nBy John Roe", [TITLE]),
        (f"---\ntitle: {TITLE}\n---\n\n{STORY}", [TITLE]),
    ],
)  # fmt: skip
def test_several_articles_pasted_at_once_are_several_where_they_are_clearly_apart(text: str, titles: list[str]) -> None:
    parts = split_pasted(text)
    assert len(parts) == len(titles)
    if len(titles) > 1:
        assert [paste(part).title for part in parts] == titles


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_export_pasted_whole_is_its_articles_with_their_fields(layout: str, line_end: str) -> None:
    text = write_text([*LAYOUTS[layout](0), *LAYOUTS[layout](1)]).decode().replace("\r\n", line_end)
    export = read_pasted_export(text)
    assert export is not None
    assert export.name
    articles = [item for item in export.items if isinstance(item, Article)]
    assert [article.text for article in articles] == [TEXT, TEXT]
    assert all(article.title and article.source and article.date for article in articles)
    assert [article.date_origin for article in articles] == ["metadata"] * 2


@pytest.mark.parametrize("text", [f"{TITLE}\nBy Jane Doe\n\n{STORY}", "Body\n\nof water", "", " \n"])
def test_another_pasted_text_is_no_export(text: str) -> None:
    assert read_pasted_export(text) is None


def test_an_article_of_a_pasted_export_without_its_text_is_listed() -> None:
    head = "Title: {}\nSource: The Courier\nDate: 3 March 2026\n\n"
    export = read_pasted_export(f"{head.format(TITLE)}\n{head.format(OTHER)}{STORY}")
    assert export is not None
    assert [type(item) for item in export.items] == [Skipped, Article]
