"""Peaks explained: for each numbered peak of a chart, what coincides with it, and the sentences behind all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components import count_of, library
from components.library import Peak, View
from components.types import EvidenceQuery
from components.ui.evidence import ask_for_evidence
from components.ui.exhibits.common import choose_peaks
from components.ui.faults import part
from components.ui.lines import render_name_lines, render_story_lines, render_word_links
from components.ui.page import render_note, render_section_title
from components.ui.session import count_in
from components.ui.words import escape, escape_markdown, format_dates, format_period

COLUMNS = 3
METHOD = (
    "A peak is a time in which a name is mentioned more often than in the eight periods before and after it, and more "
    "than chance explains: mentions come article by article, which the test allows for (compound Poisson; of the peaks "
    "shown, one in twenty may be chance, by the method of Benjamini and Hochberg). Stories, names and words stand out "
    "where far more of the articles within the peak have them than of those that name the same person at other times "
    "(names and words by log-odds with a prior, after Monroe, Colaresi and Quinn; stories by Fisher’s exact test). "
    "They say what coincides, never what caused it."
)


def render_peaks(view: View, entity_ids: Sequence[str], period: str, *, key: str) -> None:
    """Render a text for each numbered peak of the chart of these entities, or that there is none."""
    peaks = choose_peaks(view, entity_ids, period)
    if not peaks:
        render_note(f"No {period} stands out from the time around it by more than chance.")
        return
    title = "What coincides with the peak" if len(peaks) == 1 else "What coincides with the peaks"
    render_section_title(title, "What stands out in their articles against other times. It need not be the cause.")
    numbered = list(enumerate(peaks, 1))
    for first in range(0, len(numbered), COLUMNS):
        row = numbered[first : first + COLUMNS]
        for column, (number, peak) in zip(st.columns(COLUMNS, gap="large"), row, strict=False):
            with column, part(), st.container(gap="xsmall"):
                _render_peak(view, peak, number if len(peaks) > 1 else 0, key=f"{key}_peak_{number}")
    with st.popover("How this was found", type="tertiary", key=f"{key}_peaks_method").container(width=400):
        st.markdown(escape_markdown(METHOD))


def _render_peak(view: View, peak: Peak, number: int, *, key: str) -> None:
    query = EvidenceQuery("mentions", (peak.entity_id,), start=peak.start, end=peak.end)
    title = f"{number}  {peak.name}" if number else peak.name
    of = f"{peak.n_articles:,} of {count_of(peak.n_all_articles, 'article')}"
    st.html(
        f'<p class="dl-title">{escape(title)}</p>'
        f'<p class="dl-note">{escape(_capital(_when(peak)))}: {count_of(peak.n_mentions, "mention")}, where the time '
        f"around leads to expect {peak.expected:,.0f}; in {of}.</p>"
    )
    found = count_in(view, library.find_coinciding, peak)
    render_story_lines(found.stories, replace(query, kind="articles"), key=key)
    render_name_lines(found.names, replace(query, kind="together"), key=key)
    if found.words:
        render_word_links(found.words, query, key=key)
    if not len(found.stories) and not len(found.names) and not found.words:
        render_note("No story, name or word stands out in so few articles.")
    st.button(
        f"See the {count_of(peak.n_mentions, 'mention')}", key=key, type="tertiary", icon=":material/arrow_forward:",
        icon_position="right", on_click=ask_for_evidence, args=(query,),
    )  # fmt: skip


def _when(peak: Peak) -> str:
    """Its one period in words, or its first and last day."""
    is_one = peak.top == (peak.start, peak.end)
    return format_period(peak.start, peak.end) if is_one else format_dates(peak.start, peak.end)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
