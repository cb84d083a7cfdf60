"""One article, one name, one quote in full; lists of quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import library
from components.types import Filter


@pytest.fixture
def told(pile):  # type: ignore[no-untyped-def]
    pile.article(
        "[Ada Dray|person] met [Hugo Pike|person].\n“[Pike|person|Hugo Pike] is right,” said [Dray|person|Ada Dray].",
        title="First", date="2025-01-01",
        quotes=[("“Pike is right,”", "Ada Dray", "direct")], sentiments=[(1, "Hugo Pike", "positive", 0.9)],
    )  # fmt: skip
    pile.article(
        "[Hugo  Pike|person|Hugo Pike] said the port would open again soon.\n“Good,” someone said.",
        title="Second", date="2025-02-01", source="Ledger",
        quotes=[("the port would open again soon", "Hugo Pike", "indirect"), ("“Good,”", "", "direct")],
    )  # fmt: skip
    pile.article(
        "“Undated,” said [Ada Dray|person].", title="Third", date="", quotes=[("“Undated,”", "Ada Dray", "mixed")]
    )
    return pile


def test_an_article_with_its_marks(told) -> None:  # type: ignore[no-untyped-def]
    article = library.read_article(told.frames(), told.path, "a1")
    assert (article.title, article.date, article.source, article.status) == (
        "First",
        "2025-01-01",
        "Courier",
        "analysed",
    )
    assert [article.text[start:end] for start, end in article.sentences] == [
        "Ada Dray met Hugo Pike.",
        "“Pike is right,” said Dray.",
    ]
    assert [article.text[m.start : m.end] for m in article.mentions] == ["Ada Dray", "Hugo Pike", "Pike", "Dray"]
    assert [m.name for m in article.mentions] == ["Ada Dray", "Hugo Pike", "Hugo Pike", "Ada Dray"]
    (quote,) = article.quotes
    assert [article.text[start:end] for start, end in quote.content_spans] == ["“Pike is right,”"]
    assert [article.text[start:end] for start, end in quote.speaker_spans] == ["Dray"]
    assert quote.about == (told.id_of("Hugo Pike"),)
    (judgement,) = article.sentiments
    assert article.text[slice(*judgement.mention)] == "Pike"
    assert (judgement.name, judgement.label) == ("Hugo Pike", "positive")


def test_an_article_that_waits_has_its_text(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("Not yet read.", status="waiting")
    article = library.read_article(pile.frames(), pile.path, "a1")
    assert (article.text, article.status) == ("Not yet read.", "waiting")


def test_what_is_not_there_is_none(told) -> None:  # type: ignore[no-untyped-def]
    frames = told.frames()
    assert library.read_article(frames, told.path, "a99") is None
    assert library.read_entity(frames, "e99") is None
    for quote_id in ("q99", "", "q", "x1", "q-1", "q²"):
        assert library.read_quote(frames, told.path, quote_id) is None


def test_an_entity_with_its_forms_commonest_first(told) -> None:  # type: ignore[no-untyped-def]
    entity = library.read_entity(told.frames(), told.id_of("Hugo Pike"))
    assert entity.aliases == (("Hugo Pike", 2), ("Pike", 1))
    assert (entity.n_mentions, entity.n_articles, entity.first_date, entity.last_date) == (
        3,
        2,
        "2025-01-01",
        "2025-02-01",
    )


@pytest.mark.parametrize(
    ("wanted", "contents"),
    [
        ({}, ["the port would open again soon", "“Good,”", "“Pike is right,”", "“Undated,”"]),
        ({"order": "oldest"}, ["“Pike is right,”", "the port would open again soon", "“Good,”", "“Undated,”"]),
        ({"order": "longest", "limit": 1}, ["the port would open again soon"]),
        ({"speaker": "Ada Dray"}, ["“Pike is right,”", "“Undated,”"]),
        ({"about": "Hugo Pike"}, ["“Pike is right,”"]),
        ({"kinds": ["indirect", "mixed"]}, ["the port would open again soon", "“Undated,”"]),
        ({"kinds": []}, []),
        ({"words": "ports ope*"}, ["the port would open again soon"]),
        ({"words": "speaker:dray NOT right"}, ["“Undated,”"]),
        ({"words": "dray"}, ["“Pike is right,”", "“Undated,”"]),
        ({"words": "pike"}, ["the port would open again soon", "“Pike is right,”"]),
        ({"words": "*"}, []),
        ({"source": "Ledger"}, ["the port would open again soon", "“Good,”"]),
        ({"start": "2025-01-15"}, ["the port would open again soon", "“Good,”"]),
        ({"min_confidence": 0.9}, []),
        ({"limit": 1, "offset": 2}, ["“Pike is right,”"]),
    ],
)
def test_quotes_are_listed_as_asked(told, wanted: dict, contents: list[str]) -> None:  # type: ignore[no-untyped-def]
    for field in ("speaker", "about"):
        if field in wanted:
            wanted = wanted | {field: told.id_of(wanted[field])}
    found, total = library.read_quotes(told.path, told.view(), **wanted)
    assert [quote.content for quote in found] == contents
    assert total == library.read_quotes(told.path, told.view(), **wanted | {"limit": 99, "offset": 0})[1]


def test_nothing_is_said_by_or_about_somebody_unknown(told) -> None:  # type: ignore[no-untyped-def]
    assert library.read_quotes(told.path, told.view(), speaker="nobody") == ([], 0)
    assert library.read_quotes(told.path, told.view(), about="nobody") == ([], 0)


def test_only_quotes_of_the_view(generated: Path) -> None:
    frames = library.read_frames(generated)
    view = library.select(frames, Filter(sources=("Courier",)))
    found, total = library.read_quotes(generated, view, limit=10_000)
    assert total == len(found) == library.count_totals(view).n_quotes
    assert {quote.source for quote in found} == {"Courier"}
