"""The library on disk: what is written to it, what is put right in it, and what is counted in it.

The names below are loaded when first asked for, so that importing this package stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    # the file
    "open_library": "store",
    "opened": "store",
    "read_revision": "store",
    "write": "store",
    "LibraryFault": "faults",
    "LibraryUnread": "faults",
    "can_be_written": "faults",
    # libraries
    "create_library": "libraries",
    "delete_library": "libraries",
    "has_articles": "libraries",
    "library_path": "libraries",
    "list_libraries": "libraries",
    "rename_library": "libraries",
    # adding articles and the worker
    "add_pasted": "adding",
    "add_sample": "adding",
    "add_uploads": "adding",
    "Progress": "progress",
    "cancel": "progress",
    "ensure_worker": "progress",
    "read_progress": "progress",
    "reanalyse": "progress",
    "refit_topics": "progress",
    "clear_skipped": "shelf",
    "delete_articles": "shelf",
    "read_skipped": "shelf",
    "restore_articles": "shelf",
    "AmbiguousDate": "dates",
    "answer_day_first": "dates",
    "apply_metadata_table": "dates",
    "needs_attention": "dates",
    # corrections
    "Correction": "corrections",
    "accept_proposal": "corrections",
    "count_line": "corrections",
    "edit_articles": "corrections",
    "export_corrections": "corrections",
    "hide_entity": "corrections",
    "import_corrections": "corrections",
    "merge_entities": "corrections",
    "read_corrections": "corrections",
    "refuse_proposal": "corrections",
    "reject_quote": "corrections",
    "rename_entity": "corrections",
    "rename_topic": "corrections",
    "retype_entity": "corrections",
    "set_sentiment": "corrections",
    "set_speaker": "corrections",
    "split_alias": "corrections",
    "treat_as": "corrections",
    "undo_correction": "corrections",
    # reading
    "Frames": "views",
    "View": "views",
    "read_frames": "frames",
    "select": "views",
    "EvidenceCount": "evidence",
    "count_evidence": "evidence",
    "read_evidence": "evidence",
    "ArticleDetail": "details",
    "EntityDetail": "details",
    "NoNews": "details",
    "QuoteDetail": "quotes",
    "read_article": "details",
    "read_entity": "details",
    "read_quote": "quotes",
    "read_quotes": "quotes",
    "Hit": "searching",
    "search": "searching",
    "export_tables": "export",
    "harmless_csv": "export",
    # counts
    "count_compatriots": "counts.entities",
    "count_cooccurrence": "counts.entities",
    "count_entities": "counts.entities",
    "count_entities_named_with": "counts.entities",
    "count_speakers": "counts.quotes",
    "CERTAIN": "counts.sentiment",
    "average_sentiment_by_period": "counts.sentiment",
    "average_sentiment_by_source": "counts.sentiment",
    "count_sentiment_labels": "counts.sentiment",
    "count_mentions_by_period": "counts.time",
    "count_topics_by_period": "counts.time",
    "find_peak": "counts.time",
    "count_places": "counts.topics",
    "count_topics": "counts.topics",
    "Totals": "counts.totals",
    "count_sources": "counts.totals",
    "count_totals": "counts.totals",
    "choose_period": "periods",
    "coarser_period": "periods",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(import_module(f"{__name__}.{home}"), name)
    return value
