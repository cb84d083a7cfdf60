"""Names of entities as lists to choose from, and as links to their pages."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.library import Frames
from components.ui.session import current_frames

N_OFFERED = 2000  # names in a list to choose from, the most mentioned first


@st.cache_resource(max_entries=4, show_spinner=False)
def _choices(key: tuple[str, int], _frames: Frames) -> dict[str, str]:  # noqa: ARG001 - the key is the cache's
    leading = _frames.entities.nlargest(N_OFFERED, "n_mentions")
    return {
        entity_id: f"{name} ({type_})"
        for entity_id, name, type_ in zip(leading["entity_id"], leading["name"], leading["type"], strict=True)
    }


def name_choices() -> dict[str, str]:
    """Entity ids with name and type, the most mentioned first; do not change it, it is cached."""
    frames = current_frames()
    return _choices((frames.path, frames.revision), frames)


def entity_names(entity_ids: Sequence[str]) -> list[str]:
    """The names of those of the entities that are still shown."""
    frames = current_frames()
    return [str(frames.entity_names[n]) for n in frames.numbers_of(list(entity_ids))]
