"""How a table is declared: its columns in the exported and the stored form, and the SQL that follows."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, WHOLE, REAL, JSON = "text", "whole number", "number", "JSON"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its exported and its stored form."""

    name: str  # name in exported tables; empty if the column is internal
    type: str
    meaning: str  # one sentence
    stored: str = ""  # SQL definition; empty if it is computed when tables are read
    in_frames: bool = True  # held in memory for charts, rather than read on demand
    since: int = 1  # schema version that added it

    @property
    def stored_name(self) -> str:
        """The column's name in SQL."""
        return self.stored.split(" ", 1)[0].strip('"')


@dataclass(frozen=True, slots=True)
class Table:
    """One table; it is exported if any of its columns has a name, else it is internal."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    indexes: tuple[str, ...] = ()  # "name (columns) WHERE …"; the index name is prefixed with the table's
    constraint: str = ""
    options: str = ""
    since: int = 1

    def sql(self, version: int) -> list[str]:
        """The statements that create the table as of a version."""
        parts = [column.stored for column in self.columns if column.stored and column.since <= version]
        parts += [self.constraint] if self.constraint else []
        made = [f"CREATE TABLE {self.name} ({', '.join(parts)}) {self.options}".rstrip()]
        for index in self.indexes:
            name, rest = index.split(" ", 1)
            made.append(f"CREATE INDEX {self.name}_{name} ON {self.name} {rest}")
        return made

    def sql_since(self, version: int) -> list[str]:
        """The statements that a version added."""
        if self.since == version:
            return self.sql(version)
        added = [column for column in self.columns if column.stored and column.since == version > self.since]
        return [f"ALTER TABLE {self.name} ADD COLUMN {column.stored}" for column in added]


def own(stored: str, meaning: str, *, in_frames: bool = True, since: int = 1) -> Column:
    """An internal column, whose type follows from its SQL definition."""
    kind = REAL if " REAL" in stored else WHOLE if " INTEGER" in stored else TEXT
    return Column("", kind, meaning, stored, in_frames, since)


NUMBER = own("n INTEGER PRIMARY KEY", "The row's number, by which others name it.")
NO_TEXT = "TEXT NOT NULL DEFAULT ''"
