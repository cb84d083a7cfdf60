"""How fast names are merged, and how well they are found and merged against a gold file.

    python tests/benchmarks/entities.py                 # time and memory at 1,000 / 10,000 / 100,000 mentions
    python tests/benchmarks/entities.py --gold FILE     # exact precision, recall, F1 and B-cubed as well
    python tests/benchmarks/entities.py --library FILE  # what the worker's start takes: a library's names as an index

FILE has one JSON object a line: {"text": …, "mentions": [{"start", "end", "type", "entity"?}, …]}. Types are
person, organisation, place (PER, ORG, LOC will do); `entity` is any name for who is meant and may be missing.
A FILE that ends in .txt has columns as CoNLL-2003 has them: a token a line, its tag last. `--save WHAT` keeps the
scores for the Accuracy page, with WHAT the articles are.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.analysis import EntityIndex, find_mentions, merge_mentions, pipeline_in_use
from components.library.store import opened
from components.library.store.memory import build_index
from components.library.store.snapshot import snapshot_folder
from tests.benchmarks.columns import read_columns

SAVED = Path(__file__).resolve().parents[2] / "components" / "analysis" / "models" / "names" / "elsewhere.json"
SIZES = (1_000, 10_000, 100_000)
PER_ARTICLE = 20  # mentions
TYPES = ("person", "organisation", "place")
SHORT = {"PER": "person", "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place"}


def build_mentions(n: int, seed: int = 7) -> pd.DataFrame:
    """Person mentions as in a collection of news: a few people everywhere, many once, surnames shared, half of
    the mentions surnames only, one article in ten with surnames alone."""
    dice = random.Random(seed)
    syllables = ("an", "bert", "cia", "do", "en", "fa", "gar", "hol", "is", "ju", "kel", "lo", "mar", "nes")
    first = [(a + b).title() for a in syllables for b in syllables]
    n_people = max(n // 8, 20)
    last = sorted({"".join(dice.choices(syllables, k=3)).title() for _ in range(max(n_people // 3, 20))})
    people = [f"{dice.choice(first)} {dice.choice(last)}" for _ in range(n_people)]
    weights = [1 / (rank + 1) for rank in range(n_people)]
    rows = []
    for number in range(n // PER_ARTICLE):
        cast = dice.choices(people, weights, k=5)
        bare = dice.random() < 0.1
        for position in range(PER_ARTICLE):
            name = dice.choice(cast) if position >= len(cast) else cast[position]
            text = name if position < len(cast) and not bare else name.split()[-1]
            rows.append((f"a{number}", position * 50, position * 50 + len(text), text, "person"))
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "text", "type"])


def measure_merging(n: int) -> dict[str, float]:
    """CPU seconds, peak memory and entities of one merging, in a process of its own."""
    code = (
        "import resource, sys, time\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from entities import build_mentions, merge_mentions\n"
        "merge_mentions(build_mentions(100))\n"
        f"table = build_mentions({n})\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "start = time.process_time()\n"
        "merged = merge_mentions(table)\n"
        "used = time.process_time() - start\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(used, (after - before) / 1024, merged['entity_id'].nunique(), len(merged))\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    return dict(zip(("seconds", "mib", "entities", "mentions"), map(float, out), strict=True))


def print_scale() -> None:
    """The table of time and memory."""
    print(f"{'mentions':>9} {'CPU s':>7} {'ms per 1,000':>13} {'MiB added':>10} {'entities':>9}")
    for size in (*SIZES[:2], 25_000, SIZES[2]):
        got = measure_merging(size)
        share = 1e6 * got["seconds"] / got["mentions"]
        print(f"{size:>9,} {got['seconds']:>7.2f} {share:>13.1f} {got['mib']:>10.1f} {got['entities']:>9,.0f}")


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The articles of a gold file."""
    if path.suffix == ".txt":
        return read_columns(path)
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def score_names(articles: Sequence[dict[str, Any]], found: pd.DataFrame) -> dict[str, float]:
    """Print exact precision, recall and F1 by type; gives the F1s."""
    hits: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    by_article = defaultdict(set)
    for row in found.itertuples():
        if row.type in TYPES:
            by_article[row.article_id].add((row.start, row.end, row.type))
    for number, article in enumerate(articles):
        gold = {(m["start"], m["end"], SHORT.get(m["type"], m["type"])) for m in article["mentions"]}
        gold = {one for one in gold if one[2] in TYPES}
        for counter, some in (
            (hits, gold & by_article[str(number)]),
            (guessed, by_article[str(number)]),
            (wanted, gold),
        ):
            counter.update(one[2] for one in some)
    scores = {}
    print(f"{'type':<14} {'P':>6} {'R':>6} {'F1':>6} {'gold':>7}")
    for name in (*TYPES, "all"):
        kinds = TYPES if name == "all" else (name,)
        tp, n_guessed, n_gold = (sum(c[k] for k in kinds) for c in (hits, guessed, wanted))
        precision, recall = tp / max(n_guessed, 1), tp / max(n_gold, 1)
        f1 = 2 * tp / max(n_guessed + n_gold, 1)
        print(f"{name:<14} {100 * precision:>6.1f} {100 * recall:>6.1f} {100 * f1:>6.1f} {n_gold:>7}")
        scores[name] = round(100 * f1, 1)
    return scores


