"""Quotes by rules over the parse and the quotation marks: what is used where there is no trained model."""

from __future__ import annotations

from components.analysis.document import Document, Range
from components.analysis.quotes.cues import ATTITUDE, CLAUSES, SPEECH, find_subject, trim_phrase
from components.analysis.quotes.layout import find_signed, find_transcript
from components.analysis.quotes.records import Attribution

_REACH = 16  # tokens between a quotation and the verb beside it


def find_by_rules(doc: Document) -> list[Attribution]:
    """Every attribution that the rules see, in order of the text."""
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


# -- quotations --------------------------------------------------------------------------------------------------


def _find_quotations(doc: Document, taken: bytearray) -> list[Attribution]:
    found: list[Attribution] = []
    by_cue: dict[int, Attribution] = {}
    for number, (first, last) in enumerate(doc.quotation_ranges):
        if first >= last or taken[first]:
            continue
        words = sum(1 for token in range(first, last) if doc.tokens[token][0].isalnum())
        cue = _find_cue_beside(doc, number)
        alone = _stands_alone(doc, first, last)
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


def _stands_alone(doc: Document, first: int, last: int) -> bool:
    """Whether a stretch begins like a sentence and ends like one."""
    inner = next((token for token in range(first, last) if doc.tokens[token][0].isalnum()), first)
    behind = doc.tokens[last - 2] if last - 2 > first else ""
    return doc.tokens[inner][0].isupper() and (behind[-1:] in ".?!,…-—" or doc.tokens[last - 1][-1:] in ".?!,…")


def _find_cue_beside(doc: Document, number: int) -> int | None:
    """The verb that gives a quotation to somebody, looked for outside of quotation marks around it."""
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
            distance += 12  # “X.” He said: the verb belongs to what follows
        if token < first and any(doc.tokens[at] in (":", ",") for at in range(token, first)):
            distance -= 4
        if best is None or distance < best[0]:
            best = (distance, token)
    return best[1] if best else None


def _find_inverted(doc: Document, cue: int) -> Range | None:
    """The speaker behind the verb in “…, said Anna Berg”, where the parser missed it."""
    for token in range(cue + 1, min(cue + 4, len(doc.tokens))):
        if doc.pos[token] in ("PROPN", "PRON") and doc.quotation_of[token] < 0:
            head = token
            while doc.deps[head] in ("compound", "poss", "det", "amod") and doc.heads[head] > head:
                head = doc.heads[head]
            return trim_phrase(doc, head)
    return None


# -- reported speech ---------------------------------------------------------------------------------------------


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
    """What the parse has as the content of a cue, whatever the word."""
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
    """A range without punctuation and white space at its ends, quotation marks kept."""
    while first < last and (doc.is_space[first] or (doc.pos[first] == "PUNCT" and doc.quotation_of[first] < 0)):
        first += 1
    while last > first and (
        doc.is_space[last - 1] or (doc.pos[last - 1] == "PUNCT" and doc.quotation_of[last - 1] < 0)
    ):
        last -= 1
    return (first, last) if first < last else None
