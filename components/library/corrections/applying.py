"""Applies the correction log to the tables in memory; the tables on disk stay unchanged."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from components.library.corrections.copies import settle_copies
from components.library.corrections.identities import FoundNames, Identities, index_found_names
from components.library.corrections.log import OVERLAP, ArticleKeys, Line, Record, overlap, read_log
from components.library.corrections.reassign import Reassignments
from components.library.corrections.sources import Sources
from components.library.store.kept import Kept
from components.library.store.records import NOBODY, build_codes, exchange_values, read_in
from components.library.store.tables import Tables
from components.types import ENTITY_TYPES, SENTIMENT_LABELS, Span


@dataclass
class Applied:
    """Results of the corrections beyond the changed tables."""

    entity_numbers: dict[str, int]  # id of every entity that is not hidden -> number it is shown under
    retitled: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    refused: set[frozenset[int]] = field(default_factory=set)  # pairs of shown numbers declared different
    genders: dict[int, str] = field(default_factory=dict)  # told by the user, by shown number
    sources: Sources = field(default_factory=Sources)
    written_sources: frozenset[str] = frozenset()  # the names of sources that articles have, before joins


def apply_corrections(con: sqlite3.Connection, tables: Tables) -> Applied:
    """Change `tables` according to the library's log."""
    lines = read_log(con)
    tables.articles = settle_copies(con, tables.articles, lines)
    entities = tables.entities
    tables.entities = _described.get(lambda: _describe(entities), entities)
    if not lines:
        written = frozenset(tables.articles["source"].unique())
        return Applied(
            dict(zip(entities["entity_id"].tolist(), entities.index.tolist(), strict=True)), written_sources=written
        )
    identities = _apply_names(con, tables, lines, index_found_names(entities))
    other = _Others(con, tables, identities)
    for line in lines:
        other.apply(line)
    other.finish()
    written, sources = frozenset(tables.articles["source"].unique()), Sources(lines)
    names = {name: sources.show(name) for name in written}
    if any(name != shown for name, shown in names.items()):
        tables.articles = tables.articles.assign(source=tables.articles["source"].map(names))
    shown = {entity_id: identities.shown[n] for entity_id, n in identities.numbers.items()}
    numbers = {entity_id: number for entity_id, number in shown.items() if number not in identities.hidden}
    retitled = np.array(sorted(other.retitled), dtype=np.int64)
    return Applied(numbers, retitled, other.refused, identities.genders, sources, written)


_described: Kept[pd.DataFrame] = Kept()


def _describe(entities: pd.DataFrame) -> pd.DataFrame:
    return entities.assign(
        reasons=[(reason,) if reason else () for reason in entities["reason"]],
        machine_names=[(name,) for name in entities["name"]],
    )


def _apply_names(con: sqlite3.Connection, tables: Tables, lines: list[Line], found: FoundNames) -> Identities:
    """Merge, rename, split off, retype, tell the gender of and hide; afterwards all entity numbers are shown ones."""
    identities = Identities(con, found)
    reassignments = Reassignments(tables)
    for line in lines:
        if line.kind in ("merge", "rename", "retype", "gender", "hide"):
            identities.apply(line)
        elif line.kind == "split":
            identities.apply(line)
            made, base = identities.made_by(line), identities.resolve(line.key["entity"])
            if made is not None and base is not None:
                reassignments.reassign(line.value["alias"], made, out_of=identities.members(identities.shown[base]))
        elif line.kind == "treat":
            target = identities.resolve(line.value["entity"])
            if target is not None:
                reassignments.reassign(line.key["text"], target)
                identities.join(target, f"You said that “{line.key['text']}” is always this.")
    reassignments.finish(con)
    _show(tables, identities)
    return identities


