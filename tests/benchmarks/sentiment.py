"""How well sentiment toward a target is judged, on NewsMTSC's format: `--data FILE.jsonl`.

With `--out` it writes one line per target: {"gid", "label", "score", "confidence"}. Without, it prints the table of
methods, the name test, the calibration, and the speed beside VADER's. `--articles-of-dev` keeps the articles that the
training command keeps back, so that the saved scores can be had again from the training file. `--articles FOLDER` alone
measures the CPU time per article of 800 words, on sixty of a folder's .txt files.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.analysis import sentiment
from components.analysis.assemble import count_words
from components.analysis.sentiment import model, score_passages, score_sentiments, score_targets, sentiment_method
from components.analysis.sentiment.targets import Opinion, Target, group_by_sentence, is_name, locate_targets
from components.training.sentiment_data import Example, is_development, read_examples, read_labelled
from components.types import SENTIMENT_LABELS, Article

OTHER_NAMES = (
    "Donald Trump", "Barack Obama", "Hillary Clinton", "John Smith", "Maria Gonzalez", "Wei Zhang", "Aisha Mohammed",
    "Vladimir Putin",
)  # fmt: skip
BINS = ((0.33, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))

WORDS = 800  # of an article, for times
N_ARTICLES = 60

Judge = Callable[[Sequence[Target]], list[Opinion]]


def judge_by_word_list(targets: Sequence[Target]) -> list[Opinion]:
    """What judges where the model's file is missing."""
    return [opinion for some in sentiment.score_by_word_list([(target,) for target in targets]) for (opinion,) in some]


def build_target(example: Example) -> Target:
    """The target with all its marked places, and no other knowledge of it."""
    return Target(example.sentence, example.mentions)


