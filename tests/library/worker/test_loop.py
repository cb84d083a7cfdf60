"""The worker: everything is analysed once, one bad article costs only itself, and it can be stopped."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from components import analysis, library
from components.library import worker as progress
from components.library.worker import loop, pool_process
from components.types import DatelineError
from tests.library.worked import TEXTS, add, ask, check_whole, run, summarise


@pytest.fixture(scope="module")
def analysed_sample(tmp_path_factory: pytest.TempPathFactory, nlp_pipeline: Any) -> Path:
    """The sample, analysed once."""
    path = tmp_path_factory.mktemp("sample") / "Sample.db"
    library.add_sample(path)
    assert run(path) == 0
    return path


@pytest.fixture
def sample(analysed_sample: Path, path: Path) -> Path:
    """A copy of the analysed sample."""
    with library.opened(analysed_sample) as con:
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(analysed_sample, path)
    return path


def test_the_sample_is_analysed_whole(sample: Path) -> None:
    assert ask(sample, "SELECT DISTINCT status, sentiment_by <> '', topics_by FROM articles") == [("analysed", 1, 1)]
    assert library.read_progress(sample) == library.Progress(False)
    assert ask(sample, "SELECT count(*) FROM uploads") == [(0,)]
    for table in ("mentions", "quotes", "quote_mentions", "sentiments", "article_topics"):
        assert ask(sample, f"SELECT count(*) FROM {table}")[0][0] > 4, table
    assert 2 <= ask(sample, "SELECT count(*) FROM topics")[0][0] <= 5  # few articles have few topics
    check_whole(sample)


def test_the_sample_added_again_adds_nothing(sample: Path) -> None:
    before = summarise(sample)
    library.add_sample(sample)
    assert run(sample) == 0
    assert summarise(sample) == before
    assert library.read_skipped(sample) == []


def test_new_articles_are_analysed_without_touching_the_others(sample: Path) -> None:
    before = ask(sample, "SELECT n, article FROM mentions ORDER BY n")
    topics = ask(sample, "SELECT topic_id, label FROM topics ORDER BY n")
    add(sample, {"new.txt": "Mayor Ingrid Halloran of Skerrow said that the strike would end soon."})
    assert run(sample) == 0
    assert ask(sample, "SELECT n, article FROM mentions ORDER BY n")[: len(before)] == before
    assert ask(sample, "SELECT topic_id, label FROM topics ORDER BY n") == topics
    found = ask(sample, "SELECT e.n_articles FROM entities e JOIN mentions m ON m.entity = e.n JOIN articles a "
                        "ON a.n = m.article WHERE a.path = 'new.txt' AND e.name = 'Ingrid Halloran'")  # fmt: skip
    assert found
    assert found[0][0] > 10


def test_a_new_analysis_finds_the_same_under_the_same_entity_ids(sample: Path) -> None:
    where = "SELECT DISTINCT article, start, end, type, kind FROM mentions ORDER BY 1, 2"
    who = "SELECT e.entity_id, count(DISTINCT article) FROM mentions JOIN entities e ON e.n = entity GROUP BY 1"
    before, ids = ask(sample, where), dict(ask(sample, who))
    last = ask(sample, "SELECT max(n) FROM mentions")[0][0]
    with library.opened(sample) as con:
        con.execute("UPDATE articles SET status = 'waiting'")
    assert run(sample) == 0
    assert ask(sample, where) == before
    again = dict(ask(sample, who))  # not all the same: every full name is known from the first article on this time
    assert sum(again.get(key) == n for key, n in ids.items()) > 0.9 * len(ids)
    counted = ask(sample, "SELECT entity_id, n_articles FROM entities WHERE n IN (SELECT entity FROM mentions)")
    assert dict(counted) == again
    assert ask(sample, "SELECT min(n) FROM mentions")[0][0] > last  # no id is ever given twice
    check_whole(sample)


def test_topics_made_anew_keep_their_ids(sample: Path) -> None:
    topics = {topic_id for (topic_id,) in ask(sample, "SELECT topic_id FROM topics")}
    with library.opened(sample) as con:
        con.execute("UPDATE work SET wanted = 'topics'")
    assert run(sample) == 0
    assert {topic_id for (topic_id,) in ask(sample, "SELECT topic_id FROM topics")} == topics
    assert ask(sample, "SELECT wanted FROM work") == [("",)]


def test_a_pile_below_twenty_articles_has_no_topics(path: Path) -> None:
    add(path, TEXTS)
    assert run(path) == 0
    assert ask(path, "SELECT count(*) FROM topics") == [(0,)]
    assert ask(path, "SELECT count(*) FROM articles WHERE status = 'analysed'") == [(len(TEXTS),)]


def test_only_what_another_pipeline_analysed_is_analysed_anew(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "start_worker", lambda path: os.getpid())
    assert library.reanalyse(sample) == 0
    assert not library.is_outdated(sample)
    with library.opened(sample) as con:
        con.execute("UPDATE articles SET pipeline = 'an older one' WHERE n <= 3")
    assert library.is_outdated(sample)
    assert library.reanalyse(sample) == 3
    assert library.read_progress(sample).n_waiting == 3
    with library.opened(sample) as con:
        con.execute("UPDATE articles SET sentiment_by = 'another method' WHERE n = 9")
    assert library.is_outdated(sample)
    assert library.reanalyse(sample) == 1
    assert not library.is_outdated(sample), "what waits is read with the newer one anyway"
    assert library.reanalyse(sample, only_outdated=False) == 42


def test_deleted_articles_wait_no_more_and_go_for_good_after_a_week(sample: Path) -> None:
    with library.opened(sample) as con:
        con.execute("UPDATE articles SET deleted_at = '2020-01-01T00:00:00+00:00' WHERE n = 1")
        con.execute("UPDATE articles SET status = 'waiting', deleted_at = '2999-01-01T00:00:00+00:00' WHERE n = 2")
    assert run(sample) == 0
    assert ask(sample, "SELECT n, status FROM articles WHERE n < 4") == [(2, "waiting"), (3, "analysed")]
    for table in ("sentences", "mentions", "quotes", "sentiments", "article_topics", "fingerprints", "edge_lines"):
        assert ask(sample, f"SELECT count(*) FROM {table} WHERE article = 1") == [(0,)], table


def test_one_bad_article_costs_only_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = TEXTS | {
        "german.txt": "Der Hafen bleibt geschlossen, sagte die Ministerin, und das ist auch gut so. " * 4,
        "picture.jpg": "no picture",
        "empty.txt": "",
    }
    link = analysis.EntityIndex.link

    def link_or_fail(self: Any, article_id: str, entities: Sequence[Any], mentions: Sequence[Any] = ()) -> Any:
        if any(entity.name == "Bruno Falk" for entity in entities):
            raise ValueError("an odd name")
        return link(self, article_id, entities, mentions)

    monkeypatch.setattr(analysis.EntityIndex, "link", link_or_fail)
    add(path, texts)
    assert run(path) == 0
    statuses = ask(path, "SELECT status, count(*), min(length(reason) > 0) FROM articles GROUP BY status ORDER BY 1")
    assert statuses == [("analysed", 4, 0), ("failed", 2, 1), ("not_english", 1, 1)]
    assert {item.path for item in library.read_skipped(path)} == {"picture.jpg", "empty.txt"}
    check_whole(path)


def test_an_article_that_cannot_be_judged_costs_no_other_its_sentiment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    score = pool_process.score_sentiments

    def score_or_fail(texts: Sequence[str], analyses: Sequence[Any]) -> Any:
        if any("Greta" in text and "tax" in text for text in texts):
            raise ValueError("an odd sentence")
        return score(texts, analyses)

    monkeypatch.setattr(pool_process, "score_sentiments", score_or_fail)
    add(path, TEXTS)
    assert run(path) == 0
    assert ask(path, "SELECT count(DISTINCT article) FROM sentiments") == [(len(TEXTS) - 1,)]
    assert ask(path, "SELECT count(*) FROM articles WHERE sentiment_by = ''") == [(0,)]


def test_what_is_finished_when_it_is_stopped_stays_and_the_rest_waits(path: Path, between_batches: list[Any]) -> None:
    between_batches.append(lambda: library.cancel(path))
    add(path, TEXTS)
    assert run(path) == 0
    assert library.read_progress(path) == library.Progress(False, n_waiting=6)  # four are not judged yet
    assert ask(path, "SELECT status, count(*) FROM articles GROUP BY 1") == [("analysed", 4)]
    check_whole(path)
    assert run(path) == 0
    assert library.read_progress(path) == library.Progress(False)
    assert ask(path, "SELECT status, count(*) FROM articles GROUP BY 1") == [("analysed", 6)]
    check_whole(path)


def test_what_is_added_meanwhile_is_read_too(path: Path, between_batches: list[Any]) -> None:
    between_batches.append(lambda: add(path, {"late.txt": "Ada Lindqvist said in Paris that she was late."}))
    add(path, TEXTS)
    assert run(path) == 0
    assert ask(path, "SELECT status FROM articles WHERE path = 'late.txt'") == [("analysed",)]


def test_a_worker_whose_library_another_has_taken_over_writes_no_more(path: Path, between_batches: list[Any]) -> None:
    def take_over() -> None:
        with library.opened(path) as con:
            con.execute("UPDATE work SET pid = 1")

    between_batches.append(take_over)
    add(path, TEXTS)
    assert run(path) == 1
    assert ask(path, "SELECT DISTINCT status FROM articles") == [("waiting",)]
    assert ask(path, "SELECT pid FROM work") == [(1,)]


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (DatelineError("The language model is not installed. Install it."), "The language model is not installed."),
        (RuntimeError("boom"), "Something went wrong"),
        (MemoryError(), "Something went wrong"),
    ],
)
def test_a_crash_is_told_in_one_sentence_and_can_be_gone_on_from(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, problem: Exception, said: str
) -> None:
    def fail() -> None:
        raise problem

    add(path, {"1.txt": TEXTS["1.txt"]})
    with monkeypatch.context() as patch:
        patch.setattr(pool_process, "load_pipeline", fail)
        assert run(path) == 1
    progress_ = library.read_progress(path)
    assert (progress_.is_running, progress_.n_waiting) == (False, 1)
    assert progress_.error.startswith(said)
    assert "Traceback" in caplog.text
    assert run(path) == 0
    assert library.read_progress(path) == library.Progress(False)


def test_the_library_can_be_written_to_while_a_worker_writes(path: Path, between_batches: list[Any]) -> None:
    def write() -> None:
        with library.opened(path) as con, library.write(con):
            con.execute("INSERT INTO skipped (path, reason, at) VALUES ('a', 'b', '')")

    between_batches += [write, write]
    add(path, TEXTS)
    assert run(path) == 0
    assert ask(path, "SELECT count(*) FROM skipped") == [(2,)]


def test_a_broken_library_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"no library " * 400)
    with pytest.raises(DatelineError):
        run(path)


def test_a_database_error_is_a_crash_not_a_file_that_cannot_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise sqlite3.OperationalError("disk full")

    add(path, TEXTS)
    with monkeypatch.context() as patch:
        patch.setattr(loop, "read_upload", fail)
        assert run(path) == 1
    assert library.read_progress(path).n_waiting == len(TEXTS)
    assert library.read_skipped(path) == []
