"""Quotes that several articles have: the most repeated, and the appearances of one with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import count_of, library
from components.library import View
from components.library.queries import quote_groups
from components.library.queries.quote_groups import Appearance, RepeatedQuote
from components.ui.address import link_params
from components.ui.boards.pinning import render_pin, table_item
from components.ui.chart import render_exhibit
from components.ui.correcting import ask_to_correct
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.quotes import build_repeated_table
from components.ui.faults import guarded
from components.ui.page import render_headline, render_note, render_section_title, section
from components.ui.quotes import name_speaker
from components.ui.reader import words_of
from components.ui.session import count_in, library_path, show_changes
from components.ui.tables import render_table
from components.ui.words import escape, format_byline, format_dates

MOST_ROWS = 300
CHANGES = {
    "same": "the same words", "shortened": "a part of the words", "altered": "other words in it",
    "paraphrased": "in the paper’s own words",
}  # fmt: skip


def render_repeated(view: View) -> None:
    """Render the chart and the table of the most repeated quotes, or why there are none."""
    table = count_in(view, quote_groups.list_repeated)
    is_whole = not _render_ungrouped()
    if not len(table):
        none = "No quote here is in more than one article. " if is_whole else ""
        st.markdown(
            f"{none}Once several articles are known to have the same words, this is where you see who ran them first, "
            "who shortened them and who changed them."
        )
        return
    exhibit = build_exhibit("repeated")
    if exhibit is not None:
        with section():
            render_exhibit(exhibit, key="repeated")
    with section():
        repeated = quote_groups.read_repeated(library_path(), view, table.head(MOST_ROWS))
        more = f"The first {MOST_ROWS:,} of {len(table):,}. " if len(table) > MOST_ROWS else ""
        render_note(f"{more}Click a quote to see it in each article.")
        _render_table(repeated)


def _render_table(repeated: Sequence[RepeatedQuote]) -> None:
    column = st.column_config
    rows = build_repeated_table(repeated)
    shown = rows.assign(**{name: pd.to_datetime(rows[name].replace("", None)).dt.date for name in ("first", "last")})
    columns = {
        "words": column.TextColumn("Words", width=430),
        "articles": column.ProgressColumn(
            "Articles", format="%d", min_value=0, max_value=int(rows["articles"].max()), width=110
        ),
        "sources": column.NumberColumn("Sources", width=75),
        "first": column.DateColumn("First", format="D MMM YYYY", width=105),
        "last": column.DateColumn("Last", format="D MMM YYYY", width=105),
        "speaker": column.TextColumn("Speaker", width=165),
        "first_in": column.TextColumn("First in", width=150),
    }
    render_table(
        shown, columns, key="repeated_table", ids=[one.group_id for one in repeated],
        alt=f"{len(rows)} quotes with the number of articles and sources that have them, and their first and last date",
        on_cell=lambda group_id, _: open_group(group_id), download="dateline-repeated-quotes", download_table=rows,
        beside=lambda: render_pin(table_item("repeated"), key="repeated_table"),
    )  # fmt: skip


def open_group(group_id: str) -> None:
    """Open the appearances of a quote; call it in a callback or at the end of a run."""
    st.switch_page("pages/quotes.py", query_params=link_params(group=group_id))


def _render_ungrouped() -> int:
    """Offer to compare quotes that no worker has compared yet: those of a library of an older Dateline; how many."""
    n = int(library.count_ungrouped(library_path()))
    if n and not library.read_progress(library_path()).is_running:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            render_note(f"The quotes of {count_of(n, 'article')} have not been compared yet.", width="content")
            st.button("Compare them", key="repeated_compare", on_click=_compare)
    return n


@guarded
def _compare() -> None:
    library.ensure_worker(library_path())
    show_changes()


# The appearances of one quote.


def render_appearances(view: View, group_id: str) -> None:
    """Render a quote's appearances, the first in full and the others with what differs from it marked."""
    found = quote_groups.read_appearances(library_path(), view, group_id)
    st.page_link(
        "pages/quotes.py", label="Most repeated quotes", icon=":material/arrow_back:",
        query_params=link_params(**{"as": "repeated"}),
    )  # fmt: skip
    if not found:
        render_headline("This quote is in one article only", view=view)
        st.markdown("It may have been corrected, or the filter leaves out the articles that repeat it.")
        return
    first = found[0].quote
    render_headline(f"One quote in {count_of(len(found), 'article')}", escape(describe_spread(found)), view=view)
    with section():
        render_section_title(f"First: {first.source or 'unknown source'}")
        _render_appearance(found[0], "")
    if len(found) > 1:
        with section():
            render_section_title(
                "Then",
                "Underlined is what the first does not have; struck through is what it has and this one has not.",
            )
            with st.container(gap="medium"):
                for one in found[1:]:
                    _render_appearance(one, words_of(first))


