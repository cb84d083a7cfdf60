"""Tickers: codes of shares in brackets behind a company, "(INTC.O)", "(NYSE: TSL)", "(AAPL)", which name nothing."""

from __future__ import annotations

import re

from components.analysis.document import Document, kept_with_document
from components.analysis.entities.gazetteer import match_lists
from components.analysis.entities.lexicon import CORPORATE
from components.analysis.entities.spans import Candidate

_WITH_EXCHANGE = re.compile(r"[A-Z0-9]{1,6}[a-z]?\.[A-Z]{1,2}")  # Reuters instrument codes: "INTC.O"
_AT_EXCHANGE = re.compile(r"([A-Za-z]{2,8}) ?: ?[A-Z0-9.]{1,8}(?![a-z])")  # "NYSE: TSL", "LSE:SHEL"
_BARE = re.compile(r"[A-Z]{2,5}")
_LONGEST = 14  # tokens of the longest bracket that holds tickers
# fmt: off
_EXCHANGES = frozenset((
    "nyse", "nasdaq", "nasdaqgs", "nasdaqgm", "nasdaqcm", "amex", "nysemkt", "arca", "cboe", "otc", "otcqb", "otcqx",
    "otcbb", "otcmkts", "pink", "tsx", "tsxv", "cse", "neo", "lse", "lon", "aim", "iseq", "euronext", "epa", "ams",
    "ebr", "par", "xetra", "etr", "fra", "fwb", "six", "swx", "vtx", "sto", "omx", "cph", "hel", "osl", "ose", "ice",
    "bit", "bme", "mil", "wse", "gpw", "vie", "ase", "bist", "tase", "asx", "nzx", "nze", "hkex", "hkg", "sehk",
    "hkse", "sse", "sha", "szse", "she", "tse", "tyo", "jpx", "krx", "kosdaq", "twse", "tpe", "sgx", "bse", "nse",
    "bom", "set", "idx", "klse", "jse", "bmv", "bovespa", "moex", "mcx",
))
# fmt: on


@kept_with_document
def find_tickers(doc: Document) -> dict[int, int]:
    """The brackets that hold nothing but tickers: the token that opens each, and the one that closes it."""
    found = {}
    for i in [i for i, text in enumerate(doc.tokens) if text == "(" and i]:
        close = next((j for j in range(i + 1, min(i + _LONGEST, len(doc))) if doc.tokens[j] in (")", "(")), -1)
        if close > i + 1 and doc.tokens[close] == ")" and _holds_tickers(doc, i, close):
            found[i] = close
    return found


def _holds_tickers(doc: Document, opening: int, close: int) -> bool:
    inside = doc.cut(opening + 1, close)
    if at := _AT_EXCHANGE.match(inside):
        return at[1].lower() in _EXCHANGES
    return bool(_WITH_EXCHANGE.fullmatch(inside)) or (close - opening == 2 and _shortens(doc, opening, inside))


def _shortens(doc: Document, opening: int, code: str) -> bool:
    """Whether a code is short for the one word before it, "Norvane (NRVN)", and stands nowhere else."""
    if not _BARE.fullmatch(code) or match_lists(doc, opening + 1, opening + 2):
        return False
    last = opening - 1 - (doc.lower[opening - 1] in CORPORATE and opening > 1)
    name = doc.tokens[last]
    if not name.istitle() or len(name) <= len(code) or code[0] != name[0]:
        return False
    if last and doc.tokens[last - 1][:1].isupper() and doc.tags[last - 1].startswith("NNP"):
        return False  # the initials of several words make an acronym
    return set(name.upper()).issuperset(code) and doc.tokens.count(code) == 1


def drop_tickers(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates without those that are tickers."""
    closing = find_tickers(doc)
    if not closing:
        return found
    inside = {i for opening, close in closing.items() for i in range(opening, close)}
    return [c for c in found if c.start not in inside]
