"""Compare page: two to four names, sources, topics, stories, searches or periods side by side."""

import streamlit as st

from components import join_words
from components.ui.chart import read_chart_choices, render_exhibit, render_time_choices
from components.ui.compare import ADDRESS, render_columns, render_sides, render_target
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.compare import name_side
from components.ui.page import frame, open_view, render_headline, render_note, section

view = open_view("Compare")

with frame():
    place = st.container()
    with section():
        sides = render_sides(view)
    names = [name_side(view, side) for side in sides]
    with place:
        render_headline(join_words(names) if len(names) > 1 else "Compare", view=view)
    if len(sides) < 2:
        render_note(
            "Choose two to four of a kind, and they stand side by side: how often, when, how and what sets them apart."
        )
        st.stop()
    chosen = read_chart_choices(*ADDRESS)
    with section():
        render_columns(view, sides)
    if over_time := build_exhibit("compared", chosen):
        with section():
            with st.container(horizontal=True, gap="small", vertical_alignment="center", key="compared_settings"):
                render_time_choices(view, "Articles")
            render_exhibit(over_time, key="compared")
    with section():
        render_target(view, sides)
        if tone := build_exhibit("compared_tone", chosen):
            render_exhibit(tone, key="compared_tone")
        else:
            render_note("Too few sentences on each side to compare how they speak.")
