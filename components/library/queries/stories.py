"""Stories: articles of one event across sources, listed, and each with its course and what one source alone reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.library.corrections.log import ArticleKeys, read_log
from components.library.corrections.stories import KINDS, StoryCorrections
from components.library.queries import View
from components.library.store.records import NO_DAY, NOBODY, distinct_pairs, first_and_last, is_in, lookup

N_LEADING = 5  # names of a story


def correct_stories(con: sqlite3.Connection, placed: pd.DataFrame) -> tuple[pd.DataFrame, StoryCorrections]:
    """The rows of articles and their stories as a person put them right, and what else that says of stories."""
    lines = [line for line in read_log(con) if line.kind in KINDS]
    if not lines:
        return placed, StoryCorrections({})
    found = StoryCorrections(dict(zip(placed["article"].tolist(), placed["story"].tolist(), strict=True)))
    found.apply(lines, ArticleKeys(con))
    columns = {"article": list(found.story_of), "story": list(found.story_of.values())}
    rows = pd.DataFrame({name: np.array(values, dtype=np.int64) for name, values in columns.items()})
    return rows.merge(placed[["article", "closeness"]], "left", "article").sort_values("article"), found


def settle_stories(
    rows: pd.DataFrame, corrected: StoryCorrections, articles: pd.DataFrame, originals: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The stories of at least two articles, copies apart, and which articles are in them.

    A story is called as a person named it, else by the headline nearest to its centre.
    """
    rows = rows[is_in(rows["article"].to_numpy(), articles.index.to_numpy())]
    story_of = lookup(rows["article"].to_numpy(), rows["story"].to_numpy().astype(np.int64), len(originals), NOBODY)
    theirs = story_of[originals[rows["article"].to_numpy()]]  # a copy is where its original is
    rows = rows.assign(story=np.where(theirs == NOBODY, rows["story"].to_numpy(), theirs))
    pairs = distinct_pairs(rows["story"].to_numpy(), originals[rows["article"].to_numpy()], len(originals))[0]
    several, n = np.unique(pairs, return_counts=True)
    rows = rows[is_in(rows["story"].to_numpy(), several[n > 1])].reset_index(drop=True)
    near = rows.sort_values("closeness", ascending=False, kind="stable")  # those that were not placed last
    first = near.drop_duplicates("story").set_index("story")
    titles = articles["title"].reindex(first["article"]).tolist()
    labels = dict(zip(first.index.tolist(), titles, strict=True)) | corrected.labels
    numbers = sorted(first.index.tolist())
    stories = pd.DataFrame(
        {
            "story_id": [corrected.made.get(number, f"y{number}") for number in numbers],
            "label": [labels[number] or "Without a headline" for number in numbers],
        },
        index=pd.Index(numbers, dtype=np.int64, name="n"),
    )
    return stories, rows[["article", "story"]]


def count_stories(view: View) -> pd.DataFrame:
    """The stories of which the view has several articles, those with most articles first.

    Columns: `story_id, label, n_articles, n_sources, first_date, last_date`.
    """
    frames, rows = view.frames, view.article_stories
    stories = frames.stories
    size = int(stories.index.max()) + 1 if len(stories) else 1
    story, article = rows["story"].to_numpy(), rows["article"].to_numpy()
    numbers = stories.index.to_numpy()
    n_articles = np.bincount(story, minlength=size)[numbers]
    source = frames.source[article]
    known = np.asarray(frames.articles["source"].cat.categories, dtype=object)[source] != ""
    by, _ = distinct_pairs(story[known], source[known], int(source.max(initial=0)) + 1)
    first, last = first_and_last(story, frames.day[article], size)
    table = stories.assign(
        n_articles=n_articles,
        n_sources=np.bincount(by, minlength=size)[numbers],
        first_date=np.array(first, dtype=object)[numbers],
        last_date=np.array(last, dtype=object)[numbers],
    )
    table = table[table["n_articles"] > 1]
    return table.sort_values(
        ["n_articles", "n_sources", "last_date"], ascending=False, kind="stable", ignore_index=True
    )


def count_days(view: View, story_id: str) -> list[int]:
    """Articles of a story on each day from its first to its last; undated ones are left out."""
    days = view.frames.day[_find_articles(view, story_id)]
    days = days[days != NO_DAY]
    counts: list[int] = np.bincount(days - days.min()).tolist() if len(days) else []
    return counts


