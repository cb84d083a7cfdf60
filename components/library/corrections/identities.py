"""Entity identities under corrections: merged, split, renamed and hidden entities."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from components.library.corrections.log import Line, Record
from components.library.store.kept import Kept
from components.library.store.memory import find_machine
from components.types import DatelineError

_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")


def normalise(name: str) -> str:
    """Normalise a name for comparison: case, spacing and shape of apostrophes."""
    return " ".join(name.translate(_APOSTROPHES).split()).casefold()


@dataclass(frozen=True)
class FoundNames:
    """The names of entities as the analysis found them, by number; "" where there is no entity."""

    ids: Sequence[str]
    names: Sequence[str]
    types: Sequence[str]
    numbers: Mapping[str, int]  # by id
    by_name: Mapping[tuple[str, str], Sequence[int]]  # by normalised name and type, oldest first


def read_found_names(con: sqlite3.Connection) -> FoundNames:
    """The names as they are stored."""
    return _index_names(con.execute("SELECT n, entity_id, name, type FROM entities ORDER BY n").fetchall())


def index_found_names(entities: pd.DataFrame) -> FoundNames:
    """The names of a table of entities, indexed by number."""
    columns = (entities[name].tolist() for name in ("entity_id", "name", "type"))
    return _kept.get(lambda: _index_names(zip(entities.index.tolist(), *columns, strict=True)), entities)


_kept: Kept[FoundNames] = Kept()


def _index_names(rows: Iterable[tuple[int, str, str, str]]) -> FoundNames:
    rows = list(rows)
    size = max((n for n, *_ in rows), default=0) + 1
    ids, names, types = [""] * size, [""] * size, [""] * size
    by_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, entity_id, name, type_ in rows:
        ids[n], names[n], types[n] = entity_id, name, type_
        by_name[normalise(name), type_].append(n)
    return FoundNames(ids, names, types, {entity_id: n for n, entity_id, *_ in rows}, dict(by_name))


class Identities:
    """The entities of a library, updated line by line from the correction log.

    Every entity has a number; those split off by the user are numbered after the analysed ones. `shown[n]` is the
    number that entity n is merged into.
    """

    def __init__(self, con: sqlite3.Connection, found: FoundNames | None = None) -> None:
        self._con = con
        self._found = read_found_names(con) if found is None else found
        self.ids, self.names, self.types = list(self._found.ids), list(self._found.names), list(self._found.types)
        self.numbers = dict(self._found.numbers)
        self.shown = list(range(len(self.ids)))
        self.hidden: set[int] = set()
        self.genders: dict[int, str] = {}  # of those whose gender the user told, by shown number
        self.groups: dict[int, set[int]] = {}  # merged entities only
        self.reasons: defaultdict[int, list[str]] = defaultdict(list)
        self.split_off: dict[int, Record] = {}  # key of each entity that the user split off
        self.changed: set[int] = set()  # shown numbers whose rows differ from the analysis
        self.joined: set[int] = set()  # shown numbers that other entities' mentions were reassigned to
        self._made: dict[str, int] = {}
        self._by_alias: dict[tuple[str, str], tuple[int, int, bool]] | None = None

    def find(self, entity_id: str) -> int:
        """The number under which an entity id is shown; raises DatelineError if it is hidden or gone."""
        number = self.numbers.get(entity_id)
        if number is None or self.shown[number] in self.hidden:
            raise DatelineError("This name is no longer in the library. Choose another one.")
        return self.shown[number]

    def members(self, number: int) -> set[int]:
        """All entities merged into this one."""
        return self.groups.get(number, {number})

    def key_of(self, number: int) -> Record:
        """The content key of an entity, as the log uses it."""
        key: Record
        if number in self.split_off:
            key = dict(self.split_off[number])
        else:
            name, type_ = self._found.names[number], self._found.types[number]
            key = {"name": name, "type": type_}
            if len(self._found.by_name[normalise(name), type_]) > 1:
                key |= self._witness(number)
        shown = self.names[self.shown[number]]
        return key | ({"shown": shown} if shown != key["name"] else {})

    def _witness(self, number: int) -> Record:
        row = self._con.execute(
            'SELECT a.sha256, m.start, m."end" FROM mentions m JOIN articles a ON a.n = m.article '
            "WHERE m.entity = ? ORDER BY m.kind, m.n LIMIT 1",
            (number,),
        ).fetchone()
        return {"at": dict(zip(("sha256", "start", "end"), row, strict=True))} if row else {}

    def resolve(self, key: Record, *, strict: bool = False) -> int | None:
        """The entity that a key means.

        Among several of that name, it is the one mentioned at the recorded place, or the oldest. Falls back on an
        entity with the name as an alias; with `strict`, only if that is its main surface form.
        """
        if "of" in key:
            made = self._made.get(_identify(key))
            if made is not None:
                return made
        found = self._found.by_name.get((normalise(key["name"]), key["type"]), [])
        if len(found) > 1 and "at" in key:
            return self._seen_at(key["at"], found)
        return found[0] if found else self._resolve_alias(key, strict)

    def _seen_at(self, witness: Record, among: Sequence[int]) -> int:
        rows = self._con.execute(
            "SELECT m.entity FROM mentions m JOIN articles a ON a.n = m.article "
            'WHERE a.sha256 = ? AND m.start < ? AND m."end" > ?',
            (witness["sha256"], witness["end"], witness["start"]),
        )
        return next((entity for (entity,) in rows if entity in among), among[0])

    def _resolve_alias(self, key: Record, strict: bool) -> int | None:
        if self._by_alias is None:
            self._by_alias = {}
            for n, text in self._con.execute("SELECT n, aliases FROM entities ORDER BY n"):
                forms: dict[str, int] = json.loads(text)
                for form, count in forms.items():
                    best = self._by_alias.get((normalise(form), self._found.types[n]))
                    if best is None or count > best[1]:
                        is_main = count * 2 >= sum(forms.values())
                        self._by_alias[normalise(form), self._found.types[n]] = (n, count, is_main)
        known = self._by_alias.get((normalise(key["name"]), key["type"]))
        return known[0] if known is not None and (known[2] or not strict) else None

    def apply(self, line: Line) -> None:
        """Apply a line of the log; a line that matches no entity changes nothing."""
        if line.kind == "merge":
            self._merge([*line.key["entities"], line.value["into"]], line.value["into"])
            return
        if line.kind == "treat":
            return
        number = self.resolve(line.key["entity"], strict=line.kind != "split")
        if number is None:
            return
        number = self.shown[number]
        if line.kind == "rename":
            self.names[number] = line.value["name"]
        elif line.kind == "retype":
            self.types[number] = line.value["type"]
        elif line.kind == "hide":
            self.hidden.add(number)
        elif line.kind == "gender":
            self.genders[number] = line.value["gender"]
        else:
            self._split(line, number)
        self.changed.add(number)

    def _merge(self, keys: Iterable[Record], into: Record) -> None:
        target = self.resolve(into)
        numbers = [self.shown[n] for n in (self.resolve(key) for key in keys) if n is not None]
        if not numbers:
            return
        number = numbers[0] if target is None else self.shown[target]
        others = set(numbers) - {number}
        if not others:
            return
        if target is None:  # not in this library, but the name is still wanted
            self.names[number] = str(into.get("shown", into["name"]))
        for other in sorted(others):
            if other in self.genders:
                self.genders.setdefault(number, self.genders.pop(other))
            for member in self.members(other):
                self.shown[member] = number
            self.groups[number] = self.members(number) | self.members(other)
            self.reasons[number] += [
                *self.reasons.pop(other, []),
                f"You said that “{self.names[other]}” and “{self.names[number]}” are one.",
            ]
        self.hidden.discard(number)
        self.join(number)

    def join(self, number: int, reason: str = "") -> None:
        """Record that mentions of several entities count for this one."""
        number = self.shown[number]
        self.changed.add(number)
        self.joined.add(number)
        if reason:
            self.reasons[number].append(reason)

    def _split(self, line: Line, base: int) -> None:
        key = {"name": line.value["alias"], "type": self.types[base], "of": line.key["entity"]}
        identity = _identify(key)
        if identity in self._made:
            return
        number = len(self.ids)
        self._made[identity] = number
        self.ids.append("x" + hashlib.sha256(identity.encode()).hexdigest()[:24])
        self.names.append(line.value["alias"])
        self.types.append(self.types[base])
        self.shown.append(number)
        self.split_off[number] = key
        self.numbers[self.ids[number]] = number
        self.reasons[number].append(f"You split it off from “{self.names[base]}”.")
        self.changed.add(number)

    def made_by(self, line: Line) -> int | None:
        """The number of the entity that a `split` line created."""
        base = self.resolve(line.key["entity"])
        if base is None:
            return None
        key = {"name": line.value["alias"], "type": "", "of": line.key["entity"]}
        return self._made.get(_identify(key))


def _identify(key: Record) -> str:
    """The identity of a split-off entity; leaves out its type, which may be corrected later."""
    base = key["of"]
    parts = [normalise(key["name"]), normalise(base["name"]), base["type"]]
    return "\n".join([*parts, _identify(base)] if "of" in base else parts)


def read_identities(path: str | Path, con: sqlite3.Connection, lines: Iterable[Line]) -> Identities:
    """The entities of the library at this path with all identity corrections of the log applied."""
    machine = find_machine(str(path), con)
    identities = Identities(con, None if machine is None else index_found_names(machine.entities))
    for line in lines:
        if line.kind in ("merge", "rename", "split", "retype", "gender", "hide"):
            identities.apply(line)
    return identities
