"""Coreference: whom "she", "the minister" or "the 71-year-old" refers to among an article's entities.

Precision before recall: if two entities fit about equally well, no mention is added.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from components.analysis.document import Document
from components.analysis.entities.aliases import Description, find_descriptions, read_roles
from components.analysis.entities.lexicon import COMPANY_NOUNS, PRONOUNS, SPEECH
from components.analysis.entities.linking import guess_gender
from components.analysis.entities.surface_forms import read_person
from components.types import LocalEntity, Mention

_REACH = 3  # sentences back in which the antecedent of a pronoun is looked for
_FAR = 12  # sentences back in which the speaker of a quotation is looked for
_BESIDE = 4  # tokens between a quotation and its speaker's pronoun
_MANY = 200  # mentions looked back at, so that a text without sentence ends stays linear
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# fmt: off
_NO_COMPANY = frozenset((
    "ministry", "department", "council", "union", "party", "court", "parliament", "committee", "commission",
    "government", "university", "hospital", "police", "army", "agency", "authority",
))
# fmt: on


@dataclass(slots=True)
class _Antecedent:
    """One mention of an entity, as a possible antecedent."""

    entity: int
    sentence: int
    token: int
    is_subject: bool
    quoted: int


class _Antecedents:
    """The mentions read so far, as possible antecedents."""

    def __init__(self) -> None:
        self._items: list[_Antecedent] = []
        self.seen: set[int] = set()

    def add(self, antecedent: _Antecedent) -> None:
        """Append a mention."""
        self._items.append(antecedent)
        self.seen.add(antecedent.entity)

    def list_recent(self, sentence: int, reach: int) -> list[_Antecedent]:
        """The latest mentions up to `reach` sentences back, nearest first."""
        recent: list[_Antecedent] = []
        for antecedent in reversed(self._items):
            if sentence - antecedent.sentence > reach or len(recent) == _MANY:
                break
            recent.append(antecedent)
        return recent


def add_references(
    doc: Document, mentions: Sequence[Mention], entities: Sequence[LocalEntity]
) -> tuple[list[Mention], list[LocalEntity]]:
    """The mentions with pronouns and descriptions added, by start, and the entities with their gender."""
    position = {start: i for i, start in enumerate(doc.starts)}
    is_subject = [dep in _SUBJECTS for dep in doc.deps]
    genders = [_infer_gender(entity) for entity in entities]
    named = [(position.get(mention.start, -1), mention) for mention in mentions]
    named = [(i, mention) for i, mention in named if i >= 0]
    taken = {j for i, mention in named for j in range(i, _find_end(doc, i, mention.end))}
    roles = read_roles(doc, named, entities)
    holders = _index_roles(roles)
    described = {d.start: d for d in find_descriptions(doc, taken)}
    antecedents = _Antecedents()
    added: list[Mention] = []
    upcoming = dict(named)
    for i, lower in enumerate(doc.lower):
        if mention := upcoming.get(i):
            end = _find_end(doc, i, mention.end)
            subject = any(is_subject[i:end])
            antecedents.add(_Antecedent(mention.entity, doc.sentence_of[i], i, subject, doc.pair_of[i]))
        elif i in taken:
            continue
        elif lower in PRONOUNS and not doc.pair_of[i]:
            gender = PRONOUNS[lower]
            meant = _list_quoted(doc, i, antecedents) if is_subject[i] else set()
            found = _find_person(doc, i, gender, antecedents, entities, genders, is_subject[i], meant)
            if found < 0 and is_subject[i] and (meant or _is_spoken(doc, i)):
                found = _find_speaker(doc, i, gender, antecedents, entities, genders, meant)
            if found >= 0:
                genders[found] = genders[found] or gender
                added.append(_build_mention(doc, i, i + 1, entities[found], "pronoun", found))
                antecedents.add(_Antecedent(found, doc.sentence_of[i], i, is_subject[i], 0))
        elif lower == "it" and is_subject[i] and not doc.pair_of[i] and _is_spoken(doc, i):
            found = _find_organisation(doc, i, antecedents, entities)
            if found >= 0:
                added.append(_build_mention(doc, i, i + 1, entities[found], "pronoun", found))
        elif i in described:
            description = described[i]
            found = _find_described(doc, description, antecedents, entities, roles, holders)
            if found >= 0:
                added.append(_build_mention(doc, i, description.end, entities[found], "description", found))
                subject = any(is_subject[i : description.end])
                antecedents.add(_Antecedent(found, doc.sentence_of[i], i, subject, doc.pair_of[i]))
    known = [replace(entity, gender=gender) for entity, gender in zip(entities, genders, strict=True)]
    return sorted([*mentions, *added], key=lambda mention: (mention.start, mention.end)), known


def _index_roles(roles: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    """The entities that have each role, in order."""
    holders: dict[str, list[int]] = {}
    for entity, some in enumerate(roles):
        for role in some:
            holders.setdefault(role, []).append(entity)
    return holders


def _find_end(doc: Document, i: int, end: int) -> int:
    while i < len(doc) and doc.starts[i] < end:
        i += 1
    return i


def _infer_gender(entity: LocalEntity) -> str:
    if entity.type != "person":
        return ""
    return entity.gender or guess_gender(read_person(entity.name))


def _build_mention(doc: Document, start: int, end: int, entity: LocalEntity, kind: str, number: int) -> Mention:
    text = doc.cut(start, end)
    begin = doc.starts[start]
    return Mention(begin, begin + len(text), text, entity.type, kind, doc.sentence_of[start], number)


def _is_spoken(doc: Document, i: int) -> bool:
    """Whether a verb of speech is directly beside the token."""
    after = doc.lower[i + 1] if i + 1 < len(doc) else ""
    before = doc.lower[i - 1] if i else ""
    if after in ("has", "had", "also", "later") and i + 2 < len(doc):
        after = doc.lower[i + 2]
    return after in SPEECH or before in SPEECH


def _find_person(
    doc: Document,
    i: int,
    gender: str,
    antecedents: _Antecedents,
    entities: Sequence[LocalEntity],
    genders: Sequence[str],
    as_subject: bool,
    named: Collection[int] = (),
) -> int:
    """The referent of a personal pronoun: the compatible person that is most salient in the last sentences."""
    sentence = doc.sentence_of[i]
    scores: dict[int, float] = {}
    other = -1  # "he did not want to name him": subject and object are different people
    if not as_subject and doc.tags[i] == "PRP" and doc.lower[i] in ("him", "her"):
        other = next(
            (antecedent.entity for antecedent in antecedents.list_recent(sentence, 0) if antecedent.is_subject), -1
        )
    for antecedent in antecedents.list_recent(sentence, _REACH + 2):
        back = sentence - antecedent.sentence
        if entities[antecedent.entity].type != "person" or genders[antecedent.entity] not in ("", gender):
            continue
        if antecedent.entity == other or antecedent.entity in named:
            continue
        if back > _REACH and scores:
            break
        score = 3.0 / (1.0 + back)
        if antecedent.is_subject:
            score += 1.2 if back < 2 else 0.6
        if antecedent.quoted:
            score -= 1.0
        if genders[antecedent.entity] == gender:
            score += 1.0
        if back == 0 and as_subject and not antecedent.is_subject:
            score -= 0.4
        scores[antecedent.entity] = max(scores.get(antecedent.entity, -9.0), score + antecedent.token / 1e6)
    if not scores:
        return -1
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.25 and genders[ranked[0][0]] != gender:
        return -1
    return ranked[0][0]


def _list_quoted(doc: Document, i: int, antecedents: _Antecedents) -> set[int]:
    """People mentioned by a speaker: in the quotation right before the pronoun, and in “Halloran, she argued, had”."""
    recent = antecedents.list_recent(doc.sentence_of[i], _REACH)
    number = next((doc.pair_of[at] for at in range(i - 1, max(i - _BESIDE, -1), -1) if doc.pair_of[at]), 0)
    named = {antecedent.entity for antecedent in recent if number and antecedent.quoted == number}
    if recent and i > 1 and doc.tokens[i - 1] == "," and _is_spoken(doc, i):
        before = doc.tags[recent[0].token : i - 1]
        if recent[0].sentence == doc.sentence_of[i] and all(tag.startswith("NN") for tag in before):
            named.add(recent[0].entity)
    return named


def _find_speaker(
    doc: Document,
    i: int,
    gender: str,
    antecedents: _Antecedents,
    entities: Sequence[LocalEntity],
    genders: Sequence[str],
    named: Collection[int],
) -> int:
    """The speaker if nobody is salient: the latest person of that gender, else the latest of unknown gender."""
    unsure = -1
    for antecedent in antecedents.list_recent(doc.sentence_of[i], _FAR):
        if entities[antecedent.entity].type != "person" or antecedent.entity in named or antecedent.quoted:
            continue
        if genders[antecedent.entity] == gender:
            return antecedent.entity
        if not genders[antecedent.entity] and unsure < 0:
            unsure = antecedent.entity
    return unsure


def _find_organisation(doc: Document, i: int, antecedents: _Antecedents, entities: Sequence[LocalEntity]) -> int:
    """The organisation that a speaking "it" refers to: the only one of this and the last sentence, or its subject."""
    sentence = doc.sentence_of[i]
    near = [
        antecedent
        for antecedent in antecedents.list_recent(sentence, 1)
        if entities[antecedent.entity].type == "organisation" and not antecedent.quoted
    ]
    subjects = {antecedent.entity for antecedent in near if antecedent.is_subject}
    if len(subjects) == 1:
        return subjects.pop()
    found = {antecedent.entity for antecedent in near}
    return found.pop() if len(found) == 1 else -1


def _find_described(
    doc: Document,
    description: Description,
    antecedents: _Antecedents,
    entities: Sequence[LocalEntity],
    roles: Sequence[frozenset[str]],
    holders: Mapping[str, Sequence[int]],
) -> int:
    """The entity with that role; of several the one named within the last two sentences."""
    recent = antecedents.list_recent(doc.sentence_of[description.start], 2)
    if description.head in COMPANY_NOUNS:
        near = {antecedent.entity for antecedent in recent if entities[antecedent.entity].type == "organisation"}
        suited = {e for e in near if not roles[e] & _NO_COMPANY}
        return suited.pop() if len(suited) == 1 else -1
    fitting = holders.get(description.age or description.head, ())
    if description.age and not fitting:
        return _find_last_person(doc, description, antecedents, entities)
    known = {e for e in fitting if e in antecedents.seen}
    if len(known) < 2:
        return known.pop() if known else -1
    near = {antecedent.entity for antecedent in recent if antecedent.entity in known}
    return near.pop() if len(near) == 1 else -1


def _find_last_person(
    doc: Document, description: Description, antecedents: _Antecedents, entities: Sequence[LocalEntity]
) -> int:
    sentence = doc.sentence_of[description.start]
    near = {
        antecedent.entity
        for antecedent in antecedents.list_recent(sentence, 2)
        if entities[antecedent.entity].type == "person" and not antecedent.quoted
    }
    return near.pop() if len(near) == 1 else -1
