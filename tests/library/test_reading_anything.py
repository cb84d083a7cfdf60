"""Whatever was added, read anew, put right, taken back and deleted, in any order: what a screen reads can be read."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from components import exports, library
from components.library import View
from components.library.corrections.articles import purge_deleted
from components.types import DatelineError, EvidenceQuery, Filter
from tests.library.corrections.test_corrections_in_any_order import is_whole
from tests.library.invented import add_articles, analyse_waiting, judge_unjudged, make_topics, propose
from tests.library.queries.test_evidence import _numbers
from tests.library.worked import check_whole

KINDS = ("mentions", "quotes", "sentiment", "together", "articles")


def read_anew(path: Path, chance: random.Random) -> None:
    with library.opened(path) as con, library.write(con):
        con.execute("UPDATE articles SET status = 'waiting' WHERE n % 3 = ?", (chance.randrange(3),))
    if chance.random() < 0.8:  # else the rest is seen while they wait
        analyse_waiting(path, chance)


def delete(path: Path, chance: random.Random) -> None:
    ids = library.read_frames(path).articles["article_id"].tolist()
    library.delete_articles(path, chance.sample(ids, k=chance.randrange(len(ids) + 1)))


def restore(path: Path, chance: random.Random) -> None:
    library.restore_articles(path, [f"a{chance.randrange(9)}"])


def purge(path: Path, chance: random.Random) -> None:
    with library.opened(path) as con:
        con.execute("UPDATE articles SET deleted_at = '2020-01-01T00:00:00+00:00' WHERE deleted_at IS NOT NULL")
        purge_deleted(con, lambda con: None)


def correct(path: Path, chance: random.Random) -> None:
    """One correction of what the library shows now; what makes no sense is refused in a sentence."""
    frames = library.read_frames(path)
    view = library.select(frames, Filter())
    ids = frames.entities["entity_id"].tolist() or ["gone"]
    one, other = chance.choice(ids), chance.choice(ids)
    entity = library.read_entity(frames, one)
    forms = [form for form, _ in entity.aliases] if entity and entity.aliases else ["Dray"]
    quotes = [quote.quote_id for quote in library.read_quotes(path, view)[0]] or ["q0"]
    articles = frames.articles["article_id"].tolist() or ["gone"]
    topics = frames.topics["topic_id"].tolist() or ["gone"]
    judged = library.read_evidence(path, view, EvidenceQuery("sentiment"), limit=20)
    pairs = list(zip(frames.proposals["first_id"], frames.proposals["second_id"], strict=True)) or [(one, other)]
    done = library.read_corrections(path)
    field, value = chance.choice([("date", "2025-05-05"), ("date", ""), ("source", "Post"), ("title", "New")])
    steps: list[Callable[[], object]] = [
        lambda: library.merge_entities(path, [one], other),
        lambda: library.rename_entity(path, one, chance.choice(["Renamed", "Ada Dray"])),
        lambda: library.split_alias(path, one, chance.choice(forms)),
        lambda: library.retype_entity(path, one, chance.choice(["work", "person"])),
        lambda: library.hide_entity(path, one),
        lambda: library.reassign_mentions(path, chance.choice([*forms, "Dray", "the radio"]), one),
        lambda: library.set_speaker(path, chance.choice(quotes), chance.choice([one, None]), "a resident"),
        lambda: library.reject_quote(path, chance.choice(quotes)),
        lambda: [library.set_sentiment(path, evidence, "positive") for evidence in judged[-1:]],
        lambda: library.rename_topic(path, chance.choice(topics), "Called anew"),
        lambda: library.edit_articles(path, [{"article_id": chance.choice(articles), "field": field, "value": value}]),
        lambda: library.accept_proposal(path, *chance.choice(pairs)),
        lambda: library.refuse_proposal(path, *chance.choice(pairs)),
        lambda: [library.undo_correction(path, line.n) for line in chance.sample(done, k=min(1, len(done)))],
    ]
    with suppress(DatelineError):
        chance.choice(steps)()


STEPS: dict[str, Callable[[Path, random.Random], object]] = {
    "add": lambda path, chance: [step(path, chance) for step in (add_articles, analyse_waiting)][-1],
    "add unread": add_articles,
    "read anew": read_anew,
    "judge": judge_unjudged,
    "topics": make_topics,
    "propose": propose,
    "delete": delete,
    "restore": restore,
    "purge": purge,
    "correct": correct,
    "correct more": lambda path, chance: [correct(path, chance) for _ in range(4)][-1],
}


def read_everything(path: Path) -> None:
    """All that screens read, of the whole library and of parts of it."""
    frames = library.read_frames(path)
    ids = frames.entities["entity_id"].tolist()
    topics = tuple(frames.topics["topic_id"])
    is_whole(frames)
    for proposal in frames.proposals.itertuples():
        assert {proposal.first_id, proposal.second_id} <= set(ids)
    for filter_ in (
        Filter(),
        Filter(include_pronouns=True, include_copies=False),
        Filter(start="2025-01-01", end="2025-12-31", sources=("Courier", "Post")),
        Filter(entities=tuple(ids[:2]), topics=topics[:1]),
    ):
        read_view(path, library.select(frames, filter_), ids)
    for entity_id in [*ids, *list(frames.entity_numbers)[:20]]:
        assert library.read_entity(frames, entity_id) is not None
    for article_id in frames.articles["article_id"]:
        article = library.read_article(frames, path, article_id)
        assert article is not None
        assert all(0 <= mention.start < mention.end <= len(article.text) for mention in article.mentions)
    for reading in (library.read_corrections, library.read_skipped, library.needs_attention, library.read_progress):
        reading(path)
    library.import_corrections(path, library.export_corrections(path))


def read_view(path: Path, view: View, ids: list[str]) -> None:
    totals = library.count_totals(view)
    read_tables(view, ids, library.choose_period(view))
    if not totals.n_articles:
        return
    for number, query in _numbers(view, "month"):
        assert library.count_evidence(view, query).n == number, query
    for kind in KINDS:
        query = EvidenceQuery(kind, tuple(ids[:2]) if kind == "together" else ())
        found = library.read_evidence(path, view, query, limit=1000)
        assert len(found) == library.count_evidence(view, query).n
        for evidence in found:
            assert all(0 <= start <= end <= len(evidence.text) for start, end in evidence.highlights)
    for order in ("newest", "oldest", "surest", "longest"):
        assert len(library.read_quotes(path, view, order=order, limit=1000)[0]) == totals.n_quotes
    for words in ("Dray", "“so”", "harbour radio", "New"):
        hits, n = library.search(path, view, words, limit=1000)
        assert len(hits) == n
    assert zipfile.ZipFile(io.BytesIO(exports.export_tables(view))).testzip() is None


def read_tables(view: View, ids: list[str], period: str) -> None:
    library.count_entities(view, ("person",)), library.count_speakers(view), library.count_places(view)
    library.count_topics(view), library.count_topics_by_period(view, period), library.count_sources(view)
    library.count_cooccurrence(view, ids), library.count_sentiment_labels(view, ids)
    library.find_peak(library.count_mentions_by_period(view, ids, period))
    library.average_sentiment_by_period(view, ids, period), library.coarser_period(view, period)
    for entity_id in ids[:3]:
        library.count_compatriots(view, entity_id), library.count_entities_named_with(view, entity_id)
        library.average_sentiment_by_source(view, entity_id), library.count_sources(view, entity_id)


# What fails is small already: a few steps and a number that repeats all chance.
@settings(max_examples=15, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=2, max_size=9), seed=st.integers(0, 10_000))
def test_all_that_a_screen_reads_can_be_read(steps: list[str], seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        library.open_library(path).close()
        for step in ["add", *steps]:
            STEPS[step](path, chance)
        read_everything(path)
        library.restore_articles(path, [f"a{number}" for number in range(1, 50)])
        analyse_waiting(path, chance)  # none is left half done
        check_whole(path)
