"""How often the search by meaning finds what hand-written questions ask for, beside that for words; and its speed.

`meaning_questions.tsv` holds the questions, a passage of the sample articles that answers each, and when they were
written: before any result was looked at. A question counts as answered if the passage is among the first ten.
`--library FILE` measures the time in a library of your own, `--articles N` in one of so many invented articles of
twelve passages, which are mixtures of two of its passages.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components import library
from components.analysis.meaning import NAME, WIDTH, Floats, encode, round_vectors, take_signs
from components.library.queries.meaning import BOTH, MEANING, WORDS, rank_passages
from components.library.store import reading, write
from components.library.store.passages import read_passages, read_vectors, write_passages
from components.library.worker import loop
from components.types import Filter

QUESTIONS = Path(__file__).with_name("meaning_questions.tsv")
FIRST = 10
_PASSAGES, _NOISE = 12, 0.35  # of an invented article; the length of what is added to a vector of length one


def read_questions() -> list[tuple[str, str, str]]:
    """Question, file, and words of a passage that answers it."""
    lines = QUESTIONS.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def measure_recall(path: Path) -> dict[str, tuple[float, float]]:
    """By words, meaning and both: the share of questions answered among the first ten, and by the first."""
    view = library.select(library.read_frames(path), Filter())
    files = dict(zip(view.frames.articles["article_id"], view.frames.articles["path"], strict=True))
    answered: dict[str, list[int]] = {}
    for by in (WORDS, MEANING, BOTH):
        for question, file, words in read_questions():
            hits = library.search_by_meaning(path, view, question, by=by, limit=FIRST)
            right = [at for at, hit in enumerate(hits) if file in files[hit.article_id] and words in hit.text]
            answered.setdefault(by, []).append(right[0] if right else FIRST)
    return {
        by: (statistics.mean(n < FIRST for n in ranks), statistics.mean(n == 0 for n in ranks))
        for by, ranks in answered.items()
    }


def invent_passages(known: Path, path: Path, n_articles: int) -> None:
    """Write a library of nothing but passages: mixtures of two of a known library, with some noise."""
    chance = np.random.default_rng(1)
    with reading(known) as con:
        base = np.concatenate(list(read_vectors(con, _list_articles(con), WIDTH).values()))
    con = library.open_library(path)
    with write(con):
        for article in range(1, n_articles + 1):
            first, second = _normal(base[chance.integers(len(base), size=(2, _PASSAGES))].astype(np.float32))
            share = chance.uniform(0.5, 1, size=(_PASSAGES, 1)).astype(np.float32)
            noise = chance.normal(scale=_NOISE / WIDTH**0.5, size=first.shape).astype(np.float32)
            own = _normal(_normal(share * first + (1 - share) * second) + noise)
            write_passages(con, article, [(0, 1)] * _PASSAGES, round_vectors(own), take_signs(own), NAME)
    con.close()


def _normal(vectors: Floats) -> Floats:
    found: Floats = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return found


def _list_articles(con: sqlite3.Connection) -> list[int]:
    return [n for (n,) in con.execute("SELECT article FROM passages ORDER BY n")]


def measure_speed(path: Path) -> dict[str, float]:
    """What a search costs in a library, and how many of the nearest passages it finds."""
    texts = [question for question, _, _ in read_questions()]
    with reading(path) as con:
        before = time.process_time()
        passages = read_passages(con, NAME, WIDTH)
        took = time.process_time() - before
        wanted = encode(texts)
        everywhere = np.ones(len(passages.articles), dtype=bool)
        nearest = _find_nearest(con, wanted)
        seconds, cpu, found = [], [], []
        for own, exact in zip(wanted, nearest, strict=True):
            since, before = time.perf_counter(), time.process_time()
            rows, _ = rank_passages(con, passages, everywhere, own)
            seconds.append(time.perf_counter() - since)
            cpu.append(time.process_time() - before)
            found.append(len(set(rows[:FIRST].tolist()) & exact) / FIRST)
    return {
        "passages": len(passages.articles),
        "CPU seconds to read them, once": took,
        "seconds to encode a question": statistics.median(_clock(lambda text=text: encode([text])) for text in texts),
        "seconds to compare, median": statistics.median(seconds),
        "CPU seconds to compare, median": statistics.median(cpu),
        f"of the exact first {FIRST}, found": statistics.mean(found),
    }


def _find_nearest(con: sqlite3.Connection, wanted: Floats) -> list[set[int]]:
    """The places of the passages nearest to each vector among all, by comparing every one."""
    places = np.zeros((len(wanted), 0), dtype=np.int64)
    scores = np.zeros((len(wanted), 0), dtype=np.float32)
    start = 0
    for (packed,) in con.execute("SELECT vectors FROM passages ORDER BY n"):
        own = np.frombuffer(packed, dtype=np.int8).reshape(-1, WIDTH).astype(np.float32)
        places = np.hstack([places, np.broadcast_to(np.arange(start, start + len(own)), (len(wanted), len(own)))])
        scores = np.hstack([scores, wanted @ _normal(own).T])
        start += len(own)
        if places.shape[1] > 1_000:
            best = np.argsort(-scores, axis=1)[:, :FIRST]
            places, scores = np.take_along_axis(places, best, 1), np.take_along_axis(scores, best, 1)
    best = np.argsort(-scores, axis=1)[:, :FIRST]
    return [set(row) for row in np.take_along_axis(places, best, 1).tolist()]


def _clock(run: Callable[[], object]) -> float:
    before = time.perf_counter()
    run()
    return time.perf_counter() - before


def main() -> None:
    """Print recall on the sample, and the time of a search."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, help="measure the time in this library, whose vectors are made")
    parser.add_argument("--articles", type=int, help="measure it in so many articles of mixtures of its passages")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        library.open_library(path).close()
        library.add_sample(path)
        loop.run_worker(path)
        print(f"{len(read_questions())} questions over the sample articles: recall at {FIRST}, first right")
        for by, (recall, first) in measure_recall(path).items():
            print(f"  by {by:18} {recall:.0%}  {first:.0%}")
        measured = given.library or path
        if given.articles:
            measured, known = Path(folder) / "invented.db", measured
            invent_passages(known, measured, given.articles)
        for what, value in measure_speed(measured).items():
            print(f"  {what:30} {value:,.3f}")


if __name__ == "__main__":
    main()
