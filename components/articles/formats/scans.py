"""Scanned pages: which pages of a PDF are pictures, and their text as Tesseract reads it where it is installed.

Nothing needs Tesseract; without it a scan is listed with what can be done. Pictures are drawn by PDFium.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import Any

import psutil

from components import count_of
from components.articles.formats import MAX_PDF_PAGES, clean_text

MAX_SCANNED_PAGES = 100  # of one file
_PAGE_SECONDS = 60.0  # for one page; a full page of a broadsheet takes some 20
_FILE_SECONDS = 1_200.0  # for all pages of a file
_MAX_BYTES = 1_000_000_000  # of memory that Tesseract may take
_LOOK_SECONDS = 0.2  # between two looks at its memory and the clock
_DPI = 300  # what Tesseract is made for (tessdoc, "Improving the quality of the output")
_POINTS = 72  # an inch
_MAX_PIXELS = 30_000_000  # of a page; more are drawn smaller
_FEW_LETTERS = 200  # on a page that is mostly a picture: a heading, or a line that a library prints under a scan
_COVERED = 0.5  # share of a page from which on a picture is a scan
READ_BY_OCR = "Its text was read from pictures (by OCR), so letters and names may be wrong."


class _Unread(Exception):
    """Tesseract was stopped, or failed, on a page."""


def find_scanned(data: bytes, pages: Sequence[str]) -> list[int]:
    """The numbers, from 0, of the pages that are pictures: all if no page has words, else those mostly a picture."""
    few = [number for number, text in enumerate(pages) if sum(map(str.isalpha, text)) < _FEW_LETTERS]
    if not any(character.isalpha() for text in pages for character in text):
        return few
    return [number for number in few if number in _find_pictures(data, few)]


def _find_pictures(data: bytes, numbers: Sequence[int]) -> set[int]:
    """Which of these pages are mostly covered by a picture."""
    import pypdfium2  # type: ignore[import-untyped]
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    found = set[int]()
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in numbers[:MAX_PDF_PAGES]:
                page = document[number]
                least = _COVERED * page.get_width() * page.get_height()
                for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
                    left, bottom, right, top = picture.get_bounds()
                    if (right - left) * (top - bottom) >= least:
                        found.add(number)
                        break
    except (pypdfium2.PdfiumError, IndexError):  # damaged; what is found until then counts
        return found
    return found


def find_tesseract() -> str:
    """Where the program is installed; "" if it is not."""
    return shutil.which("tesseract") or ""


def read_scanned(program: str, data: bytes, numbers: Sequence[int]) -> tuple[dict[int, str], str]:
    """The texts of these pages by number, and a note on how they were read and what was left."""
    import pypdfium2

    texts: dict[int, str] = {}
    until = time.monotonic() + _FILE_SECONDS
    wanted = numbers[:MAX_SCANNED_PAGES]
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in wanted:
                if time.monotonic() > until or _is_left_alone():
                    break
                try:
                    texts[number] = _read_picture(program, _draw_page(document, number))
                except (_Unread, pypdfium2.PdfiumError):
                    continue  # the note counts it
    except pypdfium2.PdfiumError:
        pass  # no page can be drawn, which the note says
    return texts, _describe(len(texts), len(numbers))


def _describe(n_read: int, n_pages: int) -> str:
    if n_read == n_pages:
        return READ_BY_OCR
    return f"{READ_BY_OCR} Of {count_of(n_pages, 'such page')} {n_read:,} could be read."


def _draw_page(document: Any, number: int) -> bytes:
    """A page as a grey picture, in the format of netpbm."""
    page = document[number]
    width, height = page.get_size()
    scale = min(_DPI / _POINTS, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    picture: bytes = bitmap.to_numpy().tobytes()
    drawn = b"P5 %d %d 255\n" % (len(picture) // bitmap.height, bitmap.height) + picture
    bitmap.close()
    page.close()
    return drawn


def _read_picture(program: str, picture: bytes) -> str:
    """The text of a picture. Raises _Unread if the program fails or takes too much."""
    command = [program, "stdin", "stdout", "-l", "eng", "--dpi", str(_DPI)]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # threads hardly speed it up
    with TemporaryFile() as file:  # a pipe cannot be filled and watched at once
        file.write(picture)
        file.seek(0)
        process = subprocess.Popen(  # noqa: S603 - the program found on PATH, given nothing of the file but the picture
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=alone
        )
        try:
            out = _await(process)
        finally:
            process.kill()
            process.wait()
    if process.returncode:
        raise _Unread
    return clean_text(out.decode("utf-8", "replace").replace("\f", ""))


def _await(process: subprocess.Popen[bytes]) -> bytes:
    """What a program prints. Raises _Unread if it takes too much, or nobody waits for it any more."""
    until = time.monotonic() + _PAGE_SECONDS
    while True:
        try:
            return process.communicate(timeout=_LOOK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() > until or _takes_too_much(process.pid) or _is_left_alone():
                raise _Unread from None


def _takes_too_much(pid: int) -> bool:
    try:
        return int(psutil.Process(pid).memory_info().rss) > _MAX_BYTES
    except psutil.Error:
        return False  # it has just ended


def _is_left_alone() -> bool:
    """True if the process that asked for this is gone."""
    parent = multiprocessing.parent_process()
    return parent is not None and not parent.is_alive()
