"""Rule-based attribution by parse, punctuation and layout: corrects the tagger, and replaces it without a model."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from components.analysis.document import Document, Range
from components.analysis.quotes.cues import ATTITUDE, CLAUSES, SPEECH, find_subject, trim_phrase
from components.analysis.quotes.layout import find_signed, find_transcript
from components.analysis.quotes.tagger import Attribution

_REACH = 16  # tokens between a quotation and its cue at most
_LONGEST_INSERTION = 20  # tokens of an insertion between a name and its verb at most
_SEEMING = frozenset(("seem", "appear"))
_SPEECH_SIZE = 8  # tokens from which on a stretch in quotation marks is speech, not a title or scare quotes


def find_by_rules(doc: Document) -> list[Attribution]:
    """All attributions by rules, in order of the text."""
    found = [*find_transcript(doc), *find_signed(doc)]
    found.extend(_find_quotations(doc, _taken(found, len(doc.tokens))))
    found.extend(_find_reported(doc, _taken(found, len(doc.tokens))))
    return sorted(found, key=lambda item: item.content[0])


def _taken(found: list[Attribution], size: int) -> bytearray:
    taken = bytearray(size)
    for item in found:
        for first, last in item.content:
            taken[first:last] = b"\1" * (last - first)
    return taken


# Direct quotes.


def _find_quotations(doc: Document, taken: bytearray) -> list[Attribution]:
    found: list[Attribution] = []
    by_cue: dict[int, Attribution] = {}
    for number, (first, last) in enumerate(doc.quotation_ranges):
        if first >= last or taken[first]:
            continue
        words = sum(1 for token in range(first, last) if doc.tokens[token][0].isalnum())
        cue = _find_cue_beside(doc, number)
        alone = _is_sentence(doc, first, last)
        if cue is not None and (words > 2 or alone):
            if cue in by_cue:
                by_cue[cue].content.append((first, last))
                continue
            source = find_subject(doc, cue) or _find_inverted(doc, cue)
            item = Attribution([(first, last)], (cue, cue + 1), source, score=0.75 if words > 4 else 0.5)
            by_cue[cue] = item
            found.append(item)
        elif alone and words > 2:
            before = found[-1] if found else None
            near = before and doc.paragraph_of[first] - doc.paragraph_of[before.content[-1][1] - 1]
            if before and near == 0 and before.cue:
                before.content.append((first, last))
            elif before and near == 1 and before.source:
                found.append(Attribution([(first, last)], None, before.source, implied=True, score=0.45))
            else:
                found.append(Attribution([(first, last)], score=0.3))
    return found


def _is_sentence(doc: Document, first: int, last: int) -> bool:
    """Whether a stretch begins and ends like a sentence."""
    inner = next((token for token in range(first, last) if doc.tokens[token][0].isalnum()), first)
    behind = doc.tokens[last - 2] if last - 2 > first else ""
    return doc.tokens[inner][0].isupper() and (behind[-1:] in ".?!,…-—" or doc.tokens[last - 1][-1:] in ".?!,…")


def _find_cue_beside(doc: Document, number: int) -> int | None:
    """The verb outside of quotation marks that attributes a quotation."""
    first, last = doc.quotation_ranges[number]
    best: tuple[float, int] | None = None
    sentences = {doc.sentence_of[first], doc.sentence_of[last - 1]}
    if last < len(doc.tokens):
        sentences.add(doc.sentence_of[last])
    closing = doc.tokens[last - 2] if last - 2 >= first else ""
    for token in range(max(0, first - 2 * _REACH), min(len(doc.tokens), last + _REACH)):
        if (
            doc.quotation_of[token] >= 0
            or doc.paragraph_of[token] != doc.paragraph_of[first]
            or doc.pos[token] != "VERB"
        ):
            continue
        lemma = doc.lemmas[token]
        if doc.sentence_of[token] not in sentences or not (lemma in SPEECH or lemma in ATTITUDE):
            continue
        distance = float(first - token if token < first else token - last + 1)
        if lemma not in SPEECH:
            distance += 8
        if token >= last and closing in (",", "?", "!") and doc.sentence_of[token] >= doc.sentence_of[last - 1]:
            distance -= 10
        if token >= last and closing == "." and doc.tokens[last - 1] not in ".":
            distance += 12  # “X.” He said: the verb belongs to the next quotation
        if token < first and any(doc.tokens[at] in (":", ",") for at in range(token, first)):
            distance -= 4
        if best is None or distance < best[0]:
            best = (distance, token)
    return best[1] if best else None


def _find_inverted(doc: Document, cue: int) -> Range | None:
    """The speaker after the verb in “…, said Anna Berg”, if the parser missed it."""
    for token in range(cue + 1, min(cue + 4, len(doc.tokens))):
        if doc.pos[token] in ("PROPN", "PRON") and doc.quotation_of[token] < 0:
            head = token
            while doc.deps[head] in ("compound", "poss", "det", "amod") and doc.heads[head] > head:
                head = doc.heads[head]
            return trim_phrase(doc, head)
    return None


# Indirect quotes.


def _find_reported(doc: Document, taken: bytearray) -> list[Attribution]:
    found = []
    for token, lemma in enumerate(doc.lemmas):
        if doc.quotation_of[token] >= 0 or taken[token]:
            continue
        if lemma == "accord" and doc.lower[token + 1 : token + 2] == ["to"]:
            item = _find_according(doc, token)
        elif doc.pos[token] == "VERB" and (lemma in SPEECH or lemma in ATTITUDE):
            item = _find_complement(doc, token)
        else:
            continue
        if item and not any(taken[first] or taken[last - 1] for first, last in item.content):
            found.append(item)
            for first, last in item.content:
                taken[first:last] = b"\1" * (last - first)
    return found


def find_complement(doc: Document, cue: int) -> Attribution | None:
    """The content of a cue according to the parse, whatever the word."""
    if doc.lemmas[cue] == "accord" and doc.lower[cue + 1 : cue + 2] == ["to"]:
        return _find_according(doc, cue)
    return _find_complement(doc, cue, (*CLAUSES, "dobj"))


def _find_according(doc: Document, token: int) -> Attribution | None:
    objects = [child for part in (token, token + 1) for child in doc.children[part] if doc.deps[child] == "pobj"]
    if not objects:
        return None
    start, end = doc.sentence_ranges[doc.sentence_of[token]]
    last = max(doc.right_edges[objects[0]] + 1, token + 2)
    before, after = (start, token), (last, end)
    content = [part for part in (_strip(doc, *before), _strip(doc, *after)) if part and part[1] - part[0] > 2]
    return Attribution(content, (token, token + 2), trim_phrase(doc, objects[0]), score=0.55) if content else None


def _find_complement(doc: Document, verb: int, wanted: tuple[str, ...] = ()) -> Attribution | None:
    source = find_subject(doc, verb)
    speech = doc.lemmas[verb] in SPEECH
    wanted = wanted or (CLAUSES if speech and doc.lemmas[verb] not in ("call", "see") else (*CLAUSES, "dobj"))
    for child in doc.children[verb]:
        if doc.deps[child] in wanted:
            first, last = doc.left_edges[child], doc.right_edges[child] + 1
            part = _strip(doc, first, min(last, verb) if child < verb else last)
            if part and part[1] - part[0] > 1 and not part[0] <= verb < part[1]:
                return Attribution([part], (verb, verb + 1), source, score=0.55 if source and speech else 0.35)
    return None


def _strip(doc: Document, first: int, last: int) -> Range | None:
    """A range without punctuation and white space at its ends; quotation marks are kept."""
    while first < last and (doc.is_space[first] or (doc.pos[first] == "PUNCT" and doc.quotation_of[first] < 0)):
        first += 1
    while last > first and (
        doc.is_space[last - 1] or (doc.pos[last - 1] == "PUNCT" and doc.quotation_of[last - 1] < 0)
    ):
        last -= 1
    return (first, last) if first < last else None


# Corrections of the tagger's attributions.


def repair_attributions(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions corrected by speaker labels and signatures, with content cut at quotation marks."""
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
    """Number of content spans in each stretch in quotation marks."""
    owners = [0] * len(doc.quotation_ranges)
    for item in found:
        for first, last in item.content:
            for number in {doc.quotation_of[token] for token in range(first, last)} - {-1}:
                owners[number] += 1
    return owners


