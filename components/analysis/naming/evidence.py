"""What speaks for each type of a candidate: its own words, the words beside it, the rest of the article."""

from __future__ import annotations

from collections import defaultdict

from components.analysis import gazetteer
from components.analysis.naming.lexicon import (
    CORPORATE,
    EVENT_HEADS,
    GOVERNED,
    HONORIFICS,
    ORG_HEADS,
    PARTICLES,
    PEOPLE_AFTER,
    PLACE_HEADS,
    PLACE_OPENERS,
    PLACE_WORDS_BEFORE,
    SPEECH,
    SUFFIXES,
)
from components.analysis.naming.lists import is_country, known_names, match_lists
from components.analysis.naming.spans import Candidate, is_title
from components.analysis.naming.sport import acts_as_team
from components.analysis.naming.words import CLOSING, OPENING, Words

_LIST_WEIGHT = 4.0
_RUN_NEEDS = 0.9  # what must speak for a name that no model, list or pattern found
_ORIGINS = {"model": 1.0, "pattern": 0.6}
Weights = dict[str, float]


def weigh_form(words: Words, candidate: Candidate) -> Weights:
    """What the words of a name say, wherever it stands."""
    start, end = candidate.start, candidate.end
    texts = words.texts[start:end]
    weights: Weights = {}
    first, last = texts[0], texts[-1]
    if known := match_lists(words, start, end):
        weights[known] = _LIST_WEIGHT
        if words.sport and known == "place" and not is_country(words.plain[start]):
            weights[known] = 0.3
    if len(texts) == 1:
        _weigh_word(first, weights)
        return weights
    if last in ORG_HEADS or last.lower() in CORPORATE:
        _add(weights, "organisation", 5.0 if last.lower() in CORPORATE else 3.0)
    elif first in ORG_HEADS and texts[1] in ("of", "for", "on"):
        _add(weights, "organisation", 3.0)
    elif last in PLACE_HEADS or first in PLACE_OPENERS:
        _add(weights, "place", 2.5)
    elif looks_like_person(texts):
        _add(weights, "person", 2.0)
    if last.lower() in EVENT_HEADS and first not in ("Week", "Day"):
        _add(weights, "event", 4.0 if last.lower() not in ("cup", "open", "forum", "final", "day", "week") else 2.0)
    if "&" in texts:
        _add(weights, "organisation", 2.0)
    if any(text[:1].isdigit() for text in texts):
        _add(weights, "person", -3.0)
    return weights


def _weigh_word(text: str, weights: Weights) -> None:
    large, small = gazetteer.cities()
    _, unsure = gazetteer.organisations()
    if text in unsure:
        _add(weights, "organisation", 0.5)
    if text in large:
        _add(weights, "place", 1.0)
    elif text in small and text not in gazetteer.given_names():
        _add(weights, "place", 0.3)
    if text in gazetteer.given_names():
        _add(weights, "person", 0.7)
    if len(text) > 1 and text.isupper() and text.isalpha():
        _add(weights, "organisation", 0.7)
        _add(weights, "person", -1.5)
        _add(weights, "place", -0.5)
    elif any(c.isupper() for c in text[1:]) and not text.startswith(("Mc", "Mac", "O'", "O’", "De", "Di", "La", "Le")):
        _add(weights, "organisation", 0.7)
        _add(weights, "person", -0.5)
    if any(c.isdigit() for c in text):
        _add(weights, "person", -2.0)
        _add(weights, "place", -1.0)


def looks_like_person(texts: list[str]) -> bool:
    """Whether a name of several words begins with a given name and goes on like a person's."""
    if texts[0] not in gazetteer.given_names():
        return False
    return all(
        (text[0].isupper() and (text.isalpha() or "." in text or "’" in text or "'" in text))
        or text.lower() in PARTICLES
        or text == "-"
        for text in texts[1:]
    ) and not any(text in ORG_HEADS or text in PLACE_HEADS for text in texts[1:])


