"""What the tagger looks at in each token: the word, the parse, the quotation marks, and the cues around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.analysis.quotes.view import View

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


def relate_cues(view: View, probability: Sequence[float]) -> Cues:
    """For each token the possible cues above, before and behind it."""
    size = len(view.words)
    level = [sum(p >= step for step in _LEVELS) if p >= CUE_FLOOR else 0 for p in probability]
    above, branch = [-1] * size, [-1] * size
    head = view.tree.head
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
    for first, last in view.sentences:
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

    def __init__(self, view: View, cues: Cues, words: frozenset[str]) -> None:
        self._view = view
        self._cues = cues
        self._name = [
            (view.entity[i] or "PROPN") if pos == "PROPN" else lemma if lemma in words else f"#{view.tags[i]}"
            for i, (lemma, pos) in enumerate(zip(view.lemma, view.pos, strict=True))
        ]
        self._lower = [low if low in words else name for low, name in zip(view.lower, self._name, strict=True)]
        self._quotes = [self._describe_quote(number) for number in range(len(view.quote_tokens))]
        self._sentences = [self._describe_sentence(first, last) for first, last in view.sentences]

    def _describe_quote(self, number: int) -> list[str]:
        """Features shared by all tokens of one stretch in quotation marks."""
        view, cues = self._view, self._cues
        first, last = view.quote_tokens[number]
        if first >= last:
            return []
        count = last - first
        length = "1" if count < 5 else "2" if count < 8 else "3" if count < 14 else "4"
        ending = view.words[last - 2] if last - 2 > first and view.words[last - 2] in _CLOSING else "w"
        capital = any(view.words[i][0].isupper() for i in range(first, min(first + 2, last)))
        out = [f"ql={length}", f"qe={ending}|{length}", f"qc={capital}|{ending}|{length}"]
        paragraph = view.paragraph[first]
        sides = []
        for side, step, edge in (("<", -1, first), (">", 1, last - 1)):
            at, best, near, steps, barrier = edge + step, 0, 0, 0, ""
            while 0 <= at < len(view.words) and steps < 25 and view.paragraph[at] == paragraph and view.quote[at] < 0:
                if cues.level[at] > best:
                    best, near = cues.level[at], steps
                if not best and view.words[at] in (".", ":", ";"):
                    barrier = view.words[at]
                at += step
                steps += 1
            out.append(f"qk{side}{best}{barrier}")
            out.append(f"qk{side}{best}{barrier}|{_bucket(near)}|{length}{ending}")
            sides.append(f"{best}{barrier}")
            gap = view.words[edge + step] if 0 <= edge + step < len(view.words) else ""
            out.append(f"qg{side}{gap if len(gap) < 2 else self._name[edge + step]}")
        out.append(f"qk={'|'.join(sides)}|{length}")
        out.append(f"qp={'s' if not first or view.paragraph[first - 1] != paragraph else 'm'}|{length}")
        odd = view.marked[number].single and not view.single_is_main
        if number:
            previous = view.quote_tokens[number - 1]
            apart = paragraph - view.paragraph[previous[0]]
            out.append(f"qb={min(apart, 3)}|{previous[1] - previous[0] > 7}|{length}")
        out.append(f"qx={view.marked[number].closed}{odd}{view.marked[number].runs_on}")
        return out

    def _describe_sentence(self, first: int, last: int) -> list[str]:
        cues, view = self._cues, self._view
        best = max(range(first, last), key=lambda i: cues.probability[i])
        name = self._name[best] if cues.level[best] else ""
        count = sum(1 for i in range(first, last) if cues.level[i] > 2)
        return [
            f"sb={cues.level[best]}",
            f"sn={name}",
            f"sc={min(count, 3)}|{cues.level[best]}",
            f"sp={min(view.paragraph[first] + view.offset, 1)}",
        ]

    def build(self, token: int, position: int, size: int) -> list[str]:
        """All features of one token that stands at `position` of a paragraph with `size` tokens."""
        view, name, tree = self._view, self._name, self._view.tree
        head, dep, pos, tag = tree.head[token], tree.dep[token], view.pos[token], view.tags[token]
        out = [
            "b",
            f"w={self._lower[token]}",
            f"l={name[token]}",
            f"t={tag}",
            f"d={dep}",
            f"e={view.entity[token]}",
            f"dh={dep}|{name[head]}",
            f"dp={dep}|{view.pos[head]}|{pos}",
            f"cap={view.words[token][0].isupper()}|{pos}",
        ]
        for offset in (-2, -1, 1, 2):
            at = token + offset
            if 0 <= position + offset < size:
                out.append(f"w{offset}={self._lower[at]}")
                out.append(f"t{offset}={view.tags[at]}")
            else:
                out.append(f"w{offset}=|")
        if position > 0:
            out.append(f"tt={view.tags[token - 1]}|{tag}")
            out.append(f"ww={self._lower[token - 1]}|{self._lower[token]}")
        if position + 1 < size:
            out.append(f"t2={tag}|{view.tags[token + 1]}")
            out.append(f"w2={self._lower[token]}|{self._lower[token + 1]}")
        self._add_cues(token, out)
        self._add_shift(token, position, size, out)
        self._add_place(token, position, size, out)
        return out

    def _add_cues(self, token: int, out: list[str]) -> None:
        view, cues, name, tree = self._view, self._cues, self._name, self._view.tree
        level = cues.level
        out.append(f"k={level[token]}")
        if level[token]:
            out.append(f"k={level[token]}|{name[token]}")
        above, branch = cues.above[token], cues.branch[token]
        if above >= 0:
            dep = tree.dep[branch]
            side = "<" if token < above else ">"
            strength = level[above]
            word = name[branch] if dep in ("prep", "prt", "mark", "advcl", "agent") else ""
            out += [
                f"a={dep}{side}{strength}",
                f"a={dep}{side}|{name[above]}",
                f"aw={dep}{side}{word}|{strength}",
                f"ad={dep}{side}|{view.pos[above]}|{view.words[above] if view.pos[above] == 'PUNCT' else ''}",
                f"at={tree.dep[token]}|{dep}{side}",
                f"first={token == tree.left[branch]}|{dep}{side}{strength}",
                f"last={token == tree.right[branch]}|{dep}{side}{strength}",
                f"first={token == tree.left[branch]}|{dep}{side}|{name[above]}",
                f"qa={self._view.quote[token] >= 0}|{dep}{side}{strength}",
                f"cm={self._count_breaks(token, above)}|{dep}{side}{strength}",
            ]
            higher = cues.above[above]
            if higher >= 0:
                step = tree.dep[cues.branch[above]]
                out += [f"aa={dep}{side}{strength}|{step}{'<' if above < higher else '>'}{level[higher]}"]
        else:
            out.append("a=-")
            best = cues.left[token] if cues.left[token] >= 0 else cues.right[token]
            if best >= 0:
                out.append(f"nk={level[best]}|{tree.dep[best]}|{'<' if best < token else '>'}")
        for side, other in (("<", cues.left[token]), (">", cues.right[token])):
            if other < 0:
                out.append(f"c{side}-")
                continue
            out += [
                f"c{side}{level[other]}|{_bucket(abs(other - token))}",
                f"cn{side}{name[other]}|{_bucket(abs(other - token))}",
                f"cp{side}{level[other]}|{view.tags[token]}",
            ]
        out.append(
            f"cc={level[cues.left[token]] if cues.left[token] >= 0 else 0}|"
            f"{level[cues.right[token]] if cues.right[token] >= 0 else 0}"
        )
        head = tree.head[token]
        if level[head] and head != token:
            out.append(f"hk={level[head]}|{tree.dep[token]}|{view.pos[token]}")

    def _count_breaks(self, token: int, cue: int) -> str:
        """How many commas, dashes and conjunctions stand between a token and its cue."""
        low, high = (cue + 1, token) if cue < token else (token + 1, cue)
        if high - low > 40:
            return "x"
        words = self._view.lower
        count = sum(1 for at in range(low, high) if words[at] in _BREAKS)
        return str(min(count, 3))

    def _add_shift(self, token: int, position: int, size: int, out: list[str]) -> None:
        """Whether the branch under a cue changes between a token and its neighbours."""
        cues, tree = self._cues, self._view.tree
        here = (cues.above[token], cues.branch[token])
        dep = tree.dep[here[1]] if here[0] >= 0 else "-"
        for side, other, inside in (("<", token - 1, position > 0), (">", token + 1, position + 1 < size)):
            if not inside:
                out.append(f"sh{side}|{dep}")
                continue
            there = (cues.above[other], cues.branch[other])
            if there != here:
                what = "cue" if cues.level[other] else tree.dep[there[1]] if there[0] >= 0 else "-"
                out.append(f"sh{side}{dep}|{what}")
                out.append(f"sh{side}{dep}|{self._view.tags[token]}|{self._view.pos[other]}")
            else:
                out.append(f"sh{side}=")

    def _add_place(self, token: int, position: int, size: int, out: list[str]) -> None:
        view = self._view
        first, last = view.sentences[view.sentence[token]]
        out.append(f"ps={_bucket(token - first)}")
        out.append(f"pe={_bucket(last - 1 - token)}")
        out.append(f"pp={_bucket(position)}|{view.quote[token] >= 0}")
        out.append(f"end={view.words[last - 1] if view.pos[last - 1] == 'PUNCT' else ''}")
        sentence = view.sentence[token]
        out += self._sentences[sentence]
        for side, other in (("<", sentence - 1), (">", sentence + 1)):
            if 0 <= other < len(self._sentences):
                near = view.paragraph[view.sentences[other][0]] == view.paragraph[token]
                out.append(f"sb{side}{near}|{self._sentences[other][0]}|{view.quote[token] >= 0}")
        number = view.quote[token]
        if number >= 0:
            one, two = view.quote_tokens[number]
            place = "B" if token == one else "E" if token == two - 1 else "I"
            out.append(f"q={place}")
            out += self._quotes[number]
        else:
            out.append("q=O")
            before = view.quote[token - 1] >= 0 if position else False
            after = view.quote[token + 1] >= 0 if position + 1 < size else False
            if before:
                out.append("qbefore")
                out += [f"<{text}" for text in self._quotes[view.quote[token - 1]][:2]]
            if after:
                out.append("qafter")
                out += [f">{text}" for text in self._quotes[view.quote[token + 1]][:2]]
        out.append(f"qs={sum(1 for i in (first, last - 1) if view.quote[i] >= 0)}|{number >= 0}")
