"""Quotes by rules over the parse and the quotation marks: what is used where there is no trained model."""

from __future__ import annotations

from components.analysis.quotes.cues import ATTITUDE, CLAUSES, SPEECH, find_subject, trim_phrase
from components.analysis.quotes.layout import find_signed, find_transcript
from components.analysis.quotes.records import Attribution, Range
from components.analysis.quotes.view import View

_REACH = 16  # tokens between a quotation and the verb beside it


def find_by_rules(view: View) -> list[Attribution]:
    """Every attribution that the rules see, in order of the text."""
    found = [*find_transcript(view), *find_signed(view)]
    found.extend(_find_quotations(view, _taken(found, len(view.words))))
    found.extend(_find_reported(view, _taken(found, len(view.words))))
    return sorted(found, key=lambda item: item.content[0])


def _taken(found: list[Attribution], size: int) -> bytearray:
    taken = bytearray(size)
    for item in found:
        for first, last in item.content:
            taken[first:last] = b"\1" * (last - first)
    return taken


# -- quotations --------------------------------------------------------------------------------------------------


def _find_quotations(view: View, taken: bytearray) -> list[Attribution]:
    found: list[Attribution] = []
    by_cue: dict[int, Attribution] = {}
    for number, (first, last) in enumerate(view.quote_tokens):
        if first >= last or taken[first]:
            continue
        words = sum(1 for token in range(first, last) if view.words[token][0].isalnum())
        cue = _find_cue_beside(view, number)
        alone = _stands_alone(view, first, last)
        if cue is not None and (words > 2 or alone):
            if cue in by_cue:
                by_cue[cue].content.append((first, last))
                continue
            source = find_subject(view, cue) or _find_inverted(view, cue)
            item = Attribution([(first, last)], (cue, cue + 1), source, score=0.75 if words > 4 else 0.5)
            by_cue[cue] = item
            found.append(item)
        elif alone and words > 2:
            before = found[-1] if found else None
            near = before and view.paragraph[first] - view.paragraph[before.content[-1][1] - 1]
            if before and near == 0 and before.cue:
                before.content.append((first, last))
            elif before and near == 1 and before.source:
                found.append(Attribution([(first, last)], None, before.source, implied=True, score=0.45))
            else:
                found.append(Attribution([(first, last)], score=0.3))
    return found


def _stands_alone(view: View, first: int, last: int) -> bool:
    """Whether a stretch begins like a sentence and ends like one."""
    inner = next((token for token in range(first, last) if view.words[token][0].isalnum()), first)
    behind = view.words[last - 2] if last - 2 > first else ""
    return view.words[inner][0].isupper() and (behind[-1:] in ".?!,…-—" or view.words[last - 1][-1:] in ".?!,…")


def _find_cue_beside(view: View, number: int) -> int | None:
    """The verb that gives a quotation to somebody, looked for outside of quotation marks around it."""
    first, last = view.quote_tokens[number]
    best: tuple[float, int] | None = None
    sentences = {view.sentence[first], view.sentence[last - 1]}
    if last < len(view.words):
        sentences.add(view.sentence[last])
    closing = view.words[last - 2] if last - 2 >= first else ""
    for token in range(max(0, first - 2 * _REACH), min(len(view.words), last + _REACH)):
        if view.quote[token] >= 0 or view.paragraph[token] != view.paragraph[first] or view.pos[token] != "VERB":
            continue
        lemma = view.lemma[token]
        if view.sentence[token] not in sentences or not (lemma in SPEECH or lemma in ATTITUDE):
            continue
        distance = float(first - token if token < first else token - last + 1)
        if lemma not in SPEECH:
            distance += 8
        if token >= last and closing in (",", "?", "!") and view.sentence[token] >= view.sentence[last - 1]:
            distance -= 10
        if token >= last and closing == "." and view.words[last - 1] not in ".":
            distance += 12  # “X.” He said: the verb belongs to what follows
        if token < first and any(view.words[at] in (":", ",") for at in range(token, first)):
            distance -= 4
        if best is None or distance < best[0]:
            best = (distance, token)
    return best[1] if best else None


def _find_inverted(view: View, cue: int) -> Range | None:
    """The speaker behind the verb in “…, said Anna Berg”, where the parser missed it."""
    for token in range(cue + 1, min(cue + 4, len(view.words))):
        if view.pos[token] in ("PROPN", "PRON") and view.quote[token] < 0:
            head = token
            while view.tree.dep[head] in ("compound", "poss", "det", "amod") and view.tree.head[head] > head:
                head = view.tree.head[head]
            return trim_phrase(view, head)
    return None


# -- reported speech ---------------------------------------------------------------------------------------------


def _find_reported(view: View, taken: bytearray) -> list[Attribution]:
    found = []
    for token, lemma in enumerate(view.lemma):
        if view.quote[token] >= 0 or taken[token]:
            continue
        if lemma == "accord" and view.lower[token + 1 : token + 2] == ["to"]:
            item = _find_according(view, token)
        elif view.pos[token] == "VERB" and (lemma in SPEECH or lemma in ATTITUDE):
            item = _find_complement(view, token)
        else:
            continue
        if item and not any(taken[first] or taken[last - 1] for first, last in item.content):
            found.append(item)
            for first, last in item.content:
                taken[first:last] = b"\1" * (last - first)
    return found


def find_complement(view: View, cue: int) -> Attribution | None:
    """What the parse has as the content of a cue, whatever the word."""
    if view.lemma[cue] == "accord" and view.lower[cue + 1 : cue + 2] == ["to"]:
        return _find_according(view, cue)
    return _find_complement(view, cue, (*CLAUSES, "dobj"))


def _find_according(view: View, token: int) -> Attribution | None:
    tree = view.tree
    objects = [child for part in (token, token + 1) for child in tree.children[part] if tree.dep[child] == "pobj"]
    if not objects:
        return None
    start, end = view.sentences[view.sentence[token]]
    last = max(tree.right[objects[0]] + 1, token + 2)
    before, after = (start, token), (last, end)
    content = [part for part in (_strip(view, *before), _strip(view, *after)) if part and part[1] - part[0] > 2]
    return Attribution(content, (token, token + 2), trim_phrase(view, objects[0]), score=0.55) if content else None


def _find_complement(view: View, verb: int, wanted: tuple[str, ...] = ()) -> Attribution | None:
    tree = view.tree
    source = find_subject(view, verb)
    speech = view.lemma[verb] in SPEECH
    wanted = wanted or (CLAUSES if speech and view.lemma[verb] not in ("call", "see") else (*CLAUSES, "dobj"))
    for child in tree.children[verb]:
        if tree.dep[child] in wanted:
            first, last = tree.left[child], tree.right[child] + 1
            part = _strip(view, first, min(last, verb) if child < verb else last)
            if part and part[1] - part[0] > 1 and not part[0] <= verb < part[1]:
                return Attribution([part], (verb, verb + 1), source, score=0.55 if source and speech else 0.35)
    return None


def _strip(view: View, first: int, last: int) -> Range | None:
    """A range without punctuation and white space at its ends, quotation marks kept."""
    while first < last and (view.space[first] or (view.pos[first] == "PUNCT" and view.quote[first] < 0)):
        first += 1
    while last > first and (view.space[last - 1] or (view.pos[last - 1] == "PUNCT" and view.quote[last - 1] < 0)):
        last -= 1
    return (first, last) if first < last else None
