"""What a linear model looks at to tell whether a word attributes something to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from components.analysis.document import Document, remembered
from components.analysis.quotes.cues import OPENERS, find_openers

HASH_BITS = 18  # features are hashed: no word of the training texts stands in the model

_NEVER = frozenset(("SPACE", "DET", "SYM", "X", "CCONJ", "PRON", "NUM", "INTJ"))
_PUNCTUATION = frozenset((":", "—", "–", "―", "--", "-", "“", '"', "''", "``"))
_LONGEST_HEADLINE = 24  # tokens
_REACH = 25  # tokens to a quotation beside a word
_CLOSING = frozenset((",", "?", "!", "—", "-", "--", "…", "...", "."))
_LEADING = frozenset((",", ":", "that"))
_PARTICLES = frozenset(("prep", "prt", "aux", "auxpass", "neg", "mark", "agent", "expl"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "dobj", "advcl", "acl", "oprd", "attr", "pobj", "pcomp"))
_IN_FRAME = frozenset(("ccomp", "xcomp", "dobj", "prep", "acl", "advcl", "oprd", "agent", "attr", "pobj"))
_INNER = frozenset(("mark", "aux", "nsubj"))
_SHARING = frozenset(("conj", "xcomp", "advcl", "acl", "relcl"))  # what has its subject of the word it hangs on


@lru_cache(maxsize=1 << 17)
def hash_feature(name: str) -> int:
    """The position of a feature among the weights."""
    return crc32(name.encode("utf-8", "replace")) & ((1 << HASH_BITS) - 1)


@remembered
def unify_marks(doc: Document) -> tuple[list[str], list[str]]:
    """Tokens in small letters and fine tags, in which every mark that opens or closes a quotation looks the same."""
    lower, tags = list(doc.lower), list(doc.tags)
    for token, mark in doc.marks:
        lower[token] = mark
        tags[token] = "``" if mark == "“" else "''"
    return lower, tags


@remembered
def count_headline(doc: Document) -> int:
    """1 where the text begins without a headline, so that its first paragraph is not taken for one, else 0."""
    first = doc.paragraph_of.count(0)
    return int(len(doc.paragraphs) < 2 or first > _LONGEST_HEADLINE)


@remembered
def find_nearest_quoted(doc: Document) -> tuple[list[int], list[int]]:
    """For each token the nearest one in quotation marks before it and behind it, or -1."""
    size = len(doc)
    return _find_last_quoted(doc, range(size)), _find_last_quoted(doc, range(size - 1, -1, -1))


def _find_last_quoted(doc: Document, order: Sequence[int]) -> list[int]:
    """For each token the last one in quotation marks met on the way to it."""
    found = [-1] * len(doc)
    last = -1
    for token in order:
        found[token] = last
        if doc.quotation_of[token] >= 0:
            last = token
    return found


def list_candidates(doc: Document) -> list[int]:
    """The tokens that could be a cue at all."""
    return [
        token
        for token, pos in enumerate(doc.pos)
        if pos not in _NEVER and (pos != "PUNCT" or doc.tokens[token] in _PUNCTUATION)
    ]


def describe_token(doc: Document, token: int) -> str:
    """A word's class: its entity label where it has one, else its lemma."""
    if doc.pos[token] == "PROPN":
        return doc.entity_labels[token] or "PROPN"
    return doc.lemmas[token]


