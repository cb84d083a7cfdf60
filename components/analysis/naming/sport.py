"""Sport: in reports of matches a city often means its team."""

from __future__ import annotations

from components.analysis.naming.lexicon import SPORT_AFTER, SPORT_BEFORE
from components.analysis.naming.spans import Candidate
from components.analysis.naming.words import Words


def acts_as_team(words: Words, candidate: Candidate) -> bool:
    """Whether the words beside a place are those that stand beside a team."""
    start, end = candidate.start, candidate.end
    lower = words.lower
    after = lower[end] if end < len(words) else ""
    if after in ("'s", "’s", "'", "’"):
        after = lower[end + 1] if end + 1 < len(words) else ""
        return after in SPORT_AFTER and after not in ("stadium", "home")
    before = lower[start - 1] if start else ""
    if before in ("the", "in", "near", "from", "of"):
        return before == "of" and start > 1 and lower[start - 2] in ("ahead", "clear", "side")
    if after in SPORT_AFTER or after.isdigit():
        return True
    if before in SPORT_BEFORE:
        return True
    return before in ("to", "by", "at", "with", "over", "against") and any(
        word in SPORT_BEFORE or word in ("win", "defeat", "loss", "draw", "victory", "lost", "won", "moved", "joined")
        for word in lower[max(start - 6, 0) : start - 1]
    )
