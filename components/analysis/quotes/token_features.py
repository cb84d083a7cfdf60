"""What the tagger looks at in each token: the word, the parse, the quotation marks, and the cues around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.analysis.document import Document, remembered
from components.analysis.quotes.cue_features import count_headline, unify_marks

CUE_FLOOR = 0.12  # below this a word is no cue worth relating other words to
_LEVELS = (0.12, 0.3, 0.5, 0.7, 0.9)
_BREAKS = frozenset((",", "—", "–", "-", "--", ";", "and", "but", "as", "while", "when", "because", "(", ")"))
_CLOSING = frozenset((",", "?", "!", "—", "-", "--", "…", "...", "."))


@dataclass(slots=True)
class Cues:
    """The cue probability of each token and what follows from it."""

    probability: Sequence[float]
    level: list[int]  # 0 none … 5 sure
    above: list[int]  # nearest ancestor that may be a cue, or -1
    branch: list[int]  # the child of that ancestor under which the token hangs
    left: list[int]  # nearest possible cue before the token in its sentence, or -1
    right: list[int]


def relate_cues(doc: Document, probability: Sequence[float]) -> Cues:
    """For each token the possible cues above, before and behind it."""
    size = len(doc.tokens)
    level = [sum(p >= step for step in _LEVELS) if p >= CUE_FLOOR else 0 for p in probability]
    above, branch = [-1] * size, [-1] * size
    head = doc.heads
    for token in range(size):
        at, steps = token, 0
        while head[at] != at and steps < 30:
            parent = head[at]
            if level[parent]:
                above[token], branch[token] = parent, at
                break
            at = parent
            steps += 1
    left, right = [-1] * size, [-1] * size
    for first, last in doc.sentence_ranges:
        near = -1
        for token in range(first, last):
            left[token] = near
            if level[token]:
                near = token
        near = -1
        for token in range(last - 1, first - 1, -1):
            right[token] = near
            if level[token]:
                near = token
    return Cues(probability, level, above, branch, left, right)


@remembered
def _quotes_in_single_marks(doc: Document) -> bool:
    """Whether a text quotes in single marks, as British papers do."""
    single = sum(1 for quotation in doc.quotations if quotation.single)
    return single > len(doc.quotations) - single


def _bucket(distance: int) -> str:
    return (
        str(distance)
        if distance < 4
        else "6"
        if distance < 7
        else "12"
        if distance < 13
        else "25"
        if distance < 26
        else "x"
    )


class TokenFeatures:
    """Builds the feature strings of one text's tokens."""

    def __init__(self, doc: Document, cues: Cues, words: frozenset[str]) -> None:
        self._doc = doc
        self._cues = cues
        lower, self._tags = unify_marks(doc)
        self._name = [
            (doc.entity_labels[i] or "PROPN") if pos == "PROPN" else lemma if lemma in words else f"#{self._tags[i]}"
            for i, (lemma, pos) in enumerate(zip(doc.lemmas, doc.pos, strict=True))
        ]
        self._lower = [low if low in words else name for low, name in zip(lower, self._name, strict=True)]
        self._quotes = [self._describe_quote(number) for number in range(len(doc.quotation_ranges))]
        self._sentences = [self._describe_sentence(first, last) for first, last in doc.sentence_ranges]

    def _describe_quote(self, number: int) -> list[str]:
        """Features shared by all tokens of one stretch in quotation marks."""
        doc, cues = self._doc, self._cues
        first, last = doc.quotation_ranges[number]
        if first >= last:
            return []
        count = last - first
        length = "1" if count < 5 else "2" if count < 8 else "3" if count < 14 else "4"
        ending = doc.tokens[last - 2] if last - 2 > first and doc.tokens[last - 2] in _CLOSING else "w"
        capital = any(doc.tokens[i][0].isupper() for i in range(first, min(first + 2, last)))
        out = [f"ql={length}", f"qe={ending}|{length}", f"qc={capital}|{ending}|{length}"]
        paragraph = doc.paragraph_of[first]
        sides = []
        for side, step, edge in (("<", -1, first), (">", 1, last - 1)):
            at, best, near, steps, barrier = edge + step, 0, 0, 0, ""
            while (
                0 <= at < len(doc.tokens)
                and steps < 25
                and doc.paragraph_of[at] == paragraph
                and doc.quotation_of[at] < 0
            ):
                if cues.level[at] > best:
                    best, near = cues.level[at], steps
                if not best and doc.tokens[at] in (".", ":", ";"):
                    barrier = doc.tokens[at]
                at += step
                steps += 1
            out.append(f"qk{side}{best}{barrier}")
            out.append(f"qk{side}{best}{barrier}|{_bucket(near)}|{length}{ending}")
            sides.append(f"{best}{barrier}")
            gap = doc.tokens[edge + step] if 0 <= edge + step < len(doc.tokens) else ""
            out.append(f"qg{side}{gap if len(gap) < 2 else self._name[edge + step]}")
        out.append(f"qk={'|'.join(sides)}|{length}")
        out.append(f"qp={'s' if not first or doc.paragraph_of[first - 1] != paragraph else 'm'}|{length}")
        odd = doc.quotations[number].single and not _quotes_in_single_marks(doc)
        if number:
            previous = doc.quotation_ranges[number - 1]
            apart = paragraph - doc.paragraph_of[previous[0]]
            out.append(f"qb={min(apart, 3)}|{previous[1] - previous[0] > 7}|{length}")
        out.append(f"qx={doc.quotations[number].closed}{odd}{doc.quotations[number].runs_on}")
        return out

    def _describe_sentence(self, first: int, last: int) -> list[str]:
        cues, doc = self._cues, self._doc
        best = max(range(first, last), key=lambda i: cues.probability[i])
        name = self._name[best] if cues.level[best] else ""
        count = sum(1 for i in range(first, last) if cues.level[i] > 2)
        return [
            f"sb={cues.level[best]}",
            f"sn={name}",
            f"sc={min(count, 3)}|{cues.level[best]}",
            f"sp={min(doc.paragraph_of[first] + count_headline(doc), 1)}",
        ]

    def build(self, token: int, position: int, size: int) -> list[str]:
        """All features of one token that stands at `position` of a paragraph with `size` tokens."""
        doc, name, tags = self._doc, self._name, self._tags
        head, dep, pos, tag = doc.heads[token], doc.deps[token], doc.pos[token], tags[token]
        out = [
            "b",
            f"w={self._lower[token]}",
            f"l={name[token]}",
            f"t={tag}",
            f"d={dep}",
            f"e={doc.entity_labels[token]}",
            f"dh={dep}|{name[head]}",
            f"dp={dep}|{doc.pos[head]}|{pos}",
            f"cap={doc.tokens[token][0].isupper()}|{pos}",
        ]
        for offset in (-2, -1, 1, 2):
            at = token + offset
            if 0 <= position + offset < size:
                out.append(f"w{offset}={self._lower[at]}")
                out.append(f"t{offset}={tags[at]}")
            else:
                out.append(f"w{offset}=|")
        if position > 0:
            out.append(f"tt={tags[token - 1]}|{tag}")
            out.append(f"ww={self._lower[token - 1]}|{self._lower[token]}")
        if position + 1 < size:
            out.append(f"t2={tag}|{tags[token + 1]}")
            out.append(f"w2={self._lower[token]}|{self._lower[token + 1]}")
        self._add_cues(token, out)
        self._add_shift(token, position, size, out)
        self._add_place(token, position, size, out)
        return out

    def _add_cues(self, token: int, out: list[str]) -> None:
        doc, cues, name = self._doc, self._cues, self._name
        level = cues.level
        out.append(f"k={level[token]}")
        if level[token]:
            out.append(f"k={level[token]}|{name[token]}")
        above, branch = cues.above[token], cues.branch[token]
        if above >= 0:
            dep = doc.deps[branch]
            side = "<" if token < above else ">"
            strength = level[above]
            word = name[branch] if dep in ("prep", "prt", "mark", "advcl", "agent") else ""
            out += [
                f"a={dep}{side}{strength}",
                f"a={dep}{side}|{name[above]}",
                f"aw={dep}{side}{word}|{strength}",
                f"ad={dep}{side}|{doc.pos[above]}|{doc.tokens[above] if doc.pos[above] == 'PUNCT' else ''}",
                f"at={doc.deps[token]}|{dep}{side}",
                f"first={token == doc.left_edges[branch]}|{dep}{side}{strength}",
                f"last={token == doc.right_edges[branch]}|{dep}{side}{strength}",
                f"first={token == doc.left_edges[branch]}|{dep}{side}|{name[above]}",
                f"qa={self._doc.quotation_of[token] >= 0}|{dep}{side}{strength}",
                f"cm={self._count_breaks(token, above)}|{dep}{side}{strength}",
            ]
            higher = cues.above[above]
            if higher >= 0:
                step = doc.deps[cues.branch[above]]
                out += [f"aa={dep}{side}{strength}|{step}{'<' if above < higher else '>'}{level[higher]}"]
        else:
            out.append("a=-")
            best = cues.left[token] if cues.left[token] >= 0 else cues.right[token]
            if best >= 0:
                out.append(f"nk={level[best]}|{doc.deps[best]}|{'<' if best < token else '>'}")
        for side, other in (("<", cues.left[token]), (">", cues.right[token])):
            if other < 0:
                out.append(f"c{side}-")
                continue
            out += [
                f"c{side}{level[other]}|{_bucket(abs(other - token))}",
                f"cn{side}{name[other]}|{_bucket(abs(other - token))}",
                f"cp{side}{level[other]}|{self._tags[token]}",
            ]
        out.append(
            f"cc={level[cues.left[token]] if cues.left[token] >= 0 else 0}|"
            f"{level[cues.right[token]] if cues.right[token] >= 0 else 0}"
        )
        head = doc.heads[token]
        if level[head] and head != token:
            out.append(f"hk={level[head]}|{doc.deps[token]}|{doc.pos[token]}")

    def _count_breaks(self, token: int, cue: int) -> str:
        """How many commas, dashes and conjunctions stand between a token and its cue."""
        low, high = (cue + 1, token) if cue < token else (token + 1, cue)
        if high - low > 40:
            return "x"
        lower = self._doc.lower
        count = sum(1 for at in range(low, high) if lower[at] in _BREAKS)
        return str(min(count, 3))

    def _add_shift(self, token: int, position: int, size: int, out: list[str]) -> None:
        """Whether the branch under a cue changes between a token and its neighbours."""
        cues, doc = self._cues, self._doc
        here = (cues.above[token], cues.branch[token])
        dep = doc.deps[here[1]] if here[0] >= 0 else "-"
        for side, other, inside in (("<", token - 1, position > 0), (">", token + 1, position + 1 < size)):
            if not inside:
                out.append(f"sh{side}|{dep}")
                continue
            there = (cues.above[other], cues.branch[other])
            if there != here:
                what = "cue" if cues.level[other] else doc.deps[there[1]] if there[0] >= 0 else "-"
                out.append(f"sh{side}{dep}|{what}")
                out.append(f"sh{side}{dep}|{self._tags[token]}|{doc.pos[other]}")
            else:
                out.append(f"sh{side}=")

    def _add_place(self, token: int, position: int, size: int, out: list[str]) -> None:
        doc = self._doc
        first, last = doc.sentence_ranges[doc.sentence_of[token]]
        out.append(f"ps={_bucket(token - first)}")
        out.append(f"pe={_bucket(last - 1 - token)}")
        out.append(f"pp={_bucket(position)}|{doc.quotation_of[token] >= 0}")
        out.append(f"end={doc.tokens[last - 1] if doc.pos[last - 1] == 'PUNCT' else ''}")
        sentence = doc.sentence_of[token]
        out += self._sentences[sentence]
        for side, other in (("<", sentence - 1), (">", sentence + 1)):
            if 0 <= other < len(self._sentences):
                near = doc.paragraph_of[doc.sentence_ranges[other][0]] == doc.paragraph_of[token]
                out.append(f"sb{side}{near}|{self._sentences[other][0]}|{doc.quotation_of[token] >= 0}")
        number = doc.quotation_of[token]
        if number >= 0:
            one, two = doc.quotation_ranges[number]
            place = "B" if token == one else "E" if token == two - 1 else "I"
            out.append(f"q={place}")
            out += self._quotes[number]
        else:
            out.append("q=O")
            before = doc.quotation_of[token - 1] >= 0 if position else False
            after = doc.quotation_of[token + 1] >= 0 if position + 1 < size else False
            if before:
                out.append("qbefore")
                out += [f"<{text}" for text in self._quotes[doc.quotation_of[token - 1]][:2]]
            if after:
                out.append("qafter")
                out += [f">{text}" for text in self._quotes[doc.quotation_of[token + 1]][:2]]
        out.append(f"qs={sum(1 for i in (first, last - 1) if doc.quotation_of[i] >= 0)}|{number >= 0}")
