"""The words of one parsed text as plain lists: spaCy's token objects are too slow to ask again and again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy import attrs

from components.analysis.naming.lexicon import GAMES, SPORT_WORDS, TEAM_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

OPENING = frozenset("“‘\"'„«`")
# fmt: off
_SMALL = frozenset((
    "a", "an", "the", "and", "but", "or", "nor", "of", "in", "on", "at", "to", "for", "by", "as", "up", "off", "out",
    "per", "via", "vs", "v", "if", "with", "from", "over", "into", "than", "that", "after", "about", "amid", "s", "t",
    "de", "la",
))
# fmt: on
_KEPT = "dateline words"  # where they are kept in a Doc's user_data
_LONG_LINE = 120  # as in `components.analysis.pipeline.mark_paragraphs`
_SPORT = 5  # different words of sport that make a text a report of matches
_LIST = 3  # commas that make a row of capitalised words a list of names and no headline
_LEAST, _MOST = 4, 30  # tokens of a line that may be a headline
_HEADLINE = 6  # tokens among which a headline names the game
_TEAMS = 1  # so many of them of games between teams alone
CLOSING = frozenset("”’\"'»")


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens of a text: `texts`, where each begins, Penn tags, sentence numbers; quotation marks each stands in."""

    text: str
    texts: list[str]
    starts: list[int]
    tags: list[str]
    sentences: list[int]
    quoted: list[int]  # 0 outside quotation marks, else the number of the quotation
    lower: list[str]
    sport: bool
    wrapped: bool  # lines are broken by hand, so that a name may run across a line break
    headline: list[bool]  # tokens of sentences in which nearly every word has a capital
    plain: list[str]  # straight apostrophes, words in capitals (not acronyms) as "London"
    dictionary: frozenset[str]  # English words, empty where the pipeline has no list of them
    describing: frozenset[str]  # those that are verbs, adjectives or adverbs

    def __len__(self) -> int:
        return len(self.texts)

    def is_word(self, lower: str) -> bool:
        """Whether a word is a verb, an adjective or an adverb, or a form or plural of a word: no noun, as the
        dictionary has surnames among those."""
        if lower in self.describing:
            return True
        stems = [(lower[: -len(ending)], ending) for ending in ("s", "es", "ing", "ed") if lower.endswith(ending)]
        for stem, ending in stems:
            known = self.dictionary if ending == "s" else self.describing
            if len(stem) > 2 and (stem in known or f"{stem}e" in known):
                return True
        return False

    def cut(self, start: int, end: int) -> str:
        """The text of tokens `start` to `end`."""
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.texts[end - 1])]


def read_words(doc: Doc, sentences: list[int]) -> Words:
    """The words of a parsed text, read once for each Doc and kept with it."""
    kept: Words | None = doc.user_data.get(_KEPT)
    if kept is None:
        kept = doc.user_data[_KEPT] = _read_words(doc, sentences)
    return kept


def _read_words(doc: Doc, sentences: list[int]) -> Words:
    strings = doc.vocab.strings
    text = doc.text  # joined anew from all tokens each time it is asked
    columns = doc.to_array([attrs.ORTH, attrs.TAG, attrs.IDX, attrs.LOWER])
    known: dict[int, str] = {}

    def read(column: int) -> list[str]:
        values = columns[:, column].tolist()
        for value in set(values) - known.keys():
            known[value] = strings[value] if value else ""
        return [known[value] for value in values]

    texts, lower = read(0), read(3)
    return Words(
        text=text,
        texts=texts,
        starts=[int(start) for start in columns[:, 2].tolist()],
        tags=read(1),
        sentences=sentences,
        quoted=_find_quotations(texts),
        lower=lower,
        headline=_find_headlines(texts, sentences),
        wrapped=all(len(line) <= _LONG_LINE for line in text.split("\n")),
        sport=_is_sport(lower),
        plain=[build_plain(text) for text in texts],
        dictionary=_read_dictionary(doc.vocab)[0],
        describing=_read_dictionary(doc.vocab)[1],
    )


@lru_cache(maxsize=2)
def _read_dictionary(vocab: Vocab) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the lemmatizer's list, which `components.analysis.pipeline` shares, and those that are no nouns."""
    if not vocab.lookups.has_table("lemma_index"):
        return frozenset(), frozenset()
    table = vocab.lookups.get_table("lemma_index")
    nouns = vocab.strings.add("noun")  # a table's keys are hashes of the parts of speech
    describing = frozenset(word for kind, words in table.items() if kind != nouns for word in words)
    return describing.union(*table.values()), describing


def _is_sport(lower: list[str]) -> bool:
    """Whether a text reports of games between teams: its headline names the game, or many of its words do."""
    some, of_teams = len(SPORT_WORDS.intersection(lower)), len(TEAM_WORDS.intersection(lower))
    if some > 1 and (("standings" in lower and of_teams) or not GAMES.isdisjoint(lower[:_HEADLINE])):
        return True
    return some >= _SPORT and of_teams >= _TEAMS


def _find_headlines(texts: list[str], sentences: list[int]) -> list[bool]:
    """Whether each token stands in a sentence Written Like This; what looks like a name may be none there."""
    long_words: dict[int, int] = {}
    plain: set[int] = set()  # sentences with a small word that would have a capital in a headline
    commas: dict[int, int] = {}
    for text, sentence in zip(texts, sentences, strict=True):
        if text == ",":
            commas[sentence] = commas.get(sentence, 0) + 1
        elif text.isalpha():
            if text.islower() and text not in _SMALL:
                plain.add(sentence)
            elif len(text) > 3:
                long_words[sentence] = long_words.get(sentence, 0) + 1
    titles = {s for s, n in long_words.items() if n > 3 and s not in plain and commas.get(s, 0) < _LIST}
    found = [sentence in titles for sentence in sentences] if titles else [False] * len(texts)
    begin = 0
    for i in (*(i for i, text in enumerate(texts) if "\n" in text), len(texts)):
        if _LEAST < i - begin < _MOST and _is_headline(texts[begin:i]):
            found[begin:i] = [True] * (i - begin)
        begin = i + 1
    return found


def _is_headline(line: list[str]) -> bool:
    """Whether a whole line is Written Like This, which a parser may take for several sentences."""
    if line[-1] in (".", ",", ";") or any(text.islower() and text.isalpha() and text not in _SMALL for text in line):
        return False
    if line.count(",") >= _LIST:
        return False
    return sum(len(text) > 3 for text in line if text.isalpha()) > 3 and sum(text[0].isdigit() for text in line) < 2


def build_plain(text: str) -> str:
    """A word with straight apostrophes, capitals of headlines and datelines made small: "LONDON" is "London"."""
    if "’" in text:
        return text.replace("’", "'")
    return text.title() if len(text) > 3 and text.isupper() and text.isalpha() else text


def _find_quotations(texts: list[str]) -> list[int]:
    """For each token the number of the pair of double (or curly single) quotation marks it stands in, or 0."""
    numbers = [0] * len(texts)
    opened = -1
    count = 0
    for i, text in enumerate(texts):
        if text in ("“", "‘") or (text in ('"', "``", "''") and opened < 0):
            opened = i
        elif (opened >= 0 and text in ("”", '"', "''")) or (text == "’" and opened >= 0 and texts[opened] == "‘"):
            count += 1
            numbers[opened + 1 : i] = [count] * (i - opened - 1)
            opened = -1
        elif "\n" in text:
            opened = -1
    return numbers
