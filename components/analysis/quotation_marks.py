"""Quotation marks: stretches found by a small state machine, paragraphs, and pieces of long texts.

Each paragraph is scanned separately, so that an unbalanced mark affects no more than its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

# Tokens that can be a mark; those that open, and that close, quotation marks around a name
MARKS = frozenset(("“", "”", '"', "''", "``", "«", "»", "„", "‘", "’", "'", "‹", "›", "‟", "‚", "‛"))
OPENING = frozenset("“‘\"'„«`")
CLOSING = frozenset("”’\"'»")
DASHES = frozenset(("-", "–", "—", "--"))  # tokens that can be a dash

MAX_PIECE = 60_000  # characters; longer texts are parsed in pieces, to bound the parser's memory
_LONG_LINE = 120  # characters of the longest hard-wrapped line
_LOOK_AHEAD = 200  # marks after one that are read to decide its role
_DEEPEST = 20  # marks open at a time at most
_MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‛'‹›]")
_ELISION = re.compile(r"(?:em|til|till|cause|n|tis|twas|bout|round|cos|coz|neath|\d0s|\d\d)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*+(?=\s++[A-Z“\"‘]|\s*+$)")
_LINE_GAP = re.compile(r"\n\s*+")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*+\n)++\s*+")
_PAIRS = {
    "“": "”",
    "„": "“",
    "‟": "”",
    "«": "»",
    "»": "«",
    "``": "''",
    "‘": "’",
    "‚": "‘",
    "‛": "’",
    "‹": "›",
    "'": "'",
}
_SINGLE = frozenset("‘’‚‛'‹›")
_BEFORE_OPENING = frozenset(' \t\n\xa0\u200b([{—–-―/“"‘„«:;,.…=>')
_AFTER_CLOSING = frozenset(' \t\n\xa0\u200b.,;:!?)]}—–-―/…”"’»')


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch in quotation marks, marks included."""

    start: int
    end: int
    depth: int = 0  # 0 outermost, 1 inside another
    single: bool = False  # in single quotation marks
    closed: bool = True
    runs_on: bool = False  # unclosed because the quote continues in the next paragraph


@dataclass(slots=True)
class _Open:
    start: int
    mark: str


