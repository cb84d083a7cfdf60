"""Aliases within one article: acronyms it introduces, short forms of organisations, definite descriptions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from components.analysis.document import Document
from components.analysis.entities import gazetteer
from components.analysis.entities.clusters import Cluster, Form
from components.analysis.entities.lexicon import COMPANY_NOUNS, ORG_HEADS, TITLES
from components.analysis.entities.spans import Candidate
from components.analysis.entities.surface_forms import build_key
from components.types import LocalEntity, Mention

_SMALL = frozenset(("of", "the", "for", "and", "&", "in", "on", "de", "la", "del", "des", "du", "to"))
_REACH = 12  # tokens before the bracket in which the long name may begin
_LONGEST = 12  # words of a name whose prefixes and suffixes are indexed
_DESCRIBED_ORGANISATIONS = (
    frozenset(head.lower() for head in ORG_HEADS if head.isalpha() and len(head) > 3) | COMPANY_NOUNS | {"regulator"}
)
_DESCRIBED_PEOPLE = TITLES | frozenset(
    ("billionaire", "lawmaker", "politician", "chairwoman", "chairman", "congresswoman")
)
_GO_ON = frozenset(("of", "for", "in", "at", "who", "that", "which", "and", "to"))


def find_acronyms(doc: Document, found: list[Candidate]) -> tuple[list[Candidate], dict[str, Candidate]]:
    """The candidates, corrected by the acronyms in brackets behind them, and each acronym's long name."""
    pairs: dict[str, Candidate] = {}
    common: set[str] = set()  # abbreviations of common nouns: "personal protective equipment (PPE)"
    at = {c.end: c for c in found}
    names: list[Candidate] = []
    gone: set[int] = set()  # candidates that are part of a longer name before a bracket
    for i in range(1, len(doc) - 2):
        if doc.tokens[i] != "(" or doc.tokens[i + 2] != ")" or not is_acronym(doc.tokens[i + 1]):
            continue
        short = doc.tokens[i + 1]
        start = _find_start(doc, i, short)
        before = at.get(i)
        if start >= 0:
            inside = [at[end] for end in range(start + 1, i + 1) if end in at]
            if across := next((at[end] for end in range(i + 1, i + 3) if end in at and at[end].start < i), None):
                inside.append(across)
            kind = next(
                (c.type for c in reversed(inside) if c.type not in ("", "place", "group", "person")), "organisation"
            )
            name = Candidate(start, i, kind, "pattern")
            gone.update(id(c) for c in inside)
            names.append(name)
            pairs.setdefault(short, name)
        elif before is None and _stands_for_words(doc, i, short):
            common.add(short)
        elif before is not None and fits_acronym(short, doc.cut(before.start, i)):
            pairs.setdefault(short, before)
    if names:
        found = sorted([*(c for c in found if id(c) not in gone), *names], key=lambda c: c.start)
    if common:
        found = [c for c in found if c.end - c.start > 1 or doc.tokens[c.start] not in common]
    return add_acronyms(doc, found, pairs), pairs


def _stands_for_words(doc: Document, end: int, short: str) -> bool:
    """Whether the lower-case words before a bracket have exactly the acronym's initials."""
    letters = [c for c in short.lower() if c.isalpha()]
    before = [text for text in doc.tokens[max(end - 2 * len(letters), 0) : end] if text != "-"][-len(letters) :]
    return [text[0] for text in before] == letters and all(text.islower() for text in before[1:])


def _find_start(doc: Document, end: int, short: str) -> int:
    """The token before the bracket at which a name with exactly the acronym's initials begins, or -1."""
    letters = "".join(c for c in short if c.isalpha()).upper()
    for start in range(end - 1, max(end - _REACH, 0) - 1, -1):
        text = doc.tokens[start]
        if text.isspace() or text in (".", ",", ";", ":", ")", "”", '"'):
            break
        if text[0].upper() == letters[0] and text[0].isupper() and letters in build_initials(doc.cut(start, end)):
            return start
    return -1


def is_acronym(text: str) -> bool:
    """Whether a word is written like an acronym: "ECB", "U.N.", "MoD"."""
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(letters) <= 8 and text[0].isupper() and sum(c.isupper() for c in letters) * 2 > len(letters)


def build_initials(name: str) -> tuple[str, str]:
    """The initials of a name's words, without and with function words."""
    parts = [part for word in name.split() for part in word.split("-") if part[:1].isalpha()]
    main = "".join(part[0] for part in parts if part.lower() not in _SMALL)
    return main.upper(), "".join(part[0] for part in parts).upper()


def fits_acronym(short: str, name: str) -> bool:
    """Whether the acronym's letters occur in the name in order, starting with its first letter."""
    letters = [c for c in short.upper() if c.isalpha()]
    main, full = build_initials(name)
    if "".join(letters) in (main, full):
        return True
    if len(main) < 2 or letters[0] != main[0]:
        return False
    position = 0
    for letter in letters:
        position = name.upper().find(letter, position) + 1
        if not position:
            return False
    return len(letters) <= len(full) + 2


