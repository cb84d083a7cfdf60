"""Names of entities, topics and stories, as choices and in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from components import join_words
from components.library import Frames
from components.ui.session import current_frames
from components.ui.shared import share_result
from components.ui.words import escape_markdown

N_OFFERED = 2000  # most mentioned names offered in a list


def name_choices() -> dict[str, str]:
    """Map entity ids to name and type, most mentioned first; cached, so do not modify it."""
    frames = current_frames()
    return share_result(frames, "names offered", lambda: _list_choices(frames))


def _list_choices(frames: Frames) -> dict[str, str]:
    leading = frames.entities.nlargest(N_OFFERED, "n_mentions")
    return {
        entity_id: f"{name} ({type_})"
        for entity_id, name, type_ in zip(leading["entity_id"], leading["name"], leading["type"], strict=True)
    }


def entity_names(entity_ids: Sequence[str]) -> list[str]:
    """The names of these entities, without hidden ones."""
    return list(names_by_id(current_frames(), entity_ids).values())


def name_some(entity_ids: Sequence[str], most: int = 12) -> str:
    """The names of these entities as Markdown, the first of very many."""
    names = [escape_markdown(name) for name in entity_names(entity_ids)]
    return join_words(names if len(names) <= most else [*names[:most], f"{len(names) - most:,} more"])


def names_by_id(frames: Frames, entity_ids: Sequence[str]) -> dict[str, str]:
    """Map these entities' ids to their names, without hidden ones."""
    return {str(frames.entity_ids[n]): str(frames.entity_names[n]) for n in frames.numbers_of(list(entity_ids))}


def topic_labels(frames: Frames) -> dict[str, str]:
    """Map the ids of all topics to their labels."""
    return dict(zip(frames.topics["topic_id"], frames.topics["label"], strict=True))


def story_labels(frames: Frames, story_ids: Sequence[str]) -> dict[str, str]:
    """Map these stories' ids to their labels, without those that are gone."""
    stories = frames.stories[frames.stories["story_id"].isin(story_ids)]
    return dict(zip(stories["story_id"], stories["label"], strict=True))
