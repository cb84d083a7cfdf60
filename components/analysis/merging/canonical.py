"""What an entity is called, of all the forms its name is written in."""

from __future__ import annotations

from collections.abc import Mapping

from components.analysis import gazetteer
from components.analysis.merging.keys import name_country
from components.analysis.merging.people import ends_alike, fold, read_person

_ACRONYM = 6  # so many letters may be an acronym, and are left as they are
_SELDOM = 5  # times seldomer than its part: then a longer name is an oddity
_KNOWN_SHORT = 12  # times as often as the full name: then an acronym is the form people write


def choose_full_name(counts: Mapping[str, int], kind: str) -> str:
    """The fullest form of one article, for people and organisations; the commonest for all else."""
    if kind == "person":
        name = max(
            counts, key=lambda form: (len(form.split()), "," not in form, not form.isupper(), counts[form], form)
        )
    elif kind == "organisation":
        name = max(counts, key=lambda form: (len(form.split()), not form.isupper(), counts[form], len(form)))
    else:
        name = max(counts, key=lambda form: (counts[form], len(form)))
    return soften(name, kind)


def choose_usual_name(counts: Mapping[str, int], kind: str, current: str) -> str:
    """The form that most mentions agree on, in full where that is written: a person's with the first name, an
    organisation's in words unless nearly everybody writes the acronym, a country's usual one."""
    pool = dict(counts)
    if kind == "person":
        full = {form: count for form, count in pool.items() if read_person(form).is_full}
        pool = _without_parts(full) or pool
    elif kind == "organisation":
        words = {form: count for form, count in pool.items() if " " in form}
        if words and max(words.values()) * _KNOWN_SHORT >= max(pool.values()):
            pool = words
    elif kind == "place":
        usual = name_country(current, kind)[0]
        if usual and any(fold(form) == fold(usual) for form in pool):
            return usual
    if kind == "person":
        pool = {form: count for form, count in pool.items() if "," not in form or read_person(form).suffix} or pool
    plain = {form: count for form, count in pool.items() if not form.isupper() or len(form) < _ACRONYM} or pool
    return soften(max(plain, key=lambda form: (plain[form], form == current, len(form), form)), kind)


def _without_parts(full: Mapping[str, int]) -> dict[str, int]:
    """Full names without those that are but another's double surname."""
    parsed = {form: read_person(form) for form in full}
    if len({name.surname for name in parsed.values()}) == len(parsed):
        return dict(full)
    return {
        form: count
        for form, count in full.items()
        if not any(ends_alike(parsed[form], parsed[other]) and n * _SELDOM > count for other, n in full.items())
    }


def soften(name: str, kind: str) -> str:
    """A name that stands in capitals only, as it would be written else: "Martha Quayle", "London"."""
    if kind not in ("person", "place") or not name.isupper() or "." in name:
        return name
    softened = " ".join("-".join(_soften_word(part) for part in word.split("-")) for word in name.split())
    if kind == "person":
        return softened if len(name) >= _ACRONYM or " " in name else name
    large, small = gazetteer.cities()
    known = softened in large or softened in small or softened in gazetteer.regions() | gazetteer.country_names()
    return softened if known else name


def _soften_word(word: str) -> str:
    head, mark, rest = word.partition("'" if "'" in word else "’")
    softened = head.title() + mark + (rest.title() if len(head) == 1 else rest.lower())
    return f"Mc{softened[2:].title()}" if softened.startswith("Mc") and len(softened) > 4 else softened
