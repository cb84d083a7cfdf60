"""The look of slides: sizes, theme fonts and colours, and text in boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Length, Pt

from components.charts import Style
from components.exports.plain_text import fit_text, xml_text

RATIOS = {"16:9": (13.333, 7.5), "4:3": (10.0, 7.5)}  # width and height in inches
SERIF, SANS = "Georgia", "Arial"  # a file cannot name a second choice, so these are on every machine
_SERIF_IS_WIDER = 1.14  # than the sans that is measured; also where another serif stands in for Georgia
MAJOR, MINOR = "+mj-lt", "+mn-lt"  # the theme's fonts
_LINK = {"light": "#1F4B99", "dark": "#9DBCF7"}
_SECOND = {"light": "#F2EFE7", "dark": "#20232A"}  # secondary background
_TITLE_ONLY = 5  # of the default template's layouts


@dataclass(frozen=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emus(self) -> tuple[Length, Length, Length, Length]:
        """The place as python-pptx takes it."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True)
class Deck:
    """A presentation with its look; sizes of type are LOOK's, in 1/1920 of the width of a wide slide."""

    file: Any
    style: Style
    width: float
    height: float

    @property
    def margin(self) -> float:
        """Inches around everything."""
        return self.width * 0.05

    def size(self, units: float) -> float:
        """Points of a size; a narrow slide has smaller type."""
        return units / 2 * (1 if self.width > 12 else 0.85)

    def add_slide(self) -> Any:
        """A slide with an empty title."""
        return self.file.slides.add_slide(self.file.slide_layouts[_TITLE_ONLY])


def start_deck(mode: str, ratio: str) -> Deck:
    """An empty presentation with theme and master in this look."""
    file = Presentation()
    width, height = RATIOS[ratio]
    _resize(file, width)
    deck = Deck(file, Style(mode), width, height)
    master = file.slide_master
    _set_theme(master, deck.style)
    _set_master(master, mode)
    return deck


def _resize(file: Any, width: float) -> None:
    """Widen the template, which is 4:3."""
    share = Inches(width) / file.slide_width
    file.slide_width = Inches(width)
    for page in (file.slide_master, *file.slide_layouts):
        for shape in page.placeholders:
            if shape.element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = round(shape.left * share), round(shape.width * share)


def _set_theme(master: Any, style: Style) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    light, dark = (style.paper, style.ink) if style.mode == "light" else (style.ink, style.paper)
    second, muted = _SECOND[style.mode], style.muted
    light2, dark2 = (second, muted) if style.mode == "light" else (muted, second)
    colours = {"dk1": dark, "lt1": light, "dk2": dark2, "lt2": light2, "hlink": _LINK[style.mode], "folHlink": muted}
    colours |= {f"accent{n}": colour for n, colour in enumerate(style.categorical[:6], 1)}
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Dateline")
    for child in scheme:
        name = etree.QName(child).localname
        child[:] = [etree.Element(qn("a:srgbClr"), val=colours[name].lstrip("#"))]
    theme.find(f".//{qn('a:fontScheme')}").set("name", "Dateline")
    for which, font in (("major", SERIF), ("minor", SANS)):
        theme.find(f".//{qn(f'a:{which}Font')}/{qn('a:latin')}").set("typeface", font)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_master(master: Any, mode: str) -> None:
    """Background and text colours by the theme, titles at the left."""
    if mode == "dark":
        roles = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
        for role, slot in roles.items():
            master.element.find(qn("p:clrMap")).set(role, slot)
    master.background.fill.solid()
    master.background.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    style = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")


def put_text(
    deck: Deck,
    slide: Any,
    text: str,
    box: Box,
    sizes: Sequence[float],
    *,
    font: str = MINOR,
    muted: bool = False,
    bold: bool = False,
    low: bool = False,
    colour: str = "",
    title: bool = False,
) -> float:
    """Put a text into a box, in the first of the sizes (in 1/1920) in which it fits; return its height in inches.

    `low` lets it stand on the bottom of the box; `title` makes it the slide's title.
    """
    points = [deck.size(size) for size in sizes]
    width = box.width * 72 / (_SERIF_IS_WIDER if title or font == MAJOR else 1)
    text, size, height = fit_text(xml_text(text), width, box.height * 72, points)
    if title:
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = box.emus
    else:
        shape = slide.shapes.add_textbox(*box.emus)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if low else MSO_ANCHOR.TOP
    for n, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line.replace("\t", " ")
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, MAJOR if title else font
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        else:
            run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2 if muted else MSO_THEME_COLOR.TEXT_1
    return height / 72


def solid(colour: str, paper: str) -> str:
    """A colour of a figure as RRGGBB; a transparent one as it looks on the paper."""
    if not colour.startswith("rgba"):
        return colour.lstrip("#").upper()
    *parts, share = (float(part) for part in colour[5:-1].split(","))
    under = [int(paper[at : at + 2], 16) for at in (1, 3, 5)]
    return "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in zip(parts, under, strict=True))


def rgb(colour: str, paper: str) -> Any:
    """The same as python-pptx takes it."""
    return RGBColor.from_string(solid(colour, paper))


def describe(shape: Any, name: str, alt: str) -> None:
    """Give a chart, table or picture its name and its text for those who cannot see it."""
    element = shape._element.xpath(".//p:cNvPr")[0]
    element.set("name", xml_text(name))
    element.set("descr", xml_text(alt))
