"""Candidate retrieval for entity linking: the known entity that a name of a new article refers to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from components.analysis.entities import gazetteer
from components.analysis.entities.aliases import build_initials, is_listed_organisation
from components.analysis.entities.lexicon import ORG_HEADS
from components.analysis.entities.linking_index import LinkedEntity, Spread, is_known_place, weigh_context
from components.analysis.entities.surface_forms import (
    PersonName,
    are_compatible,
    build_key,
    ends_alike,
    fold,
    is_group,
    read_person,
)
from components.types import LocalEntity

_ENOUGH = 0.45  # context overlap that an ambiguous name needs
_LINKS = frozenset(("of", "for", "and", "the", "in", "on", "de"))
_CLEARLY = 1.3  # times the overlap of the next best candidate
_SURE_INITIALS = 4  # letters from which on an acronym is practically unambiguous
_MOST = 200  # people of one surname to which a full name is compared
_LONGEST = 12  # words of the longest organisation name whose parts are indexed

Match = tuple[LinkedEntity | None, LinkedEntity | None]  # the entity, and an uncertain one to propose


class EntityMatcher:
    """Known entities indexed by surname, by key and by initials."""

    def __init__(self, *, across_types: bool, spread: Spread | None = None) -> None:
        self._across_types = across_types
        self._people: dict[str, dict[str, LinkedEntity]] = {}
        self._exact: dict[PersonName, dict[str, LinkedEntity]] = {}
        self._by_key: dict[tuple[str, str], dict[str, LinkedEntity]] = {}
        self._by_name: dict[str, dict[str, LinkedEntity]] = {}
        self._by_initials: dict[str, dict[str, LinkedEntity]] = {}
        self._by_part: dict[str, dict[str, LinkedEntity]] = {}  # by prefix or suffix of organisations' long names
        self._spread = Spread() if spread is None else spread

    def count(self, name: str, articles: int) -> None:
        """Add to the number of articles that mention a name."""
        self._spread.add(name, articles)

    def add(self, known: LinkedEntity, forms: Iterable[str]) -> None:
        """Index an entity under these forms."""
        for form in dict.fromkeys(forms):
            key = ""
            if known.type == "person":
                known.add_form(form)
                parsed = read_person(form)
                if parsed in known.parsed:
                    self._exact.setdefault(parsed, {})[known.entity_id] = known
                for word in {parsed.surname, *parsed.given[1:]}:
                    if len(word) > 1:
                        self._people.setdefault(word, {})[known.entity_id] = known
            else:
                key = self._build_key(known, form)
                self._by_key.setdefault((known.type, key), {})[known.entity_id] = known
                if known.type == "organisation" and " " in form:
                    for part in cut_parts(build_key(form, known.type)):
                        self._by_part.setdefault(part, {})[known.entity_id] = known
                    for initials in set(build_initials(form)):
                        if len(initials) > 2:
                            self._by_initials.setdefault(initials, {})[known.entity_id] = known
            if not key.startswith("here ") and (" " in form or known.type != "person"):
                self._by_name.setdefault(fold(form), {})[known.entity_id] = known

    def _build_key(self, known: LinkedEntity, form: str) -> str:
        """The key of a form; an acronym listed for another organisation gets a key of this entity's own."""
        key = build_key(form, known.type)
        is_others = (_is_short(form) and known.type == "organisation" and key != fold(form)) or is_listed_organisation(
            form
        )
        return f"here {fold(form)}" if is_others and key != build_key(known.name, known.type) else key

    def find_people(self, surname: str) -> list[LinkedEntity]:
        """People with this surname, known with or without a full name."""
        return list(self._people.get(surname, {}).values())

    def find(self, entity: LocalEntity, context: Sequence[str], used: set[str]) -> Match:
        """The entity that a name refers to, or None; and an uncertain match to propose instead."""
        found, doubtful = (
            self._find_person(entity, context, used) if entity.type == "person" else self._find_other(entity, context)
        )
        if found is None and self._across_types and not is_known_place(entity.name):
            others = [k for k in self._by_name.get(fold(entity.name), {}).values() if k.entity_id not in used]
            if not others and entity.type == "organisation" and is_group(entity.name):
                others = list(self._by_key.get(("group", build_key(entity.name, "group")), {}).values())
            others = [k for k in others if k.n_articles and not is_known_place(k.name)]
            others = [k for k in others if not k.type == entity.type == "person"]
            if others:
                return max(others, key=lambda known: known.n_articles), None
        return found, doubtful

    def _find_person(self, entity: LocalEntity, context: Sequence[str], used: set[str]) -> Match:
        name = read_person(entity.name)

        def fits(known: LinkedEntity) -> bool:
            return known.is_full and known.entity_id not in used and _agree(known.gender, entity.gender)

        exact = [known for known in self._exact.get(name, {}).values() if fits(known)]
        if exact:
            return max(exact, key=lambda k: (weigh_context(context, k, self._spread), k.n_articles)), None
        people = {
            known.entity_id: known
            for word in sorted({name.surname, *name.given[1:]})
            for known in islice(self._people.get(word, {}).values(), _MOST)
            if fits(known)
        }
        fitting = list(people.values())
        near = [known for known in fitting if all(are_compatible(name, parsed) for parsed in known.parsed)]
        same = [known for known in near if any(_begin_alike(name, parsed) for parsed in known.parsed)]
        if len(same) == 1:
            return same[0], None
        if not near:
            return self._find_bare_entity(entity, context, used), _find_namesake(entity, name, fitting)
        scores = sorted(((weigh_context(context, k, self._spread), k.n_articles, k) for k in near), key=lambda s: s[:2])
        best, _, known = scores[-1]
        if best >= _ENOUGH and (len(scores) == 1 or best >= _CLEARLY * scores[-2][0]):
            return known, None
        return None, known

    def _find_bare_entity(self, entity: LocalEntity, context: Sequence[str], used: set[str]) -> LinkedEntity | None:
        """The entity that so far has only the surname, if all its articles fit this person."""
        surname = read_person(entity.name).surname
        if any(known.is_full for known in self._people.get(surname, {}).values()):
            return None
        bare = [k for k in self.find_people(surname) if not k.is_full and k.n_articles and k.entity_id not in used]
        if len(bare) != 1 or not _agree(bare[0].gender, entity.gender):
            return None
        shared = set(context) - {entity.name}
        articles = bare[0].bare.values()
        if len(articles) < bare[0].n_articles:
            return None
        return bare[0] if all(shared & set(one.context) for one in articles) else None

    def find_bare(self, entity: LocalEntity, context: Sequence[str], used: set[str]) -> LinkedEntity | None:
        """The person that a bare surname refers to, or the entity of just that surname."""
        surname = read_person(entity.name).surname
        if target := self.choose_person(surname, context, entity.gender, entity.description, used):
            return target
        bare = [
            known
            for known in self.find_people(surname)
            if not known.is_full and known.entity_id not in used and _agree(known.gender, entity.gender)
        ]
        return bare[0] if bare else None

    def choose_person(
        self, surname: str, context: Sequence[str], gender: str, role: str, used: set[str]
    ) -> LinkedEntity | None:
        """Of the people with a full name and that surname the one that the context supports."""
        people = [
            known
            for known in self.find_people(surname)
            if known.is_full
            and not known.is_empty
            and known.entity_id not in used
            and _agree(known.gender, gender)
            and any(parsed.surname == surname for parsed in known.parsed)
        ]
        if not people:
            return None
        roles = set(fold(role).split())
        scored = []
        for known in people:
            score = weigh_context(context, known, self._spread)
            if roles and roles & set(fold(known.description).split()):
                score += 0.3
            scored.append((score, known.n_articles, known))
        scored.sort(key=lambda one: one[:2])
        best, articles, known = scored[-1]
        if best >= _ENOUGH and (len(scored) == 1 or best >= _CLEARLY * scored[-2][0]):
            return known
        if len(scored) == 1 and articles > 1:
            return known
        if len(scored) > 1 and articles >= 5 * sum(one[1] for one in scored[:-1]) and best >= scored[-2][0]:
            return known
        return None

    def _find_other(self, entity: LocalEntity, context: Sequence[str]) -> Match:
        forms = sorted({entity.name, *entity.aliases}, key=lambda form: -len(form))
        for form in forms:
            key = build_key(form, entity.type)
            found = list(self._by_key.get((entity.type, key), {}).values())
            if not found and _is_short(form) and not is_listed_organisation(form):
                found = list(self._by_key.get((entity.type, f"here {fold(form)}"), {}).values())
            found = [known for known in found if form == entity.name or " " in form or _only_short(known)]
            if not found:
                continue
            if len(found) == 1 and not self._is_ambiguous(form, key, found[0], entity.type, context):
                return found[0], None
            scores = sorted(
                ((weigh_context(context, k, self._spread), k.n_articles, k) for k in found), key=lambda s: s[:2]
            )
            if len(found) > 1 and (form not in ORG_HEADS or scores[-1][0] >= _ENOUGH):
                return scores[-1][2], None
        if entity.type == "organisation":
            found_one, doubtful = self._find_by_initials(entity, context)
            return (found_one, doubtful) if found_one or doubtful else self._find_by_part(entity, context)
        return None, None

    def _find_by_part(self, entity: LocalEntity, context: Sequence[str]) -> Match:
        """Match "Port Authority" to a known "Halden Port Authority" and the reverse."""
        key = build_key(entity.name, "organisation")
        if " " not in key:
            return None, None
        found = [] if _is_whole(entity.name) else list(self._by_part.get(key, {}).values())
        for part in cut_parts(key):
            for known in self._by_key.get(("organisation", part), {}).values():
                if build_key(known.name, "organisation") == part and not _is_whole(known.name):
                    found.append(known)
        if len(found) != 1:
            return None, None
        if weigh_context(context, found[0], self._spread) >= _ENOUGH:
            return found[0], None
        other = build_key(found[0].name, "organisation")
        begins = key.startswith(f"{other} ") or other.startswith(f"{key} ")
        return None, found[0] if begins else None  # suffixes are ambiguous: "City Council"

    def _is_ambiguous(self, form: str, key: str, known: LinkedEntity, kind: str, context: Sequence[str]) -> bool:
        """Whether a single word may not be the long name it was short for before: "Chicago" and "Chicago Bulls"."""
        if " " in form or kind != "organisation" or key == build_key(known.name, kind) or _is_short(form):
            return False
        return weigh_context(context, known, self._spread) < (_ENOUGH if form in ORG_HEADS else 0.2)

    def _find_by_initials(self, entity: LocalEntity, context: Sequence[str]) -> Match:
        """Match "ECB" to a known "European Central Bank" and the reverse."""
        name = entity.name
        if " " not in name and name.isupper() and len(name) > 2:
            found = list(self._by_initials.get(name, {}).values())
        elif " " in name:
            found = [
                known
                for initials in set(build_initials(name))
                if len(initials) > 2
                for known in self._by_key.get(("organisation", initials.lower()), {}).values()
                if _only_short(known) and known.name.isupper()
            ]
        else:
            return None, None
        if len(found) != 1:
            return None, None
        sure = len(name if " " not in name else found[0].name) >= _SURE_INITIALS
        if sure or weigh_context(context, found[0], self._spread) >= _ENOUGH:
            return found[0], None
        return None, found[0]


