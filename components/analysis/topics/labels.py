"""Labels and keywords of topics: a label is the phrase, name or pair of words that best finds a topic's articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.analysis.topics.coherence import Bools, score_terms
from components.analysis.topics.terms import PERSON, is_proper, show_term
from components.analysis.topics.vectors import Counts, Floats, fold_term

MOST_KEYWORDS = 10
_RANKED = 40  # strongest terms of a topic, from which keywords are chosen
_IN_PAIRS, _STRONG = 12, 0.35  # strongest terms, and their least strength relative to the first, to be in a pair
# How well each kind of label reads, as a weight of its F-measure; a phrase has 1
_NAME, _PAIR, _WORD, _SOMEBODY = 0.7, 0.65, 0.4, 0.3
_ATTESTED = 0.1  # share of a topic's articles with two of its words as a compound, for it to be a label
_LIKE_ANOTHER = 0.7  # weight of a label that shares a word with another topic's label
_SHARED_START = 4  # initial letters that two forms of one word share at least: "vote", "voter"
_SHARED_STEM = 7  # shared initial letters that suffice for one stem: "immigrants", "immigration"
_ROLES = frozenset(  # a phrase that ends in one denotes a person: no label
    """
secretary minister director executive manager senator governor president officer chief chairman chairwoman spokesman
spokeswoman professor candidate leader nominee frontrunner runner mogul businessman adviser aide editor host lawyer
reporter analyst economist strategist mayor member voter official author writer activist expert critic supporter
""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a topic is called, and the terms that distinguish it."""

    label: str
    keywords: tuple[str, ...]


def name_topics(terms: Sequence[str], matrix: Any, members: Bools, counts: Sequence[Counts]) -> list[Name]:
    """A name per topic (column of `members`), each label once; `counts` are the terms of the articles (rows).

    A label is chosen as a query: by the F-measure of the articles that contain it against those of the topic.
    """
    strengths = _favour(terms, score_terms(matrix, members))
    present = (matrix > 0).tocsc()
    names: list[Name] = []
    for place, strength in enumerate(strengths):
        best = [int(at) for at in np.argsort(-strength, kind="stable")[:_RANKED] if strength[at] > 0]
        own = members[:, place]
        ranked = [(terms[at], float(strength[at])) for at in best]
        phrases = _read_phrases([counts[row] for row in np.flatnonzero(own).tolist()])
        options = _list_options(ranked, present[:, best].toarray(), own, phrases)
        label = choose_label(list(options), [name.label for name in names])
        names.append(Name(label, tuple(map(show_term, choose_keywords([terms[at] for at in best])))))
    return names


def choose_label(options: Sequence[tuple[str, float]], taken: Collection[str] = ()) -> str:
    """The label with the highest value that is not taken, preferably without a word of those that are."""
    gone = [sorted(label.split()) for label in taken]
    free = [(label, value) for label, value in options if sorted(label.split()) not in gone]
    alike = (_LIKE_ANOTHER if any(share_a_word(label, other) for other in taken) else 1.0 for label, _ in free)
    ranked = sorted(zip(free, alike, strict=True), key=lambda one: -one[0][1] * one[1])
    return ranked[0][0][0] if ranked else ""


def _list_options(
    ranked: Sequence[tuple[str, float]], present: NDArray[np.bool_], own: Bools, phrases: Mapping[str, Counter[str]]
) -> Iterator[tuple[str, float]]:
    """Labels and how well they do.

    `ranked` are a topic's terms with their strength, strongest first; `present` says which articles have them;
    `phrases` are those of the topic's articles, by their folded form.
    """
    terms = [term for term, _ in ranked]
    columns = {fold_term(term): column for column, term in enumerate(terms)}
    for column, term in enumerate(terms):
        value = _measure(present[:, column], own)
        words = [columns[word] for word in fold_term(term).split(" ") if word in columns]
        if len(words) == 2 and not is_proper(term):
            value = (value + _measure(np.logical_and.reduce(present[:, words], axis=1), own)) / 2
        yield show_term(term), value * (_WORD if _is_adjective(term, phrases) else _weigh(term))
    leading = [column for column, (_, strength) in enumerate(ranked) if strength >= _STRONG * ranked[0][1]]
    for pair in combinations([column for column in leading if _may_pair(terms[column], phrases)][:_IN_PAIRS], 2):
        first, second = sorted(pair, key=lambda column: -int((present[:, column] & own).sum()))
        if share_a_word(terms[first], terms[second]):
            continue
        value = _measure(present[:, first] & present[:, second], own)
        weaker, stronger = sorted((ranked[first][1], ranked[second][1]))
        yield f"{terms[first]} and {terms[second]}", value * _PAIR * (weaker / stronger) ** 0.25
        for one, other in ((first, second), (second, first)):
            compound = f"{fold_term(terms[one])} {fold_term(terms[other])}"
            forms = phrases.get(compound, Counter())
            if compound not in columns and forms.total() >= max(2, _ATTESTED * own.sum()):
                found = 2 * forms.total() / (forms.total() + int(own.sum()))
                yield min(forms, key=lambda form: (-forms[form], form)), (value + found) / 2


def _may_pair(term: str, phrases: Collection[str]) -> bool:
    """Whether a term may stand beside another: no person and no adjective."""
    return not (term.startswith(PERSON) or _is_somebody(term) or _is_adjective(term, phrases))


def _is_adjective(term: str, phrases: Collection[str]) -> bool:
    """Whether a name of one word stands before nouns: "Democratic" in "Democratic primary"."""
    return is_proper(term) and " " not in term and any(phrase.startswith(f"{term} ") for phrase in phrases)


def _weigh(term: str) -> float:
    if term.startswith(PERSON) or _is_somebody(term):
        return _SOMEBODY
    if is_proper(term):
        return _NAME
    return 1.0 if " " in term else _WORD


def _measure(found: NDArray[np.bool_], own: Bools) -> float:
    """The F-measure (F1) of the articles found against a topic's own."""
    return 2 * int((found & own).sum()) / max(int(found.sum()) + int(own.sum()), 1)


