"""Libraries to read: small ones written out in the test, and a generated one with something of everything."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from components import library
from components.library.corrections import set_gender
from components.library.store import open_library, write
from components.types import ENTITY_TYPES, MENTION_KINDS, QUOTE_KINDS, SENTIMENT_LABELS, EvidenceQuery, Filter
from tests.benchmarks.generate import generate
from tests.library.small_disk import place, small_disk  # noqa: F401 - fixtures

_MARK = re.compile(r"\[([^\]|]+)\|([^\]|]+)(?:\|([^\]|]*))?(?:\|([^\]|]+))?\]")


class Pile:
    """A library whose articles are written with their names marked, a sentence a line.

    `[Brandau|person|Viktor Brandau]` is a mention of Viktor Brandau; the third part may be left out, a fourth
    gives the kind: `[she|person|Ada Dray|pronoun]`. `gap` stands between two sentences.
    """

    gap = " "

    def __init__(self, path: Path) -> None:
        self.path = path
        self.con = open_library(path)
        self.entities: dict[tuple[str, str], int] = {}

    def article(
        self,
        marked: str,
        *,
        title: str = "",
        date: str = "2025-03-10",
        source: str = "Courier",
        path: str = "",
        quotes: Sequence[tuple[str, str, str]] = (),  # (words of the text, speaker's name or "", kind)
        sentiments: Sequence[tuple[int, str, str, float]] = (),  # (sentence, name, label, confidence)
        **fields: str,
    ) -> str:
        """Add an article; gives its id."""
        with write(self.con):
            n = self._next("articles")
            text, sentences, mentions = self._read(marked, n)
            self._insert(
                "articles", n=n, article_id=f"a{n}", title=title or f"Title {n}", text=text, date=date, source=source,
                date_origin="metadata" if date else "none", path=path or f"{n}.txt", n_words=len(text.split()),
                sha256=hashlib.sha256(text.encode()).hexdigest(), added_at="2025-07-01T00:00:00Z",
                **({"status": "analysed", "language": "en", "pipeline": "by hand"} | fields),
            )  # fmt: skip
            for number, start, end in sentences:
                self._insert("sentences", n=number, article=n, start=start, end=end)
            for mention in mentions:
                self._insert("mentions", article=n, **mention)
            for content, speaker, kind in quotes:
                self._quote(n, text, sentences, mentions, content, speaker, kind)
            for position, name, label, confidence in sentiments:
                self._sentiment(n, sentences[position][0], mentions, name, label, confidence)
        return f"a{n}"

    def add(self, table: str, **values: object) -> None:
        with write(self.con):
            self._insert(table, **values)

    def frames(self) -> library.Frames:
        return library.read_frames(self.path)

    def view(self, **fields: object) -> library.View:
        return library.select(self.frames(), Filter(**fields))

    def id_of(self, name: str) -> str:
        """The id of the entity that is shown under this name."""
        entities = self.frames().entities
        (entity_id,) = entities["entity_id"][entities["name"] == name]
        return str(entity_id)

    def named(self) -> dict[str, int]:
        """Every name that is shown, with its mentions."""
        entities = self.frames().entities
        return dict(zip(entities["name"].tolist(), entities["n_mentions"].tolist(), strict=True))

    def evidence(self, kind: str = "mentions", **fields: object) -> list[str]:
        """The words highlighted in the evidence."""
        query = EvidenceQuery(kind, **fields)
        found = library.read_evidence(self.path, self.view(), query, limit=1000)
        return [evidence.text[start:end] for evidence in found for start, end in evidence.highlights]

    def _next(self, table: str) -> int:
        return int(self.con.execute(f"SELECT coalesce(max(n), 0) + 1 FROM {table}").fetchone()[0])

    def _insert(self, table: str, **values: object) -> None:
        names = ", ".join(f'"{name}"' for name in values)
        self.con.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", [*values.values()])

    def _read(self, marked: str, article: int):  # type: ignore[no-untyped-def]
        text, sentences, mentions = "", [], []
        sentence, mention = self._next("sentences"), self._next("mentions")
        for line in filter(None, map(str.strip, marked.strip().splitlines())):
            text += self.gap if text else ""
            start, at = len(text), 0
            for match in _MARK.finditer(line):
                text += line[at : match.start()]
                form, type_, name, kind = match.groups()
                mentions.append(
                    {
                        "n": mention, "sentence": sentence, "start": len(text), "end": len(text) + len(form),
                        "surface": self._surface(form), "type": ENTITY_TYPES.index(type_),
                        "entity": self._entity(name or form, type_, form), "kind": MENTION_KINDS.index(kind or "name"),
                    }
                )  # fmt: skip
                text += form
                mention, at = mention + 1, match.end()
            text += line[at:]
            sentences.append((sentence, start, len(text)))
            sentence += 1
        return text, sentences, mentions

    def _surface(self, form: str) -> int:
        self.con.execute("INSERT OR IGNORE INTO surfaces (text) VALUES (?)", (form,))
        return int(self.con.execute("SELECT n FROM surfaces WHERE text = ?", (form,)).fetchone()[0])

    def _entity(self, name: str, type_: str, form: str) -> int:
        if (name, type_) not in self.entities:
            n = self._next("entities")
            self._insert("entities", n=n, entity_id=f"e{n}", name=name, type=type_, confidence=0.9, aliases="{}")
            self.entities[name, type_] = n
        n = self.entities[name, type_]
        aliases = json.loads(self.con.execute("SELECT aliases FROM entities WHERE n = ?", (n,)).fetchone()[0])
        aliases[form] = aliases.get(form, 0) + 1
        self.con.execute("UPDATE entities SET aliases = ? WHERE n = ?", (json.dumps(aliases), n))
        return n

    def _quote(self, n, text, sentences, mentions, content, speaker, kind):  # type: ignore[no-untyped-def]
        start = text.index(content)
        end = start + len(content)
        quote = self._next("quotes")
        sentence = next(number for number, a, b in sentences if a <= start < b)
        number = next((number for (name, _), number in self.entities.items() if name == speaker), None)
        outside = [m for m in mentions if m["entity"] == number and not start <= m["start"] < end]
        spoken = min(outside, key=lambda m: min(abs(m["start"] - end), abs(start - m["end"])), default=None)
        span = [spoken["start"], spoken["end"]] if spoken else None
        self._insert(
            "quotes", n=quote, article=n, sentence=sentence, kind=QUOTE_KINDS.index(kind), content=content,
            content_spans=json.dumps([[start, end]]), speaker_text=text[slice(*span)] if span else "",
            speaker_spans=json.dumps([span] if span else []), speaker=number, cue_text="said", confidence=0.8,
        )  # fmt: skip
        for mention in mentions:
            if start <= mention["start"] < end:
                self._insert("quote_mentions", quote=quote, entity=mention["entity"], mention=mention["n"])

    def _sentiment(self, n, sentence, mentions, name, label, confidence):  # type: ignore[no-untyped-def]
        numbers = {number for (known, _), number in self.entities.items() if known == name}
        mention = next(m for m in mentions if m["sentence"] == sentence and m["entity"] in numbers)
        code = SENTIMENT_LABELS.index(label)
        self._insert(
            "sentiments", article=n, sentence=sentence, entity=mention["entity"], mention=mention["n"], label=code,
            score=(code - 1) * 0.8, confidence=confidence,
        )  # fmt: skip


@pytest.fixture
def pile(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Pile(tmp_path / "pile.db")
    yield made
    made.con.close()


@pytest.fixture
def council(pile):  # type: ignore[no-untyped-def]
    """Two councillors, a town that was once taken for a person, and a firm."""
    pile.article(
        "[Viktor Brandau|person] met [Ada Dray|person] in [Halden|place].\n"
        "“We agree,” said [Brandau|person|Viktor Brandau].\n[Dray|person|Ada Dray] was glad.",
        quotes=[("“We agree,”", "Viktor Brandau", "direct")],
        sentiments=[(0, "Viktor Brandau", "neutral", 0.9), (2, "Ada Dray", "positive", 0.9)],
    )
    pile.article(
        "[Brandau|person|Viktor Brandau] wept.\n[He|person|Viktor Brandau|pronoun] left [Halden|person].",
        source="Ledger",
    )
    pile.article("[V. Brandau|person] was praised by [Halden Works|organisation].")
    return pile


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty articles with undated ones, copies, unread and deleted ones; nobody may change it."""
    path = tmp_path_factory.mktemp("generated") / "generated.db"
    generate(path, n_articles=80, seed=3)
    con = sqlite3.connect(path)
    con.execute("UPDATE articles SET date = '', date_origin = 'none' WHERE n IN (3, 4)")
    con.execute("UPDATE articles SET duplicate_of = 'a000005' WHERE n IN (6, 7)")
    con.execute("UPDATE articles SET status = 'waiting' WHERE n = 8")
    con.execute("UPDATE articles SET deleted_at = '2025-07-01' WHERE n IN (9, 10)")
    con.commit()
    con.close()
    return path


