"""Entity linking of one article, isolated so that a failure affects no other article."""

from __future__ import annotations

import logging

from components.analysis import EntityIndex
from components.types import Analysis, LinkResult

_log = logging.getLogger(__name__)


def link_analysis(index: EntityIndex, analysis: Analysis) -> tuple[Analysis, LinkResult | None]:
    """Link an analysis; return it with the link result, or None if it was not analysed or linking failed."""
    if analysis.status != "analysed":
        return analysis, None
    try:
        return analysis, index.link(analysis.article_id, analysis.entities, analysis.mentions)
    except Exception:  # noqa: BLE001 - a failure must affect one article only
        _log.exception("Linking %s failed", analysis.article_id)
    return (
        Analysis(
            article_id=analysis.article_id,
            status="failed",
            pipeline=analysis.pipeline,
            language=analysis.language,
            n_words=analysis.n_words,
            reason="The names in this text could not be brought together with the others; the log says why.",
        ),
        None,
    )
