"""Saved web pages through our reader, bare htmldate and bare trafilatura: dates, bodies and titles.

    python -m tests.benchmarks.saved_pages FOLDER [--truth FILE] [--differences]

FOLDER holds pages (.html, .htm, .mhtml, also in folders below it). A table (.csv or .json: a list, or an object by
page) says what is right of each: `file` (or `page`, `path`), `title`, `date` as YYYY-MM-DD ("" if the page has none),
and `body`, or `first` and `last`, the words that the text begins and ends with. What a table leaves out is not
counted. Without a table, what is counted is how often ours agrees with the bare libraries. Nothing is fetched.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from components.articles import read_file
from components.articles.formats.html import decode_page
from components.types import Article

SUFFIXES = (".html", ".htm", ".mhtml", ".mht")
_NAMES = {"file": ("file", "page", "path", "name", "html"), "title": ("title", "headline"),
          "date": ("date", "published", "publish_date"), "body": ("body", "text", "article_body", "articlebody"),
          "first": ("first", "first_words", "begins"), "last": ("last", "last_words", "ends")}  # fmt: skip
_WORD = re.compile(r"\w+")
csv.field_size_limit(sys.maxsize)


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader takes from a page; None where it reads no such thing."""

    title: str | None = None
    date: str | None = None
    body: str | None = None


def read_ours(name: str, data: bytes) -> Page:
    """The first article that our reader finds."""
    found = next((one for one in read_file(name, data) if isinstance(one, Article)), None)
    return Page(found.title, found.date, found.text) if found else Page("", "", "")


def read_htmldate(name: str, data: bytes) -> Page:
    """The date that htmldate finds, set as its authors measure it."""
    from htmldate import find_date

    try:
        return Page(date=find_date(decode_page(data), extensive_search=True, original_date=True) or "")
    except ValueError:  # nothing that it takes for a page
        return Page(date="")


def read_trafilatura(name: str, data: bytes) -> Page:
    """What trafilatura extracts as it comes, without comments."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False)
    if found is None:
        return Page("", "", "")
    return Page(found.title or "", found.date or "", found.text or "")


READERS: dict[str, Callable[[str, bytes], Page]] = {
    "ours": read_ours,
    "htmldate": read_htmldate,
    "trafilatura": read_trafilatura,
}


def score_words(found: str, right: str) -> float:
    """The F1 of words, each counted as often as it stands in both."""
    ours, theirs = Counter(_WORD.findall(found.lower())), Counter(_WORD.findall(right.lower()))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else float(ours == theirs)


def score(page: Page, right: Mapping[str, str]) -> dict[str, float]:
    """What is right of a page, by what its truth says of it: 0 or 1, or a share."""
    scores: dict[str, float] = {}
    if page.date is not None and "date" in right:
        scores["date"] = float(page.date == right["date"][:10])
    if page.title is not None and right.get("title"):
        scores["title"] = float(_fold(page.title) == _fold(right["title"]))
    if page.body is not None:
        body = _fold(page.body)
        if right.get("body"):
            scores["body"] = score_words(page.body, right["body"])
        for name, is_there in (("first", body.startswith), ("last", body.endswith)):
            if right.get(name):
                scores[name] = float(is_there(_fold(right[name])))
                scores[name + " in it"] = float(_fold(right[name]) in body)
    return scores


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def read_truth(folder: Path, file: Path | None = None) -> dict[str, dict[str, str]]:
    """What is right of each page, by its file's name; empty if no table is there."""
    tables = [file] if file else sorted(one for one in folder.iterdir() if one.suffix in (".csv", ".json", ".jsonl"))
    truth: dict[str, dict[str, str]] = {}
    for table in tables:
        for row in _read_rows(table):
            said = {name.lower().strip(): str(value or "").strip() for name, value in row.items() if name}
            named = {
                ours: said[other] for ours, others in _NAMES.items() for other in reversed(others) if other in said
            }
            if "file" in named:
                truth[Path(named["file"]).name] = named
    return truth


def _read_rows(table: Path) -> Sequence[Mapping[str, Any]]:
    text = table.read_text(encoding="utf-8-sig")
    if table.suffix == ".csv":
        return list(csv.DictReader(text.splitlines(keepends=True)))
    if table.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    said = json.loads(text)
    return said if isinstance(said, list) else [{"file": name, **about} for name, about in said.items()]


def read_pages(folder: Path) -> dict[str, dict[str, Page]]:
    """What each reader takes from each page."""
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES)
    return {file.name: {name: read(file.name, file.read_bytes()) for name, read in READERS.items()} for file in files}


def compare(pages: Mapping[str, Mapping[str, Page]], truth: Mapping[str, Mapping[str, str]]) -> dict[str, list[float]]:
    """Every score by reader and kind: "ours date"."""
    found: dict[str, list[float]] = {}
    for file, by_reader in pages.items():
        for name, page in by_reader.items():
            for kind, value in score(page, truth.get(file, {})).items():
                found.setdefault(f"{name} {kind}", []).append(value)
    return found


def agree(pages: Mapping[str, Mapping[str, Page]]) -> dict[str, list[float]]:
    """How far ours agrees with the bare libraries, page by page."""
    found: dict[str, list[float]] = {}
    for by_reader in pages.values():
        ours, dated, bare = by_reader["ours"], by_reader["htmldate"], by_reader["trafilatura"]
        found.setdefault("date as htmldate has it", []).append(float(ours.date == dated.date))
        found.setdefault("title as trafilatura has it", []).append(
            float(_fold(ours.title or "") == _fold(bare.title or ""))
        )
        found.setdefault("body as trafilatura has it", []).append(score_words(ours.body or "", bare.body or ""))
    return found


def main() -> None:
    """Print the means, and the pages where a bare library does better."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="saved pages, and the table of what is right")
    parser.add_argument("--truth", type=Path, help="the table, if it lies elsewhere")
    parser.add_argument("--differences", action="store_true", help="list where ours is wrong or disagrees")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    truth, pages = read_truth(chosen.folder, chosen.truth), read_pages(chosen.folder)
    known = {file: by_reader for file, by_reader in pages.items() if file in truth}
    print(f"{len(pages)} pages, {len(known)} of them with what is right")
    for name, values in sorted((compare(known, truth) if known else agree(pages)).items()):
        print(f"{name:30} {sum(values) / len(values):.3f}  of {len(values)}")
    if not chosen.differences:
        return
    for file, by_reader in pages.items():
        ours, dated, bare = by_reader["ours"], by_reader["htmldate"], by_reader["trafilatura"]
        right = truth.get(file, {})
        best = right.get("date", dated.date or "")[:10]
        if ours.date != best:
            print(f"{file}: date {ours.date or 'none'}, not {best or 'none'}; htmldate {dated.date or 'none'}")
        if (f1 := score_words(ours.body or "", right.get("body") or bare.body or "")) < 0.9:
            print(f"{file}: body F1 {f1:.3f}")
        if _fold(ours.title or "") != _fold(right.get("title") or bare.title or ""):
            print(f"{file}: title {ours.title!r}, not {right.get('title') or bare.title!r}")


if __name__ == "__main__":
    main()