def add_acronyms(doc: Document, found: list[Candidate], pairs: dict[str, Candidate]) -> list[Candidate]:
    """The candidates and every further occurrence of the acronyms."""
    if not pairs:
        return found
    taken = {i for candidate in found for i in range(candidate.start, candidate.end)}
    added = [
        Candidate(i, i + 1, "", "pattern") for i, text in enumerate(doc.tokens) if text in pairs and i not in taken
    ]
    return sorted([*found, *added], key=lambda candidate: candidate.start)


# Organisations of one article: long names, short forms and acronyms merged.


def merge_organisations(forms: Sequence[Form], indices: list[int], acronyms: Mapping[str, str]) -> list[Cluster]:
    """Clusters of the organisations that these forms name; `acronyms` are those that the article introduces."""
    by_key: dict[str, Cluster] = {}
    names: dict[str, str] = {}
    for i in indices:
        key = build_key(forms[i].name, "organisation")
        by_key.setdefault(key, Cluster("organisation")).take(i, forms[i])
        names.setdefault(key, forms[i].name)
    given = {build_key(short, "organisation"): build_key(name, "organisation") for short, name in acronyms.items()}
    long_names = LongNames(names)
    for key in sorted(by_key, key=len):
        target = given.get(key) or long_names.find(key)
        if target and target != key and target in by_key and key in by_key:
            for i in by_key.pop(key).members:
                by_key[target].take(i, forms[i])
            long_names.drop(key)
    return list(by_key.values())


def is_listed_organisation(name: str) -> bool:
    """Whether the gazetteer has the name itself, so that "European Union" is not short for "Western European Union"."""
    return name in gazetteer.organisations()[0]


class LongNames:
    """An article's organisations, indexed by the initials, prefixes and suffixes of their names."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)
        self._by_initials: dict[str, set[str]] = {}
        self._by_beginning: dict[str, set[str]] = {}
        self._by_end: dict[str, set[str]] = {}
        for key, name in names.items():
            words = key.split()
            if 1 < len(words) <= _LONGEST:
                for initials in set(build_initials(name)):
                    self._by_initials.setdefault(initials, set()).add(key)
                for size in range(1, len(words)):
                    self._by_beginning.setdefault(" ".join(words[:size]), set()).add(key)
                    self._by_end.setdefault(" ".join(words[-size:]), set()).add(key)

    def drop(self, key: str) -> None:
        """Remove a name that was merged into another."""
        del self._names[key]

    def find(self, key: str) -> str:
        """The one longer name that a short key abbreviates, or "" if there is none or more than one."""
        short = self._names[key]
        words = key.split()
        if short in gazetteer.country_names() or short in gazetteer.nationalities() or is_listed_organisation(short):
            return ""
        if len(words) == 1 and short.isupper() and len(short) > 1:
            fitting = self._only(self._by_initials.get(short.replace(".", ""), ()))
            if fitting:
                return fitting
        if len(words) > 1 or short not in ORG_HEADS:
            fitting = self._only(self._by_beginning.get(key, ()))
            if fitting:
                return fitting
        return self._only(self._by_end.get(key, ())) if len(words) > 1 or short in ORG_HEADS else ""

    def _only(self, keys: set[str] | tuple[()]) -> str:
        found = [key for key in keys if key in self._names] if len(keys) < _LONGEST else []
        return found[0] if len(found) == 1 else ""


# Definite descriptions of somebody named before: "the minister", "the union", "the 71-year-old".


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens `start` to `end`; `head` is the noun in lower case, `age` is "71" in "the 71-year-old"."""

    start: int
    end: int
    head: str
    age: str = ""


def find_descriptions(doc: Document, taken: Collection[int]) -> list[Description]:
    """The definite descriptions of a text: "the" and a bare role, without a modifier that would name somebody else."""
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
        if head not in _DESCRIBED_PEOPLE and head not in _DESCRIBED_ORGANISATIONS:
            continue
        if end < n and (
            doc.tags[end].startswith(("NN", "HYPH", "JJ", "VBG")) or doc.lower[end] in _GO_ON or end in taken
        ):
            continue
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
    """For each entity the nouns that describe it: roles and ages of people, head nouns of organisations' names."""
    roles: list[set[str]] = [set() for _ in entities]
    for number, entity in enumerate(entities):
        if entity.type == "person":
            part = entity.description.lower().split(" of ")[0].split(" for ")[0].split(" at ")[0]
            roles[number].update(word for word in part.split()[-2:] if word in _DESCRIBED_PEOPLE)
        elif entity.type == "organisation":
            for form in (entity.name, *entity.aliases):
                pieces = form.lower().split()
                if len(pieces) > 1:
                    roles[number].update({pieces[0], pieces[-1]} & _DESCRIBED_ORGANISATIONS)
    for i, mention in named:
        if mention.type != "person":
            continue
        if i and doc.lower[i - 1] in _DESCRIBED_PEOPLE:
            roles[mention.entity].add(doc.lower[i - 1])
        end = i
        while end < len(doc) and doc.starts[end] < mention.end:
            end += 1
        if end + 2 < len(doc) and doc.tokens[end] == "," and doc.tokens[end + 1].isdigit():
            roles[mention.entity].add(doc.tokens[end + 1])
    return [frozenset(some) for some in roles]