class CueFeatures:
    """Builds the feature strings of one text's candidates."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._lower, self._tags = unify_marks(doc)
        self._lemmas = ["PROPN" if pos == "PROPN" else lemma for pos, lemma in zip(doc.pos, doc.lemmas, strict=True)]
        self._classes = [describe_token(doc, token) for token in range(len(doc))]
        self._openers = find_openers(doc)
        self._quoted_before, self._quoted_after = find_nearest_quoted(doc)
        self._headline = count_headline(doc)
        self._edges = [self._describe_edges(first, last) for first, last in doc.quotation_ranges]

    def _describe_edges(self, first: int, last: int) -> tuple[str, str, str]:
        """How long a stretch in quotation marks is, the sign it ends with and what leads to it."""
        tokens = self._doc.tokens
        length = "s" if last - first < 5 else "m" if last - first < 9 else "l"
        ending = tokens[last - 2] if last - 2 > first else ""
        before = tokens[first - 1] if first else ""
        return length, ending if ending in _CLOSING else "w", before if before in _LEADING else "w"

    def build(self, token: int) -> list[str]:
        """All features of one candidate."""
        doc, lower, pos = self._doc, self._lower, self._doc.pos
        name, own, tag = self._lemmas[token], pos[token], self._tags[token]
        head, dep = doc.heads[token], doc.deps[token]
        first, last = doc.sentence_ranges[doc.sentence_of[token]]
        before = lower[token - 1] if token > first else "<"
        after = lower[token + 1] if token + 1 < last else ">"
        quoted = "q" if doc.quotation_of[token] >= 0 else "-"
        out = [
            "b",
            f"l={name}",
            f"w={lower[token] if own != 'PROPN' else own}",
            f"t={tag}",
            f"p={own}",
            f"d={dep}",
            f"q={quoted}",
            f"q={quoted}|{name}",
            f"pd={own}|{dep}",
            f"ld={name}|{dep}",
            f"lt={name}|{tag}",
            f"h={self._lemmas[head]}|{dep}",
            f"hp={pos[head]}|{dep}|{own}",
            f"lh={name}|{self._lemmas[head]}",
            f"n={after}",
            f"b={before}",
            f"ln={name}|{after}",
            f"bl={before}|{name}",
            f"np={pos[token + 1] if token + 1 < last else '>'}|{own}",
            f"bp={pos[token - 1] if token > first else '<'}|{own}",
            f"n2={pos[token + 2] if token + 2 < last else '>'}",
            f"first={token - first < 2}",
            f"root={head == token}",
            f"par={min(doc.paragraph_of[token] + self._headline, 2)}",
            f"end={doc.tokens[last - 1]}",
        ]
        self._add_children(token, name, out)
        self._add_quotes(token, name, first, last, out)
        return out

    def _add_children(self, token: int, name: str, out: list[str]) -> None:
        doc, deps, classes = self._doc, self._doc.deps, self._classes
        frame = []
        subject = ""
        for child in doc.children[token]:
            dep = deps[child]
            if dep == "punct":
                if doc.tokens[child] in (":", ","):
                    out.append(f"cp={doc.tokens[child]}{'<' if child < token else '>'}")
                continue
            side = "<" if child < token else ">"
            what = classes[child]
            out += (f"c={dep}{side}", f"lc={name}|{dep}{side}", f"cw={dep}|{what}")
            if dep in _PARTICLES:
                out.append(f"lcw={name}|{dep}|{what}")
            elif dep in OPENERS:
                subject = f"{doc.pos[child]}|{doc.entity_labels[child]}"
                out += (f"s={subject}", f"ls={name}|{subject}", f"sq={doc.quotation_of[child] >= 0}")
            elif dep in _COMPLEMENTS:
                inner = next((self._lower[x] for x in doc.children[child] if deps[x] in _INNER), "")
                size = doc.right_edges[child] - doc.left_edges[child]
                out += (
                    f"cm={dep}|{inner}",
                    f"cs={dep}{side}{min(size, 20) // 3}",
                    f"ct={dep}|{self._tags[child]}|{name}",
                )
            if dep in _IN_FRAME:
                frame.append(dep + side)
        out.append(f"f={'+'.join(frame[:4])}|{bool(subject)}")
        out.append(f"lf={name}|{'+'.join(frame[:3])}")
        dep = deps[token]
        if not subject and dep in _SHARING:
            parent = doc.heads[token]
            other = self._openers[parent]
            out.append(f"hs={dep}|{doc.pos[other] + doc.entity_labels[other] if other >= 0 else ''}|{name}")
            out.append(f"hl={dep}|{classes[parent]}")

    def _add_quotes(self, token: int, name: str, first: int, last: int, out: list[str]) -> None:
        """Quotations beside the word: the first to its left and right within reach, and what lies between."""
        doc = self._doc
        own = doc.quotation_of[token]
        if own >= 0:
            begin, end = doc.quotation_ranges[own]
            out.append(f"ql={min(end - begin, 24) // 4}")
            return
        for side, step, at in (("<", -1, self._quoted_before[token]), (">", 1, self._quoted_after[token])):
            steps = abs(at - token) - 1
            if at < 0 or steps > _REACH or (steps and doc.paragraph_of[at - step] != doc.paragraph_of[token]):
                out.append(f"qn{side}")
                continue
            length, ending, leading = self._edges[doc.quotation_of[at]]
            same = first <= at < last
            near = "0" if steps < 2 else "1" if steps < 5 else "2" if steps < 10 else "3"
            edge = ending if step < 0 else leading
            out += (
                f"qd{side}{near}",
                f"qs{side}{same}{length}{edge}",
                f"qa{side}{near}{length}{edge}{same}",
                f"qln{side}{name}|{length}{edge}",
            )
