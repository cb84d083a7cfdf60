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


@pytest.mark.parametrize("box", ["<div class='docOcurrContainer'>{}</div>", "{}"])
@pytest.mark.parametrize("kicker", ["", "<p class='sm-margin-bottom'>FORUM</p>"])
def test_kickers_pictures_and_notes_are_neither_title_nor_text(kicker: str, box: str) -> None:
    text = box.format("".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in PARAGRAPHS))
    parts = [
        "<article><header><div><span class='DocPublicationName'>Hollin Post   </span></div>"
        "<div><span class='DocHeader'>News, mardi 14 mars 2006, p. 16</span></div><div><p>MEDIA</p></div>"
        f"<div class='titreArticle'>{kicker}<p class='titreArticleVisu'>{title}</p></div>"
        "<div>Tilda Maron</div></header>"
        f"<section><div class='DocText'>{text}</div></section><aside><div><p><b>Illustration(s) : </b></p><p></p>"
        "<div><p>A photo.</p></div></div><div><b>Note(s) : </b><p>A note.</p></div></aside>"
        "<footer><small>© 2006 Owner.</small><p>Numéro de document : news·20060315·HP·1</p></footer></article>"
        for title in TITLES
    ]
    articles = read_articles("e.html", f"<html><body>{''.join(parts)}</body></html>".encode())
    assert [(article.title, article.date, article.source, article.author, article.text) for article in articles] == [
        (title, "2006-03-14", "Hollin Post", "Tilda Maron", TEXT) for title in TITLES
    ]
