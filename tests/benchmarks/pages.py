"""How long reads, filters and counts take on a library of 10,000 articles; medians, in milliseconds.

    python tests/benchmarks/pages.py                     # writes a library into a temporary folder first
    python tests/benchmarks/pages.py --library big.db    # one that `generate.py` wrote, or any other

Corrections cost time too: `--corrections 200` writes so many to a copy of the library before it is measured.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components import library
from components.library.corrections import edit_articles, hide_entity, merge_entities, rename_entity, split_alias
from components.types import EvidenceQuery, Filter
from tests.benchmarks.generate import generate

ROUNDS = 7


def measure_library(path: Path) -> Iterator[tuple[str, float]]:
    """The median of each thing that a page asks of the library, in milliseconds."""
    yield "read_frames", _median(lambda: library.read_frames(path), rounds=3)
    frames = library.read_frames(path)
    view = library.select(frames, Filter())
    ids = frames.entities.nlargest(8, "n_mentions")["entity_id"].tolist()
    many = frames.entities.nlargest(50, "n_mentions")["entity_id"].tolist()
    source = str(frames.articles["source"].cat.categories[-1])
    filters = {
        "all": Filter(),
        "dates": Filter(start="2024-09-01", end="2025-03-31"),
        "source": Filter(sources=(source,)),
        "names": Filter(entities=tuple(ids[:2])),
        "dates, pronouns": Filter(start="2024-09-01", include_pronouns=True),
    }
    for name, chosen in filters.items():
        yield f"select: {name}", _median(lambda chosen=chosen: library.select(frames, chosen))
    counts: dict[str, Callable[[library.View], object]] = {
        "count_totals": library.count_totals,
        "count_entities": library.count_entities,
        "count_mentions_by_period (8, week)": lambda view: library.count_mentions_by_period(view, ids, "week"),
        "average_sentiment_by_period (8, week)": lambda view: library.average_sentiment_by_period(view, ids, "week"),
        "average_sentiment_by_source": lambda view: library.average_sentiment_by_source(view, ids[0]),
        "count_sentiment_labels (50)": lambda view: library.count_sentiment_labels(view, many),
        "count_cooccurrence (50)": lambda view: library.count_cooccurrence(view, many),
        "count_entities_named_with": lambda view: library.count_entities_named_with(view, ids[0]),
        "count_speakers": library.count_speakers,
        "count_sources": library.count_sources,
        "count_topics_by_period (week)": lambda view: library.count_topics_by_period(view, "week"),
        "count_places": library.count_places,
    }
    for name, count in counts.items():
        yield name, _median(count, prepare=lambda: library.select(frames, Filter()))
    queries = {
        "mentions": EvidenceQuery("mentions", (ids[0],)),
        "quotes": EvidenceQuery("quotes", (ids[0],)),
        "sentiment": EvidenceQuery("sentiment", (ids[0],)),
        "together": EvidenceQuery("together", tuple(ids[:2])),
        "articles": EvidenceQuery("articles", (ids[0],)),
    }
    for name, query in queries.items():
        yield f"count_evidence: {name}", _median(lambda query=query: library.count_evidence(view, query))
        yield (
            f"read_evidence: {name} (50)",
            _median(lambda query=query: library.read_evidence(path, view, query, limit=50)),
        )
    for words in ("turbine", "turbine price", '"the docker" falk', "pri*", "the", "officials met"):
        yield f"search: {words}", _median(lambda words=words: library.search(path, view, words))
    yield "read_quotes (50)", _median(lambda: library.read_quotes(path, view))
    yield "read_quotes: words", _median(lambda: library.read_quotes(path, view, words="falk deliver"))
    yield "read_article", _median(lambda: library.read_article(frames, path, frames.articles["article_id"].iloc[0]))
    yield "read_entity", _median(lambda: library.read_entity(frames, ids[0]))
    yield "write a correction and undo it", _median(lambda: _correct(path, ids[0]))


def _correct(path: Path, entity_id: str) -> None:
    rename_entity(path, entity_id, "Somebody Else")
    library.undo_correction(path, library.read_corrections(path)[-1].n)


def write_corrections(path: Path, n: int) -> None:
    """Merges, renames, splits, hidden names and edited titles in equal parts."""
    frames = library.read_frames(path)
    ids = iter(frames.entities.nlargest(2 * n + 10, "n_mentions")["entity_id"].tolist())
    articles = frames.articles["article_id"].tolist()
    for number in range(n):
        kind, entity_id = number % 5, next(ids)
        if kind == 0:
            merge_entities(path, [entity_id], next(ids))
        elif kind == 1:
            rename_entity(path, entity_id, f"Renamed {number}")
        elif kind == 2:
            split_alias(path, entity_id, library.read_entity(frames, entity_id).aliases[-1][0])
        elif kind == 3:
            hide_entity(path, entity_id)
        else:
            edit_articles(path, [{"article_id": articles[number], "field": "title", "value": f"Title {number}"}])


def _median(
    function: Callable[..., object], rounds: int = ROUNDS, prepare: Callable[[], object] | None = None
) -> float:
    """Of some rounds; `prepare` makes what the function takes, off the clock (a view remembers what it worked out)."""
    times = []
    for _ in range(rounds):
        given = () if prepare is None else (prepare(),)
        start = time.perf_counter()
        function(*given)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", type=Path, help="the library to measure; it is copied first")
    parser.add_argument(
        "--articles", type=int, default=10_000, help="of the library that is written where none is given"
    )
    parser.add_argument("--corrections", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "measured.db"
        if chosen.library is None:
            generate(path, chosen.articles)
        else:
            shutil.copy(chosen.library, path)
        write_corrections(path, chosen.corrections)
        n_articles = len(library.read_frames(path).articles)
        print(f"{n_articles:,} articles, {len(library.read_corrections(path)):,} corrections; medians in ms")
        for name, milliseconds in measure_library(path):
            print(f"{name:<42}{milliseconds:>9.1f}", flush=True)


if __name__ == "__main__":
    main()
