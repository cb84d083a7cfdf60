import re
from html import unescape

import pytest

from components.types import Span
from components.ui.reader import Mark, build_article_html

TEXT = "Mayor <b>Ada</b> said: “We & they\n\nwill win.” Then she left.\n"


def name(text: str, **more: object) -> Mark:
    start = TEXT.index(text)
    return Mark(start, start + len(text), "name", f"name:{text}", **{"type": "person", **more})  # type: ignore[arg-type]


def quote(start: str, end: str, **more: object) -> Mark:
    return Mark(TEXT.index(start), TEXT.index(end) + len(end), "quote", "quote:q1", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "marks",
    [
        [],
        [name("Ada")],
        [name("Ada"), quote("“We", "win.”", label="1")],
        [quote("Ada", "said"), name("Ada</b> said", weak=True)],
        [name("Then she", type="organisation"), quote("win.”", "left", weak=True)],
    ],
)
@pytest.mark.parametrize("at", [None, (0, 5), (10, 40)])
def test_whatever_is_marked_the_text_stays_the_same(marks: list[Mark], at: Span | None) -> None:
    html = build_article_html(TEXT, marks, at)
    added = re.sub(r'<sup>.*?</sup>|<span class="word">.*?</span>', "", html)
    shown = unescape(re.sub(r"<[^>]+>", "", added.replace('</p><p dir="auto">', "\n\n")))
    assert shown == TEXT


def test_nothing_of_the_text_becomes_an_element() -> None:
    html = build_article_html(TEXT, [name("Ada", label='"><b>', title='" onclick="x')])
    assert "<b>" not in html
    assert 'onclick="x' not in html


def test_a_quote_over_two_paragraphs_is_marked_in_both_and_numbered_once() -> None:
    html = build_article_html(TEXT, [quote("“We", "win.”", label="7")])
    assert html.count('class="quote"') == 2
    assert html.count("<sup>7</sup>") == 1


def test_the_place_to_show_is_marked_whole() -> None:
    start = TEXT.index("said")
    html = build_article_html(TEXT, [quote("“We", "win.”")], (start, len(TEXT)))
    assert html.count('class="here"') >= 2


def test_an_unsure_quote_looks_unsure() -> None:
    assert 'class="quote unsure"' in build_article_html(TEXT, [quote("“We", "win.”", weak=True)])


def test_what_is_no_news_is_set_small_and_can_be_put_back_where_it_is_repeated() -> None:
    told = Mark(0, 5, "no-news", "", title="Not news, so not counted")
    repeated = Mark(TEXT.index("Then"), len(TEXT), "no-news", "line:a1 42", title="Repeated in 9 articles")
    html = build_article_html(TEXT, [told, repeated])
    assert '<span class="no-news" title="Not news, so not counted" >Mayor</span>' in html
    assert '<span class="no-news" title="Repeated in 9 articles" data-mark="line:a1 42" tabindex="0">Then she' in html
