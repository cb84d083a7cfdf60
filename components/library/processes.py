"""Worker process: start it, and check whether one is alive."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import psutil

from components.library.folders import data_folder

ROOT = Path(__file__).resolve().parents[2]
_MOST_LOG_BYTES = 5_000_000


def start_worker(path: Path) -> int:
    """Start a detached worker process on a library and return its pid. Its output goes to a log file."""
    log = open_log(path)
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    environment.setdefault("OMP_NUM_THREADS", "1")  # there is one process per core
    with log.open("ab") as out:
        child = subprocess.Popen(  # noqa: S603 - runs this program
            [sys.executable, "-m", "components", "work", str(path.absolute())],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    # Reap the child when it ends, or it stays a zombie that seems alive.
    threading.Thread(target=child.wait, name=f"worker {child.pid}", daemon=True).start()
    return child.pid


def open_log(path: Path) -> Path:
    """The log file of a library's workers; a large one is rotated."""
    log = data_folder() / "logs" / f"{path.stem}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _MOST_LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    return log


def is_alive(pid: int) -> bool:
    """True if a process with this pid is running."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.AccessDenied:
        return True
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        return False
