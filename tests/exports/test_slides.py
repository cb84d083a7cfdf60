"""Slides, read back with python-pptx: native charts with the app's numbers, tables, texts, notes, alt texts."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE

from components.exports import slides
from components.exports.handouts import HandoutItem
from components.exports.plain_text import count_lines, fit_text, xml_text
from components.exports.slides import write_slides
from tests.exports.handouts import build_handout, build_items
from tests.hostile.texts import KINDS

ITEMS = build_items()


def read(*items: HandoutItem, mode: str = "light", ratio: str = "16:9") -> Any:
    """The slides of these items, read back."""
    return Presentation(io.BytesIO(write_slides(build_handout(*items, mode=mode), ratio)))


def charts_of(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def texts_of(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@pytest.fixture(autouse=True)
def _no_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slides, "find_chromium", lambda: None)


@pytest.mark.parametrize(
    ("kind", "chart_type", "series"),
    [
        ("lines", XL_CHART_TYPE.LINE_MARKERS, {"Ada Berg": (3, 8, 5), "Bo Lind": (1, 0, 9)}),
        ("panels", XL_CHART_TYPE.LINE_MARKERS, {"Ada Berg": (3, 8, 5), "Bo Lind": (1, 0, 9)}),
        ("columns", XL_CHART_TYPE.COLUMN_CLUSTERED, {"mentions": (3, 8, 5)}),
        ("bars", XL_CHART_TYPE.BAR_CLUSTERED, {"mentions": (16, 10)}),
        ("stacked", XL_CHART_TYPE.BAR_STACKED_100, {"Negative": (9, 2), "Neutral": (5, 6), "Positive": (1, 8)}),
        ("averages", XL_CHART_TYPE.BAR_CLUSTERED, {"Mean": (-0.2, 0.1)}),
    ],
)
def test_a_chart_is_native_and_its_series_are_the_apps_numbers(
    kind: str, chart_type: Any, series: dict[str, tuple[float, ...]]
) -> None:
    found = charts_of(read(ITEMS[kind]).slides[1])
    assert {chart.chart_type for chart in found} == {chart_type}
    assert {one.name: tuple(one.values) for chart in found for one in chart.plots[0].series} == series


@pytest.mark.parametrize(
    ("kind", "categories"),
    [("lines", ["Jan", "Feb", "Mar"]), ("bars", ["Ada Berg", "Bo Lind"]),
     ("averages", ["The Quay (n = 40)", "The Tide (n = 25)"])],
)  # fmt: skip
def test_categories_are_periods_or_names_and_averages_say_of_how_many(kind: str, categories: list[str]) -> None:
    assert list(charts_of(read(ITEMS[kind]).slides[1])[0].plots[0].categories) == categories


def test_an_average_has_its_interval_as_error_bars() -> None:
    xml = charts_of(read(ITEMS["averages"]).slides[1])[0]._chartSpace.xml
    assert xml.count("<c:errBars") == 1
    assert "<c:v>0.1</c:v>" in xml


def test_each_slide_has_title_caption_source_notes_and_alt_text() -> None:
    slide = read(ITEMS["bars"]).slides[1]
    assert slide.shapes.title.text_frame.text == "The bars"
    assert "Mentions per month." in texts_of(slide)
    assert "41 articles, 2 undated." in texts_of(slide)
    notes = slide.notes_slide.notes_text_frame.text
    assert [part in notes for part in ("Speak slowly.", "41 articles, 2 undated.", "Counted by name.")] == [True] * 3
    chart = next(shape for shape in slide.shapes if shape.has_chart)
    assert chart._element.nvGraphicFramePr.cNvPr.get("descr") == "Alt of bars"


@pytest.mark.parametrize(("ratio", "share"), [("16:9", 16 / 9), ("4:3", 4 / 3)])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_nothing_overflows_a_slide_of_either_ratio(ratio: str, share: float, mode: str) -> None:
    file = read(mode=mode, ratio=ratio)
    assert file.slide_width / file.slide_height == pytest.approx(share, abs=0.001)
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height


@pytest.mark.parametrize(("mode", "paper"), [("light", "FBFAF6"), ("dark", "15171B")])
def test_fonts_and_colours_are_the_themes(mode: str, paper: str) -> None:
    master = read(ITEMS["text"], mode=mode).slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode()
    assert [f'typeface="{font}"' in theme for font in ("Georgia", "Arial")] == [True, True]
    assert f'<a:{"lt1" if mode == "light" else "dk1"}><a:srgbClr val="{paper}"/>' in theme


def test_a_table_is_native_and_says_what_is_left_out() -> None:
    slide = read(ITEMS["table"]).slides[1]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert [cell.text for cell in table.rows[1].cells] == ["Name 0", "2026-03-01", "25.0%"]
    assert len(table.rows) == 13
    assert "… and 35 more rows." in texts_of(slide)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("quote", ["“The tide waits.”", "Ada Berg, The Quay, 3 March 2026"]),
        ("text", ["What we know", "One.\nTwo."]),
        ("fault", ["Gone", "This name is no longer in the library."]),
    ],
)
def test_words_are_text(kind: str, texts: list[str]) -> None:
    found = texts_of(read(ITEMS[kind]).slides[1])
    assert [text for text in texts if text not in found] == []


def test_without_chromium_a_matrix_is_its_numbers_and_the_slide_says_why() -> None:
    slide = read(ITEMS["matrix"]).slides[1]
    assert next(shape.table for shape in slide.shapes if shape.has_table).cell(1, 0).text == "Ada Berg"
    assert "Chromium, which is not installed" in texts_of(slide)


def test_with_chromium_a_matrix_is_a_described_picture_with_its_numbers_in_the_notes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (800, 300)).save(buffer, "PNG")
    monkeypatch.setattr(slides, "find_chromium", lambda: "chromium")
    monkeypatch.setattr(slides, "draw_pictures", lambda figures, _aspect: [buffer.getvalue()] * len(figures))
    slide = read(ITEMS["matrix"]).slides[1]
    picture = next(shape for shape in slide.shapes if shape.shape_type == 13)
    assert picture._element.nvPicPr.cNvPr.get("descr") == "Alt of matrix"
    assert "Ada Berg | 4" in slide.notes_slide.notes_text_frame.text


HOSTILE = {
    **{kind: make(3_000) for kind, make in KINDS.items() if kind in ("mixed", "spaces", "empty lines", "one letter")},
    "control characters": "a\x00b\x01c\x0bd\x1be\ufffe\ud800f",
    "a formula": '=HYPERLINK("http://a.b","x")',
    "Arabic": "قال العمدة إن الرصيف جديد",
    "emoji": "👩‍👩‍👧 🏳️‍🌈" * 50,
    "markup": "<b>&amp;</b><script>",
    "very long": "word " * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_anywhere_gives_slides_that_open(text: str) -> None:
    table = pd.DataFrame({"name": pd.Series([text], dtype=object), "mentions": [16]})
    words = HandoutItem("passage", text, text, text, text=text, byline=text, notes=text, method=text)
    bars = replace(ITEMS["bars"], title=text, table=table, alt=text)
    file = read(words, HandoutItem("table", text, table=table), bars)
    assert len(file.slides) == 4


def test_no_name_becomes_a_formula_in_the_numbers_behind_a_chart() -> None:
    item = ITEMS["bars"]
    figure = type(item.figure)(item.figure)
    figure.layout.yaxis.ticktext = ["=1+1", "Bo Lind"]
    chart = charts_of(read(replace(item, figure=figure, table=None)).slides[1])[0]
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("text", "clean"),
    [("a\x00b\ud800c", "abc"), ("a\r\nb\rc\u2028d", "a\nb\nc\nd"), ("ä 漢 👩", "ä 漢 👩"), ("\ufffe\uffff", "")],
)
def test_what_xml_cannot_hold_is_removed(text: str, clean: str) -> None:
    assert xml_text(text) == clean


@pytest.mark.parametrize(("text", "sizes"), [("short", (40, 20)), ("word " * 60, (40, 20)), ("A" * 5_000, (40, 20))])
def test_a_text_is_made_smaller_and_then_cut_to_fit(text: str, sizes: tuple[int, int]) -> None:
    fitted, size, height = fit_text(text, 300, 200, sizes)
    assert fitted
    assert height <= 200
    assert count_lines(fitted, size, 300) * size <= 200


def test_a_text_that_is_mostly_one_word_keeps_most_of_what_fits() -> None:
    fitted, _, _ = fit_text("It said " + "A" * 100_000, 300, 200, (40, 20))
    assert len(fitted) > 60