def _show(tables: Tables, identities: Identities) -> None:
    """Replace entity numbers with the shown ones and drop rows of hidden entities."""
    shown = np.array(identities.shown, dtype=np.int32)
    hidden = np.zeros(len(shown), dtype=bool)
    hidden[list(identities.hidden)] = True
    is_moved = bool(hidden.any()) or not np.array_equal(shown, np.arange(len(shown)))
    for name in ("mentions", "quote_mentions", "sentiments") if is_moved else ():
        table: pd.DataFrame = getattr(tables, name)
        entity = shown[table["entity"].to_numpy()]
        table = table.assign(entity=entity)
        setattr(tables, name, table[~hidden[entity]].reset_index(drop=True) if hidden.any() else table)
    if is_moved:
        speaker = tables.quotes["speaker"].to_numpy()
        speaker = np.where(speaker == NOBODY, NOBODY, shown[speaker])
        tables.quotes = tables.quotes.assign(speaker=np.where((speaker != NOBODY) & hidden[speaker], NOBODY, speaker))
    tables.entities = _show_entities(tables.entities, identities)
    changed, joined = np.zeros(len(shown), dtype=bool), np.zeros(len(shown), dtype=bool)
    changed[list(identities.changed)] = True
    joined[list(identities.joined)] = True
    codes = {type_: code for code, type_ in enumerate(ENTITY_TYPES)}
    types = np.array([codes.get(type_, 0) for type_ in identities.types])
    entity = tables.mentions["entity"].to_numpy()
    own = tables.mentions["type"].to_numpy()
    if (differs := changed[entity] & (types[entity] != own)).any():
        tables.mentions = tables.mentions.assign(type=np.where(differs, types[entity], own).astype(own.dtype))
    rows = joined[tables.sentiments["entity"].to_numpy()]
    if rows.any():  # a sentence with two merged names keeps only the more confident judgement
        keys = tables.sentiments[rows].sort_values("confidence", ascending=False, kind="stable")
        twice = keys.index[keys.duplicated(["sentence", "entity", "quote"])]
        tables.sentiments = tables.sentiments.drop(index=twice).reset_index(drop=True)


def _show_entities(entities: pd.DataFrame, identities: Identities) -> pd.DataFrame:
    made = pd.DataFrame(
        {
            "entity_id": [identities.ids[n] for n in identities.split_off],
            "name": "", "type": "", "description": "", "confidence": 1.0, "reason": "",
            "reasons": [() for _ in identities.split_off],
            "machine_names": [() for _ in identities.split_off],
        },
        index=pd.Index(list(identities.split_off), dtype=entities.index.dtype, name=entities.index.name),
    )  # fmt: skip
    table = pd.concat([entities, made]) if len(made) else entities.copy()
    for number in identities.changed:
        if number not in table.index:
            continue
        members = sorted(identities.members(number) - {number})
        others = [n for n in members if n in table.index]
        found = [reason for n in (number, *others) for reason in table.at[n, "reasons"]]
        reasons = tuple(dict.fromkeys([*found, *identities.reasons.get(number, [])]))
        described = [table.at[n, "description"] for n in (number, *others) if table.at[n, "description"]]
        table.at[number, "machine_names"] = tuple(
            dict.fromkeys(name for n in (number, *others) for name in table.at[n, "machine_names"])
        )
        table.at[number, "name"] = identities.names[number]
        table.at[number, "type"] = identities.types[number]
        table.at[number, "reasons"] = reasons
        table.at[number, "description"] = described[0] if described else ""
    numbers = table.index.to_numpy()
    kept = np.array(identities.shown)[numbers] == numbers
    return table[kept & ~np.isin(numbers, list(identities.hidden))]


