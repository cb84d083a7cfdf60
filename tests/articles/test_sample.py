"""The sample articles are read whole, with what each says about itself."""

from __future__ import annotations

from collections import Counter

import pytest

from components.articles import read_paths
from components.types import Article
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def sample() -> dict[str, Article]:
    items = list(read_paths([SAMPLE]))
    assert all(isinstance(item, Article) for item in items)
    return {item.path.removeprefix("sample_articles/"): item for item in items if isinstance(item, Article)}


def test_the_sample_is_read_whole(sample: dict[str, Article]) -> None:
    assert len(sample) >= 45
    assert len({article.article_id for article in sample.values()}) == len(sample)
    sources = Counter(article.source for article in sample.values())
    assert set(sources) == {
        "",
        "Daily Whistle",
        "Ledger & Trade",
        "Nordwire",
        "Radio Marren",
        "The Aldermere Gazette",
        "The Skerrow Courier",
    }
    assert all(article.title and article.text.strip() for article in sample.values())


@pytest.mark.parametrize(
    ("path", "title", "date", "origin", "source", "author"),
    [
        ("2026-03-14_women-of-gate-two.txt", "The women of Gate 2", "2026-03-14", "filename", "", ""),
        ("courier_column-lift.md", "In praise of the lift", "", "none", "The Skerrow Courier", "Walter Grist"),
        (
            "courier_harbour-festival.txt",
            "Open decks, chowder and a lighthouse: what to do at the Harbour Festival",
            "",
            "none",
            "",
            "",
        ),
        (
            "gazette_election-result.html",
            "Fairweather ends James era on the Marren Coast",
            "2026-06-15",
            "metadata",
            "The Aldermere Gazette",
            "Rowena Tate",
        ),
        ("gazette_the-doctor-who-counted.txt", "The doctor who counted", "", "none", "", "Imogen Farrar"),
        (
            "nordwire_board-reviews-relvatin.txt",
            "Medicines board opens urgent review of blood-pressure drug",
            "2026-04-02",
            "text",
            "Nordwire",
            "Jonas Hale",
        ),
        (
            "nordwire_may-bulletins.jsonl#1",
            "Calder Vance withdraws Relvatin as board links drug to deaths",
            "2026-05-05",
            "metadata",
            "Nordwire",
            "Jonas Hale",
        ),
        (
            "nordwire_saint-orla-aground.txt",
            "Three dead as ferry with 245 aboard strikes reef off Innis Holm",
            "2026-01-24",
            "text",
            "Nordwire",
            "",
        ),
        (
            "whistle_bananas.md",
            "YES, WE HAVE NO BANANAS: Port boss bunkers down as shelves run bare",
            "2026-03-05",
            "metadata",
            "Daily Whistle",
            "Kit Dempsey",
        ),
        (
            "whistle_three-from-the-archive.csv#2",
            "Whistle votes: it's the Fair-weather Queen v the Grey Man",
            "2026-06-11",
            "metadata",
            "Daily Whistle",
            "Roxy Flint",
        ),
    ],
)
def test_the_sample_says_who_when_and_where(
    sample: dict[str, Article], path: str, title: str, date: str, origin: str, source: str, author: str
) -> None:
    article = sample[path]
    assert (article.title, article.date, article.date_origin) == (title, date, origin)
    assert (article.source, article.author) == (source, author)


def test_the_texts_of_the_sample_are_those_of_its_files(sample: dict[str, Article]) -> None:
    for file in SAMPLE.glob("*.txt"):
        assert sample[file.name].text == file.read_bytes().decode()
    for file in SAMPLE.glob("*.md"):
        assert sample[file.name].text == file.read_bytes().decode().split("\n---\n", 1)[1].strip()


def test_reading_again_gives_the_same_ids() -> None:
    once, again = list(read_paths([SAMPLE])), list(read_paths([SAMPLE]))
    assert once == again
