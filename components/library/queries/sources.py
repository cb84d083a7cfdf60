"""The sources of a library, each with its articles and dates, and which of them may be one."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from components.articles.source_names import SourceProposal, choose_name, propose_sources
from components.library.queries import View
from components.library.store.records import first_and_last


def list_source_proposals(view: View) -> list[SourceProposal]:
    """Sources of the whole library that may be one, those of most articles first; the first name is the one to keep."""
    frames = view.frames
    written: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(frames.written_sources):
        written[frames.sources.show(name)].append(name)
    counts = frames.articles["source"].value_counts()
    n_articles = {name: int(counts.get(name, 0)) for name in written}
    shown = {name: names for name, names in written.items() if n_articles[name]}
    found = []
    for proposal in propose_sources(shown, frames.sources.apart):
        kept = choose_name(proposal.names, n_articles)
        others = sorted((name for name in proposal.names if name != kept), key=lambda name: (-n_articles[name], name))
        found.append(SourceProposal((kept, *others), proposal.reason))
    return sorted(found, key=lambda one: -sum(n_articles[name] for name in one.names))


def list_sources(view: View) -> pd.DataFrame:
    """The sources of the whole library, unread articles included: `source, n_articles, first_date, last_date`.

    Most articles first; the unknown source is left out.
    """
    articles = view.frames.articles
    names = np.asarray(articles["source"].cat.categories, dtype=object)
    codes = articles["source"].cat.codes.to_numpy()
    first, last = first_and_last(codes, articles["day"].to_numpy(), len(names))
    n_articles = np.bincount(codes, minlength=len(names))
    table = pd.DataFrame({"source": names, "n_articles": n_articles, "first_date": first, "last_date": last})
    table = table[(n_articles > 0) & (names != "")]
    return table.sort_values("n_articles", ascending=False, kind="stable", ignore_index=True)
