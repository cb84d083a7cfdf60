"""Rows of a library from tables of results: ids become numbers, kinds become codes, positions are checked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from components.analysis import sentiment_method
from components.analysis.topics import Topic, build_keyword_model
from components.library.opening.cells import check_dates, read_json, read_spans, read_words, say_outside
from components.library.opening.references import Numbers, find_codes, hash_ids
from components.library.opening.tables import Batch, ResultTable
from components.library.store import read_clock
from components.library.store.migrations import queue_for_grouping
from components.library.store.minhash import drop_fingerprints
from components.library.worker.ingest import build_digest
from components.schema import TABLES
from components.types import (
    ARTICLE_STATUSES,
    DATE_ORIGINS,
    ENTITY_TYPES,
    MENTION_KINDS,
    QUOTE_KINDS,
    SENTIMENT_LABELS,
    DatelineError,
)

_IN_ARTICLE = 2**32  # a position in a text is less than that, so an article and a position are one number
# Text columns that are stored as they are, by table
_ARTICLE_TEXTS = (
    "article_id", "title", "text", "date", "date_origin", "source", "author", "url", "language", "path", "section",
    "status", "duplicate_of", "pipeline", "not_english",
)  # fmt: skip
_QUOTE_TEXTS = ("content", "content_spans", "speaker_text", "speaker_spans", "cue_text", "cue_spans")
Say = Callable[[str, int, int], None]  # table, bytes read of it, of so many


class RowWriter:
    """Writes all tables of results into an empty library, in the order in which they name each other."""

    def __init__(self, con: sqlite3.Connection, tables: Mapping[str, ResultTable], say: Say, pipeline: str) -> None:
        self._con, self._tables, self._say, self._pipeline = con, tables, say, pipeline
        self._numbers = {
            name: Numbers(name, TABLES[name].columns[0].name or TABLES[name].columns[1].name)
            for name in ("articles", "entities", "topics", "sentences", "mentions", "quotes")
        }
        self._lengths = np.zeros(1, dtype=np.int64)  # characters of each article's text, by number
        self._starts = np.zeros(0, dtype=np.int64)  # article and start of each sentence, in order
        self._sentences = np.zeros(0, dtype=np.int64)  # the sentence of each of those
        self._surfaces: dict[str, int] = {}

    def write(self) -> None:
        """Write all rows, within the caller's transaction. Raises DatelineError if the tables do not fit together."""
        for write in (
            self._write_articles, self._write_topics, self._write_entities, self._write_sentences,
            self._write_mentions, self._write_quotes, self._write_quote_mentions, self._write_sentiments,
            self._write_article_topics, self._write_quote_groups, self._write_skipped,
        ):  # fmt: skip
            write()
        # Stories are found by words that the tables do not have: the worker finds them anew, as it compares quotes.
        drop_fingerprints(self._con)  # they are made before the next articles are added, and those of quotes
        queue_for_grouping(self._con)

    def _read(self, table: str) -> Iterator[Batch]:
        yield from self._tables[table].read(lambda done, total: self._say(table, done, total))

    def _insert(self, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * (columns.count(",") + 1))
        try:
            self._con.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - constants only
        except sqlite3.IntegrityError:
            self._numbers[table].close()  # says which rows have one id
            raise

    def _write_articles(self) -> None:
        numbers, lengths, copies = self._numbers["articles"], [np.zeros(1, dtype=np.int64)], list[pa.Array]()
        now, method = read_clock(), sentiment_method()
        columns = ", ".join(
            ("n", *_ARTICLE_TEXTS, "n_words", "sha256", "added_at", "topics_by", "sentiment_by", "terms")
        )
        for batch in self._read("articles"):
            own = numbers.add(batch["article_id"])
            lengths.append(pc.utf8_length(batch["text"]).to_numpy(zero_copy_only=False).astype(np.int64))
            find_codes(batch["status"], ARTICLE_STATUSES, "articles", "status")
            find_codes(batch["date_origin"], DATE_ORIGINS, "articles", "date_origin")
            check_dates(batch["date"])
            for spans, length in zip(batch["not_english"].to_pylist(), lengths[-1].tolist(), strict=True):
                read_spans(spans, length, "articles")
            copies.append(batch["duplicate_of"])
            texts = [batch[name].to_pylist() for name in _ARTICLE_TEXTS]
            named = dict(zip(_ARTICLE_TEXTS, texts, strict=True))
            keys = zip(named["path"], named["title"], named["text"], strict=True)
            analysed = [status == "analysed" for status in named["status"]]
            by = [
                (method if pipeline == self._pipeline else pipeline or "unknown") if is_analysed else ""
                for pipeline, is_analysed in zip(named["pipeline"], analysed, strict=True)
            ]
            # Their terms are not among the tables: `TopicStep` counts words instead.
            terms = ["" if is_analysed else "{}" for is_analysed in analysed]
            more = (build_digest(*key) for key in keys), [now] * len(own), map(int, analysed), by, terms
            self._insert(
                "articles", columns, zip(own.tolist(), *texts, batch["n_words"].to_pylist(), *more, strict=True)
            )
        numbers.close()
        self._lengths = np.concatenate(lengths)
        for one in copies:
            numbers.find(one, "articles", optional=True)

    def _write_topics(self) -> None:
        topics = list[Topic]()
        for batch in self._read("topics"):
            own = self._numbers["topics"].add(batch["topic_id"])
            rows = list(zip(*(batch[name].to_pylist() for name in ("topic_id", "label", "keywords")), strict=True))
            self._insert(
                "topics", "n, topic_id, label, keywords", zip(own.tolist(), *zip(*rows, strict=True), strict=True)
            )
            topics += [Topic(topic, label, tuple(read_words(words))) for topic, label, words in rows]
        self._numbers["topics"].close()
        if topics:
            model = build_keyword_model(topics, self._numbers["articles"].size)
            self._insert("topic_model", "n, model, n_articles", [(1, model.to_bytes(), model.n_articles)])

    def _write_entities(self) -> None:
        texts = ("entity_id", "name", "type", "description", "aliases")
        for batch in self._read("entities"):
            own = self._numbers["entities"].add(batch["entity_id"])
            find_codes(batch["type"], ENTITY_TYPES, "entities", "type")
            for text in batch["aliases"].to_pylist():
                if not isinstance(read_json(text, "entities"), dict):
                    raise DatelineError("The table entities has aliases that are not forms with their counts.")
            columns = [batch[name].to_pylist() for name in (*texts, "confidence", "n_articles")]
            self._insert("entities", ", ".join(("n", *texts, "confidence", "n_articles")),
                         zip(own.tolist(), *columns, strict=True))  # fmt: skip
        self._numbers["entities"].close()

    def _write_sentences(self) -> None:
        starts = list[np.ndarray]()
        for batch in self._read("sentences"):
            own = self._numbers["sentences"].add(batch["sentence_id"])
            article = self._find("articles", batch["article_id"], "sentences")
            start, end = self._read_places(batch, article, "sentences")
            starts.append(article * _IN_ARTICLE + start)
            self._insert("sentences", 'n, article, start, "end"', _list_rows(own, article, start, end))
        self._numbers["sentences"].close()
        every = np.concatenate(starts) if starts else self._starts
        self._sentences = np.argsort(every, kind="stable")
        self._starts = every[self._sentences]

    def _write_mentions(self) -> None:
        columns = 'n, article, sentence, start, "end", surface, type, entity, kind'
        for batch in self._read("mentions"):
            own = self._numbers["mentions"].add(batch["mention_id"])
            article = self._find("articles", batch["article_id"], "mentions")
            sentence = self._find("sentences", batch["sentence_id"], "mentions")
            start, end = self._read_places(batch, article, "mentions")
            rows = _list_rows(
                own, article, sentence, start, end, self._find_surfaces(batch["text"]),
                find_codes(batch["type"], ENTITY_TYPES, "mentions", "type"),
                self._find("entities", batch["entity_id"], "mentions"),
                find_codes(batch["kind"], MENTION_KINDS, "mentions", "kind"),
            )  # fmt: skip
            self._insert("mentions", columns, rows)
        self._numbers["mentions"].close()
        self._insert("surfaces", "text, n", self._surfaces.items())
        self._surfaces.clear()

    def _find_surfaces(self, texts: pa.Array) -> np.ndarray:
        different = texts.dictionary_encode()
        known = self._surfaces
        numbers = [known.setdefault(text, len(known) + 1) for text in different.dictionary.to_pylist()]
        found: np.ndarray = np.array(numbers, dtype=np.int64)[different.indices.to_numpy()]
        return found

    def _write_quotes(self) -> None:
        columns = ("n", "article", "sentence", "kind", "speaker", "confidence", *_QUOTE_TEXTS, "start", '"end"',
                   "speaker_start", "speaker_end")  # fmt: skip
        for batch in self._read("quotes"):
            own = self._numbers["quotes"].add(batch["quote_id"])
            article = self._find("articles", batch["article_id"], "quotes")
            speaker = self._find("entities", batch["speaker_entity_id"], "quotes", optional=True)
            texts = {name: batch[name].to_pylist() for name in _QUOTE_TEXTS}
            lengths = self._lengths[article].tolist()
            spans, of_speaker, _ = (
                [read_spans(text, length, "quotes") for text, length in zip(texts[name], lengths, strict=True)]
                for name in ("content_spans", "speaker_spans", "cue_spans")
            )
            if not all(spans):
                raise DatelineError("The table quotes has a quote without a position.")
            start = np.array([one[0][0] for one in spans], dtype=np.int64)
            rows = zip(
                own.tolist(), article.tolist(), self._find_sentences(article, start).tolist(),
                find_codes(batch["kind"], QUOTE_KINDS, "quotes", "kind").tolist(),
                [number or None for number in speaker.tolist()], batch["confidence"].to_pylist(), *texts.values(),
                start.tolist(), [one[-1][1] for one in spans], [one[0][0] if one else None for one in of_speaker],
                [one[-1][1] if one else None for one in of_speaker], strict=True,
            )  # fmt: skip
            self._insert("quotes", ", ".join(columns), rows)
        self._numbers["quotes"].close()

    def _find_sentences(self, article: np.ndarray, start: np.ndarray) -> np.ndarray:
        """The sentence that a position is in, or the first one of its article."""
        places = np.searchsorted(self._starts, article * _IN_ARTICLE + start, side="right") - 1
        first = np.searchsorted(self._starts, article * _IN_ARTICLE)
        places = np.maximum(places, first)
        if len(places) and (
            places.max() >= len(self._starts) or (self._starts[places] // _IN_ARTICLE != article).any()
        ):
            raise DatelineError("The table quotes has a quote of an article that has no sentences.")
        found: np.ndarray = self._sentences[places] + 1
        return found

    def _write_quote_mentions(self) -> None:
        for batch in self._read("quote_mentions"):
            rows = _list_rows(
                self._find("quotes", batch["quote_id"], "quote_mentions"),
                self._find("entities", batch["entity_id"], "quote_mentions"),
                self._find("mentions", batch["mention_id"], "quote_mentions"),
            )
            self._insert("quote_mentions", "quote, entity, mention", rows)

    def _write_sentiments(self) -> None:
        columns = "article, sentence, entity, mention, label, quote, score, confidence"
        for batch in self._read("sentiments"):
            numbers = [
                self._find(table, batch[name], "sentiments").tolist()
                for table, name in (("articles", "article_id"), ("sentences", "sentence_id"),
                                    ("entities", "entity_id"), ("mentions", "mention_id"))
            ]  # fmt: skip
            labels = find_codes(batch["label"], SENTIMENT_LABELS, "sentiments", "label").tolist()
            quotes = self._find("quotes", batch["quote_id"], "sentiments", optional=True).tolist()
            judged = (batch[name].to_pylist() for name in ("score", "confidence"))
            rows = zip(*numbers, labels, [number or None for number in quotes], *judged, strict=True)
            self._insert("sentiments", columns, rows)

    def _write_article_topics(self) -> None:
        for batch in self._read("article_topics"):
            article = self._find("articles", batch["article_id"], "article_topics").tolist()
            topic = self._find("topics", batch["topic_id"], "article_topics").tolist()
            rows = zip(article, topic, batch["weight"].to_pylist(), strict=True)
            self._insert("article_topics", "article, topic, weight", rows)

    def _write_quote_groups(self) -> None:
        quotes, groups = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.uint64)]
        for batch in self._read("quote_groups"):
            quotes.append(self._find("quotes", batch["quote_id"], "quote_groups"))
            groups.append(hash_ids(batch["group_id"]))
        members = pd.Series(np.concatenate(quotes))
        first = members.groupby(np.concatenate(groups)).transform("min")  # a group has the number of its first quote
        columns = 'quote, article, "group", is_firm'
        self._con.executemany(
            f"INSERT INTO quote_groups ({columns}) SELECT n, article, ?, 1 FROM quotes WHERE n = ?",  # noqa: S608
            zip(first.tolist(), members.tolist(), strict=True),
        )

    def _write_skipped(self) -> None:
        now = read_clock()
        for batch in self._read("skipped"):
            rows = zip(batch["path"].to_pylist(), batch["reason"].to_pylist(), [now] * len(batch["path"]), strict=True)
            self._insert("skipped", "path, reason, at", rows)

    def _find(self, table: str, ids: pa.Array, where: str, *, optional: bool = False) -> np.ndarray:
        return self._numbers[table].find(ids, where, optional=optional)

    def _read_places(self, batch: Batch, article: np.ndarray, table: str) -> tuple[np.ndarray, np.ndarray]:
        start, end = batch["start"].to_numpy(), batch["end"].to_numpy()
        if ((start < 0) | (start > end) | (end > self._lengths[article])).any():
            raise DatelineError(say_outside(table))
        return start, end


def _list_rows(*columns: np.ndarray) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)
