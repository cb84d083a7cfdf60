"""Descriptions that stand for somebody named before: "the minister", "the union", "the 71-year-old"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from components.analysis.document import Document
from components.analysis.naming.lexicon import ORG_HEADS, TITLES
from components.analysis.naming.spans import is_title
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


def find_descriptions(doc: Document, taken: Collection[int]) -> list[Description]:
    """The descriptions of a text: "the" and a bare role, nothing behind it that would make it somebody else's."""
    found = []
    n = len(doc)
    for i, lower in enumerate(doc.lower):
        if lower != "the" or i + 1 >= n or i + 1 in taken:
            continue
        if doc.tokens[i + 1].isdigit() or doc.tokens[i + 1].endswith("-year-old"):
            if description := _read_age(doc, i):
                found.append(description)
            continue
        head = doc.lower[i + 1]
        end = i + 2
        if head not in _PEOPLE and head not in _ORGANISATIONS:
            continue
        if end < n and (
            doc.tags[end].startswith(("NN", "HYPH", "JJ", "VBG")) or doc.lower[end] in _GO_ON or end in taken
        ):
            if not (head in ("prime", "vice", "foreign") and end < n and is_title(doc, end)):
                continue
            head, end = doc.lower[end], end + 1
        found.append(Description(i, end, head))
    return found


def _read_age(doc: Document, i: int) -> Description | None:
    text = doc.tokens[i + 1]
    if text.endswith("-year-old"):
        return Description(i, i + 2, "", text.split("-")[0])
    if doc.lower[i + 2 : i + 6] == ["-", "year", "-", "old"]:
        end = i + 6
        if end < len(doc) and doc.tags[end].startswith("NN"):
            return None
        return Description(i, end, "", text)
    return None


def read_roles(
    doc: Document, named: Sequence[tuple[int, Mention]], entities: Sequence[LocalEntity]
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
        if i and doc.lower[i - 1] in _PEOPLE:
            roles[mention.entity].add(doc.lower[i - 1])
        end = i
        while end < len(doc) and doc.starts[end] < mention.end:
            end += 1
        if end + 2 < len(doc) and doc.tokens[end] == "," and doc.tokens[end + 1].isdigit():
            roles[mention.entity].add(doc.tokens[end + 1])
    return [frozenset(some) for some in roles]
