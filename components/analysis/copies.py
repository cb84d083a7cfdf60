"""Near-duplicates by MinHash: texts that share much of their shingles (runs of five words) share a band of minima.

Broder, On the resemblance and containment of documents, 1997; bands as in Leskovec, Rajaraman and Ullman, Mining of
Massive Datasets, chapter 3. A band of four minima is stored as one hash, so that what a new text may resemble is found
by an index, in time that hardly grows with the library; the resemblance itself is then computed from both texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np

_RUN = 5  # words per shingle
_BANDS, _ROWS = 50, 4  # 73% of pairs with a resemblance of 0.4 share a band, 96% at 0.5, one in 3,000 at 0.05
_ENOUGH = 0.4  # minimum resemblance: shared shingles out of those of both texts
_FEW, _ENOUGH_OF_FEW = 48, 0.6  # the same where so few are shared that it may be a footer
MOST_COMPARED = 20  # candidates that are compared, those with most bands in common first
_WORD = re.compile(r"\w+")
_RANDOM = np.random.default_rng(1997)
_FACTORS = _RANDOM.integers(1, 2**63, size=(_BANDS * _ROWS, 1), dtype=np.uint64) | np.uint64(1)
_ADDENDS = _RANDOM.integers(0, 2**63, size=(_BANDS * _ROWS, 1), dtype=np.uint64)


def hash_text(text: str) -> int:
    """A text's hash as a signed number of 64 bits, as SQLite holds it."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def build_fingerprints(text: str) -> tuple[int, ...]:
    """The hash of all words, then one of each band; texts that differ only in typography give the same."""
    words = _list_words(text)
    whole = hash_text(" ".join(words))
    runs = _hash_runs(words)
    if not runs:
        return (whole,)
    hashes = np.fromiter(runs, dtype=np.int64, count=len(runs)).view(np.uint64)
    minima = np.full(_BANDS * _ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(hashes), 1000):  # a very long text takes no more memory than a short one
        minima = np.minimum(minima, (_FACTORS * hashes[at : at + 1000] + _ADDENDS).min(axis=1))
    bands = minima.reshape(_BANDS, _ROWS)
    return (whole, *(hash_text(f"{number} {band.tobytes().hex()}") for number, band in enumerate(bands)))


def list_runs(text: str) -> set[int]:
    """The hashes of a text's shingles."""
    return _hash_runs(_list_words(text))


def is_copy(first: set[int], second: set[int]) -> bool:
    """Whether two texts, given by the hashes of their shingles, share enough of them."""
    n_shared = len(first & second)
    return n_shared >= (_ENOUGH if n_shared >= _FEW else _ENOUGH_OF_FEW) * max(1, len(first | second))


def find_copies(articles: Iterable[tuple[str, str, Sequence[int]]]) -> dict[str, str]:
    """The copies among articles, given in order as (id, text, fingerprints): each one's id with that of its original.

    The same as looking for the original of one after the other in a library that holds those before it.
    """
    ids, texts, copies = list[str](), list[str](), dict[str, str]()
    places: dict[int, list[int]] = {}  # by fingerprint: the articles that have it, or the original of those that do
    for place, (article_id, text, fingerprints) in enumerate(articles):
        ids.append(article_id)
        texts.append(text)
        shared = Counter(other for one in fingerprints for other in places.get(one, ()))
        same = set(places.get(fingerprints[0], ()))
        near = sorted(shared, key=lambda other: (other not in same, -shared[other], other))[:MOST_COMPARED]
        runs = list_runs(text) if near else set()
        found = (other for other in sorted(near) if other in same or is_copy(runs, list_runs(texts[other])))
        original = next(found, place)
        if original != place:
            copies[article_id] = ids[original]
        for one in fingerprints:
            places.setdefault(one, []).append(original)
    return copies


def _list_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


def _hash_runs(words: list[str]) -> set[int]:
    return {hash_text(" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)}
