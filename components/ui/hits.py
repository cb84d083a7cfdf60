"""Results of a search with words highlighted, and the ways on from a place in an article."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.library import Alike, Hit
from components.types import Filter, Span
from components.ui.address import link_params
from components.ui.boards.pinning import passage_item, render_pin
from components.ui.reader import cut_around, mark_spans
from components.ui.words import escape, format_byline

PAGE = 20  # hits shown at first


def render_hit(hit: Hit, *, key: str) -> None:
    """Render an article's title and snippet or sentence, or a quote with its speaker, linked to its place there."""
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
            if isinstance(hit, Alike):
                byline += f", found by its {escape(hit.found_by)}"
            if hit.kind == "article":
                text = f"{'… ' if hit.start else ''}{text} …"
            st.html(f'<p class="dl-title">{title}</p><p class="dl-note">{byline}</p><p class="dl-sentence">{text}</p>')
        stretch = None if hit.kind == "article" else (hit.start, hit.start + len(hit.text))
        render_ways_on(hit.article_id, _place(hit), stretch, lambda: render_pin(passage_item(hit), key=key))


def render_ways_on(
    article_id: str,
    at: int,
    stretch: Span | None = None,
    beside: Callable[[], None] | None = None,
    *,
    within: Filter | None = None,
) -> None:
    """Render links to a place in an article, and to passages that mean something like it or a stretch of it.

    `beside` renders what else stands there; `within` is the filter that the links keep (default: the current one).
    """
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.page_link(
            "pages/read.py", label="Read in the article", icon=":material/arrow_forward:", icon_position="right",
            query_params=link_params(within, article=article_id, at=str(at)),
        )  # fmt: skip
        render_more_like(article_id, stretch, within=within)
        if beside is not None:
            beside()


def render_more_like(article_id: str, stretch: Span | None = None, *, within: Filter | None = None) -> None:
    """Render a link to passages that mean something like a stretch of an article, or like all of it."""
    like = article_id if stretch is None else f"{article_id}~{stretch[0]}~{stretch[1]}"
    st.page_link("pages/search.py", label="More like this", query_params=link_params(within, like=like))


def _place(hit: Hit) -> int:
    """The offset of the first matched word in the article."""
    first = hit.highlights[0][0] if hit.highlights and hit.kind != "quote" else 0
    return int(hit.start + first)
