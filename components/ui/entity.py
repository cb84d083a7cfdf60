"""Entity page components: description, co-occurring entities, sources, aliases and corrections."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import library
from components.humanize import count_of, join_words
from components.library import EntityDetail, View
from components.types import EvidenceQuery
from components.ui.address import link_params
from components.ui.correcting import render_name_actions
from components.ui.lines import render_counted_line, render_source_lines
from components.ui.names import name_choices
from components.ui.page import render_note, render_section_title, section
from components.ui.session import count_in
from components.ui.words import escape

_ARTICLE = {"organisation": "An", "event": "An"}
N_COMPANY, N_ALIASES = 8, 4
_MANY_MENTIONS = 20


def describe_entity(entity: EntityDetail, view: View) -> str:
    """The standfirst (escaped HTML): what the entity is, how often and where it is named, and its aliases."""
    row = row_of(view, entity.entity_id)
    what = f"{_ARTICLE.get(entity.type, 'A')} {entity.type}"
    if entity.description:
        what += f", {escape(entity.description)}"
    if row is None:
        return f"{what}. Not named in the articles shown here."
    articles = count_of(int(row["n_articles"]), "article")
    often = {1: "once", 2: "twice"}.get(int(row["n_mentions"]), f"{row['n_mentions']:,} times")
    sentence = f"{what}, named {often} in {articles}"
    sources = count_in(view, library.count_sources, entity.entity_id)
    leading = sources[sources["source"] != ""].head(1)
    if len(leading) and len(sources) > 1:
        sentence += f", most often in <i>{escape(leading['source'].iloc[0])}</i>"
    least = 2 if row["n_mentions"] > _MANY_MENTIONS else 1  # among many, a form that occurs once may be an error
    forms = [form for form, n in entity.aliases if form != entity.name and n >= least]
    others = [f"“{escape(form)}”" for form in forms[:N_ALIASES]]
    also = f" Also written {join_words(others)}." if others else ""
    return f"{sentence}.{also}"


def row_of(view: View, entity_id: str) -> pd.Series | None:
    """The entity's row of `count_entities`; None if the view does not mention it."""
    counted = count_in(view, library.count_entities)
    found = counted[counted["entity_id"] == entity_id]
    return found.iloc[0] if len(found) else None


def render_another_name(entity_id: str) -> None:
    """Render a list that opens another entity's page."""
    choices = name_choices()
    others = [one for one in choices if one != entity_id]
    key = f"another_name_{entity_id}"
    st.selectbox(
        "Another name", others, format_func=choices.__getitem__, index=None, placeholder="Another name", key=key,
        label_visibility="collapsed", on_change=_open_other, args=(key,),
    )  # fmt: skip


def _open_other(key: str) -> None:
    if other := st.session_state[key]:
        st.switch_page("pages/entities.py", query_params=link_params(entity=other))


def render_company(view: View, entity_id: str) -> None:
    """Render the co-occurring entities; the number opens the shared articles."""
    company = count_in(view, library.count_entities_named_with, entity_id).head(N_COMPANY)
    render_section_title("Named alongside")
    if not len(company):
        render_note("Nobody else is named in its articles.")
    for row in company.itertuples(index=False):
        query = EvidenceQuery("together", (entity_id, row.entity_id))
        render_counted_line(
            row.name,
            count_of(row.n_articles, "article"),
            query,
            key=f"company_{row.entity_id}",
            entity_id=row.entity_id,
        )


def render_compatriots(view: View, entity: EntityDetail) -> None:
    """Render a country's people or a party's members, or the reverse; the number opens their sentences."""
    compatriots = count_in(view, library.count_compatriots, entity.entity_id)
    if not len(compatriots):
        return
    with section():
        title = {"place": "Its people", "organisation": "Its members"}.get(entity.type, "Its country")
        render_section_title("Its party" if "organisation" in set(compatriots["type"]) else title)
        for row in compatriots.itertuples(index=False):
            render_counted_line(
                row.name,
                count_of(row.n_mentions, "mention"),
                EvidenceQuery("mentions", (row.entity_id,)),
                key=f"compatriot_{row.entity_id}",
                entity_id=row.entity_id,
            )


def render_sources_of(view: View, entity_id: str) -> None:
    """Render the sources that name the entity; the number opens the articles."""
    sources = count_in(view, library.count_sources, entity_id)
    if len(sources) < 2:
        return
    render_section_title("Named by")
    render_source_lines(sources.head(N_COMPANY), EvidenceQuery("articles", (entity_id,)), key="named_by")


def render_names_of(entity: EntityDetail) -> None:
    """Render the surface forms, why they were merged, and every correction."""
    render_section_title("Names, and putting them right", f"Sure that these names are one: {entity.confidence:.0%}.")
    forms = ", ".join(f"“{escape(form)}” {n:,}" for form, n in entity.aliases) or escape(entity.name)
    st.html(f'<p class="dl-sentence">Written as {forms}.</p>')
    for reason in _distinct(entity.reasons):
        st.html(f'<p class="dl-note">{escape(reason)}</p>')
    render_name_actions([entity.entity_id], key="entity")


def _distinct(reasons: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(reason for reason in reasons if reason))
