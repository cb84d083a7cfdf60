"""Linking by blocks: names that can be found by each other are linked together, each block apart from all others.

A block is a connected component: two names are joined if a lookup key of the one is a key of the other. Own keys are a
person's surname (as an alias has it, too), an organisation's key (its name without "Inc." and "the", its usual name),
the key of anything else, and the name itself whatever its type. A person is also offered under its middle names, an
organisation under its initials and under the beginnings and ends of its name ("Port Authority" of "Halden Port
Authority"); that joins only where it is another's own key. So no name is ever looked up for which a block lacks an
entity (`EntityMatcher`), and each finds what one index of all names would find. What blocks share is the context, names
of the same article and how many articles name them; `BlockIndex` is told those.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import compress

import numpy as np

from components.analysis.entities.aliases import build_initials
from components.analysis.entities.linking import ArticleLinks, EntityIndex
from components.analysis.entities.linking_index import Spread
from components.analysis.entities.matching import cut_parts
from components.analysis.entities.surface_forms import build_key, fold, is_group, read_person
from components.types import EntityRecord, LinkResult, LocalEntity, Mention

Name = tuple[str, tuple[str, ...]]  # type and forms of a local entity
Places = Callable[[str], Sequence[int]]  # a canonical name -> the places of the articles that name it, ascending


def list_keys(kind: str, forms: Iterable[str]) -> tuple[set[str], set[str]]:
    """The own keys of a name with these forms, and those under which it is offered."""
    own, offered = set[str](), set[str]()
    for form in forms:
        if kind == "person":
            parsed = read_person(form)
            own.add(f"person {parsed.surname}")
            offered |= {f"person {word}" for word in parsed.given[1:]}
            if not (parsed.is_full or " " in form):
                continue
        else:
            key = build_key(form, kind)
            own.add(f"{kind} {key}")
        own.add(f"name {fold(form)}")
        if kind == "organisation":
            own |= {f"group {build_key(form, 'group')}"} if is_group(form) else set()
            own |= {f"organisation {form.lower()}"} if form.isupper() and " " not in form else set()
            if " " in form:
                offered |= {f"organisation {part}" for part in cut_parts(key)}
                offered |= {f"organisation {letters.lower()}" for letters in build_initials(form) if len(letters) > 2}
    return own, offered


def find_blocks(names: Sequence[Name], sizes: Sequence[int], most: int) -> tuple[np.ndarray, int]:
    """The block number of each name, and how many names of too large blocks were joined by own keys only.

    A block is too large if it holds more than `most` of the `sizes` (mentions, say). One entity may have several types,
    and is then found by its keys under each.
    """
    kinds = [{kind} for kind, _ in names]
    while True:
        labels = _join(names, kinds)
        together: dict[int, set[str]] = {}
        for label, own in zip(labels.tolist(), kinds, strict=True):
            together.setdefault(label, set()).update(own)
        grown = [together[label] for label in labels.tolist()]
        if all(len(one) == len(other) for one, other in zip(grown, kinds, strict=True)):
            break
        kinds = [set(one) for one in grown]
    is_large = np.bincount(labels, weights=np.asarray(sizes, dtype=np.float64))[labels] > most if len(names) else labels
    rest = np.flatnonzero(is_large)
    if len(rest):
        apart = _join(list(compress(names, is_large)), list(compress(kinds, is_large)), is_offered=False)
        labels = labels.copy()
        labels[rest] = labels.max() + 1 + apart
    return labels, len(rest)


def _join(names: Sequence[Name], kinds: Sequence[Collection[str]], *, is_offered: bool = True) -> np.ndarray:
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    numbers: dict[str, int] = {}
    rows, columns = list[int](), list[int]()
    for row, ((_, forms), types) in enumerate(zip(names, kinds, strict=True)):
        for key in {key for kind in types for key in list_keys(kind, forms)[0]}:
            rows.append(row)
            columns.append(numbers.setdefault(key, len(numbers)))
    for row, ((_, forms), types) in enumerate(zip(names, kinds, strict=True)) if is_offered else ():
        for key in {key for kind in types for key in list_keys(kind, forms)[1]}:
            if key in numbers:
                rows.append(row)
                columns.append(numbers[key])
    size = len(names) + len(numbers)
    ends = (np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64) + len(names))
    graph = coo_matrix((np.ones(len(rows), dtype=np.int8), ends), shape=(size, size))
    found: np.ndarray = connected_components(graph, directed=False)[1][: len(names)]
    return found


class _SpreadSoFar(Spread):
    """How many articles up to the one being linked give a name, in all blocks."""

    def __init__(self, places: Places) -> None:
        super().__init__()
        self._places = places
        self._place, self._is_counted = 0, False
        self.counted: list[str] = []  # names that the article being linked was counted for

    def move_to(self, place: int) -> None:
        """Begin the next article; it counts from the first call of `add` on."""
        self._place, self._is_counted = place, False
        self.counted = []

    def add(self, name: str, articles: int) -> None:
        """Note a name, which `places` has already."""
        del articles
        self._is_counted = True
        self.counted.append(name)

    def get(self, name: str, default: int = 0) -> int:
        """The articles of a name so far."""
        find = bisect_right if self._is_counted else bisect_left
        return find(self._places(name), self._place) or default


class BlockIndex(EntityIndex):
    """An index of some blocks; articles come by their place in the pile, each with the names that others link."""

    def __init__(self, places: Places) -> None:
        self._so_far = _SpreadSoFar(places)
        self._place = 0
        self.names: dict[int, tuple[str, str]] = {}  # by local entity of the last article: see `link_at`
        super().__init__(spread=self._so_far)

    def link_at(
        self, place: int, entities: Sequence[LocalEntity], mentions: Sequence[Mention], elsewhere: Mapping[int, str]
    ) -> LinkResult:
        """Link the entities of an article that are not in `elsewhere`; their ids follow from place and position.

        Records are not among the result: `records` has all in the end, which is faster than each after every article.
        `names` then has for each the canonical name that it found, and the one it was counted under; "" if it was not,
        being the second of an entity in this article.
        """
        self._place = place
        self._so_far.move_to(place)
        return self.link(str(place), entities, mentions, elsewhere)

    def _list_changed(self, article: ArticleLinks) -> tuple[EntityRecord, ...]:
        del article
        return ()

    def _build_id(self, article: ArticleLinks, i: int) -> str:
        del article
        return f"e{self._place}.{i}"

    def _count(self, article: ArticleLinks) -> None:
        own = [(i, known) for i, known in enumerate(article.found) if known and known.entity_id]
        found = {i: known.name for i, known in own}
        first: dict[str, int] = {}
        for i, known in own:
            first.setdefault(known.entity_id, i)
        super()._count(article)
        counted = dict(zip(first.values(), self._so_far.counted, strict=True))
        self.names = {i: (name, counted.get(i, "")) for i, name in found.items()}
