"""Feeds that a library follows: read again at an interval while the app is open, for what is new.

A feed is queued like any address; the worker leaves out entries whose address the library has already.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from components.articles.fetching import find_addresses
from components.articles.fetching.addresses import find_refusal
from components.library.store import opened, read_listed, reading, transaction, write, write_listed
from components.library.worker.ingest import queue_addresses
from components.types import DatelineError

INTERVALS = (0, 15, 60, 360, 1440)  # minutes; 0: only when asked
_KEY = "feeds"


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """An address that is read again for what is new."""

    url: str
    minutes: int = 60  # between two readings; 0: only when asked
    read_at: float = 0.0  # seconds since 1970; 0: never

    def is_due(self, now: float) -> bool:
        """True if the interval since the last reading has passed."""
        return self.minutes > 0 and now - self.read_at >= 60 * self.minutes


def add_addresses(path: str | Path, addresses: Iterable[str]) -> int:
    """Queue web addresses for the worker, each once, and return their number."""
    found = dict.fromkeys(addresses, "")
    with opened(path) as con, transaction(con):
        queue_addresses(con, found)
    return len(found)


def count_listed(path: str | Path) -> int:
    """The number of addresses among what could not be read: of lists without texts, and those that failed."""
    with reading(path) as con:
        sql = "SELECT count(DISTINCT json_extract(address, '$.url')) FROM skipped WHERE address <> ''"
        return int(con.execute(sql).fetchone()[0])


def fetch_listed(path: str | Path) -> int:
    """Queue the addresses among what could not be read, with what is known of each; they leave that list."""
    with opened(path) as con, transaction(con):
        rows = con.execute("SELECT address FROM skipped WHERE address <> '' ORDER BY n").fetchall()
        listed = {json.loads(known)["url"]: known for (known,) in rows}
        if listed:
            queue_addresses(con, listed)
            con.execute("DELETE FROM skipped WHERE address <> ''")
    return len(listed)


def follow_feed(path: str | Path, address: str, minutes: int) -> FollowedFeed:
    """Follow a feed, or change the interval of one that is followed. Raises DatelineError if it is no address."""
    found = find_addresses(address.strip())
    if len(found) != 1 or found[0] != address.strip():
        raise DatelineError("This is no web address; it begins with http:// or https://.")
    if refusal := find_refusal(found[0]):
        raise DatelineError(refusal)
    feed = FollowedFeed(found[0], minutes if minutes in INTERVALS else 60)
    with opened(path) as con, write(con):
        feeds = _read(con)
        before = {one.url: one for one in feeds}
        before[feed.url] = replace(feed, read_at=before[feed.url].read_at) if feed.url in before else feed
        write_listed(con, _KEY, list(before.values()))
    return feed


def unfollow_feed(path: str | Path, url: str) -> None:
    """Follow a feed no longer; its articles stay."""
    with opened(path) as con, write(con):
        write_listed(con, _KEY, [one for one in _read(con) if one.url != url])


def read_feeds(path: str | Path) -> list[FollowedFeed]:
    """The feeds that a library follows, in the order in which they were added."""
    with reading(path) as con:
        return _read(con)


def queue_feeds(path: str | Path, urls: Iterable[str] | None = None, *, now: float | None = None) -> int:
    """Queue the feeds that are due, or those named, and return their number; those that wait already are left out."""
    now = time.time() if now is None else now
    named = None if urls is None else frozenset(urls)
    with opened(path) as con, transaction(con):
        feeds = _read(con)
        waiting = {name for (name,) in con.execute("SELECT name FROM uploads").fetchall()}
        wanted = [one for one in feeds if (one.is_due(now) if named is None else one.url in named)]
        due = [one for one in wanted if one.url not in waiting]
        if due:
            queue_addresses(con, {one.url: "" for one in due})
            write_listed(con, _KEY, [replace(one, read_at=now) if one in due else one for one in feeds])
    return len(due)


def _read(con: sqlite3.Connection) -> list[FollowedFeed]:
    return [FollowedFeed(**one) for one in read_listed(con, _KEY)]
