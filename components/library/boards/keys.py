"""What the ids of an item stand for, by content, so that a new analysis or another library finds the same things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from components.library.boards.records import Item, Params, Record
from components.library.corrections.identities import normalise
from components.library.corrections.log import ArticleKeys, build_article_keys
from components.library.queries.frames import Frames
from components.library.store import reading

_MOST_ARTICLES = 50  # by which a story is found again
_ELSEWHERE = "elsewhere:"  # before an id of another library, which may mean something else here
_ALIKE = 0.5  # share of keywords, or of articles, that makes a topic or a story the same


def build_keys(frames: Frames, params: Params) -> dict[str, Record]:
    """The content key of every id in these parameters."""
    keys: dict[str, Record] = {}
    stories = dict(zip(frames.stories["story_id"].tolist(), frames.stories.index.tolist(), strict=True))
    with reading(frames.path) as con:
        for value in {value for values in params.values() for value in values}:
            if value in frames.entity_numbers:
                row = frames.entities.loc[frames.entity_numbers[value]]
                keys[value] = {"kind": "entity", "name": str(row["name"]), "type": str(row["type"])}
            elif value in frames.topic_numbers:
                row = frames.topics.loc[frames.topic_numbers[value]]
                keys[value] = {"kind": "topic", "name": str(row["label"]), "keywords": list(row["keywords"])}
            elif value in stories:
                of = frames.article_stories
                numbers = of["article"].to_numpy()[of["story"].to_numpy() == stories[value]][:_MOST_ARTICLES]
                ids = frames.articles["article_id"].reindex(numbers).dropna().tolist()
                label = str(frames.stories.loc[stories[value], "label"])
                keys[value] = {"kind": "story", "name": label, "articles": build_article_keys(con, ids)}
            elif value in frames.article_numbers:
                (key,) = build_article_keys(con, [value])
                keys[value] = {"kind": "article", "name": key["title"], "article": key}
    return keys


def mark_elsewhere(item: Item) -> Item:
    """An item of another library: what its ids stand for is found by content alone."""
    marked = {id_: id_ if id_.startswith(_ELSEWHERE) else _ELSEWHERE + id_ for id_ in item.keys}
    return replace(
        item,
        params={name: [marked.get(value, value) for value in values] for name, values in item.params.items()},
        keys={marked[id_]: key for id_, key in item.keys.items()},
    )


def resolve_item(frames: Frames, item: Item) -> tuple[Item, list[str]]:
    """The item with the ids that this library has for the same things, and what of them it no longer has, in words."""
    found: dict[str, str] = {}
    missing: list[str] = []
    for id_, key in item.keys.items():
        now = _find(frames, id_, key)
        if now:
            found[id_] = now
        else:
            missing.append(str(key["name"]))
    if not missing and all(id_ == now for id_, now in found.items()):
        return item, []
    params = {
        name: [found.get(value, value) for value in values if value in found or value not in item.keys]
        for name, values in item.params.items()
    }
    return replace(item, params={name: values for name, values in params.items() if values}), missing


def _find(frames: Frames, id_: str, key: Record) -> str:
    """The id of what a key means; "" if there is nothing of the kind."""
    return {"entity": _find_entity, "topic": _find_topic, "story": _find_story, "article": _find_article}[key["kind"]](
        frames, id_, key
    )


def _find_entity(frames: Frames, id_: str, key: Record) -> str:
    if id_ in frames.entity_numbers:
        return id_
    wanted = normalise(key["name"])
    for table in (frames.entities, frames.found):  # as it is called now, and as the analysis called it
        same_type = table[table["type"] == key["type"]]
        for entity_id, name in zip(same_type["entity_id"], same_type["name"], strict=True):
            if normalise(name) == wanted and entity_id in frames.entity_numbers:
                return str(entity_id)
    return ""


def _find_topic(frames: Frames, id_: str, key: Record) -> str:
    """The topic with this id if it is still about any of it, else the one with most of its keywords."""
    wanted = set(key["keywords"])
    best, most = "", _ALIKE
    for topic_id, keywords in zip(frames.topics["topic_id"], frames.topics["keywords"], strict=True):
        alike = len(wanted.intersection(keywords)) / max(len(wanted.union(keywords)), 1)
        if topic_id == id_ and alike > 0:
            return id_
        if alike >= most:
            best, most = str(topic_id), alike
    return best


def _find_story(frames: Frames, id_: str, key: Record) -> str:
    """The story with this id if it still has any of its articles, else the one with most of them."""
    numbers = _find_articles(frames, key["articles"])
    of = frames.article_stories
    counts = of["story"][of["article"].isin(numbers)].value_counts()
    ids = frames.stories["story_id"]
    found = [(str(ids.loc[number]), n) for number, n in counts.items() if number in ids.index]
    if any(story_id == id_ for story_id, _ in found):
        return id_
    return next((story_id for story_id, n in found if n >= _ALIKE * len(numbers)), "")


def _find_article(frames: Frames, id_: str, key: Record) -> str:
    if id_ in frames.article_numbers:
        return id_
    ids = frames.articles["article_id"]
    return next((str(ids.loc[n]) for n in _find_articles(frames, [key["article"]]) if n in ids.index), "")


def _find_articles(frames: Frames, keys: Iterable[Record]) -> list[int]:
    with reading(frames.path) as con:
        known = ArticleKeys(con)
        return [number for number in (known.find(key) for key in keys) if number is not None]
