"""Accuracy page, what goes across articles: search by meaning, stories, quotes that travel.

The figures are those that tests/benchmarks/meaning.py, stories.py and quote_groups.py print for the sample articles.
"""

from __future__ import annotations

import streamlit as st

from components.ui.accuracy import render_heading, render_mistakes, render_table
from components.ui.page import render_note, section


def render_search_by_meaning() -> None:
    """Render accuracy of the search by meaning: questions answered among the first ten passages."""
    with section():
        render_heading("Search by meaning")
        st.markdown(
            "Passages of one to a few sentences are compared with what you type by a small language model (MiniLM). "
            "Measured on 34 questions that were written by hand for the sample articles before any result was looked "
            "at, each with the passage that answers it and in other words than the passage has."
        )
        render_table(
            [("By words", "21 %", "6 %"), ("By meaning", "65 %", "32 %"), ("Both, merged", "65 %", "32 %")],
            ["Search", "Answer among the first ten", "Answer first"],
            "How often a question is answered, by kind of search",
        )
        st.markdown(
            "So one question in three is not answered in the first ten: look further down, or ask in other words. "
            "Where you know the words that an article uses, the search by words is surer."
        )


def render_story_accuracy() -> None:
    """Render accuracy of stories: B-cubed on the sample, pairs judged by hand on others' news."""
    with section():
        render_heading("Stories")
        st.markdown(
            "Articles are put in one story if they share rare names and rare words, those of headline and first "
            "sentences first, and are near in time: the more other articles came in between, the more they must share."
        )
        render_table(
            [("Right of what is put together", "1.000"), ("Found of what belongs together", "0.715"), ("F1", "0.834")],
            ["45 sample articles in 7 story lines marked by hand (B-cubed)", "Result"],
            "How well articles of one event are brought together",
        )
        st.markdown(
            "The sample was at hand while this was tuned, and its few story lines lie far apart. News that is all of "
            "one matter is harder: of 810 articles of US campaign news of 2016 (PolNeAR), whose events one reader had "
            "marked from headlines and first lines, **76 of the 120 pairs** that were put in one story tell of one "
            "event, and of the 482 pairs that are marked these 76 were found, **about one in six**. Half of that news "
            "was at hand while this was tuned, too."
        )
        render_mistakes(
            [
                (
                    "A candidate speaks on Monday, and elsewhere on Tuesday.",
                    "Two events of one campaign are one story.",
                ),
                (
                    "The storm hits; a month later the insurers count.",
                    "What is told late, in other words, stands apart.",
                ),
                ("An opinion on a trial names nobody else in it.", "It is in no story: too few names in common."),
            ]
        )
        render_note("A story’s page has what puts it right: move, merge, split, rename.")


def render_travelling_quotes() -> None:
    """Render accuracy of groups of quotes: B-cubed and pairs on the sample."""
    with section():
        render_heading("Quotes that travel")
        st.markdown(
            "A quote in several articles is one where the words are the same, shortened or altered, or where the same "
            "speaker says nearly the same. Two quotes are rather left apart than wrongly joined."
        )
        render_table(
            [
                ("Right of the pairs that are joined", "33 of 33"),
                ("Found of the pairs that belong together", "33 of 47"),
                ("B-cubed precision, recall, F1", "1.000, 0.867, 0.929"),
            ],
            ["51 quotes of sample articles in 10 groups marked by hand", "Result"],
            "How well the same quote is known again",
        )
        st.markdown("With so few pairs, expect a wrong one now and then on articles of your own.")
        render_mistakes(
            [
                (
                    "“We will not close it.” — She promised that it would stay open.",
                    "A paraphrase in other words is missed.",
                ),
                ("“No comment.”", "Too short to be known again; such quotes are never joined."),
            ]
        )
