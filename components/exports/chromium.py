"""Chromium, if it is installed, run without a window: pages as pictures."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from components.types import DatelineError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SECONDS = 30  # after which a page is given up
_OPTIONS = (
    "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-sync",
    "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=4000",
)  # fmt: skip


def find_chromium() -> Path | None:
    """The program, under one of its names; None if it is not installed."""
    named = (Path(path) for name in NAMES if (path := shutil.which(name)))
    return next(named, None) or next((path for path in map(Path, PLACES) if path.is_file()), None)


def take_picture(html: str, width: int, height: int, scale: float = 2) -> bytes:
    """A page as PNG; its window is `width` by `height` pixels, each drawn `scale` by `scale`.

    Raises DatelineError if there is no Chromium or it fails.
    """
    shot = f"--window-size={width},{height}", f"--force-device-scale-factor={scale}"
    return run_chromium(html, "picture.png", lambda path: (*shot, f"--screenshot={path}"))


def run_chromium(html: str, name: str, ask: Callable[[Path], Sequence[str]]) -> bytes:
    """The file that Chromium makes of a page, as `ask` tells it to. The page has no network."""
    program = find_chromium()
    if program is None:
        raise DatelineError("Chromium is not installed, so no picture can be made. Install Chromium or Chrome.")
    with tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as name_of_folder:
        folder = Path(name_of_folder)
        page, made = folder / "page.html", folder / name
        page.write_text(html, "utf-8", errors="replace")
        command = [str(program), *_OPTIONS, f"--user-data-dir={folder / 'profile'}", *ask(made)]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium's sandbox refuses the superuser
        try:
            subprocess.run([*command, page.as_uri()], capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 - a program found here, arguments of our own
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise DatelineError("Chromium could not draw the page. Try again, or update it.") from error


def print_pdf(html: str, width: int) -> bytes:
    """A page as PDF, on the paper that its style names; its window is `width` pixels while it is drawn.

    Raises DatelineError if there is no Chromium or it fails.
    """
    size = f"--window-size={width},1000"
    return run_chromium(html, "page.pdf", lambda path: (size, "--no-pdf-header-footer", f"--print-to-pdf={path}"))
