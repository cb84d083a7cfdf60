"""Article reader: an article's text as escaped HTML, with marks for names, quotes and sentiment to click."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import streamlit as st

from components.exports.web.marking import cut_around as cut_around
from components.exports.web.marking import split_at_spans
from components.library import QuoteDetail
from components.types import Evidence, Span
from components.ui.words import escape

_OPENING, _CLOSING = tuple("“\"‘'«„"), tuple("”\"’'»“")
TYPE_CLASSES = {"person": "person", "organisation": "org", "place": "place"}
TYPE_WORDS = {"person": "Person", "organisation": "Org", "place": "Place"}
NAMES, QUOTES, TONE, UNCOUNTED = "Names", "Quotes", "Sentiment", "Less sure quotes"  # what can be marked
TONE_SIGNS = {"negative": "–", "positive": "+", "mixed": "±"}
CSS = """
.text { font: 400 1.1875rem/1.62 Newsreader, Georgia, serif; max-width: 38rem; color: var(--st-text-color); }
.text p { position: relative; margin: 0 0 1.15em; overflow-wrap: anywhere; white-space: pre-line; }
.text .key { font: 400 .875rem/1.9 var(--st-font); color: light-dark(#5F5B52, #A9A69E); margin: 0 0 1rem; }
.text .key > span { margin-right: 1rem; display: inline-block; }
.name { cursor: pointer; border-bottom: 1px dashed light-dark(#843550, #F796B7); padding-bottom: 1px; }
.name.person { border-bottom: 1px solid light-dark(#1F4B99, #9DBCF7); }
.name.org { border-bottom: 3px double light-dark(#AC400A, #E8893A); }
.name.place { border-bottom: 2px dotted light-dark(#006B6B, #74EFF3); }
.name.pronoun { border-bottom-width: 1px; border-bottom-style: dotted; }
.name:hover, .name:focus-visible { background: light-dark(#F2EFE7, #20232A); outline: none; }
.word { font: 600 .6875rem/1 var(--st-font); margin-left: .25em; color: light-dark(#843550, #F796B7); }
.person > .word { color: light-dark(#1F4B99, #9DBCF7); }
.org > .word { color: light-dark(#AC400A, #E8893A); }
.place > .word { color: light-dark(#006B6B, #74EFF3); }
.quote { background: light-dark(#F6F0DF, #2A281F); cursor: pointer; padding: .1em 0; box-decoration-break: clone; }
.unsure { background: none; box-shadow: inset 0 -.5em light-dark(#F6F0DF, #2A281F); }
sup { font: 600 .6875rem/1 var(--st-font); margin: 0 .15em; color: light-dark(#5F5B52, #A9A69E); }
.text:has(p:not(.key) > .tone) { padding-left: 1.2rem; }
.tone { position: absolute; left: -1.2rem; font: 600 1.0625rem/1.75 var(--st-font); cursor: help; }
.key .tone { position: static; margin-right: .3em; cursor: auto; }
.tone.negative { color: light-dark(#7A3A06, #F7B77E); }
.tone.positive { color: light-dark(#173F80, #B0CBFA); }
.tone.mixed { color: light-dark(#5F5B52, #A9A69E); }
.no-news, .no-news .name { font: 400 .875rem/1.5 var(--st-font); color: light-dark(#5F5B52, #A9A69E); }
.foreign { color: light-dark(#5F5B52, #A9A69E); font-style: italic; }
.foreign > .word { color: inherit; font-style: normal; margin: 0 .4em 0 0; }
.no-news[data-mark] { cursor: pointer; }
.no-news[data-mark]:is(:hover, :focus-visible) { background: light-dark(#F2EFE7, #20232A); outline: none; }
.here { background: light-dark(#DAE3F1, #243A62); box-decoration-break: clone; padding: .12em 0; }
.here .quote, .here.quote { background: none; }
"""
_component = st.components.v2.component(
    "article_text",
    html='<div class="text" role="article"></div>',
    css=CSS,
    js="""
export default function ({ parentElement, data, setTriggerValue }) {
  const text = parentElement.querySelector('.text')
  if (text.dataset.shown !== data.html) {
    text.innerHTML = data.html
    text.dataset.shown = data.html
  }
  const choose = (event) => {
    const mark = event.composedPath().find((element) => element.dataset?.mark)
    if (mark) setTriggerValue('chosen', mark.dataset.mark)
  }
  text.onclick = choose
  text.onkeydown = (event) => { if (event.key === 'Enter') choose(event) }
  if (data.at !== text.dataset.at) {
    text.dataset.at = data.at
    requestAnimationFrame(() => text.querySelector('.here')?.scrollIntoView({ block: 'center' }))
  }
}
""",
)
_KEY_WORDS = (("person", "Person"), ("org", "Organisation"), ("place", "Place"), ("other", "Other"))


def mark_spans(text: str, spans: Iterable[Span], tag: str = "mark") -> str:
    """Escape the text and wrap each span in `<tag>`; overlapping spans are joined."""
    pieces = map(escape, split_at_spans(text, spans))
    return "".join(f"<{tag}>{piece}</{tag}>" if at % 2 else piece for at, piece in enumerate(pieces))


def evidence_html(evidence: Evidence) -> str:
    """An evidence sentence with its highlights in bold."""
    return f'<p class="dl-sentence">{mark_spans(*cut_around(evidence.text, evidence.highlights), "b")}</p>'


def standfirst_html(text: str) -> str:
    """A standfirst as HTML; the text is escaped already."""
    return f'<p class="dl-standfirst">{text}</p>'


def join_words_of_quote(content: str, lengths: Sequence[int]) -> str:
    """Join the pieces of an interrupted quote: “X,” … “Y.” becomes “X, … Y.”

    `lengths` are the lengths of the pieces, which `content` joins with a space each.
    """
    pieces, at = [], 0
    for length in lengths:
        pieces.append(content[at : at + length])
        at += length + 1
    for position in range(len(pieces) - 1):
        if pieces[position][-1:] in _CLOSING and pieces[position + 1][:1] in _OPENING:
            pieces[position] = pieces[position][:-1]
            pieces[position + 1] = pieces[position + 1][1:]
    return " … ".join(piece for piece in pieces if piece)


def words_of(quote: QuoteDetail) -> str:
    """The words of a quote on one line."""
    words = join_words_of_quote(quote.content, [end - start for start, end in quote.content_spans])
    return " ".join(words.split())


def pull_quote_html(content: str, attribution: str, speaker: str = "") -> str:
    """A pull quote: its words, and the article's own on who spoke, with those that name the speaker in bold."""
    said = mark_words(attribution, speaker, "b")
    by = f'<p class="dl-by"><span>{said}</span></p>' if said else ""
    return f'<div class="dl-quote"><p class="dl-words">{escape(content)}</p>{by}</div>'


def mark_words(text: str, words: str, tag: str) -> str:
    """Escape the text and wrap the first place of some of its words in `<tag>`."""
    at = text.find(words)
    return mark_spans(text, [(at, at + len(words))] if words and at >= 0 else [], tag)


# Article reader: text with clickable marks for names, quotes and sentiment.


@dataclass(frozen=True)
class Mark:
    """A marked span of an article; a click returns its `id`."""

    start: int
    end: int
    kind: str  # "name", "quote", "tone" (a sentence's, in the margin), "no-news" or "foreign"
    id: str
    type: str = ""  # entity type of a name, or sentiment label
    label: str = ""  # type word of a first mention, number of a quote, or what a paragraph is
    title: str = ""
    weak: bool = False  # a pronoun or role, or a quote with an uncertain speaker


def build_article_html(text: str, marks: Sequence[Mark], at: Span | None = None) -> str:
    """The article as escaped HTML paragraphs with marks; `at` is the span to scroll to.

    Marks may overlap in any way: the text is split at every edge, and each piece is wrapped in the marks that cover it.
    """
    edges = {0, len(text)} | {edge for mark in marks for edge in (mark.start, mark.end)}
    edges |= set(at or ())
    breaks = _paragraph_breaks(text)
    edges |= {edge for span in breaks for edge in span}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    starting: dict[int, list[Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.start, []).append(mark)
    gaps, parts = dict(breaks), ['<p dir="auto">']
    active: list[Mark] = []
    skip_to = 0
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > start] + starting.get(start, [])
        if start in gaps:
            parts.append('</p><p dir="auto">')
            skip_to = gaps[start]
        if start >= skip_to:
            parts.append(_piece(text[start:end], start, end, active, at))
    return "".join(parts) + "</p>"


def _paragraph_breaks(text: str) -> list[Span]:
    """Spans of white space with at least two line breaks, inside the text."""
    breaks, at = [], 0
    while (newline := text.find("\n", at)) >= 0:
        end = newline
        while end < len(text) and text[end].isspace():
            end += 1
        if text.count("\n", newline, end) >= 2 and end < len(text):
            breaks.append((newline, end))
        at = max(end, newline + 1)
    return breaks


def _piece(text: str, start: int, end: int, active: list[Mark], at: Span | None) -> str:
    html = escape(text)
    for kind in ("name", "quote"):
        mark = next((mark for mark in active if mark.kind == kind), None)
        if mark is not None:
            html = _wrap(html, mark, end == mark.end)
    bare = next((mark for mark in active if mark.kind == "no-news"), None)
    if bare is not None:
        attributes = f'data-mark="{escape(bare.id)}" tabindex="0"' if bare.id else ""
        html = f'<span class="no-news" title="{escape(bare.title)}" {attributes}>{html}</span>'
    other = next((mark for mark in active if mark.kind == "foreign"), None)
    if other is not None:
        word = f'<span class="word">{escape(other.label)}</span>' if start == other.start else ""
        html = f'<span class="foreign">{word}{html}</span>'
    if at is not None and at[0] <= start < at[1]:
        html = f'<span class="here">{html}</span>'
    tones = [mark for mark in active if mark.kind == "tone" and mark.start == start]  # in the margin, beside the line
    return "".join(map(_tone, tones)) + html


def _tone(mark: Mark) -> str:
    said = escape(mark.title)
    attributes = f'class="tone {escape(mark.type)}" role="img" title="{said}" aria-label="{said}"'
    return f"<span {attributes}>{escape(mark.label)}</span>"


def _wrap(html: str, mark: Mark, is_last: bool) -> str:
    attributes = f'data-mark="{escape(mark.id)}" title="{escape(mark.title)}" tabindex="0"'
    if mark.kind == "quote":
        number = f"<sup>{escape(mark.label)}</sup>" if is_last and mark.label else ""
        return f'<span class="quote{" unsure" if mark.weak else ""}" {attributes}>{html}</span>{number}'
    word = f'<span class="word">{escape(mark.label)}</span>' if is_last and mark.label else ""
    classes = f"name {TYPE_CLASSES.get(mark.type, 'other')}{' pronoun' if mark.weak else ''}"
    return f'<span class="{classes}" {attributes}>{html}{word}</span>'


def key_html(shown: Collection[str], *, with_no_news: bool = False) -> str:
    """The legend of the marks, as HTML."""
    parts = []
    if NAMES in shown:
        parts += [f'<span><span class="name {css}">{word}</span></span>' for css, word in _KEY_WORDS]
    if QUOTES in shown:
        parts.append('<span><span class="quote">Quoted words</span><sup>1</sup></span>')
    if TONE in shown:
        parts += [f'<span><span class="tone {label}">{sign}</span>{label}</span>' for label, sign in TONE_SIGNS.items()]
    if with_no_news:
        parts.append("<span>Small and grey: not news, not counted</span>")
    return f'<p class="key">{"".join(parts)}</p>' if parts else ""


def render_article_text(html: str, *, key: str, jump: str = "") -> str | None:
    """Render the text, scrolling to its marked place when `jump` changes; return the id of a clicked mark."""
    result = _component(data={"html": html, "at": jump}, key=key, on_chosen_change=lambda: None, height="content")
    chosen = result.chosen
    return str(chosen) if chosen else None
