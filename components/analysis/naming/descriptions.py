"""Descriptions that stand for somebody named before: "the minister", "the union", "the 71-year-old"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from components.analysis.naming.lexicon import ORG_HEADS, TITLES
from components.analysis.naming.spans import is_title
from components.analysis.naming.words import Words
from components.types import LocalEntity, Mention

_ORGANISATIONS = frozenset(head.lower() for head in ORG_HEADS if head.isalpha() and len(head) > 3) | {
    "company",
    "firm",
    "regulator",
    "carmaker",
    "lender",
    "airline",
    "retailer",
    "manufacturer",
    "startup",
}
_PEOPLE = TITLES | frozenset(("billionaire", "lawmaker", "politician", "chairwoman", "chairman", "congresswoman"))
_GO_ON = frozenset(("of", "for", "in", "at", "who", "that", "which", "and", "to"))


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens `start` to `end`; `head` is the noun in lower case, `age` "71" where that is given."""

    start: int
    end: int
    head: str
    age: str = ""


def find_descriptions(words: Words, taken: Collection[int]) -> list[Description]:
    """The descriptions of a text: "the" and a bare role, nothing behind it that would make it somebody else's."""
    found = []
    n = len(words)
    for i, lower in enumerate(words.lower):
        if lower != "the" or i + 1 >= n or i + 1 in taken:
            continue
        if words.texts[i + 1].isdigit() or words.texts[i + 1].endswith("-year-old"):
            if description := _read_age(words, i):
                found.append(description)
            continue
        head = words.lower[i + 1]
        end = i + 2
        if head not in _PEOPLE and head not in _ORGANISATIONS:
            continue
        if end < n and (
            words.tags[end].startswith(("NN", "HYPH", "JJ", "VBG")) or words.lower[end] in _GO_ON or end in taken
        ):
            if not (head in ("prime", "vice", "foreign") and end < n and is_title(words, end)):
                continue
            head, end = words.lower[end], end + 1
        found.append(Description(i, end, head))
    return found


def _read_age(words: Words, i: int) -> Description | None:
    text = words.texts[i + 1]
    if text.endswith("-year-old"):
        return Description(i, i + 2, "", text.split("-")[0])
    if words.lower[i + 2 : i + 6] == ["-", "year", "-", "old"]:
        end = i + 6
        if end < len(words) and words.tags[end].startswith("NN"):
            return None
        return Description(i, end, "", text)
    return None


def read_roles(
    words: Words, named: Sequence[tuple[int, Mention]], entities: Sequence[LocalEntity]
) -> list[frozenset[str]]:
    """For each entity the nouns that describe it: roles and ages of people, heads of organisations' names."""
    roles: list[set[str]] = [set() for _ in entities]
    for number, entity in enumerate(entities):
        if entity.type == "person":
            part = entity.description.lower().split(" of ")[0].split(" for ")[0].split(" at ")[0]
            roles[number].update(word for word in part.split()[-2:] if word in _PEOPLE)
        elif entity.type == "organisation":
            for form in (entity.name, *entity.aliases):
                pieces = form.lower().split()
                if len(pieces) > 1:
                    roles[number].update({pieces[0], pieces[-1]} & _ORGANISATIONS)
    for i, mention in named:
        if mention.type != "person":
            continue
        if i and words.lower[i - 1] in _PEOPLE:
            roles[mention.entity].add(words.lower[i - 1])
        end = i
        while end < len(words) and words.starts[end] < mention.end:
            end += 1
        if end + 2 < len(words) and words.texts[end] == "," and words.texts[end + 1].isdigit():
            roles[mention.entity].add(words.texts[end + 1])
    return [frozenset(some) for some in roles]
