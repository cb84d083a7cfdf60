"""Article text as HTML for st.html: escaped, with highlighted spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from components.analysis.boilerplate import join_spans
from components.types import Evidence, Span
from components.ui.words import escape

MOST_CHARS = 1200  # of a sentence or quote in a list; the article shows it in full
_OPENING, _CLOSING = tuple("“\"‘'«„"), tuple("”\"’'»“")


def mark_spans(text: str, spans: Iterable[Span], tag: str = "mark") -> str:
    """Escape the text and wrap each span in `<tag>`; overlapping spans are joined."""
    inside = [(max(0, start), min(end, len(text))) for start, end in spans]
    parts, at = [], 0
    for start, end in join_spans(span for span in inside if span[0] < span[1]):
        parts.append(f"{escape(text[at:start])}<{tag}>{escape(text[start:end])}</{tag}>")
        at = end
    return "".join(parts) + escape(text[at:])


def cut_around(text: str, spans: Sequence[Span], most: int = MOST_CHARS) -> tuple[str, list[Span]]:
    """Shorten a very long sentence or quote to the surroundings of its first span; also return the spans in it."""
    if len(text) <= most:
        return text, list(spans)
    first = min((start for start, _ in spans), default=0)
    begin = min(max(0, first - most // 3), len(text) - most)
    before, after = ("… " if begin else ""), (" …" if begin + most < len(text) else "")
    shift = len(before) - begin
    kept = [
        (max(start, begin) + shift, min(end, begin + most) + shift)
        for start, end in spans
        if end > begin and start < begin + most
    ]
    return before + text[begin : begin + most] + after, kept


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


def pull_quote_html(
    content: str, speaker: str, cue: str, byline: str, *, unsure: bool = False, named: bool = True, known: bool = True
) -> str:
    """A pull quote: content, speaker, cue and byline.

    Bold: a known name; plain: words such as “a resident”; italics with a question mark: uncertain.
    """
    if speaker and not known:
        who = f"<span>{escape(speaker)}</span> "
    elif speaker and unsure:
        who = f"<i>{escape(speaker)}?</i> "
    elif speaker:
        who = f"<b>{escape(speaker)}</b> " if named else f"{escape(speaker)} "
    else:
        who = ""
    said = f"{who}<span>{escape(cue)}</span><br>" if who or cue else ""
    return (
        f'<div class="dl-quote"><p class="dl-words">{escape(content)}</p>'
        f'<p class="dl-by">{said}<span>{escape(byline)}</span></p></div>'
    )
