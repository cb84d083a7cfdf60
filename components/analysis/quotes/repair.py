"""What layout and quotation marks say more plainly than the tagger can see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from components.analysis.quotes.layout import find_signed, find_transcript
from components.analysis.quotes.records import Attribution, Range
from components.analysis.quotes.view import View

_LONGEST_INSERTION = 20  # tokens between a name and its verb
_SEEMING = frozenset(("seem", "appear"))
_SPEECH_SIZE = 8  # tokens from which a stretch in quotation marks is speech rather than a title or a scare quote


def repair_attributions(view: View, found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions with labelled and signed paragraphs put right and pieces cut where their marks are."""
    plain = [*find_transcript(view), *find_signed(view)]
    covered = bytearray(len(view.words))
    for item in plain:
        for first, last in item.content:
            covered[first:last] = b"\1" * (last - first)
    kept = [item for item in found if not any(any(covered[first:last]) for first, last in item.content)]
    owners = _count_owners(view, kept)
    for item in kept:
        item.content = [part for part in (_snap(view, part, owners) for part in item.content) if part[0] < part[1]]
    return sorted((item for item in (*plain, *kept) if item.content), key=lambda item: item.content[0])


def _count_owners(view: View, found: Sequence[Attribution]) -> list[int]:
    """How many pieces lie in each stretch in quotation marks."""
    owners = [0] * len(view.quote_tokens)
    for item in found:
        for first, last in item.content:
            for number in {view.quote[token] for token in range(first, last)} - {-1}:
                owners[number] += 1
    return owners


def _snap(view: View, part: Range, owners: Sequence[int]) -> Range:
    """A piece with its quotation marks, the whole stretch where the tagger cut off a sentence of one speech."""
    first, last = part
    while first < last and (view.space[first] or (view.pos[first] == "PUNCT" and view.quote[first] < 0)):
        first += 1
    while last > first and (view.space[last - 1] or (view.pos[last - 1] == "PUNCT" and view.quote[last - 1] < 0)):
        last -= 1
    if first >= last:
        return part
    number = view.quote[first]
    if number >= 0:
        begin, end = view.quote_tokens[number]
        whole = end - begin >= _SPEECH_SIZE and owners[number] == 1 and view.marked[number].closed
        starts_sentence = first == view.sentences[view.sentence[first]][0]
        if first - begin <= 1 or (whole and starts_sentence and last >= end - 1):
            first = begin
    number = view.quote[last - 1]
    if number >= 0:
        begin, end = view.quote_tokens[number]
        whole = end - begin >= _SPEECH_SIZE and owners[number] == 1 and view.marked[number].closed
        ends_sentence = last == view.sentences[view.sentence[last - 1]][1]
        if end - last <= 1 or (whole and ends_sentence and first <= begin + 1):
            last = end
    elif (
        last < len(view.words)
        and view.quote[last] >= 0
        and view.is_mark[last]
        and view.quote[first] == view.quote[last]
    ):
        last += 1
    return (first, last)


def mend_sources(
    view: View, found: Sequence[Attribution], named: Mapping[int, Range], surnames: Collection[str] = ()
) -> None:
    """Give attributions without a source the name beside their cue, where parser and tagger missed it.

    A surname at the head of a sentence is easily taken for an adverb; the article's names know better.
    """
    for item in found:
        if item.cue is None or (item.source and item.source[0] < item.source[1]) or _is_passive(view, item.cue):
            continue
        loose = [part for part in item.content if _is_stray_name(view, part, item.cue, named)]
        if loose and len(item.content) > 1:
            item.content.remove(loose[0])
            item.source = loose[0]
            continue
        opening = view.sentences[view.sentence[item.cue[0]]][0]
        name = named.get(opening)
        if name is None and view.lower[opening] in surnames and view.words[opening][0].isupper():
            name = (opening, opening + 1)
        if name and _stands_before(view, name[1], item.cue[0]) and not _lies_in(name, item.content):
            item.source = name


def _is_passive(view: View, cue: Range) -> bool:
    """Whether what stands before a cue is told of, as in “was expected” and “seems”, and does not tell."""
    for token in range(*cue):
        if view.lemma[token] in _SEEMING or any(
            view.tree.dep[child] == "auxpass" for child in view.tree.children[token]
        ):
            return True
    return False


def _is_stray_name(view: View, part: Range, cue: Range, named: Mapping[int, Range]) -> bool:
    """Whether a piece taken for content is only a name, with or without its title, right beside the cue."""
    if part[1] != cue[0] and part[0] != cue[1]:
        return False
    last = part[1]
    while last > part[0] + 1 and view.pos[last - 1] == "PUNCT":
        last -= 1
    if part[1] - part[0] > 8 or any(view.quote[token] >= 0 or view.pos[token] == "VERB" for token in range(*part)):
        return False
    return any(named[first][1] == last for first in range(part[0], last) if first in named)


def _stands_before(view: View, first: int, cue: int) -> bool:
    """Whether a name and a cue are neighbours but for adverbs, auxiliaries and one apposition between commas."""
    if not 0 <= cue - first < _LONGEST_INSERTION or any(view.quote[token] >= 0 for token in range(first, cue)):
        return False
    if first < cue and view.words[first] == "," and view.words[cue - 1] == ",":
        return not any(view.pos[token] == "VERB" for token in range(first, cue))
    return all(view.pos[token] in ("ADV", "AUX", "PART") for token in range(first, cue))


def _lies_in(part: Range, content: Sequence[Range]) -> bool:
    return any(first <= part[0] < last for first, last in content)
