"""The topics of a pile of texts, for a person to judge: labels, keywords, some titles each, and what has no topic.

    python tests/benchmarks/topics.py FOLDER_OR_TABLE… [--most 300] [--seed 0] [--odd FOLDER_OR_TABLE]

`--most` takes so many of the articles, drawn evenly over the files' names; the same seed draws the same. `--odd` adds
three articles about something else to piles of 30, 45 and 60 of them, ten times each, and prints how many of the three
were given a topic (right: none), and how many of the pile have none.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.analysis import analyse, assign_topics, fit_topics
from components.articles import read_paths
from components.types import Article

N_TITLES = 5
N_ODD, DRAWS = 3, 10
_MOST_CHARACTERS = 100  # of a title


def read_pile(paths: list[Path], most: int, seed: int) -> list[Article]:
    """The articles of files, folders and tables, at most so many."""
    articles = [item for item in read_paths(paths) if isinstance(item, Article)]
    if most and len(articles) > most:
        articles = sorted(random.Random(seed).sample(articles, most), key=lambda article: article.path)
    return articles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--odd", type=Path)
    chosen = parser.parse_args()
    found = {analysis.article_id: analysis for analysis in analyse(read_pile(chosen.paths, chosen.most, chosen.seed))}
    articles = [
        article
        for article in read_pile(chosen.paths, chosen.most, chosen.seed)
        if found[article.article_id].status == "analysed"
    ]
    terms = [found[article.article_id].terms for article in articles]
    started = time.process_time()
    model = fit_topics(terms)
    assigned = assign_topics(model, terms)
    seconds = time.process_time() - started
    titles: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for article, topics in zip(articles, assigned, strict=True):
        for topic_id, weight in topics or (("", 0.0),):
            titles[topic_id].append((weight, article.title[:_MOST_CHARACTERS]))
    several = sum(len(topics) > 1 for topics in assigned)
    number = max(len(articles), 1)
    print(
        f"{len(articles):,} articles, {len(model.topics)} topics in {seconds:.1f} s of CPU; "
        f"{several / number:.0%} have several, {len(titles['']) / number:.0%} none"
    )
    for topic in model.topics:
        own = sorted(titles[topic.topic_id], reverse=True)
        print(f"\n{topic.label}  ({len(own)}): {', '.join(topic.keywords)}")
        for _, title in own[:: max(1, len(own) // N_TITLES)][:N_TITLES]:
            print(f"    {title}")
    print("\nWithout a topic:")
    for _, title in titles[""][:: max(1, len(titles[""]) // (2 * N_TITLES))][: 2 * N_TITLES]:
        print(f"    {title}")
    if chosen.odd:
        print_odd(terms, read_terms(read_pile([chosen.odd], 0, 0)), chosen.seed)


def read_terms(articles: list[Article]) -> list[Mapping[str, int]]:
    """The terms of the articles that could be analysed."""
    return [analysis.terms for analysis in analyse(articles) if analysis.status == "analysed"]


def print_odd(terms: list[Mapping[str, int]], others: list[Mapping[str, int]], seed: int) -> None:
    """Print how many of three articles about something else are given a topic."""
    rng = random.Random(seed)
    for size in (30, 45, 60):
        n_forced, shares = 0, []
        for _ in range(DRAWS):
            pile, odd = rng.sample(terms, min(size, len(terms))), rng.sample(others, N_ODD)
            found = assign_topics(fit_topics([*pile, *odd]), [*pile, *odd])
            n_forced += sum(map(bool, found[len(pile) :]))
            shares.append(sum(not topics for topics in found[: len(pile)]) / len(pile))
        none = sum(shares) / DRAWS
        print(f"{N_ODD} others among {size}: {n_forced} of {N_ODD * DRAWS} have a topic; of the pile {none:.0%} none")


if __name__ == "__main__":
    main()
