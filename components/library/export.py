"""Tables as files for a spreadsheet: text that a spreadsheet would run as a formula is made harmless."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from components.library.columns import NOBODY
from components.library.store import reading
from components.library.texts import read_in
from components.library.views import View
from components.schema import COLUMNS, describe_tables
from components.types import ENTITY_TYPES, MENTION_KINDS, QUOTE_KINDS, SENTIMENT_LABELS

# A cell that begins so is a formula to a spreadsheet; the wide forms are to those set to Chinese or Japanese.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
README = f"""Tables of a Dateline library, one row a line, as they stood on screen: names merged, renamed and hidden,
dates, sources, speakers and judgements put right.

Positions (start, end, spans) count characters of articles.text. In these files a text that begins with
= + - @ or a tab has an apostrophe before it, so that no spreadsheet takes it for a formula; positions do
not count that apostrophe.

{describe_tables()}
"""


def harmless_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV that Excel opens rightly (UTF-8 with byte order mark), without its index.

    Text cells that begin like a formula get a leading apostrophe; numbers stay as they are; a list becomes JSON.
    """
    safe = pd.DataFrame({_harmless(name): _harmless_column(table[name]) for name in table.columns})
    text: str = safe.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig", errors="replace")


def _harmless_column(column: pd.Series) -> list[Any] | pd.Series:
    if pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_datetime64_any_dtype(column.dtype):
        return column.reset_index(drop=True)
    return [_harmless(value) for value in column]


def _harmless(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict)):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def export_tables(view: View) -> bytes:
    """All tables of the view in a zip, each as CSV like `harmless_csv` makes it, corrections applied."""
    buffer = io.BytesIO()
    with reading(view.frames.path) as con, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        for name, table in _build_tables(con, view):
            archive.writestr(f"{name}.csv", harmless_csv(table[list(COLUMNS[name])]))
    return buffer.getvalue()


def _build_tables(con: sqlite3.Connection, view: View) -> Iterable[tuple[str, pd.DataFrame]]:
    frames = view.frames
    ids = np.full(frames.n_article_slots, "", dtype=object)
    ids[frames.articles.index.to_numpy()] = frames.articles["article_id"].to_numpy(dtype=object)
    yield "articles", _articles(con, view)
    yield "sentences", _sentences(con, view, ids)
    yield "mentions", _mentions(view, ids)
    yield "entities", _entities(view)
    yield "quotes", _quotes(con, view, ids)
    yield "quote_mentions", _quote_mentions(view)
    yield "sentiments", _sentiments(view, ids)
    yield "topics", _topics(view)
    yield "article_topics", _article_topics(view, ids)
    skipped = con.execute("SELECT path, reason FROM skipped ORDER BY n").fetchall()
    yield "skipped", pd.DataFrame(skipped, columns=list(COLUMNS["skipped"]))


def _articles(con: sqlite3.Connection, view: View) -> pd.DataFrame:
    table = pd.concat([view.articles, view.unread]).sort_index()
    rows = {n: more for n, *more in read_in(con, "SELECT n, text, pipeline FROM articles WHERE n IN", table.index)}
    return table.assign(
        text=[rows.get(n, ("", ""))[0] for n in table.index], pipeline=[rows.get(n, ("", ""))[1] for n in table.index]
    )


def _sentences(con: sqlite3.Connection, view: View, ids: np.ndarray) -> pd.DataFrame:
    sql = 'SELECT n, article, start, "end" FROM sentences WHERE article IN'
    rows = list(read_in(con, sql, view.articles.index))
    table = pd.DataFrame(rows, columns=["n", "article", "start", "end"]).sort_values("n", kind="stable")
    return pd.DataFrame(
        {
            "sentence_id": _ids("s", table["n"]),
            "article_id": ids[table["article"].to_numpy(dtype=np.int64)],
            "start": table["start"].to_numpy(),
            "end": table["end"].to_numpy(),
        }
    )


def _mentions(view: View, ids: np.ndarray) -> pd.DataFrame:
    frames, table = view.frames, view.mentions
    return pd.DataFrame(
        {
            "mention_id": _ids("m", table["mention"]),
            "article_id": ids[table["article"].to_numpy()],
            "sentence_id": _ids("s", table["sentence"]),
            "start": table["start"].to_numpy(),
            "end": table["end"].to_numpy(),
            "text": frames.surfaces[table["surface"].to_numpy()],
            "type": _words(ENTITY_TYPES, table["type"]),
            "entity_id": frames.entity_ids[table["entity"].to_numpy()],
            "kind": _words(MENTION_KINDS, table["kind"]),
        }
    )


