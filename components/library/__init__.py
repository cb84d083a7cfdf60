"""Library on disk: storage, worker, corrections and queries.

Names are imported on first access, so that importing this package stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import attach

if TYPE_CHECKING:
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
        reassign_mentions,
        refuse_proposal,
        reject_quote,
        rename_entity,
        rename_topic,
        retype_entity,
        set_sentiment,
        set_speaker,
        split_alias,
        undo_correction,
    )
    from components.library.corrections.articles import (
        AmbiguousDate,
        answer_day_first,
        apply_metadata_table,
        clear_skipped,
        delete_articles,
        needs_attention,
        read_skipped,
        restore_articles,
    )
    from components.library.corrections.copies import FIRST, ITSELF, count_copy
    from components.library.corrections.sources import join_sources, keep_sources_apart
    from components.library.feeds import (
        FollowedFeed,
        add_addresses,
        count_listed,
        fetch_listed,
        follow_feed,
        queue_feeds,
        read_feeds,
        unfollow_feed,
    )
    from components.library.folders import (
        WatchedFolder,
        find_new_files,
        forget_folder,
        queue_new_files,
        read_folders,
        reads_at_once,
        watch_folder,
    )
    from components.library.libraries import (
        create_library,
        delete_library,
        has_articles,
        library_path,
        list_libraries,
        rename_library,
    )
    from components.library.queries import WITHOUT_TOPIC, View, select
    from components.library.queries.building import read_frames
    from components.library.queries.copies import Difference, compare_articles, list_group, list_groups
    from components.library.queries.counts import (
        Totals,
        count_compatriots,
        count_cooccurrence,
        count_entities,
        count_entities_named_with,
        count_places,
        count_sources,
        count_topics,
        count_totals,
    )
    from components.library.queries.details import ArticleDetail, EntityDetail, NoNews, read_article, read_entity
    from components.library.queries.did_you_mean import suggest_spellings
    from components.library.queries.evidence import EvidenceCount, count_evidence, read_evidence
    from components.library.queries.frames import SURE, Frames
    from components.library.queries.meaning import Alike, count_not_read, find_alike, search_by_meaning
    from components.library.queries.peaks import Peak, find_coinciding, find_peaks
    from components.library.queries.quotes import QuoteDetail, count_speakers, read_quote, read_quotes
    from components.library.queries.search import Found, Hit, explain, find_matches, read_hits, search
    from components.library.queries.sentiment import (
        CERTAIN,
        average_sentiment_by_period,
        average_sentiment_by_source,
        count_sentiment_labels,
    )
    from components.library.queries.sources import list_source_proposals, list_sources
    from components.library.queries.time import (
        bounds_of,
        choose_period,
        coarser_period,
        count_articles_by_period,
        count_mentions_by_period,
        count_topics_by_period,
        count_without_topic_by_period,
        find_leaders_by_period,
        find_peak,
        list_periods,
    )
    from components.library.queries.voice import count_genders_by_period, count_genders_by_source, count_voices
    from components.library.queries.word_counts import (
        count_found_by_period,
        count_found_by_source,
        count_words_by_period,
        name_queries,
    )
    from components.library.searches import (
        SavedSearch,
        delete_search,
        read_searches,
        rename_search,
        restore_search,
        save_search,
    )
    from components.library.store import open_library, opened, read_revision, write
    from components.library.store.faults import LibraryFault, LibraryUnread, can_be_written
    from components.library.worker import (
        Progress,
        cancel,
        count_ungrouped,
        ensure_worker,
        is_outdated,
        read_progress,
        reanalyse,
        refit_topics,
    )
    from components.library.worker.ingest import add_items, add_pasted, add_sample, add_uploads

_HOMES = {
    # the file
    "open_library": "store",
    "opened": "store",
    "read_revision": "store",
    "write": "store",
    "LibraryFault": "store.faults",
    "LibraryUnread": "store.faults",
    "can_be_written": "store.faults",
    # libraries
    "create_library": "libraries",
    "delete_library": "libraries",
    "has_articles": "libraries",
    "library_path": "libraries",
    "list_libraries": "libraries",
    "rename_library": "libraries",
    # adding articles and the worker
    "add_items": "worker.ingest",
    "add_pasted": "worker.ingest",
    "add_sample": "worker.ingest",
    "add_uploads": "worker.ingest",
    "WatchedFolder": "folders",
    "find_new_files": "folders",
    "forget_folder": "folders",
    "queue_new_files": "folders",
    "read_folders": "folders",
    "reads_at_once": "folders",
    "watch_folder": "folders",
    "FollowedFeed": "feeds",
    "add_addresses": "feeds",
    "count_listed": "feeds",
    "fetch_listed": "feeds",
    "follow_feed": "feeds",
    "queue_feeds": "feeds",
    "read_feeds": "feeds",
    "unfollow_feed": "feeds",
    "SavedSearch": "searches",
    "delete_search": "searches",
    "read_searches": "searches",
    "rename_search": "searches",
    "restore_search": "searches",
    "save_search": "searches",
    "Progress": "worker",
    "cancel": "worker",
    "count_ungrouped": "worker",
    "ensure_worker": "worker",
    "read_progress": "worker",
    "is_outdated": "worker",
    "reanalyse": "worker",
    "refit_topics": "worker",
    "clear_skipped": "corrections.articles",
    "delete_articles": "corrections.articles",
    "read_skipped": "corrections.articles",
    "restore_articles": "corrections.articles",
    "AmbiguousDate": "corrections.articles",
    "answer_day_first": "corrections.articles",
    "apply_metadata_table": "corrections.articles",
    "needs_attention": "corrections.articles",
    # corrections
    "Correction": "corrections",
    "accept_proposal": "corrections",
    "count_line": "corrections",
    "count_copy": "corrections.copies",
    "FIRST": "corrections.copies",
    "ITSELF": "corrections.copies",
    "Difference": "queries.copies",
    "compare_articles": "queries.copies",
    "list_group": "queries.copies",
    "list_groups": "queries.copies",
    "edit_articles": "corrections",
    "export_corrections": "corrections",
    "hide_entity": "corrections",
    "import_corrections": "corrections",
    "join_sources": "corrections.sources",
    "keep_sources_apart": "corrections.sources",
    "list_source_proposals": "queries.sources",
    "list_sources": "queries.sources",
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
    "reassign_mentions": "corrections",
    "undo_correction": "corrections",
    # reading
    "Frames": "queries.frames",
    "View": "queries",
    "read_frames": "queries.building",
    "select": "queries",
    "SURE": "queries.frames",
    "WITHOUT_TOPIC": "queries",
    "EvidenceCount": "queries.evidence",
    "count_evidence": "queries.evidence",
    "read_evidence": "queries.evidence",
    "ArticleDetail": "queries.details",
    "EntityDetail": "queries.details",
    "NoNews": "queries.details",
    "QuoteDetail": "queries.quotes",
    "read_article": "queries.details",
    "read_entity": "queries.details",
    "read_quote": "queries.quotes",
    "read_quotes": "queries.quotes",
    "Found": "queries.search",
    "Hit": "queries.search",
    "explain": "queries.search",
    "count_found_by_period": "queries.word_counts",
    "count_found_by_source": "queries.word_counts",
    "count_words_by_period": "queries.word_counts",
    "name_queries": "queries.word_counts",
    "Alike": "queries.meaning",
    "count_not_read": "queries.meaning",
    "find_alike": "queries.meaning",
    "search_by_meaning": "queries.meaning",
    "find_matches": "queries.search",
    "read_hits": "queries.search",
    "search": "queries.search",
    "suggest_spellings": "queries.did_you_mean",
    # counts
    "count_compatriots": "queries.counts",
    "count_cooccurrence": "queries.counts",
    "count_entities": "queries.counts",
    "count_entities_named_with": "queries.counts",
    "count_speakers": "queries.quotes",
    "CERTAIN": "queries.sentiment",
    "average_sentiment_by_period": "queries.sentiment",
    "average_sentiment_by_source": "queries.sentiment",
    "count_sentiment_labels": "queries.sentiment",
    "count_articles_by_period": "queries.time",
    "count_mentions_by_period": "queries.time",
    "count_topics_by_period": "queries.time",
    "count_without_topic_by_period": "queries.time",
    "find_leaders_by_period": "queries.time",
    "find_peak": "queries.time",
    "count_places": "queries.counts",
    "count_topics": "queries.counts",
    "Totals": "queries.counts",
    "count_sources": "queries.counts",
    "count_totals": "queries.counts",
    "Peak": "queries.peaks",
    "find_coinciding": "queries.peaks",
    "find_peaks": "queries.peaks",
    "count_genders_by_period": "queries.voice",
    "count_genders_by_source": "queries.voice",
    "count_voices": "queries.voice",
    "bounds_of": "queries.time",
    "list_periods": "queries.time",
    "choose_period": "queries.time",
    "coarser_period": "queries.time",
}

if not TYPE_CHECKING:
    __getattr__, __dir__, __all__ = attach(__name__, _HOMES)
