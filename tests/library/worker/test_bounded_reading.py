"""A file whose reader hangs, swells or crashes is stopped and listed, and stops nothing else.

The limits hold for the process that reads, so that they are the same for every format.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from components import library
from components.__main__ import main
from components.exports import command
from components.library.worker import loop, pool_process
from components.library.worker.heartbeat import LEFT_OUT
from components.library.worker.pool_process import MEMORY, TIME, File
from tests.library.worked import ask
from tests.library.worker.reading_tasks import read_or_misbehave

STORY = b"The harbour board met on Tuesday and voted to keep the old crane for another year."
HANG, SWELL, CRASH = "hang.pdf", "swell.zip", "crash.html"


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (loop, command):
        monkeypatch.setattr(place, "read_files", read_or_misbehave)
        monkeypatch.setattr(place, "limit_reading", lambda file: 0.1 if "hang" in file.name else 20.0)
        monkeypatch.setattr(place, "limit_memory", lambda file: 300_000_000)


def test_the_limits_are_a_minute_and_a_gigabyte_and_grow_with_the_file() -> None:
    small, large = File("a.pdf", b""), File("a.pdf", bytes(1_000_000))
    assert (pool_process.limit_reading(small), pool_process.limit_memory(small)) == (60, 1_000_000_000)
    assert (pool_process.limit_reading(large), pool_process.limit_memory(large)) == (80, 1_005_000_000)


def test_the_worker_stops_and_lists_it(path: Path, nlp_pipeline: object) -> None:
    library.add_uploads(path, [(name, STORY) for name in ("first.txt", HANG, SWELL)])
    library.add_uploads(path, [("last.txt", STORY + b" And more.")])
    assert loop.run_worker(path, 1) == 0
    reasons = {item.path: item.reason for item in library.read_skipped(path)}
    assert reasons == {HANG: LEFT_OUT[TIME], SWELL: LEFT_OUT[MEMORY]}
    assert ask(path, "SELECT path FROM articles ORDER BY n") == [("first.txt",), ("last.txt",)]


def test_the_command_line_stops_and_lists_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], nlp_pipeline: object
) -> None:
    folder = tmp_path / "pile"
    folder.mkdir()
    for name in ("a.txt", HANG, SWELL, CRASH, "z.txt"):
        (folder / name).write_bytes(STORY)
    assert main(["analyze", str(folder), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().err
    assert "2 articles read" in said
    for name, reason in ((HANG, LEFT_OUT[TIME]), (SWELL, LEFT_OUT[MEMORY]), (CRASH, command._CRASHED)):
        assert f"Skipped pile/{name}: {reason}" in said
