"""Europresse: pages whose classes say what is what."""

from __future__ import annotations

import html

import pytest

from tests.articles.layouts.exports import PARAGRAPHS, TEXT, read_articles

TITLES = ("Harbour to be rebuilt", "Quay opens")


def build_page(date: str, *, author: str = "Tilda Maron") -> bytes:
    """A saved page of two articles."""
    parts = []
    for title in TITLES:
        parts.append(
            "<article><header><span class='DocPublicationName'>Hollin Post, no. 1234</span>"
            f"<div><span class='DocHeader'>News, {date}, p. 4</span></div>"
            f"<p class='titreArticle rdp__articletitle'><span>{title}</span></p>"
            + (f"<p class='sm-margin-bottomNews'>{author}</p>" if author else "")
            + "</header><section><div class='docOcurrContainer'>"
            + "".join(f"<p>{html.escape(text)}</p>" for text in PARAGRAPHS)
            + "</div></section><footer><p>© 2024 Hollin Post. Tous droits réservés.</p><p>news·2024·HP·1</p></footer>"
            "<p class='publiC-lblCertificatIssuedTo'>Ce certificat est émis à une bibliothèque.</p></article>"
        )
    return f"<html><body><nav>Menu</nav>{''.join(parts)}</body></html>".encode()


@pytest.mark.parametrize("date", ["vendredi 6 décembre 2024", "December 6, 2024", "6 décembre 2024"])
@pytest.mark.parametrize("author", ["Tilda Maron", ""])
def test_each_article_of_a_page_is_one(date: str, author: str) -> None:
    articles = read_articles("e.html", build_page(date, author=author))
    assert [(article.title, article.date, article.source, article.author) for article in articles] == [
        (title, "2024-12-06", "Hollin Post", author) for title in TITLES
    ]
    assert [article.text for article in articles] == [TEXT] * 2
