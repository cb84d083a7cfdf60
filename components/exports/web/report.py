"""A hand-out as a report in words: one HTML file in a newspaper's order, its words to be edited before printing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from components.charts.axes import list_points
from components.exports.handouts import Handout, HandoutItem
from components.exports.plots import find_strongest
from components.exports.web.marking import cut_around, escape, format_byline, split_at_spans
from components.exports.web.page import (
    build_chart,
    build_foot,
    build_head,
    build_numbers,
    build_paragraph,
    build_words,
    fill_page,
    list_drawn,
    number_items,
)
from components.exports.web.sentences import MOST_A_POINT, Sentences, collect_sentences, read_point
from components.types import Evidence

MOST_SENTENCES = 3  # under a chart
_HERE = Path(__file__).parent
_ENDS, _CLOSING = (".", "!", "?", "…", ":"), "”’\"'»)"
_EDIT = (
    '<button type="button" id="edit" hidden>Edit the words</button>'
    '<p class="note" id="edit-note" role="status"></p>'
)  # fmt: skip


def write_report(handout: Handout, method: Sequence[str]) -> bytes:
    """The report, UTF-8; `method` says in plain paragraphs how names, quotes and sentiment are found, and how well."""
    return build_report(handout, method).encode("utf-8", errors="replace")


def build_report(handout: Handout, method: Sequence[str]) -> str:
    """The report as text: headline, standfirst, every finding with its chart and sentences, and how it was counted."""
    stored = collect_sentences(list_drawn(handout))
    sections = "".join(_build_finding(item, number, stored) for item, number in number_items(handout))
    body = (
        f"{build_head(handout, handout.subtitle or _find_lead(handout), _EDIT)}"
        f"<main>{sections}{_build_method(handout, method)}</main>{build_foot(handout)}"
    )
    style, script = ((_HERE / f"report.{kind}").read_text("utf-8") for kind in ("css", "js"))
    return fill_page(handout, body, stored, style=style, script=script)


def to_sentence(text: str) -> str:
    """The text with a full stop, if nothing ends it."""
    text = text.strip()
    return text if not text or text.rstrip(_CLOSING).endswith(_ENDS) else f"{text}."


def _find_lead(handout: Handout) -> str:
    """The first finding: what stands over a chart or table that can be shown."""
    titles = (item.title for item in handout.items if item.kind in ("chart", "table") and not item.fault)
    return to_sentence(next((title for title in titles if title), ""))


def _build_finding(item: HandoutItem, number: int | None, stored: Sentences) -> str:
    said = " ".join(to_sentence(part) for part in (item.caption, item.basis) if part)
    parts = [build_words(item), build_paragraph("text", said), build_chart(item, number, stored)]
    parts += [_build_evidence(item), build_numbers(item)]
    return f'<section class="kind-{escape(item.kind)}">{"".join(parts)}</section>'


def _build_evidence(item: HandoutItem) -> str:
    """A few sentences behind the strongest point of a chart."""
    click = "" if item.figure is None else find_strongest(item.figure)
    if not click:
        return ""
    found = _choose(read_point(item, click, MOST_A_POINT) or ())
    if not found:
        return ""
    point = list_points(item.figure).get(click, "")
    rows = "".join(_build_sentence(one) for one in found)
    return (
        f'<p class="note" dir="auto">From what stands behind “{escape(point)}”:</p>'
        f'<ul class="evidence">{rows}</ul>'
    )  # fmt: skip


def _choose(found: Sequence[Evidence]) -> list[Evidence]:
    """The first sentences of as many articles as there are, each text once; only then a second of an article."""
    by_text: dict[str, Evidence] = {}
    for one in found:
        by_text.setdefault(one.text, one)
    taken: Counter[str] = Counter()
    ranked = []
    for one in by_text.values():
        ranked.append((taken[one.article_id], one))
        taken[one.article_id] += 1
    return [one for _, one in sorted(ranked, key=lambda row: row[0])[:MOST_SENTENCES]]


def _build_sentence(one: Evidence) -> str:
    pieces = split_at_spans(*cut_around(one.text, one.highlights))
    marked = (f"<mark>{escape(piece)}</mark>" if at % 2 else escape(piece) for at, piece in enumerate(pieces) if piece)
    title = f"“{one.title}”, " if one.title else ""
    byline = title + format_byline(one.source, one.date, one.date_origin)
    return f'<li><p class="sentence" dir="auto">{"".join(marked)}</p>{build_paragraph("note", byline)}</li>'


def _build_method(handout: Handout, method: Sequence[str]) -> str:
    """How each finding was counted, said once where several were counted alike; then what is found and how well."""
    counted = dict.fromkeys(item.method for item in handout.items if item.method)
    said = "".join(build_paragraph("text", to_sentence(one)) for one in (*counted, *method))
    return f'<section class="method"><h2>How this was counted</h2>{said}</section>' if said else ""