class _Others:
    """Applies corrections of quotes, sentiments, topics and articles, after those of entities."""

    def __init__(self, con: sqlite3.Connection, tables: Tables, identities: Identities) -> None:
        self._con, self._tables, self._identities = con, tables, identities
        self._articles = ArticleKeys(con)
        self._speaker = tables.quotes["speaker"].to_numpy().copy()
        self._speaker_text: dict[int, str] = {}
        self._confidence = tables.quotes["confidence"].to_numpy().copy()
        self._rejected: set[int] = set()
        self._label = tables.sentiments["label"].to_numpy().copy()
        self._judged: set[int] = set()
        self._labels: dict[int, str] = {}
        self._edits: dict[str, dict[int, str]] = {}
        self.refused: set[frozenset[int]] = set()

    @property
    def retitled(self) -> set[int]:
        return set(self._edits.get("title", ()))

    def apply(self, line: Line) -> None:
        if line.kind == "speaker":
            self._set_speaker(line)
        elif line.kind == "reject":
            self._rejected.update(self._quotes_at(line.key["quote"]))
        elif line.kind == "sentiment":
            self._set_sentiment(line)
        elif line.kind == "topic":
            self._rename_topic(line)
        elif line.kind == "article":
            self._edit(line)
        elif line.kind == "refuse":
            numbers = [self._shown(key) for key in line.key["entities"]]
            self.refused |= {frozenset((a, b)) for a in numbers for b in numbers if a != b}

    def _shown(self, key: Record) -> int:
        number = self._identities.resolve(key)
        return NOBODY if number is None else self._identities.shown[number]

    def _quotes_at(self, stretch: Record) -> list[int]:
        """The row of the quote that overlaps the span most."""
        article = self._articles.find(stretch["article"])
        if article is None:
            return []
        quotes = self._tables.quotes
        rows: list[int] = np.flatnonzero(quotes["article"].to_numpy() == article).tolist()
        spans = {row: (int(quotes["start"].iat[row]), int(quotes["end"].iat[row])) for row in rows}
        return _best({row: overlap(span, (stretch["start"], stretch["end"])) for row, span in spans.items()})

    def _set_speaker(self, line: Line) -> None:
        key, text = line.value["entity"], line.value["text"]
        number = NOBODY if key is None else self._shown(key)
        if key is not None and number == NOBODY:
            text = text or key.get("shown", key["name"])  # no entity here has that name yet
        for row in self._quotes_at(line.key["quote"]):
            self._speaker[row] = NOBODY if number in self._identities.hidden else number
            self._confidence[row] = 1.0
            if text:
                self._speaker_text[row] = text

    def _set_sentiment(self, line: Line) -> None:
        stretch, table = line.key["sentence"], self._tables.sentiments
        article = self._articles.find(stretch["article"])
        if article is None:
            return
        rows = np.flatnonzero(
            (table["article"].to_numpy() == article) & (table["entity"].to_numpy() == self._shown(line.key["entity"]))
        )
        spans = self._sentences(table["sentence"].to_numpy()[rows].tolist())
        close = {
            int(row): overlap(spans.get(int(table["sentence"].iat[row]), (0, 0)), (stretch["start"], stretch["end"]))
            for row in rows
        }
        rows = np.array([row for row, share in close.items() if share >= OVERLAP], dtype=np.int64)
        in_quote = table["quote"].to_numpy()[rows] != NOBODY
        same = rows[in_quote == line.key["in_quote"]]
        for row in (same if len(same) else rows).tolist():
            self._label[row] = SENTIMENT_LABELS.index(line.value["label"])
            self._judged.add(row)

    def _sentences(self, numbers: list[int]) -> dict[int, Span]:
        return {
            n: (a, b) for n, a, b in read_in(self._con, 'SELECT n, start, "end" FROM sentences WHERE n IN', numbers)
        }

    def _rename_topic(self, line: Line) -> None:
        """Rename the topic that shares most keywords, at least a third of them."""
        wanted = set(line.key["keywords"])
        shares = {
            int(number): len(wanted & set(words)) / len(wanted | set(words))
            for number, words in self._tables.topics["keywords"].items()
        }
        for number in _best(shares, 1 / 3):
            self._labels[number] = line.value["label"]

    def _edit(self, line: Line) -> None:
        edits = self._edits.setdefault(line.key["field"], {})
        for key in line.key["articles"]:
            number = self._articles.find(key, same_text=False)
            if number is not None:
                edits[number] = line.value["value"]

    def finish(self) -> None:
        """Write all changes into the tables."""
        tables = self._tables
        self._finish_quotes()
        if self._judged:
            judged = sorted(self._judged)
            score, confidence = (tables.sentiments[name].to_numpy().copy() for name in ("score", "confidence"))
            score[judged], confidence[judged] = self._label[judged] - 1.0, 1.0
            tables.sentiments = tables.sentiments.assign(label=self._label, score=score, confidence=confidence)
        labels = tables.topics["label"]
        tables.topics = tables.topics.assign(label=[self._labels.get(n, label) for n, label in labels.items()])
        edits = dict(self._edits)
        if dates := edits.get("date"):
            edits["date_origin"] = {n: "user" if date else "none" for n, date in dates.items()}
        columns = {name: exchange_values(tables.articles[name], values) for name, values in edits.items()}
        tables.articles = tables.articles.assign(**columns)

    def _finish_quotes(self) -> None:
        tables = self._tables
        quotes = tables.quotes.assign(speaker=self._speaker, confidence=self._confidence)
        if self._speaker_text:
            texts = quotes["speaker_text"].astype(object).to_list()
            for row, text in self._speaker_text.items():
                texts[row] = text
            quotes["speaker_text"] = build_codes(texts)
        if self._rejected:
            gone = quotes["quote"].to_numpy()[sorted(self._rejected)]
            quotes = quotes[~np.isin(quotes["quote"].to_numpy(), gone)].reset_index(drop=True)
            about = tables.quote_mentions
            tables.quote_mentions = about[~np.isin(about["quote"].to_numpy(), gone)].reset_index(drop=True)
            inside = tables.sentiments["quote"].to_numpy()
            tables.sentiments = tables.sentiments.assign(quote=np.where(np.isin(inside, gone), NOBODY, inside))
        tables.quotes = quotes


def _best(shares: dict[int, float], at_least: float = OVERLAP) -> list[int]:
    best = max(shares, key=lambda row: shares[row], default=None)
    return [] if best is None or shares[best] < at_least else [best]
