"""Articles and what was found in them, made up by chance: names that are one and two, moved, hidden and gone."""

from __future__ import annotations

import random
from pathlib import Path

from components import library
from components.analysis import EntityIndex
from components.library.store.memory import read_known_entities
from components.library.store.records import read_analyses, read_unjudged, read_waiting
from components.library.store.writing import AnalysisWriter, link_analysis, replace_sentiments
from components.library.worker.ingest import add_article
from components.types import QUOTE_KINDS, SENTIMENT_LABELS, Analysis, Article, LocalEntity, Mention, Quote, Sentence
from components.types import Sentiment as Judgement

NAMES = (
    ("Ada Dray", "Dray", "person"), ("Bea Dray", "Dray", "person"), ("Dray", "Dray", "person"),
    ("Viktor Brandau", "Brandau", "person"), ("Brandau", "Brandau", "person"), ("Halden", "Halden", "place"),
    ("Halden", "Halden", "person"), ("Harbour Radio", "the radio", "organisation"), ("France", "France", "place"),
    ("the French", "French", "group"), ("Dateline 2000™", "Dateline", "product"), ("Überall", "ÜBERALL", "work"),
)  # fmt: skip
DATES = ("", "", "2025-01-31", "2025-02-01", "1969-12-31", "2025-02-31", "2024-02-29")
SOURCES = ("", "Courier", "Ledger")
PIPELINE = "by chance 1"


def invent_article(chance: random.Random, number: int) -> Article:
    """An article whose text holds names between other words; its analysis is invented later, from the text."""
    words = [chance.choice([chance.choice(NAMES)[chance.randrange(2)], "She", "they said", "“so”", "no\nmore"])]
    for _ in range(chance.randrange(14)):
        words.append(chance.choice([chance.choice(NAMES)[chance.randrange(2)], "met", "She", "and then.", "😀 said"]))
    return Article(
        f"a{number}", f"Title {chance.randrange(4)}", " ".join(words), date=chance.choice(DATES),
        date_origin="metadata", source=chance.choice(SOURCES), path=f"{number}.txt",
    )  # fmt: skip


def invent_analysis(chance: random.Random, article: Article) -> Analysis:
    """Some of what stands in the text, by chance; nothing, or a failure, now and then."""
    if chance.random() < 0.1:
        return Analysis(article.article_id, chance.choice(["failed", "not_english"]), PIPELINE, reason="By chance.")
    text = article.text
    cut = chance.randrange(1, len(text)) if len(text) > 1 else len(text)
    sentences = [Sentence(0, cut), Sentence(cut, len(text))] if 0 < cut < len(text) else [Sentence(0, len(text))]
    entities: list[LocalEntity] = []
    mentions: list[Mention] = []
    for name, short, kind in chance.sample(NAMES, k=chance.randrange(len(NAMES) + 1)):
        spans = [(at, form) for form in {name, short} if (at := text.find(form)) >= 0]
        if not spans and chance.random() < 0.9:
            continue
        entities.append(LocalEntity(name, kind, (short,) if short != name else (), gender=chance.choice(["", "f"])))
        for at, form in spans:
            sentence = next(k for k, one in enumerate(sentences) if one.start <= at < one.end)
            what = "name" if chance.random() < 0.8 else "description"
            mentions.append(Mention(at, at + len(form), form, kind, what, sentence, len(entities) - 1))
    quotes = []
    for _ in range(chance.randrange(3)):
        start = chance.randrange(len(text))
        end = chance.randrange(start, len(text)) + 1
        inside = tuple(k for k, one in enumerate(mentions) if start <= one.start < end)
        speaker = chance.randrange(len(entities)) if entities and chance.random() < 0.7 else None
        spans = ((start, end),) if chance.random() < 0.7 else ((start, start + 1), (end - 1, end))
        content = " ".join(text[a:b] for a, b in spans)
        spoken = ((0, 1),) if chance.random() < 0.5 else ()
        quotes.append(
            Quote(
                chance.choice(QUOTE_KINDS),
                content,
                spans,
                text[:1],
                spoken,
                "said",
                (),
                chance.random(),
                speaker,
                inside,
            )
        )
    return Analysis(
        article.article_id, "analysed", PIPELINE, "en", len(text.split()), tuple(sentences), tuple(mentions),
        tuple(entities), tuple(quotes), terms={"harbour": 1},
    )  # fmt: skip


def analyse_waiting(path: Path, chance: random.Random) -> None:
    """What waits is analysed by chance, linked to what is known, and written, as the worker does it."""
    with library.opened(path) as con:
        index, storing = EntityIndex(read_known_entities(con)), AnalysisWriter(con)
        for number, article in read_waiting(con, 100):
            analysis, linked = link_analysis(index, invent_analysis(chance, article))
            with library.write(con):
                storing.replace_analysis(number, analysis, linked)


def judge_unjudged(path: Path, chance: random.Random) -> None:
    """Some sentences are judged by chance."""
    with library.opened(path) as con, library.write(con):
        for number, _, analysis, rows in read_analyses(con, read_unjudged(con, 100)):
            found = {}
            for k, mention in enumerate(analysis.mentions):
                label = chance.choice(SENTIMENT_LABELS)
                quote = chance.choice([None, *range(len(analysis.quotes))])
                judged = Judgement(
                    mention.sentence, mention.entity, k, label, chance.uniform(-1, 1), chance.random(), quote
                )
                found.setdefault((mention.sentence, mention.entity, quote), judged)
            replace_sentiments(con, number, list(found.values()), rows, "by chance")


def add_articles(path: Path, chance: random.Random) -> None:
    with library.opened(path) as con, library.write(con):
        known = con.execute("SELECT count(*) FROM articles").fetchone()[0]
        for k in range(chance.randrange(1, 4)):
            add_article(con, invent_article(chance, known + k + 1))


def propose(path: Path, chance: random.Random) -> None:
    """Any two entities may be one, also such of whom no mention is left, or that never were."""
    with library.opened(path) as con, library.write(con):
        ids = [*(entity_id for (entity_id,) in con.execute("SELECT entity_id FROM entities")), "gone"]
        for _ in range(3):
            pair = (chance.choice(ids), chance.choice(ids))
            con.execute(
                "INSERT OR IGNORE INTO proposals VALUES (NULL, ?, ?, ?, 'By chance.')", (*pair, chance.random())
            )


def make_topics(path: Path, chance: random.Random) -> None:
    """New topics take the place of old ones, and articles are dealt among them."""
    with library.opened(path) as con, library.write(con):
        con.execute("DELETE FROM article_topics")
        con.execute("DELETE FROM topics WHERE n % 2 = ?", (chance.randrange(2),))
        for k in range(chance.randrange(3)):
            con.execute(
                "INSERT OR IGNORE INTO topics (topic_id, label, keywords) VALUES (?, ?, ?)",
                (f"t{chance.randrange(9)}", f"Topic {k}", '["harbour", "tax"]'),
            )
        topics = [n for (n,) in con.execute("SELECT n FROM topics")]
        for (article,) in con.execute("SELECT n FROM articles WHERE status = 'analysed'").fetchall():
            for topic in chance.sample(topics, k=chance.randrange(len(topics) + 1)):
                con.execute("INSERT INTO article_topics VALUES (?, ?, ?)", (article, topic, chance.random()))