def describe_spread(found: Sequence[Appearance]) -> str:
    """Who ran a quote first, when it was last repeated, and what became of it, in sentences."""
    first, dates = found[0].quote, sorted(one.quote.date for one in found if one.quote.date)
    sources = len({one.quote.source for one in found if one.quote.source})
    said = f"{name_speaker(first)}, in {count_of(sources, 'source')}" if sources else name_speaker(first)
    said += f", {format_dates(dates[0], dates[-1])}." if dates else ", undated."
    counts = {change: sum(one.change == change for one in found) for change in ("shortened", "altered", "paraphrased")}
    verbs = {"shortened": "shortened it", "altered": "altered it", "paraphrased": "put it in their own words"}
    parts = [f"{n:,} {verbs[change]}" for change, n in counts.items() if n]
    if n := sum(one.has_other_speaker for one in found):
        parts.append(f"{n:,} attributed it to somebody else")
    return f"{said} {', '.join(parts)}.".replace(" .", "") if parts else said


def _render_appearance(one: Appearance, first: str) -> None:
    quote = one.quote
    with st.container(gap="xxsmall", key=f"appearance_{quote.quote_id}"):
        byline = format_byline(quote.source, quote.date, quote.date_origin)
        copies = f", and {count_of(one.n_copies, 'copy', 'copies')} of the article" if one.n_copies else ""
        st.html(f'<p class="dl-title">{escape(quote.title)}</p><p class="dl-note">{escape(byline + copies)}</p>')
        st.html(appearance_html(words_of(quote), first, one.change))
        said = f"{CHANGES[one.change]}; " if first else ""
        who = f"said by {name_speaker(quote)}" + (", somebody else than in the first" if one.has_other_speaker else "")
        line = f"{said}{who}"
        st.html(f'<p class="dl-note">{escape(line[0].upper() + line[1:])}.</p>')
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.page_link(
                "pages/read.py", label="Read in the article", icon=":material/arrow_forward:", icon_position="right",
                query_params=link_params(article=quote.article_id, at=str(quote.content_spans[0][0])),
            )  # fmt: skip
            st.button(
                "Correct", key=f"appearance_{quote.quote_id}_correct", type="tertiary",
                on_click=ask_to_correct, args=("quote", [quote.quote_id]),
            )  # fmt: skip


def appearance_html(words: str, first: str, change: str) -> str:
    """The words of a quote, escaped; beside a first one, with what differs marked, unless hardly a word is the same."""
    if not first or change == "paraphrased":
        return f'<p class="dl-words dl-appearance">{escape(words)}</p>'
    tags = {"same": ("", ""), "added": ("<mark>", "</mark>"), "left out": ("<del>", "</del>")}
    parts = [
        f"{tags[kind][0]}{escape(text)}{tags[kind][1]}" for kind, text in quote_groups.mark_differences(first, words)
    ]
    return f'<p class="dl-words dl-appearance">{" ".join(parts)}</p>'