def _entities(view: View) -> pd.DataFrame:
    """Counted in the view; entities that are only quoted in it have no mentions."""
    from components.library.counts.entities import count_entities  # loads scipy, which a chart's CSV does not need

    frames = view.frames
    counted = count_entities(view).set_index("entity_id")
    speakers = np.unique(view.quotes["speaker"].to_numpy())
    about = np.concatenate([speakers[speakers != NOBODY], view.quote_mentions["entity"].to_numpy()])
    numbers = np.union1d(frames.numbers_of(counted.index.tolist()), about).astype(np.int64)
    table = frames.entities.loc[numbers].set_index("entity_id")
    forms = _forms(view, numbers)
    return pd.DataFrame(
        {
            "entity_id": table.index,
            "name": table["name"].to_numpy(),
            "type": table["type"].to_numpy(),
            "description": table["description"].to_numpy(),
            "aliases": [forms.get(number, {}) for number in numbers.tolist()],
            "confidence": table["confidence"].to_numpy(),
            **{name: _counts(counted[name], table.index, 0) for name in ("n_mentions", "n_articles")},
            **{name: _counts(counted[name], table.index, "") for name in ("first_date", "last_date")},
        }
    ).sort_values(["n_mentions", "name"], ascending=[False, True], ignore_index=True)


def _counts(column: pd.Series, ids: pd.Index, otherwise: int | str) -> list[int | str]:
    """What was counted of each entity."""
    known = dict(zip(column.index.tolist(), column.tolist(), strict=True))
    return [known.get(entity_id, otherwise) for entity_id in ids]


def _forms(view: View, numbers: np.ndarray) -> dict[int, dict[str, int]]:
    """How each entity is written in the view, commonest first."""
    names = view.mentions[np.isin(view.mentions["entity"].to_numpy(), numbers)]
    names = names[names["kind"].to_numpy() == MENTION_KINDS.index("name")]
    counts = names.groupby(["entity", "surface"], sort=False).size().sort_values(ascending=False, kind="stable")
    forms: dict[int, dict[str, int]] = {}
    for (entity, surface), n in counts.items():
        form = " ".join(str(view.frames.surfaces[surface]).split())
        own = forms.setdefault(entity, {})
        own[form] = own.get(form, 0) + int(n)
    return forms


def _quotes(con: sqlite3.Connection, view: View, ids: np.ndarray) -> pd.DataFrame:
    frames, table = view.frames, view.quotes
    sql = "SELECT n, content, content_spans, speaker_spans, cue_spans FROM quotes WHERE n IN"
    rows = {n: more for n, *more in read_in(con, sql, table["quote"])}
    texts = [rows.get(n, ("", "[]", "[]", "[]")) for n in table["quote"].tolist()]
    return pd.DataFrame(
        {
            "quote_id": _ids("q", table["quote"]),
            "article_id": ids[table["article"].to_numpy()],
            "kind": _words(QUOTE_KINDS, table["kind"]),
            "content": [text[0] for text in texts],
            "content_spans": [text[1] for text in texts],
            "speaker_text": table["speaker_text"].astype(object).to_numpy(),
            "speaker_spans": [text[2] for text in texts],
            "speaker_entity_id": np.append(frames.entity_ids, "")[table["speaker"].to_numpy()],
            "cue_text": table["cue_text"].astype(object).to_numpy(),
            "cue_spans": [text[3] for text in texts],
            "confidence": table["confidence"].to_numpy(),
        }
    )


def _quote_mentions(view: View) -> pd.DataFrame:
    table = view.quote_mentions
    return pd.DataFrame(
        {
            "quote_id": _ids("q", table["quote"]),
            "entity_id": view.frames.entity_ids[table["entity"].to_numpy()],
            "mention_id": _ids("m", table["mention"]),
        }
    )


def _sentiments(view: View, ids: np.ndarray) -> pd.DataFrame:
    table = view.sentiments
    return pd.DataFrame(
        {
            "article_id": ids[table["article"].to_numpy()],
            "sentence_id": _ids("s", table["sentence"]),
            "entity_id": view.frames.entity_ids[table["entity"].to_numpy()],
            "mention_id": _ids("m", table["mention"]),
            "quote_id": _ids("q", table["quote"]),
            "label": _words(SENTIMENT_LABELS, table["label"]),
            "score": table["score"].to_numpy(),
            "confidence": table["confidence"].to_numpy(),
        }
    )


def _topics(view: View) -> pd.DataFrame:
    from components.library.counts.topics import count_topics

    return count_topics(view)


def _article_topics(view: View, ids: np.ndarray) -> pd.DataFrame:
    table, topics = view.article_topics, view.topics["topic_id"]
    return pd.DataFrame(
        {
            "article_id": ids[table["article"].to_numpy()],
            "topic_id": topics.loc[table["topic"].to_numpy()].to_numpy(),
            "weight": table["weight"].to_numpy(),
        }
    )


def _ids(prefix: str, numbers: pd.Series) -> list[str]:
    return [f"{prefix}{n}" if n != NOBODY else "" for n in numbers.tolist()]


def _words(words: tuple[str, ...], codes: pd.Series) -> np.ndarray:
    found: np.ndarray = np.array(words, dtype=object)[codes.to_numpy()]
    return found
