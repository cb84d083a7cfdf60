"""Documents made by hand: rules are tested on the words, tags and relations that they look at, without a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from components.analysis.document import Dictionary, Document

_TOKEN = re.compile(r"\n\s*|(?:[^\W\d_]\.){2,}|\w+(?=n['’]t\b)|n['’]t\b|['’]s\b|``|''|\d[\d.,]*\d|\w+|[^\w\s]")
_ENDS = frozenset((".", "!", "?"))
_PUNCTUATION = frozenset(("``", "''", ",", ".", ":", "-LRB-", "-RRB-", "HYPH"))
_TAG_OF_MARK = {
    **dict.fromkeys(".!?", "."),
    ",": ",",
    "-": "HYPH",
    "(": "-LRB-",
    ")": "-RRB-",
    **dict.fromkeys('“‘"', "``"),
    **dict.fromkeys(("”", "’", "'", "''"), "''"),
}
_POS = {"NNP": "PROPN", "NN": "NOUN", "VB": "VERB", "MD": "AUX", "JJ": "ADJ", "RB": "ADV", "IN": "ADP", "DT": "DET"}
_POS |= {"PRP": "PRON", "WP": "PRON", "CD": "NUM", "CC": "CCONJ", "TO": "PART", "POS": "PART", "_SP": "SPACE"}


def make_document(
    text: str,
    *,
    tokens: str | Sequence[str] = "",
    tags: str | Sequence[str] = "",
    pos: str | Sequence[str] = "",
    lemmas: str | Sequence[str] = "",
    heads: str | Sequence[int] = "",
    deps: str | Sequence[str] = "",
    sentences: str | Sequence[int] = "",
    entities: Mapping[str, str] | None = None,
    stops: str = "",
    words: Dictionary | None = None,
) -> Document:
    """A document of a text, with whatever a test does not give filled in plainly.

    Columns are lists or strings with a space between two items, one item per token. Without `tokens` a text is cut
    at spaces, punctuation and hyphens; without `tags` words with a capital are NNP, others NN; `pos` follows the tags;
    lemmas are the words in small letters; every token hangs on itself. `sentences` are the first tokens of sentences,
    else one ends at each ".", "!", "?" and line break. `entities` says what the model takes for a name: its words and
    spaCy's label, wherever they stand. `stops` are words that tell nothing.
    """
    found = _read(tokens) or _TOKEN.findall(text)
    size = len(found)
    starts = _find_starts(text, found)
    own_tags = _read(tags) or [_guess_tag(token) for token in found]
    lower = [token.lower() for token in found]
    firsts = [int(first) for first in _read(sentences)] or _find_firsts(found)
    document = Document(
        text=text,
        tokens=found,
        starts=starts,
        tags=own_tags,
        pos=_read(pos) or [_guess_pos(tag) for tag in own_tags],
        lemmas=_read(lemmas) or lower,
        heads=[int(head) for head in _read(heads)] or list(range(size)),
        deps=_read(deps) or [""] * size,
        is_stop=[word in stops.split() for word in lower],
        sentence_ranges=list(pairwise([*firsts, size])),
        entities=_find_entities(found, entities or {}),
        dictionary=words or Dictionary(),
    )
    for name in ("tags", "pos", "lemmas", "heads", "deps"):
        assert len(getattr(document, name)) == size, f"{name}: not as many as the tokens {found}"
    return document


def _read(column: str | Sequence[str] | Sequence[int]) -> list[str]:
    return column.split() if isinstance(column, str) else [str(item) for item in column]


def _find_starts(text: str, tokens: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for token in tokens:
        starts.append(text.index(token, at))
        at = starts[-1] + len(token)
    return starts


def _guess_tag(token: str) -> str:
    if token.isspace():
        return "_SP"
    if token in ("'s", "’s"):
        return "POS"
    if token[0].isdigit():
        return "CD"
    if not token[0].isalpha():
        return _TAG_OF_MARK.get(token, ":")
    return "NNP" if token[0].isupper() else "NN"


def _guess_pos(tag: str) -> str:
    if tag in _PUNCTUATION:
        return "PUNCT"
    return next((pos for front, pos in _POS.items() if tag.startswith(front)), "X")


def _find_firsts(tokens: Sequence[str]) -> list[int]:
    """A sentence ends at its full stop and what closes it, and at a line break."""
    firsts = [0] if tokens else []
    for at in range(1, len(tokens)):
        before = tokens[at - 1]
        closes = before in ("”", "’", '"', "''") and at > 1 and tokens[at - 2] in _ENDS
        ends = closes or before.isspace() or (before in _ENDS and tokens[at] not in ("”", "’", '"', "''"))
        if ends and not tokens[at].isspace():
            firsts.append(at)
    return firsts


def _find_entities(tokens: Sequence[str], wanted: Mapping[str, str]) -> list[tuple[int, int, str]]:
    found = []
    for name, label in wanted.items():
        words = _TOKEN.findall(name)
        places = [at for at in range(len(tokens)) if list(tokens[at : at + len(words)]) == words]
        assert places, f"{name!r} is not among {tokens}"
        found += [(at, at + len(words), label) for at in places]
    return sorted(found)
