"""What the Accuracy page says: method, measure, result and typical mistakes, in plain words.

Scores are read from the files that the benchmarks write beside the models; where one is missing, the page says so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.ui.page import render_note, section
from components.ui.words import escape_markdown

_MODELS = Path(__file__).resolve().parents[1] / "analysis" / "models"
VADER_F1 = 54  # macro-F1 of the word list on NewsMTSC


def read_scores(model: str) -> dict[str, Any]:
    """The figures that a benchmark wrote for a model; empty where there are none."""
    try:
        scores = json.loads((_MODELS / model / "scores.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return scores if isinstance(scores, dict) else {}


def _heading(title: str) -> None:
    st.subheader(title, anchor=False)


def _mistakes(rows: list[tuple[str, str]]) -> None:
    """Invented examples: what the text says, and what goes wrong."""
    table = pd.DataFrame(
        [(escape_markdown(text), escape_markdown(wrong)) for text, wrong in rows], columns=["In an article", "Mistake"]
    )
    st.table(table, border="horizontal", hide_index=True, alt="Typical mistakes, with invented examples")


def _render_scores(model: str, alt: str) -> bool:
    """A table of all figures of a model; says whether there are any."""
    scores = read_scores(model)
    rows = [(_LABELS.get(name, escape_markdown(name.replace("_", " "))), _say(value)) for name, value in scores.items()]
    if rows:
        st.table(pd.DataFrame(rows, columns=["Measured", "Result"]), border="horizontal", hide_index=True, alt=alt)
    return bool(rows)


def _say(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return escape_markdown(str(value))
    return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"


_LABELS = {
    "macro_f1": "Macro-F1 of the three tones",
    "accuracy": "Sentences judged right, of 100",
    "joint_f1": "Words and speaker right (joint F1)",
    "joint_f1_direct": "Words and speaker right, direct quotes (joint F1)",
    "content_f1": "Words found (content F1)",
    "content_f1_direct": "Words found, direct quotes (content F1)",
}


def render_names() -> None:
    """Names: found, typed and taken for one."""
    with section():
        _heading("Names")
        st.markdown(
            "A small language model proposes names; rules put right what it is known to get wrong, and lists of "
            "countries, cities and first names help. Two things are measured: whether a name is found with its "
            "exact words and type, and whether all mentions of one person end up under one name."
        )
        st.markdown(
            "On a public collection of news marked by hand (CoNLL++), the small model alone reaches an F1 of 65 of 100 "
            "for exact words and type, and rules of this kind bring it to 78; the larger model, used where it is "
            "installed, goes from 72 to 83. Names of people, merged by surname, first name and the company they "
            "keep, are right for all but a few mentions in a hundred."
        )
        _mistakes(
            [
                ("Ostervik beat Saltmarsh 2:1.", "Two teams are counted as places."),
                ("Dray said nothing. Her brother Tom Dray did.", "A lone surname goes to the wrong Dray."),
                ("The Larkfield opened in May.", "A hotel is missed, or taken for a place."),
            ]
        )
        render_note("Put right under Names: merge, split, rename, change the type, hide. It holds for later articles.")


def render_quote_scores() -> None:
    """Quotes: the words, and who said them."""
    with section():
        _heading("Quotes and speakers")
        st.markdown(
            "A quote counts as found when at least half of its words are right, and as right only when the speaker is "
            "right too. That was measured on US news articles in which people had marked every attribution (PolNeAR): "
            "not only words in quotation marks, but all that somebody is said to have said, thought or wanted. "
            "People who do the same work twice agree with each other in 75 of 100 cases, in 98 for words in quotation "
            "marks."
        )
        if not _render_scores("quotes", "How well quotes and speakers are found"):
            st.markdown(
                "The trained model is not installed; quotes are found by rules. Words in quotation marks are found "
                "well, reported speech less so."
            )
        _mistakes(
            [
                ("She called it a “charm offensive”.", "Quotation marks that quote nobody are taken for a quote."),
                ("Pike met Renwick. He warned of delays.", "“He” is the wrong one of two men."),
                ("The board would close, Brandau said, and staff would go.", "The second half is left out."),
            ]
        )
        render_note(
            "Each quote carries how sure it is: of those at 90 %, about nine in ten are right. Those under 60 % are "
            "set in italics with a question mark. Click a quote in its article to correct it."
        )


def render_tone() -> None:
    """Sentiment toward each name."""
    from components.analysis.sentiment import sentiment_method  # loads no model

    with section():
        _heading("Tone")
        st.markdown(
            "For each sentence and each name in it, Dateline judges how the sentence speaks *of that name*: critical, "
            "neutral or warm. A sentence about a war that praises its doctor is warm for the doctor. Judgements that "
            "are less than 60 % sure are called uncertain; they are left out of averages and counted beside them. "
            "Averages come with the number of sentences and the range in which the true average lies 95 times of 100."
        )
        method = sentiment_method()
        st.markdown(f"In use now: {escape_markdown(method)}.")
        if "vader" in method.casefold():
            st.markdown(
                "That is a word list. On news sentences judged by people (NewsMTSC) such lists reach a macro-F1 of "
                f"about {VADER_F1} of 100, where always guessing the commonest tone reaches 19 and trained models "
                "about 80. Take single judgements with care, and averages as a hint."
            )
        else:
            st.markdown(
                "Measured on news sentences that people had judged (NewsMTSC), with the names hidden from the model, "
                "so that who is named does not sway it."
            )
            _render_scores("sentiment", "How well tone is judged")
        _mistakes(
            [
                ("Critics say Harbour Authority did all it could.", "Irony and distance are taken at their word."),
                ("Lindqvist lost a brilliant rival.", "Praise of one name rubs off on the other."),
                ("The strike cost Northwind 4 million.", "Bad news about someone is read as criticism of them."),
            ]
        )
        render_note("Open a point of a tone chart and say “This is wrong” beside a sentence; averages follow at once.")


def render_topic_method() -> None:
    """Topics: groups of articles by shared words."""
    with section():
        _heading("Topics")
        st.markdown(
            "Topics are groups of articles that share words more than chance would have it (non-negative matrix "
            "factorisation of nouns, names and adjectives). There is no right answer to measure against: look at the "
            "words and articles of a topic, and give it a name that fits. Under 20 articles no topics are made; later "
            "articles are sorted into those that exist until you have topics made anew."
        )


def render_dates() -> None:
    """Where dates come from."""
    with section():
        _heading("Dates and sources")
        st.markdown(
            "A date comes from the file’s own data if it has one, else from the text or the file name; such a guess is "
            "marked wherever the date is shown. A date without a year is never completed by guessing. On 1,000 web "
            "pages the method finds the right day in about 95 of 100; most errors are whole days, so a wrong "
            "date looks quite right. Undated articles are left out of charts of time and counted beside them."
        )
        render_note("Dates and sources can be changed under Articles, for many articles at once or from a table.")
