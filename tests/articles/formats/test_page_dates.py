"""The date of a page is its article's: not another's, not a comment's, and no guess."""

from __future__ import annotations

import pytest

from components.articles import read_file
from components.types import Article

STORY = "".join(
    f"<p>The ferry of pier {n} was late again, said the harbour master, who counts every crossing. Nobody could say "
    f"when the {n} boats that were ordered in spring would come.</p>"
    for n in range(3, 9)
)
LISTED = "<div class='related-links'><ul>{}</ul></div>".format(
    "".join(
        f"<li><time datetime='2026-10-0{n}'>{n} October 2026</time> Story {n} of the coast</li>" for n in range(1, 6)
    )
)
COMMENT = "<section id='comments'><p>Una, 7 November 2026: I waited for an hour myself.</p></section>"


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("de", "<p>Von Una Vik, 18. Dezember 2023, 17:45 Uhr</p>", ("2023-12-18", "text", "")),
        ("de", "<p>03.04.2024, 06:30</p>", ("2024-04-03", "text", "")),
        ("en", "<p>03.04.2024, 06:30</p>", ("2024-04-03", "text", "")),
        ("fr", "<p>Publié le 03/04/2024 à 11h02</p>", ("2024-04-03", "text", "")),
        ("fr", "<p>Publié le 20 novembre 2023 à 11h02</p>", ("2023-11-20", "text", "")),
        ("es", "<p>Publicado el 9 de junio de 2023</p>", ("2023-06-09", "text", "")),
        ("en-GB", "<p>Published 03/04/2024, seen last on 25/04/2024</p>", ("2024-04-03", "text", "")),
        ("en", "<p>Published 03/04/2024</p>", ("", "none", "03/04/2024")),
        ("en", "<p>Updated: 2 November 2025</p><p>Published: 13 April 2023</p>", ("2023-04-13", "text", "")),
        ("de", "<p>Aktualisiert am 2. Mai 2025 · Veröffentlicht am 30. April 2025</p>", ("2025-04-30", "text", "")),
        ("en", LISTED, ("", "none", "2026-10-01")),
        ("en", f"<p>13 April 2023</p>{LISTED}", ("2023-04-13", "text", "")),
        ("en", f"<div><time datetime='2023-04-13'>13 April 2023</time></div>{LISTED}", ("2023-04-13", "metadata", "")),
    ],
)  # fmt: skip
def test_a_date_is_the_articles_own(language: str, body: str, expected: tuple[str, str, str]) -> None:
    assert read(f"<html lang='{language}'><body><h1>A tale</h1>{body}{STORY}</body></html>") == expected


def test_the_day_of_a_comment_is_not_the_articles() -> None:
    assert read(f"<html lang='en'><body><h1>A tale</h1>{STORY}{COMMENT}</body></html>")[:2] == ("", "none")


@pytest.mark.parametrize("name", ["related", "comments-open", "popular-science"])
def test_an_article_whose_own_box_has_such_a_name_keeps_its_date(name: str) -> None:
    page = f"<html lang='en'><body><div class='{name}'><h2>A tale</h2><p>13 April 2023</p>{STORY}</div></body></html>"
    assert read(page)[0] == "2023-04-13"


def read(page: str) -> tuple[str, str, str]:
    (article,) = read_file("page.html", page.encode())
    assert isinstance(article, Article)
    return article.date, article.date_origin, article.date_hint
