"""Exhibit of quotes that travel: how many articles have each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components import count_of
from components.charts import Style, click_data
from components.charts.axes import shorten
from components.charts.bars import plot_bars
from components.library import QuoteDetail, View
from components.library.queries import quote_groups
from components.library.queries.quote_groups import RepeatedQuote
from components.types import EvidenceQuery
from components.ui.exhibits import findings
from components.ui.exhibits.common import Exhibit, Options, base_of
from components.ui.reader import words_of
from components.ui.session import count_in
from components.ui.words import spell

MOST_BARS, MOST_CHARACTERS = 10, 60
_MARKS = "“”\"‘’'«»„ "


def plain_words(quote: QuoteDetail) -> str:
    """The words of a quote on one line, without the marks around them and the comma before the last."""
    return words_of(quote).strip(_MARKS).rstrip(",;")


def build_repeated_table(repeated: Sequence[RepeatedQuote]) -> pd.DataFrame:
    """Repeated quotes as rows, for the table and its file."""
    return pd.DataFrame(
        [
            {
                "words": plain_words(one.quote),
                "articles": one.n_articles,
                "sources": one.n_sources,
                "first": one.first_date,
                "last": one.last_date,
                "speaker": one.quote.speaker_name or " ".join(one.quote.speaker_text.split()),
                "first_in": one.quote.source,
            }
            for one in repeated
        ]
    )


def build_repeated(view: View, options: Options, style: Style) -> Exhibit | None:  # noqa: ARG001 - the signature of all builders
    """The quotes that most articles have."""
    table = count_in(view, quote_groups.list_repeated)
    if not len(table):
        return None
    shown = quote_groups.read_repeated(view.frames.path, view, table.head(MOST_BARS))
    words = [f"“{shorten(plain_words(one.quote), MOST_CHARACTERS)}”" for one in shown]
    values = [one.n_articles for one in shown]
    of = f"the {spell(len(shown))} most repeated of {len(table):,}" if len(table) > len(shown) else "each quote"
    return Exhibit(
        name="repeated",
        headline=f"{count_of(len(table), 'quote')} in several articles",
        note=f"Articles by {of}. {base_of(view)}. A copy of an article is no further article.",
        figure=plot_bars(words, values, [click_data(group=one.group_id) for one in shown], style, noun="article"),
        table=build_repeated_table(shown),
        alt=findings.bars_alt("Articles", words, values),
        to_query=lambda click: EvidenceQuery("quotes", group=click["group"]) if click else None,
        peak=EvidenceQuery("quotes", group=shown[0].group_id),
        peak_label="Read the first in each article",
        method=(
            "Quotes are one if they share nearly all their words in the same order; a few words, or reported speech, "
            "only if the same speaker says them within two weeks. Words in quotation marks of one article, at least."
        ),
    )
