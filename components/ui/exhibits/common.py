"""What all exhibits share: their options, whom they show, and what a click opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components import library
from components.library import View
from components.library.columns import NO_DAY, NOBODY
from components.types import PERIODS, EvidenceQuery
from components.ui.session import count_in
from components.ui.words import count_of, format_dates, join_words

LEADING = 6  # names on a chart that nobody chose names for
MOST_NAMES = 20  # on one chart, however many are asked for
FEWEST_WITH_PEAK = 3  # of two periods one is always the higher
LEADING_TYPES = ("person", "organisation")
OPTIONS = ("who", "focus", "period", "measure", "types", "entity", "subject")  # as in the address

Value = str | Sequence[str]


@dataclass(frozen=True)
class Options:
    """What is asked of an exhibit, as strings of an address; what makes no sense counts as not asked."""

    values: Mapping[str, Value]

    def many(self, name: str) -> list[str]:
        value = self.values.get(name) or ()
        return [value] if isinstance(value, str) else [str(part) for part in dict.fromkeys(value) if part]

    def one(self, name: str, allowed: Sequence[str] = ()) -> str:
        value = next(iter(self.many(name)), "")
        return value if not allowed or value in allowed else ""

    def asked(self, *names: str) -> dict[str, str | list[str]]:
        """Those of the options that were asked for: what draws the same chart again."""
        kept: dict[str, str | list[str]] = {}
        for name in names:
            many = self.many(name)
            if many:
                kept[name] = many if name in ("who", "focus", "types") else many[0]
        return kept


def choose_period(view: View, options: Options) -> str:
    """The period asked for, or the one that suits the view."""
    return options.one("period", PERIODS) or library.choose_period(view)


def choose_names(view: View, options: Options, most: int = LEADING) -> list[str]:
    """The ids of the entities asked for, or of the most mentioned people and organisations."""
    numbers = view.frames.numbers_of(options.many("who"))
    if numbers:
        return [str(view.frames.entity_ids[number]) for number in numbers][:MOST_NAMES]
    return [str(entity_id) for entity_id in leading_entities(view)["entity_id"].tolist()[:most]]


def leading_entities(view: View) -> pd.DataFrame:
    """People and organisations, most mentions first; where there are hardly any, all entities."""
    leading = count_in(view, library.count_entities, LEADING_TYPES)
    return leading if len(leading) >= 3 else count_in(view, library.count_entities)


def choose_focus(options: Options, who: Sequence[str], most: int) -> list[str]:
    """Who of them is coloured: those asked for, or the first."""
    chosen = [entity_id for entity_id in options.many("focus") if entity_id in who]
    return chosen[: max(most, 3)] or list(who[:most])


def entity_name(view: View, entity_id: str) -> str:
    """The name of an entity; empty if it is not shown."""
    numbers = view.frames.numbers_of([entity_id])
    return str(view.frames.entity_names[numbers[0]]) if numbers else ""


def to_query(kind: str) -> Callable[[Mapping[str, str]], EvidenceQuery | None]:
    """What a click opens: the sentences of that kind behind the point."""

    def query(click: Mapping[str, str]) -> EvidenceQuery | None:
        if not click:
            return None
        return EvidenceQuery(
            kind=kind,
            entities=tuple(click[name] for name in ("entity", "other") if click.get(name)),
            start=click.get("start", ""),
            end=click.get("end", ""),
            source=click.get("source"),
            topic=click.get("topic"),
            label=click.get("label"),
        )

    return query


def base_of(view: View) -> str:
    """`412 articles from 5 sources`."""
    totals = count_in(view, library.count_totals)
    sources = f" from {count_of(totals.n_sources, 'source')}" if totals.n_sources > 1 else ""
    return count_of(totals.n_articles, "article") + sources


def dates_of(view: View) -> str:
    """`5 January – 5 July 2026`; empty where nothing is dated."""
    totals = count_in(view, library.count_totals)
    return format_dates(totals.first, totals.last)


def n_undated(view: View, articles: np.ndarray | None = None) -> int:
    """How many of these articles (numbers; by default all of the view) have no date."""
    numbers = view.articles.index.to_numpy() if articles is None else articles
    return int((view.frames.day[numbers] == NO_DAY).sum())


def articles_naming(view: View, entity_id: str) -> np.ndarray:
    """The numbers of the view's articles that mention an entity."""
    entities, articles = view.naming
    number = view.frames.entity_numbers.get(entity_id, NOBODY)
    named: np.ndarray = articles[entities == number]
    return named


def types_in_words(types: Sequence[str]) -> str:
    """`people and organisations`."""
    plurals = {"person": "people", "work": "works", "law": "laws"}
    return join_words([plurals.get(type_, type_ + "s") for type_ in types])


def for_file(table: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The numbers drawn as a file holds them: these columns, under names that speak for themselves."""
    return table[list(columns)].rename(columns=dict(columns)).reset_index(drop=True)
