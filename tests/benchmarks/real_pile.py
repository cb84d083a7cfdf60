"""Adds a pile of real texts as a person would, waits for it, opens everything in the app and counts what fails.

    python tests/benchmarks/real_pile.py --folder DIR [--folder DIR …] [--metadata FILE.tsv] [--limit N]
    python tests/benchmarks/real_pile.py --table FILE.csv
    python tests/benchmarks/real_pile.py --sentences FILE.jsonl
    python tests/benchmarks/real_pile.py --hostile
    python tests/benchmarks/real_pile.py --home DIR --pages-only

Prints wall and CPU seconds an article of the worker, then a line for each kind of thing: how many were opened, how
many failed, the slowest. The exit status tells whether anything failed. The library stays in `--home` where one is
named, and is deleted otherwise.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components import exports, library
from components.library import Frames, boards
from components.library.boards import Item
from components.library.queries import compare
from components.types import EvidenceQuery, Filter
from components.ui.exhibits import NAMES as CHARTS
from components.ui.reader import NAMES as READ_NAMES
from components.ui.reader import QUOTES as READ_QUOTES
from components.ui.reader import TONE
from tests.benchmarks.piles import File, Missing, find, make_hostile, read_folder, tabulate_sentences, tabulate_texts
from tests.benchmarks.walking import Params, Walk, watched
from tests.pages.apps import ROOT, as_in_a_server

NAME = "My articles"  # the library that the app opens by itself
ENTITIES = 200  # pages of names that are opened
CLICKED = 12  # of them, those whose charts are clicked
MOST_TOLD = 60  # errors that are printed
WAIT = 0.5  # seconds between looks at the worker
QUERIES = (
    "the", '"', '""', '"said that"', "AND", "NOT", "NEAR(", "a* OR b", "'; DROP TABLE articles; --", "(", "^said",
    "-no", "{x}", "title:x", "*", "\\", "%", "_", "é", "中文", "\u202e", "👍", "<b>x</b>", "$a^2$", "a" * 5_000,
    "a " * 2_000, " ", "\x00", "said\x00that",
)  # fmt: skip
ODD_PARAMS: tuple[tuple[str, Params], ...] = (
    ("read", {"article": "nothing"}), ("read", {"at": "9" * 5_000}), ("read", {"at": "-1"}), ("read", {"at": "x"}),
    ("entities", {"entity": "nobody"}), ("overview", {"from": "9999-99-99", "to": "x"}),
    ("overview", {"source": "no such"}), ("topics", {"topic": "t999"}), ("quotes", {"speaker": "nobody", "sure": "x"}),
    ("compare", {"what": "period", "side": ["x..y", "2020-01-01..2019-01-01"]}), ("overview", {"since": "9999-99"}),
    ("compare", {"what": "source", "side": ["no such", "\x00"]}), ("quotes", {"group": "no such"}),
    ("overview", {"present": "no such chart"}), ("overview", {"library": "no such library"}),
)  # fmt: skip


def main() -> int:
    chosen = read_arguments()
    try:
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            os.environ["DATELINE_HOME"] = str(chosen.home or folder)
            if not chosen.pages_only:
                add(choose_files(chosen))
            path = library.library_path(NAME)
            if not path.exists():
                raise Missing(f"There is no library at {path}.")
            with as_in_a_server(), watched() as shown:
                return print_walk(walk(Walk(shown), path))
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 2


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, action="append", default=[], help="a folder of files to add; repeatable")
    parser.add_argument("--table", type=Path, action="append", default=[], help="a file to add as it is; repeatable")
    parser.add_argument("--sentences", type=Path, help="JSON lines of sentences (NewsMTSC), grouped into articles")
    parser.add_argument("--hostile", action="store_true", help="add texts made to break things")
    parser.add_argument("--length", type=int, default=100_000, help="characters of each of these texts")
    parser.add_argument("--metadata", type=Path, help="titles, dates, sources of the folder's texts, tab-separated")
    parser.add_argument("--limit", type=int, help="so many articles of each of these at most")
    parser.add_argument("--home", type=Path, help="where the library is kept; a temporary folder without it")
    parser.add_argument("--pages-only", action="store_true", help="only open what the library in --home holds")
    chosen = parser.parse_args()
    if not (chosen.pages_only or chosen.folder or chosen.table or chosen.sentences or chosen.hostile):
        parser.error("say what to add: --folder, --table, --sentences or --hostile")
    return chosen


def choose_files(chosen: argparse.Namespace) -> list[File]:
    files: list[File] = []
    if chosen.metadata:
        files.append(tabulate_texts(chosen.folder, chosen.metadata, chosen.limit))
    else:
        files += (file for folder in chosen.folder for file in read_folder(folder, chosen.limit))
    files += ((find(table).name, table.read_bytes()) for table in chosen.table)
    if chosen.sentences:
        files.append(tabulate_sentences(chosen.sentences, chosen.limit))
    if chosen.hostile:
        files += make_hostile(chosen.length)
    return files


def add(files: Iterable[File]) -> None:
    """Adds the files, starts the worker as the app does, waits for it, and prints what it took."""
    path = library.library_path(NAME)
    if not path.exists():
        library.create_library(NAME)
    began, cpu = time.perf_counter(), read_children_cpu()
    library.add_uploads(path, files)
    library.ensure_worker(path)
    step = ""
    while (progress := library.read_progress(path)).is_running:
        if progress.step != step:
            step = progress.step
            print(
                f"{time.perf_counter() - began:>8.0f} s  {step} ({progress.done:,} of {progress.total:,})", flush=True
            )
        time.sleep(WAIT)
    wall, before = time.perf_counter() - began, cpu
    for _ in range(60):  # its exit status is asked for by a thread of its own, and counts only from then on
        if (cpu := read_children_cpu() - before) > 0:
            break
        time.sleep(WAIT)
    articles = library.read_frames(path).articles
    n, words = max(len(articles), 1), max(int(articles["n_words"].sum()), 1)
    states = ", ".join(f"{count:,} {state}" for state, count in articles["status"].value_counts().items() if count)
    skipped = len(library.read_skipped(path))
    print(f"{len(articles):,} articles ({states}), {words / n:,.0f} words each; {skipped:,} skipped")
    print(
        f"The worker took {wall:,.0f} s, {wall / n:.2f} an article; CPU {cpu:,.0f} s, {cpu / n:.2f} an article, ",
        end="",
    )
    print(f"{cpu * 800 / words:.2f} for 800 words.")
    if progress.error:
        print(f"It ended with: {progress.error}")


def read_children_cpu() -> float:
    """CPU seconds of all processes that were started and have ended (0 on Windows)."""
    times = os.times()
    return times.children_user + times.children_system


def walk(visitor: Walk, path: Path) -> Walk:
    """Opens everything there is."""
    frames = library.read_frames(path)
    pages = sorted(page.stem for page in (ROOT / "pages").glob("*.py"))
    for page in pages:
        visitor.open("pages", page)
        visitor.open_points("evidence", page)
        visitor.open(  # as after a click on each chart's Download and on the filter's Change
            "popovers", page, filter_popover=True, chart_names=True, **{f"{name}_download": True for name in CHARTS}
        )
        visitor.make_files("files", page)
    visitor.open("pages", "quotes", {"as": "table"})
    for shape in ("repeated", "voices"):
        visitor.open("pages", "quotes", {"as": shape})
        visitor.open_points("evidence", "quotes")
    for kind in compare.KINDS:
        visitor.open("pages", "compare", {"what": kind, **({"side": list(QUERIES[:2])} if kind == "search" else {})})
        visitor.open_points("evidence", "compare")
    visitor.make_files("files", "quotes as a table")
    sources = [source for source in frames.articles["source"].cat.categories if source]
    subjects = {
        "entity": leading(frames, 1), "subject": frames.topics["topic_id"].tolist()[:1], "q": QUERIES[0],
        "what": "source", "side": sources[:2],
    }  # fmt: skip
    for chart in CHARTS:
        visitor.open("presented charts", "overview", {"present": chart, "embed": "true", **subjects})
    present_board(visitor, frames, subjects)
    for page, params in filters(frames, pages):
        visitor.open("filters", page, params)
    for topic in frames.topics["topic_id"].tolist():
        visitor.open("topics", "topics", {"subject": topic})
    for at, entity_id in enumerate(leading(frames, ENTITIES)):
        visitor.open("names", "entities", {"entity": entity_id})
        if at < CLICKED:
            visitor.open_points("evidence", "entities")
        visitor.open("names' quotes", "quotes", {"speaker": entity_id})
    for article_id in frames.articles["article_id"].tolist():
        visitor.open("articles", "read", {"article": article_id})
        visitor.open(
            "articles", "read", {"article": article_id, "at": "100"}, read_marks=[READ_NAMES, READ_QUOTES, TONE]
        )
    for words in QUERIES:
        for kind in ("article", "sentence", "quote", "meaning"):
            visitor.open("searches", "search", {"q": words, "in": kind})
        visitor.open("searches", "quotes", {"words": words})
        visitor.open("searches", "articles", shelf_words=words)
    for page, params in ODD_PARAMS:
        visitor.open("odd addresses", page, params)
    for kind in ("mentions", "quotes", "sentiment", "together", "articles"):
        for query in (EvidenceQuery(kind), EvidenceQuery(kind, undated=True), EvidenceQuery(kind, ("no", "body"))):
            visitor.open("evidence", "overview", evidence=query)
    visitor.do("files", "all tables", lambda: exports.export_tables(library.select(frames, Filter())))
    return visitor


def present_board(visitor: Walk, frames: Frames, subjects: Mapping[str, str | Sequence[str]]) -> None:
    """Pins every chart, a table and the first article's beginning to a board; opens, presents and hands it out."""
    params = {name: [value] if isinstance(value, str) else list(value) for name, value in subjects.items()}
    first = frames.articles["article_id"].tolist()[:1]
    board = boards.create_board(frames.path, "Everything")
    items = [
        *(Item("chart", chart, params) for chart in CHARTS), Item("table", "names"), Item("table", "quotes"),
        Item("passage", "", {"article": first, "start": ["0"], "end": ["40"]}, pinned={"text": "…"}),
    ]  # fmt: skip
    numbers = [boards.pin_item(frames, board.n, item).n for item in items]
    address = {"board": str(board.n)}
    visitor.open("boards", "boards", address, board_handouts=True, board_near=set(numbers))
    visitor.make_files("handed out", "boards")
    for slide in range(1, len(numbers) + 1):
        visitor.open("boards", "boards", {**address, "slide": str(slide)})


