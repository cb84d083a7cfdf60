"""What layout and quotation marks say more plainly than the tagger can see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from components.analysis.document import Document, Range
from components.analysis.quotes.layout import find_signed, find_transcript
from components.analysis.quotes.records import Attribution

_LONGEST_INSERTION = 20  # tokens between a name and its verb
_SEEMING = frozenset(("seem", "appear"))
_SPEECH_SIZE = 8  # tokens from which a stretch in quotation marks is speech rather than a title or a scare quote


def repair_attributions(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions with labelled and signed paragraphs put right and pieces cut where their marks are."""
    plain = [*find_transcript(doc), *find_signed(doc)]
    covered = bytearray(len(doc.tokens))
    for item in plain:
        for first, last in item.content:
            covered[first:last] = b"\1" * (last - first)
    kept = [item for item in found if not any(any(covered[first:last]) for first, last in item.content)]
    owners = _count_owners(doc, kept)
    for item in kept:
        item.content = [part for part in (_snap(doc, part, owners) for part in item.content) if part[0] < part[1]]
    return sorted((item for item in (*plain, *kept) if item.content), key=lambda item: item.content[0])


def _count_owners(doc: Document, found: Sequence[Attribution]) -> list[int]:
    """How many pieces lie in each stretch in quotation marks."""
    owners = [0] * len(doc.quotation_ranges)
    for item in found:
        for first, last in item.content:
            for number in {doc.quotation_of[token] for token in range(first, last)} - {-1}:
                owners[number] += 1
    return owners


def _snap(doc: Document, part: Range, owners: Sequence[int]) -> Range:
    """A piece with its quotation marks, the whole stretch where the tagger cut off a sentence of one speech."""
    first, last = part
    while first < last and (doc.is_space[first] or (doc.pos[first] == "PUNCT" and doc.quotation_of[first] < 0)):
        first += 1
    while last > first and (
        doc.is_space[last - 1] or (doc.pos[last - 1] == "PUNCT" and doc.quotation_of[last - 1] < 0)
    ):
        last -= 1
    if first >= last:
        return part
    number = doc.quotation_of[first]
    if number >= 0:
        begin, end = doc.quotation_ranges[number]
        whole = end - begin >= _SPEECH_SIZE and owners[number] == 1 and doc.quotations[number].closed
        starts_sentence = first == doc.sentence_ranges[doc.sentence_of[first]][0]
        if first - begin <= 1 or (whole and starts_sentence and last >= end - 1):
            first = begin
    number = doc.quotation_of[last - 1]
    if number >= 0:
        begin, end = doc.quotation_ranges[number]
        whole = end - begin >= _SPEECH_SIZE and owners[number] == 1 and doc.quotations[number].closed
        ends_sentence = last == doc.sentence_ranges[doc.sentence_of[last - 1]][1]
        if end - last <= 1 or (whole and ends_sentence and first <= begin + 1):
            last = end
    elif (
        last < len(doc.tokens)
        and doc.quotation_of[last] >= 0
        and doc.is_mark[last]
        and doc.quotation_of[first] == doc.quotation_of[last]
    ):
        last += 1
    return (first, last)


def mend_sources(
    doc: Document, found: Sequence[Attribution], named: Mapping[int, Range], surnames: Collection[str] = ()
) -> None:
    """Give attributions without a source the name beside their cue, where parser and tagger missed it.

    A surname at the head of a sentence is easily taken for an adverb; the article's names know better.
    """
    for item in found:
        if item.cue is None or (item.source and item.source[0] < item.source[1]) or _is_passive(doc, item.cue):
            continue
        loose = [part for part in item.content if _is_stray_name(doc, part, item.cue, named)]
        if loose and len(item.content) > 1:
            item.content.remove(loose[0])
            item.source = loose[0]
            continue
        opening = doc.sentence_ranges[doc.sentence_of[item.cue[0]]][0]
        name = named.get(opening)
        if name is None and doc.lower[opening] in surnames and doc.tokens[opening][0].isupper():
            name = (opening, opening + 1)
        if name and _stands_before(doc, name[1], item.cue[0]) and not _lies_in(name, item.content):
            item.source = name


def _is_passive(doc: Document, cue: Range) -> bool:
    """Whether what stands before a cue is told of, as in “was expected” and “seems”, and does not tell."""
    for token in range(*cue):
        if doc.lemmas[token] in _SEEMING or any(doc.deps[child] == "auxpass" for child in doc.children[token]):
            return True
    return False


def _is_stray_name(doc: Document, part: Range, cue: Range, named: Mapping[int, Range]) -> bool:
    """Whether a piece taken for content is only a name, with or without its title, right beside the cue."""
    if part[1] != cue[0] and part[0] != cue[1]:
        return False
    last = part[1]
    while last > part[0] + 1 and doc.pos[last - 1] == "PUNCT":
        last -= 1
    if part[1] - part[0] > 8 or any(doc.quotation_of[token] >= 0 or doc.pos[token] == "VERB" for token in range(*part)):
        return False
    return any(named[first][1] == last for first in range(part[0], last) if first in named)


def _stands_before(doc: Document, first: int, cue: int) -> bool:
    """Whether a name and a cue are neighbours but for adverbs, auxiliaries and one apposition between commas."""
    if not 0 <= cue - first < _LONGEST_INSERTION or any(doc.quotation_of[token] >= 0 for token in range(first, cue)):
        return False
    if first < cue and doc.tokens[first] == "," and doc.tokens[cue - 1] == ",":
        return not any(doc.pos[token] == "VERB" for token in range(first, cue))
    return all(doc.pos[token] in ("ADV", "AUX", "PART") for token in range(first, cue))


def _lies_in(part: Range, content: Sequence[Range]) -> bool:
    return any(first <= part[0] < last for first, last in content)
