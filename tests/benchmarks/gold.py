"""Names, quotes and speakers found in the hand-marked sample articles, beside what is right.

    python tests/benchmarks/gold.py [--errors] [--save]

tests/gold/*.json holds, for each article, its entities with the places that name them and its quotes
with their speakers, marked by hand from the text alone. A name is right where its place and type are;
a quote is found where its words and a marked one's overlap by half or more (intersection over union);
a speaker is right where the entity behind it is the marked one. Merging is scored on the marked mentions,
by B-cubed F1 (Bagga and Baldwin, 1998): for each mention, how much its found and its marked company agree.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from components.types import Analysis, Article, Quote

GOLD = ROOT / "tests" / "gold"
SAVED = ROOT / "components" / "analysis" / "models" / "names" / "scores.json"
SCORED_TYPES = ("person", "organisation", "place")
_WORD = re.compile(r"\w+")


@dataclass
class Scores:
    """Counts over all articles; `errors` are lines for a person to read."""

    names: Counter[str] = field(default_factory=Counter)
    quotes: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def f1(self, kind: str = "") -> float:
        """F1 of names, exact place and type, of one type or of all three."""
        kinds = [kind] if kind else list(SCORED_TYPES)
        right = sum(self.names[f"{k} right"] for k in kinds)
        total = sum(self.names[f"{k} found"] + self.names[f"{k} marked"] for k in kinds)
        return 2 * right / total if total else 0.0

    def share(self, part: str, whole: str) -> float:
        return self.quotes[part] / max(self.quotes[whole], 1)


def read_gold() -> list[tuple[dict[str, Any], Article]]:
    """Each marked article with what is right in it."""
    from components.articles import read_paths

    articles = {Path(a.path).name: a for a in read_paths([ROOT / "sample_articles"]) if isinstance(a, Article)}
    marked = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    return [(gold, articles[gold["file"]]) for gold in marked]


def score(pairs: Iterable[tuple[dict[str, Any], Article, Analysis]]) -> Scores:
    """Compare analyses with what is right."""
    scores = Scores()
    for gold, article, analysis in pairs:
        _score_names(gold, article, analysis, scores)
        _score_quotes(gold, article, analysis, scores)
    return scores


def _score_names(gold: dict[str, Any], article: Article, analysis: Analysis, scores: Scores) -> None:
    marked = {(start, end, e["type"]) for e in gold["entities"] for start, end, _ in e["mentions"]}
    found = {(m.start, m.end, m.type) for m in analysis.mentions if m.kind == "name"}
    for kind in SCORED_TYPES:
        of_kind = {name for name in marked if name[2] == kind}, {name for name in found if name[2] == kind}
        scores.names[f"{kind} marked"] += len(of_kind[0])
        scores.names[f"{kind} found"] += len(of_kind[1])
        scores.names[f"{kind} right"] += len(of_kind[0] & of_kind[1])
    for sign, names in (("missed", marked - found), ("wrong", found - marked)):
        scores.errors += [
            f"{gold['file']}: name {sign}: {article.text[start:end]!r} ({kind})"
            for start, end, kind in sorted(names)
            if kind in SCORED_TYPES
        ]


def _score_quotes(gold: dict[str, Any], article: Article, analysis: Analysis, scores: Scores) -> None:
    owners = _gold_entities(gold, analysis)
    pairs = _match(article.text, [q["content_spans"] for q in gold["quotes"]], analysis.quotes)
    for position, quote in enumerate(gold["quotes"]):
        found = pairs.get(position)
        for group in ("all", quote["kind"]):
            scores.quotes[f"{group} marked"] += 1
            scores.quotes[f"{group} found"] += found is not None
        if found is None:
            scores.errors.append(f"{gold['file']}: {quote['kind']} quote missed: {' … '.join(quote['content'])!r}")
            continue
        speaker = owners.get(found.speaker) if found.speaker is not None else None
        scores.quotes["spoken" if quote["speaker"] else "unnamed"] += 1
        if speaker == quote["speaker"]:
            scores.quotes["speaker right" if quote["speaker"] else "unnamed right"] += 1
        else:
            name = analysis.entities[found.speaker].name if found.speaker is not None else "nobody"
            scores.errors.append(
                f"{gold['file']}: speaker of {' … '.join(quote['content'])[:60]!r} is {quote['speaker'] or 'nobody'}, "
                f"not {name} (words: {found.speaker_text!r}, marked: {quote['speaker_text']!r})"
            )


def _gold_entities(gold: dict[str, Any], analysis: Analysis) -> dict[int, str]:
    """For each found entity the marked one that most of its names belong to."""
    places = {tuple(m[:2]): e["name"] for e in gold["entities"] for m in e["mentions"]}
    votes: dict[int, Counter[str]] = {}
    for mention in analysis.mentions:
        if mention.kind == "name":
            for (start, end), name in places.items():
                if start < mention.end and mention.start < end:
                    votes.setdefault(mention.entity, Counter())[name] += 1
    return {entity: counts.most_common(1)[0][0] for entity, counts in votes.items()}


def _match(text: str, marked: Sequence[list[list[int]]], found: Sequence[Quote]) -> dict[int, Quote]:
    words = [match.span() for match in _WORD.finditer(text)]

    def cover(spans: Iterable[Sequence[int]]) -> frozenset[int]:
        return frozenset(i for s, e in spans for i, (ws, we) in enumerate(words) if ws < e and s < we)

    golds, quotes = [cover(spans) for spans in marked], [cover(q.content_spans) for q in found]
    overlaps = sorted(
        (
            (-len(g & q) / len(g | q), i, j)
            for i, g in enumerate(golds)
            for j, q in enumerate(quotes)
            if g & q and len(g & q) / len(g | q) >= 0.5
        )
    )
    pairs: dict[int, Quote] = {}
    taken: set[int] = set()
    for _, i, j in overlaps:
        if i not in pairs and j not in taken:
            pairs[i] = found[j]
            taken.add(j)
    return pairs


def analyse_gold(pipeline: Any = None) -> Scores:
    """Analyse the marked articles and score the result."""
    from components.analysis import analyse

    pairs = read_gold()
    analyses = analyse([article for _, article in pairs], pipeline=pipeline)
    return score((gold, article, analysis) for (gold, article), analysis in zip(pairs, analyses, strict=True))


def score_merging() -> dict[str, tuple[int, float]]:
    """Marked mentions and the B-cubed F1 of merging them, 0 to 1, by type."""
    import pandas as pd

    from components.analysis import merge_mentions

    rows = [
        (article.article_id, start, end, text, entity["type"], entity["name"])
        for gold, article in read_gold()
        for entity in gold["entities"]
        for start, end, text in entity["mentions"]
    ]
    marked = pd.DataFrame(rows, columns=["article_id", "start", "end", "text", "type", "name"])
    marked["entity_id"] = merge_mentions(marked.drop(columns="name"))["entity_id"].to_numpy()
    scores = {}
    for kind in SCORED_TYPES:
        of_kind = marked[marked["type"] == kind]
        both = of_kind.groupby(["name", "entity_id"])["text"].transform("size")
        precision = (both / of_kind.groupby("entity_id")["text"].transform("size")).mean()
        recall = (both / of_kind.groupby("name")["text"].transform("size")).mean()
        scores[kind] = len(of_kind), float(2 * precision * recall / (precision + recall))
    return scores


def save_scores(scores: Scores) -> None:
    """Write what the Accuracy page shows."""
    from components.analysis import pipeline_in_use

    rows = [
        {
            "type": kind,
            "marked": scores.names[f"{kind} marked"],
            "found": scores.names[f"{kind} found"],
            "right": scores.names[f"{kind} right"],
            "f1": round(100 * scores.f1(kind), 1),
        }
        for kind in SCORED_TYPES
    ]
    written = {
        "n_articles": len(list(GOLD.glob("*.json"))),
        "pipeline": pipeline_in_use(),
        "names": rows,
        "spoken": scores.quotes["spoken"],
        "speaker_right": scores.quotes["speaker right"],
    }
    SAVED.parent.mkdir(parents=True, exist_ok=True)
    SAVED.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="list every difference")
    parser.add_argument("--save", action="store_true", help="write the scores where the Accuracy page reads them")
    chosen = parser.parse_args()
    scores = analyse_gold()
    if chosen.save:
        save_scores(scores)
    if chosen.errors:
        print("\n".join(scores.errors), end="\n\n")
    print("| names, exact place and type | marked | found | F1 |\n|---|--:|--:|--:|")
    for kind in SCORED_TYPES:
        marked, found = scores.names[f"{kind} marked"], scores.names[f"{kind} found"]
        print(f"| {kind} | {marked} | {found} | {100 * scores.f1(kind):.1f} |")
    print(f"| all three | | | {100 * scores.f1():.1f} |\n")
    print("| merging marked mentions | mentions | B-cubed F1 |\n|---|--:|--:|")
    for kind, (n, f1) in score_merging().items():
        print(f"| {kind} | {n} | {100 * f1:.1f} |")
    print()
    print("| quotes | marked | found |\n|---|--:|--:|")
    for kind in ("all", "direct", "mixed", "indirect"):
        found = 100 * scores.share(f"{kind} found", f"{kind} marked")
        print(f"| {kind} | {scores.quotes[f'{kind} marked']} | {found:.1f} % |")
    print()
    print(
        f"Of {scores.quotes['spoken']} found quotes with a named, pronoun or role speaker "
        f"{scores.quotes['speaker right']} ({100 * scores.share('speaker right', 'spoken'):.1f} %) have the right one; "
        f"of {scores.quotes['unnamed']} with an unnamed speaker, {scores.quotes['unnamed right']} are left unnamed."
    )


if __name__ == "__main__":
    main()
