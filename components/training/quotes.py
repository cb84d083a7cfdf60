"""Trains the quote model on an annotated corpus: python -m components.training.quotes CORPUS

Four steps, each trained on out-of-fold predictions of the one before: cue words, tagger, links, confidence.
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from components.analysis.document import Document
from components.analysis.quotes.attribution import CONFIDENCE, PAIR, SOURCE, Choice, choose
from components.analysis.quotes.cues import CueFeatures, list_candidates, unify_marks
from components.analysis.quotes.pairing import describe_pair, list_cues, near_cues
from components.analysis.quotes.sources import describe_source, list_sources
from components.analysis.quotes.tagger import (
    MODEL_FOLDER,
    OUTSIDE,
    SETTINGS,
    TAGGER,
    WEIGHTS,
    Linear,
    build_sequences,
    tag_document,
)
from components.training.quote_scores import (
    Measured,
    QuoteExample,
    find_tokens,
    fit_linear,
    has_right_source,
    hash_row,
    match_quotes,
    read_examples,
)

FOLDS, CUE_FOLDS = 2, 5
MIN_ARTICLES = 8  # words used by fewer articles are not features
ITERATIONS = 60
_PENALTY = {"cue": 0.2, "pair": 0.5, "source": 0.5, "confidence": 0.3}


# -- cues --------------------------------------------------------------------------------------------------------


def train_cues(examples: Sequence[QuoteExample]) -> Linear:
    """Train the cue model, and store its out-of-fold predictions in each example."""
    rows: list[list[int]] = []
    right: list[bool] = []
    homes: list[tuple[int, int]] = []
    for number, example in enumerate(examples):
        doc = example.doc
        roots = set()
        for quote in example.gold:
            tokens = find_tokens(doc, quote.cue)
            if tokens:
                roots.add(_find_root(doc, tokens))
        features = CueFeatures(doc)
        for token in list_candidates(doc):
            rows.append(hash_row(features.build(token)))
            right.append(token in roots)
            homes.append((number, token))
    for fold in range(CUE_FOLDS):
        seen = [at for at, (number, _) in enumerate(homes) if number % CUE_FOLDS != fold]
        model = fit_linear([rows[at] for at in seen], [right[at] for at in seen], _PENALTY["cue"])
        for at, (number, token) in enumerate(homes):
            if number % CUE_FOLDS == fold:
                total = model.bias + float(model.weights[rows[at]].sum())
                examples[number].probability[token] = float(1 / (1 + np.exp(-total)))
    return fit_linear(rows, right, _PENALTY["cue"])


def _find_root(doc: Document, tokens: Sequence[int]) -> int:
    inside = set(tokens)
    roots = [token for token in tokens if doc.heads[token] not in inside or doc.heads[token] == token]
    return next((token for token in roots if doc.pos[token] == "VERB"), roots[0])


# -- tagger ------------------------------------------------------------------------------------------------------


def choose_words(examples: Sequence[QuoteExample]) -> frozenset[str]:
    """Words and lemmas used by enough articles, without names."""
    counts: Counter[str] = Counter()
    for example in examples:
        doc = example.doc
        lower, _ = unify_marks(doc)
        common = [at for at, pos in enumerate(doc.pos) if pos != "PROPN"]
        counts.update({lower[at] for at in common} | {doc.lemmas[at] for at in common})
    return frozenset(word for word, count in counts.items() if count >= MIN_ARTICLES)


def build_labels(example: QuoteExample) -> list[str]:
    """One label per token; content takes precedence where roles overlap."""
    labels = [OUTSIDE] * len(example.doc.tokens)
    for letter, role in (("S", "source"), ("Q", "cue"), ("C", "content")):
        for quote in example.gold:
            for span in getattr(quote, role):
                for place, token in enumerate(find_tokens(example.doc, [span])):
                    labels[token] = f"{'I' if place and letter == 'C' else 'B' if letter == 'C' else 'I'}{letter}"
    return labels


def train_tagger(examples: Sequence[QuoteExample], words: frozenset[str], path: Path, iterations: int) -> None:
    """Fit the tagger and write it to `path`."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        labels = build_labels(example)
        for tokens, features in build_sequences(example.doc, example.probability, words):
            trainer.append(features, [labels[token] for token in tokens])
    trainer.set_params(
        {
            "c1": 0.3,
            "c2": 0.01,
            "max_iterations": iterations,
            "feature.possible_transitions": True,
            "feature.minfreq": 3,
        }
    )
    trainer.train(str(path))


