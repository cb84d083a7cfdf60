"""Named entity recognition for one article: spaCy's spans repaired, typed, and merged into entities.

Plain functions over a `Document` rather than pipeline components: they need the whole parse, write nothing back to it,
and are tested without a pipeline around them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from components.analysis.document import Document, build_plain
from components.analysis.entities.aliases import find_acronyms
from components.analysis.entities.candidates import LABELS, find_candidates, propagate_names
from components.analysis.entities.clusters import Form
from components.analysis.entities.lexicon import HONORIFICS
from components.analysis.entities.linking import EntityIndex, merge_forms
from components.analysis.entities.metonymy import resolve_seats, resolve_teams
from components.analysis.entities.roles import describe_person
from components.analysis.entities.spans import Candidate
from components.analysis.entities.tickers import drop_tickers
from components.analysis.entities.truecasing import drop_false_names, drop_headline_guesses
from components.analysis.entities.type_voting import build_form, vote_types
from components.schema import COLUMNS
from components.types import LocalEntity, Mention

if TYPE_CHECKING:
    import pandas as pd

# Labels of OntoNotes and CoNLL as our types
_TYPES = {**LABELS, "PER": "person"}


def find_names(doc: Document) -> tuple[list[Mention], list[LocalEntity]]:
    """All name mentions of a parsed text and the entities they refer to."""
    found, acronyms = type_names(doc)
    forms = []
    for candidate in found:
        name = " ".join(doc.cut(candidate.start, candidate.end).split())
        honorific, role, gender = "", "", ""
        kind = candidate.type
        if kind == "person":
            honorific, role, gender = describe_person(doc, candidate)
        forms.append(Form(name, kind, honorific=honorific, role=role, gender=gender))
    owners, entities = merge_forms(forms, acronyms)
    mentions = []
    for candidate, form, owner in zip(found, forms, owners, strict=True):
        start = doc.starts[candidate.start]
        text = doc.cut(candidate.start, candidate.end)
        sentence = doc.sentence_of[candidate.start]
        mentions.append(Mention(start, start + len(text), text, form.type, "name", sentence, owner))
    return mentions, entities


def type_names(doc: Document) -> tuple[list[Candidate], dict[str, str]]:
    """The name spans of a text with a type for each occurrence, and the acronyms that the text introduces."""
    found, pairs = find_acronyms(doc, drop_tickers(doc, find_candidates(doc)))
    found = drop_headline_guesses(doc, found)
    types = vote_types(doc, found)
    for short, long_name in pairs.items():
        if kind := types.get(build_form(doc, long_name), ""):
            types[build_plain(short)] = kind
    found = drop_false_names(doc, [c for c in found if types[build_form(doc, c)]], types)
    found = propagate_names(doc, found, types)
    for candidate in found:
        candidate.type = types[build_form(doc, candidate)]
    resolve_teams(doc, found)
    resolve_seats(doc, found)
    acronyms = {short: " ".join(doc.cut(c.start, c.end).split()) for short, c in pairs.items()}
    return found, acronyms


# Tables of many texts, for benchmarks and tests.


def find_mentions(articles: Iterable[tuple[str, str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Name mentions and linked entities of `(article_id, text)` pairs, as tables with the exported columns.

    `aliases` is JSON: each surface form with its number of mentions. Pronouns and descriptions are not included; the
    entities' dates stay empty.
    """
    import pandas as pd

    from components.analysis.document import build_document
    from components.analysis.pipeline import load_pipeline, parse_texts

    ids, texts = [], []
    for article_id, text in articles:
        ids.append(article_id)
        texts.append(text)
    index = EntityIndex()
    rows: list[tuple[Any, ...]] = []
    for article_id, doc in zip(ids, parse_texts(load_pipeline().nlp, texts), strict=True):
        if isinstance(doc, Exception):
            continue
        mentions, entities = find_names(build_document(doc))
        linked = index.link(str(article_id), entities, mentions)
        for n, mention in enumerate(mentions):
            rows.append(
                (
                    f"{article_id}-m{n}",
                    article_id,
                    f"{article_id}-s{mention.sentence}",
                    mention.start,
                    mention.end,
                    mention.text,
                    mention.type,
                    linked.entity_ids[mention.entity],
                    mention.kind,
                )
            )
        _follow_reassignments(rows, linked.reassigned)
    table = pd.DataFrame(rows, columns=list(COLUMNS["mentions"]))
    return table, _build_entities(index, table)


