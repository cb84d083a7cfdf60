"""Which articles and quotes of a library a query matches, with corrections applied."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from components.library.queries.frames import NAME, Frames, find_counted
from components.library.queries.passages import Tokens
from components.library.queries.query_language import And, Near, Node, Not, Or, Term, place_of, split_words
from components.library.queries.word_forms import list_forms
from components.library.store.kept import Kept
from components.library.store.records import NOBODY, distinct
from components.types import ENTITY_TYPES

_PERSON = ENTITY_TYPES.index("person")
_MOST_PAIRS = 500  # of words near each other in one expression


class Matcher:
    """What a query matches in one library; masks of articles are indexed by number, of quotes by row."""

    def __init__(self, con: sqlite3.Connection, frames: Frames) -> None:
        self._con, self._frames = con, frames
        self._known: dict[str, bool] = {}
        self._forms: dict[Term, frozenset[str]] = {}

    # Words and their forms

    def forms(self, term: Term) -> frozenset[str]:
        """The words that a term of one word stands for; a name has no other forms, and none in quotation marks has."""
        if term not in self._forms:
            word = term.tokens[0]
            is_alone = len(term.tokens) > 1 or term.is_exact or term.is_prefix
            self._forms[term] = frozenset((word,)) if is_alone or self._is_name(term) else list_forms(word)
        return self._forms[term]

    def _is_name(self, term: Term) -> bool:
        """True for a word with a capital letter that is in a person's name: "Manning" finds no man."""
        return term.is_capital and term.tokens[0] in self._names

    @property
    def _names(self) -> frozenset[str]:
        return _person_words.get(lambda: _list_person_words(self._frames), self._frames.mentions)

    def has_word(self, word: str) -> bool:
        """True if any article has the word."""
        if word not in self._known:
            sql = "SELECT 1 FROM articles_words WHERE articles_words MATCH ? LIMIT 1"
            self._known[word] = self._con.execute(sql, (f'"{word}"',)).fetchone() is not None
        return self._known[word]

    def list_other_forms(self, term: Term) -> list[str]:
        """The other words of the library that a term finds."""
        return sorted(form for form in self.forms(term) - {term.tokens[0]} if self.has_word(form))

    # Expressions of the full-text index

    def express(self, term: Term) -> str:
        """A term as an FTS5 expression; only letters, digits and quotation marks, so always valid."""
        if term.is_prefix or len(term.tokens) > 1:
            expression = f'"{" ".join(term.tokens)}"{" *" if term.is_prefix else ""}'
        else:
            expression = " OR ".join(f'"{form}"' for form in sorted(self.forms(term)))
        return f"{{title}} : ({expression})" if term.field == "title" else f"({expression})"

    def express_for_rank(self, node: Node, fields: Collection[str] = ("", "title")) -> str:
        """What of a query is ranked: its words, as an expression that all its matches fit; empty if there are none."""
        if isinstance(node, Term):
            return self.express(node) if node.field in fields else ""
        if isinstance(node, Near):
            sides = [[self.express_for_rank(term, fields) for term in side] for side in (node.left, node.right)]
            return " AND ".join(f"({' OR '.join(side)})" for side in sides) if all(sides[0]) else ""
        if isinstance(node, Not):
            return ""
        parts = [part for part in (self.express_for_rank(part, fields) for part in node.parts) if part]
        return "(" + (" OR " if isinstance(node, Or) else " AND ").join(parts) + ")" if parts else ""

    def _express_pairs(self, pair: Near) -> Iterator[str]:
        sides = [[phrase for term in side for phrase in self._list_phrases(term)] for side in (pair.left, pair.right)]
        column = "{title} : " if place_of(pair) == "title" else ""
        pairs = (f"NEAR({one} {other}, {pair.within - 1})" for one, other in itertools.product(*sides))
        while some := list(itertools.islice(pairs, _MOST_PAIRS)):
            yield f"{column}({' OR '.join(some)})"

    def _list_phrases(self, term: Term) -> list[str]:
        if term.is_prefix or len(term.tokens) > 1:
            return [f'"{" ".join(term.tokens)}"{" *" if term.is_prefix else ""}']
        return [f'"{form}"' for form in sorted(self.forms(term)) if self.has_word(form)]

    def _look_up(self, table: str, leaf: Term | Near) -> np.ndarray:
        expressions = [self.express(leaf)] if isinstance(leaf, Term) else list(self._express_pairs(leaf))
        found = [self.read_numbers(table, expression) for expression in expressions]
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def read_numbers(self, table: str, expression: str) -> np.ndarray:
        """The numbers of the rows of a full-text table that an expression finds."""
        rows = self._con.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (expression,))  # noqa: S608 - constants only
        numbers: np.ndarray = np.fromiter(itertools.chain.from_iterable(rows), dtype=np.int64)
        return numbers

    # Articles

    def match_articles(self, node: Node) -> np.ndarray:
        """Mask of the articles that match, by number."""
        if isinstance(node, Not):
            return ~self.match_articles(node.part)
        if isinstance(node, And | Or):
            return _combine(node, [self.match_articles(part) for part in node.parts])
        if isinstance(node, Term) and node.field not in ("", "title"):
            return self._match_field(node)
        mask = self._mark(self._look_up("articles_words", node))
        return self._retitle(node, mask) if len(self._frames.retitled) else mask

    def _mark(self, numbers: np.ndarray) -> np.ndarray:
        mask = np.zeros(self._frames.n_article_slots, dtype=bool)
        mask[numbers[numbers < len(mask)]] = True  # the worker may have added some since the tables were read
        return mask

    def _retitle(self, leaf: Term | Near, mask: np.ndarray) -> np.ndarray:
        """The mask with corrected titles in place of those that the index has."""
        retitled = self._frames.retitled
        in_title = place_of(leaf) == "title"
        fits = np.zeros(len(retitled), dtype=bool)
        if not in_title:
            expressions = [self.express(leaf)] if isinstance(leaf, Term) else list(self._express_pairs(leaf))
            numbers = [self.read_numbers("articles_words", f"{{text}} : {one}") for one in expressions]
            fits = np.isin(retitled, np.concatenate(numbers)) if numbers else fits
        titles = self._frames.articles["title"].loc[retitled]
        fits |= [self._is_in(leaf, Tokens(title)) for title in titles]
        mask[retitled] = fits
        return mask

    def _is_in(self, leaf: Term | Near, title: Tokens) -> bool:
        return bool(title.find(leaf, self.forms) if isinstance(leaf, Term) else title.find_pair(leaf, self.forms))

    def _match_field(self, term: Term) -> np.ndarray:
        frames = self._frames
        if term.field == "source":
            codes = self._find_sources(term)
            mask: np.ndarray = np.isin(frames.source, codes)
            return mask
        if term.field == "about":
            entities, articles = frames.naming
            return self._mark(articles[self._is_entity(self.find_entities(term))[entities]])
        rows = self._match_speakers(term) & find_counted(frames.quotes)
        return self._mark(frames.quotes["article"].to_numpy()[rows])

    # Quotes

    def match_quotes(self, node: Node) -> np.ndarray:
        """Mask of the rows of `Frames.quotes` that match by their words; title and source are those of the article."""
        quotes = self._frames.quotes
        if isinstance(node, Not):
            return ~self.match_quotes(node.part)
        if isinstance(node, And | Or):
            return _combine(node, [self.match_quotes(part) for part in node.parts])
        place = place_of(node)
        if place in ("title", "source"):
            of_article: np.ndarray = self.match_articles(node)[quotes["article"].to_numpy()]
            return of_article
        if isinstance(node, Term) and place == "speaker":
            return self._match_speakers(node)
        if isinstance(node, Term) and place == "about":
            mentions = self._frames.quote_mentions
            rows = self._is_entity(self.find_entities(node))[mentions["entity"].to_numpy()]
            rows &= self._frames.named["quote_mentions"]
            return self._mark_quotes(mentions["quote"].to_numpy()[rows])
        return self._mark_quotes(self._look_up("quotes_words", node))

    def _mark_quotes(self, numbers: np.ndarray) -> np.ndarray:
        quotes = self._frames.quotes["quote"].to_numpy()
        mask = np.zeros(int(quotes.max(initial=0)) + 1, dtype=bool)
        mask[numbers[numbers < len(mask)]] = True
        rows: np.ndarray = mask[quotes]
        return rows

    def _match_speakers(self, term: Term) -> np.ndarray:
        """Mask of the quotes by these speakers; one without an entity is known by the words of the text."""
        quotes = self._frames.quotes
        mask: np.ndarray = self._is_entity(self.find_entities(term))[quotes["speaker"].to_numpy()]
        texts = quotes["speaker_text"].cat
        names = _speaker_texts.get(lambda: _Names(texts.categories.tolist()), quotes)
        nobody = quotes["speaker"].to_numpy() == NOBODY
        mask |= nobody & np.isin(texts.codes.to_numpy(), names.find(term, whole=False))
        return mask

    # Names

    def find_entities(self, term: Term) -> np.ndarray:
        """The entities with these words in a name or alias; in quotation marks, those called so if there are any."""
        frames = self._frames
        surfaces = _surfaces.get(lambda: _Names(frames.surfaces.tolist()), frames.mentions)
        names = _names.get(lambda: _Names(frames.entities["name"].tolist()), frames.entities)
        for whole in (True, False) if term.is_exact else (False,):
            written = np.zeros(len(frames.surfaces) + 1, dtype=bool)
            written[surfaces.find(term, whole=whole)] = True
            rows = written[frames.mentions["surface"].to_numpy()] & frames.named["mentions"]
            called = frames.entities.index.to_numpy()[names.find(term, whole=whole)]
            found = distinct(np.concatenate([frames.mentions["entity"].to_numpy()[rows], called]))
            if len(found):
                return found
        return np.zeros(0, dtype=np.int64)

    def _is_entity(self, numbers: np.ndarray) -> np.ndarray:
        wanted = np.zeros(self._frames.n_entity_slots + 1, dtype=bool)  # the last element stands for NOBODY (-1)
        wanted[numbers] = True
        return wanted

    def _find_sources(self, term: Term) -> list[int]:
        known = self._frames.articles["source"].cat.categories
        fitting = [code for code, source in enumerate(known) if self._is_in(term, Tokens(source))]
        whole = [code for code in fitting if _words_of(known[code]) == term.tokens]
        return whole if whole and term.is_exact else fitting

    def name_field(self, term: Term) -> str:
        """Who or what the words of a field stand for, in words."""
        if term.field == "source":
            known = self._frames.articles["source"].cat.categories
            names = [known[code] for code in self._find_sources(term)]
        else:
            numbers = self.find_entities(term)
            n_mentions = self._frames.entities["n_mentions"].reindex(numbers).to_numpy()
            names = self._frames.entity_names[numbers[np.argsort(-n_mentions, kind="stable")]].tolist()
        if not names:
            return f"“{' '.join(term.tokens)}”" + ("" if term.field == "speaker" else ", which nothing here is called")
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        return ", ".join(names[:3]) + more