def filters(frames: Frames, pages: Iterable[str]) -> Iterable[tuple[str, Params]]:
    """Each source, topic and the leading names on the Overview, and each kind of filter on every page."""
    sources = [source for source in frames.articles["source"].cat.categories if source]
    topics = frames.topics["topic_id"].tolist()
    names = leading(frames, 12)
    for key, values in (("source", sources), ("topic", topics), ("names", names)):
        for value in values:
            yield "overview", {key: value}
    days = sorted(day for day in frames.articles["date"].tolist() if day)
    dates: list[Params] = [{"from": days[len(days) // 3], "to": days[2 * len(days) // 3]}] if days else []
    narrowed: list[Params] = [*dates, {"pronouns": "1"}, {"copies": "0"}, {"pronouns": "1", "copies": "0"}]
    for key, values in (("source", sources[:2]), ("topic", topics[:2]), ("names", names[:2])):
        narrowed += [{key: values[:1]}, {key: values}] if values else []
    for page in pages:
        for params in narrowed:
            yield page, params


def leading(frames: Frames, most: int) -> list[str]:
    """The ids of the entities mentioned most."""
    return [str(one) for one in frames.entities.nlargest(most, "n_mentions")["entity_id"].tolist()]


def print_walk(visitor: Walk) -> int:
    print(f"\n{'what':<20}{'opened':>8}{'errors':>8}{'slowest':>10}   where")
    for what, tally in visitor.tallies.items():
        where = tally.slowest_at[:60]
        print(f"{what:<20}{tally.opened:>8,}{len(tally.errors):>8,}{tally.slowest:>8.2f} s   {where}")
    errors = visitor.errors
    for error in errors[:MOST_TOLD]:
        print(f"  {error}")
    n = sum(tally.opened for tally in visitor.tallies.values())
    print(f"{len(errors):,} errors in {n:,} runs.")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
