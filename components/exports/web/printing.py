"""A hand-out as PDF: its page, laid out for paper or for a screen, printed by Chromium."""

from __future__ import annotations

from components.exports.chromium import find_chromium, print_pdf
from components.exports.handouts import Handout
from components.exports.web.page import build_page
from components.types import DatelineError

PAPERS = {"a4": 794, "slides": 1280}  # and their widths in pixels, 96 an inch


def write_pdf(handout: Handout, paper: str = "a4") -> bytes:
    """The PDF: words to select, charts as drawings. `paper` is one of PAPERS; slides are 16:9, an item on each.

    Raises DatelineError if there is no Chromium.
    """
    if find_chromium() is None:
        raise DatelineError(
            "Chromium is not installed, so Dateline cannot make the PDF. Save the page instead, and print it in your "
            "browser: it has a style for paper."
        )
    return print_pdf(build_page(handout, paper), PAPERS[paper])
