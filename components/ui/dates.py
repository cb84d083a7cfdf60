"""Dates that an article's text names, as suggestions: what each may mean; an undated article can take one."""

from __future__ import annotations

import streamlit as st

from components import format_date, library
from components.articles.relative_dates import DateInText, find_dates_in_text
from components.library import ArticleDetail
from components.ui.article import jump_to
from components.ui.correcting import save_correction
from components.ui.page import render_note, render_section_title
from components.ui.session import library_path
from components.ui.words import escape_markdown, format_dates

_MOST = 8  # dates listed
_MOST_CHARS = 100_000  # of a text that is searched
_MOST_OF_SENTENCE = 300  # characters


def render_dates_here(article: ArticleDetail) -> None:
    """List the dates in the text, each with the days it may mean and linked to its place."""
    groups: dict[tuple[str, str, str], list[DateInText]] = {}
    for one in find_dates_in_text(article.text[:_MOST_CHARS], article.date):
        if one.first != article.date or not one.is_whole:
            groups.setdefault((one.text.casefold(), one.first, one.last), []).append(one)
    if not groups:
        return
    render_section_title("Dates in the text")
    render_note(
        "Suggestions, read against the article’s date." if article.date else "It has no date; is it one of these?"
    )
    with st.container(gap=None, key="jumps_dates"):
        for number, found in enumerate(list(groups.values())[:_MOST]):
            _render_date(article, found, number)
        if len(groups) > _MOST:
            render_note(f"and {len(groups) - _MOST:,} more")


def _render_date(article: ArticleDetail, found: list[DateInText], number: int) -> None:
    one = found[0]
    meant = "" if one.is_whole else f" :gray[· {format_dates(one.first, one.last)}]"
    words = escape_markdown(" ".join(one.text.split()))
    st.button(
        words + meant, key=f"jump_date_{number}", type="tertiary", wrap=True, help=_quote_sentence(article, one),
        on_click=jump_to, args=([place.start for place in found],),
    )  # fmt: skip
    if not article.date and st.button(
        f"Take {format_date(one.first)} as its date",
        key=f"take_date_{number}",
        icon=":material/check:",
        type="tertiary",
    ):
        change = {"article_id": article.article_id, "field": "date", "value": one.first}
        said = f"The article is now of {format_date(one.first)}."
        save_correction(lambda: library.edit_articles(library_path(), [change]), said)


def _quote_sentence(article: ArticleDetail, one: DateInText) -> str:
    sentence = next((span for span in article.sentences if span[0] <= one.start < span[1]), (one.start, one.end))
    return escape_markdown(" ".join(article.text[slice(*sentence)].split())[:_MOST_OF_SENTENCE])
