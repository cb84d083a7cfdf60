"""A hand-out as PowerPoint slides: charts and tables native and editable, texts large, their base in the notes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from components import format_date
from components.exports.chromium import find_chromium
from components.exports.handouts import Handout, HandoutItem
from components.exports.plain_text import line_text, xml_text
from components.exports.plots import read_plot
from components.exports.slides_charts import put_chart
from components.exports.slides_pictures import draw_pictures
from components.exports.slides_tables import put_table, write_numbers
from components.exports.slides_theme import MAJOR, Box, Deck, describe, put_text, start_deck
from components.types import DatelineError

_TITLE, _CAPTION, _SOURCE = (64, 56, 48, 42, 36), (32, 28, 24), (24, 22, 20)  # sizes in 1/1920 of the width
_WORDS = (96, 84, 72, 64, 56, 48, 42, 36, 32, 28)
_NO_CHROMIUM = (
    "PowerPoint has no such chart, and a picture needs Chromium, which is not installed: here are its numbers."
)
_NO_PICTURE = "PowerPoint has no such chart, and a picture could not be made: here are its numbers."


def write_slides(handout: Handout, ratio: str = "16:9") -> bytes:
    """A .pptx file: a title slide, then a slide an item. `ratio` is 16:9 or 4:3."""
    deck = start_deck(handout.mode, ratio)
    _add_first(deck, handout)
    pictures = _draw_pictures(deck, handout)
    for n, item in enumerate(handout.items):
        _add_item(deck, item, pictures.get(n))
    file = deck.file.core_properties
    file.title, file.subject = line_text(handout.title)[:250], line_text(handout.subtitle)[:250]
    file.author, file.comments = "Dateline", line_text(_describe(handout))[:250]
    buffer = io.BytesIO()
    deck.file.save(buffer)
    return buffer.getvalue()


def _describe(handout: Handout) -> str:
    """Where the slides come from: library, day and version."""
    parts = [
        f"Library: {handout.library}" if handout.library else "", format_date(handout.made_on),
        f"Dateline {handout.version}".strip(),
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)


def _add_first(deck: Deck, handout: Handout) -> None:
    slide, margin = deck.add_slide(), deck.margin
    width = deck.width - 2 * margin
    middle = deck.height * 0.62
    title = Box(margin, deck.height * 0.16, width, middle - deck.height * 0.16)
    put_text(deck, slide, line_text(handout.title) or "Untitled", title, _WORDS, title=True, low=True)
    below = Box(margin, middle + 0.2, width, deck.height * 0.18)
    put_text(deck, slide, handout.subtitle, below, (44, 40, 36, 32, 28), muted=True)
    foot = Box(margin, deck.height - margin - 0.2, width, 0.4)
    put_text(deck, slide, line_text(_describe(handout)), foot, _SOURCE, muted=True)


def _draw_pictures(deck: Deck, handout: Handout) -> Mapping[int, bytes]:
    """Pictures of the charts that PowerPoint does not have, by the number of their item."""
    wanted = {
        n: item.figure
        for n, item in enumerate(handout.items)
        if item.figure is not None and not item.fault and read_plot(item.figure, item.table) is None
    }
    if not wanted or find_chromium() is None:
        return {}
    width, height = deck.width - 2 * deck.margin, deck.height * 0.62
    try:
        drawn = draw_pictures(list(wanted.values()), width / height)
    except DatelineError:
        return {}  # each slide then says so, and has the numbers
    return dict(zip(wanted, drawn, strict=True))


def _add_item(deck: Deck, item: HandoutItem, picture: bytes | None) -> None:
    slide, margin = deck.add_slide(), deck.margin
    width = deck.width - 2 * margin
    quoted = item.kind in ("quote", "passage") and not item.fault
    title = item.title or ("Quote" if quoted else "")
    top = margin * 0.72
    sizes = (36, 32, 28) if quoted else _TITLE
    top += put_text(deck, slide, line_text(title), Box(margin, top, width, 1.15), sizes, title=True, muted=quoted)
    if item.caption:
        top += 0.06
        top += put_text(deck, slide, line_text(item.caption), Box(margin, top, width, 0.62), _CAPTION, muted=True)
    foot = deck.height - margin * 0.62
    source = 0.62 if item.basis else 0.0
    body = Box(margin, top + 0.22, width, foot - source - 0.12 - top - 0.22)
    said, numbers = _fill_body(deck, slide, item, body, picture)
    if item.basis or said:
        words = line_text(" ".join(part for part in (said, item.basis) if part))
        put_text(deck, slide, words, Box(margin, foot - 0.62, width * 0.93, 0.62), _SOURCE, muted=True, low=True)
    _number(deck, slide)
    _add_notes(slide, item, numbers)


def _fill_body(deck: Deck, slide: Any, item: HandoutItem, box: Box, picture: bytes | None) -> tuple[str, str]:
    """Put in what the item is; return a sentence on what is left out, and the numbers that only the notes have."""
    name, alt = line_text(item.title) or item.kind.capitalize(), item.alt or item.caption or item.title
    if item.fault:
        put_text(deck, slide, item.fault, box, (40, 36, 32, 28), muted=True)
        return "", ""
    if item.figure is not None:
        return _put_figure(deck, slide, item, box, picture, name, alt)
    if item.table is not None and len(item.table.columns):
        return put_table(deck, slide, item.table, box, name, alt), ""
    quoted = item.kind in ("quote", "passage")
    byline = 0.75 if item.byline else 0.0
    words = Box(box.left, box.top, box.width * (0.92 if quoted else 1), box.height - byline)
    height = put_text(deck, slide, item.text, words, _WORDS[1:] if quoted else _WORDS[4:], font=MAJOR)
    if item.byline:
        place = Box(box.left, box.top + height + 0.2, box.width, 0.55)
        put_text(deck, slide, line_text(item.byline), place, (34, 30, 28, 24), muted=True)
    return "", ""


def _put_figure(
    deck: Deck, slide: Any, item: HandoutItem, box: Box, picture: bytes | None, name: str, alt: str
) -> tuple[str, str]:
    plot = read_plot(item.figure, item.table)
    if plot is not None:
        return put_chart(deck, slide, plot, box, name, alt), ""
    numbers = write_numbers(item.table) if item.table is not None else ""
    if picture is not None:
        shape = slide.shapes.add_picture(io.BytesIO(picture), Inches(box.left), Inches(box.top))
        share = min(Inches(box.width) / shape.width, Inches(box.height) / shape.height)
        shape.width, shape.height = round(shape.width * share), round(shape.height * share)
        describe(shape, name, alt)
        return "", numbers
    why = _NO_CHROMIUM if find_chromium() is None else _NO_PICTURE
    if item.table is None:
        return why, ""
    return f"{why} {put_table(deck, slide, item.table, box, name, alt)}", numbers


def _number(deck: Deck, slide: Any) -> None:
    """The slide's number at the lower right, as a field that follows when slides are moved."""
    box = Box(deck.width - deck.margin - 0.6, deck.height - deck.margin * 0.62 - 0.3, 0.6, 0.3)
    put_text(deck, slide, "0", box, (20,), muted=True, low=True)
    paragraph = slide.shapes[-1].text_frame.paragraphs[0]
    run = paragraph.runs[0]._r
    field = parse_xml(f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"/>')
    field.extend(list(run))
    run.getparent().replace(run, field)
    paragraph._p.get_or_add_pPr().set("algn", "r")


def _add_notes(slide: Any, item: HandoutItem, numbers: str) -> None:
    whole = item.text if item.kind in ("quote", "passage", "text") else ""
    parts = [item.notes, item.fault, whole, item.byline, item.basis, item.method, numbers]
    slide.notes_slide.notes_text_frame.text = xml_text("\n\n".join(part for part in parts if part))
