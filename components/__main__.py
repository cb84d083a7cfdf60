"""Command line: `python -m components analyze PATH… --out FOLDER`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from components.types import DatelineError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    chosen = _build_parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components", description="Dateline without a browser.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    analyze = commands.add_parser(
        "analyze",
        help="read articles from files and folders and write what is found as tables",
        description="Read articles from files, folders and archives, find names, quotes, sentiment and topics, and "
        "write them as tables. No library is opened and none is changed.",
    )
    analyze.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder or a zip archive")
    analyze.add_argument("--out", required=True, metavar="FOLDER", help="where the tables are written")
    analyze.add_argument("--format", choices=("csv", "parquet"), help="of the tables (csv)")
    where = analyze.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, metavar="N", help="on N processes; PATH and FOLDER may be s3:// or gs://")
    where.add_argument("--scheduler", metavar="ADDRESS", help="the same on a Dask cluster: tcp://host:8786")
    analyze.set_defaults(run=_analyze)
    opening = commands.add_parser(
        "open",
        help="make a library of the tables that analyze wrote",
        description="Make a library, to be opened in the app, of the tables that analyze wrote.",
    )
    opening.add_argument("folder", type=Path, metavar="FOLDER", help="what analyze was given as --out")
    opening.add_argument("--library", required=True, metavar="NAME", help="the library's name; there is none yet")
    opening.set_defaults(run=_open)
    work = commands.add_parser("work", help="read what was added to a library (the app starts this by itself)")
    work.add_argument("library", type=Path, metavar="LIBRARY", help="the library's file")
    work.set_defaults(run=_work)
    return parser


def _analyze(chosen: argparse.Namespace) -> int:
    import signal

    from components.exports import analyze_on_cluster, analyze_paths

    is_cluster = chosen.workers is not None or chosen.scheduler is not None
    if is_cluster and (chosen.format == "csv" or (chosen.workers is not None and chosen.workers < 1)):
        raise DatelineError("--workers takes a number from 1 on, and its tables are Parquet, as are --scheduler's.")
    if not is_cluster and any("://" in path for path in (*chosen.paths, chosen.out)):
        raise DatelineError("Addresses like s3://bucket/folder are read with --workers N or --scheduler ADDRESS.")
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # clears up behind itself, as on Ctrl-C
    try:
        if is_cluster:
            return analyze_on_cluster(chosen.paths, chosen.out, chosen.workers, chosen.scheduler)
        return analyze_paths([Path(path) for path in chosen.paths], Path(chosen.out), chosen.format or "csv")
    finally:
        signal.signal(signal.SIGTERM, before)


def _open(chosen: argparse.Namespace) -> int:
    from components.library.opening.process import open_results

    def say(step: str, done: int, total: int) -> None:
        print(f"{step}, {done} %" if total else step, file=sys.stderr, flush=True)

    path = open_results(chosen.folder, chosen.library, say)
    print(f"The library “{path.stem}” is ready.", file=sys.stderr)
    return 0


def _work(chosen: argparse.Namespace) -> int:
    import logging
    import os

    from components.library.worker.loop import run_worker
    from components.library.worker.pool import count_processes

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    if hasattr(os, "nice"):
        os.nice(5)  # pages have priority
    return run_worker(chosen.library, count_processes())


if __name__ == "__main__":
    sys.exit(main())
