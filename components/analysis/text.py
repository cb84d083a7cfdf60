"""How many words a text has, and whether it is English at all."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,:]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000  # characters looked at to tell the language
_PART = 300  # characters judged at once; judged whole, a text that is one fifth Russian counts as Russian
_SURE = 0.75  # in 27,000 English sentences, lines, headlines and lists of names no other language is as sure as this
_FEW_WORDS = 30  # below this many words a text is taken for English unless another language is plain


def count_words(text: str) -> int:
    """How many words and numbers a text has."""
    return sum(1 for _ in _WORD.finditer(text))


def guess_language(text: str) -> str:
    """The ISO 639-1 code of a text's language by py3langid, or "" where that is not plain.

    A text that is not likeliest English as a whole is judged by its parts, and is of another language if more than
    twice as many of them are plainly that as English. One of few words is English unless another language is plain.
    """
    sample = text[:_SAMPLE]
    identifier = _load_identifier()
    if identifier.classify(sample)[0] == "en":
        return "en"
    guesses = [identifier.classify(sample[at : at + _PART]) for at in range(0, len(sample), _PART)]
    parts = Counter(language for language, confidence in guesses if confidence >= _SURE)
    english = parts.pop("en", 0)
    if parts:
        language, number = parts.most_common(1)[0]
        return language if number > 2 * english else "en"
    return "en" if english or 0 < len(_LETTERS.findall(sample)) < _FEW_WORDS else ""


@lru_cache(maxsize=1)
def _load_identifier() -> LanguageIdentifier:
    """The classifier (0.8 s, 100 MB), once per process; languages without a two-letter code are left out."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([language for language in identifier.labels if len(language) == 2])
    return identifier