def _snap(doc: Document, part: Range, owners: Sequence[int]) -> Range:
    """Content extended to its quotation marks, and to the whole stretch if only one attribution has a part of it."""
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


def repair_sources(
    doc: Document, found: Sequence[Attribution], named: Mapping[int, Range], surnames: Collection[str] = ()
) -> None:
    """Give attributions without a source the name beside their cue if parser and tagger missed it.

    A surname at the start of a sentence is easily tagged as an adverb; the article's mentions are more reliable.
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
    """Whether a cue's subject is no speaker, as in “was expected” and “seems”."""
    for token in range(*cue):
        if doc.lemmas[token] in _SEEMING or any(doc.deps[child] == "auxpass" for child in doc.children[token]):
            return True
    return False


def _is_stray_name(doc: Document, part: Range, cue: Range, named: Mapping[int, Range]) -> bool:
    """Whether content is only a name, with or without title, right beside the cue."""
    if part[1] != cue[0] and part[0] != cue[1]:
        return False
    last = part[1]
    while last > part[0] + 1 and doc.pos[last - 1] == "PUNCT":
        last -= 1
    if part[1] - part[0] > 8 or any(doc.quotation_of[token] >= 0 or doc.pos[token] == "VERB" for token in range(*part)):
        return False
    return any(named[first][1] == last for first in range(part[0], last) if first in named)


def _stands_before(doc: Document, first: int, cue: int) -> bool:
    """Whether a name precedes a cue, with only adverbs, auxiliaries and one apposition between commas in between."""
    if not 0 <= cue - first < _LONGEST_INSERTION or any(doc.quotation_of[token] >= 0 for token in range(first, cue)):
        return False
    if first < cue and doc.tokens[first] == "," and doc.tokens[cue - 1] == ",":
        return not any(doc.pos[token] == "VERB" for token in range(first, cue))
    return all(doc.pos[token] in ("ADV", "AUX", "PART") for token in range(first, cue))


def _lies_in(part: Range, content: Sequence[Range]) -> bool:
    return any(first <= part[0] < last for first, last in content)
