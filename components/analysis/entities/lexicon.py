"""Lexicon: word lists that indicate a name's type (honorifics, titles, head nouns, cues) or a text's genre."""

from __future__ import annotations

from pathlib import Path

from components.analysis.document import Document, kept_with_document

_DATA = Path(__file__).parent / "data"
# fmt: off
_SMALL = frozenset((
    "a", "an", "the", "and", "but", "or", "nor", "of", "in", "on", "at", "to", "for", "by", "as", "up", "off", "out",
    "per", "via", "vs", "v", "if", "with", "from", "over", "into", "than", "that", "after", "about", "amid", "s", "t",
    "de", "la",
))
# fmt: on
_SPORT = 5  # different sport words that make a text a match report
_LIST = 3  # commas from which a line of capitalised words is a list of names, not a headline
_LEAST, _MOST = 4, 30  # tokens of the shortest and longest headline, exclusive
_HEADLINE = 6  # first tokens in which a headline names the sport
_TEAMS = 1  # of these, words of team sports only


def read_lines(file: str) -> list[str]:
    """The lines of a data file without comments and blank lines."""
    lines = (_DATA / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


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

# Gender that each honorific implies, "" if none
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
COMPANY_NOUNS = _LISTS["company_nouns"]
VERSUS = _LISTS["versus"]
FACILITIES = _LISTS["facilities"]
FACILITY_KINDS = _LISTS["facility_kinds"]
FACILITY_ENDS = _LISTS["facility_ends"] | FACILITIES
PERSON_ENDINGS = ("man", "woman", "person", "ologist")  # how nouns for people end, whatever the word
# Personal pronouns with the gender they imply
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}


# Genre: match reports and headlines in title case.


@kept_with_document
def is_sport_report(doc: Document) -> bool:
    """Whether a text reports matches between teams: its headline names the sport, or it has enough sport words."""
    lower = doc.lower
    some, of_teams = len(SPORT_WORDS.intersection(lower)), len(TEAM_WORDS.intersection(lower))
    if some > 1 and (("standings" in lower and of_teams) or not GAMES.isdisjoint(lower[:_HEADLINE])):
        return True
    return some >= _SPORT and of_teams >= _TEAMS


@kept_with_document
def find_headlines(doc: Document) -> list[bool]:
    """For each token whether its sentence or line is in title case, where capitals do not indicate a name."""
    texts, sentences = doc.tokens, doc.sentence_of
    long_words: dict[int, int] = {}
    plain: set[int] = set()  # sentences with a lower-case word that title case would capitalise
    commas: dict[int, int] = {}
    for text, sentence in zip(texts, sentences, strict=True):
        if text == ",":
            commas[sentence] = commas.get(sentence, 0) + 1
        elif text.isalpha():
            if text.islower() and text not in _SMALL:
                plain.add(sentence)
            elif len(text) > 3:
                long_words[sentence] = long_words.get(sentence, 0) + 1
    titles = {s for s, n in long_words.items() if n > 3 and s not in plain and commas.get(s, 0) < _LIST}
    found = [sentence in titles for sentence in sentences] if titles else [False] * len(texts)
    begin = 0
    for i in (*(i for i, text in enumerate(texts) if "\n" in text), len(texts)):
        if _LEAST < i - begin < _MOST and _is_headline(texts[begin:i]):
            found[begin:i] = [True] * (i - begin)
        begin = i + 1
    return found


def _is_headline(line: list[str]) -> bool:
    """Whether a whole line is in title case; the parser may split it into several sentences."""
    if line[-1] in (".", ",", ";") or any(text.islower() and text.isalpha() and text not in _SMALL for text in line):
        return False
    if line.count(",") >= _LIST:
        return False
    return sum(len(text) > 3 for text in line if text.isalpha()) > 3 and sum(text[0].isdigit() for text in line) < 2
