"""A disk that is soon full, and a folder that every user may look into."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other users may look into; those of pytest are for one user alone."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def small_disk(place: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A disk of 1 MB, or as many as the test says."""
    disk = place / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={getattr(request, 'param', 1)}m", "tmpfs", str(disk)]
    if os.name != "posix" or not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("Only an administrator can make a small disk; the limit of pages below stands for it.")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path, left: int) -> None:
    status = os.statvfs(disk)
    (disk / "filler").write_bytes(b"x" * max(status.f_bavail * status.f_bsize - left, 0))