def weigh_place(words: Words, candidate: Candidate) -> Weights:
    """What the words beside one occurrence say."""
    start, end = candidate.start, candidate.end
    lower, texts = words.lower, words.texts
    n = len(words)
    before = lower[start - 1] if start else ""
    after = lower[end] if end < n else ""
    weights: Weights = {}
    if candidate.origin == "dateline":
        return {candidate.type: 6.0}
    if candidate.type:
        _add(weights, candidate.type, _ORIGINS.get(candidate.origin, 0.0))
    if candidate.title >= 0 or (start and is_title(words, start - 1) and before != "st."):
        plain = before in HONORIFICS and HONORIFICS[before] != ""
        _add(weights, "person", 4.0 if plain else 1.5)
    if after == "," and end + 1 < n:
        follower = texts[end + 1]
        if follower.isdigit() and len(follower) == 2 and end + 2 < n and texts[end + 2] in (",", "."):
            _add(weights, "person", 3.0)
        elif follower == "who":
            _add(weights, "person", 1.5)
    if before == "the" and not (end < n and words.tags[end] in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBG")):
        _add(weights, "person", -3.0)
    if start and end < n and texts[start - 1] in OPENING and texts[end] in CLOSING and words.quoted[start]:
        _add(weights, "person", -3.0)
        _add(weights, "work", 0.5)
    if before in PLACE_WORDS_BEFORE and after not in ("and",) and not (end < n and words.tags[end] in ("NN", "NNS")):
        _add(weights, "place", 0.8 if before != "from" and before != "at" else 0.3)
    if before == "of" and start > 1 and lower[start - 2] in GOVERNED:
        _add(weights, "place", 1.5)
    if after == "-" and end + 1 < n and lower[end + 1] in ("based", "born"):
        _add(weights, "place", 2.0)
    if after in SPEECH or (before in SPEECH and (end >= n or after in (",", ".", ":", "in", "on", "at"))):
        _add(weights, "person", 0.5)
        _add(weights, "organisation", 0.2)
    if words.sport and candidate.type in ("place", "organisation", "") and acts_as_team(words, candidate):
        _add(weights, "organisation", 2.6)
    if after in ("state", "province", "county", "district", "region", "village", "prefecture"):
        _add(weights, "place", 1.5)
    if after == "," and end + 1 < n:
        if lower[end + 1] == "which":
            _add(weights, "organisation", 0.5)
        elif any(word in GOVERNED for word in lower[end + 2 : end + 5]) and lower[end + 1] in ("the", "a"):
            _add(weights, "place", 2.0)
    if before == "based" and start > 1 and texts[start - 2] == "-":
        _add(weights, "organisation", 1.5)
    if after in PEOPLE_AFTER:
        _add(weights, "organisation", 1.0)
    if before in ("in", "of") and start > 1 and lower[start - 2] in ("shares", "stock", "stake"):
        _add(weights, "organisation", 1.5)
    return weights


def _add(weights: Weights, kind: str, value: float) -> None:
    weights[kind] = weights.get(kind, 0.0) + value


def build_form(words: Words, candidate: Candidate) -> str:
    """What names are compared by within an article: pieces with one space between, capitals of headlines kept."""
    return " ".join(words.texts[candidate.start : candidate.end]).replace("’", "'")


def vote_types(words: Words, found: list[Candidate]) -> dict[str, str]:
    """One type for each form of a name in the article, "" where nothing speaks for any."""
    totals: dict[str, dict[str, float]] = {}
    pieces: dict[str, list[str]] = {}
    for candidate in found:
        form = build_form(words, candidate)
        total = totals.get(form)
        if total is None:
            total = totals[form] = defaultdict(float, weigh_form(words, candidate))
            pieces[form] = words.texts[candidate.start : candidate.end]
        for kind, value in weigh_place(words, candidate).items():
            total[kind] += value
    for form, texts in pieces.items():
        if len(texts) < 2:
            continue
        score = totals[form]["person"]
        if score < 1.0 or max(totals[form].values()) > score:
            continue
        tail = len(texts) - 2 if texts[-1].lower() in SUFFIXES and len(texts) > 2 else len(texts) - 1
        for single in {texts[0], texts[tail]}:
            if single in totals and single not in known_names():
                totals[single]["person"] += min(score, 3.0)
            elif single in totals:
                totals[single]["person"] += min(score, 3.5)
    tagged = {build_form(words, candidate) for candidate in found if candidate.origin != "run"}
    return {form: _decide(total, 0.0 if form in tagged else _RUN_NEEDS) for form, total in totals.items()}


def _decide(total: Weights, least: float) -> str:
    if not total:
        return ""
    kind, value = max(total.items(), key=lambda item: item[1])
    return kind if value > least else ""


def doubt_headlines(words: Words, found: list[Candidate]) -> list[Candidate]:
    """The candidates without those of headlines that neither a list nor the rest of the article bears out."""
    if True not in words.headline:
        return found
    borne_out = {build_form(words, c) for c in found if not words.headline[c.start]}
    return [
        c
        for c in found
        if not words.headline[c.start]
        or c.origin != "model"
        or build_form(words, c) in borne_out
        or match_lists(words, c.start, c.end)
        or (c.type == "person" and c.end - c.start < 4 and looks_like_person(words.texts[c.start : c.end]))
        or (c.type == "place" and c.end - c.start == 1)
    ]
