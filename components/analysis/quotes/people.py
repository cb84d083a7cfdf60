"""Which words of a text are people: by the names found in it, by pronouns, by roles."""

from __future__ import annotations

from collections.abc import Sequence

from components.analysis.document import Document, Range
from components.analysis.naming.lexicon import HONORIFICS, TITLES
from components.analysis.quotes.cues import trim_phrase
from components.types import Mention

_PRONOUNS = frozenset(("he", "she"))
# fmt: off
_HUMAN = frozenset((
    "mother", "father", "brother", "sister", "son", "daughter", "wife", "husband", "widow", "neighbour", "neighbor",
    "witness", "resident", "teacher", "nurse", "woman", "man", "girl", "boy", "lawyer", "driver", "farmer", "owner",
    "visitor", "voter", "reader",
))
# fmt: on
_HUMAN_ENDS = ("man", "woman", "person", "ologist")


class People:
    """Asks of a token whether it is somebody."""

    def __init__(self, doc: Document, mentions: Sequence[Mention]) -> None:
        self._doc = doc
        self.named: dict[int, Range] = {}  # first token of each name of a person or an organisation
        self._person: dict[int, Range] = {}  # each token of a person's name
        self._known: set[int] = set()  # tokens of names that are no person's
        self.things: set[int] = set()  # tokens of names of products, works, laws, events
        for mention in mentions:
            part = (doc.token_at(mention.start), doc.token_at(mention.end - 1) + 1)
            if mention.kind == "name" and mention.type in ("person", "organisation"):
                self.named[part[0]] = part
            if mention.type == "person" and mention.kind != "pronoun":
                self._person.update(dict.fromkeys(range(*part), part))
            elif mention.kind == "name":
                self._known.update(range(*part))
            if mention.type in ("product", "work", "law", "event"):
                self.things.update(range(*part))

    def is_human(self, token: int) -> bool:
        """Whether a token is a person's name, "she", or a role that people have."""
        doc = self._doc
        if token in self._person or doc.lower[token] in _PRONOUNS:
            return True
        if doc.pos[token] == "PROPN":
            return doc.entity_labels[token] == "PERSON" and token not in self._known
        word = doc.lemmas[token]
        return doc.tags[token] == "NN" and (word in TITLES or word in _HUMAN or word.endswith(_HUMAN_ENDS))

    def find_actor(self, first: int, last: int) -> Range | None:
        """Who acts in a sentence: the first person that is a subject in it."""
        doc = self._doc
        for token in range(first, last):
            if doc.deps[token] in ("nsubj", "nsubjpass") and self.is_human(token):
                start, end = trim_phrase(doc, token)
                return (max(start, first), min(end, last))
        return next((self._person[token] for token in (first,) if token in self._person), None)

    def find_first(self, first: int, last: int) -> Range | None:
        """The first name in a stretch, with the titles right before it: a person's, else whatever looks like one."""
        doc = self._doc
        name = next((self._person[token] for token in range(first, last) if token in self._person), None)
        if name is None:
            start = next((token for token in range(first, last) if doc.pos[token] == "PROPN"), -1)
            if start < 0 or start in self._known:
                return None
            end = start
            while end < last and doc.pos[end] == "PROPN":
                end += 1
            name = (start, end)
        start = name[0]
        while start > first and (doc.lower[start - 1].rstrip(".") in TITLES or doc.lower[start - 1] in HONORIFICS):
            start -= 1
        return (start, min(name[1], last))