def _find_namesake(entity: LocalEntity, name: PersonName, fitting: Sequence[LinkedEntity]) -> LinkedEntity | None:
    """A possible match although only one name has "Jr."; none if an article names both."""
    bare = replace(name, suffix="")
    for known in fitting:
        parsed = [replace(one, suffix="") for one in known.parsed]
        apart = entity.name not in known.cooccurring and not known.is_empty
        if apart and all(one.surname == name.surname and are_compatible(bare, one) for one in parsed):
            return known
    return None


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _begin_alike(one: PersonName, other: PersonName) -> bool:
    if ends_alike(one, other) or ends_alike(other, one):
        return True
    return bool(one.given and other.given) and one.given[0] == other.given[0] and len(one.given[0]) > 1


def cut_parts(key: str) -> list[str]:
    """Prefixes and suffixes of a long name, of at least two words."""
    words = key.split()
    if not 2 < len(words) <= _LONGEST:
        return []
    sizes = range(2, len(words))
    parts = {" ".join(words[:size]) for size in sizes} | {" ".join(words[-size:]) for size in sizes}
    return sorted(part for part in parts if part.split()[-1] not in _LINKS and part.split()[0] not in _LINKS)


def _is_whole(name: str) -> bool:
    """Whether a name is complete in itself: "European Union", or a club or firm named after its town."""
    is_town = any(is_known_place(form) or form in gazetteer.cities()[0] for form in (name, name.title()))
    return is_town or is_listed_organisation(name)


def _is_short(form: str) -> bool:
    return form.isupper() and 1 < len(form) < 7


def _only_short(known: LinkedEntity) -> bool:
    return all(" " not in form for form in known.aliases)
