"""The names of one article: spaCy's, repaired, typed and brought together.

Plain functions over a `Document` rather than pipeline components: they need the whole parse, write nothing
back to it, and are tested without a pipeline around them.
"""

from __future__ import annotations

from components.analysis.document import Document, build_plain
from components.analysis.merging.local import Form, merge_forms
from components.analysis.naming.acronyms import find_acronyms
from components.analysis.naming.candidates import find_candidates
from components.analysis.naming.doubts import doubt_names
from components.analysis.naming.headlines import drop_headline_guesses
from components.analysis.naming.roles import describe_person
from components.analysis.naming.seats import settle_seats
from components.analysis.naming.spans import Candidate
from components.analysis.naming.spread import spread_names
from components.analysis.naming.teams import settle_teams
from components.analysis.naming.voting import build_form, vote_types
from components.types import LocalEntity, Mention


def find_names(doc: Document) -> tuple[list[Mention], list[LocalEntity]]:
    """All names in a parsed text and the entities behind them."""
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
    """The names of a text with the type of each occurrence, and the acronyms that the text introduces."""
    found, pairs = find_acronyms(doc, find_candidates(doc))
    found = drop_headline_guesses(doc, found)
    types = vote_types(doc, found)
    for short, long_name in pairs.items():
        if kind := types.get(build_form(doc, long_name), ""):
            types[build_plain(short)] = kind
    found = doubt_names(doc, [c for c in found if types[build_form(doc, c)]], types)
    found = spread_names(doc, found, types)
    for candidate in found:
        candidate.type = types[build_form(doc, candidate)]
    settle_teams(doc, found)
    settle_seats(doc, found)
    acronyms = {short: " ".join(doc.cut(c.start, c.end).split()) for short, c in pairs.items()}
    return found, acronyms