def _follow_reassignments(rows: list[tuple[Any, ...]], reassigned: Iterable[Any]) -> None:
    wanted = {(move.article_id, move.old_id): move.new_id for move in reassigned}
    if not wanted:
        return
    for n, row in enumerate(rows):
        if new_id := wanted.get((str(row[1]), row[7])):
            rows[n] = (*row[:7], new_id, row[8])


def _build_entities(index: EntityIndex, mentions: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    n_mentions = mentions["entity_id"].value_counts()
    rows = [
        (
            record.entity_id,
            record.name,
            record.type,
            record.description,
            json.dumps(dict(sorted(record.aliases.items(), key=lambda item: -item[1])), ensure_ascii=False),
            record.confidence,
            int(n_mentions.get(record.entity_id, 0)),
            record.n_articles,
            "",
            "",
        )
        for record in index.records
        if record.entity_id in n_mentions.index
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["entities"]))


def merge_mentions(mentions: pd.DataFrame) -> pd.DataFrame:
    """The same rows in the same order with `entity_id` added.

    Needs `article_id, start, end, text, type`. Honorifics are read from a column `context_before` (the words before the
    mention) or from `article_text`, if there is one.
    """
    index = EntityIndex(across_types=False)
    ids: dict[int, str] = {}
    by_article: dict[str, list[int]] = {}
    columns = {name: mentions[name].tolist() for name in ("article_id", "start", "end", "text", "type")}
    before = _read_before(mentions)
    for row, article_id in enumerate(columns["article_id"]):
        by_article.setdefault(str(article_id), []).append(row)
    linked: dict[str, tuple[list[int], list[int], list[str]]] = {}
    for article_id, rows in by_article.items():
        rows.sort(key=lambda row: (columns["start"][row], columns["end"][row]))
        forms = [
            _build_form(str(columns["text"][row]), str(columns["type"][row]), before[row] if before else "")
            for row in rows
        ]
        owners, entities = merge_forms(forms)
        found = [
            Mention(0, 0, form.name, form.type, "name", 0, owner) for form, owner in zip(forms, owners, strict=True)
        ]
        result = index.link(article_id, entities, found)
        linked[article_id] = (rows, owners, list(result.entity_ids))
        for move in result.reassigned:
            of_article = linked[move.article_id][2]
            of_article[:] = [move.new_id if one == move.old_id else one for one in of_article]
    for rows, owners, entity_ids in linked.values():
        for row, owner in zip(rows, owners, strict=True):
            ids[row] = entity_ids[owner]
    out = mentions.copy()
    out["entity_id"] = [ids[row] for row in range(len(mentions))]
    return out


def _build_form(text: str, kind: str, before: str) -> Form:
    words = before.split()[-1:] if before else []
    honorific = words[0] if words and words[0].lower() in HONORIFICS else ""
    kind = _TYPES.get(kind.upper(), kind)
    return Form(" ".join(text.split()), kind, honorific=honorific, gender=HONORIFICS.get(honorific.lower(), ""))


def _read_before(mentions: pd.DataFrame) -> list[str]:
    """The words before each mention, if the table has a column to read them from."""
    if "context_before" in mentions:
        return [str(text) for text in mentions["context_before"].tolist()]
    if "article_text" in mentions:
        pairs = zip(mentions["article_text"].tolist(), mentions["start"].tolist(), strict=True)
        return [str(text)[max(int(start) - 40, 0) : int(start)] for text, start in pairs]
    return []
