"""How long it takes to find what a new article is a copy of, by the size of the library, and how many copies are found.

    python tests/benchmarks/copies.py 2000 10000 100000

Articles are invented: 360 words by chance and one of 20 footers of 40 words; of the last 400 of each size, every 20th
is the article before it with ten words changed. Times are of the CPU, per article.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.analysis.copies import build_fingerprints
from components.library.store import open_library
from components.library.store.minhash import find_original, write_fingerprints

_MEASURED, _COPIED, _CHANGED = 400, 20, 10
_CHANCE = random.Random(4)
_WORDS = ["".join(_CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=_CHANCE.randint(3, 9))) for _ in range(20_000)]
_FOOTERS = [" ".join(_CHANCE.choices(_WORDS, k=40)) for _ in range(20)]


def invent(n: int, *, with_copies: bool) -> str:
    """The text of article `n`."""
    chance = random.Random(n)
    if with_copies and n % _COPIED == 0:
        words = invent(n - 1, with_copies=False).split()
        for at in chance.sample(range(len(words)), _CHANGED):
            words[at] = chance.choice(_WORDS)
        return " ".join(words)
    return " ".join([*chance.choices(_WORDS, k=360), _FOOTERS[n % len(_FOOTERS)]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="+")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copies.db"
        con, n = open_library(path), 0
        for size in sorted(parser.parse_args().sizes):
            spent, found, missed, wrong = [0.0, 0.0, 0.0], 0, 0, 0
            con.execute("BEGIN")
            while n < size:
                n += 1
                is_measured = n > size - _MEASURED
                text = invent(n, with_copies=is_measured)
                times = [time.process_time()]
                fingerprints = build_fingerprints(text)
                times.append(time.process_time())
                original = find_original(con, text, fingerprints) if is_measured else ""
                times.append(time.process_time())
                write_fingerprints(con, n, fingerprints)
                times.append(time.process_time())
                con.execute(
                    "INSERT INTO articles (n, article_id, title, text, duplicate_of, sha256, added_at) "
                    "VALUES (?, ?, '', ?, ?, '', '')",
                    (n, str(n), text, original),
                )
                if is_measured:
                    spent = [sum_ + end - start for sum_, start, end in zip(spent, times, times[1:], strict=False)]
                    is_copy = n % _COPIED == 0
                    found, missed = found + (is_copy and bool(original)), missed + (is_copy and not original)
                    wrong += bool(original) and original != str(n - 1)
            con.execute("COMMIT")
            build, find, write = (1000 * one / _MEASURED for one in spent)
            print(
                f"{size:,} articles: fingerprints {build:.2f} ms, finding {find:.2f} ms, writing {write:.2f} ms; "
                f"{found} of {found + missed} copies found, {wrong} wrong",
                flush=True,
            )
        con.close()


if __name__ == "__main__":
    main()
