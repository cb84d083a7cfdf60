"""Appositions: the noun beside a name that says what it names, "Lodestar, the port's expansion project"."""

from __future__ import annotations

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.lexicon import (
    DETERMINERS,
    GOVERNED,
    ORG_BEFORE,
    ORG_HEADS,
    PERSON_ENDINGS,
    THING_HEADS,
    THINGS,
    TITLES,
    WORK_NOUNS,
)
from components.analysis.entities.spans import opens_sentence

_LONGEST = 10  # tokens of an apposition in which its noun is looked for
_STARTS = DETERMINERS - {"this", "that", "these", "those", "your", "my"}  # what begins one
_HEADS = frozenset(head.lower() for head in ORG_HEADS if head.isalpha() and len(head) > 3)
_ORGANISATIONS = ORG_BEFORE | _HEADS | {"thinktank"}
_SCHEMES = frozenset(("project", "scheme", "programme", "program", "initiative"))
_PROJECTS = _SCHEMES | {"plan", "extension", "expansion", "redevelopment", "system", "device", "tool", "model"}
_ENDS = frozenset((",", ".", ";", ":", "-", "–", "—", ")"))
_IS = ("is", "was")
_CALLED = frozenset(("called", "named", "dubbed", "titled", "entitled", "codenamed", "nicknamed", "christened"))
_MAKERS = ("maker", "builder")  # "the engine maker Halden"
# Weight of an apposition by the type that it gives
_WEIGHTS = {"product": 3.0, "work": 3.0, "organisation": 2.0, "place": 1.0, "person": 1.0}


def weigh_nouns(doc: Document, start: int, end: int) -> list[tuple[str, float]]:
    """Types with weights from the nouns before and behind one occurrence of a name."""
    weights = []
    if kind := read_apposition(doc, end):
        weights.append((kind, _WEIGHTS[kind] * (0.5 if doc.lower[end] in _IS else 1.0)))
    if kind := read_noun_before(doc, start, end):
        weights.append((kind, _WEIGHTS[kind]))
    if start and (beside := _read_noun_beside(doc, start)):
        weights.append(beside)
    return weights


def read_apposition(doc: Document, end: int) -> str:
    """The type that the noun after a comma or "is" implies, or ""."""
    n = len(doc)
    if end + 2 >= n or (doc.tokens[end] != "," and doc.lower[end] not in _IS):
        return ""
    begin = end + 1 + (doc.tokens[end + 1] in ("”", "’", "'", '"', "''"))
    if doc.lower[begin] not in _STARTS:
        return ""
    head, last = "", end
    for i in range(begin + 1, min(begin + 1 + _LONGEST, n)):
        tag = doc.tags[i]
        if tag in ("NN", "NNS"):
            head, last = _read_head(doc, i), i
        elif not tag.startswith(("NNP", "JJ", "CD", "POS", "HYPH", "VBG", "DT", "RB")) and not (
            tag in ("VBN", "CC") and not head
        ):
            break
    else:
        return ""
    follower, tag = (doc.lower[last + 1], doc.tags[last + 1]) if last + 1 < n else (".", ".")
    passive = tag in ("VBN", "VBD") and doc.lower[last + 2 : last + 3] == ["by"]
    return type_noun(head) if passive or follower in _ENDS or tag in ("IN", "WDT", "WP", "TO", "VBN", "VBG") else ""


def read_noun_before(doc: Document, start: int, end: int) -> str:
    """The type that the noun before a name implies, or "": "its heart drug, | X |,", "the plan, called | X"."""
    i = start - 1
    if doc.lower[max(i - 1, 0) : i + 1] == ["known", "as"]:
        i -= 2
    elif i >= 0 and doc.lower[i] in _CALLED:
        i -= 1
    elif i < 1 or doc.tokens[i] != "," or not _is_enclosed(doc, i, end):
        return ""
    i -= i >= 0 and doc.tokens[i] == ","
    return type_noun(_read_head(doc, i)) if i >= 0 and doc.tags[i] in ("NN", "NNS") else ""


def _is_enclosed(doc: Document, comma: int, end: int) -> bool:
    """Whether a name that ends at `end` explains the noun phrase before a comma, not "in the novel, | X said"."""
    if not (doc.tokens[end - 1] == "," or (end < len(doc) and doc.tokens[end] in (",", ".", ";", ")"))):
        return False
    first = _find_article(doc, comma - 1)
    return first >= 0 and (first == 0 or doc.tags[first - 1] != "IN" or not opens_sentence(doc, first - 1))


def _find_article(doc: Document, i: int) -> int:
    """The article or possessor that begins the noun phrase which ends at `i` and names nobody; -1 if there is none."""
    for j in range(i, max(i - _LONGEST, -1), -1):
        if doc.lower[j] in _STARTS or doc.tags[j] == "POS":
            return j if j < i else -1
        if not doc.tags[j].startswith(("NN", "JJ", "CD", "HYPH", "VBG", "VBN")) or doc.tags[j].startswith("NNP"):
            return -1
    return -1


def _read_noun_beside(doc: Document, start: int) -> tuple[str, float] | None:
    """The type with its weight that the noun directly before a name gives: "the ferry | X", "the novel | X"."""
    before, tag = _read_head(doc, start - 1), doc.tags[start - 1]
    if before in THINGS or (before == "the" and start > 1 and doc.lower[start - 2] in THINGS):
        return "product", 4.0
    if tag not in ("NN", "JJ"):
        return None
    if before == "thinktank" or (before == "line" and start > 1 and doc.tags[start - 2] in ("NN", "VBG")):
        return "organisation", 4.0  # "the shipping line Halvorsen-Lund"
    if before in ORG_BEFORE or (before.endswith(_MAKERS) and before not in TITLES):
        return "organisation", 2.0
    if tag == "NN" and before in _SCHEMES:
        return "product", 2.0
    if tag == "NN" and before in WORK_NOUNS and doc.tokens[start] not in gazetteer.given_names():
        return "work", 3.0
    return None


def _read_head(doc: Document, i: int) -> str:
    """The noun at `i`; a think tank is no tank."""
    return "thinktank" if doc.lower[max(i - 1, 0) : i + 1] == ["think", "tank"] else doc.lower[i]


def type_noun(head: str) -> str:
    """The type of what a noun denotes: "drug" a product, "novel" a work, "retailer" an organisation."""
    if not head:
        return ""
    if head in THINGS or head in THING_HEADS or head in _PROJECTS:
        return "product"
    if head in WORK_NOUNS:
        return "work"
    if head in TITLES or head.endswith(PERSON_ENDINGS):
        return "person"
    if head in GOVERNED:
        return "place"
    return "organisation" if head in _ORGANISATIONS or head.endswith(_MAKERS) else ""
