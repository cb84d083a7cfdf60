"""Article page components: marks in the text, lists of quotes, names and topics beside it, previous and next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

import streamlit as st

from components import count_of, format_date, library
from components.charts.axes import shorten
from components.library import ArticleDetail, NoNews, QuoteDetail, View
from components.library.queries.details import SentimentDetail
from components.types import Span
from components.ui.address import link_params
from components.ui.correcting import ask_to_correct
from components.ui.page import render_note, render_section_title
from components.ui.quotes import is_unsure, name_apart, name_speaker
from components.ui.reader import NAMES, QUOTES, TONE, TONE_SIGNS, TYPE_WORDS, UNCOUNTED, Mark
from components.ui.words import GUESSED_FROM, escape, escape_markdown

MARKED_LABELS = ("negative", "positive")  # marking neutral sentences would clutter the text
_MOST_OF_NAME = 80  # characters in a list
_OPENING = 5000  # characters of a text among which a made-up title is looked for
_MOST_DIGITS = 12  # of a text offset; Python refuses to parse thousands of digits
_TIMES = {1: "once", 2: "twice"}


def build_marks(article: ArticleDetail, shown: Sequence[str]) -> list[Mark]:
    """All marks of the chosen kinds; an entity's first mention is labelled with its type."""
    marks = [_mark_no_news(article.article_id, one) for one in article.no_news if not one.counts]
    marks += [Mark(*span, "foreign", "", label="not English") for span in article.not_english]
    seen: set[str] = set()
    for mention in article.mentions if NAMES in shown else ():
        is_first = mention.kind == "name" and mention.entity_id not in seen and _ends_word(article.text, mention.end)
        seen.update([mention.entity_id] if is_first else [])
        label = TYPE_WORDS.get(mention.type, mention.type.capitalize()) if is_first else ""
        marks.append(
            Mark(
                mention.start, mention.end, "name", f"name:{mention.entity_id}", mention.type, label,
                title=f"{mention.name}, {mention.type}", weak=mention.kind != "name",
            )
        )  # fmt: skip
    for number, quote in enumerate(quotes_to_mark(article, shown), start=1):
        title = f"{name_speaker(quote)}, {quote.confidence:.0%} sure"
        title += ", attitude" if quote.kind == "attitude" else ""
        weak = is_unsure(quote) or not quote.counts
        for start, end in quote.content_spans:
            label = str(number) if end == quote.content_spans[-1][1] else ""
            marks.append(Mark(start, end, "quote", f"quote:{quote.quote_id}", "", label, title, weak))
    return marks + (_mark_tones(article) if TONE in shown else [])


def _ends_word(text: str, end: int) -> bool:
    """False in "Reid’s" and "Reid-backed", which no type word is to split."""
    return not (text[end : end + 1].isalnum() or (text[end : end + 1] in "'’-" and text[end + 1 : end + 2].isalnum()))


def quotes_to_mark(article: ArticleDetail, shown: Collection[str]) -> list[QuoteDetail]:
    """The quotes that are marked and listed: those that count, and the others on asking."""
    return [quote for quote in article.quotes if (QUOTES if quote.counts else UNCOUNTED) in shown]


def _mark_tones(article: ArticleDetail) -> list[Mark]:
    """One mark for each sentence that speaks well or badly of somebody."""
    by_sentence: dict[Span, list[SentimentDetail]] = {}
    for judged in article.sentiments:
        if judged.label in MARKED_LABELS and judged.confidence >= library.CERTAIN:
            by_sentence.setdefault((judged.start, judged.end), []).append(judged)
    marks = []
    for (start, end), found in by_sentence.items():
        start += len(article.text[start:end]) - len(article.text[start:end].lstrip())
        labels = {judged.label for judged in found}
        tone = labels.pop() if len(labels) == 1 else "mixed"
        title = "; ".join(f"{judged.name}: {judged.label}, {judged.confidence:.0%} sure" for judged in found)
        marks.append(Mark(start, end, "tone", "", tone, TONE_SIGNS[tone], title))
    return marks


def has_made_up_title(article: ArticleDetail) -> bool:
    """True if the title is only the first words of the text, cut."""
    words, cut = article.title.removesuffix(" …"), article.title.endswith(" …")
    return cut and words in " ".join(article.text[:_OPENING].split())


def _mark_no_news(article_id: str, one: NoNews) -> Mark:
    if not one.n_articles:
        return Mark(one.start, one.end, "no-news", "", title="Not news, so not counted")
    title = f"Repeated in {count_of(one.n_articles, 'article')} of this source; not counted"
    return Mark(one.start, one.end, "no-news", f"line:{article_id} {one.start}", title=title)


def find_place(article: ArticleDetail, at: str) -> Span | None:
    """The sentence at a text offset given in the address; None if the offset is invalid."""
    if not at.isdecimal() or len(at) > _MOST_DIGITS or int(at) >= len(article.text):
        return None
    offset = int(at)
    for start, end in article.sentences:
        if start <= offset < end:
            return start, end
    end = article.text.find("\n", offset)
    return offset, end if end > offset else len(article.text)


