"""What a linear model looks at to tell whether a word attributes something to somebody."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from components.analysis.quotes.view import OPENERS, View

HASH_BITS = 18  # features are hashed: no word of the training texts stands in the model

_NEVER = frozenset(("SPACE", "DET", "SYM", "X", "CCONJ", "PRON", "NUM", "INTJ"))
_PUNCTUATION = frozenset((":", "—", "–", "―", "--", "-", "“", '"', "''", "``"))
_REACH = 25  # tokens to a quotation beside a word
_CLOSING = frozenset((",", "?", "!", "—", "-", "--", "…", "..."))


@lru_cache(maxsize=1 << 17)
def hash_feature(name: str) -> int:
    """The position of a feature among the weights."""
    return crc32(name.encode("utf-8", "replace")) & ((1 << HASH_BITS) - 1)


def list_candidates(view: View) -> list[int]:
    """The tokens that could be a cue at all."""
    return [
        token
        for token, pos in enumerate(view.pos)
        if pos not in _NEVER and (pos != "PUNCT" or view.words[token] in _PUNCTUATION)
    ]


def describe_token(view: View, token: int) -> str:
    """A word's class: its entity label where it has one, else its lemma."""
    if view.pos[token] == "PROPN":
        return view.entity[token] or "PROPN"
    return view.lemma[token]


def build_cue_features(view: View, token: int) -> list[str]:
    """All features of one candidate."""
    tree, lemma, pos = view.tree, view.lemma[token], view.pos[token]
    head, dep = tree.head[token], tree.dep[token]
    name = "PROPN" if pos == "PROPN" else lemma
    size = len(view.words)
    first, last = view.sentences[view.sentence[token]]
    before = view.lower[token - 1] if token > first else "<"
    after = view.lower[token + 1] if token + 1 < last else ">"
    quoted = "q" if view.quote[token] >= 0 else "-"
    out = [
        "b",
        f"l={name}",
        f"w={view.lower[token] if pos != 'PROPN' else pos}",
        f"t={view.tags[token]}",
        f"p={pos}",
        f"d={dep}",
        f"q={quoted}",
        f"q={quoted}|{name}",
        f"pd={pos}|{dep}",
        f"ld={name}|{dep}",
        f"lt={name}|{view.tags[token]}",
        f"h={view.lemma[head] if view.pos[head] != 'PROPN' else 'PROPN'}|{dep}",
        f"hp={view.pos[head]}|{dep}|{pos}",
        f"lh={name}|{view.lemma[head] if view.pos[head] != 'PROPN' else 'PROPN'}",
        f"n={after}",
        f"b={before}",
        f"ln={name}|{after}",
        f"bl={before}|{name}",
        f"np={view.pos[token + 1] if token + 1 < last else '>'}|{pos}",
        f"bp={view.pos[token - 1] if token > first else '<'}|{pos}",
        f"n2={view.pos[token + 2] if token + 2 < last else '>'}",
        f"first={token - first < 2}",
        f"root={head == token}",
        f"par={min(view.paragraph[token] + view.offset, 2)}",
        f"end={view.words[last - 1] if last <= size else ''}",
    ]
    _add_children(view, token, name, out)
    _add_quotes(view, token, name, first, last, out)
    return out


def _add_children(view: View, token: int, name: str, out: list[str]) -> None:
    tree = view.tree
    frame = []
    subject = ""
    for child in tree.children[token]:
        dep = tree.dep[child]
        if dep == "punct":
            if view.words[child] in (":", ","):
                out.append(f"cp={view.words[child]}{'<' if child < token else '>'}")
            continue
        side = "<" if child < token else ">"
        what = describe_token(view, child)
        out += [f"c={dep}{side}", f"lc={name}|{dep}{side}", f"cw={dep}|{what}"]
        if dep in ("prep", "prt", "aux", "auxpass", "neg", "mark", "agent", "expl"):
            out.append(f"lcw={name}|{dep}|{what}")
        elif dep in OPENERS:
            subject = f"{view.pos[child]}|{view.entity[child]}"
            out += [f"s={subject}", f"ls={name}|{subject}", f"sq={view.quote[child] >= 0}"]
        elif dep in ("ccomp", "xcomp", "dobj", "advcl", "acl", "oprd", "attr", "pobj", "pcomp"):
            inner = [view.lower[x] for x in tree.children[child] if tree.dep[x] in ("mark", "aux", "nsubj")][:2]
            size = tree.right[child] - tree.left[child]
            out += [
                f"cm={dep}|{' '.join(inner) if len(inner) < 2 else inner[0]}",
                f"cs={dep}{side}{min(size, 20) // 3}",
                f"ct={dep}|{view.tags[child]}|{name}",
            ]
        if dep in ("ccomp", "xcomp", "dobj", "prep", "acl", "advcl", "oprd", "agent", "attr", "pobj"):
            frame.append(dep + side)
    out.append(f"f={'+'.join(frame[:4])}|{bool(subject)}")
    out.append(f"lf={name}|{'+'.join(frame[:3])}")
    if not subject and tree.dep[token] in ("conj", "xcomp", "advcl", "acl", "relcl"):
        parent = tree.head[token]
        other = tree.opener[parent]
        what = describe_token(view, parent)
        out.append(f"hs={tree.dep[token]}|{view.pos[other] + view.entity[other] if other >= 0 else ''}|{name}")
        out.append(f"hl={tree.dep[token]}|{what}")


def _add_quotes(view: View, token: int, name: str, first: int, last: int, out: list[str]) -> None:
    """Quotations beside the word: the first to its left and right within reach, and what lies between."""
    if view.quote[token] >= 0:
        marked_first, marked_last = view.quote_tokens[view.quote[token]]
        out.append(f"ql={min(marked_last - marked_first, 24) // 4}")
        return
    for side, step, at in (("<", -1, view.quote_before[token]), (">", 1, view.quote_after[token])):
        steps = abs(at - token) - 1
        if at < 0 or steps > _REACH or (steps and view.paragraph[at - step] != view.paragraph[token]):
            out.append(f"qn{side}")
            continue
        one, two = view.quote_tokens[view.quote[at]]
        length = "s" if two - one < 5 else "m" if two - one < 9 else "l"
        same = first <= at < last
        ending = view.words[two - 2] if two - 2 > one else ""
        ending = ending if ending in _CLOSING or ending == "." else "w"
        gap = view.words[one - 1] if one else ""
        gap = gap if gap in (",", ":", "that") else "w"
        near = "0" if steps < 2 else "1" if steps < 5 else "2" if steps < 10 else "3"
        edge = ending if step < 0 else gap
        out += [
            f"qd{side}{near}",
            f"qs{side}{same}{length}{edge}",
            f"qa{side}{near}{length}{edge}{same}",
            f"qln{side}{name}|{length}{edge}",
        ]
