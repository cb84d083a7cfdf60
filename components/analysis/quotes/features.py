"""Features of the sequence tagger: each token with its parse, quotation marks, and the cues around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from components.analysis.document import Document, kept_with_document
from components.analysis.quotes.cues import LAST_SIGNS, count_headline, unify_marks

CUE_FLOOR = 0.12  # cue probability below which a word is ignored as a cue
_LEVELS = (0.12, 0.3, 0.5, 0.7, 0.9)
_BREAKS = frozenset((",", "—", "–", "-", "--", ";", "and", "but", "as", "while", "when", "because", "(", ")"))
_FAR = 40  # tokens between a word and its cue within which breaks are counted
_AROUND = tuple((offset, f"w{offset}=", f"t{offset}=") for offset in (-2, -1, 1, 2))
_LINKS = frozenset(("prep", "prt", "mark", "advcl", "agent"))


@dataclass(slots=True)
class CueRelations:
    """The cue probability of each token and the cues above and around it."""

    probability: Sequence[float]
    level: list[int]  # 0 none … 5 sure
    above: list[int]  # nearest ancestor that may be a cue, or -1
    branch: list[int]  # the child of that ancestor whose subtree has the token
    left: list[int]  # nearest possible cue before the token in its sentence, or -1
    right: list[int]


def relate_cues(doc: Document, probability: Sequence[float]) -> CueRelations:
    """For each token the possible cues above, before and after it."""
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
    return CueRelations(probability, level, above, branch, left, right)


@kept_with_document
def _quotes_in_single_marks(doc: Document) -> bool:
    """Whether a text uses single quotation marks for speech, as British papers do."""
    single = sum(1 for quotation in doc.quotations if quotation.single)
    return single > len(doc.quotations) - single


# Distance buckets, in tokens
_BUCKETS = ("0", "1", "2", "3", *("6",) * 3, *("12",) * 6, *("25",) * 13)


def _bucket(distance: int) -> str:
    return _BUCKETS[distance] if distance < len(_BUCKETS) else "x"


class TokenFeatures:
    """Builds the feature strings of a text's tokens."""

    def __init__(self, doc: Document, cues: CueRelations, words: frozenset[str]) -> None:
        self._doc = doc
        self._cues = cues
        lower, self._tags = unify_marks(doc)
        self._name = [
            (doc.entity_labels[i] or "PROPN") if pos == "PROPN" else lemma if lemma in words else f"#{self._tags[i]}"
            for i, (lemma, pos) in enumerate(zip(doc.lemmas, doc.pos, strict=True))
        ]
        self._lower = [low if low in words else name for low, name in zip(lower, self._name, strict=True)]
        self._breaks = list(accumulate((word in _BREAKS for word in doc.lower), initial=0))
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
        ending = doc.tokens[last - 2] if last - 2 > first and doc.tokens[last - 2] in LAST_SIGNS else "w"
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
        """All features of one token at `position` of a paragraph of `size` tokens."""
        doc, name, lower, tags = self._doc, self._name, self._lower, self._tags
        head, dep, pos, tag, word = doc.heads[token], doc.deps[token], doc.pos[token], tags[token], lower[token]
        out = [
            "b",
            f"w={word}",
            f"l={name[token]}",
            f"t={tag}",
            f"d={dep}",
            f"e={doc.entity_labels[token]}",
            f"dh={dep}|{name[head]}",
            f"dp={dep}|{doc.pos[head]}|{pos}",
            f"cap={doc.tokens[token][0].isupper()}|{pos}",
        ]
        for offset, as_word, as_tag in _AROUND:
            if 0 <= position + offset < size:
                out.append(as_word + lower[token + offset])
                out.append(as_tag + tags[token + offset])
            else:
                out.append(as_word + "|")
        if position > 0:
            out.append(f"tt={tags[token - 1]}|{tag}")
            out.append(f"ww={lower[token - 1]}|{word}")
        if position + 1 < size:
            out.append(f"t2={tag}|{tags[token + 1]}")
            out.append(f"w2={word}|{lower[token + 1]}")
        self._add_cues(token, out)
        self._add_shift(token, position, size, out)
        self._add_place(token, position, size, out)
        return out

    def _add_cues(self, token: int, out: list[str]) -> None:
        doc, cues, name, tag = self._doc, self._cues, self._name, self._tags[token]
        level, deps = cues.level, doc.deps
        left, right = cues.left[token], cues.right[token]
        own = level[token]
        out.append(f"k={own}")
        if own:
            out.append(f"k={own}|{name[token]}")
        above, branch = cues.above[token], cues.branch[token]
        if above >= 0:
            dep = deps[branch]
            branched = f"{dep}<" if token < above else f"{dep}>"
            graded = f"{branched}{level[above]}"
            word = name[branch] if dep in _LINKS else ""
            pos = doc.pos[above]
            opens, ends = token == doc.left_edges[branch], token == doc.right_edges[branch]
            out += (
                f"a={graded}",
                f"a={branched}|{name[above]}",
                f"aw={branched}{word}|{level[above]}",
                f"ad={branched}|{pos}|{doc.tokens[above] if pos == 'PUNCT' else ''}",
                f"at={deps[token]}|{branched}",
                f"first={opens}|{graded}",
                f"last={ends}|{graded}",
                f"first={opens}|{branched}|{name[above]}",
                f"qa={doc.quotation_of[token] >= 0}|{graded}",
                f"cm={self._count_breaks(token, above)}|{graded}",
            )
            higher = cues.above[above]
            if higher >= 0:
                step = deps[cues.branch[above]]
                out.append(f"aa={graded}|{step}{'<' if above < higher else '>'}{level[higher]}")
        else:
            out.append("a=-")
            best = left if left >= 0 else right
            if best >= 0:
                out.append(f"nk={level[best]}|{deps[best]}|{'<' if best < token else '>'}")
        for side, other in (("<", left), (">", right)):
            if other < 0:
                out.append(f"c{side}-")
                continue
            distance = _bucket(abs(other - token))
            out.append(f"c{side}{level[other]}|{distance}")
            out.append(f"cn{side}{name[other]}|{distance}")
            out.append(f"cp{side}{level[other]}|{tag}")
        out.append(f"cc={level[left] if left >= 0 else 0}|{level[right] if right >= 0 else 0}")
        head = doc.heads[token]
        if level[head] and head != token:
            out.append(f"hk={level[head]}|{deps[token]}|{doc.pos[token]}")

    def _count_breaks(self, token: int, cue: int) -> str:
        """Number of commas, dashes and conjunctions between a token and its cue."""
        low, high = (cue + 1, token) if cue < token else (token + 1, cue)
        return "x" if high - low > _FAR else str(min(self._breaks[high] - self._breaks[low], 3))

    def _add_shift(self, token: int, position: int, size: int, out: list[str]) -> None:
        """Add whether the branch under a cue changes between a token and its neighbours."""
        cues, deps = self._cues, self._doc.deps
        above, branch = cues.above, cues.branch
        dep = deps[branch[token]] if above[token] >= 0 else "-"
        for side, other, inside in (("<", token - 1, position > 0), (">", token + 1, position + 1 < size)):
            if not inside:
                out.append(f"sh{side}|{dep}")
            elif above[other] == above[token] and branch[other] == branch[token]:
                out.append(f"sh{side}=")
            else:
                what = "cue" if cues.level[other] else deps[branch[other]] if above[other] >= 0 else "-"
                out.append(f"sh{side}{dep}|{what}")
                out.append(f"sh{side}{dep}|{self._tags[token]}|{self._doc.pos[other]}")

    def _add_place(self, token: int, position: int, size: int, out: list[str]) -> None:
        doc, quotation_of = self._doc, self._doc.quotation_of
        sentence, number = doc.sentence_of[token], quotation_of[token]
        first, last = doc.sentence_ranges[sentence]
        quoted = number >= 0
        out.append("ps=" + _bucket(token - first))
        out.append("pe=" + _bucket(last - 1 - token))
        out.append(f"pp={_bucket(position)}|{quoted}")
        out.append(f"end={doc.tokens[last - 1] if doc.pos[last - 1] == 'PUNCT' else ''}")
        out += self._sentences[sentence]
        for side, other in (("<", sentence - 1), (">", sentence + 1)):
            if 0 <= other < len(self._sentences):
                near = doc.paragraph_of[doc.sentence_ranges[other][0]] == doc.paragraph_of[token]
                out.append(f"sb{side}{near}|{self._sentences[other][0]}|{quoted}")
        if quoted:
            begin, end = doc.quotation_ranges[number]
            out.append("q=B" if token == begin else "q=E" if token == end - 1 else "q=I")
            out += self._quotes[number]
        else:
            out.append("q=O")
            if position and quotation_of[token - 1] >= 0:
                out.append("qbefore")
                out += ["<" + text for text in self._quotes[quotation_of[token - 1]][:2]]
            if position + 1 < size and quotation_of[token + 1] >= 0:
                out.append("qafter")
                out += [">" + text for text in self._quotes[quotation_of[token + 1]][:2]]
        out.append(f"qs={(quotation_of[first] >= 0) + (quotation_of[last - 1] >= 0)}|{quoted}")
