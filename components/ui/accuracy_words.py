"""The figures of the Accuracy page in sentences, for the page and for reports; read from the benchmarks' files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from components import library

_MODELS = Path(__file__).resolve().parents[1] / "analysis" / "models"
_TENS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def read_scores(model: str, file: str = "scores.json") -> dict[str, Any]:
    """A model's benchmark scores; empty if there are none."""
    try:
        scores = json.loads((_MODELS / model / file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return scores if isinstance(scores, dict) else {}


def in_ten(percent: float) -> str:
    """A share as people say it: 88.2 is `nine in ten`."""
    return f"{_TENS[min(10, max(0, round(percent / 10)))]} in ten"


def tell_methods() -> list[str]:
    """What names, quotes and sentiment are, and how good they are: a paragraph each, plain text."""
    return [_tell_names(), _tell_quotes(), _tell_sentiment()]


def tell_sample(scores: Mapping[str, Any]) -> str:
    """How names were measured on the sample, and quotes that went to the right one."""
    return (
        f"Measured on {scores['n_articles']} of the sample articles, which were marked by hand. They are invented, so "
        "no model can know their names; but they were at hand while Dateline was written, so expect a little less on "
        f"articles of your own. Of {scores['spoken']} quotes with a known speaker there, {scores['speaker_right']} "
        "went to the right name."
    )


def tell_elsewhere(elsewhere: Mapping[str, Any]) -> str:
    """How well names are found in articles that others marked."""
    f1 = elsewhere["f1"]
    return (
        f"On {elsewhere['n_articles']:,} {elsewhere['what']}, which others marked, F1 is {f1['all']:.0f}: "
        f"{f1['person']:.0f} for people, {f1['organisation']:.0f} for organisations, {f1['place']:.0f} for places."
    )


def _tell_names() -> str:
    """Names: what they are, on others' articles, on the sample."""
    said = [
        "Names of people, organisations and places are proposed by a small language model; rules and lists put right "
        "what it is known to get wrong, and mentions of one bearer are brought together under one name."
    ]
    if elsewhere := read_scores("names", "elsewhere.json"):
        said += [tell_elsewhere(elsewhere), "F1 weighs together what was found and what was right, of 100."]
    if scores := read_scores("names"):
        said.append(tell_sample(scores))
    return " ".join(said)


def _tell_quotes() -> str:
    """Quotes: which are counted, and their F1 on others' articles."""
    said = [
        "Quotes are words in quotation marks, and reported speech that is at least "
        f"{library.SURE:.0%} sure; each goes to the speaker that the text names."
    ]
    scores = read_scores("quotes")
    kinds = {row["kind"]: row["joint_f1"] for row in scores.get("rows", ())}
    if "direct" in kinds and "indirect" in kinds:
        said.append(
            f"On {scores['n_articles']:,} articles in which people had marked every quote ({scores['measured_on']}), "
            f"F1 of words and speaker is {kinds['direct']:.1f} of 100 for words in quotation marks and "
            f"{kinds['indirect']:.1f} for reported speech."
        )
    return " ".join(said)


def _tell_sentiment() -> str:
    """Sentiment: what is judged, by which method, and how often as people do."""
    from components.analysis.sentiment import sentiment_method  # loads no model

    method, scores = sentiment_method(), read_scores("sentiment")
    said = [
        "Sentiment is how a sentence speaks of a name in it: negative, neutral or positive. Judgements that are less "
        f"than {library.CERTAIN:.0%} sure are called uncertain and left out of averages. In use: {method}."
    ]
    if scores and "vader" in method.casefold():
        said.append(
            "That is a word list: on news sentences judged by people (NewsMTSC) it reaches a macro-F1 of "
            f"{scores['vader_macro_f1']:.1f} of 100."
        )
    elif scores:
        said.append(
            f"Of {scores['n']:,} judgements of people ({scores['measured_on']}), it judged {scores['accuracy']:.1f} % "
            f"alike; macro-F1 of the three labels is {scores['macro_f1']:.1f} of 100."
        )
    return " ".join(said)
