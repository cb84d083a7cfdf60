"""The reader is calm: what is marked, where, and what is called a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from components import library
from components.library import ArticleDetail
from components.ui.article import build_marks, has_made_up_title, quotes_to_mark
from components.ui.reader import NAMES, QUOTES, TONE, UNCOUNTED, build_article_html
from tests.library.conftest import Pile


@pytest.fixture
def pile(tmp_path: Path) -> Iterator[Pile]:
    made = Pile(tmp_path / "pile.db")
    yield made
    made.con.close()


@pytest.fixture
def article(pile: Pile) -> ArticleDetail:
    number = pile.article(
        "[Reid|person]’s plan by [Reid|person] failed [Halden|place].\n[Reid|person] said “Rain” and that it pours.",
        quotes=[("“Rain”", "Reid", "direct"), ("it pours", "Reid", "indirect")],
        sentiments=[(0, "Reid", "negative", 0.9), (0, "Halden", "positive", 0.9), (0, "Reid", "negative", 0.1)],
    )
    pile.con.execute("UPDATE quotes SET confidence = 0.3 WHERE content = 'it pours'")
    return library.read_article(pile.frames(), pile.path, number)


@pytest.mark.parametrize(
    ("shown", "contents"),
    [
        ([NAMES], []),
        ([NAMES, QUOTES], ["“Rain”"]),
        ([QUOTES, UNCOUNTED], ["“Rain”", "it pours"]),
        ([UNCOUNTED], ["it pours"]),
    ],
)
def test_only_sure_quotes_are_marked_unless_asked(
    article: ArticleDetail, shown: list[str], contents: list[str]
) -> None:
    assert [quote.content for quote in quotes_to_mark(article, shown)] == contents
    marks = [mark for mark in build_marks(article, shown) if mark.kind == "quote"]
    assert [article.text[mark.start : mark.end] for mark in marks] == contents
    assert [mark.label for mark in marks] == [str(k) for k in range(1, len(contents) + 1)]


def test_an_attitude_is_called_one_where_it_is_marked(article: ArticleDetail) -> None:
    wanted = replace(article, quotes=tuple(replace(quote, kind="attitude", counts=False) for quote in article.quotes))
    assert [mark for mark in build_marks(wanted, [QUOTES]) if mark.kind == "quote"] == []
    marks = [mark for mark in build_marks(wanted, [UNCOUNTED]) if mark.kind == "quote"]
    assert [mark.title.endswith("sure, attitude") for mark in marks] == [True, True]


def test_sentiment_stands_once_before_its_sentence_and_splits_no_word(article: ArticleDetail) -> None:
    (mark,) = (mark for mark in build_marks(article, [TONE]) if mark.kind == "tone")
    assert (mark.start, mark.type, mark.label) == (0, "mixed", "±")
    assert mark.title == "Reid: negative, 90% sure; Halden: positive, 90% sure"
    html = build_article_html(article.text, build_marks(article, [NAMES, QUOTES, TONE]))
    assert html.count('class="tone') == 1
    assert html.startswith('<p dir="auto"><span class="tone mixed"')


def test_a_type_word_splits_no_word(article: ArticleDetail) -> None:
    html = build_article_html(article.text, build_marks(article, [NAMES]))
    plain = re.sub(r"<[^>]+>", "", re.sub(r'<span class="word">(.*?)</span>', r"[\1]", html))
    assert plain.startswith("Reid’s plan by Reid[Person] failed Halden[Place].")


@pytest.mark.parametrize(
    ("title", "made_up"),
    [
        ("The harbour was closed on Monday after …", True),
        ("The harbour was closed on Monday", False),
        ("What next …", False),
    ],
)
def test_a_title_cut_from_the_text_is_no_headline(pile: Pile, title: str, made_up: bool) -> None:
    number = pile.article("The harbour was closed on Monday after a storm.", title=title)
    assert has_made_up_title(library.read_article(pile.frames(), pile.path, number)) == made_up


def test_a_paragraph_that_is_not_english_is_shown_as_such_with_its_whole_text(pile: Pile) -> None:
    text = "Reid left.\n\nIl est <parti>.\n\nReid came back."
    number = pile.article("[Reid|person] left.", not_english="[[12, 27]]", reason="1 of 3 paragraphs is not English.")
    pile.con.execute("UPDATE articles SET text = ?", (text,))
    article = library.read_article(pile.frames(), pile.path, number)
    assert [text[start:end] for start, end in article.not_english] == ["Il est <parti>."]
    html = build_article_html(article.text, build_marks(article, [NAMES]))
    word = '<span class="word">not English</span>'
    assert f'<span class="foreign">{word}Il est &lt;parti&gt;.</span>' in html
    assert html.count('class="foreign"') == 1
