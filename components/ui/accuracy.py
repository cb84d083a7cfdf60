"""Accuracy page: methods, measures, results and typical mistakes, in plain words.

Scores are read from the files that the benchmarks write beside the models; a missing file is reported on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.ui.accuracy_words import in_ten, read_scores, tell_elsewhere, tell_sample
from components.ui.page import render_note, section
from components.ui.words import escape_markdown

VADER_F1 = 54  # macro-F1 of the VADER word list on NewsMTSC


@dataclass(frozen=True)
class Misjudged:
    """An invented sentence, the name in it, the label it gets, and why that is wrong."""

    text: str
    name: str
    label: str
    wrong: str


SENTIMENT_MISTAKES = (  # tests/ui/test_accuracy.py checks that the model still makes these mistakes
    Misjudged(
        "Renwick, bless him, has once again solved nothing at all.", "Renwick", "positive", "Irony is taken for praise."
    ),
    Misjudged("Few people think Marsh idle.", "Marsh", "negative", "A denial is taken for the accusation."),
    Misjudged(
        "Holt, whose brother is a convicted thief, opened the fair.",
        "Holt",
        "negative",
        "One person's fault rubs off on another.",
    ),
    Misjudged("Tolliver inherited a city in ruins.", "Tolliver", "negative", "Somebody's misfortune is read as blame."),
)


def render_heading(title: str) -> None:
    st.header(title, anchor=False)


def render_mistakes(rows: list[tuple[str, str]]) -> None:
    """Render invented examples of mistakes: the text and what goes wrong."""
    table = pd.DataFrame(
        [(escape_markdown(text), escape_markdown(wrong)) for text, wrong in rows], columns=["In an article", "Mistake"]
    )
    st.table(table, border="horizontal", hide_index=True, alt="Typical mistakes, with invented examples")


def render_table(rows: Sequence[tuple[str, ...]], columns: list[str], alt: str) -> None:
    st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True, alt=alt)


def _render_calibration(scores: dict[str, Any], noun: str) -> None:
    """Render calibration: how often results at each stated confidence are right."""
    rows = [
        (f"{band['from']:.0%} to {band['to']:.0%}", f"{band['n']:,}", f"{band['right'] / band['n']:.0%}")
        for band in scores.get("calibration", ())
        if band["n"]
    ]
    if rows:
        render_table(
            rows, ["Said to be sure", noun, "Right"], f"{noun} by how sure they are said to be, and how many are right"
        )


def render_lead() -> None:
    """Render the answer first, in plain words; the figures behind it follow in the sections."""
    names, elsewhere, sentiment = read_scores("names"), read_scores("names", "elsewhere.json"), read_scores("sentiment")
    kinds = {row["kind"]: row["joint_f1"] for row in read_scores("quotes").get("rows", ())}
    parts = []
    if elsewhere and "direct" in kinds:
        pair = sorted({in_ten(elsewhere["f1"]["all"]), in_ten(kinds["direct"])})
        parts.append(
            f"**About {' to '.join(pair)}** names, and quotes in quotation marks with their speakers, are right."
        )
    if "indirect" in kinds:
        parts.append(
            f"Reported speech is harder: about {in_ten(kinds['indirect'])}; what is not sure there is not counted."
        )
    if "accuracy" in sentiment:
        share = in_ten(sentiment["accuracy"]).replace(" in ", " times in ")
        parts.append(f"How a sentence speaks of somebody is judged as people would judge it {share}.")
    if parts:
        st.markdown(" ".join(parts))
    if names and elsewhere:
        st.markdown(
            "The rules were tuned on the sample articles, on the training part of PolNeAR (US political news of 2015 "
            "and 2016) and on the training part of CoNLL-2003 (news agency articles of 1996). Other parts of the two "
            "are for checking: no model was trained on them, but their scores were looked at on the way, so expect "
            "a little less on articles of your own. The models were trained on articles of PolNeAR and NewsMTSC."
        )


def render_names() -> None:
    """Render accuracy of names: recognition, types and linking."""
    with section():
        render_heading("Names")
        st.markdown(
            "A small language model proposes names; rules put right what it is known to get wrong, and lists of "
            "countries, cities and first names help. Two things are measured: whether a name is found with its "
            "exact words and type, and whether all mentions of one person end up under one name."
        )
        _render_name_scores()
        render_mistakes(
            [
                ("Halden drew with Bergen on Sunday.", "Two teams are counted as places."),
                ("Dray said nothing. Her brother Tom Dray did.", "A lone surname goes to the wrong Dray."),
                ("The Larkfield opened in May.", "A hotel is taken for a firm."),
            ]
        )
        render_note(
            "Correct names under Names: merge, split, rename, change the type, hide. This holds for later articles."
        )


def _render_name_scores() -> None:
    scores = read_scores("names")
    if not scores:
        return
    st.markdown(tell_sample(scores))
    rows = [
        (row["type"].capitalize(), f"{row['marked']:,}", f"{row['found']:,}", f"{row['right']:,}", f"{row['f1']:.1f}")
        for row in scores["names"]
    ]
    render_table(rows, ["Type", "In the texts", "Found", "Right", "F1 of 100"], "How well names are found, by type")
    render_note(f"With {scores['pipeline']}. Right: exact words and type. F1: found and right, weighed together.")
    if elsewhere := read_scores("names", "elsewhere.json"):
        st.markdown(tell_elsewhere(elsewhere))


def render_quote_scores() -> None:
    """Render accuracy of quotes: content and speaker."""
    with section():
        render_heading("Quotes and speakers")
        st.markdown(
            "A quote counts as found when at least half of its words are right, and as right only when the speaker is "
            "right too. That was measured on US news articles in which people had marked every attribution (PolNeAR): "
            "not only words in quotation marks, but all that somebody is said to have said, thought or wanted. "
            "People who do this work twice do not fully agree with each other either, least of all on reported speech."
        )
        if not _render_quote_table():
            st.markdown(
                "The trained model is not installed; quotes are found by rules. Words in quotation marks are found "
                "well, reported speech less so."
            )
        render_mistakes(
            [
                ("She called it a “charm offensive”.", "Quotation marks around a mere phrase are taken for a quote."),
                ("Pike met Renwick. He warned of delays.", "“He” is the wrong one of two men."),
                ("The board would close, Brandau said, and staff would go.", "The second half is left out."),
            ]
        )
        render_note(
            "Each quote carries how sure it is: of those at 90 %, about nine in ten are right. Counted are words in "
            "quotation marks, and reported speech that is at least 60 % sure; what is less sure, or only a wish or "
            "support (“wants”, “backs”), is kept in the tables and counted nowhere. Click a quote to correct it."
        )


def _render_quote_table() -> bool:
    """Render the quote scores; return False if those of the trained model are missing."""
    scores = read_scores("quotes")
    rows = [
        (
            row["kind"].capitalize(), f"{row['gold']:,}", f"{row['content_f1']:.1f}",
            f"{row['joint_f1']:.1f} ({row['joint_low']:.1f} to {row['joint_high']:.1f})",
        )
        for row in scores.get("rows", ())
    ]  # fmt: skip
    if not rows:
        return False
    columns = ["Kind", "Marked by people", "Words found, F1 of 100", "Words and speaker right, F1 (95 % interval)"]
    render_table(rows, columns, "How well quotes and their speakers are found, by kind")
    render_note(
        f"{scores['n_articles']} articles of {scores['measured_on']}, kept out of training; {scores['pipeline']}."
    )
    _render_calibration(scores, "Quotes")
    return True


def render_sentiment() -> None:
    """Render accuracy of sentiment toward each name."""
    from components.analysis.sentiment import sentiment_method  # loads no model

    with section():
        render_heading("Sentiment")
        st.markdown(
            "For each sentence and each name in it, Dateline judges how the sentence speaks *of that name*: "
            "negative, neutral or positive. A sentence about a war that praises its doctor is positive for the doctor. "
            "Judgements that are less than 60 % sure are called uncertain; they are left out of averages and counted "
            "beside them. Averages come with the number of sentences and the range in which the true "
            "average lies 95 times of 100."
        )
        method = sentiment_method()
        st.markdown(f"In use now: {escape_markdown(method)}.")
        if "vader" in method.casefold():
            st.markdown(
                "That is a word list. On news sentences judged by people (NewsMTSC) such lists reach a macro-F1 of "
                f"about {VADER_F1} of 100, where always guessing the commonest label reaches 19 and trained models "
                "about 80. Take single judgements with care, and averages as a hint."
            )
        else:
            st.markdown(
                "Measured on news sentences that people had judged (NewsMTSC), with the names hidden from the model, "
                "so that who is named does not sway it."
            )
            _render_sentiment_scores()
        render_mistakes([(one.text, one.wrong) for one in SENTIMENT_MISTAKES])
        render_note(
            "Open a point of a sentiment chart and say “This is wrong” beside a sentence; averages follow at once."
        )


def _render_sentiment_scores() -> None:
    scores = read_scores("sentiment")
    rows = [(label, f"{scores[name]:.1f} {unit}".strip()) for name, label, unit in _SENTIMENT if name in scores]
    if rows:
        render_table(rows, ["Measured", "Result"], "How well sentiment is judged")
        render_note(f"{scores.get('n', 0):,} judgements of people, {scores.get('measured_on', '')}.")
        _render_calibration(scores, "Judgements")


_SENTIMENT = (
    ("macro_f1", "Macro-F1 of the three labels, of 100", ""),
    ("vader_macro_f1", "The word list VADER on the same sentences", ""),
    ("accuracy", "Judged as people did", "%"),
    ("name_test_changed", "Labels that change when another name is put in", "%"),
)


def render_topic_method() -> None:
    """Render the method of topics: groups of articles by shared words."""
    with section():
        render_heading("Topics")
        st.markdown(
            "Topics are groups of articles that share words more than chance would have it (non-negative matrix "
            "factorisation of nouns, noun phrases and names). There is no right answer to measure against: look at the "
            "words and articles of a topic, and give it a name that fits. Under 20 articles no topics are made, from "
            "few articles few topics, and none of fewer than five articles; later articles are sorted into those that "
            "exist until you make new topics. An article on something else, or on a bit of everything, has none: it is "
            "counted under Other. Bylines, credits and what a source repeats in many articles are not news: they are "
            "set small and grey in an article, and nothing in them is counted."
        )


def render_dates() -> None:
    """Render where dates come from."""
    with section():
        render_heading("Dates and sources")
        st.markdown(
            "A date comes from the file’s own data if it has one, else from the text or the file name; such a guess is "
            "marked wherever the date is shown. A date without a year is never completed by guessing. Dates of "
            "web pages are read from their mark-up, which is sometimes that of an update: a wrong date looks quite "
            "right. Undated articles are left out of charts of time and counted beside them."
        )
        render_note("Dates and sources can be changed under Articles, for many articles at once or from a table.")