@pytest.fixture(scope="session")
def corrected(generated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with corrections of every kind; nobody may change it."""
    path = tmp_path_factory.mktemp("corrected") / "corrected.db"
    shutil.copy(generated, path)
    correct_everything(path)
    return path


def correct_everything(path: Path) -> None:
    frames = library.read_frames(path)
    view = library.select(frames, Filter())
    ids = frames.entities.sort_values(["n_mentions", "name"], ascending=False)["entity_id"].tolist()
    people = frames.entities[frames.entities["type"] == "person"].sort_values("n_mentions", ascending=False)
    surname = people["name"].iloc[0].split()[-1]
    judged = library.read_evidence(path, view, EvidenceQuery("sentiment", (ids[0],)), limit=2)
    quotes, _ = library.read_quotes(path, view, limit=3)
    library.split_alias(path, people["entity_id"].iloc[0], surname)
    library.merge_entities(path, [ids[1], ids[2]], ids[2])
    library.rename_entity(path, ids[3], "Renamed")
    library.retype_entity(path, ids[4], "work")
    set_gender(path, people["entity_id"].iloc[-1], "other")
    library.hide_entity(path, ids[5])
    library.reassign_mentions(path, "the chairwoman", ids[6])
    library.set_sentiment(path, judged[0], "positive")
    library.set_sentiment(path, judged[1], "negative")
    library.set_speaker(path, quotes[0].quote_id, ids[7])
    library.set_speaker(path, quotes[1].quote_id, None, "a resident")
    library.reject_quote(path, quotes[2].quote_id)
    library.rename_topic(path, "t01", "Harbour strike")
    library.edit_articles(
        path,
        [
            {"article_id": "a000001", "field": "date", "value": ""},
            {"article_id": "a000002", "field": "source", "value": "Nordwire"},
            {"article_id": "a000003", "field": "title", "value": "A corrected zebra"},
        ],
    )
    library.refuse_proposal(path, ids[8], ids[9])


@pytest.fixture
def make_pile(tmp_path: Path) -> Callable[[str], Pile]:
    """More than one library in a test: by name."""
    return lambda name: Pile(tmp_path / f"{name}.db")
