"""Languages: which one a text is in, and which of its paragraphs are not English, and so are not analysed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from components.analysis.quotation_marks import find_paragraphs
from components.types import Span

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LETTERS = re.compile(r"[^\W\d_]+")
_VISIBLE = re.compile(r"\S+")
_SAMPLE = 4_000  # characters read for language identification
_PART = 300  # characters classified at once; as a whole, a text that is one fifth Russian counts as Russian
_SURE = 0.75  # no other language is as probable in any of 27,000 English sentences, lines, headlines and lists of names
_FEW_WORDS = 30  # words; a shorter text is English unless another language is clear

# Paragraphs. Those that hold English function words are English, whatever else they quote; only others are classified.
_FUNCTION_WORDS = (  # that are no common words of other languages in the Latin alphabet
    "the and that with this these those from which were been they would could should but not are it its said who their "
    "has had his she you your our we there when what about into than after before because while where an"
)
_ENGLISH_WORDS = frozenset(_FUNCTION_WORDS.split())
_SOME_ENGLISH = 0.05  # share of a paragraph's words that are such; in English prose some 0.2
_MUCH_ENGLISH = 0.1
_LONG = 20  # words from which a paragraph is judged by itself
_SHORT = 4  # words below which a paragraph is no prose
_PROSE = 0.5  # share of words without a capital; names, results and headlines have fewer
_CERTAIN = 0.95  # confidence of the classifier
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces between words


@dataclass(frozen=True, slots=True)
class Languages:
    """The language of a text, "" if unclear, and the paragraphs that are not English, if others are."""

    main: str  # ISO 639-1
    foreign: tuple[Span, ...] = ()
    n_paragraphs: int = 0

    @property
    def has_english(self) -> bool:
        """Whether anything in the text is to be analysed."""
        return self.main == "en" or bool(self.foreign)


def find_languages(text: str) -> Languages:
    """The language of a text, and its paragraphs that are not English.

    In an English text a paragraph is English unless another language is sure; in a text of another language only what
    is surely English counts as English.
    """
    main = guess_language(text)
    if not main:
        return Languages(main)
    spans = find_paragraphs(text)
    words = [_LETTERS.findall(text[start:end]) for start, end in spans]
    if main == "en":
        foreign = _find_foreign(text, spans, words)
        if len(foreign) == len(spans):
            return Languages(identify(text)[0])
    else:
        foreign = [k for k in range(len(spans)) if not _is_surely_english(text[slice(*spans[k])], words[k])]
        if len(foreign) == len(spans):
            return Languages(main)
    return Languages(main, tuple(spans[k] for k in foreign), len(spans))


def blank_out(text: str, spans: Sequence[Span]) -> str:
    """A text of the same length with spaces in place of these spans' letters; line breaks stay."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], _VISIBLE.sub(lambda match: " " * len(match[0]), text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def describe_foreign(found: Languages) -> str:
    """What is said of an article that is partly in another language; "" of any other."""
    n, of = len(found.foreign), found.n_paragraphs
    if not n:
        return ""
    verb, were = ("is", "was") if n == 1 else ("are", "were")
    return f"{n:,} of {of:,} paragraphs {verb} not English and {were} not analysed."


def _find_foreign(text: str, spans: Sequence[Span], words: Sequence[Sequence[str]]) -> list[int]:
    """The paragraphs of an English text that are surely not: long ones, and short ones in a row or beside such."""
    suspects = [k for k in range(len(spans)) if _share_english(words[k]) < _SOME_ENGLISH and _is_prose(text, spans[k])]
    foreign: list[int] = []
    for run in _list_runs(suspects):
        long = [k for k in run if _count_words(text, spans[k], words[k]) >= _LONG]
        sure = [k for k in long if _is_surely_foreign(text[slice(*spans[k])])]
        short = [k for k in run if k not in long and identify(text[slice(*spans[k])])[0] != "en"]
        joined = " ".join(text[slice(*spans[k])] for k in short)
        n_joined = sum(_count_words(text, spans[k], words[k]) for k in short)
        if sure or (n_joined >= _LONG and _is_surely_foreign(joined)):
            sure += short
        foreign += sorted(sure)
    return foreign


def _list_runs(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers in runs without a gap."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _share_english(words: Sequence[str]) -> float:
    return sum(word.lower() in _ENGLISH_WORDS for word in words) / max(len(words), 1)


def _is_prose(text: str, span: Span) -> bool:
    """False for lists of names, results and figures, whose language cannot be told."""
    words = text[slice(*span)].split()
    if len(_UNSPACED.findall(text, *span)) >= _SHORT:
        return True
    letters = [word for word in words if any(map(str.isalpha, word))]
    plain = [word for word in letters if not any(map(str.isupper, word)) and not any(map(str.isdigit, word))]
    return len(letters) >= _SHORT and len(plain) >= _PROSE * len(words)


def _count_words(text: str, span: Span, words: Sequence[str]) -> int:
    """Words of a paragraph; two signs of a script without spaces count as a word."""
    return max(len(words), len(_UNSPACED.findall(text, *span)) // 2)


def _is_surely_foreign(text: str) -> bool:
    """Whether a text, and each half of it, is in another language than English."""
    text = text[:_SAMPLE]
    language, confidence = identify(text)
    halves = (text[: len(text) // 2], text[len(text) // 2 :])
    return language != "en" and confidence >= _CERTAIN and all(identify(half)[0] != "en" for half in halves)


def _is_surely_english(text: str, words: Sequence[str]) -> bool:
    return len(words) >= _LONG and _share_english(words) >= _MUCH_ENGLISH and identify(text[:_SAMPLE])[0] == "en"


def identify(text: str) -> tuple[str, float]:
    """The most probable language of a text by py3langid, and its probability."""
    language, confidence = _load_identifier().classify(text[:_SAMPLE])
    return str(language), float(confidence)


def guess_language(text: str) -> str:
    """The ISO 639-1 code of a text's language by py3langid, or "" if that is unclear.

    A text that is not most likely English as a whole is classified in parts, and is of another language if more than
    twice as many parts are clearly in that as in English. A short text is English unless another language is clear.
    """
    sample = text[:_SAMPLE]
    if identify(sample)[0] == "en":
        return "en"
    guesses = [identify(sample[at : at + _PART]) for at in range(0, len(sample), _PART)]
    parts = Counter(language for language, confidence in guesses if confidence >= _SURE)
    english = parts.pop("en", 0)
    if parts:
        language, number = parts.most_common(1)[0]
        return language if number > 2 * english else "en"
    return "en" if english or 0 < len(_LETTERS.findall(sample)) < _FEW_WORDS else ""


@lru_cache(maxsize=1)
def _load_identifier() -> LanguageIdentifier:
    """The classifier, loaded once per process (0.8 s, 100 MB), limited to languages with a two-letter code."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([language for language in identifier.labels if len(language) == 2])
    return identifier
