"""Two entities that may be one, with what speaks for it; a person decides."""

from __future__ import annotations

from collections.abc import Collection

from components.analysis.merging.people import read_person
from components.analysis.merging.state import Known
from components.types import MergeProposal

_SHARED = 2  # names that stand beside both: so many make it likely


def build_proposal(one: Known, other: Known, company: Collection[str]) -> MergeProposal:
    """What is asked of the person at the screen about a new entity, beside which `company` stands, and a known one."""
    shared = [name for name, _ in other.company.most_common() if name in company][:_SHARED]
    if one.type == "person":
        given = read_person(one.name).suffix == read_person(other.name).suffix
        confidence = 0.6 if given else 0.5
    else:
        confidence = 0.5
    if shared:
        beside = " and ".join(f"“{name}”" for name in shared)
        reason = (
            f"“{one.name}” and “{other.name}” could be the same: {beside} stand{'s' * (len(shared) == 1)} beside both."
        )
    else:
        reason = f"“{one.name}” and “{other.name}” could be the same, but little else in the articles says so."
    return MergeProposal(other.entity_id, one.entity_id, min(confidence + 0.1 * len(shared), 0.9), reason)
