"""spaCy's attribute ruler, remembering what it says: the same parts of speech and lemmas at a fraction of the cost.

The ruler walks through each text with some 180 patterns, an eighth of the time of a whole parse. All but a few of its
patterns look at one token, so what they say depends on that token's tag, word and relation alone and is asked once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_FACTORY = "dateline_attributes"
_MOST_KEPT = 200_000  # tokens of different tag, word and relation that are remembered


class RememberingRuler:
    """Does to a Doc what the ruler does that it was made from."""

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher

        self._ruler, self._strings = ruler, ruler.vocab.strings
        self._of_one, self._of_several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for number, entry in enumerate(ruler.patterns):
            for pattern in entry["patterns"]:
                matcher = self._of_one if len(pattern) == 1 else self._of_several
                matcher.add(str(number), [pattern])
        self._kept: dict[tuple[int, int, int, bool], tuple[list[int], dict[int, Any]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token in place; where several patterns speak, the last one holds."""
        from spacy.tokens._retokenize import set_token_attrs

        several: dict[int, list[int]] = {}
        for match, start, end in self._of_several(doc, allow_missing=True):
            number = int(self._strings[match])
            at = self._ruler.indices[number]
            several.setdefault(start + at if at >= 0 else end + at, []).append(number)
        for token in doc:
            numbers, attributes = self._ask(doc, token)
            if token.i in several:
                attributes = self._join(sorted([*numbers, *several[token.i]]))
            set_token_attrs(token, attributes)
        return doc

    def _join(self, numbers: list[int]) -> dict[int, Any]:
        joined: dict[int, Any] = {}
        for number in numbers:
            joined |= self._ruler.attrs[number]
        return joined

    def _ask(self, doc: Doc, token: Any) -> tuple[list[int], dict[int, Any]]:
        """The patterns that fit a token by itself, in their order, and what they say together."""
        key = (token.tag, token.lower, token.dep, token.is_space)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            matches = self._of_one(doc[token.i : token.i + 1], allow_missing=True)
            numbers = sorted(int(self._strings[match]) for match, _, _ in matches)
            found = self._kept[key] = (numbers, self._join(numbers))
        return found


def remember_attributes(nlp: Language) -> None:
    """Put a RememberingRuler in the place of a pipeline's attribute ruler, if it has one."""
    from spacy.language import Language

    if nlp.has_pipe("attribute_ruler"):
        if not Language.has_factory(_FACTORY):
            Language.factory(_FACTORY, func=_build_ruler)
        nlp.add_pipe(_FACTORY, before="attribute_ruler")
        nlp.remove_pipe("attribute_ruler")


def _build_ruler(nlp: Language, name: str) -> RememberingRuler:
    del name  # spaCy gives it to every factory
    return RememberingRuler(nlp.get_pipe("attribute_ruler"))
