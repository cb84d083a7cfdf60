"""Library on disk: storage, worker, corrections and queries.

Names are imported on first access, so that importing this package stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.lazy import attach

if TYPE_CHECKING:
    from components.library.adding import add_pasted, add_sample, add_uploads
    from components.library.corrections import (
        Correction,
        accept_proposal,
        count_line,
        edit_articles,
        export_corrections,
        hide_entity,
        import_corrections,
        merge_entities,
        read_corrections,
        refuse_proposal,
        reject_quote,
        rename_entity,
        rename_topic,
        retype_entity,
        set_sentiment,
        set_speaker,
        split_alias,
        treat_as,
        undo_correction,
    )
    from components.library.counts.entities import (
        count_compatriots,
        count_cooccurrence,
        count_entities,
        count_entities_named_with,
    )
    from components.library.counts.quotes import count_speakers
    from components.library.counts.sentiment import (
        CERTAIN,
        average_sentiment_by_period,
        average_sentiment_by_source,
        count_sentiment_labels,
    )
    from components.library.counts.time import count_mentions_by_period, count_topics_by_period, find_peak
    from components.library.counts.topics import count_places, count_topics
    from components.library.counts.totals import Totals, count_sources, count_totals
    from components.library.dates import AmbiguousDate, answer_day_first, apply_metadata_table, needs_attention
    from components.library.details import ArticleDetail, EntityDetail, NoNews, read_article, read_entity
    from components.library.evidence import EvidenceCount, count_evidence, read_evidence
    from components.library.faults import LibraryFault, LibraryUnread, can_be_written
    from components.library.frames import read_frames
    from components.library.libraries import (
        create_library,
        delete_library,
        has_articles,
        library_path,
        list_libraries,
        rename_library,
    )
    from components.library.periods import choose_period, coarser_period
    from components.library.progress import Progress, cancel, ensure_worker, read_progress, reanalyse, refit_topics
    from components.library.quotes import QuoteDetail, read_quote, read_quotes
    from components.library.searching import Hit, search
    from components.library.shelf import clear_skipped, delete_articles, read_skipped, restore_articles
    from components.library.store import open_library, opened, read_revision, write
    from components.library.views import Frames, View, select

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

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = attach(__name__, _HOMES)
