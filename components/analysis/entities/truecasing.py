"""Truecasing: which capitalised words are names in headlines, in capitals, and at the start of sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.gazetteer import match_lists
from components.analysis.entities.lexicon import ORG_HEADS, PARTICLES, SPEECH, find_headlines
from components.analysis.entities.name_forms import looks_like_person
from components.analysis.entities.person_spans import is_initial
from components.analysis.entities.spans import Candidate, is_title, opens_sentence
from components.analysis.entities.type_voting import build_form

_LONGEST_IN_CAPITALS = 5  # words of the longest name in capitals, titles included
_AFTER_NAME = frozenset(("the", "a", "an", "his", "her", "its", "who", "of", "from"))
_LONGEST_PART = 8  # tokens of the longest name that is looked up in longer ones
_PERSON = 4  # tokens of a person's name in a headline, exclusive
_NEAR = 60  # tokens of context within which a word in capitals is compared to its sentence


def find_capitalised_people(doc: Document) -> Iterator[Candidate]:
    """People named in capitals, in order."""
    end = 0
    known: frozenset[str] | None = None
    for i in [i for i, text in enumerate(doc.tokens) if text.isupper()]:
        if i < end or not _is_capital(doc.tokens[i]) or not _opens_in_capitals(doc, i):
            continue
        end = i
        while end < len(doc) and end - i <= _LONGEST_IN_CAPITALS and _continues(doc, i, end):
            end += 1
        start = i
        while start < end - 1 and is_title(doc, start) and doc.tokens[start].title() not in gazetteer.given_names():
            start += 1
        if not 1 < end - start < _LONGEST_IN_CAPITALS or end >= len(doc) or match_lists(doc, start, end):
            continue
        follower = doc.tokens[end]
        if not follower.islower() and follower not in (",", "(", "'s", "’s"):
            continue
        if known is None:
            known = frozenset(doc.tokens)
        if _names_person(doc, start, end, known):
            yield Candidate(start, end, "person", "capitals", i if start > i else -1)


def _is_capital(text: str) -> bool:
    return len(text) > 1 and text.isupper() and text.replace("'", "").replace("’", "").replace(".", "").isalpha()


def _opens_in_capitals(doc: Document, i: int) -> bool:
    return opens_sentence(doc, i) or doc.tokens[i - 1] in ("“", '"', "‘", "•", "*", "–", "—")


def _continues(doc: Document, begin: int, i: int) -> bool:
    """Whether a token continues the run of capitals that began at `begin`."""
    if doc.tokens[i] == "-":
        return i > begin
    initial = len(doc.tokens[i].rstrip(".")) == 1 and doc.tokens[i].isupper() and i > begin
    return _is_capital(doc.tokens[i]) or initial


def _names_person(doc: Document, start: int, end: int, known: frozenset[str]) -> bool:
    """Whether capitals name a person, by given name, by a surname used elsewhere, or by what follows."""
    last, first = doc.tokens[end - 1], doc.tokens[start]
    if last.title() in ORG_HEADS or doc.lower[start] in PARTICLES:
        return False
    told = doc.tokens[end] == "," and (
        doc.lower[end + 1 : end + 2] != [] and (doc.lower[end + 1] in _AFTER_NAME or doc.tokens[end + 1].isdigit())
    )
    elsewhere = last.title() in known
    plain = doc.lower[end - 1] in doc.dictionary.words
    if first.title() in gazetteer.given_names():
        return told or elsewhere or not plain or doc.lower[end] in SPEECH
    return elsewhere and told and doc.lower[start] not in doc.dictionary.words


# Headlines in title case: names are confirmed by the rest of the article.


def drop_headline_guesses(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates without unconfirmed model spans of several words in headlines: "Rokeby Joins Halden".

    Done before types are voted, so that such spans are no evidence.
    """
    if True not in find_headlines(doc):
        return found
    body = [c for c in found if not find_headlines(doc)[c.start]]
    if not body:
        return found
    confirmed = {build_form(doc, c) for c in body}
    parts = {text for c in body for text in doc.plain[c.start : c.end]}
    return [c for c in found if not find_headlines(doc)[c.start] or _is_confirmed(doc, c, confirmed, parts)]


def _is_confirmed(doc: Document, c: Candidate, confirmed: set[str], parts: set[str]) -> bool:
    if build_form(doc, c) in confirmed:
        return True
    if c.end - c.start == 1:
        before = doc.tokens[c.start - 1] if c.start and find_headlines(doc)[c.start - 1] else ""
        part = c.origin == "list" and doc.tokens[c.start] in ORG_HEADS and before.istitle()
        return not part or doc.tags[c.start - 1] not in ("NNP", "JJ") or bool(match_lists(doc, c.start - 1, c.start))
    if c.origin != "model" or match_lists(doc, c.start, c.end):
        return True
    texts = doc.tokens[c.start : c.end]
    if texts[-1] in ORG_HEADS and c.type == "organisation":
        return True
    known_part = any(text in parts for text in doc.plain[c.start : c.end])
    given = doc.plain[c.start] in gazetteer.given_names()
    if given and len(texts) == _PERSON - 1 and is_initial(texts[1]):
        return True  # "George W. Bush"
    acts = any(_is_verb(doc, i) for i in range(c.start + given, c.end))
    return c.end - c.start < _PERSON and (given or not known_part) and not acts


