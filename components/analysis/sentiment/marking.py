"""A sentence as the model reads it: the target marked, its names hidden.

What a model cannot see it cannot be unfair about: every name of the target, its surname and the title before it
included, is replaced by one neutral token, so that the score depends on what is said and not on who is named.
Pronouns and descriptions ("she", "the party") keep their words and are marked only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from components.types import Span

OPEN, CLOSE, NAME = "[unused1]", "[unused2]", "[unused3]"  # free places in the vocabulary of the BERT family
MARKS = (OPEN, CLOSE, NAME)

_TITLES = (
    "mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|prof|professor|president|vice president|senator|sen|representative|rep|"
    "congressman|congresswoman|governor|gov|mayor|secretary|prime minister|minister|chancellor|judge|justice|"
    "chief justice|attorney general|general|gen|colonel|col|captain|sergeant|speaker|king|queen|prince|princess|pope"
)
_TITLES_BEFORE = re.compile(rf"(?:(?<!\w)(?:former |ex-)?(?:{_TITLES})\.?[ \u00a0]+)+$", re.IGNORECASE)
_TITLES_AT_START = re.compile(rf"(?:(?:former |ex-)?(?:{_TITLES})\.?[ \u00a0]+)+", re.IGNORECASE)
_WORD = re.compile(r"\w(?:[\w.\-’']*\w)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_SMALL_WORDS = (
    "a an the this that these those he she it they we you i him her them us me his hers its their theirs our ours my "
    "mine your yours himself herself itself themselves ourselves myself who whose whom of and in on at for to"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def is_name(text: str) -> bool:
    """Whether a mention names its target, rather than pointing at it with a pronoun or a common noun."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return any(not word[0].islower() for word in words)


def list_name_parts(name: str) -> list[str]:
    """What a name may be shortened to: itself without titles, its first and its last word."""
    bare = _POSSESSIVE.sub("", name.strip())
    bare = bare[match.end() :] if (match := _TITLES_AT_START.match(bare)) else bare
    words = [word for word in _WORD.findall(bare) if word.lower() not in _SMALL]
    words = [word for word in (_POSSESSIVE.sub("", word) for word in words) if not word[:1].islower() and len(word) > 1]
    return list(dict.fromkeys([bare, *words[:1], *words[-1:]])) if words else []


def find_hidden(sentence: str, mentions: Sequence[Span], forms: Iterable[str] = ()) -> list[Span]:
    """Where the target's names stand in a sentence, with titles before them; in order, none touching another."""
    names = [sentence[start:end] for start, end in mentions]
    spans = [span for span, name in zip(mentions, names, strict=True) if is_name(name)]
    parts = {part for name in (*names, *forms) if is_name(name) for part in list_name_parts(name)}
    if parts:
        anywhere = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
        spans += [match.span() for match in re.finditer(rf"(?<!\w)(?:{anywhere})(?!\w)", sentence)]
    merged: list[Span] = []
    for start, end in sorted(spans):
        name = sentence[start:end]
        end -= len(name) - len(_POSSESSIVE.sub("", name))
        start -= len(match[0]) if (match := _TITLES_BEFORE.search(sentence[:start])) else 0
        if merged and not sentence[merged[-1][1] : start].strip():
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return merged


def mark_target(sentence: str, mentions: Sequence[Span], forms: Iterable[str] = ()) -> str:
    """The sentence with every place of the target marked and its names hidden.

    `mentions` are the known places of the target in the sentence, `forms` other names it goes by.
    """
    hidden = find_hidden(sentence, mentions, forms)
    places = [(start, end, NAME) for start, end in hidden]
    for start, end in mentions:
        if not any(start < other_end and other_start < end for other_start, other_end, _ in places):
            places.append((start, end, sentence[start:end]))
    pieces: list[str] = []
    at = 0
    for start, end, text in sorted(places):
        pieces += [sentence[at:start], f" {OPEN} {text} {CLOSE} "]
        at = end
    return "".join([*pieces, sentence[at:]])
