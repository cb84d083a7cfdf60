"""Names of entities for selection lists and page links."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.library import Frames
from components.ui.session import current_frames

N_OFFERED = 2000  # most mentioned names offered in a list


@st.cache_resource(max_entries=4, show_spinner=False)
def _choices(key: tuple[str, int], _frames: Frames) -> dict[str, str]:  # noqa: ARG001 - the cache key
    leading = _frames.entities.nlargest(N_OFFERED, "n_mentions")
    return {
        entity_id: f"{name} ({type_})"
        for entity_id, name, type_ in zip(leading["entity_id"], leading["name"], leading["type"], strict=True)
    }


def name_choices() -> dict[str, str]:
    """Map entity ids to name and type, most mentioned first; cached, so do not modify it."""
    frames = current_frames()
    return _choices((frames.path, frames.revision), frames)


def entity_names(entity_ids: Sequence[str]) -> list[str]:
    """The names of these entities, without hidden ones."""
    return list(names_by_id(current_frames(), entity_ids).values())


def names_by_id(frames: Frames, entity_ids: Sequence[str]) -> dict[str, str]:
    """Map these entities' ids to their names, without hidden ones."""
    return {str(frames.entity_ids[n]): str(frames.entity_names[n]) for n in frames.numbers_of(list(entity_ids))}


def topic_labels(frames: Frames) -> dict[str, str]:
    """Map the ids of all topics to their labels."""
    return dict(zip(frames.topics["topic_id"], frames.topics["label"], strict=True))