def _is_verb(doc: Document, i: int) -> bool:
    """Whether a word of a headline is tagged as a verb."""
    return doc.tags[i].startswith(("VB", "MD"))


def trim_headline_people(doc: Document, found: list[Candidate], types: dict[str, str]) -> list[Candidate]:
    """Shorten "Rand Paul Scores" to "Rand Paul" if the article names him elsewhere."""
    if True not in find_headlines(doc):
        return found
    people = {form for form in (build_form(doc, c) for c in found) if types.get(form) == "person"}
    known = set(people)
    for form in people:
        first, _, tail = form.partition(" ")
        if " " in tail and first in gazetteer.given_names() and tail.partition(" ")[0].isalpha():
            known.add(tail)  # "Wasserman Schultz"
            types.setdefault(tail, "person")
    for candidate in found:
        if not find_headlines(doc)[candidate.start] or candidate.end - candidate.start < 3:
            continue
        for end in range(min(candidate.end - 1, candidate.start + _LONGEST_PART), candidate.start + 1, -1):
            if " ".join(doc.plain[candidate.start : end]) in known:
                candidate.end = end
                break
        for start in range(max(candidate.start + 1, candidate.end - _LONGEST_PART), candidate.end - 1):
            if " ".join(doc.plain[start : candidate.end]) in people:
                candidate.start = start  # "Air Hillary Clinton"
                break
    return found


def drop_headline_names(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates without names that only occur in headlines, unless their form indicates a name."""
    if True not in find_headlines(doc):
        return found
    confirmed = {build_form(doc, c) for c in found if not find_headlines(doc)[c.start]}
    return [
        c
        for c in found
        if not find_headlines(doc)[c.start]
        or c.origin != "model"
        or build_form(doc, c) in confirmed
        or match_lists(doc, c.start, c.end)
        or (c.type == "person" and c.end - c.start < _PERSON and looks_like_person(doc.tokens[c.start : c.end]))
        or (c.type == "place" and c.end - c.start == 1)
        or (c.type == "organisation" and c.end - c.start > 1 and doc.tokens[c.end - 1] in ORG_HEADS)
    ]


# False names: common words with a capital for another reason.


def drop_false_names(doc: Document, found: list[Candidate], types: dict[str, str]) -> list[Candidate]:
    """The candidates without those that the rest of the article does not confirm."""
    found = drop_headline_names(doc, trim_headline_people(doc, found, types))
    found = _drop_capitals(doc, found)
    return _drop_sentence_openers(doc, found, types)


def _drop_capitals(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """Drop single words in capitals that occur only once and in no gazetteer: too long for an acronym, or emphasis."""
    seen = Counter(build_form(doc, c) for c in found)
    return [
        c
        for c in found
        if c.end - c.start > 1
        or c.origin == "dateline"
        or len(doc.tokens[c.start]) < 4
        or not doc.tokens[c.start].isupper()
        or not (_is_emphasis(doc, c.start) or _is_too_long(doc, c))
        or seen[build_form(doc, c)] > 1
        or match_lists(doc, c.start, c.end)
    ]


def _is_emphasis(doc: Document, i: int) -> bool:
    """Whether a word in capitals is an emphasised English word: "the WORST night"."""
    begin, end, sentence = i, i, doc.sentence_of[i]
    while begin > max(i - _NEAR, 0) and doc.sentence_of[begin - 1] == sentence:
        begin -= 1
    while end < min(i + _NEAR, len(doc)) and doc.sentence_of[end] == sentence:
        end += 1
    in_sentence = doc.tokens[begin:end]
    small = sum(text.isalpha() and text.islower() for text in in_sentence)
    return doc.lower[i] in doc.dictionary.words and 2 * small >= len(in_sentence)


def _is_too_long(doc: Document, c: Candidate) -> bool:
    return len(doc.tokens[c.start]) > 4 and (c.origin == "run" or _stands_in_capitals(doc, c.start))


def _stands_in_capitals(doc: Document, i: int) -> bool:
    """Whether a word opens a sentence or is next to another one in capitals."""
    if _opens(doc, i) or i + 1 >= len(doc):
        return True
    return any(len(doc.tokens[j]) > 1 and doc.tokens[j].isupper() for j in (i - 1, i + 1))


def _drop_sentence_openers(doc: Document, found: list[Candidate], types: Mapping[str, str]) -> list[Candidate]:
    """Drop single words that only occur at the start of sentences and, in lower case, elsewhere in the text."""
    small = set(doc.tokens)
    inside: set[str] = set()
    doubtful: set[str] = set()
    surnames = {form.rsplit(" ", 1)[-1] for form, kind in types.items() if kind == "person" and " " in form}
    for candidate in found:
        form = build_form(doc, candidate)
        if not _opens(doc, candidate.start):
            inside.add(form)
        elif (
            candidate.end - candidate.start == 1
            and doc.lower[candidate.start] in small
            and form not in surnames
            and not match_lists(doc, candidate.start, candidate.end)
        ):
            doubtful.add(form)
    doubtful -= inside
    return [c for c in found if build_form(doc, c) not in doubtful] if doubtful else found


def _opens(doc: Document, i: int) -> bool:
    """Whether a word is in a position where any word is capitalised."""
    if find_headlines(doc)[i] or i == 0 or doc.sentence_of[i - 1] != doc.sentence_of[i]:
        return True
    before = doc.tokens[i - 1]
    return before in ("“", '"', "‘", ":", "•", "*", "``", "-", "–", "—") or before.isspace()
