"""Corrections: written to the log, applied whenever tables are read, undone by deleting the line.

Every function takes the library's path and raises DatelineError, with nothing written, if the correction is invalid.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from components.articles.dates import parse_date
from components.library.corrections.identities import Identities, normalise, read_identities
from components.library.corrections.log import (
    FIELDS,
    add_new_lines,
    append_lines,
    build_article_keys,
    build_quote_key,
    build_sentence_key,
    drop_line,
    dump_log,
    load_log,
    read_log,
)
from components.library.corrections.sources import writing_joins
from components.library.corrections.wording import describe_line
from components.library.store import opened, reading, write
from components.library.store.records import read_in
from components.library.store.repeated_lines import build_line_key
from components.types import ENTITY_TYPES, GENDERS, SENTIMENT_LABELS, DatelineError, Evidence

PRONOUNS = frozenset(
    (
        "i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "he", "him", "his", "she", "her",
        "hers", "it", "its", "they", "them", "their", "theirs", "who", "whom",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """One correction; `n` identifies it for undo."""

    n: int
    kind: str
    sentence: str  # in plain words
    at: str  # ISO, UTC


def read_corrections(path: str | Path) -> list[Correction]:
    """All corrections, oldest first."""
    with reading(path) as con:
        return [Correction(line.n, line.kind, describe_line(line), line.at) for line in read_log(con)]


def undo_correction(path: str | Path, n: int) -> None:
    """Undo one correction; the others stay as they are."""
    with writing_joins(path) as con:
        drop_line(con, n)


def export_corrections(path: str | Path) -> bytes:
    """All corrections as a JSON file, for backup or for another library."""
    with reading(path) as con:
        return dump_log(read_log(con))


def import_corrections(path: str | Path, data: bytes) -> int:
    """Add the corrections of such a file that are new to the library, all or none; return their number."""
    lines = load_log(data)
    with writing_joins(path) as con:
        return add_new_lines(con, lines)


def merge_entities(path: str | Path, entity_ids: Sequence[str], into: str) -> None:
    """Merge entities under the name and type of `into`."""
    with _writing(path) as (con, names):
        target = names.find(into)
        numbers = dict.fromkeys(names.find(entity_id) for entity_id in entity_ids)
        others = [number for number in numbers if number != target]
        if not others:
            raise DatelineError(f"“{names.names[target]}” cannot be merged with itself. Choose another name as well.")
        key = {"entities": [names.key_of(number) for number in others]}
        append_lines(con, [("merge", key, {"into": names.key_of(target)})])


def rename_entity(path: str | Path, entity_id: str, name: str) -> None:
    """Rename an entity."""
    name = _tidy(name, "A name cannot be empty. Type what it should be called.")
    with _writing(path) as (con, names):
        number = names.find(entity_id)
        for other in set(names.shown) - names.hidden - {0, number}:
            if normalise(names.names[other]) == normalise(name) and names.types[other] == names.types[number]:
                raise DatelineError(f"There is a {names.types[other]} called “{name}” already. Merge the two instead.")
        append_lines(con, [("rename", {"entity": names.key_of(number)}, {"name": name})])


def split_alias(path: str | Path, entity_id: str, alias: str) -> None:
    """Split off a surface form as an entity of its own, with all mentions that have this form."""
    alias = _tidy(alias, "Choose the spelling to split off.")
    with _writing(path) as (con, names):
        number = names.find(entity_id)
        if not _is_written(con, names, number, alias):
            raise DatelineError(f"“{names.names[number]}” is never written “{alias}”. Choose one of its forms.")
        append_lines(con, [("split", {"entity": names.key_of(number)}, {"alias": alias})])


def retype_entity(path: str | Path, entity_id: str, type_: str) -> None:
    """Set an entity's type, one of ENTITY_TYPES."""
    if type_ not in ENTITY_TYPES:
        raise DatelineError(f"“{type_}” is not a type. Choose one of {', '.join(ENTITY_TYPES)}.")
    with _writing(path) as (con, names):
        append_lines(con, [("retype", {"entity": names.key_of(names.find(entity_id))}, {"type": type_})])


def set_gender(path: str | Path, entity_id: str, gender: str) -> None:
    """Set what a person counts as, one of GENDERS."""
    if gender not in GENDERS:
        raise DatelineError(f"“{gender}” is not counted. Choose one of {', '.join(GENDERS)}.")
    with _writing(path) as (con, names):
        number = names.find(entity_id)
        if names.types[number] != "person":
            raise DatelineError(f"“{names.names[number]}” is no person. Change its type first.")
        append_lines(con, [("gender", {"entity": names.key_of(number)}, {"gender": gender})])


def hide_entity(path: str | Path, entity_id: str) -> None:
    """Hide an entity from every table and chart."""
    with _writing(path) as (con, names):
        append_lines(con, [("hide", {"entity": names.key_of(names.find(entity_id))}, {})])


def reassign_mentions(path: str | Path, text: str, entity_id: str) -> None:
    """Reassign every mention written like `text`, in any article, to one entity."""
    text = _tidy(text, "Write the words as they stand in the articles.")
    if normalise(text) in PRONOUNS:
        raise DatelineError(f"“{text}” means somebody else in every article. Write a name or a role.")
    with _writing(path) as (con, names):
        append_lines(con, [("treat", {"text": text}, {"entity": names.key_of(names.find(entity_id))})])


