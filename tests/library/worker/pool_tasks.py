"""What processes of a pool are given to do in tests; a module of its own, as they import it by its name."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence

from components.types import DatelineError


def double(numbers: Sequence[int]) -> Iterator[int]:
    for number in numbers:
        time.sleep(0.02 if number % 2 else 0)
        yield 2 * number


def misbehave(words: Sequence[str]) -> Iterator[str]:
    """Each word in capitals, but for those that say what goes wrong."""
    kept = []
    for word in words:
        if word == "hang":
            while True:
                pass
        elif word == "eat":
            while True:
                kept.append(bytearray(b"x") * 50_000_000)
        elif word == "die":
            os._exit(1)
        elif word == "refuse":
            raise DatelineError("The language model is not installed.")
        elif word == "break":
            raise OSError("boom")
        yield word.upper()


def count_to(limits: Sequence[int]) -> Iterator[int]:
    for limit in limits:
        yield from range(limit)


def sleep_long(seconds: Sequence[float]) -> Iterator[float]:
    for one in seconds:
        time.sleep(one)
        yield one


def run_program(commands: Sequence[Sequence[str]]) -> Iterator[int]:
    """Start each program, give its number, and wait for its end."""
    for command in commands:
        with subprocess.Popen(command) as program:
            yield program.pid
