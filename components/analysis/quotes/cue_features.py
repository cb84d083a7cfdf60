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
_CLOSING = frozenset((",", "?", "!", "—", "-", "--", "…", "..."))


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


def build_cue_features(doc: Document, token: int) -> list[str]:
    """All features of one candidate."""
    lower, tags = unify_marks(doc)
    lemma, pos = doc.lemmas[token], doc.pos[token]
    head, dep = doc.heads[token], doc.deps[token]
    name = "PROPN" if pos == "PROPN" else lemma
    size = len(doc.tokens)
    first, last = doc.sentence_ranges[doc.sentence_of[token]]
    before = lower[token - 1] if token > first else "<"
    after = lower[token + 1] if token + 1 < last else ">"
    quoted = "q" if doc.quotation_of[token] >= 0 else "-"
    out = [
        "b",
        f"l={name}",
        f"w={lower[token] if pos != 'PROPN' else pos}",
        f"t={tags[token]}",
        f"p={pos}",
        f"d={dep}",
        f"q={quoted}",
        f"q={quoted}|{name}",
        f"pd={pos}|{dep}",
        f"ld={name}|{dep}",
        f"lt={name}|{tags[token]}",
        f"h={doc.lemmas[head] if doc.pos[head] != 'PROPN' else 'PROPN'}|{dep}",
        f"hp={doc.pos[head]}|{dep}|{pos}",
        f"lh={name}|{doc.lemmas[head] if doc.pos[head] != 'PROPN' else 'PROPN'}",
        f"n={after}",
        f"b={before}",
        f"ln={name}|{after}",
        f"bl={before}|{name}",
        f"np={doc.pos[token + 1] if token + 1 < last else '>'}|{pos}",
        f"bp={doc.pos[token - 1] if token > first else '<'}|{pos}",
        f"n2={doc.pos[token + 2] if token + 2 < last else '>'}",
        f"first={token - first < 2}",
        f"root={head == token}",
        f"par={min(doc.paragraph_of[token] + count_headline(doc), 2)}",
        f"end={doc.tokens[last - 1] if last <= size else ''}",
    ]
    _add_children(doc, token, name, out)
    _add_quotes(doc, token, name, first, last, out)
    return out


def _add_children(doc: Document, token: int, name: str, out: list[str]) -> None:
    lower, tags = unify_marks(doc)
    frame = []
    subject = ""
    for child in doc.children[token]:
        dep = doc.deps[child]
        if dep == "punct":
            if doc.tokens[child] in (":", ","):
                out.append(f"cp={doc.tokens[child]}{'<' if child < token else '>'}")
            continue
        side = "<" if child < token else ">"
        what = describe_token(doc, child)
        out += [f"c={dep}{side}", f"lc={name}|{dep}{side}", f"cw={dep}|{what}"]
        if dep in ("prep", "prt", "aux", "auxpass", "neg", "mark", "agent", "expl"):
            out.append(f"lcw={name}|{dep}|{what}")
        elif dep in OPENERS:
            subject = f"{doc.pos[child]}|{doc.entity_labels[child]}"
            out += [f"s={subject}", f"ls={name}|{subject}", f"sq={doc.quotation_of[child] >= 0}"]
        elif dep in ("ccomp", "xcomp", "dobj", "advcl", "acl", "oprd", "attr", "pobj", "pcomp"):
            inner = [lower[x] for x in doc.children[child] if doc.deps[x] in ("mark", "aux", "nsubj")][:2]
            size = doc.right_edges[child] - doc.left_edges[child]
            out += [
                f"cm={dep}|{' '.join(inner) if len(inner) < 2 else inner[0]}",
                f"cs={dep}{side}{min(size, 20) // 3}",
                f"ct={dep}|{tags[child]}|{name}",
            ]
        if dep in ("ccomp", "xcomp", "dobj", "prep", "acl", "advcl", "oprd", "agent", "attr", "pobj"):
            frame.append(dep + side)
    out.append(f"f={'+'.join(frame[:4])}|{bool(subject)}")
    out.append(f"lf={name}|{'+'.join(frame[:3])}")
    if not subject and doc.deps[token] in ("conj", "xcomp", "advcl", "acl", "relcl"):
        parent = doc.heads[token]
        other = find_openers(doc)[parent]
        what = describe_token(doc, parent)
        out.append(f"hs={doc.deps[token]}|{doc.pos[other] + doc.entity_labels[other] if other >= 0 else ''}|{name}")
        out.append(f"hl={doc.deps[token]}|{what}")


def _add_quotes(doc: Document, token: int, name: str, first: int, last: int, out: list[str]) -> None:
    """Quotations beside the word: the first to its left and right within reach, and what lies between."""
    if doc.quotation_of[token] >= 0:
        marked_first, marked_last = doc.quotation_ranges[doc.quotation_of[token]]
        out.append(f"ql={min(marked_last - marked_first, 24) // 4}")
        return
    before, after = find_nearest_quoted(doc)
    for side, step, at in (("<", -1, before[token]), (">", 1, after[token])):
        steps = abs(at - token) - 1
        if at < 0 or steps > _REACH or (steps and doc.paragraph_of[at - step] != doc.paragraph_of[token]):
            out.append(f"qn{side}")
            continue
        one, two = doc.quotation_ranges[doc.quotation_of[at]]
        length = "s" if two - one < 5 else "m" if two - one < 9 else "l"
        same = first <= at < last
        ending = doc.tokens[two - 2] if two - 2 > one else ""
        ending = ending if ending in _CLOSING or ending == "." else "w"
        gap = doc.tokens[one - 1] if one else ""
        gap = gap if gap in (",", ":", "that") else "w"
        near = "0" if steps < 2 else "1" if steps < 5 else "2" if steps < 10 else "3"
        edge = ending if step < 0 else gap
        out += [
            f"qd{side}{near}",
            f"qs{side}{same}{length}{edge}",
            f"qa{side}{near}{length}{edge}{same}",
            f"qln{side}{name}|{length}{edge}",
        ]