class _Names:
    """Names as one text, in which words are found faster than one by one."""

    def __init__(self, names: Sequence[str]) -> None:
        lines = [f"\n {' '.join(_words_of(name))} " for name in names]
        self._text = "".join(lines) + "\n"
        self._starts = np.cumsum([0, *map(len, lines[:-1])]) if lines else np.zeros(0, dtype=np.int64)

    def find(self, term: Term, *, whole: bool) -> np.ndarray:
        """The positions of the names that hold the words, or are these words."""
        wanted = f" {' '.join(term.tokens)}" + ("" if term.is_prefix else " ")
        wanted = f"\n{wanted}\n" if whole and not term.is_prefix else wanted
        places, at = [], self._text.find(wanted)
        while at >= 0:
            places.append(at)
            at = self._text.find(wanted, at + 1)
        return np.searchsorted(self._starts, np.array(places, dtype=np.int64), side="right") - 1


_surfaces: Kept[_Names] = Kept()
_names: Kept[_Names] = Kept()
_speaker_texts: Kept[_Names] = Kept()
_person_words: Kept[frozenset[str]] = Kept()


def _list_person_words(frames: Frames) -> frozenset[str]:
    mentions = frames.mentions
    rows = (mentions["type"].to_numpy() == _PERSON) & (mentions["kind"].to_numpy() == NAME)
    names = frames.surfaces[distinct(mentions["surface"].to_numpy()[rows])]
    return frozenset(word for name in names for word in _words_of(name))


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in split_words(text))


def _combine(node: And | Or, masks: list[np.ndarray]) -> np.ndarray:
    mask: np.ndarray = (np.logical_or if isinstance(node, Or) else np.logical_and).reduce(masks)
    return mask
