"""Quotes to read, as pull quotes in two columns and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components import library
from components.library import QuoteDetail
from components.library.queries import quote_groups
from components.ui.address import link_params, read_choice
from components.ui.boards.pinning import quote_item, render_pin, table_item
from components.ui.copying import render_copy
from components.ui.correcting import ask_to_correct
from components.ui.evidence import read_limit, render_more
from components.ui.hits import render_more_like
from components.ui.quote_choices import CHOICES
from components.ui.reader import pull_quote_html, words_of
from components.ui.session import count
from components.ui.tables import render_table
from components.ui.words import escape, escape_markdown, format_byline

_SAID_BEFORE = {"indirect": "Reported speech: ", "attitude": "Attitude: "}  # before what is copied
NOBODY_KNOWN = "Speaker unknown"
PAGE, TABLE_PAGE = 20, 300  # quotes shown at first


def is_unsure(quote: QuoteDetail) -> bool:
    """True if there is a speaker whose confidence is low."""
    return bool(quote.confidence < library.SURE)


def _written_speaker(quote: QuoteDetail) -> str:
    """The words that name the speaker, on one line."""
    return " ".join(quote.speaker_text.split())


def name_speaker(quote: QuoteDetail) -> str:
    """The speaker meant, with a question mark if uncertain; "Speaker unknown" if there is none."""
    who = quote.speaker_name or _written_speaker(quote)
    return f"{who}?" if who and is_unsure(quote) else who or NOBODY_KNOWN


def name_apart(quote: QuoteDetail) -> str:
    """The speaker meant, set apart from an attribution that does not name them; else ""."""
    who = quote.speaker_name or _written_speaker(quote)
    is_doubtful = is_unsure(quote) and quote.speaker_name
    return "" if who and who in quote.attribution and not is_doubtful else name_speaker(quote)


def cite(quote: QuoteDetail) -> str:
    """The quote with its attribution and where it stands, as plain text: `“It rains” – said Khan. “Title”, …`"""
    apart = name_apart(quote)
    said = " ".join(part for part in (quote.attribution, f"[{apart}]" if apart else "") if part)
    reported = _SAID_BEFORE.get(quote.kind, "")
    place = ", ".join(part for part in (f"“{quote.title}”", _byline(quote), quote.url) if part)
    return f"{reported}{words_of(quote)} – {said}. {place}"


def _byline(quote: QuoteDetail) -> str:
    return format_byline(quote.source, quote.date, quote.date_origin)


def render_quote(quote: QuoteDetail, *, key: str, with_speaker: bool = True) -> None:
    """Render a pull quote with the article's words on who spoke; apart from them the speaker meant, place and links."""
    with st.container(gap="xxsmall", key=f"{key}_{quote.quote_id}"):
        st.html(pull_quote_html(words_of(quote), quote.attribution, _written_speaker(quote)))
        sure = f", {quote.confidence:.0%} sure" if is_unsure(quote) or not quote.counts else ""
        sure += "" if quote.counts else f", not counted{': no words of theirs' if quote.kind == 'attitude' else ''}"
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if quote.speaker_name and (with_speaker or is_unsure(quote)):
                st.page_link(
                    "pages/entities.py", label=escape_markdown(name_speaker(quote)),
                    query_params=link_params(entity=quote.speaker_id), width="content",
                )  # fmt: skip
            elif not quote.speaker_name and name_apart(quote):
                st.html(f'<p class="dl-note">{escape(name_apart(quote))}</p>', width="content")
            st.html(f'<p class="dl-note">{escape(_byline(quote) + sure)}</p>', width="content")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.page_link(
                "pages/read.py", label="Read in the article", icon=":material/arrow_forward:", icon_position="right",
                query_params=link_params(article=quote.article_id, at=str(quote.content_spans[0][0])),
            )  # fmt: skip
            render_more_like(quote.article_id, (quote.content_spans[0][0], quote.content_spans[-1][1]))
            group_id, n_articles = count(quote_groups.find_group_of).get(quote.quote_id, ("", 0))
            if group_id:
                st.page_link(
                    "pages/quotes.py", label=f"In {n_articles:,} articles", query_params=link_params(group=group_id)
                )
            render_copy("Copy with source", cite(quote), key=f"{key}_{quote.quote_id}_copy")
            render_pin(quote_item(quote), key=f"{key}_{quote.quote_id}")
            st.button(
                "Correct", key=f"{key}_{quote.quote_id}_correct", type="tertiary",
                on_click=ask_to_correct, args=("quote", [quote.quote_id]),
            )  # fmt: skip


def render_quotes(quotes: Sequence[QuoteDetail], *, key: str, with_speaker: bool = True) -> None:
    """Render pull quotes in two columns, row by row, in reading order."""
    for row in range(0, len(quotes), 2):
        columns = st.columns(2, gap="large")
        for column, quote in zip(columns, quotes[row : row + 2], strict=False):
            with column:
                render_quote(quote, key=key, with_speaker=with_speaker)


def shown_at_once(chosen: Mapping[str, Any], *, as_table: bool) -> int:
    """How many quotes to read: a table holds more; `Show more` raises the limit for the same filter."""
    return read_limit(repr(chosen), TABLE_PAGE if as_table else PAGE, key="quotes")


def render_more_quotes(n: int, n_shown: int, chosen: Mapping[str, Any]) -> None:
    """Render the button for more quotes, if there are any."""
    render_more(n, n_shown, max(PAGE, n_shown), repr(chosen), key="quotes")


def build_quote_table(quotes: Sequence[QuoteDetail]) -> pd.DataFrame:
    """Quotes as rows, for the table and its file."""
    return pd.DataFrame(
        [
            {
                "speaker": name_speaker(quote),
                "words": " ".join(quote.content.split()),
                "kind": quote.kind,
                "attribution": quote.attribution,
                "date": pd.Timestamp(quote.date).date() if quote.date else None,
                "source": quote.source,
                "title": quote.title,
                "confidence": quote.confidence,
                "speaker_text": _written_speaker(quote),
                "quote_id": quote.quote_id,
                "article_id": quote.article_id,
            }
            for quote in quotes
        ]
    )


def render_quote_table(quotes: Sequence[QuoteDetail], *, key: str) -> None:
    """Render one quote per row; a click opens the correction dialog, or the article if on its title."""
    column = st.column_config
    columns = {
        "speaker": column.TextColumn("Speaker", width=165),
        "words": column.TextColumn("Words", width=460),
        "kind": column.TextColumn("Kind", width=80),
        "attribution": column.TextColumn("In the article", width=200),
        "date": column.DateColumn("Date", format="D MMM YYYY", width=105),
        "source": column.TextColumn("Source", width=130),
        "title": column.TextColumn("Article", width=220),
        "confidence": column.NumberColumn("Sure", format="percent", width=60),
    }
    table, shown = build_quote_table(quotes), {quote.quote_id: quote for quote in quotes}
    render_table(
        table, columns, key=key, ids=list(shown),
        alt=f"{len(quotes)} quotes with speaker, attribution, date and source", download="dateline-quotes",
        download_table=table[list(columns)], on_cell=lambda quote_id, name: _open(shown[quote_id], name),
        beside=lambda: render_pin(table_item("quotes", {name: read_choice(name) for name in CHOICES}), key=key),
    )  # fmt: skip


def _open(quote: QuoteDetail, column: str) -> None:
    if column in ("title", "source", "date", "words"):
        st.switch_page(
            "pages/read.py", query_params=link_params(article=quote.article_id, at=str(quote.content_spans[0][0]))
        )
    else:
        ask_to_correct("quote", [quote.quote_id])