def open_tagger(path: Path) -> Any:
    """Load a tagger from its file."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def tag_unseen(examples: Sequence[QuoteExample], words: frozenset[str], folder: Path, iterations: int) -> None:
    """Store out-of-fold predictions of the tagger in each example."""
    for fold in range(FOLDS):
        path = folder / f"fold{fold}.crfsuite"
        train_tagger([one for at, one in enumerate(examples) if at % FOLDS != fold], words, path, iterations)
        tagger = open_tagger(path)
        for example in [one for at, one in enumerate(examples) if at % FOLDS == fold]:
            example.tagged = tag_document(example.doc, example.probability, words, tagger)


# -- bonds -------------------------------------------------------------------------------------------------------


def match_pieces(example: QuoteExample) -> list[int]:
    """For each piece of content, the index of its gold quote, or -1."""
    doc = example.doc
    marked = [set(_spoken(doc, find_tokens(doc, quote.content))) for quote in example.gold]
    owners = []
    for piece in example.tagged.content:
        own = set(_spoken(doc, range(piece.first, piece.last)))
        best = (0, -1)
        for number, tokens in enumerate(marked):
            shared = len(own & tokens)
            if own and shared >= 0.5 * len(own):
                best = max(best, (shared, number))
        owners.append(best[1])
    return owners


def _spoken(doc: Document, tokens: Sequence[int]) -> Iterator[int]:
    return (token for token in tokens if doc.pos[token] not in ("PUNCT", "SPACE"))


def train_links(examples: Sequence[QuoteExample]) -> tuple[Linear, Linear]:
    """Train the two link models: cue for a piece of content, and source for a cue."""
    pair_rows: list[list[int]] = []
    pair_right: list[bool] = []
    source_rows: list[list[int]] = []
    source_right: list[bool] = []
    for example in examples:
        doc, tagged = example.doc, example.tagged
        cues = list_cues(doc, tagged, example.probability)
        owners = match_pieces(example)
        for number in sorted(set(owners) - {-1}):
            quote = example.gold[number]
            pieces = [piece for piece, owner in zip(tagged.content, owners, strict=True) if owner == number]
            target = set(find_tokens(doc, quote.cue))
            for piece in pieces:
                for rank, cue in enumerate(near_cues(doc, piece, cues)):
                    pair_rows.append(hash_row(describe_pair(doc, piece, cue, tagged, rank), PAIR))
                    pair_right.append(bool(target.intersection(range(cue.first, cue.last))))
            own = next((cue for cue in cues if target.intersection(range(cue.first, cue.last))), None)
            gold = example.indexer.measure(quote.content, quote.source, quote.cue)
            if own is None or gold is None:
                continue
            options = list_sources(doc, own, tagged, pieces)
            for option in options:
                found = example.indexer.measure(
                    quote.content, [doc.char_span(*option.range)] if option.range else [], quote.cue
                )
                features = describe_source(doc, own, option, options, tagged, cues, pieces)
                source_rows.append(hash_row(features, SOURCE))
                source_right.append(found is not None and has_right_source(gold, found))
    return (
        fit_linear(pair_rows, pair_right, _PENALTY["pair"]),
        fit_linear(source_rows, source_right, _PENALTY["source"]),
    )


def measure_choice(example: QuoteExample, choice: Choice) -> Measured | None:
    """Convert a choice for evaluation."""
    doc = example.doc
    return example.indexer.measure(
        [doc.char_span(*piece.range) for piece in choice.pieces],
        [doc.char_span(*choice.source.range)] if choice.source and choice.source.range else [],
        [doc.char_span(*choice.cue.range)] if choice.cue else [],
    )


def judge_choices(example: QuoteExample, choices: Sequence[Choice]) -> list[bool]:
    """True for each choice whose content and source are correct."""
    gold = [example.indexer.measure(quote.content, quote.source, quote.cue) for quote in example.gold]
    known = [one for one in gold if one is not None]
    found = [measure_choice(example, choice) for choice in choices]
    places = [at for at, one in enumerate(found) if one is not None]
    measured = [one for one in found if one is not None]
    right = [False] * len(choices)
    for i, j in match_quotes(known, measured):
        right[places[j]] = has_right_source(known[i], measured[j])
    return right


def train_confidence(examples: Sequence[QuoteExample]) -> Linear:
    """Train the probability that content and source are correct, on out-of-fold choices."""
    rows: list[list[int]] = []
    right: list[bool] = []
    for half in (0, 1):
        pair, source = train_links(examples[1 - half :: 2])
        for example in examples[half::2]:
            choices = choose(example.doc, example.tagged, example.probability, pair, source)
            rows += [hash_row(choice.features, CONFIDENCE) for choice in choices]
            right += judge_choices(example, choices)
    return fit_linear(rows, right, _PENALTY["confidence"])


# -- all of it ---------------------------------------------------------------------------------------------------


def train(corpus: Path, target: Path, scratch: Path, iterations: int = ITERATIONS) -> None:
    """Train on the train part of the corpus and write the model's files into `target`."""
    begin = time.process_time()

    def report(step: str) -> None:
        """Print a finished step and the CPU seconds so far."""
        print(f"{time.process_time() - begin:7.0f} CPU s  {step}", flush=True)

    scratch.mkdir(parents=True, exist_ok=True)
    target.mkdir(parents=True, exist_ok=True)
    kept = scratch / "examples.pickle"
    if kept.is_file():
        examples: list[QuoteExample] = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
    else:
        examples = read_examples(corpus / "train")
        kept.write_bytes(pickle.dumps(examples))
    report(f"parsed {len(examples)} articles")
    cue = train_cues(examples)
    report("cue words")
    words = choose_words(examples)
    tag_unseen(examples, words, scratch, iterations)
    (scratch / "tagged.pickle").write_bytes(pickle.dumps(examples))
    report("tagger, by cross-validation")
    pair, source = train_links(examples)
    confidence = train_confidence(examples)
    report("bonds and confidence")
    train_tagger(examples, words, target / TAGGER, iterations)
    report("tagger")
    models = {"cue": cue, "pair": pair, "source": source, "confidence": confidence}
    arrays: dict[str, Any] = {name: model.weights.astype(np.float16) for name, model in models.items()}
    np.savez_compressed(target / WEIGHTS, **arrays)
    settings = {"bias": {name: model.bias for name, model in models.items()}, "words": sorted(words)}
    (target / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder that holds train/text and train/attributions")
    parser.add_argument("--target", type=Path, default=MODEL_FOLDER, help="where the model goes")
    parser.add_argument("--scratch", type=Path, default=Path("/tmp/dateline-quotes"), help="for steps in between")  # noqa: S108
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    options = parser.parse_args()
    train(options.corpus, options.target, options.scratch, options.iterations)


if __name__ == "__main__":
    main()
