"""Evidence drawer: the sentences behind a number."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import streamlit as st

from components import library
from components.humanize import count_of
from components.library import View
from components.types import SENTIMENT_LABELS, Evidence, EvidenceQuery
from components.ui.address import link_params
from components.ui.correcting import ask_to_correct
from components.ui.faults import as_part, part
from components.ui.marked import evidence_html
from components.ui.names import names_by_id, topic_labels
from components.ui.session import current_view, library_path, show_changes
from components.ui.words import escape, escape_markdown, format_byline, format_period

FIRST, MORE = 5, 50  # sentences shown at first, and after "Show all"
_PENDING = "evidence"
NOUNS = {
    "mentions": "mention",
    "quotes": "quote",
    "sentiment": "sentence",
    "together": "article",
    "articles": "article",
}


def ask_for_evidence(query: EvidenceQuery) -> None:
    """Open the drawer in the next run; call it in a callback or before `st.rerun()`."""
    st.session_state[_PENDING] = query


def open_asked_evidence() -> None:
    """Open the drawer if a click has requested it; call it once per run."""
    query = st.session_state.pop(_PENDING, None)
    if query is None:
        return
    with part("What stands behind this number"):
        view = current_view()
        counts = library.count_evidence(view, query)
        st.dialog(_title(view, query, counts), position="right", width=480)(as_part(_render_drawer))(query)


def _title(view: View, query: EvidenceQuery, counts: library.EvidenceCount) -> str:
    amount = count_of(counts.n, NOUNS[query.kind])
    name = escape_markdown(name_of(view, query))
    return f"{name}, {amount}" if name else amount.capitalize()


def name_of(view: View, query: EvidenceQuery) -> str:
    """The subject of the numbers, as text."""
    frames = view.frames
    names = list(names_by_id(frames, query.entities).values())
    if query.topic:
        labels = topic_labels(frames)
        names += [labels[query.topic]] if query.topic in labels else []
    elif query.topic == "":
        names.append("No topic")
    return " and ".join(names)


def _render_drawer(query: EvidenceQuery) -> None:
    view = current_view()
    counts = library.count_evidence(view, query)
    st.html(f'<p class="dl-line">{_base(query, counts)}</p>')
    limit = st.session_state.get("evidence_limit", FIRST) if st.session_state.get("evidence_of") == query else FIRST
    found = library.read_evidence(library_path(), view, query, limit=limit)
    with st.container(gap="medium"):
        for _, of_article in groupby(found, key=lambda evidence: evidence.article_id):
            _render_article(list(of_article), query)
    if counts.n > len(found):
        more = f"Show {min(MORE, counts.n - len(found))} more of {counts.n:,}"
        st.button(
            f"Show all {counts.n:,}" if counts.n <= MORE else more, key="evidence_more",
            on_click=_show_more, args=(query, max(limit + MORE, MORE)),
        )  # fmt: skip
    st.html(f'<p class="dl-note">{_how_counted(view, query)}</p>')


def _show_more(query: EvidenceQuery, limit: int) -> None:
    st.session_state["evidence_of"], st.session_state["evidence_limit"] = query, limit


def _base(query: EvidenceQuery, counts: library.EvidenceCount) -> str:
    where = format_period(query.start, query.end)
    articles = f"in <b>{count_of(counts.n_articles, 'article')}</b>"
    sources = f" by {count_of(counts.n_sources, 'source')}" if counts.n_sources > 1 else ""
    if query.source is not None:
        sources = f" by {escape(query.source or 'unknown sources')}"
    undated = ", without a date" if query.undated else ""
    order = "strongest first" if query.kind == "sentiment" else "newest first"
    sentence = ", ".join(part for part in (where, articles) if part) + f"{sources}{undated}, {order}."
    return sentence[0].upper() + sentence[1:]


def _render_article(found: list[Evidence], query: EvidenceQuery) -> None:
    first = found[0]
    with st.container(gap="xsmall"):
        byline = format_byline(first.source, first.date, first.date_origin)
        st.html(f'<p class="dl-title">{escape(first.title)}</p><p class="dl-note">{escape(byline)}</p>')
        for evidence in found:
            st.html(evidence_html(evidence))
            if query.kind == "sentiment":
                _render_label(evidence)
            elif evidence.quote_id and st.button("Correct", key=f"evidence_{evidence.quote_id}", type="tertiary"):
                ask_to_correct("quote", [evidence.quote_id])
                st.rerun()
        st.page_link(
            "pages/read.py",
            label="Read in the article",
            icon=":material/arrow_forward:",
            icon_position="right",
            query_params=link_params(article=first.article_id, at=str(first.start)),
        )


def _render_label(evidence: Evidence) -> None:
    """Render the sentence's sentiment label with a menu to correct it."""
    sure = f"{evidence.confidence:.0%} sure" if evidence.confidence is not None else ""
    label = evidence.label if (evidence.confidence or 0) >= library.CERTAIN else f"uncertain, perhaps {evidence.label}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="dl-note">{escape(label.capitalize())}{f", {sure}" if sure else ""}</p>', width="content")
        others = [other for other in SENTIMENT_LABELS if other != evidence.label or sure]
        key = f"evidence_label_{evidence.sentence_id}_{evidence.entity_id}"
        chosen = st.menu_button(
            "This is wrong", others, key=key, type="tertiary", format_func=lambda other: f"It is {other}"
        )
        if chosen in SENTIMENT_LABELS:
            _write(lambda: library.set_sentiment(library_path(), evidence, chosen))


def _write(change: Callable[[], object]) -> None:
    change()
    show_changes()
    st.rerun()


def _how_counted(view: View, query: EvidenceQuery) -> str:
    names = "names, pronouns and roles" if view.filter.include_pronouns else "names only, not “she” or “the minister”"
    if query.kind == "mentions":
        if view.filter.include_pronouns:
            return "Counted: every place where an article gives the name, or a pronoun or a role in its place."
        return "Counted: every place where an article gives the name, not “she” or “the minister”."
    if query.kind == "quotes":
        return "Counted: direct, indirect and mixed quotes. Each can be put right: click it in the article."
    if query.kind == "sentiment":
        return f"Counted: each sentence once for each name in it ({names}). Uncertain ones are left out of averages."
    if query.kind == "together":
        return "Counted: articles that name both, once each, however often they do."
    return "Counted: each article once."
