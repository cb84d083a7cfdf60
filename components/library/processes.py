"""The worker as a process of its own: starting it, and telling whether one is still alive."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from components.library.folders import data_folder

ROOT = Path(__file__).resolve().parents[2]
_MOST_LOG_BYTES = 5_000_000


def start_worker(path: Path) -> int:
    """Start a worker on a library, apart from this process, and give its number. Its words go to a log file."""
    log = open_log(path)
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    environment.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // 2)))  # leave some for the screen
    with log.open("ab") as out:
        child = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "components", "work", str(path.absolute())],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    # Once it has ended somebody must ask for its exit status, or it keeps its number and seems alive.
    threading.Thread(target=child.wait, name=f"worker {child.pid}", daemon=True).start()
    return child.pid


def open_log(path: Path) -> Path:
    """The log file of a library's workers; one that has grown large begins anew."""
    log = data_folder() / "logs" / f"{path.stem}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _MOST_LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    return log


def is_alive(pid: int) -> bool:
    """Whether a process of that number is running."""
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _is_alive_on_windows(pid: int) -> bool:
    import ctypes

    query, still_active = 0x1000, 259  # PROCESS_QUERY_LIMITED_INFORMATION, STILL_ACTIVE
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(query, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return bool(known) and code.value == still_active