def take_click(chosen: str | None) -> None:
    """Open the correction dialog for a clicked mark."""
    kind, _, id_ = (chosen or "").partition(":")
    if id_ and kind in ("name", "quote", "line"):
        ask_to_correct(kind, id_.split() if kind == "line" else [id_])
        st.rerun()


def byline_html(article: ArticleDetail) -> str:
    """Source, section, author, date with its origin, length, the address if there is one, and how it was read."""
    date = format_date(article.date) or "no date"
    if guessed := GUESSED_FROM.get(article.date_origin, "") if article.date else "":
        date += f" ({guessed})"
    elif not article.date and article.date_hint:
        date += f" (perhaps {article.date_hint})"
    parts = [article.source or "Unknown source", article.section, article.author, date, f"{article.n_words:,} words"]
    line = " · ".join(escape(part) for part in parts if part)
    if article.url.lower().startswith(("http://", "https://")):
        line += f' · <a href="{escape(article.url)}" target="_blank" rel="noopener noreferrer">Original</a>'
    note = f'<p class="dl-note">{escape(article.note)}</p>' if article.note else ""
    return f'<p class="dl-note">{line}</p>{note}'


def render_neighbours(view: View, article_id: str) -> None:
    """Links to the previous and next article by date within the view."""
    order = view.articles.sort_values(["day", "article_id"], kind="stable")["article_id"].tolist()
    if article_id not in order:
        return
    at = order.index(article_id)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for label, place, shortcut in (("Earlier", at - 1, "Left"), ("Later", at + 1, "Right")):
            there = order[place] if 0 <= place < len(order) else ""
            st.button(
                label, key=f"read_{label.lower()}", type="tertiary", shortcut=shortcut, disabled=not there,
                on_click=_open_article, args=(there,),
            )  # fmt: skip
        render_note(f"{at + 1:,} of {count_of(len(order), 'article')}")


def _open_article(article_id: str) -> None:
    st.switch_page("pages/read.py", query_params=link_params(article=article_id))


def jump_to(starts: Sequence[int]) -> None:
    """Callback: scrolls to the next of these offsets, wrapping around."""
    now = st.query_params.get("at", "")
    at = int(now) if now.isdecimal() and len(now) <= _MOST_DIGITS else -1
    st.query_params["at"] = str(next((start for start in starts if start > at), starts[0]))
    st.session_state["jumps"] = st.session_state.get("jumps", 0) + 1


def render_quoted_here(article: ArticleDetail, shown: Collection[str]) -> None:
    """List the marked quotes with their numbers and who spoke, each linked to its place."""
    quotes = quotes_to_mark(article, shown)
    if not quotes:
        return
    render_section_title("Quoted here")
    with st.container(gap=None, key="jumps_quotes"):
        for number, quote in enumerate(quotes, start=1):
            said = escape_markdown(shorten(quote.attribution, _MOST_OF_NAME))
            who = escape_markdown(" ".join(quote.speaker_text.split()))
            said = said.replace(who, f"**{who}**", 1) if who else said
            apart = escape_markdown(shorten(name_apart(quote), _MOST_OF_NAME))
            label = f"{number}\\. {said}" + (f" :gray[· {apart}]" if apart and said else apart)
            starts = [start for start, _ in quote.content_spans][:1]
            st.button(label, key=f"jump_{quote.quote_id}", type="tertiary", on_click=jump_to, args=(starts,), wrap=True)


def render_named_here(article: ArticleDetail) -> None:
    """List the names, most frequent first; clicks cycle through their mentions."""
    named = sorted((m for m in article.mentions if m.kind == "name"), key=lambda m: m.entity_id)
    if not named:
        return
    render_section_title("Named here", "Click to go from one place to the next.")
    groups = [list(group) for _, group in groupby(named, key=lambda m: m.entity_id)]
    groups.sort(key=lambda group: (-len(group), min(m.start for m in group)))
    with st.container(gap=None, key="jumps_names"):
        for group in groups:
            often = _TIMES.get(len(group), f"{len(group)} times")
            starts = sorted(m.start for m in group)
            name = escape_markdown(shorten(group[0].name, _MOST_OF_NAME))
            st.button(
                f"{name}, :gray[{often}]", key=f"jump_{group[0].entity_id}", type="tertiary",
                on_click=jump_to, args=(starts,), wrap=True,
            )  # fmt: skip


def render_topics_here(article: ArticleDetail) -> None:
    """List the article's topics, each linked to its page."""
    if not article.topics:
        return
    render_section_title("About")
    with st.container(gap=None):
        for topic_id, label in article.topics:
            link = link_params(subject=topic_id)
            st.page_link("pages/topics.py", label=escape_markdown(label), query_params=link)