def _read_phrases(counts: Sequence[Counts]) -> dict[str, Counter[str]]:
    """The articles of each form of two-word phrases, by folded form."""
    phrases: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for terms in counts:
        for term in terms:
            if term.count(" ") == 1 and term[0].isalnum():
                phrases[fold_term(term)][term] += 1
    return dict(phrases)


def _favour(terms: Sequence[str], strengths: Floats) -> Floats:
    """Strengths for naming: raised for phrases, slightly for full names, lowered for people."""
    columns = {fold_term(term): column for column, term in enumerate(terms)}
    favoured = strengths.copy()
    for column, term in enumerate(terms):
        if term.startswith(PERSON):
            favoured[:, column] *= 0.5
        elif is_proper(term):
            favoured[:, column] *= 1.2 if " " in term else 1.0
        elif " " in term:
            words = [columns[word] for word in map(fold_term, term.split()) if word in columns]
            if words:
                gain = 0.5 * strengths[:, words].sum(axis=1) / len(term.split())
                favoured[:, column] += np.where(strengths[:, column] > 0, gain, 0)
    return favoured


def choose_keywords(ranked: Sequence[str]) -> tuple[str, ...]:
    """A topic's strongest terms without repetition: no second form of a word, no name inside another."""
    chosen: list[str] = []
    for term in ranked:
        if len(chosen) == MOST_KEYWORDS:
            break
        if not any(share_a_word(term, other) for other in chosen):
            chosen.append(term)
    return tuple(chosen)


def _is_somebody(term: str) -> bool:
    head = term.rpartition(" ")[2].lower()
    return head in _ROLES or head.removesuffix("s") in _ROLES


def share_a_word(first: str, second: str) -> bool:
    """Whether two terms contain forms of one word: "striker" and "strike", "Port of Oster" and "port"."""
    return any(
        _are_forms(one, other)
        for one in show_term(first).lower().replace("-", " ").split()
        for other in show_term(second).lower().replace("-", " ").split()
        if len(one) >= _SHARED_START and len(other) >= _SHARED_START
    )


def _are_forms(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    if shared >= _SHARED_STEM:
        return True
    return shared >= _SHARED_START and shared >= min(len(one), len(other)) - 1 and abs(len(one) - len(other)) <= 4
