"""Write a library of invented articles, to measure pages and reads at size.

    python tests/benchmarks/generate.py FOLDER/big.db --articles 10000

Every article has 15 sentences, 25 mentions, 6 quotes and 10 sentiments whose offsets point into its
text; some fifteen months, eight sources, twelve topics; some articles are undated, some copies. The same
seed writes the same library.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import sqlite3
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.library.store import open_library, split_statements, write
from components.library.store.changes import build_notes, drop_notes
from components.types import ENTITY_TYPES, MENTION_KINDS, QUOTE_KINDS
from tests.benchmarks.repeating import BLOCK, compare_articles, deal_articles, deal_quotes, repeat_articles

SOURCES = (
    "Harbour Gazette", "The Ledger", "Nordwire", "Courier", "Evening Whistle", "Radio Estuary", "Plain Press", "",
)  # fmt: skip
FIRST = "Ada Bruno Carla Dario Elin Farid Greta Hugo Ines Jonas Karin Leo Mira Nils Olga Pavel Rosa Sven Tara Viktor"
LAST = "Aldous Brandau Calder Dray Ekholm Falk Grimsby Harrow Iverson Jarl Kessler Lindqvist Marlow Norden Okafor Pike"
SYLLABLES = "bar cor del fen gal hol kir lum mar nor pel rin sal tor vel wyn"
FIRMS = ("Works", "Union", "Institute", "Partners", "Council", "Shipping", "Energy", "Trust")
TOPICS = (
    "port strike crane docker wages", "hospital ward nurse patient waiting", "election ballot candidate poll turnout",
    "river flood dam level warning", "school pupil teacher exam class", "trial judge witness verdict appeal",
    "football match goal coach season", "energy grid turbine price supply", "housing rent tenant flat landlord",
    "festival stage concert crowd ticket", "budget tax deficit treasury spending", "rail train station delay line",
)  # fmt: skip
PLAIN = (
    "{a} met officials on the {w0} for the third time this month.",
    "The {w0} and the {w1} have kept {a} busy since spring.",
    "According to figures on the {w1}, {a} lost ground to {b} again.",
    "Few expected {a} to side with {b} over the {w2}.",
    "A report on the {w3} praised {a} for its patience.",
    "Critics of {a} point to the {w4} and to what {b} left undone.",
)
ONE = PLAIN[0], PLAIN[1], PLAIN[4]
TWO = PLAIN[2], PLAIN[3], PLAIN[5]
SAID = (
    "we will not let {b} decide the {w0} alone",
    "the {w1} is safer today than when {b} began",
    "{b} has promised the {w2} and must deliver",
    "nobody at {b} understands the {w3} any more",
)
CUES = ("said", "warned", "told reporters", "argued", "added")
SMALL = 500  # articles up to which quotes are grouped and articles of names counted, which takes some ms each


class _People:
    """Invented names, a few of them everywhere and most of them rare."""

    def __init__(self, n: int, rng: random.Random) -> None:
        persons = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
        parts = SYLLABLES.split()
        towns = [f"{a}{b}{c}".capitalize() for a in parts for b in parts for c in parts]
        rng.shuffle(persons)
        rng.shuffle(towns)
        self.rows: list[tuple[str, str]] = []
        for number in range(n):
            town = towns[number % len(towns)] + ("" if number < len(towns) else f" {number // len(towns) + 1}")
            kind = number % 5
            if kind < 2 and persons:
                self.rows.append((persons.pop(), "person"))
            elif kind < 3:
                self.rows.append((f"{town} {FIRMS[number % len(FIRMS)]}", "organisation"))
            elif kind < 4:
                self.rows.append((town, "place"))
            else:
                self.rows.append(
                    (f"{town} Treaty" if number % 2 else f"{town} Games", "law" if number % 2 else "event")
                )
        self.weights = [1 / (number + 3) for number in range(n)]


class _Text:
    """A text under construction that knows where its pieces stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, piece: str) -> tuple[int, int]:
        start = self.length
        self.parts.append(piece)
        self.length += len(piece)
        return start, self.length


