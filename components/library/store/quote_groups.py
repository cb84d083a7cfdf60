"""Quotes that several articles have: found by an index of fingerprints, grouped as each article comes in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from components.analysis.quote_groups import MOST_SHARING, Membership, Said, list_links, place_quote, rank_candidates
from components.analysis.text_reuse import list_prints, read_wording
from components.library.store.records import NO_DAY, day_of, read_in
from components.types import QUOTE_KINDS

_QUOTES = (
    "SELECT q.n, q.article, q.speaker, a.date, q.content, q.kind FROM quotes q JOIN articles a ON a.n = q.article "
    "WHERE q.kind <> 3 AND"  # an attitude: nobody's words
)
assert QUOTE_KINDS[3] == "attitude"


def group_quotes(con: sqlite3.Connection, article: int) -> None:
    """Compare an article's quotes with those of the articles grouped before it, within the caller's transaction."""
    for said in _read_said(con, f"{_QUOTES} q.article IN", [article]):
        _group_quote(con, said)
    con.execute("DELETE FROM ungrouped WHERE article = ?", (article,))


def forget_quotes(con: sqlite3.Connection, article: int) -> None:
    """Take an article's quotes out of all groups, while they are still there."""
    if con.execute("DELETE FROM ungrouped WHERE article = ?", (article,)).rowcount:
        return  # they are in none yet
    con.execute("DELETE FROM quote_groups WHERE article = ?", (article,))
    for said in _read_said(con, f"{_QUOTES} q.article IN", [article]):
        rows = [(one, said.number) for one in list_prints(said.wording)]
        con.executemany("DELETE FROM quote_prints WHERE hash = ? AND quote = ?", rows)


def read_ungrouped(con: sqlite3.Connection, most: int) -> list[int]:
    """The next articles that are to be compared with others, in order of their dates, undated ones last."""
    sql = (
        "SELECT u.article FROM ungrouped u LEFT JOIN articles a ON a.n = u.article "
        "ORDER BY coalesce(a.date, '') = '', a.date, u.article LIMIT ?"
    )
    return [n for (n,) in con.execute(sql, (most,))]


def _read_said(con: sqlite3.Connection, sql: str, numbers: Iterable[int]) -> list[Said]:
    found = [
        Said(number, article, speaker, _day(date), read_wording(content, QUOTE_KINDS[kind]))
        for number, article, speaker, date, content, kind in read_in(con, sql, numbers)
    ]
    return sorted(found, key=lambda said: said.number)


def _day(date: str) -> int | None:
    day = day_of(date)
    return None if day == NO_DAY else day


def _group_quote(con: sqlite3.Connection, said: Said) -> None:
    prints = list_prints(said.wording)
    near = rank_candidates([_find_sharing(con, one) for one in prints])
    candidates = {one.number: one for one in _read_said(con, f"{_QUOTES} q.n IN", near)}
    links = list_links(said, [candidates[n] for n in near if n in candidates])
    known = _read_known(con, [link.quote for link in links])
    changed, merged = place_quote(said.number, links, known)
    articles = {one.number: one.article for one in (said, *candidates.values())}
    con.executemany(
        'INSERT OR REPLACE INTO quote_groups (quote, article, "group", is_firm) VALUES (?, ?, ?, ?)',
        [
            (quote, articles[quote], own.group, int(own.is_firm))
            for quote, own in changed.items()
            if known.get(quote) != own
        ],
    )
    for group in merged:
        con.execute('UPDATE quote_groups SET "group" = ? WHERE "group" = ?', (changed[said.number].group, group))
    con.executemany("INSERT INTO quote_prints (hash, quote) VALUES (?, ?)", [(one, said.number) for one in prints])


def _find_sharing(con: sqlite3.Connection, print_: int) -> list[int]:
    sql = "SELECT quote FROM quote_prints WHERE hash = ? ORDER BY quote DESC LIMIT ?"
    return [n for (n,) in con.execute(sql, (print_, MOST_SHARING))]


def _read_known(con: sqlite3.Connection, quotes: Sequence[int]) -> dict[int, Membership]:
    sql = 'SELECT quote, "group", is_firm FROM quote_groups WHERE quote IN'
    return {quote: Membership(group, bool(firm)) for quote, group, firm in read_in(con, sql, quotes)}
