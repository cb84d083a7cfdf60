"""What a process does that reads a file whose reader hangs, swells or crashes: told by the file's name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from components.library.worker.pool_process import File, read_one
from components.types import Article, Skipped


def read_or_misbehave(files: Sequence[File]) -> Iterator[list[Article | Skipped]]:
    """Read files as ever, but for those called "hang…", "swell…" and "crash…"."""
    for file in files:
        name = file.name.rpartition("/")[2]
        if name.startswith("hang"):
            while True:
                pass
        if name.startswith("swell"):
            kept = [bytearray(b"x") * 50_000_000]
            while True:
                kept.append(bytearray(b"x") * 50_000_000)
        if name.startswith("crash"):
            os._exit(11)
        yield from read_one(file)
