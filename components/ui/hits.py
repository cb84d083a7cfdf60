"""Search results with highlighted words."""

from __future__ import annotations

import streamlit as st

from components.library import Hit
from components.ui.address import link_params
from components.ui.marked import cut_around, mark_spans
from components.ui.words import escape, format_byline

PAGE = 20  # hits shown at first


def render_hit(hit: Hit, *, key: str) -> None:
    """Render an article's title and snippet, or a quote with its speaker, linked to the place in the article."""
    byline = escape(format_byline(hit.source, hit.date, hit.date_origin))
    text = mark_spans(*cut_around(hit.text, hit.highlights))
    with st.container(gap="xxsmall", key=key, width=720):
        if hit.kind == "quote":
            speaker = f"<b>{escape(hit.speaker)}</b>, " if hit.speaker else ""
            st.html(
                f'<p class="dl-words">{text}</p><p class="dl-by">{speaker}<span>quoted in “{escape(hit.title)}”</span>'
                f"<br><span>{byline}</span></p>"
            )
        else:
            title = mark_spans(hit.title, hit.title_highlights)
            more = "… " if hit.start else ""
            st.html(
                f'<p class="dl-title">{title}</p><p class="dl-note">{byline}</p>'
                f'<p class="dl-sentence">{more}{text} …</p>'
            )
        st.page_link(
            "pages/read.py", label="Read in the article", icon=":material/arrow_forward:", icon_position="right",
            query_params=link_params(article=hit.article_id, at=str(_place(hit))),
        )  # fmt: skip


def _place(hit: Hit) -> int:
    """The offset of the first matched word in the article."""
    first = hit.highlights[0][0] if hit.highlights and hit.kind == "article" else 0
    return int(hit.start + first)
