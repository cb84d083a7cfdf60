"""How often the search by meaning finds what hand-written questions ask for, beside that for words; and its speed.

`meaning_questions.tsv` holds the questions, a passage of the sample articles that answers each, and when they were
written: before any result was looked at. A question counts as answered if the passage is among the first ten.
`--library FILE` measures the time in a library of your own, `--copies N` in one with its passages N times over.
"""

from __future__ import annotations

import argparse
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
from components.analysis.meaning import NAME, WIDTH, encode
from components.library.queries.meaning import BOTH, MEANING, WORDS, rank_passages
from components.library.store import reading
from components.library.store.passages import Passages, read_passages
from components.library.worker import loop
from components.types import Filter

QUESTIONS = Path(__file__).with_name("meaning_questions.tsv")
FIRST = 10


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


def measure_speed(path: Path, copies: int) -> dict[str, float]:
    """Seconds of a search, and how many passages a second of CPU reads."""
    with reading(path) as con:
        known = read_passages(con, NAME, WIDTH)
        texts = [text for (text,) in con.execute("SELECT substr(text, 1, 160) FROM articles LIMIT 200")]
        parts = (np.concatenate([part] * copies) for part in (known.articles, known.places, known.spans))
        many = Passages(*parts, np.concatenate([known.signs] * copies, axis=1))
        wanted = encode(["complaints about waiting times"])[0]
        everywhere = np.ones(len(many.articles), dtype=bool)
        before = time.process_time()
        encode(texts)
        cpu = time.process_time() - before
        exact, _ = rank_passages(con, known, everywhere[: len(known.articles)], wanted, len(known.articles))
        quick, _ = rank_passages(con, known, everywhere[: len(known.articles)], wanted)
        return {
            "passages": len(many.articles),
            "passages read a CPU second": len(texts) / cpu,
            "seconds to encode a question": _clock(lambda: encode(["complaints about waiting times"])),
            "seconds to compare": _clock(lambda: rank_passages(con, many, everywhere, wanted)),
            "of the exact first 20, found": len(set(exact[:20].tolist()) & set(quick[:20].tolist())) / 20,
        }


def _clock(run: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        before = time.perf_counter()
        run()
        taken.append(time.perf_counter() - before)
    return min(taken)


def main() -> None:
    """Print recall on the sample, and the time of a search."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, help="measure the time in this library, whose vectors are made")
    parser.add_argument("--copies", type=int, default=1, help="with its passages so many times over")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.db"
        library.open_library(path).close()
        library.add_sample(path)
        loop.run_worker(path)
        print(f"{len(read_questions())} questions over the sample articles: recall at {FIRST}, first right")
        for by, (recall, first) in measure_recall(path).items():
            print(f"  by {by:18} {recall:.0%}  {first:.0%}")
        for what, value in measure_speed(given.library or path, given.copies).items():
            print(f"  {what:30} {value:,.3f}")


if __name__ == "__main__":
    main()
