"""Datelines, bylines and credits: "LONDON (Reuters) - …", "By Jane Doe", "(Reporting by A. B. in Cairo)"."""

from __future__ import annotations

from collections.abc import Iterator

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.gazetteer import match_lists
from components.analysis.entities.lexicon import DATE_WORDS, NOT_NAMES, PARTICLES, SLUGS
from components.analysis.entities.spans import Candidate, is_spaced_dash, opens_sentence
from components.analysis.quotation_marks import DASHES

_DATELINE = 16  # tokens within which a dateline ends
_BYLINE = 80  # tokens within which a line of credits ends
_NO_SPEAKER = frozenset(
    ("note", "update", "correction", "breaking", "exclusive", "watch", "read", "video", "photo", "q")
)
_CREDITS = frozenset(("reporting", "editing", "writing", "compiled", "reported", "edited", "written", "report"))


def find_datelines(doc: Document) -> list[Candidate]:
    """Places and agencies of datelines, people and places of bylines and credits, in order and without overlaps."""
    found: list[Candidate] = []
    at_start = True
    end = 0
    for i, text in enumerate(doc.tokens):
        if i >= end:
            if at_start and (label := _read_label(doc, i)):
                found.append(label)
            elif at_start and text.isupper() and (len(text) > 2 or text == "ST") and text.rstrip(".").isalpha():
                found.extend(_read_dateline(doc, i))
            elif text.isupper() and _is_short_dateline(doc, i):
                found.append(Candidate(i, i + 1, "place", "dateline"))
            elif at_start and text == "By":
                found.extend(_read_byline(doc, i))
            elif doc.lower[i] in _CREDITS and doc.lower[i + 1 : i + 2] == ["by"]:
                end = _find_end(doc, i)
                found.extend(_read_credits(doc, i + 1, end))
        at_start = text.isspace() and "\n" in text
    return found


def _read_label(doc: Document, i: int) -> Candidate | None:
    """The speaker label of a transcript line: "SMITH: …"."""
    for end in range(i + 1, min(i + 4, len(doc))):
        if doc.tokens[end] == ":":
            names = all(text.isupper() and text.isalpha() and len(text) > 1 for text in doc.tokens[i:end])
            return Candidate(i, end, "person", "dateline") if names and doc.lower[i] not in _NO_SPEAKER else None
    return None


def _find_dateline_end(doc: Document, begin: int) -> int:
    """The token of the dash that ends a dateline, or of the line break after a date; 0 if there is none."""
    for i in range(begin + 1, min(begin + _DATELINE, len(doc))):
        text = doc.tokens[i]
        if text in DASHES and is_spaced_dash(doc, i):
            return i
        if "\n" in text:
            return i if doc.tokens[i - 1].isdigit() else 0
    return 0


def _may_be_date(doc: Document, begin: int, end: int) -> bool:
    """Whether the numbers before the dash are a date; in the table "NEW YORK 73 54 -" they are not."""
    numbers = [text for text in doc.tokens[begin:end] if text[0].isdigit()]
    years = any(len(text) >= 4 and text[:2] in ("19", "20") for text in numbers)
    return not numbers or years or not DATE_WORDS.isdisjoint(doc.lower[begin:end])


def _is_short_dateline(doc: Document, i: int) -> bool:
    """Whether a large city in capitals precedes a dash at the start of a sentence: "PARIS — The mayor said …"."""
    dashed = i + 2 < len(doc) and doc.tokens[i + 1] in DASHES and is_spaced_dash(doc, i + 1)
    return dashed and opens_sentence(doc, i) and any(doc.plain[i] in names for names in gazetteer.cities())


def _is_dateline_word(text: str) -> bool:
    return text.replace(".", "").replace("-", "").isalpha() and text[0].isupper()


def _is_slug(doc: Document, begin: int, end: int) -> bool:
    """Whether the capitals before a dash are a slug, "SOCCER - …", and no place."""
    return doc.lower[begin] in SLUGS or doc.lower[end - 1] in SLUGS or "\n" not in "".join(doc.tokens[:begin])