def find_leading_names(view: View, story_ids: Sequence[str], most: int = N_LEADING) -> dict[str, list[str]]:
    """The names that stand out in each story: by the share of its articles that name them against all articles.

    Names of one article of several are no leading names.
    """
    frames, wanted = view.frames, set(story_ids)
    numbers = {number: story_id for number, story_id in frames.stories["story_id"].items() if story_id in wanted}
    rows = view.article_stories
    rows = rows[is_in(rows["story"].to_numpy(), np.array(list(numbers), dtype=np.int64))]
    story_of = np.full(frames.n_article_slots, -1, dtype=np.int64)
    story_of[rows["article"].to_numpy()] = rows["story"].to_numpy()
    entities, articles = view.naming
    everywhere = np.bincount(entities, minlength=frames.n_entity_slots)
    inside = story_of[articles] >= 0
    table = pd.DataFrame({"story": story_of[articles[inside]], "entity": entities[inside]})
    counts = table.groupby(["story", "entity"]).size().rename("n").reset_index()
    sizes = rows.groupby("story").size()
    counts["share"] = counts["n"].to_numpy() / sizes.reindex(counts["story"]).to_numpy()
    rarity = np.log(len(view.articles) + 1) - np.log(everywhere[counts["entity"].to_numpy()]) + 0.1
    counts["strength"] = counts["share"].to_numpy() * rarity
    counts = counts[counts["n"] > 1].sort_values(["strength", "entity"], ascending=[False, True], kind="stable")
    found: dict[str, list[str]] = {story_id: [] for story_id in story_ids}
    for story, entity in zip(counts["story"].tolist(), counts["entity"].tolist(), strict=True):
        if len(found[numbers[story]]) < most:
            found[numbers[story]].append(str(frames.entity_ids[entity]))
    return found


@dataclass(frozen=True)
class StoryDetail:
    """One story in a view; `articles` are numbered as in `Frames`, earliest first, undated last."""

    story_id: str
    label: str
    articles: pd.DataFrame  # `article_id, title, source, date, date_origin, n_copies`
    n_copies: int


def _find_articles(view: View, story_id: str) -> np.ndarray:
    """The numbers of a story's articles in a view; none if there is no such story."""
    stories, rows = view.frames.stories, view.article_stories
    own = stories.index.to_numpy()[(stories["story_id"] == story_id).to_numpy()]
    numbers: np.ndarray = rows["article"].to_numpy()[np.isin(rows["story"].to_numpy(), own)]
    return numbers


def read_story(view: View, story_id: str) -> StoryDetail | None:
    """A story of the view; None if there is none of that id."""
    frames = view.frames
    numbers = _find_articles(view, story_id)
    if not len(numbers):
        return None
    label = frames.stories["label"][frames.stories["story_id"] == story_id].iloc[0]
    table = frames.articles.loc[numbers]
    days = table["day"].to_numpy().astype(np.int64)
    order = np.lexsort((table.index.to_numpy(), np.where(days == NO_DAY, np.iinfo(np.int64).max, days)))
    table = table.iloc[order]
    copies = frames.articles["duplicate_of"]
    n_copies = copies[copies != ""].value_counts()
    table = table[["article_id", "title", "source", "date", "date_origin"]].assign(
        n_copies=n_copies.reindex(table["article_id"]).fillna(0).astype(int).to_numpy()
    )
    return StoryDetail(story_id, str(label), table, int(table["n_copies"].sum()))


def count_alone(view: View, story_id: str) -> pd.DataFrame:
    """The names that only one source of a story gives: `source, entity_id, name, n_mentions`, most mentions first.

    Empty where fewer than two sources are known.
    """
    frames, story = view.frames, read_story(view, story_id)
    columns = ["source", "entity_id", "name", "n_mentions"]
    if story is None or story.articles["source"].replace("", None).nunique() < 2:
        return pd.DataFrame(columns=columns)
    inside = np.zeros(frames.n_article_slots, dtype=bool)
    inside[story.articles.index.to_numpy()] = True
    mentions = view.mentions
    rows = mentions[inside[mentions["article"].to_numpy()]]
    table = (
        pd.DataFrame({"source": frames.source[rows["article"].to_numpy()], "entity": rows["entity"].to_numpy()})
        .groupby(["entity", "source"])
        .size()
        .rename("n_mentions")
        .reset_index()
    )
    alone = table[~table["entity"].duplicated(keep=False)]
    names = np.asarray(frames.articles["source"].cat.categories, dtype=object)
    alone = alone.assign(
        entity_id=frames.entity_ids[alone["entity"].to_numpy()],
        name=frames.entity_names[alone["entity"].to_numpy()],
        source=names[alone["source"].to_numpy()],
    )
    alone = alone[alone["source"] != ""]
    return alone.sort_values("n_mentions", ascending=False, kind="stable", ignore_index=True)[columns]
