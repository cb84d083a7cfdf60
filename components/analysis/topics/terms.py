"""Topic terms: nouns, noun phrases and names of a text; and which are stop words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from components.analysis.document import Document
from components.types import Mention, Span

PERSON = "@"  # prefix of people's names, which rarely tell what a text is about
_MOST_TERMS = 160  # per text, most common first
_MOST_BEFORE = 2  # words of a phrase before its noun at most
_FEWEST_LETTERS = 3
_AMOUNTS = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))
# Stop words: words of news writing, times, amounts, kin, and general nouns.
_EMPTY_WORDS = """
year month week day hour minute moment morning afternoon evening night time date today tomorrow yesterday weekend
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december spring summer autumn winter decade century past future recent early late daily weekly
monthly annual last next first second third final new old young own other same many much more most several few
various able likely unlikely possible clear sure real true certain good great big little small large high low long
short full whole main major senior chief former current general special whole different similar single double entire
people person man woman child boy girl guy lady member group team part side place thing way kind sort lot number
amount figure percent cent per euro dollar pound share half rest total case fact
point question answer issue matter problem reason result
effect example case idea word name line page story report article news newspaper reporter journalist statement
comment interview press conference spokesman spokeswoman spokesperson speech letter email phone call message post
photo picture video copy version title source end start beginning middle top bottom front back left right use
need hope view sense mind head hand eye face voice life world country area level step move change role job work
something someone anything anyone everything everyone nothing nobody one two three hundred thousand million billion
percentage points minus margin error dozen couple half majority minority series range edge remark appeal response
reaction government official process
father mother son daughter husband wife brother sister uncle aunt cousin grandfather grandmother friend colleague
dad mom hair eyes smile support lead america american americans
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
# Adjectives that form no term with a noun: "new book", "large number".
_EMPTY_ADJECTIVES = frozenset(
    """
new old good bad better best worse worst big bigger biggest small little large larger largest great greater
long longer short high higher highest low lower lowest young younger recent early earlier late later latest last next
first second third many more most other same own few several various different similar certain major main key top
senior former current strong stronger full real true single entire whole total significant important possible likely
potential open close clear next-door top available public private local national international future past previous
""".split()  # noqa: SIM905
)
_EMPTY_NAMES = frozenset(("united states", "u.s.", "us", "usa", "united kingdom", "uk"))  # the origin of most news


def count_terms(doc: Document, mentions: Sequence[Mention], without: Sequence[Span] = ()) -> dict[str, int]:
    """Term frequencies of a text: nouns, two-word phrases, three-word phrases that occur twice, names.

    Nouns and phrases are in lower case ("email servers"), but a short name in a phrase keeps its capitals ("Iowa
    caucuses"). A name is counted in its longest form, a person's with the prefix PERSON. `without` are spans to skip.
    """
    named = [mention for mention in mentions if mention.kind == "name"]
    skipped = {at for start, end in without for at in range(start, end)}
    inside = {at: mention for mention in named for at in range(mention.start, mention.end)}
    names = _read_fullest(named)
    terms = Counter(names[mention.entity] for mention in named if not _describes(doc, mention))
    longest: Counter[str] = Counter()
    for token, pos in enumerate(doc.pos):
        start = doc.starts[token]
        if pos != "NOUN" or start in inside or start in skipped or not _is_word(doc, token):
            continue
        noun = doc.lower[token]
        before = _read_modifiers(doc, token, inside)
        terms[noun] += 1
        if before:
            terms[f"{before[-1]} {noun}"] += 1
        if len(before) > 1:
            longest[" ".join([*before, noun])] += 1
    terms.update({phrase: count for phrase, count in longest.items() if count > 1})
    return dict(terms.most_common(_MOST_TERMS))


def _read_fullest(named: Sequence[Mention]) -> dict[int, str]:
    """The longest form of each entity's name."""
    fullest: dict[int, str] = {}
    people: set[int] = set()
    for mention in named:
        text = " ".join(mention.text.split())
        if len(text) > len(fullest.get(mention.entity, "")):
            fullest[mention.entity] = text
        if mention.type == "person":
            people.add(mention.entity)
    return {entity: PERSON + name if entity in people else name for entity, name in fullest.items()}


