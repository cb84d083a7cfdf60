"""How well one quote in several articles is known again, and what it costs as a library grows.

    python tests/benchmarks/quote_groups.py [--gold FILE] [--sizes 1000 10000 100000]

Quality is measured on hand-marked quotes, by default those in tests/gold: a table with the columns `article`, `day`,
`speaker`, `kind`, `content` and, where a quote is in several articles, `group`; a .csv file, or tabs. B-cubed as in
Bagga and Baldwin, 1998; pairs are those of quotes of different articles. Cost: CPU seconds to group the quotes of the
last hundred articles of so many, in a library on disk.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import accumulate, combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.analysis.quote_groups import Said, find_groups
from components.analysis.text_reuse import list_prints, read_wording
from components.library.store import open_library, write
from components.library.store.quote_groups import group_quotes
from components.types import QUOTE_KINDS

GOLD = Path(__file__).resolve().parents[1] / "gold" / "quote_groups.tsv"
QUOTES = 6  # of a generated article
_SHARE = 0.05  # of them taken from an earlier article


def read_gold(path: Path = GOLD) -> tuple[list[Said], dict[int, str]]:
    """The quotes, numbered in order, and the group of each that is in several articles."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="," if path.suffix == ".csv" else "\t", quoting=_quoting(path)))
    articles = {name: number for number, name in enumerate(dict.fromkeys(row["article"] for row in rows))}
    speakers = {name: number for number, name in enumerate(dict.fromkeys(row["speaker"] for row in rows))}
    quotes = [
        Said(
            n, articles[row["article"]], speakers[row["speaker"]] if row["speaker"] else None,
            int(row["day"]) if row["day"] else None, read_wording(row["content"], row["kind"]),
        )
        for n, row in enumerate(rows, start=1)
    ]  # fmt: skip
    return quotes, {n: row["group"] for n, row in enumerate(rows, start=1) if row["group"]}


def _quoting(path: Path) -> int:
    return csv.QUOTE_MINIMAL if path.suffix == ".csv" else csv.QUOTE_NONE


def group_said(quotes: list[Said]) -> dict[int, Hashable]:
    """The group of each quote that is in one; who must be the same speaker, is."""
    said = {one.number: one for one in quotes}
    found = find_groups(quotes)
    firm = {(own.group, said[n].speaker) for n, own in found.items() if own.is_firm}
    groups: dict[int, Hashable] = {}
    for n, own in found.items():
        speaker = said[n].speaker
        if own.is_firm or (own.group, speaker) in firm:
            groups[n] = own.group
        elif speaker is not None:
            groups[n] = (own.group, speaker)
    return groups


def score_bcubed(gold: Mapping[int, Hashable], found: Mapping[int, Hashable], items: list[int]) -> tuple[float, float]:
    """B-cubed precision and recall over all items; an item without a group is alone."""
    sides = [defaultdict(set), defaultdict(set)]
    keys = [{n: one.get(n, ("alone", n)) for n in items} for one in (found, gold)]
    for side, own in zip(sides, keys, strict=True):
        for n in items:
            side[own[n]].add(n)
    precision = recall = 0.0
    for n in items:
        mine, true = sides[0][keys[0][n]], sides[1][keys[1][n]]
        precision += len(mine & true) / len(mine)
        recall += len(mine & true) / len(true)
    return precision / max(len(items), 1), recall / max(len(items), 1)


def score_pairs(
    gold: Mapping[int, Hashable], found: Mapping[int, Hashable], article_of: Mapping[int, Hashable]
) -> tuple[int, int, int]:
    """Pairs of different articles that are right, that were found, and that are marked."""
    pairs = [
        {(a, b) for a, b in combinations(sorted(own), 2) if own[a] == own[b] and article_of[a] != article_of[b]}
        for own in (found, gold)
    ]
    return len(pairs[0] & pairs[1]), len(pairs[0]), len(pairs[1])