def _read_dateline(doc: Document, begin: int) -> Iterator[Candidate]:
    end = _find_dateline_end(doc, begin)
    if not end or not _may_be_date(doc, begin, end):
        return
    agency = 0
    if doc.tokens[end - 1] == ")" and "(" in doc.tokens[begin:end]:
        agency = begin + doc.tokens[begin:end].index("(")
    stop = agency or end
    names = []
    i = begin
    while i < stop:
        j = i
        while j < stop and (_is_dateline_word(doc.tokens[j]) or (doc.tokens[j] == "." and doc.tokens[j - 1] == "ST")):
            j += 1
        if j == i:
            i += 1
            continue
        if doc.lower[i] not in NOT_NAMES and not doc.tokens[i][0].islower():
            names.append((i, j))
        i = j + 1
    capitals = [(a, b) for a, b in names if doc.cut(a, b).isupper()]
    if not capitals or (not agency and len(names) > 3):
        return
    known = any(match_lists(doc, a, b) == "place" for a, b in names)
    if not agency and not known and len(names) == 1 and names[0][1] == end and _is_slug(doc, *names[0]):
        return
    for a, b in names:
        if (a, b) in capitals or match_lists(doc, a, b):
            yield Candidate(a, b, "place", "dateline")
    if agency and end - agency > 2 and end - agency < 7:
        yield Candidate(agency + 1, end - 1, "organisation", "dateline")


def _find_end(doc: Document, begin: int) -> int:
    for i in range(begin, min(begin + _BYLINE, len(doc))):
        if doc.tokens[i] == ")" or "\n" in doc.tokens[i]:
            return i
    return min(begin + 12, len(doc))


def _read_credits(doc: Document, begin: int, end: int) -> Iterator[Candidate]:
    """The names in "by A, B and C in D; editing by E": places after "in", people elsewhere."""
    kind = "person"
    i = begin
    while i < end:
        lower = doc.lower[i]
        if lower in ("by", ";"):
            kind = "person"
        elif lower in ("in", "at", "from"):
            kind = "place"
        elif lower not in ("and", ",", "&", "/", "-"):
            j = _find_name(doc, i, end)
            if j > i:
                known = match_lists(doc, i, j)
                if known == "place" or doc.lower[i - 1] == "in":
                    yield Candidate(i, j, "place", "dateline")
                else:
                    yield Candidate(i, j, "person" if j - i > 1 else kind, "dateline")
                i = j
                continue
            if lower not in ("additional", "reporting", "editing", "writing", "bureau", "newsroom"):
                return
        i += 1


def _read_byline(doc: Document, i: int) -> Iterator[Candidate]:
    """ "By Jane Doe and John Roe" alone on its line."""
    end = next((j for j in range(i + 1, min(i + 14, len(doc))) if "\n" in doc.tokens[j]), 0)
    if end and all(
        doc.tokens[j][0].isupper() or doc.tokens[j] in (",", "and", "-", "&") or doc.tokens[j] in PARTICLES
        for j in range(i + 1, end)
    ):
        j = i + 1
        while j < end:
            k = _find_name(doc, j, end)
            if k > j + 1 and not match_lists(doc, j, k):
                yield Candidate(j, k, "person", "dateline")
            j = max(k, j + 1)


def _find_name(doc: Document, i: int, end: int) -> int:
    """The end of the capitalised words that begin at `i`; `i` if there are none."""
    j = i
    while j < end:
        text = doc.tokens[j]
        joined = text == "-" and j > i and not is_spaced_dash(doc, j)
        particle = text in PARTICLES and text.islower() and j + 1 < end and doc.tokens[j + 1][:1].isupper()
        if not (text[0].isupper() or joined or (particle and j > i) or text in ("'", "’")):
            break
        if doc.lower[j] in NOT_NAMES and j == i:
            break
        j += 1
    return j
