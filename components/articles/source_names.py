"""Which names of sources may mean one source: written another way, an address, a short form, or with a place added.

A name is read into its words, without the article ("The", "Die", "El"), its edition ("(London)", "Online"), and, for a
web address, its host. Names that agree are proposed as one. A short form is proposed only if it fits one source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_ARTICLES = frozenset("the der die das le la les el los las il lo gli o os de het".split())  # noqa: SIM905
_EDITIONS = frozenset("online web website digital site".split())  # noqa: SIM905
_SMALL = frozenset("of and the for in on de la der".split())  # noqa: SIM905
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905
_DEVICES = re.compile(r"www?\d{0,2}|m|mobile|amp")
_HOST = re.compile(r"(?:https?://)?((?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24})\.?(?:[/?#:]\S{0,2000})?", re.IGNORECASE)
_SECOND_LEVEL = frozenset("co com org net gov gob ac edu or ne go".split())  # noqa: SIM905 - below a country: .co.uk
_BRACKETS = re.compile(r"(?P<name>[^()\[\]]{1,200})[(\[](?P<edition>[^()\[\]]{1,100})[)\]]")
_INVERTED = re.compile(r"(?P<name>[^,]{1,200}),\s?(?P<article>\w{1,4})")
_SIGNS = re.compile(r"[^\w]+|_+")
_MOST_CHARS, _MOST_WORDS = 400, 12


@dataclass(frozen=True, slots=True)
class SourceName:
    """The parts of one written name."""

    words: tuple[str, ...]  # lower case, without accents and the article; of a host, its own label
    edition: str = ""  # "london" of "The Times (London)"
    article: str = ""  # "the"
    is_inverted: bool = False  # "Times, The"
    host: str = ""  # without "www."
    domain: str = ""  # the host without what stands below it: "example.org" of "news.example.org"

    @property
    def letters(self) -> str:
        """All its words written as one, as in web addresses."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class SourceProposal:
    """Names of sources that may be one; a person decides."""

    names: tuple[str, ...]
    reason: str


def read_source_name(name: str) -> SourceName:
    """Read a source's name, or its web address, into its parts."""
    text = " ".join(name[:_MOST_CHARS].split())
    if found := _HOST.fullmatch(text):
        return _read_host(found[1].casefold())
    text, article = _turn(text)
    edition = ""
    if found := _BRACKETS.fullmatch(text):
        text, edition = found["name"].strip(), " ".join(_split(found["edition"]))
        text, inside = _turn(text)
        article = article or inside
    is_inverted = bool(article)
    words = _split(text)
    if not article and len(words) > 1 and words[0] in _ARTICLES:
        article, *words = words
    if len(words) > 1 and words[-1] in _EDITIONS and not edition:
        edition = words.pop()
    return SourceName(tuple(words), edition, article, is_inverted)


def choose_name(names: Iterable[str], n_articles: Mapping[str, int]) -> str:
    """The name to keep of several: no web address, not turned round, then that of most articles."""

    def rank(name: str) -> tuple[bool, bool, int, str]:
        told = read_source_name(name)
        return bool(told.host), told.is_inverted, -n_articles.get(name, 0), name

    return min(names, key=rank)


def _turn(text: str) -> tuple[str, str]:
    """Of "Times, The" the name and the article; other names as they are, without one."""
    found = _INVERTED.fullmatch(text)
    article = found["article"].casefold() if found else ""
    return (found["name"], article) if found and article in _ARTICLES else (text, "")


def _split(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("’", "").replace("'", ""))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return _SIGNS.sub(" ", plain).split()[:_MOST_WORDS]


def _read_host(host: str) -> SourceName:
    labels = host.split(".")
    while len(labels) > 2 and _DEVICES.fullmatch(labels[0]):
        labels = labels[1:]
    n_suffix = 2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 1
    domain = labels[-n_suffix - 1 :]
    return SourceName(tuple(_split(domain[0])), host=".".join(labels), domain=".".join(domain))


# Proposals.


@dataclass
class _Source:
    """One source as it is shown, or several that agree, with all its names read."""

    shown: list[str]
    read: list[SourceName] = field(default_factory=list)

    @property
    def names(self) -> list[SourceName]:
        return [one for one in self.read if not one.host]

    @property
    def is_short(self) -> bool:
        """True for a bare "Times": no article and no address says that this is its whole name."""
        return bool(self.names) and len(self.names) == len(self.read) and not any(one.article for one in self.names)


def propose_sources(
    sources: Mapping[str, Sequence[str]], apart: Collection[frozenset[str]] = frozenset()
) -> list[SourceProposal]:
    """Sources that may be one; `sources` gives all written names of each by the name shown.

    Pairs in `apart` are of different sources, as a person said.
    """
    alone = [_Source([shown], [read_source_name(name) for name in names]) for shown, names in sources.items() if shown]
    groups = _unite(alone)
    found = []
    for group in groups:
        pairs = {frozenset((a, b)) for a in group.shown for b in group.shown if a != b}
        if len(group.shown) > 1 and pairs.isdisjoint(apart):
            found.append(SourceProposal(tuple(group.shown), _say_why(group)))
    for short, whole, reason in _relate(groups, apart):
        names = (choose_name(short.shown, {}), choose_name(whole.shown, {}))
        found.append(SourceProposal(names, reason))
    return found


