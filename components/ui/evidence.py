"""Evidence drawer: the sentences behind a number, with words highlighted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import TypeVar
from urllib.parse import parse_qs, urlencode

import streamlit as st

from components import count_of, format_date, library
from components.charts.axes import shorten
from components.charts.voice import GENDER_WORDS
from components.library import View
from components.types import SENTIMENT_LABELS, Evidence, EvidenceQuery, Filter
from components.ui.address import (
    EVIDENCE,
    MAX_VALUES,
    WITHIN,
    current_filter,
    filter_from_param,
    filter_to_param,
    put_param,
    read_day,
)
from components.ui.boards.pinning import passage_item, render_pin_in_drawer
from components.ui.correcting import ask_to_correct, save_correction
from components.ui.faults import as_part, part
from components.ui.hits import render_ways_on
from components.ui.names import names_by_id, story_labels, topic_labels
from components.ui.reader import evidence_html
from components.ui.session import current_frames, library_path, view_of
from components.ui.words import escape, escape_markdown, format_byline, format_period

T = TypeVar("T")
FIRST, MORE = 5, 50  # sentences shown at first, and after "Show all"
_ONE = ("source", "topic", "label", "words", "group", "story", "gender", "since")  # of a query: one value each
NOUNS = {
    "mentions": "mention",
    "quotes": "quote",
    "sentiment": "sentence",
    "together": "article",
    "articles": "article",
}


def render_first(rows: Sequence[T], first: int, render_one: Callable[[T], None], *, key: str) -> None:
    """Render the first rows, and a button that shows all."""
    limit = len(rows) if st.session_state.get(f"{key}_all") else first
    for row in rows[:limit]:
        render_one(row)
    if len(rows) > limit:
        label = f"Show all {len(rows):,}"
        st.button(label, key=f"{key}_more", type="tertiary", on_click=_show_all, args=(key,))


def _show_all(key: str) -> None:
    st.session_state[f"{key}_all"] = True


def read_limit(asked: str, first: int, *, key: str) -> int:
    """How many rows to read: the first ones, or more if the user asked for more of the same."""
    wanted, limit = st.session_state.get(f"{key}_limit", ("", 0))
    return max(first, int(limit)) if wanted == asked else first


def render_more(n: int, n_shown: int, more: int, asked: str, *, key: str, is_known: bool = True) -> None:
    """Render the button for more rows, if there are any; how many there are is said if it is known."""
    if n > n_shown:
        more = min(more, n - n_shown)
        st.button(
            f"Show {more:,} more{f' of {n:,}' if is_known else ''}", key=f"{key}_more",
            on_click=lambda: st.session_state.update({f"{key}_limit": (asked, n_shown + more)}),
        )  # fmt: skip


def ask_for_evidence(query: EvidenceQuery, within: Filter | None = None) -> None:
    """Open the drawer in the next run, within another filter if need be; call it in a callback or before a rerun."""
    put_param(EVIDENCE, query_to_param(query))
    put_param(WITHIN, "" if within is None else filter_to_param(within))


def query_to_param(query: EvidenceQuery) -> str:
    """Encode what the drawer shows as one query parameter."""
    anything = asdict(EvidenceQuery(query.kind))
    given = {name: value for name, value in asdict(query).items() if name == "kind" or value != anything[name]}
    return urlencode(given, doseq=True)


def query_from_param(param: str) -> EvidenceQuery | None:
    """Decode what the drawer shows; None if the parameter makes no sense."""
    try:
        given = parse_qs(param, keep_blank_values=True, max_num_fields=MAX_VALUES)
    except ValueError:
        return None
    kind = given.get("kind", [""])[0]
    if kind not in NOUNS:
        return None
    return EvidenceQuery(
        kind,
        tuple(given.get("entities", ())),
        start=read_day(given.get("start", ())),
        end=read_day(given.get("end", ())),
        **{name: given[name][0] for name in _ONE if name in given},
        undated="undated" in given,
        other_time="other_time" in given,
    )


def open_asked_evidence(width: int = 480) -> None:
    """Open the drawer that the address names, so many pixels wide; call it once per run."""
    query = query_from_param(st.query_params.get(EVIDENCE, ""))
    if query is None:
        close_evidence()
        return
    with part("What is behind this number"):
        view = _view_behind(query)
        counts = library.count_evidence(view, query)
        title = _title(view, query, counts)
        drawer = st.dialog(title, position="right", width=width, on_dismiss=close_evidence)
        drawer(as_part(_render_drawer))(query)


def close_evidence() -> None:
    """Close the drawer in the next run."""
    put_param(EVIDENCE, "")
    put_param(WITHIN, "")


def _drawer_filter() -> Filter:
    """The filter of what is in the drawer."""
    return filter_from_param(st.query_params[WITHIN]) if WITHIN in st.query_params else current_filter()


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
        names.append(library.WITHOUT_TOPIC)
    names += story_labels(frames, [query.story] if query.story else []).values()
    if query.words:
        names.append(f"“{shorten(query.words, 60)}”")
    if query.gender:
        names.append(GENDER_WORDS.get(query.gender, GENDER_WORDS["unknown"]).capitalize())
    return " and ".join(names)


def filter_behind(query: EvidenceQuery, within: Filter) -> Filter:
    """The filter that a number was counted in: this one, or the same of another time."""
    return replace(within, start=query.start, end=query.end) if query.other_time else within


def _view_behind(query: EvidenceQuery) -> View:
    return view_of(filter_behind(query, _drawer_filter()))


def _render_drawer(query: EvidenceQuery) -> None:
    view = _view_behind(query)
    counts = library.count_evidence(view, query)
    st.html(f'<p class="dl-line">{_base(query, counts)}</p>')
    limit = st.session_state.get("evidence_limit", FIRST) if st.session_state.get("evidence_of") == query else FIRST
    found = library.read_evidence(library_path(), view, query, limit=limit)
    with st.container(gap="medium"):
        for place, (_, of_article) in enumerate(groupby(found, key=lambda evidence: evidence.article_id)):
            _render_article(list(of_article), query, f"evidence_{place}")
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
        source = current_frames().sources.show(query.source)
        sources = f" by {escape(source or 'unknown sources')}"
    undated = ", without a date" if query.undated else ""
    undated += f", added since {format_date(query.since[:10])}" if read_day([query.since[:10]]) else ""
    order = "strongest first" if query.kind == "sentiment" else "newest first"
    sentence = ", ".join(part for part in (where, articles) if part) + f"{sources}{undated}, {order}."
    return sentence[0].upper() + sentence[1:]


def _render_article(found: list[Evidence], query: EvidenceQuery, key: str) -> None:
    first = found[0]
    with st.container(gap="xsmall"):
        byline = format_byline(first.source, first.date, first.date_origin)
        st.html(f'<p class="dl-title">{escape(first.title)}</p><p class="dl-note">{escape(byline)}</p>')
        pinned = {first.start}  # a sentence that names two is there twice
        for evidence in found:
            st.html(evidence_html(evidence))
            if evidence.start not in pinned:
                pinned.add(evidence.start)
                render_pin_in_drawer(passage_item(evidence), key=f"{key}_{evidence.start}")
            if query.kind == "sentiment":
                _render_label(evidence)
            elif evidence.quote_id and st.button("Correct", key=f"evidence_{evidence.quote_id}", type="tertiary"):
                ask_to_correct("quote", [evidence.quote_id])
                st.rerun()
        render_ways_on(
            first.article_id, first.start, (first.start, first.start + len(first.text)),
            lambda: render_pin_in_drawer(passage_item(first), key=key),
            within=_drawer_filter(),
        )  # fmt: skip


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
            save_correction(
                lambda: library.set_sentiment(library_path(), evidence, chosen), f"The sentence counts as {chosen} now."
            )


def _how_counted(view: View, query: EvidenceQuery) -> str:
    names = "names, pronouns and roles" if view.filter.include_pronouns else "names only, not “she” or “the minister”"
    if query.kind == "mentions":
        if view.filter.include_pronouns:
            return "Counted: every place where an article gives the name, or a pronoun or a role in its place."
        return "Counted: every place where an article gives the name, not “she” or “the minister”."
    if query.kind == "quotes":
        return (
            f"Counted: words in quotation marks, and reported speech that is at least {library.SURE:.0%} sure. "
            "Each can be put right: click it in the article."
        )
    if query.kind == "sentiment":
        return f"Counted: each sentence once for each name in it ({names}). Uncertain ones are left out of averages."
    if query.kind == "together":
        return "Counted: articles that name both, once each, however often they do."
    return "Counted: each article once."
