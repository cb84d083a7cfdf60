"""Documents made by hand: rules are tested on the words, tags and relations that they look at, without a parser.

`read_marked` reads a text with its names and tags in place, as a table shows them: "^Mayor [Anna Holt|p] met/VBD Oslo".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from components.analysis.document import Dictionary, Document
from components.analysis.entities.spans import Candidate

_TOKEN = re.compile(
    r"\n\s*|(?:[^\W\d_]\.){2,}|(?:St|Mr|Mrs|Ms|Dr|Jr|Inc|Capt|Nov)\.|\b[A-Z]\.|\w+(?=n['’]t\b)|n['’]t\b|['’]s\b|``|''|--"
    r"|\d+(?:[.,-]\d+)*|\w+|[^\w\s]"
)
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
_TAGS = {
    **dict.fromkeys(("the", "a", "an", "this", "that"), "DT"),
    **dict.fromkeys(("of", "in", "at", "by", "for", "from", "with", "on", "since", "near"), "IN"),
    **dict.fromkeys(("he", "she", "it", "they", "him"), "PRP"),
    **dict.fromkeys(("his", "her", "its", "their"), "PRP$"),
    **dict.fromkeys(("and", "or", "but", "&"), "CC"),
    **dict.fromkeys(("said", "met", "left", "was", "had"), "VBD"),
    **dict.fromkeys(("will", "may", "could"), "MD"),
    **dict.fromkeys(("so", "then"), "RB"),
    "to": "TO",
    "who": "WP",
    "which": "WDT",
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
    at spaces, punctuation and hyphens; without `tags` words with a capital are NNP, small words what they mostly are,
    others NN; `pos` follows the tags; lemmas are the words in small letters; every token hangs on itself.
    `sentences` are the first tokens of sentences, else one ends at each ".", "!", "?" and line break. `entities` says
    what the model takes for a name: its words and spaCy's label, wherever they stand. `stops` are words that tell
    nothing.
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


# Tables of texts with what is found in them in place.

LETTERS = {
    "person": "p",
    "organisation": "o",
    "place": "l",
    "group": "g",
    "event": "e",
    "product": "d",
    "work": "w",
    "law": "a",
    "": "",
}
_TYPES = {letter: kind for kind, letter in LETTERS.items()}
_LABELS = {"p": "PERSON", "o": "ORG", "l": "GPE", "g": "NORP", "e": "EVENT", "d": "PRODUCT", "w": "WORK_OF_ART"}
_LABELS |= {"a": "LAW", "t": "DATE", "n": "CARDINAL"}
_MARK = re.compile(
    r"(?P<open>\[)(?=[^\[\]]*\|)|\|(?P<letter>[a-z]?)(?P<origin>:\w+)?\]|(?P<title>\^)(?=\w)"
    r"|(?<=\w)/(?P<tag>[A-Z]{2,4}\$?)(?!\w)|(?<=\w)~(?P<dep>[a-z]+)"
)


def read_marked(marked: str, *, words: Dictionary | None = None) -> tuple[Document, list[Candidate]]:
    """The document and the names of a text written with marks.

    `[Anna Holt|p]` is a name of the type that begins so (d product, l place, a law, nothing for no type) and
    `[Leeds|o:result]` says where it comes from, else the model, whose names the document has as entities too (`t` is
    a date and `n` a number there, and no name). `^` stands before a person's title, `/VBD` behind a word's tag that
    is not the plain one, `~nsubj` behind a relation.
    """
    text, spans, end, opened, title = "", [], 0, 0, -1
    tags: dict[int, str] = {}  # by the character before
    deps: dict[int, str] = {}
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        end = mark.end()
        if mark["open"]:
            opened = len(text)
        elif mark["title"]:
            title = len(text)
        elif mark["tag"]:
            tags[len(text) - 1] = mark["tag"]
        elif mark["dep"]:
            deps[len(text) - 1] = mark["dep"]
        else:
            spans.append((opened, len(text), mark["letter"], (mark["origin"] or ":model")[1:], title))
            title = -1
    doc = make_document(text + marked[end:], words=words)
    doc.tags = [tags.get(stop - 1, tag) for stop, tag in zip(doc.ends, doc.tags, strict=True)]
    doc.pos = [_guess_pos(tag) for tag in doc.tags]
    doc.deps = [deps.get(stop - 1, "") for stop in doc.ends]
    names = []
    for begin, stop, letter, origin, before in spans:
        first, last = doc.starts.index(begin), doc.ends.index(stop) + 1
        if origin == "model" and letter:
            doc.entities.append((first, last, _LABELS[letter]))
        if letter in _TYPES:
            names.append(
                Candidate(first, last, _TYPES[letter], origin, doc.starts.index(before) if before >= 0 else -1)
            )
    return doc, names


def write_marked(doc: Document, found: Sequence[Candidate]) -> str:
    """The text with names marked as `read_marked` reads them, but for tags and origins."""
    marks = [(doc.starts[c.start], 2, "[") for c in found]
    marks += [(doc.ends[c.end - 1], 0, f"|{LETTERS[c.type]}]") for c in found]
    marks += [(doc.starts[c.title], 1, "^") for c in found if c.title >= 0]
    pieces, end = [], 0
    for at, _, piece in sorted(marks):
        pieces += [doc.text[end:at], piece]
        end = at
    return "".join([*pieces, doc.text[end:]])


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
    if token.lower() in _TAGS and token not in ("May", "Will"):
        return _TAGS[token.lower()]
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