def score_labels(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """F1 of each label, macro-F1 and accuracy, in percent."""
    scores = {}
    for label in SENTIMENT_LABELS:
        right = sum(g == f == label for g, f in zip(gold, found, strict=True))
        scores[label] = 200 * right / max(1, list(gold).count(label) + list(found).count(label))
    right = sum(g == f for g, f in zip(gold, found, strict=True))
    return {**scores, "macro_f1": sum(scores.values()) / 3, "accuracy": 100 * right / max(1, len(gold))}


def rename_target(example: Example, name: str) -> Target:
    """The sentence with every place of the target's name, its surname included, rewritten as another name.

    Written apart from the code that hides names, which is what it tests.
    """
    start, end = example.mentions[0]
    mention = re.sub(r"['’]s?$", "", example.sentence[start:end])
    surname, other_surname = mention.split()[-1], name.split()[-1]
    new = name if " " in mention else other_surname
    places = [(start, start + len(mention), new)]
    whole = rf"(?<!\w)(?:{re.escape(mention)}|{re.escape(surname)})(?!\w)"
    for match in re.finditer(whole, example.sentence):
        if match.start() >= start + len(mention) or match.end() <= start:
            places.append((*match.span(), new if match[0] == mention else other_surname))
    sentence, moved, at, first = "", [], 0, (0, 0)
    for old_start, old_end, text in sorted(places):
        sentence += example.sentence[at:old_start]
        if old_start == start:
            first = (len(sentence), len(sentence) + len(text))
        moved.append((old_end, len(sentence) + len(text) - old_end))
        sentence, at = sentence + text, old_end
    sentence += example.sentence[at:]
    others = []
    for left, right in example.mentions[1:]:
        if not any(left < old_end and old_start < right for old_start, old_end, _ in places):
            shift = next((shift for old_end, shift in reversed(moved) if old_end <= left), 0)
            others.append((left + shift, right + shift))
    return Target(sentence, (first, *others))


def measure_renaming(examples: Sequence[Example], labels: Sequence[str]) -> tuple[float, dict[str, float], int]:
    """Share of labels that change when the target is called otherwise: in all, by name, and of how many."""
    named = [place for place, e in enumerate(examples) if is_name(e.sentence[slice(*e.mentions[0])])]
    shares = {}
    for name in OTHER_NAMES:
        found = score_targets([rename_target(examples[place], name) for place in named])
        changed = sum(o.label != labels[place] for o, place in zip(found, named, strict=True))
        shares[name] = 100 * changed / max(1, len(named))
    return sum(shares.values()) / len(shares), shares, len(named)


def count_bins(opinions: Sequence[Opinion], gold: Sequence[str]) -> list[dict[str, float]]:
    """For each stretch of confidence how many labels it holds and how many of them are right."""
    bins = []
    for least, most in BINS:
        inside = [o.label == g for o, g in zip(opinions, gold, strict=True) if least <= o.confidence < most]
        bins.append({"from": least, "to": min(most, 1.0), "n": len(inside), "right": sum(inside)})
    return bins


def time_method(method: Judge, targets: Sequence[Target]) -> float:
    """Targets per second of CPU."""
    method(targets[:64])
    started = time.process_time()
    method(targets)
    return len(targets) / max(1e-9, time.process_time() - started)


def judge_by_vader(targets: Sequence[Target]) -> list[Opinion]:
    """VADER on the whole sentence, with its own thresholds."""
    opinions = []
    for target in targets:
        compound = sentiment.load_analyzer().polarity_scores(target.sentence)["compound"]
        label = "negative" if compound <= -0.05 else "positive" if compound >= 0.05 else "neutral"
        opinions.append(Opinion(label, compound, 0.5))
    return opinions


def judge_with_others(examples: Sequence[Example]) -> list[str]:
    """Labels of the examples as the app finds them: whomever else spaCy finds in the sentence is hidden too."""
    from components.analysis.pipeline import load_pipeline

    reads = read_labelled(load_pipeline("en_core_web_sm").nlp, examples)
    found: dict[Target, str] = {}
    for read, opinions in zip(reads, score_passages([read.targets for read in reads]), strict=True):
        found |= {target: opinion.label for target, opinion in zip(read.targets, opinions, strict=True)}
    return [found[build_target(example)] for example in examples]


def write_predictions(path: Path, examples: Sequence[Example], opinions: Sequence[Opinion]) -> None:
    """One JSON line per target."""
    with path.open("w", encoding="utf-8") as file:
        for example, opinion in zip(examples, opinions, strict=True):
            row = {"gid": example.gid, "label": opinion.label, "score": round(opinion.score, 4)}
            file.write(json.dumps({**row, "confidence": round(opinion.confidence, 4)}, ensure_ascii=False) + "\n")


def print_table(examples: Sequence[Example], opinions: Sequence[Opinion], is_dev: bool) -> dict[str, object]:
    """Print everything that is measured, and give it as the record that is saved."""
    gold = [SENTIMENT_LABELS[example.label] for example in examples]
    targets = [build_target(example) for example in examples]
    labels = [opinion.label for opinion in opinions]
    commonest = max(SENTIMENT_LABELS, key=gold.count)
    rows = {
        f"always {commonest}": [commonest] * len(gold),
        "VADER, whole sentence": [o.label for o in judge_by_vader(targets)],
        "VADER, clause and sentence, tuned": [o.label for o in judge_by_word_list(targets)],
        "all other names hidden too": judge_with_others(examples),
        sentiment_method(): labels,
    }
    print(f"{len(gold)} targets\n{'method':36} macro-F1  accuracy  negative   neutral  positive")
    tables = {name: score_labels(gold, found) for name, found in rows.items()}
    for name, table in tables.items():
        print(f"{name:36}" + "".join(f"{table[k]:9.1f} " for k in ("macro_f1", "accuracy", *SENTIMENT_LABELS)))
    own = tables[sentiment_method()]
    record: dict[str, object] = {
        "method": sentiment_method(),
        "measured_on": "a tenth of NewsMTSC's training articles, kept back from training; used to choose the model"
        if is_dev
        else "the given file",
        "n": len(gold),
        "macro_f1": round(own["macro_f1"], 1),
        "vader_macro_f1": round(tables["VADER, clause and sentence, tuned"]["macro_f1"], 1),
        "accuracy": round(own["accuracy"], 1),
        **{f"{label}_f1": round(own[label], 1) for label in SENTIMENT_LABELS},
    }
    if model.is_installed():
        changed, by_name, n = measure_renaming(examples, labels)
        print(f"\nname test: {changed:.2f} % of {n} labels change when the target is called otherwise")
        print("  " + ", ".join(f"{name} {share:.1f} %" for name, share in by_name.items()))
        record["name_test_changed"] = round(changed, 2)
    record["calibration"] = bins = count_bins(opinions, gold)
    print("\nconfidence       labels  right")
    for row in bins:
        print(f"{row['from']:.2f} to {row['to']:.2f} {row['n']:9} {100 * row['right'] / max(1, row['n']):7.1f} %")
    certain = [o.label == g for o, g in zip(opinions, gold, strict=True) if o.confidence >= 0.6]
    share, right = 100 * len(certain) / len(gold), 100 * sum(certain) / max(1, len(certain))
    print(f"0.60 and more: {share:.0f} % of labels, {right:.1f} % right")
    record["sentences_per_cpu_second"] = print_speed(targets)
    record["date"] = date.today().isoformat()
    return record


def print_speed(targets: Sequence[Target]) -> int:
    """Print sentences per CPU second on one thread, the time to load and the memory; gives the first."""
    started = time.perf_counter()
    if model.is_installed():
        model.load_model.cache_clear()
        model.load_model(1)
        print(f"\nloaded in {time.perf_counter() - started:.2f} s")
    speed = time_method(score_targets, targets)
    beside = time_method(judge_by_vader, targets)
    print(f"sentences per CPU second, each read for one target: {speed:.0f}; VADER {beside:.0f}")
    print(f"memory of the whole process at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return round(speed)


def time_articles(folder: Path) -> None:
    """Print how many targets and sentences an article of 800 words has, and the CPU time they take on one thread."""
    from components.analysis.assemble import analyse
    from components.analysis.pipeline import load_pipeline

    files = sorted(folder.rglob("*.txt"))
    random.Random(3).shuffle(files)
    texts = [path.read_text(encoding="utf-8") for path in files[:N_ARTICLES]]
    articles = [Article(str(number), "", text) for number, text in enumerate(texts)]
    analyses = list(analyse(articles, pipeline=load_pipeline()))
    articles_of_800 = sum(map(count_words, texts)) / WORDS
    places = [locate_targets(text, analysis) for text, analysis in zip(texts, analyses, strict=True)]
    n_targets = sum(map(len, places))
    n_sentences = sum(len(group_by_sentence(some)) for some in places)
    score_sentiments(texts[:4], analyses[:4], threads=1)
    started = time.process_time()
    score_sentiments(texts, analyses, threads=1)
    seconds = time.process_time() - started
    print(f"{len(texts)} articles, for each {WORDS} words:")
    print(f"  {n_targets / articles_of_800:.0f} targets in {n_sentences / articles_of_800:.0f} sentences")
    print(f"  {seconds / articles_of_800:.3f} CPU seconds")
    print(f"{n_sentences / seconds:.0f} sentences, {n_targets / seconds:.0f} targets per CPU second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="NewsMTSC's JSON lines")
    parser.add_argument("--articles", type=Path, help="folder with .txt files, to measure the time an article takes")
    parser.add_argument("--out", type=Path, help="write predictions here")
    parser.add_argument("--articles-of-dev", action="store_true", help="only the articles kept back from training")
    parser.add_argument("--save", action="store_true", help="write scores.json beside the model")
    options = parser.parse_args()
    if options.articles:
        time_articles(options.articles)
        return
    if not options.data:
        parser.error("--data or --articles is needed")
    examples = read_examples(options.data)
    if options.articles_of_dev:
        examples = [example for example in examples if is_development(example.gid)]
    opinions = score_targets([build_target(example) for example in examples])
    if options.out:
        write_predictions(options.out, examples, opinions)
        return
    record = print_table(examples, opinions, options.articles_of_dev)
    if options.save:
        (model.FOLDER / "scores.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
