"""A hand-out as PDF, read back."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from components.exports.web import printing
from components.exports.web.printing import write_pdf
from components.types import DatelineError
from tests.exports.handouts import build_handout, build_items
from tests.pages.browsing import find_chromium


@pytest.mark.browser
@pytest.mark.skipif(find_chromium() is None, reason="There is no Chromium on this machine.")
@pytest.mark.parametrize(("paper", "size", "pages"), [("a4", (595, 842), {1, 2}), ("slides", (960, 540), {4, 5})])
def test_its_words_can_be_selected_and_its_charts_are_drawings(
    paper: str, size: tuple[int, int], pages: set[int]
) -> None:
    items = build_items()
    pdf = pypdf.PdfReader(io.BytesIO(write_pdf(build_handout(items["lines"], items["quote"], items["text"]), paper)))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    for said in ("The tide", "The lines", "41 articles, 2 undated.", "“The tide waits.”", "8 in February", "Dateline"):
        assert said in text
    assert len(pdf.pages) in pages
    assert tuple(round(one) for one in pdf.pages[0].mediabox[2:]) == size
    assert not any(page.images for page in pdf.pages)


def test_without_chromium_it_says_how_to_print_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "find_chromium", lambda: None)
    with pytest.raises(DatelineError, match="print it in your browser"):
        write_pdf(build_handout())


def test_every_paper_has_its_style() -> None:
    style = Path(printing.__file__).with_name("page.css").read_text("utf-8")
    assert "size: A4" in style
    assert all(paper == "a4" or f'[data-paper="{paper}"]' in style for paper in printing.PAPERS)