def print_pairs(right: int, n_found: int, n_marked: int) -> None:
    """Print how many of the pairs that were found, and of those that are marked, are right."""
    print(f"pairs     precision {right / max(n_found, 1):.3f} ({right} of {n_found})  ", end="")
    print(f"recall {right / max(n_marked, 1):.3f} ({right} of {n_marked})")


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of the two."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def print_quality(path: Path) -> None:
    """Print how well the quotes of a table are grouped."""
    quotes, gold = read_gold(path)
    found = group_said(quotes)
    precision, recall = score_bcubed(gold, found, [one.number for one in quotes])
    right, n_found, n_marked = score_pairs(gold, found, {one.number: one.article for one in quotes})
    print(f"{len(quotes)} quotes of {path.name}, {len(set(gold.values()))} marked groups")
    print(f"B-cubed   precision {precision:.3f}  recall {recall:.3f}  F1 {f1(precision, recall):.3f}")
    print_pairs(right, n_found, n_marked)


def invent_quotes(n_articles: int, seed: int = 7) -> Iterator[list[tuple[str, str, int]]]:
    """Each article's quotes as (content, kind, speaker): of words as common as in English, some taken from before."""
    chance = random.Random(seed)
    words = [f"w{n}" for n in range(20_000)]
    weights = list(accumulate(1 / (n + 10) for n in range(20_000)))
    before: list[tuple[str, str, int]] = []
    for _ in range(n_articles):
        quotes = []
        for _ in range(QUOTES):
            if before and chance.random() < _SHARE:
                content, kind, speaker = before[-1 - chance.randrange(min(len(before), 600))]
                quotes.append((content.rsplit(" ", chance.randrange(3))[0], kind, speaker))
            else:
                chosen = chance.choices(words, cum_weights=weights, k=chance.randrange(5, 30))
                quotes.append((f"“{' '.join(chosen)}”", chance.choice(QUOTE_KINDS[:3]), chance.randrange(1, 500)))
        before = (before + quotes)[-600:]
        yield quotes


def measure_cost(n_articles: int, folder: Path) -> tuple[float, float]:
    """CPU seconds of grouping the last hundred of so many articles, and MB of the index a thousand articles.

    Of those before, all are in the index and the last thousand in groups: none takes a quote from earlier ones.
    """
    con = open_library(folder / f"{n_articles}.db")
    taken = 0.0
    with write(con):
        for n, quotes in enumerate(invent_quotes(n_articles), start=1):
            con.execute(
                "INSERT INTO articles (n, article_id, title, text, date, sha256, added_at) "
                "VALUES (?, ?, '', '', date('2024-01-01', ?), ?, '')",
                (n, f"a{n}", f"+{n * 700 // n_articles} days", str(n)),
            )
            con.executemany(
                "INSERT INTO quotes (article, sentence, kind, content, content_spans, speaker) "
                "VALUES (?, 0, ?, ?, '[]', ?)",
                [(n, QUOTE_KINDS.index(kind), content, speaker) for content, kind, speaker in quotes],
            )
            if n > n_articles - 1100:
                since = time.process_time()
                group_quotes(con, n)
                taken += (time.process_time() - since) * (n > n_articles - 100)
                continue
            prints = [list_prints(read_wording(content, kind)) for content, kind, _ in quotes]
            rows = [(one, (n - 1) * QUOTES + k) for k, own in enumerate(prints, start=1) for one in own]
            con.executemany("INSERT INTO quote_prints (hash, quote) VALUES (?, ?)", rows)
    (size,) = con.execute("SELECT sum(pgsize) FROM dbstat WHERE name = 'quote_prints'").fetchone()
    con.close()
    return taken, size / 1e6 / (n_articles / 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--sizes", type=int, nargs="*", default=[])
    chosen = parser.parse_args()
    print_quality(chosen.gold)
    with tempfile.TemporaryDirectory() as folder:
        for size in chosen.sizes:
            taken, megabytes = measure_cost(size, Path(folder))
            print(f"{size:>9,} articles: {taken:.2f} s for the last 100, index {megabytes:.2f} MB a thousand articles")


if __name__ == "__main__":
    main()
