"""How a text, or a part of it, is written: reports of matches, Headlines In Which Every Word Has a Capital."""

from __future__ import annotations

from components.analysis.document import Document, remembered
from components.analysis.naming.lexicon import GAMES, SPORT_WORDS, TEAM_WORDS

# fmt: off
_SMALL = frozenset((
    "a", "an", "the", "and", "but", "or", "nor", "of", "in", "on", "at", "to", "for", "by", "as", "up", "off", "out",
    "per", "via", "vs", "v", "if", "with", "from", "over", "into", "than", "that", "after", "about", "amid", "s", "t",
    "de", "la",
))
# fmt: on
_SPORT = 5  # different words of sport that make a text a report of matches
_LIST = 3  # commas that make a row of capitalised words a list of names and no headline
_LEAST, _MOST = 4, 30  # tokens of a line that may be a headline
_HEADLINE = 6  # tokens among which a headline names the game
_TEAMS = 1  # so many of them of games between teams alone


@remembered
def is_sport_report(doc: Document) -> bool:
    """Whether a text reports of games between teams: its headline names the game, or many of its words do."""
    lower = doc.lower
    some, of_teams = len(SPORT_WORDS.intersection(lower)), len(TEAM_WORDS.intersection(lower))
    if some > 1 and (("standings" in lower and of_teams) or not GAMES.isdisjoint(lower[:_HEADLINE])):
        return True
    return some >= _SPORT and of_teams >= _TEAMS


@remembered
def find_headlines(doc: Document) -> list[bool]:
    """Whether each token stands in a sentence or line Written Like This; what looks like a name may be none there."""
    texts, sentences = doc.tokens, doc.sentence_of
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
