"""Chromium without a window: found under its names, draws a page, and says what is wrong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from components.exports import chromium
from components.types import DatelineError

PAGE = "<body style='margin:0;background:#1f4b99'>"


@pytest.mark.browser
def test_a_page_becomes_a_picture_of_the_asked_size_twice_as_sharp() -> None:
    if chromium.find_chromium() is None:
        pytest.skip("Chromium is not installed")
    picture = Image.open(io.BytesIO(chromium.take_picture(PAGE, 320, 180))).convert("RGB")
    assert picture.size == (640, 360)
    assert picture.getpixel((320, 180)) == (0x1F, 0x4B, 0x99)


def test_without_chromium_the_fault_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find_chromium", lambda: None)
    with pytest.raises(DatelineError, match="Install Chromium"):
        chromium.take_picture(PAGE, 320, 180)


def test_a_program_that_makes_no_picture_is_a_fault_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find_chromium", lambda: tmp_path / "chromium")
    with pytest.raises(DatelineError, match="could not draw"):
        chromium.take_picture(PAGE, 320, 180)