def score_clusters(gold: Sequence[str], guessed: Sequence[str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of two clusterings of the same mentions."""
    both = Counter(zip(gold, guessed, strict=True))
    n_gold, n_guessed = Counter(gold), Counter(guessed)
    precision = sum(n * n / n_guessed[b] for (_, b), n in both.items()) / len(gold)
    recall = sum(n * n / n_gold[a] for (a, _), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score_merging(articles: Iterable[dict[str, Any]]) -> None:
    """Print B-cubed over the gold mentions that say whom they mean."""
    rows = []
    for number, article in enumerate(articles):
        for m in article["mentions"]:
            if m.get("entity"):
                text = article["text"][m["start"] : m["end"]]
                kind = SHORT.get(m["type"], m["type"])
                rows.append((str(number), m["start"], m["end"], text, kind, m["entity"]))
    if not rows:
        return
    table = pd.DataFrame(rows, columns=["article_id", "start", "end", "text", "type", "entity"])
    merged = merge_mentions(table.drop(columns="entity"))
    for kind in TYPES:
        of_type = (table["type"] == kind).to_numpy()
        if of_type.any():
            scores = score_clusters(table["entity"][of_type].tolist(), merged["entity_id"][of_type].tolist())
            print(f"B-cubed {kind:<14} P {100 * scores[0]:.1f}  R {100 * scores[1]:.1f}  F1 {100 * scores[2]:.1f}")


def print_start(path: Path, rounds: int = 5) -> None:
    """Print the CPU seconds from a library to the index of its names, with its snapshot and without: medians."""
    EntityIndex().link("a", [])  # lists are loaded
    for name, folder in (("as it is", snapshot_folder(path)), ("without a snapshot", None)):
        seconds = []
        for _ in range(rounds):
            with patch("components.library.store.snapshot.snapshot_folder", lambda _, at=folder: at or path):
                start = time.process_time()
                with opened(path) as con:
                    index = build_index(con)
                seconds.append(time.process_time() - start)
        print(f"{len(index.records):,} entities, {name}: {median(seconds):.2f} CPU s")


def main() -> None:
    """Print what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="articles with their names, one JSON object a line")
    parser.add_argument("--save", metavar="WHAT", help="keep the scores for the Accuracy page, as those of WHAT")
    parser.add_argument("--library", type=Path, help="a library, of which the worker's index of names is made")
    args = parser.parse_args()
    if args.library:
        print_start(args.library)
        return
    if args.gold is None:
        print_scale()
        return
    articles = read_gold(args.gold)
    start = time.process_time()
    found, _ = find_mentions((str(number), article["text"]) for number, article in enumerate(articles))
    print(f"{len(articles)} articles, {time.process_time() - start:.1f} CPU s")
    scores = score_names(articles, found)
    score_merging(articles)
    if args.save:
        kept = {"what": args.save, "n_articles": len(articles), "pipeline": pipeline_in_use(), "f1": scores}
        SAVED.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
