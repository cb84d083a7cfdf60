"""How well articles of one event are brought together, and what it costs as a library grows.

    python tests/benchmarks/stories.py [--library FILE] [--gold TABLE] [--sizes 1000 10000 100000]

Quality: B-cubed (Bagga and Baldwin, 1998) of a library's stories against a table with the columns `file` and `story`,
by default the sample articles against the hand-marked story lines in tests/gold; a `file` is the name that articles
were read under, without folders. Cost: CPU seconds to place the last hundred of so many invented articles.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
import time
from collections.abc import Hashable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components import library
from components.library.store import open_library, write
from components.library.store.stories import place_articles
from components.library.worker.loop import run_worker
from tests.benchmarks.quote_groups import f1, print_pairs, score_bcubed, score_pairs

GOLD = Path(__file__).resolve().parents[1] / "gold" / "stories.tsv"
_WORDS, _NAMES, _TOLD = 30, 8, 6  # of an invented article; articles of an event at most


def read_gold(path: Path = GOLD) -> dict[str, str]:
    """The story of each file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="," if path.suffix == ".csv" else "\t")
        return {Path(row["file"]).name: row["story"] for row in rows}


def read_stories(path: Path) -> dict[str, Hashable]:
    """The story of each file of a library; those of a story of their own are left out."""
    frames = library.read_frames(path)
    story_of = dict(zip(frames.article_stories["article"], frames.article_stories["story"], strict=True))
    names = {number: Path(name).name for number, name in frames.articles["path"].items()}
    return {names[number]: story for number, story in story_of.items() if number in names}


def print_quality(path: Path, gold: dict[str, str]) -> None:
    """Print how well the stories of a library are those that are marked."""
    found = read_stories(path)
    names = list(gold)
    number = {name: n for n, name in enumerate(names)}
    sides = [{number[name]: story for name, story in side.items() if name in number} for side in (gold, found)]
    precision, recall = score_bcubed(sides[0], sides[1], list(range(len(names))))
    print(f"{len(names)} files, {len(set(gold.values()))} marked stories, {len(set(sides[1].values()))} found")
    print(f"B-cubed   precision {precision:.3f}  recall {recall:.3f}  F1 {f1(precision, recall):.3f}")
    print_pairs(*score_pairs(sides[0], sides[1], {n: n for n in number.values()}))


def measure_cost(n_articles: int, folder: Path) -> float:
    """CPU seconds to place the last hundred of so many articles: events of a few articles each."""
    chance = random.Random(7)
    words, weights = [f"word{'abcdefghij'[n % 10]}{n}" for n in range(5000)], [1 / (n + 20) for n in range(5000)]
    con = open_library(folder / f"{n_articles}.db")
    event: tuple[list[str], list[int]] = ([], [])
    left = 0
    with write(con):
        for n in range(1, n_articles + 1):
            if not left:
                left = chance.randrange(1, _TOLD)
                event = (
                    [f"event{n} {k}" for k in range(6)],
                    [chance.randrange(10 * n_articles) for _ in range(_NAMES)],
                )
            left -= 1
            terms = dict.fromkeys([*chance.choices(words, weights, k=_WORDS), *event[0]], 1)
            con.execute(
                "INSERT INTO articles (n, article_id, title, text, date, terms, status, sha256, added_at) "
                "VALUES (?, ?, '', '', date('2024-01-01', ?), ?, 'analysed', ?, '')",
                (n, f"a{n}", f"+{n * 700 // n_articles} days", json.dumps(terms), str(n)),
            )
            con.executemany(
                "INSERT INTO mentions (article, sentence, start, end, surface, type, entity, kind) "
                "VALUES (?, 0, 0, 0, 0, 0, ?, 0)",
                [(n, entity) for entity in (*event[1], *(chance.randrange(300) for _ in range(_NAMES)))],
            )

    def read_terms(numbers: object) -> dict[int, dict[str, int]]:
        rows = con.execute(f"SELECT n, terms FROM articles WHERE n IN ({','.join(map(str, numbers))})")  # type: ignore[call-overload]
        return {n: json.loads(terms) for n, terms in rows}

    taken = 0.0
    for first in range(1, n_articles + 1, 100):
        since = time.process_time()
        with write(con):
            place_articles(con, range(first, min(first + 100, n_articles + 1)), read_terms)
        taken = time.process_time() - since
    con.close()
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--sizes", type=int, nargs="*", default=[])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.library
        if path is None:
            path = Path(folder) / "sample.db"
            library.add_sample(path)
            run_worker(path)
        print_quality(path, read_gold(chosen.gold))
        for size in chosen.sizes:
            print(f"{size:>9,} articles: {measure_cost(size, Path(folder)):.2f} s for the last 100")


if __name__ == "__main__":
    main()