def accept_proposal(path: str | Path, first_id: str, second_id: str) -> None:
    """Merge the two under the name with more words (the first if tied)."""
    with reading(path) as con:
        names = read_identities(path, con, read_log(con))
        first, second = names.find(first_id), names.find(second_id)
    longer = len(names.names[second].split()) > len(names.names[first].split())
    merge_entities(path, [first_id, second_id], second_id if longer else first_id)


def refuse_proposal(path: str | Path, first_id: str, second_id: str) -> None:
    """Record that the two are different entities; they are not proposed again."""
    with _writing(path) as (con, names):
        first, second = names.find(first_id), names.find(second_id)
        if first == second:
            raise DatelineError(f"These are already one name: “{names.names[first]}”. Undo the merge to separate them.")
        append_lines(con, [("refuse", {"entities": [names.key_of(first), names.key_of(second)]}, {})])


def set_speaker(path: str | Path, quote_id: str, entity_id: str | None, text: str = "") -> None:
    """Set a quote's speaker: an entity, or a description such as "a resident"."""
    text = " ".join(text.split())
    if entity_id is None and not text:
        raise DatelineError("Choose who said it, or type it in your own words.")
    with _writing(path) as (con, names):
        entity = None if entity_id is None else names.key_of(names.find(entity_id))
        append_lines(con, [("speaker", {"quote": build_quote_key(con, quote_id)}, {"entity": entity, "text": text})])


def reject_quote(path: str | Path, quote_id: str) -> None:
    """Record that something is not a quote."""
    with opened(path) as con, write(con):
        append_lines(con, [("reject", {"quote": build_quote_key(con, quote_id)}, {})])


def set_sentiment(path: str | Path, evidence: Evidence, label: str) -> None:
    """Set the sentiment label of a piece of sentiment evidence."""
    if label not in SENTIMENT_LABELS:
        raise DatelineError(f"“{label}” is not a judgement. Choose one of {', '.join(SENTIMENT_LABELS)}.")
    with _writing(path) as (con, names):
        key = {
            "sentence": build_sentence_key(con, evidence.sentence_id),
            "entity": names.key_of(names.find(evidence.entity_id)),
            "in_quote": bool(evidence.quote_id),
        }
        append_lines(con, [("sentiment", key, {"label": label})])


def count_line(path: str | Path, article_id: str, start: int) -> None:
    """Count the contents of a repeated line in all of the source's articles; `start` is one occurrence."""
    with opened(path) as con, write(con):
        append_lines(con, [("count", build_line_key(con, article_id, start), {})])


def rename_topic(path: str | Path, topic_id: str, label: str) -> None:
    """Name a topic; after a new fit, the name stays with the topic of similar keywords."""
    label = _tidy(label, "A topic's name cannot be empty. Type a few words.")
    with opened(path) as con, write(con):
        row = con.execute("SELECT keywords, label FROM topics WHERE topic_id = ?", (topic_id,)).fetchone()
        if row is None:
            raise DatelineError("This topic is no longer in the library. Choose another one.")
        append_lines(con, [("topic", {"keywords": json.loads(row[0]), "label": row[1]}, {"label": label})])


def edit_articles(path: str | Path, changes: Iterable[Mapping[str, str]]) -> int:
    """Set titles, dates, sources and authors; return the number of articles in `changes`.

    Each change has an `article_id`, a `field` of FIELDS and a `value`; a date may have any unambiguous format, empty
    means none. Setting a field of many articles to one value in one call is one correction.
    """
    together: dict[tuple[str, str], dict[str, None]] = {}
    for change in changes:
        field, value = change["field"], _check_value(change["field"], change["value"])
        together.setdefault((field, value), {})[change["article_id"]] = None
    with opened(path) as con, write(con):
        append_lines(
            con,
            [
                ("article", {"articles": build_article_keys(con, list(ids)), "field": field}, {"value": value})
                for (field, value), ids in together.items()
            ],
        )
    return len({article_id for ids in together.values() for article_id in ids})


def _check_value(field: str, value: str) -> str:
    value = " ".join(value.split())
    if field not in FIELDS:
        raise DatelineError(f"The {field} of an article cannot be changed, only its {', '.join(FIELDS)}.")
    if field == "title":
        return _tidy(value, "A title cannot be empty. Type a few words.")
    if field == "date" and value:
        iso = parse_date(value)
        if not iso:
            raise DatelineError(f"“{value}” is not a date. Write it like 2024-12-31 or 31 December 2024.")
        return iso
    return value


def _tidy(text: str, if_empty: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise DatelineError(if_empty)
    return text


def _is_written(con: sqlite3.Connection, names: Identities, number: int, alias: str) -> bool:
    """True if one of the entity's mentions may have this surface form."""
    members = names.members(number)
    sql = "SELECT DISTINCT s.text FROM mentions m JOIN surfaces s ON s.n = m.surface WHERE m.entity IN"
    forms = {normalise(form) for (form,) in read_in(con, sql, members)}
    forms |= {normalise(names.split_off[n]["name"]) for n in members if n in names.split_off}
    for line in read_log(con):
        if line.kind == "treat" and names.resolve(line.value["entity"]) in members:
            forms.add(normalise(line.key["text"]))
    return normalise(alias) in forms


@contextmanager
def _writing(path: str | Path) -> Iterator[tuple[sqlite3.Connection, Identities]]:
    """A transaction with the current entities."""
    with opened(path) as con, write(con):
        yield con, read_identities(path, con, read_log(con))