def is_wrapped(text: str) -> bool:
    """Whether lines may be hard-wrapped, because none is long; if not, each line is a paragraph."""
    return all(len(line) <= _LONG_LINE for line in text.split("\n"))


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each non-blank paragraph; hard-wrapped lines are joined."""
    gap = _BLANK_LINES if is_wrapped(text) and "\n\n" in text else _LINE_GAP
    spans = []
    start = 0
    for cut in gap.finditer(text):
        part = text[start : cut.start()].rstrip()
        if part:
            spans.append((start, start + len(part)))
        start = cut.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def find_quotations(text: str, paragraphs: list[tuple[int, int]] | None = None) -> list[Quotation]:
    """All stretches in quotation marks, in order of their start."""
    spans = find_paragraphs(text) if paragraphs is None else paragraphs
    found: list[Quotation] = []
    for number, (start, end) in enumerate(spans):
        after = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        following = text[after : after + 2]
        found.extend(_scan_paragraph(text, start, end, following))
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))


def _scan_paragraph(text: str, start: int, end: int, following: str) -> list[Quotation]:
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]
    found: list[Quotation] = []
    stack: list[_Open] = []
    for number, (at, mark) in enumerate(marks):
        role = _find_role(text, start, end, at, mark, stack, marks[number + 1 : number + _LOOK_AHEAD])
        if role == "open":
            stack.append(_Open(at, mark))
            del stack[:-_DEEPEST]
        elif role == "close":
            depth = _find_partner(stack, mark)
            opened = stack[depth]
            del stack[depth:]
            found.append(Quotation(opened.start, at + len(mark), depth, opened.mark in _SINGLE))
    found.extend(_close_rest(text, end, stack, following))
    return _deepen(found)


def _find_role(
    text: str, start: int, end: int, at: int, mark: str, stack: list[_Open], rest: list[tuple[int, str]]
) -> str:
    """Whether a mark is "open", "close" or "" (an apostrophe, inches)."""
    before = text[at - 1] if at > start else " "
    behind = at + len(mark)
    after = text[behind] if behind < end else " "
    may_open = before in _BEFORE_OPENING and not after.isspace()
    may_close = not before.isspace() and (after in _AFTER_CLOSING or after.isspace())
    is_open = _find_partner(stack, mark) >= 0
    if mark in _SINGLE:
        return _find_single_role(text, at, mark, rest, may_open, may_close, is_open)
    if mark in "“„‟``" and not (mark == "“" and is_open and may_close and not may_open):
        return "open"
    if mark in ("«", "»"):
        return "close" if is_open and (mark == "»" or may_close) else "open"
    if is_open and mark in ('"', "''"):
        # an opening mark inside an open quote: nested if there are two closing marks, else the first was left open
        if may_open and not may_close and before not in "—–-―":
            closing = sum(1 for spot, later in rest if later == mark and not text[spot - 1].isspace())
            if closing < 2:
                _drop_partner(stack, mark)
            return "open"
        return "close"
    if is_open:
        return "close"
    if mark in ('"', "''") and before.isdigit() and not may_open:
        return ""  # 6'2"
    return "open" if may_open or at == start else ""


def _find_single_role(
    text: str, at: int, mark: str, rest: list[tuple[int, str]], may_open: bool, may_close: bool, is_open: bool
) -> str:
    behind = text[at + 1 : at + 7]
    if mark in "‘‚‛'‹" and may_open and not _ELISION.match(behind) and not (mark == "'" and is_open and may_close):
        return "open" if any(_closes_single(text, spot, later) for spot, later in rest) or not is_open else ""
    if mark in "’'›‘" and is_open and may_close and not behind[:1].isalnum():
        if text[at - 1] in "sS" and _looks_possessive(text, at, rest):
            return ""
        return "close"
    return ""


def _closes_single(text: str, at: int, mark: str) -> bool:
    return mark in "’'›" and not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _looks_possessive(text: str, at: int, rest: list[tuple[int, str]]) -> bool:
    """Whether “the workers’ rights” continues in lower case and a better closing mark follows."""
    if not re.match(r"\s[a-z]", text[at + 1 : at + 3]):
        return False
    for spot, mark in rest:
        if mark in '‘“"' and text[spot - 1].isspace():
            return False
        if _closes_single(text, spot, mark):
            return True
    return False


def _find_partner(stack: list[_Open], mark: str) -> int:
    """The innermost open mark that this one can close, or -1."""
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth].mark
        if _PAIRS.get(opened) == mark or opened == mark or (mark in _SINGLE and opened in _SINGLE):
            return depth
        if mark not in _SINGLE and opened not in _SINGLE:  # mixed marks: “ … "
            return depth
    return -1


def _drop_partner(stack: list[_Open], mark: str) -> None:
    del stack[_find_partner(stack, mark) :]


def _close_rest(text: str, end: int, stack: list[_Open], following: str) -> list[Quotation]:
    """What is still open at the end: a quote that runs on, or a mark without a partner."""
    found = []
    for depth, opened in enumerate(stack):
        single = opened.mark in _SINGLE
        runs_on = following.startswith(opened.mark)
        if single and not (runs_on and depth == 0):
            continue  # more likely an apostrophe than a quote
        last = end if runs_on else _find_sentence_end(text, opened.start, end)
        found.append(Quotation(opened.start, last, depth, single, closed=False, runs_on=runs_on))
        break
    return found


def _find_sentence_end(text: str, start: int, end: int) -> int:
    match = _SENTENCE_END.search(text, start, end)
    return match.end() if match else end


def _deepen(found: list[Quotation]) -> list[Quotation]:
    """The stretches of a paragraph with their nesting depth, once all are known."""
    deepened = []
    around: list[Quotation] = []  # those that may enclose the next one: at most `_DEEPEST`
    for quotation in sorted(found, key=lambda one: (one.start, -one.end)):
        around = [one for one in around if one.end > quotation.start]
        outer = [one for one in around if one.start < quotation.start and quotation.end <= one.end]
        doubles = sum(1 for one in outer if not one.single)
        deepened.append(replace(quotation, depth=(quotation.single and doubles) or len(outer)))
        around.append(quotation)
    return deepened


def cover_tokens(quotations: Sequence[Quotation], starts: Sequence[int], ends: Sequence[int]) -> list[tuple[int, int]]:
    """The tokens of ordered stretches of characters; no token is in two."""
    ranges = []
    token = 0
    for quotation in quotations:
        while token < len(starts) and ends[token] <= quotation.start:
            token += 1
        first = token
        while token < len(starts) and starts[token] < quotation.end:
            token += 1
        ranges.append((first, token))
    return ranges


def number_pairs(tokens: Sequence[str]) -> list[int]:
    """For each token the pair of double (or curly single) quotation marks around it, from 1 on; 0 outside."""
    numbers = [0] * len(tokens)
    opened = -1
    count = 0
    for i, text in enumerate(tokens):
        if text in ("“", "‘") or (text in ('"', "``", "''") and opened < 0):
            opened = i
        elif (opened >= 0 and text in ("”", '"', "''")) or (text == "’" and opened >= 0 and tokens[opened] == "‘"):
            count += 1
            numbers[opened + 1 : i] = [count] * (i - opened - 1)
            opened = -1
        elif "\n" in text:
            opened = -1
    return numbers


def cut_pieces(text: str, size: int = MAX_PIECE) -> list[str]:
    """A text in pieces of at most `size` characters, cut after a paragraph, line, sentence or word if possible."""
    pieces = []
    start = 0
    while len(text) - start > size:
        end = start + size
        for gap in ("\n\n", "\n", ". ", " "):
            found = text.rfind(gap, start + size // 2, end)
            if found >= 0:
                end = found + len(gap)
                break
        pieces.append(text[start:end])
        start = end
    pieces.append(text[start:])
    return pieces
