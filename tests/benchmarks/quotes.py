"""How good are the quotes?  python tests/benchmarks/quotes.py --data CORPUS [--split dev] [--save]

CORPUS holds SPLIT/text/*.txt and SPLIT/attributions/*.ann (PolNeAR's layout). Prints, per kind of quote, F1 of
content and of content with speaker with 95 % intervals, how far the confidence can be trusted, and speed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.pipeline import Pipeline, load_pipeline, parse_texts
from components.analysis.quotes import extract_quotes
from components.analysis.quotes.tagger import MODEL_FOLDER, load_model
from components.training.quote_scores import (
    KINDS,
    GoldArticle,
    Measured,
    WordIndexer,
    compute_f1,
    count_matches,
    has_right_source,
    match_quotes,
    read_articles,
    sample_interval,
)
from components.types import Quote

_BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_MEASURES = ("joint", "content", "exact")


def read_quotes(articles: Sequence[GoldArticle], pipeline: Pipeline) -> tuple[list[list[Quote]], float, float]:
    """The quotes of each article, and CPU seconds spent on parsing and on quotes (names not counted)."""
    load_model()
    parsing = quoting = 0.0
    found: list[list[Quote]] = []
    start = time.process_time()
    for doc in parse_texts(pipeline.nlp, (article.text for article in articles)):
        parsing += time.process_time() - start
        if isinstance(doc, Exception):
            raise doc
        start = time.process_time()
        document = build_document(doc)
        quoting += time.process_time() - start
        mentions, entities = find_names(document)
        start = time.process_time()
        found.append(extract_quotes(document, mentions, entities))
        quoting += time.process_time() - start
        start = time.process_time()
    return found, parsing, quoting


def time_bare(articles: Sequence[GoldArticle], pipeline: Pipeline) -> float:
    """CPU seconds of spaCy alone on the same texts."""
    start = time.process_time()
    for _ in pipeline.nlp.pipe((article.text for article in articles), batch_size=24):
        pass
    return time.process_time() - start


def measure_articles(
    articles: Sequence[GoldArticle], quotes: Sequence[Sequence[Quote]]
) -> tuple[list[Counter[tuple[str, str]]], list[tuple[float, bool]], int]:
    """Counts per article, (confidence, right) of every quote, and the number of words."""
    counts = []
    trusted: list[tuple[float, bool]] = []
    n_words = 0
    for article, found in zip(articles, quotes, strict=True):
        indexer = WordIndexer(article.text)
        n_words += indexer.n_words
        gold = [indexer.measure(quote.content, quote.source, quote.cue) for quote in article.quotes]
        own = [indexer.measure(quote.content_spans, quote.speaker_spans, quote.cue_spans) for quote in found]
        known: list[Measured] = [one for one in gold if one]
        measured = [(one, quote.confidence) for one, quote in zip(own, found, strict=True) if one]
        counts.append(count_matches(known, [one for one, _ in measured]))
        right = {
            j
            for i, j in match_quotes(known, [one for one, _ in measured])
            if has_right_source(known[i], measured[j][0])
        }
        trusted += [(confidence, at in right) for at, (_, confidence) in enumerate(measured)]
    return counts, trusted, n_words


def build_rows(counts: Sequence[Counter[tuple[str, str]]]) -> list[dict[str, Any]]:
    """One row per kind of quote."""
    total: Counter[tuple[str, str]] = Counter()
    for some in counts:
        total.update(some)
    rows = []
    for kind in KINDS:
        row: dict[str, Any] = {"kind": kind, "gold": total[kind, "gold"], "found": total[kind, "found"]}
        for key in _MEASURES:
            precision, recall, f1 = compute_f1(total, kind, key)
            low, high = sample_interval(counts, kind, key)
            row |= {
                f"{key}_f1": round(f1, 1),
                f"{key}_low": round(low, 1),
                f"{key}_high": round(high, 1),
                f"{key}_precision": round(precision, 1),
                f"{key}_recall": round(recall, 1),
            }
        rows.append(row)
    return rows


def build_calibration(trusted: Sequence[tuple[float, bool]]) -> list[dict[str, Any]]:
    """Per range of confidence how many quotes there are and how many of them are right."""
    bins = []
    for low, high in pairwise(_BINS):
        inside = [right for confidence, right in trusted if low <= confidence < high]
        mean = sum(c for c, _ in trusted if low <= c < high) / max(len(inside), 1)
        bins.append({"from": low, "to": min(high, 1.0), "n": len(inside), "right": sum(inside), "mean": round(mean, 3)})
    return bins


def print_report(result: dict[str, Any]) -> None:
    """The table, the calibration and the speed, for people."""
    print(
        f"{result['measured_on']}: {result['n_articles']} articles, {result['n_skipped']} skipped; {result['pipeline']}"
    )
    print(f"{result['method']}\n")
    print("| kind | marked | found | joint F1 | 95 % | content F1 | 95 % | exact content F1 | joint P / R |")
    print("|---|--:|--:|--:|---|--:|---|--:|---|")
    for row in result["rows"]:
        print(
            f"| {row['kind']} | {row['gold']} | {row['found']} | {row['joint_f1']:.1f} | {row['joint_low']:.1f}-"
            f"{row['joint_high']:.1f} | {row['content_f1']:.1f} | {row['content_low']:.1f}-{row['content_high']:.1f} | "
            f"{row['exact_f1']:.1f} | {row['joint_precision']:.1f} / {row['joint_recall']:.1f} |"
        )
    print("\n| confidence | quotes | mean confidence | right |\n|---|--:|--:|--:|")
    for one in result["calibration"]:
        share = f"{100 * one['right'] / one['n']:.1f} %" if one["n"] else "-"
        print(f"| {one['from']:.1f}-{one['to']:.1f} | {one['n']} | {one['mean']:.2f} | {share} |")
    print(
        f"\nWords per CPU second: parse and quotes {result['words_per_cpu_second']:,}, "
        f"spaCy alone {result['bare_words_per_cpu_second']:,}, quotes alone {result['quotes_words_per_cpu_second']:,}"
    )


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the parts of the corpus")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--pipeline", default="en_core_web_sm")
    parser.add_argument("--save", action="store_true", help="write the scores beside the model, for the Accuracy page")
    options = parser.parse_args()
    if not (options.data / options.split / "text").is_dir():
        sys.exit(f"There is no {options.split}/text in {options.data}: --data names the folder that holds the corpus.")
    articles = list(read_articles(options.data / options.split))
    pipeline = load_pipeline(options.pipeline)
    pipeline.nlp("Anna Berg said that the harbour would open on Monday.")  # loading is not what is timed
    bare = time_bare(articles, pipeline)
    quotes, parsing, quoting = read_quotes(articles, pipeline)
    counts, trusted, n_words = measure_articles(articles, quotes)
    result = {
        "measured_on": f"PolNeAR, {options.split} part",
        "n_articles": len(articles),
        "n_skipped": len(articles) - len(quotes),
        "n_words": n_words,
        "pipeline": pipeline.label,
        "method": "trained model" if load_model() else "rules alone",
        "date": datetime.now(UTC).date().isoformat(),
        "rows": build_rows(counts),
        "calibration": build_calibration(trusted),
        "words_per_cpu_second": round(n_words / (parsing + quoting)),
        "bare_words_per_cpu_second": round(n_words / bare),
        "quotes_words_per_cpu_second": round(n_words / quoting),
    }
    print_report(result)
    if options.save:
        target = MODEL_FOLDER / "scores.json"
        target.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"Written to {target}")


if __name__ == "__main__":
    main()