def _describes(doc: Document, mention: Mention) -> bool:
    """Whether a group's name is used as an adjective: "Israeli" in "Israeli settlements"."""
    if mention.type != "group":
        return False
    first, last = doc.token_at(mention.start), doc.token_at(mention.end - 1) + 1
    return doc.pos[_find_root(doc, first, last)] == "ADJ"


def _find_root(doc: Document, first: int, last: int) -> int:
    """The token of a range with the shortest path to the root of its sentence; the first one of several."""
    outer = [at for at in range(first, last) if doc.heads[at] == at or not first <= doc.heads[at] < last]
    return min(outer, key=lambda at: _count_steps(doc, at)) if len(outer) > 1 else (outer or [first])[0]


def _count_steps(doc: Document, token: int) -> int:
    """The depth of a token in the dependency tree."""
    steps = 0
    while doc.heads[token] != token:
        token = doc.heads[token]
        steps += 1
    return steps


def _read_modifiers(doc: Document, noun: int, inside: dict[int, Mention]) -> list[str]:
    """The words right before a noun that form a phrase with it."""
    words: list[str] = []
    at = noun - 1
    while at >= 0 and len(words) < _MOST_BEFORE:
        if doc.deps[at] not in ("compound", "amod", "nmod") or not noun >= doc.heads[at] > at:
            break
        if not _is_word(doc, at) or doc.entity_labels[at] in _AMOUNTS:
            break
        mention = inside.get(doc.starts[at])
        begin = _find_hyphenated(doc, at)
        if mention is None and doc.pos[at] in ("NOUN", "ADJ", "PROPN"):
            words.insert(0, doc.cut(begin, at + 1).lower())
        elif mention is not None and mention.type != "person" and mention.text == doc.tokens[at]:
            words.insert(0, mention.text)
        else:
            break
        at = begin - 1
    return words


def _find_hyphenated(doc: Document, word: int) -> int:
    """The first token of "blood-pressure", given its last."""
    begin, tokens, starts, ends = word, doc.tokens, doc.starts, doc.ends
    while (
        begin > 1
        and tokens[begin - 1] == "-"
        and ends[begin - 1] == starts[begin]
        and ends[begin - 2] == starts[begin - 1]
    ):
        begin -= 2
    return begin


def _is_word(doc: Document, token: int) -> bool:
    text = doc.tokens[token]
    return not doc.is_stop[token] and len(text) >= _FEWEST_LETTERS and text.replace("-", "").isalpha()


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def count_words(text: str, mentions: Sequence[Mention]) -> dict[str, int]:
    """The terms of a text that is not parsed: its names, and its words in lower case that are no stop words."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # slow to import, and seldom needed

    named = [mention for mention in mentions if mention.kind == "name"]
    names = _read_fullest(named)
    terms = Counter(names[mention.entity] for mention in named)
    starts, ends = (sorted(places) for places in ([one.start for one in named], [one.end for one in named]))
    for match in _WORD.finditer(text):
        word = match.group()
        is_inside = bisect_right(starts, match.start()) > bisect_right(ends, match.start())
        if word.islower() and len(word) >= _FEWEST_LETTERS and not is_inside and word not in ENGLISH_STOP_WORDS:
            terms[word] += 1
    return dict(terms.most_common(_MOST_TERMS))


# Stop terms, and terms for display.


def is_empty_term(term: str) -> bool:
    """Whether a term is a stop term: it could occur in any article."""
    if term.startswith(PERSON):
        return " " not in term  # a bare surname or first name
    words = term.lower().split()
    if term.lower() in _EMPTY_NAMES:
        return True
    if not any(character.isalpha() for character in term) or all(_is_empty_word(word) for word in words):
        return True
    return not is_proper(term) and len(words) > 1 and words[0] in _EMPTY_ADJECTIVES


def _is_empty_word(word: str) -> bool:
    return word in _EMPTY or (word.endswith("s") and word[:-1] in _EMPTY)


def show_term(term: str) -> str:
    """A term for display, without its prefix."""
    return term.removeprefix(PERSON)


def list_forms(shown: str) -> tuple[str, ...]:
    """The terms that are displayed like this: a name may be a person's."""
    return (shown, PERSON + shown) if is_proper(shown) else (shown,)


def is_proper(term: str) -> bool:
    """Whether a term is or contains a name: common words are in lower case."""
    return term.startswith(PERSON) or term != term.lower()
