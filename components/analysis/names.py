"""The names of one article: spaCy's, repaired, typed and brought together.

Plain functions over a parsed `Doc` rather than pipeline components: they need the whole parse, write nothing
back to it, and are tested without a pipeline around them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from components.analysis.naming.words import Words, build_plain, read_words
from components.analysis.text import build_sentences
from components.types import LocalEntity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_names(doc: Doc) -> tuple[list[Mention], list[LocalEntity]]:
    """All names in a parsed text and the entities behind them."""
    _, sentence_of = build_sentences(doc)
    words = read_words(doc, sentence_of)
    found, acronyms = type_names(doc, words)
    forms = []
    for candidate in found:
        name = " ".join(words.cut(candidate.start, candidate.end).split())
        honorific, role, gender = "", "", ""
        kind = candidate.type
        if kind == "person":
            honorific, role, gender = describe_person(words, candidate)
        forms.append(Form(name, kind, honorific=honorific, role=role, gender=gender))
    owners, entities = merge_forms(forms, acronyms)
    mentions = []
    for candidate, form, owner in zip(found, forms, owners, strict=True):
        start = words.starts[candidate.start]
        text = words.cut(candidate.start, candidate.end)
        sentence = sentence_of[candidate.start]
        mentions.append(Mention(start, start + len(text), text, form.type, "name", sentence, owner))
    return mentions, entities


def type_names(doc: Doc, words: Words) -> tuple[list[Candidate], dict[str, str]]:
    """The names of a text with the type of each occurrence, and the acronyms that the text introduces."""
    found, pairs = find_acronyms(words, find_candidates(doc, words))
    found = drop_headline_guesses(words, found)
    types = vote_types(words, found)
    for short, long_name in pairs.items():
        if kind := types.get(build_form(words, long_name), ""):
            types[build_plain(short)] = kind
    found = doubt_names(words, [c for c in found if types[build_form(words, c)]], types)
    found = spread_names(words, found, types)
    for candidate in found:
        candidate.type = types[build_form(words, candidate)]
    settle_teams(words, found)
    settle_seats(words, found)
    acronyms = {short: " ".join(words.cut(c.start, c.end).split()) for short, c in pairs.items()}
    return found, acronyms
