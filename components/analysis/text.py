"""How many words a text has, and whether it is English at all."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,:]*")
_LETTERS = re.compile(r"[^\W\d_]+")

# The commonest little words of a few languages, those that English shares left out.
_LITTLE_WORDS = {
    "en": "the of and to a in is that for it was on with as be at by this had not are but from or have an they which "
    "one you were her all she there would their we him been has when who will more if no out so said what up its about "
    "into than them can only other new some could time these two may then do first any my now such like our over man "
    "me even most made after also did many before must through back years where much your way well down should because "
    "each just those people how too his he i",
    "de": "der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
    "dass sie nach wird bei einer um noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch",
    "fr": "le la les et des en du une est que pour qui dans par plus pas au sur ne se ce il sont avec son aux mais "
    "comme ou leur cette sa ses ont été être fait elle deux nous vous",
    "es": "el la los las y en que del se por un una con para es no al lo como más su sus pero fue este ha entre cuando "
    "muy sin sobre también hasta hay donde quien desde todo nos",
    "it": "il la le gli di che e un una per non è con del della dei nel alla sono si da più come ma al anche lo suo ha "
    "questo delle ed tra stato",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog naar heeft "
    "wordt door ze hij over tot werd worden",
    "pt": "o os as e de do da em um uma que para com não por mais dos das se na no ao foi como mas sua seu ele entre "
    "também até pela são",
    "sv": "och att det som en på är av för med den till inte har de om ett han men var jag sig från vi så kan när",
}
_LITTLE = {language: frozenset(words.split()) for language, words in _LITTLE_WORDS.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_SAMPLE = 8_000  # characters looked at to tell the language
_FEW_WORDS = 30  # below this many words a text is taken for English unless another language is plain
_LEAST_DIFFERENT = 3  # little words of another language
_ENGLISH_SHARE = 0.15  # of the words of running English some 0.4 are among the little words


def count_words(text: str) -> int:
    """How many words and numbers a text has."""
    return sum(1 for _ in _WORD.finditer(text))


def guess_language(text: str) -> str:
    """The ISO 639-1 code of a text's language, or "" where that is not plain."""
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _LETTERS.findall(sample)]
    if not words:
        return ""
    letters = sum(map(len, words))
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > 0.3 * letters:
            return language
    hits = {language: sum(word in little for word in words) for language, little in _LITTLE.items()}
    best = max(hits, key=lambda language: hits[language])
    if best != "en" and len(_LITTLE[best].intersection(words)) < _LEAST_DIFFERENT:
        best = "en"  # "von der" of a name, said twice, makes no German
    if best == "en":
        return "en" if len(words) < _FEW_WORDS or hits["en"] >= _ENGLISH_SHARE * len(words) else ""
    if hits[best] >= max(2, 0.15 * len(words)) and hits[best] > 1.3 * hits["en"]:
        return best
    return "en" if len(words) < _FEW_WORDS or hits["en"] >= _ENGLISH_SHARE * len(words) else ""
