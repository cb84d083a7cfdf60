"""Stories page: the list of stories; with `?story=`, one story."""

import streamlit as st

from components.ui.page import frame, open_view
from components.ui.stories import render_stories, render_story

view = open_view("Stories")
asked = st.query_params.get("story", "")
with frame():
    if asked:
        render_story(view, asked)
    else:
        render_stories(view)
