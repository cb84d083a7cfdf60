"""Web addresses and feeds: what is fetched, and which feeds are read again."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from components import count_of, library
from components.articles.fetching import find_addresses
from components.articles.fetching.addresses import find_refusal
from components.ui.faults import guarded
from components.ui.page import render_note
from components.ui.session import library_path, show_changes
from components.ui.watching import render_followed
from components.ui.words import escape_markdown

EVERY = {0: "Only now", 15: "Every 15 minutes", 60: "Every hour", 360: "Every 6 hours", 1440: "Every day"}
_LINE_CHARS = 60  # of a line that is no address, shown
_SINCE = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def render_addresses(key: Callable[[str], str]) -> bool:
    """Render the field for addresses and the feeds that are followed; True once something is to be fetched."""
    with st.form(key("addresses"), border=False):
        text = st.text_area(
            "Web addresses", height=130, key=key("web"),
            placeholder="https://…   one or many: of articles, or of a feed (RSS, Atom, JSON)",
        )  # fmt: skip
        minutes = st.selectbox(
            "Read them", list(EVERY), format_func=EVERY.__getitem__, key=key("every"), width=220,
            help="A feed can be read again while Dateline is open; only articles that are new to it are added.",
        )  # fmt: skip
        is_sent = st.form_submit_button("Fetch")
    render_note(
        "Only these addresses are asked, once a second each site, as its robots.txt allows. Nothing of yours is sent."
    )
    found = [one for one in find_addresses(text) if not find_refusal(one)] if is_sent else []
    if is_sent and not found:
        refused = next(filter(None, map(find_refusal, find_addresses(text))), "")
        st.markdown(refused or "There is no web address yet; it begins with http:// or https://.")
    elif is_sent:
        for one in found if minutes else []:
            library.follow_feed(library_path(), one, minutes)
        if minutes:
            library.queue_feeds(library_path(), found)
        else:
            library.add_addresses(library_path(), found)
        _tell_left_out([line for line in text.splitlines() if line.strip() and not find_addresses(line)])
        _tell_refused([one for one in find_addresses(text) if one not in found])
        return True
    return _render_feeds()


def _tell_left_out(lines: list[str]) -> None:
    if lines:
        begin = "It does not begin" if len(lines) == 1 else "They do not begin"
        first = escape_markdown(lines[0][:_LINE_CHARS])
        st.toast(f"{count_of(len(lines), 'line')} left out: “{first}”. {begin} with http:// or https://.")


def _tell_refused(addresses: list[str]) -> None:
    if addresses:
        first = escape_markdown(addresses[0][:_LINE_CHARS])
        count = count_of(len(addresses), "address", "addresses")
        st.toast(f"{count} left out: “{first}”. {find_refusal(addresses[0])}")


def _render_feeds() -> bool:
    """Render what is followed, each with its interval and a way out; True if it is to be read now."""
    feeds = library.read_feeds(library_path())
    if not feeds:
        return False
    with st.container(gap="xsmall", key="feeds"):
        st.header("Read again", anchor=False)
        for number, feed in enumerate(feeds):
            note = f"{EVERY.get(feed.minutes, '')}, {_tell_since(feed.read_at)}"
            render_followed(feed.url, note, _unfollow, key=f"feed_{number}", stop_key=f"feed_stop_{number}")
        if st.button("Fetch what is new", key="feeds_now"):
            library.queue_feeds(library_path(), [feed.url for feed in feeds])
            return True
    return False


def render_listed() -> bool:
    """Offer to fetch the addresses that came without texts or failed; True once they are to be fetched."""
    n = library.count_listed(library_path())
    if n and st.button(f"Fetch {count_of(n, 'address', 'addresses')}", key="listed_fetch"):
        library.fetch_listed(library_path())
        return True
    return False


@guarded
def _unfollow(url: str) -> None:
    library.unfollow_feed(library_path(), url)
    show_changes()


def _tell_since(read_at: float) -> str:
    if not read_at:
        return "not read yet"
    seconds = max(0.0, time.time() - read_at)
    for length, unit in _SINCE:
        if seconds >= length:
            return f"last {count_of(int(seconds // length), unit)} ago"
    return "last read just now"