def generate(path: Path, n_articles: int = 10_000, seed: int = 7) -> None:
    """Write a library with `n_articles` articles to a new file.

    Those beyond the first BLOCK repeat them, with numbers, days and the less frequent names moved on: written by SQL,
    since a million articles would take an hour otherwise.
    """
    rng = random.Random(seed)
    con = open_library(path)
    people = _People(max(40, n_articles // 2), rng)
    n_written = min(n_articles, BLOCK)
    with write(con):
        _write_common(con, people)
        surfaces: dict[str, int] = {}
        numbers = {"sentences": 0, "mentions": 0, "quotes": 0}
        n_people = len(people.rows) * n_written // n_articles
        for n in range(1, n_written + 1):
            _write_article(con, n, people, surfaces, numbers, rng, n_people)
        con.executemany("INSERT INTO surfaces (text, n) VALUES (?, ?)", surfaces.items())
        if n_articles > BLOCK:
            drop_notes(con)  # nobody has read the file yet
            for start in range(BLOCK, n_articles, BLOCK):
                repeat_articles(con, start, min(BLOCK, n_articles - start), n_people, len(people.rows))
        (compare_articles if n_articles <= SMALL else deal_quotes)(con)
        deal_articles(con)
        if n_articles > BLOCK:
            for statement in split_statements(build_notes()):
                con.execute(statement)
        con.execute(
            "UPDATE entities SET n_articles = coalesce("
            "(SELECT count(DISTINCT article) FROM mentions WHERE entity = entities.n), 0)"
            if n_articles <= SMALL
            else "UPDATE entities SET n_articles = 1"
        )
    con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    con.close()


def _write_common(con: sqlite3.Connection, people: _People) -> None:
    con.executemany(
        "INSERT INTO entities (n, entity_id, name, type, description, aliases, confidence, reason, profile, gender, "
        "n_articles) VALUES (?, ?, ?, ?, '', ?, 0.9, '', '{}', '', 0)",
        [
            (n, f"e{n:06d}", name, kind, json.dumps({name: 2, name.split()[-1]: 1}))
            for n, (name, kind) in enumerate(people.rows, start=1)
        ],
    )
    con.executemany(
        "INSERT INTO topics (n, topic_id, label, keywords) VALUES (?, ?, ?, ?)",
        [
            (n, f"t{n:02d}", ", ".join(words.split()[:3]), json.dumps(words.split()))
            for n, words in enumerate(TOPICS, start=1)
        ],
    )


def _write_article(
    con: sqlite3.Connection,
    n: int,
    people: _People,
    surfaces: dict[str, int],
    numbers: dict[str, int],
    rng: random.Random,
    n_people: int,
) -> None:
    topic = rng.randrange(len(TOPICS))
    words = {f"w{position}": word for position, word in enumerate(TOPICS[topic].split())}
    cast = rng.choices(range(n_people), people.weights[:n_people], k=8)
    text = _Text()
    sentences, mentions, quotes, abouts, sentiments = [], [], [], [], []

    def mention(entity: int, kind: str = "name", form: str = "") -> int:
        name, type_ = people.rows[entity]
        form = form or (name.split()[-1] if type_ == "person" and rng.random() < 0.4 else name)
        start, end = text.add(form)
        surface = surfaces.setdefault(form, len(surfaces) + 1)
        numbers["mentions"] += 1
        codes = ENTITY_TYPES.index(type_), entity + 1, MENTION_KINDS.index(kind)
        mentions.append((numbers["mentions"], n, numbers["sentences"], start, end, surface, *codes))
        return numbers["mentions"]

    def fill(template: str, a: int, b: int) -> list[int]:
        found = []
        for piece in template.replace("{", "\0{").replace("}", "}\0").split("\0"):
            if piece == "{a}":
                found.append(mention(a))
            elif piece == "{b}":
                found.append(mention(b))
            elif piece:
                text.add(piece.format(**words))
        return found

    kinds = ["quote"] * 6 + ["two"] * 4 + ["one"] * 5
    rng.shuffle(kinds)
    for position, kind in enumerate(kinds):
        if position:
            text.add("\n\n" if position % 4 == 0 else " ")
        numbers["sentences"] += 1
        start = text.length
        a, b = rng.sample(range(8), 2)
        a, b = cast[a], cast[b]
        quote = None
        if kind == "quote":
            quote, first = _add_quote(n, numbers, text, fill, mention, a, b, quotes, abouts, rng)
        else:
            first = fill(rng.choice(TWO if kind == "two" else ONE), a, b)[0]
        sentences.append((numbers["sentences"], n, start, text.length))
        if len(sentiments) < 10:
            label = rng.choices((0, 1, 2), (25, 50, 25))[0]
            entity = next(row[7] for row in mentions if row[0] == first)
            score = (label - 1) * rng.uniform(0.4, 1)
            sure = round(rng.uniform(0.4, 0.99), 3)
            sentiments.append((n, numbers["sentences"], entity, first, quote, label, round(score, 3), sure))
    _insert(con, n, topic, "".join(text.parts), rng)
    con.executemany('INSERT INTO sentences (n, article, start, "end") VALUES (?, ?, ?, ?)', sentences)
    con.executemany(
        'INSERT INTO mentions (n, article, sentence, start, "end", surface, type, entity, kind) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        mentions,
    )
    con.executemany(
        "INSERT INTO quotes (n, article, sentence, kind, content, content_spans, speaker_text, speaker_spans, speaker, "
        "cue_text, cue_spans, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row[:4], "".join(text.parts)[slice(*row[4])], json.dumps([row[4]]), *row[5:]) for row in quotes],
    )
    con.executemany("INSERT INTO quote_mentions (quote, entity, mention) VALUES (?, ?, ?)", abouts)
    con.executemany(
        "INSERT INTO sentiments (article, sentence, entity, mention, quote, label, score, confidence) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        sentiments,
    )


def _add_quote(n, numbers, text, fill, mention, a, b, quotes, abouts, rng):  # type: ignore[no-untyped-def]
    """One sentence with a quote; gives the quote's number and the mention that speaks or is spoken of."""
    numbers["quotes"] += 1
    quote = numbers["quotes"]
    kind = rng.choices(QUOTE_KINDS, (60, 25, 10, 5))[0]
    form = rng.choices(("name", "pronoun", "description"), (70, 20, 10))[0]
    spoken = {"name": "", "pronoun": rng.choice(("She", "He")), "description": "The chairwoman"}[form]
    cue = rng.choice(CUES) if kind != "attitude" else "wants"
    speaker = mention(a, form, spoken)
    speaker_end = text.length
    speaker_start = speaker_end - len(text.parts[-1])
    speaker_text = text.parts[-1]
    text.add(" ")
    cue_span = text.add(cue)
    text.add(" that " if kind in ("indirect", "attitude") else ": ")
    start = text.length
    if kind in ("direct", "mixed"):
        text.add("\u201c")
    about = fill(rng.choice(SAID), a, b)
    if kind in ("direct", "mixed"):
        text.add("\u201d")
    span = (start, text.length)
    text.add(".")
    quotes.append(
        (
            quote, n, numbers["sentences"], QUOTE_KINDS.index(kind), span, speaker_text,
            json.dumps([[speaker_start, speaker_end]]), a + 1, cue, json.dumps([cue_span]),
            round(rng.uniform(0.5, 1), 3),
        )
    )  # fmt: skip
    abouts.extend((quote, b + 1, found) for found in about)
    return quote, speaker


def _insert(con: sqlite3.Connection, n: int, topic: int, text: str, rng: random.Random) -> None:
    undated, copy = rng.random() < 0.03, n > 1 and rng.random() < 0.02
    date = "" if undated else (datetime.date(2024, 7, 1) + datetime.timedelta(days=rng.randrange(365))).isoformat()
    title = f"{TOPICS[topic].split()[rng.randrange(5)].capitalize()}: {text.split('.')[0][:60]}"
    con.execute(
        "INSERT INTO articles (n, article_id, title, text, date, date_origin, date_hint, source, author, url, "
        "language, n_words, path, status, reason, duplicate_of, pipeline, sha256, added_at) "
        "VALUES (?, ?, ?, ?, ?, ?, '', ?, '', '', 'en', ?, ?, 'analysed', '', ?, 'generated', ?, "
        "'2025-07-01T00:00:00Z')",
        (
            n, f"a{n:06d}", title, text, date, "none" if undated else "metadata", rng.choice(SOURCES),
            len(text.split()), f"{n:06d}.txt", f"a{n - 1:06d}" if copy else "", f"{n:064d}",
        ),
    )  # fmt: skip
    con.execute("INSERT INTO article_topics (article, topic, weight) VALUES (?, ?, ?)", (n, topic + 1, 0.8))
    if rng.random() < 0.3:
        other = (topic + 1) % len(TOPICS)
        con.execute("INSERT INTO article_topics (article, topic, weight) VALUES (?, ?, ?)", (n, other + 1, 0.2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    if chosen.path.exists():
        parser.error(f"{chosen.path} exists already")
    generate(chosen.path, chosen.articles, chosen.seed)
    print(f"{chosen.articles:,} articles in {chosen.path}")


if __name__ == "__main__":
    main()
