"""Quotes as pull quotes in two columns and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.library import QuoteDetail
from components.ui.address import link_params
from components.ui.correcting import ask_to_correct
from components.ui.lines import read_limit, render_more
from components.ui.marked import join_words_of_quote, pull_quote_html
from components.ui.table import render_table
from components.ui.words import format_byline

UNSURE = 0.6  # below this confidence a speaker gets a question mark
NOBODY_KNOWN = "Speaker unknown"
PAGE, TABLE_PAGE = 20, 300  # quotes shown at first


def is_unsure(quote: QuoteDetail) -> bool:
    """True if there is a speaker whose confidence is low."""
    return bool(quote.confidence < UNSURE)


def name_speaker(quote: QuoteDetail) -> tuple[str, bool]:
    """The speaker to display and whether it is uncertain; a missing speaker is never uncertain."""
    who = quote.speaker_name or quote.speaker_text
    return (who, is_unsure(quote)) if who else (NOBODY_KNOWN, False)


def said_how(quote: QuoteDetail) -> str:
    """The cue words, plus the pronoun or role in the text if it differs from the speaker's name."""
    is_other = quote.speaker_name and quote.speaker_text and quote.speaker_text not in quote.speaker_name
    cue = " ".join(quote.cue_text.split())
    cue = cue if any(character.isalnum() for character in cue) else ""  # drops the colon of a transcript
    cue = cue[:1].lower() + cue[1:] if cue[1:].islower() else cue  # it may have started its sentence
    return f"{cue} (“{' '.join(quote.speaker_text.split())}”)".lstrip() if is_other else cue


def render_quote(quote: QuoteDetail, *, key: str, with_speaker: bool = True) -> None:
    """Render a pull quote with speaker, place, date and links."""
    with st.container(gap="xxsmall", key=f"{key}_{quote.quote_id}"):
        speaker, unsure = name_speaker(quote)
        speaker = speaker if with_speaker or unsure else ""
        known = bool(quote.speaker_name or quote.speaker_text)
        byline = format_byline(quote.source, quote.date, quote.date_origin)
        words = join_words_of_quote(quote.content, [end - start for start, end in quote.content_spans])
        st.html(
            pull_quote_html(
                words, speaker, said_how(quote), byline, unsure=unsure, named=bool(quote.speaker_name), known=known
            )
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.page_link(
                "pages/read.py", label="Read in the article", icon=":material/arrow_forward:", icon_position="right",
                query_params=link_params(article=quote.article_id, at=str(quote.content_spans[0][0])),
            )  # fmt: skip
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


def speaker_of(quote: QuoteDetail) -> str:
    """The speaker as plain text, with a question mark if uncertain."""
    who, unsure = name_speaker(quote)
    return f"{who}?" if unsure else who


def build_quote_table(quotes: Sequence[QuoteDetail]) -> pd.DataFrame:
    """Quotes as rows, for the table and its file."""
    return pd.DataFrame(
        [
            {
                "speaker": speaker_of(quote),
                "words": " ".join(quote.content.split()),
                "kind": quote.kind,
                "cue": " ".join(quote.cue_text.split()),
                "date": pd.Timestamp(quote.date).date() if quote.date else None,
                "source": quote.source,
                "title": quote.title,
                "confidence": quote.confidence,
                "speaker_text": " ".join(quote.speaker_text.split()),
                "quote_id": quote.quote_id,
                "article_id": quote.article_id,
            }
            for quote in quotes
        ]
    )


def render_quote_table(quotes: Sequence[QuoteDetail], *, key: str) -> None:
    """Render one quote per row; a click opens the correction dialog, or the article if on its title."""
    column = st.column_config
    render_table(
        build_quote_table(quotes),
        {
            "speaker": column.TextColumn("Speaker", width=165),
            "words": column.TextColumn("Words", width=460),
            "kind": column.TextColumn("Kind", width=80),
            "cue": column.TextColumn("Cue", width=90),
            "date": column.DateColumn("Date", format="D MMM YYYY", width=105),
            "source": column.TextColumn("Source", width=130),
            "title": column.TextColumn("Article", width=220),
            "confidence": column.NumberColumn("Sure", format="percent", width=60),
        },
        key=key, alt=f"{len(quotes)} quotes with speaker, kind, cue, date and source", download="dateline-quotes",
        on_cell=lambda row, name: _open(quotes[row], name),
    )  # fmt: skip


def _open(quote: QuoteDetail, column: str) -> None:
    if column in ("title", "source", "date", "words"):
        st.switch_page(
            "pages/read.py", query_params=link_params(article=quote.article_id, at=str(quote.content_spans[0][0]))
        )
    else:
        ask_to_correct("quote", [quote.quote_id])