def _unite(sources: list[_Source]) -> list[_Source]:
    """Join sources with the same words and edition, or the same host; a host to a name if no other host fits it."""
    domains: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        for one in source.read:
            if one.host:
                for letters in _as_letters(one):
                    domains[letters].add(one.domain)
    above = list(range(len(sources)))

    def find_root(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    by_key: dict[tuple[str, ...], int] = {}
    for number, source in enumerate(sources):
        for key in {key for one in source.read for key in _keys_of(one, domains)}:
            first, second = sorted((find_root(number), find_root(by_key.setdefault(key, number))))
            above[second] = first
    groups: dict[int, _Source] = {}
    for number, source in enumerate(sources):
        group = groups.setdefault(find_root(number), _Source([]))
        group.shown += source.shown
        group.read += source.read
    return list(groups.values())


def _as_letters(one: SourceName) -> set[str]:
    """What a name may be written as in an address, with its article and without; of an address also without "the"."""
    letters = one.letters
    if one.host and letters.startswith("the") and len(letters) > len("the") + 2:
        return {letters, letters.removeprefix("the")}
    return {letters, one.article + letters} - {""}


def _keys_of(one: SourceName, domains: Mapping[str, Collection[str]]) -> set[tuple[str, ...]]:
    """Keys of which sources that are one share at least one."""
    if not one.words:
        return set()
    if one.host:
        return {("host", one.host)} | ({("address", one.domain)} if one.host == one.domain else set())
    hosts = {domain for letters in _as_letters(one) for domain in domains.get(letters, ())}
    by_address = {("address", *hosts)} if len(hosts) == 1 and not one.edition else set()
    return {("name", one.letters, one.edition), *by_address}


def _say_why(group: _Source) -> str:
    if not group.names:
        return "The same web address, with and without “www”."
    if len(group.names) == len(group.read):
        return "Written alike, but for “The”, capitals or signs."
    return "The web address is the name."


def _relate(groups: list[_Source], apart: Collection[frozenset[str]]) -> Iterable[tuple[_Source, _Source, str]]:
    """Pairs of which one may be short for the other, each with its reason; only if it can be short for no other."""
    tables = _Tables(groups)
    for number, group in enumerate(groups):
        fits = {
            other: reason
            for other, reason in tables.find(group).items()
            if other != number and not any(frozenset((a, b)) in apart for a in group.shown for b in groups[other].shown)
        }
        for other, reason in fits.items() if len(fits) == 1 else ():
            yield group, groups[other], reason


class _Tables:
    """What a short form is looked up by: the ends, first letters, editions and hosts of all groups."""

    def __init__(self, groups: list[_Source]) -> None:
        self.ends: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        self.initials: defaultdict[str, set[int]] = defaultdict(set)
        self.editions: defaultdict[str, dict[int, str]] = defaultdict(dict)
        self.hosts: dict[str, int] = {}
        for number, group in enumerate(groups):
            for one in group.read:
                if one.host:
                    self.hosts[one.host] = number
                    continue
                for at in range(1, len(one.words)):
                    if not _DAYS.intersection(one.words[:at]):
                        self.ends[one.words[at:]].add(number)
                for letters in _shorten(one.words):
                    self.initials[letters].add(number)
                    self.initials[one.article[:1] + letters].add(number)
                if one.edition:
                    self.editions[one.letters][number] = one.edition

    def find(self, group: _Source) -> dict[int, str]:
        """What the group may be short for: number and reason."""
        fits: dict[int, str] = {}
        for one in group.read:
            short = one.host or " ".join(one.words)
            for other in self.initials.get(one.letters, ()) if one.host or len(one.words) == 1 else ():
                fits[other] = "Its short form has the other’s first letters, and those of no other source."
            if one.host and one.host != one.domain and one.domain in self.hosts:
                fits[self.hosts[one.domain]] = f"{one.host} is a part of {one.domain}."
            if one.host or one.edition:
                continue
            for other in self.ends.get(one.words, ()) if group.is_short else ():
                fits[other] = f"“{short.title()}” may be short for it: no other source ends like this."
            for other, edition in self.editions.get(one.letters, {}).items():
                fits[other] = f"Alike, but for “{edition.title()}”."
        return fits


def _shorten(words: tuple[str, ...]) -> set[str]:
    """Its first letters, with and without small words, and first letters before whole words: "hcourier"."""
    found = set()
    for kept in (words, tuple(word for word in words if word not in _SMALL)):
        letters = [word[0] for word in kept]
        found |= {"".join([*letters[:at], *kept[at:]]) for at in range(1, len(kept) + 1)} if len(kept) > 1 else set()
    return found
