"""Overview page: mentions, speakers, topics, co-occurrence and sentiment at a glance."""

import streamlit as st

from components import count_of, library
from components.ui.adding import render_added_note
from components.ui.address import link_params
from components.ui.boards.pinning import render_pin, table_item
from components.ui.chart import MOST_COLOURED, read_chart_choices, render_chart_choices, render_exhibit
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import TIMED, Options, choose_focus, choose_names, choose_period
from components.ui.faults import part
from components.ui.news import render_news
from components.ui.page import frame, open_view, render_headline, render_note, render_section_title, section
from components.ui.peaks import render_peaks
from components.ui.session import count
from components.ui.tables import render_name_table
from components.ui.words import describe_totals

N_NAMES = 12

view = open_view("Overview")
over_time = read_chart_choices()
period = {"period": choose_period(view, Options(over_time))}  # all charts of the page share it
timed = {name: over_time[name] for name in TIMED} | period
mentions = build_exhibit("mentions", over_time)
leaders = None if mentions else build_exhibit("leaders")
lead = mentions or leaders
headline = lead.headline if lead else "Nobody is named in these articles"

with frame():
    render_headline(headline or "Overview", lambda: describe_totals(count(library.count_totals)), view=view)
    with part():
        render_added_note()
    with section():
        render_news(view)

    if mentions:
        with section():
            render_section_title("Who is mentioned", mentions.note)
            render_chart_choices(view)
            render_exhibit(mentions, key="mentions", heading=False)
        with section():
            options = Options(over_time)
            focus = choose_focus(options, choose_names(view, options), MOST_COLOURED)
            render_peaks(view, focus, period["period"], key="mentions")
    elif leaders:
        with section():
            render_section_title("Who is mentioned most", leaders.note)
            render_note("None of these articles has a date. Dates can be filled in under Articles.")
            render_exhibit(leaders, key="leaders", heading=False)

    spoken = build_exhibit("sentiment", {**over_time, **period}) or build_exhibit("tone", over_time)
    if spoken:
        with section():
            render_exhibit(spoken, key=spoken.name)

    pairs = (("topics", "together"), ("speakers", "sources"))
    for left, right in pairs:
        drawn = [build_exhibit(name, timed) for name in (left, right)]
        exhibits = [exhibit for exhibit in drawn if exhibit]
        if exhibits:
            for column, exhibit in zip(st.columns(2, gap="large"), exhibits, strict=False):
                with column, section():
                    render_exhibit(exhibit, key=exhibit.name)

    with section():
        totals, names = count(library.count_totals), count(library.count_entities)
        if len(names):
            shown = min(N_NAMES, len(names))
            of = f"The {shown} most mentioned of {len(names):,}." if len(names) > shown else ""
            render_section_title("All names", f"{of} Choose a name to open its page.".strip())
            render_name_table(
                names.head(N_NAMES), key="overview_names", first=totals.first, last=totals.last, download=names,
                beside=lambda: render_pin(table_item("names"), key="overview_names"),
            )  # fmt: skip
            st.page_link(
                "pages/entities.py", label=f"All {count_of(len(names), 'name')}", icon=":material/arrow_forward:",
                icon_position="right", query_params=link_params(),
            )  # fmt: skip
