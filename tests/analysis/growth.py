"""How the work on a text grows with its length: steps of Python code counted, not seconds."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

_FLOOR = 0.02  # CPU seconds; below this a clock tells nothing


def count_steps(work: Callable[[], object], within: Path | None = None) -> int:
    """Lines of Python run and calls made by `work`; given a folder, only those of the code that lies within it."""
    steps = 0
    folder = "" if within is None else str(within)

    def count(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal steps
        steps += 1
        return count

    def enter(frame: FrameType, event: str, arg: object) -> Any:
        if not frame.f_code.co_filename.startswith(folder):
            return None
        return count(frame, event, arg)

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


def measure_cpu(work: Callable[[], object]) -> float:
    """CPU seconds of `work`, where what grows is hidden in one call of a library (an expression, a copy).

    Without garbage collection: in a process that has run a thousand tests one pass takes longer than the work.
    """
    gc.disable()
    try:
        start = time.process_time()
        work()
        return max(time.process_time() - start, _FLOOR)
    finally:
        gc.enable()


def grows_in_proportion(steps: list[int], times: int) -> bool:
    """Whether counts taken at three lengths, each `times` the one before, grow no faster than the lengths do."""
    first, second, third = steps
    return second <= 1.3 * times * first + 2_000 and third <= 1.3 * times * second + 2_000
