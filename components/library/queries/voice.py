"""Voice: who is quoted against who is only mentioned; by gender, per source and over time.

The measure is that of the Gender Gap Tracker (Asr et al. 2021, PLOS ONE 16(1):e0245533): people quoted and people
mentioned, women, men and those whose gender nothing tells. Gender is what a first name, an honorific or a pronoun
tells of a person; it says how a person is written of, and may be wrong. What the user told of a person holds.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from components.analysis.entities.linking import guess_gender
from components.analysis.entities.surface_forms import read_person
from components.library.queries import View
from components.library.queries.frames import Frames
from components.library.queries.time import build_grid
from components.library.store import reading
from components.library.store.kept import Kept
from components.library.store.records import NOBODY
from components.types import GENDERS, QUOTE_KINDS

TYPES = ("person", "organisation")  # that can speak
UNKNOWN = GENDERS.index("unknown")
NO_PERSON = -1


def find_genders(frames: Frames) -> np.ndarray:
    """The gender of each entity, by number, as a place in GENDERS; -1 for what is no person.

    Of names that were merged, those that tell must agree, unless the user told.
    """
    return _genders.get(lambda: _read_genders(frames), frames.entities)


_genders: Kept[np.ndarray] = Kept()


def _read_genders(frames: Frames) -> np.ndarray:
    told: list[set[str]] = [set() for _ in range(frames.n_entity_slots)]
    with reading(frames.path) as con:
        for entity_id, gender in con.execute("SELECT entity_id, gender FROM entities WHERE gender <> ''"):
            if (number := frames.entity_numbers.get(entity_id)) is not None:
                told[number].add(gender)
    genders = np.full(frames.n_entity_slots, NO_PERSON, dtype=np.int8)
    codes = {"f": GENDERS.index("women"), "m": GENDERS.index("men")}
    for number in np.flatnonzero(frames.entity_types == "person").tolist():
        found = told[number] or {guess_gender(read_person(str(frames.entity_names[number])))} - {""}
        genders[number] = codes.get(next(iter(found)), UNKNOWN) if len(found) == 1 else UNKNOWN
        if number in frames.genders:
            genders[number] = GENDERS.index(frames.genders[number])
    return genders


def read_gender(frames: Frames, entity_id: str) -> str:
    """What a person counts as, one of GENDERS; unknown for what is no person."""
    number = frames.entity_numbers.get(entity_id)
    gender = NO_PERSON if number is None else int(find_genders(frames)[number])
    return GENDERS[UNKNOWN if gender == NO_PERSON else gender]


def count_voices(view: View) -> pd.DataFrame:
    """People and organisations with their shares of all mentions and of all quotes of such, most of both first.

    `entity_id, name, type, n_mentions, n_quotes, n_direct, n_reported`, and the shares: `mentioned, quoted`.
    """
    frames = view.frames
    size = frames.n_entity_slots
    speaks = np.isin(frames.entity_types, list(TYPES))
    n_mentions = np.where(speaks, np.bincount(view.mentions["entity"].to_numpy(), minlength=size), 0)
    speakers, direct = _read_speakers(view)
    kept = speaks[speakers]
    n_quotes = np.bincount(speakers[kept], minlength=size)
    n_direct = np.bincount(speakers[kept & direct], minlength=size)
    mentioned, quoted = n_mentions / max(n_mentions.sum(), 1), n_quotes / max(n_quotes.sum(), 1)
    numbers = np.flatnonzero(n_mentions + n_quotes)
    numbers = numbers[np.lexsort((frames.entity_names[numbers], -(mentioned + quoted)[numbers]))]
    columns = {
        "entity_id": frames.entity_ids, "name": frames.entity_names, "type": frames.entity_types,
        "n_mentions": n_mentions, "n_quotes": n_quotes, "n_direct": n_direct, "n_reported": n_quotes - n_direct,
        "mentioned": mentioned, "quoted": quoted,
    }  # fmt: skip
    return pd.DataFrame({name: values[numbers] for name, values in columns.items()})


def _read_speakers(view: View) -> tuple[np.ndarray, np.ndarray]:
    """The speaker of each counted quote that has one, and whether it is direct."""
    quotes = view.counted_quotes
    speakers = quotes["speaker"].to_numpy()
    known = speakers != NOBODY
    return speakers[known], quotes["kind"].to_numpy()[known] == QUOTE_KINDS.index("direct")


def count_genders_by_source(view: View) -> pd.DataFrame:
    """Quotes by people and mentions of people per source, by gender, most quotes first.

    Columns: `source`, and for each gender `n_quotes_women`, `n_mentions_women`, … Sources without either are left out.
    """
    known = np.asarray(view.frames.articles["source"].cat.categories, dtype=object)
    quotes, mentions = _tally(view, view.frames.source, len(known))
    table = _tabulate({"source": known}, quotes, mentions)
    kept = (quotes + mentions).sum(axis=0) > 0
    order = np.argsort(-quotes.sum(axis=0)[kept], kind="stable")
    return table[kept].iloc[order].reset_index(drop=True)


def count_genders_by_period(view: View, period: str) -> pd.DataFrame:
    """The same per period, a complete grid: `start, end`, and the numbers by gender."""
    grid = build_grid(view, period)
    quotes, mentions = _tally(view, grid.slots, len(grid))
    return _tabulate({"start": grid.starts, "end": grid.ends}, quotes, mentions)


def _tally(view: View, group: np.ndarray, n_groups: int) -> tuple[np.ndarray, np.ndarray]:
    """Quotes and mentions by gender and group of the article (-1: in none)."""
    genders = find_genders(view.frames)
    quotes = view.counted_quotes[view.counted_quotes["speaker"].to_numpy() != NOBODY]
    counted = []
    for table, column in ((quotes, "speaker"), (view.mentions, "entity")):
        gender = genders[table[column].to_numpy()]
        where = group[table["article"].to_numpy()]
        rows = (gender != NO_PERSON) & (where >= 0)
        cells = gender[rows].astype(np.int64) * n_groups + where[rows]
        counted.append(np.bincount(cells, minlength=len(GENDERS) * n_groups).reshape(len(GENDERS), n_groups))
    return counted[0], counted[1]


def _tabulate(columns: dict[str, object], quotes: np.ndarray, mentions: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {
            **columns,
            **{f"n_quotes_{gender}": quotes[at] for at, gender in enumerate(GENDERS)},
            **{f"n_mentions_{gender}": mentions[at] for at, gender in enumerate(GENDERS)},
        }
    )
