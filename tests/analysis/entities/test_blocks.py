"""Linking by blocks gives what one index of all names gives."""

from __future__ import annotations

import random
from collections import defaultdict

import numpy as np
import pytest

from components.analysis.entities import linking
from components.analysis.entities.blocks import BlockIndex, find_blocks
from components.analysis.entities.linking import EntityIndex
from components.types import LocalEntity, Mention

Article = list[LocalEntity]


def link_by_one(articles: list[Article]) -> list[list[str]]:
    index, found = EntityIndex(), list[list[str]]()
    for place, entities in enumerate(articles):
        linked = index.link(str(place), entities, list_mentions(entities))
        found.append(list(linked.entity_ids))
        for move in linked.reassigned:
            ids = found[int(move.article_id)]
            ids[:] = [move.new_id if one == move.old_id else one for one in ids]
    return found


def list_mentions(entities: Article) -> list[Mention]:
    return [
        Mention(0, 0, form, entity.type, "name", 0, i)
        for i, entity in enumerate(entities)
        for form in (entity.name, *entity.aliases)
    ]


def list_blocks(articles: list[Article], most: int = 10**9) -> list[list[int]]:
    names = [(one.type, (one.name, *one.aliases)) for entities in articles for one in entities]
    labels = iter(find_blocks(names, [1] * len(names), most)[0].tolist())
    return [[next(labels) for _ in entities] for entities in articles]


def link_by_blocks(articles: list[Article]) -> tuple[list[list[str]], int]:
    """The ids of each article's entities, and the rounds it took."""
    blocks = list_blocks(articles)
    names = [[(one.name, one.name) for one in entities] for entities in articles]
    for rounds in range(1, 30):
        spread: defaultdict[str, list[int]] = defaultdict(list)
        for place, of_article in enumerate(names):
            for _, counted in of_article:
                if counted:
                    spread[counted].append(place)
        new = [[("", "")] * len(entities) for entities in articles]
        ids = [[""] * len(entities) for entities in articles]
        for block in {one for labels in blocks for one in labels}:
            index = BlockIndex(lambda name, spread=spread: spread.get(name, ()))
            for place, entities in enumerate(articles):
                own = {i for i, one in enumerate(blocks[place]) if one == block}
                if not own:
                    continue
                elsewhere = {i: names[place][i][0] for i in range(len(entities)) if i not in own}
                mentions = [one for one in list_mentions(entities) if one.entity in own]
                linked = index.link_at(place, entities, mentions, elsewhere)
                for i in own:
                    ids[place][i], new[place][i] = linked.entity_ids[i], index.names[i]
                for move in linked.reassigned:
                    of_old = ids[int(move.article_id)]
                    of_old[:] = [move.new_id if one == move.old_id else one for one in of_old]
        if new == names:
            return ids, rounds
        names = new
    pytest.fail("The names did not settle.")


def group(ids: list[list[str]]) -> set[frozenset[tuple[int, int]]]:
    """The entities as sets of (article, position)."""
    members: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for place, of_article in enumerate(ids):
        for i, one in enumerate(of_article):
            members[one].add((place, i))
    return {frozenset(one) for one in members.values()}


GIVEN = ("Ada", "Bo", "Cleo", "Dan", "Edda", "Finn")
MIDDLE = ("", "", "", "Lee", "J.", "Falk")
SURNAMES = ("Falk", "Dray", "Halloran", "Renwick", "Lee", "Moss")
HEADS = ("Port Authority", "City Council", "Bank", "Water Board", "Steel Works Ltd")
PLACES = ("Halden", "Skerrow", "Marrow Bay", "Falk")


def invent(seed: int, n: int) -> list[Article]:
    """Articles whose names are ambiguous on purpose: shared surnames, bare surnames, parts of names, acronyms."""
    rng = random.Random(seed)
    articles = []
    for _ in range(n):
        entities: dict[str, LocalEntity] = {}
        for _ in range(rng.randint(1, 7)):
            kind = rng.choice(("person", "person", "person", "organisation", "organisation", "place", "product"))
            surname, head, town = rng.choice(SURNAMES), rng.choice(HEADS), rng.choice(PLACES)
            aliases: tuple[str, ...] = ()
            if kind == "person":
                full = " ".join(f"{rng.choice(GIVEN)} {rng.choice(MIDDLE)} {surname}".split())
                name = rng.choice((full, full, surname))
                aliases = (surname,) if name == full and rng.random() < 0.5 else ()
            elif kind == "organisation":
                long_name = f"{town} {head}"
                short = "".join(word[0] for word in long_name.split())
                name = rng.choice((long_name, long_name, head, short, town, f"{rng.choice(GIVEN)} {surname}"))
                aliases = (short,) if name == long_name and rng.random() < 0.3 else ()
            else:
                name = rng.choice((town, surname))
            gender = rng.choice(("", "", "f", "m")) if kind == "person" else ""
            entities.setdefault(name, LocalEntity(name, kind, aliases, rng.choice(("", "mayor of Halden")), gender))
        articles.append(list(entities.values()))
    return articles


@pytest.mark.parametrize("seed", range(12))
def test_blocks_link_as_one_index_does_however_ambiguous_the_names(seed: int) -> None:
    articles = invent(seed, 60)
    ids, _ = link_by_blocks(articles)
    assert group(ids) == group(link_by_one(articles))


@pytest.mark.parametrize(
    ("one", "other", "is_joined"),
    [
        (("person", "Ada Dray"), ("person", "Dray"), True),
        (("person", "Ada Lee Dray"), ("person", "Bo Lee Moss"), False),  # nobody's surname is Lee
        (("person", "Pia Sand Moss"), ("person", "Pia Sand"), True),
        (("organisation", "Halden Port Authority"), ("organisation", "Port Authority"), True),
        (("organisation", "Halden City Council"), ("organisation", "Skerrow City Council"), False),
        (("organisation", "Halden Port Authority"), ("organisation", "HPA"), True),
        (("organisation", "Skerrow"), ("product", "Skerrow"), True),
        (("person", "Ada Dray"), ("organisation", "Dray"), False),
    ],
)
def test_names_share_a_block_only_where_one_may_be_found_by_the_other(
    one: tuple[str, str], other: tuple[str, str], is_joined: bool
) -> None:
    labels, _ = find_blocks([(kind, (name,)) for kind, name in (one, other)], [1, 1], 10)
    assert (labels[0] == labels[1]) == is_joined


def test_a_block_that_is_too_large_is_cut_where_only_offered_keys_hold_it() -> None:
    names = [("person", ("Ada Dray",)), ("person", ("Bo Dray Moss",)), ("person", ("Cleo Moss",))]
    assert len(set(find_blocks(names, [5, 5, 5], 15)[0].tolist())) == 1
    labels, n_cut = find_blocks(names, [5, 5, 5], 14)
    assert n_cut == 3
    assert labels[0] != labels[1] == labels[2]
    assert isinstance(labels, np.ndarray)


def test_records_are_built_once_in_the_end_not_after_every_article(monkeypatch: pytest.MonkeyPatch) -> None:
    built = list[str]()
    build_record = linking.build_record
    monkeypatch.setattr(linking, "build_record", lambda known: built.append(known.entity_id) or build_record(known))
    index = BlockIndex(lambda name: ())
    for place in range(9):
        index.link_at(place, [LocalEntity("Ada Dray", "person")], [], {})
    assert built == []
    assert [record.n_articles for record in index.records] == [9]
    assert built == ["e0.0"]
