"""Near-duplicates: found however large the library, told from texts that share a footer, found in older libraries."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from components import library
from components.analysis.copies import build_fingerprints
from components.library.store.minhash import (
    drop_fingerprints,
    find_original,
    renew_fingerprints,
    write_fingerprints,
)
from components.library.worker.ingest import read_upload

WORDS = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in "lmnrst"]


def invent(seed: int, n: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=n)


@pytest.fixture
def con(home: Path) -> sqlite3.Connection:
    with library.opened(library.create_library("Pile")) as con:
        yield con


def put(con: sqlite3.Connection, text: str, duplicate_of: str = "") -> str:
    n = con.execute(
        "INSERT INTO articles (article_id, title, text, duplicate_of, sha256, added_at) "
        "VALUES ((SELECT 'a' || (count(*) + 1) FROM articles), '', ?, ?, '', '')",
        (text, duplicate_of),
    ).lastrowid
    write_fingerprints(con, n, build_fingerprints(text))
    return f"a{n}"


def find(con: sqlite3.Connection, text: str) -> str:
    return find_original(con, text, build_fingerprints(text))


@pytest.mark.parametrize("changed", [0, 1, 4, 8])
@pytest.mark.parametrize("seed", range(5))
def test_a_text_with_some_words_changed_is_a_copy(con: sqlite3.Connection, changed: int, seed: int) -> None:
    words = invent(seed)
    original = put(con, " ".join(words))
    for at in random.Random(seed).sample(range(len(words)), changed):
        words[at] = "otherwise"
    assert find(con, " ".join(words)) == original


@pytest.mark.parametrize("n_own", [20, 60, 300])
def test_a_footer_in_common_makes_no_copy(con: sqlite3.Connection, n_own: int) -> None:
    footer = invent(1, 30)
    for seed in range(2, 40):
        assert find(con, " ".join([*invent(seed, n_own), *footer])) == ""
        put(con, " ".join([*invent(seed, n_own), *footer]))


def test_a_copy_of_a_copy_belongs_to_the_first(con: sqlite3.Connection) -> None:
    text = " ".join(invent(1))
    original = put(con, text)
    put(con, f"{text} more", original)
    assert find(con, f"{text} more and more") == original


def test_few_articles_are_looked_at_however_many_share_a_footer(con: sqlite3.Connection) -> None:
    footer = invent(1, 40)
    for seed in range(2, 302):
        put(con, " ".join([*invent(seed), *footer]))
    text = " ".join([*invent(5), *footer])
    marks = build_fingerprints(text)
    sql = f"SELECT count(DISTINCT article) FROM fingerprints WHERE hash IN ({', '.join('?' * len(marks))})"
    assert con.execute(sql, marks).fetchone()[0] <= 3
    assert find(con, text) == "a4"


def test_fingerprints_take_the_same_room_whatever_the_length() -> None:
    assert {len(build_fingerprints(" ".join(invent(1, n)))) for n in (5, 500, 50_000)} == {51}
    assert len(build_fingerprints("Four words are few")) == 1
    assert len(build_fingerprints("")) == 1


def test_an_older_library_gets_its_fingerprints_anew_in_steps(con: sqlite3.Connection) -> None:
    texts = [" ".join(invent(seed)) for seed in range(7)]
    for text in texts:
        put(con, text)
    before = con.execute("SELECT article, hash FROM fingerprints ORDER BY 1, 2").fetchall()
    drop_fingerprints(con)
    assert [find(con, text) for text in texts] == [""] * 7
    added = put(con, " ".join(invent(8)))
    assert [renew_fingerprints(con, 3) for _ in range(5)] == [True, True, True, False, False]
    assert [find(con, text) for text in texts] == [f"a{n}" for n in range(1, 8)]
    assert con.execute("SELECT article, hash FROM fingerprints WHERE article < 8 ORDER BY 1, 2").fetchall() == before
    assert con.execute("SELECT count(*) FROM fingerprints WHERE article = ?", (int(added[1:]),)).fetchone() == (51,)


def test_the_worker_renews_them_before_it_reads_what_is_added(con: sqlite3.Connection) -> None:
    text = " ".join(invent(1))
    original = put(con, text)
    drop_fingerprints(con)
    path = Path(con.execute("PRAGMA database_list").fetchone()[2])
    library.add_uploads(path, [("copy.txt", f"{text} more.".encode())])
    read_upload(con, 1, lambda con: None, lambda: True)
    assert con.execute("SELECT duplicate_of FROM articles WHERE path = 'copy.txt'").fetchone() == (original,)
