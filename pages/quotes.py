"""Quotes page: who said what, as pull quotes or as a table."""

import streamlit as st

from components import count_of, library
from components.ui.address import link_params, read_choice, render_one_of, render_words
from components.ui.page import frame, open_view, render_headline
from components.ui.quote_choices import (
    KINDS,
    MARKED,
    clear_quote_choices,
    is_narrowed,
    read_quote_choices,
    render_quote_choices,
    render_uncounted,
    state_nothing,
    state_quotes,
)
from components.ui.quotes import render_more_quotes, render_quote_table, render_quotes, shown_at_once
from components.ui.repeated import render_appearances, render_repeated
from components.ui.session import count, library_path
from components.ui.voices import render_voices

READ, TABLE, REPEATED, VOICES = "read", "table", "repeated", "voices"
SHAPES = {READ: "Read", TABLE: "Table", REPEATED: "Most repeated", VOICES: "Voices"}
OF_ALL = (REPEATED, VOICES)  # shapes that show all of the view's quotes, whichever are chosen to be read

view = open_view("Quotes")
group = st.query_params.get("group")
if group:
    with frame():
        render_appearances(view, group)
else:
    totals = count(library.count_totals)
    chosen = read_quote_choices()
    shape = next(iter(read_choice("as", allowed=SHAPES.__contains__)), READ)
    found, n = library.read_quotes(library_path(), view, **chosen, limit=shown_at_once(chosen, as_table=shape == TABLE))

    with frame():
        of = "" if totals.n_attributed == totals.n_quotes else f", {totals.n_attributed:,} of them"
        by = f"{of} by {count_of(totals.n_speakers, 'speaker')}" if totals.n_speakers else ""
        render_headline(
            f"{count_of(totals.n_quotes, 'quote')}{by}" if totals.n_quotes else "These articles quote nobody",
            view=view,
            lead="" if shape in OF_ALL else state_quotes(n, totals.n_quotes, chosen),
            choices=None if shape in OF_ALL else render_quote_choices,
            clear=clear_quote_choices if is_narrowed(chosen) and shape not in OF_ALL else None,
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            if shape not in OF_ALL:
                render_one_of("Which quotes", "kind", KINDS, MARKED)
            render_one_of("Read or table", "as", SHAPES, READ, wrap=True)
            st.page_link(
                "pages/accuracy.py", label="How good is this?", icon=":material/arrow_forward:", icon_position="right",
                query_params=link_params(),
            )  # fmt: skip
            if shape not in OF_ALL:
                render_words("Words", "words", "Words in quotes, or a speaker", width=300, label_visibility="collapsed")
        if shape == REPEATED:
            render_repeated(view)
        elif shape == VOICES:
            render_voices(view)
        else:
            if not found and totals.n_quotes:
                st.markdown(state_nothing(chosen))
            elif found and shape == TABLE:
                render_quote_table(found, key="quote_table")
            elif found:
                render_quotes(found, key="quotes")
            render_more_quotes(n, len(found), chosen)
            render_uncounted(len(view.quotes) - totals.n_quotes, chosen)
