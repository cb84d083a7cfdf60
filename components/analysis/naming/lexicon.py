"""Words that tell what a name is: honorifics, roles, heads of organisations and places, generic words."""

from __future__ import annotations

from components.analysis.gazetteer import read_lines


def _read_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    name = ""
    for line in read_lines("words.txt"):
        if line.startswith(" "):
            lists[name].update(line.split())
        else:
            name = line.rstrip(":")
            lists[name] = set()
    return {name: frozenset(words) for name, words in lists.items()}


_LISTS = _read_lists()

# Honorific to the gender it tells, "" where it tells none
HONORIFICS = {
    **dict.fromkeys(_LISTS["honorifics"], ""),
    **dict.fromkeys(_LISTS["honorifics_m"], "m"),
    **dict.fromkeys(_LISTS["honorifics_f"], "f"),
}
TITLES = _LISTS["titles"]
BEFORE_TITLE = _LISTS["before_title"]
ORG_HEADS = _LISTS["org_heads"]
SHORT_HEADS = _LISTS["short_heads"]
ORG_AFTER = _LISTS["org_after"]
POSSESSORS = _LISTS["possessors"]
CORPORATE = _LISTS["corporate"]
PLACE_HEADS = _LISTS["place_heads"]
PLACE_OPENERS = _LISTS["place_openers"]
EVENT_HEADS = _LISTS["event_heads"]
LAND_OPENERS = _LISTS["land_openers"]
LAW_HEADS = _LISTS["law_heads"]
THING_HEADS = _LISTS["thing_heads"]
SURNAME_HEADS = _LISTS["surname_heads"]
NOT_NAMES = _LISTS["not_names"]
CODES = _LISTS["codes"]
SPORT_CODES = _LISTS["sport_codes"]
MONTHS = _LISTS["months"]
DATE_SURNAMES = _LISTS["date_surnames"]
DATE_WORDS = _LISTS["date_words"]
SPEECH = _LISTS["speech"]
PARTICLES = _LISTS["particles"]
SUFFIXES = _LISTS["suffixes"]
PLACE_WORDS_BEFORE = _LISTS["place_words_before"]
PEOPLE_AFTER = _LISTS["people_after"]
PLACE_AFTER = _LISTS["place_after"]
DIRECTIONS = _LISTS["directions"]
GOVERNED = _LISTS["governed"]
GAMES = _LISTS["games"]
TEAM_WORDS = _LISTS["team_words"]
SPORT_WORDS = _LISTS["sport_words"] | TEAM_WORDS
SPORT_AFTER = _LISTS["sport_after"]
SPORT_BEFORE = _LISTS["sport_before"]
SPORT_VERBS = _LISTS["sport_verbs"]
OPENERS = _LISTS["openers"]
FAMOUS = _LISTS["famous"]
PORTFOLIOS = _LISTS["portfolios"]
CLUBS = _LISTS["clubs"]
SLUGS = _LISTS["slugs"]
THINGS = _LISTS["things"]
NUMBERED = _LISTS["numbered"]
CIVIC_HEADS = _LISTS["civic_heads"]
ORG_BEFORE = _LISTS["org_before"]
WORKS_FOR = _LISTS["works_for"]
OF_ORGANISATIONS = _LISTS["of_organisations"]
CITY_WORDS = _LISTS["city_words"]  # large cities that are also words or surnames: known by the text only
OFFICES = _LISTS["offices"]
IN_CHARGE = _LISTS["in_charge"]
WORK_NOUNS = _LISTS["work_nouns"]
QUOTED_CAMPS = _LISTS["quoted_camps"]
PARTIES = _LISTS["parties"]
PARTY_PEOPLE = _LISTS["party_people"]
NOT_FIRST_NAMES = _LISTS["not_first_names"]
DETERMINERS = _LISTS["determiners"]
