"""Names page: the table of entities; with `?entity=`, the page of one entity."""

from functools import partial

import streamlit as st

from components import count_of, library
from components.types import ENTITY_TYPES
from components.ui.address import link_params, render_many_of, render_words
from components.ui.boards.pinning import render_pin, table_item
from components.ui.chart import read_chart_choices, render_exhibit, render_overlay_choices
from components.ui.correction_dialogs import render_name_actions
from components.ui.corrections import render_correction_log, render_proposals
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import TIMED, Options, choose_period
from components.ui.faults import part
from components.ui.names import name_some
from components.ui.news import render_follow
from components.ui.page import frame, open_view, render_headline, render_note, render_section_title, section
from components.ui.peaks import render_peaks
from components.ui.quotes import render_quotes
from components.ui.session import count, current_frames, library_path
from components.ui.subject import (
    describe_entity,
    render_another_name,
    render_company,
    render_compatriots,
    render_names_of,
    render_sources_of,
)
from components.ui.tables import render_name_table
from components.ui.words import PLURALS, describe_types, find_words

ROWS = 1000  # shown in the table; the download holds all

view = open_view("Names")
asked = st.query_params.get("entity", "")
entity = library.read_entity(current_frames(), asked) if asked else None

if entity is None:
    with frame():
        render_headline(
            lambda: count_of(len(count(library.count_entities)), "name"),
            lambda: describe_types(count(library.count_entities)),
            view=view, otherwise="Names",
        )  # fmt: skip
        if asked:
            st.markdown("The name this link leads to is no longer there. It may have been hidden.")
        with section():
            counted, totals = count(library.count_entities), count(library.count_totals)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                words = render_words("Find a name", "name", "Find a name", width=240, label_visibility="collapsed")
                types = {one: PLURALS[one].capitalize() for one in ENTITY_TYPES if (counted["type"] == one).any()}
                render_another_name(label="Open a name", width=240)
                chosen = render_many_of("Types", "types", types, label_visibility="collapsed")
            shown = counted[counted["type"].isin(chosen)] if chosen else counted
            shown = shown.iloc[find_words(shown["name"], words)]
            if len(shown):
                more = f"The first {ROWS:,} of {len(shown):,}; the file holds all. " if len(shown) > ROWS else ""
                render_note(f"{more}Click a name to open its page. Tick one or several to correct them.")
                ticked = render_name_table(
                    shown.head(ROWS), key="names", first=totals.first, last=totals.last, many=True, download=shown,
                    beside=lambda: render_pin(table_item("names", {"name": words, "types": chosen}), key="names"),
                )  # fmt: skip
                if ticked:
                    st.markdown(f"**{count_of(len(ticked), 'name')} chosen**: {name_some(ticked)}")
                    render_name_actions(ticked, key="names")
            else:
                st.markdown("No name matches. Try other words or types.")
        render_proposals()
        for name in ("network", "places"):
            if exhibit := build_exhibit(name):
                with section():
                    render_exhibit(exhibit, key=name)
        render_correction_log()
else:
    which = {"entity": entity.entity_id, **read_chart_choices(*TIMED)}
    with frame():
        left, right = st.columns([7, 3], gap="large")
        with left, part():
            st.page_link(
                "pages/entities.py", label="All names", icon=":material/arrow_back:", query_params=link_params()
            )
            render_headline(entity.name, partial(describe_entity, entity, view), view=view)
        with right, part():
            render_another_name(entity.entity_id)
            render_follow(entity.entity_id, entity.name, entity.type)

        if over_time := build_exhibit("entity", which):
            with section():
                render_overlay_choices(view)
                render_exhibit(over_time, key="entity")
            with section():
                render_peaks(view, [entity.entity_id], choose_period(view, Options(which)), key="entity")

        left, right = st.columns([3, 2], gap="large")
        with left:
            for name, options in (
                ("sentiment", {"who": [entity.entity_id], "period": which["period"]}),
                ("tone", {"who": [entity.entity_id]}),
                ("tone_by_source", which),
            ):
                if exhibit := build_exhibit(name, options):
                    with section():
                        render_exhibit(exhibit, key=name)
        with right:
            with part():
                render_compatriots(view, entity)
            with section():
                render_company(view, entity.entity_id)
            with section():
                render_sources_of(view, entity.entity_id)

        for title, key in ((f"What {entity.name} said", "speaker"), (f"What was said about {entity.name}", "about")):
            with section():
                speaker, about = (entity.entity_id if key == one else None for one in ("speaker", "about"))
                found, n = library.read_quotes(
                    library_path(), view, speaker=speaker, about=about, order="surest", limit=2
                )
                if found:
                    render_section_title(title)
                    render_quotes(found, key=f"entity_{key}", with_speaker=key == "about")
                    if n > len(found):
                        st.page_link(
                            "pages/quotes.py", label=f"All {count_of(n, 'quote')}", icon=":material/arrow_forward:",
                            icon_position="right", query_params=link_params(**{key: entity.entity_id, "kind": "any"}),
                        )  # fmt: skip
        with section():
            render_names_of(entity)
