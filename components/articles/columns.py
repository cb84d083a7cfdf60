"""Columns of tables and keys of records recognised as the fields of an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from components.articles.dates import read_date, suggest_dates
from components.articles.formats import MAX_COLUMNS, MAX_FIELD_CHARS, MAX_HINT_CHARS, clean_text

Row = dict[str, str]  # column -> cell
FIELDS = ("text", "title", "date", "source", "author", "url", "section")
_NAMES = {  # most specific names first; English, then German, French, Spanish
    "text": "text|body|content|article text|full text|fulltext|article body|body text|main text|maintext|"
    "body text summary|article content|plain text|"
    "plaintext|raw text|clean text|news text|story|story text|article|contents|transcript|"
    "inhalt|volltext|artikeltext|artikelinhalt|haupttext|artikel|beitrag|meldung|texte|contenu|texte intégral|"
    "texte complet|corps|corps du texte|texto|contenido|texto completo|cuerpo|artículo|cuerpo del texto",
    "title": "title|headline|header text|headline text|title text|"
    "article title|news title|heading|head|hed|story title|headline main|subject|"
    "titel|überschrift|schlagzeile|artikeltitel|titre|titre de l'article|gros titre|título|titular|encabezado|"
    "título del artículo",
    "date": "date|published|published at|publish date|published date|date published|publication date|pub date|"
    "date publish|publish time|published time|published on|date time|article date|first published|release date|"
    "web publication date|seendate|seen date|date published at|posted|posted at|date posted|issued|day|"
    "datum|erscheinungsdatum|veröffentlichungsdatum|veröffentlicht|veröffentlicht am|erschienen|erschienen am|"
    "publikationsdatum|tag|date de publication|date de parution|publié le|parution|paru le|fecha|"
    "fecha de publicación|fecha publicación|publicado|publicado el|created at|created|timestamp|time|zeitstempel",
    "source": "source|outlet|publication|publisher|newspaper|source name|name source|media|medium|site name|"
    "news source|media outlet|news outlet|publication name|publication title|media name|journal|magazine|paper|site|"
    "website|channel|feed|source title|newspaper name|domain|source domain|hostname|"
    "quelle|zeitung|medienname|medientitel|name des mediums|"
    "quellenname|publikation|herausgeber|verlag|journal|média|nom du journal|éditeur|titre de presse|"
    "fuente|medio|periódico|diario|editorial|publicación|nombre del medio",
    "author": "author|authors|byline|by|writer|journalist|reporter|author name|written by|creator|correspondent|"
    "columnist|byline original|autor|autoren|autorin|verfasser|verfasserin|autor in|auteur|auteurs|auteure|"
    "journaliste|rédacteur|autores|autora|periodista",
    "url": "url|link|web url|article url|web address|address|permalink|canonical url|href|uri|source url|article link|"
    "web link|page url|canonical|story url|adresse|webadresse|internetadresse|lien|adresse web|enlace|vínculo|"
    "dirección|enlace web",
    "section": "section|section name|article section|news section|news desk|desk|department|rubric|category|"
    "category name|categories|ressort|rubrik|sparte|kategorie|rubrique|catégorie|sección|nombre de la sección|"
    "categoría",
}


def _plain(name: str) -> str:
    """A name's letters alone, small and without accents."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", name.lower().replace("ß", "ss")))


_FIELD_OF = {_plain(name): field for field, names in _NAMES.items() for name in names.split("|")}
_RANK = {_plain(name): rank for names in _NAMES.values() for rank, name in enumerate(names.split("|"))}
_MAYBE_TEXT = frozenset({
    "leadparagraph", "description", "summary", "abstract", "snippet", "excerpt", "lead", "message", "post", "paragraph",
    "sentence",
})  # fmt: skip
_FILE_NAMES = frozenset({
    "file", "filename", "filepath", "path", "document", "doc", "name", "fileid", "documentname", "textfile", "datei",
    "dateiname", "fichier", "nomdufichier", "archivo", "nombredearchivo",
})  # fmt: skip
_WORDS = {  # words within a name that is not known as a whole, the most telling field first
    "title": "headline|headlines|hed|title|heading", "url": "url|link|href|permalink|uri",
    "author": "author|authors|byline|writer|reporter|journalist", "date": "date|dt|datetime|timestamp|published|day",
    "section": "section|ressort|rubrik|rubrique",
    "source": "outlet|publisher|newspaper|source|publication|paper|magazine|provider",
    "text": "text|story|body|content|contents|transcript|fulltext",
}  # fmt: skip
_ABOUT = frozenset({  # the last word of a name for what is said about a field: "source_type", "author_id"
    "type", "id", "ids", "country", "rank", "language", "lang", "reach", "category", "score", "count", "code", "region",
    "logo", "icon", "image", "photo", "picture", "avatar", "thumbnail", "location", "city", "state", "gender",
    "followers", "handle", "authority", "rating", "format", "precision", "length", "words",
})  # fmt: skip
_MEDIA = frozenset({  # what kind of thing an article is, in a column called "medium"
    "article", "articles", "video", "news", "print", "online", "web", "website", "blog", "tv", "radio", "newspaper",
    "magazine", "podcast", "press", "online news", "newspapers", "broadcast", "forum", "social media", "internet",
})  # fmt: skip
_PICTURES = frozenset({"image", "img", "picture", "photo", "thumbnail", "thumb", "logo", "icon", "favicon", "avatar"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|ico)(?:[?#].*)?$", re.IGNORECASE)
_PAGE = re.compile(r"https?://[^/\s]{3,250}/[^\s]", re.IGNORECASE)  # an address with a path
_HEADLINE_WORDS = 4  # mean words from which what is called "name" is a title: Bing's answers
_MOST_CHARS = {
    "title": 250,
    "author": 120,
    "source": 80,
    "section": 80,
}  # mean characters above which a column is no such field
_ENOUGH = 0.7  # share of a column's cells that must be dates or addresses
LONG_TEXT = 200  # mean characters from which a column is running text
_NAMED_TEXT = 80  # mean characters from which a column called "full_story" may be the text
SHORT_TEXT = 25  # mean characters below which a column holds labels, whatever its name


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read, and why."""

    reason: str


def recognise_column(name: str) -> str:
    """The field that a column name stands for, or "". Falls back on the last part of "fields.bodyText"."""
    return _FIELD_OF.get(_known_name(name), "")


def name_field(key: str) -> str:
    """The field that a key stands for as a whole or by a word in it: "webTitle"; or ""."""
    words = _split_name(key)
    by_word = (field for field, names in _WORDS.items() if not {*names.split("|")}.isdisjoint(words))
    return recognise_column(key) or next(by_word, "") or ("text" if _is_maybe_text(key) else "")


def rank_column(name: str) -> tuple[bool, int]:
    """Sort key for column names: most specific first, names known only by their last part at the end."""
    return _plain(name) not in _FIELD_OF, _RANK.get(_known_name(name), 0)


def name_columns(header: list[str]) -> list[str]:
    """Make column names unique and non-empty."""
    columns: dict[str, None] = {}
    for number, cell in enumerate(header[:MAX_COLUMNS], start=1):
        name = " ".join(clean_text(cell).split())[:MAX_FIELD_CHARS] or f"column {number}"
        columns[name if name not in columns else f"{name} ({number})"] = None
    return list(columns)


def match_columns(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], bool]:
    """Map fields to columns by name and first rows, and tell whether the text column is certain."""
    lengths = {column: _average_length(column, rows) for column in columns}
    mapping: dict[str, str] = {}
    for column in sorted(columns, key=rank_column):
        field = recognise_column(column)
        if field == "section" and lengths[column] > _MOST_CHARS["section"]:
            continue  # the sections of a text, not their names
        if field and field != "text" and (lengths[column] or not rows) and not _is_other(field, column, rows):
            mapping.setdefault(field, column)
    if "title" not in mapping and (name := next((one for one in columns if _plain(one) == "name"), "")):
        cells = _list_cells(name, rows)
        if "url" in mapping and sum(len(cell.split()) for cell in cells) >= _HEADLINE_WORDS * max(len(cells), 1):
            mapping["title"] = name
    named = [column for column in columns if recognise_column(column) == "text" and (lengths[column] or not rows)]
    if named:
        best = min(named, key=rank_column)
        mapping["text"] = best
        has_rival = any(lengths[column] > LONG_TEXT for column in columns if column != best)
        _guess_columns(mapping, columns, rows)
        return _in_order(mapping), not rows or lengths[best] >= (LONG_TEXT if has_rival else SHORT_TEXT)
    free = [column for column in columns if column not in mapping.values() and _plain(column) not in _FILE_NAMES]
    _guess_columns(mapping, columns, rows)
    free = [column for column in free if column not in mapping.values() or column == mapping.get("text")]
    likely = [column for column in free if lengths[column] >= LONG_TEXT] or [one for one in free if _is_maybe_text(one)]
    if likely and "text" not in mapping:
        mapping["text"] = max(likely, key=lambda column: (lengths[column], _is_maybe_text(column)))
    return _in_order(mapping), False


def _guess_columns(mapping: dict[str, str], columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Add fields by a word in a column's name that its cells bear out; dates and addresses also by the cells alone."""
    for by_name in (True, False):
        for field in _WORDS:
            if field in mapping or not (by_name or field in ("date", "url")):
                continue
            free = [one for one in columns if one not in mapping.values() and _plain(one) not in _FILE_NAMES]
            fitting = [one for one in free if _fits(field, _list_cells(one, rows))]
            if by_name:
                words = _WORDS[field].split("|")
                fitting = [one for one in fitting if any(word in words for word in _split_name(one))]
                fitting = [one for one in fitting if not _is_other(field, one, rows)]
                fitting.sort(key=partial(_rank_words, words))
            if fitting:
                mapping[field] = fitting[0]


def _rank_words(words: Sequence[str], column: str) -> int:
    """Where the most telling of these words stands that a column's name has."""
    return min(words.index(word) for word in _split_name(column) if word in words)


def _is_other(field: str, column: str, rows: Sequence[Mapping[str, str]]) -> bool:
    """True for a column that is called like a field and holds something else: a kind, a number, pictures, pages."""
    words = _split_name(column.rpartition(".")[2])
    if len(words) > 1 and words[-1] in _ABOUT and not recognise_column(column):
        return True
    if field == "url" and not _PICTURES.isdisjoint(words):
        return True
    cells = _list_cells(column, rows)
    if field == "source" and cells and all(cell.casefold() in _MEDIA for cell in cells):
        return True
    pages = sum(bool(_PAGE.match(cell)) for cell in cells) if field in ("source", "author", "section", "title") else 0
    pictures = sum(bool(_PICTURE.search(cell)) for cell in cells) if field == "url" else 0
    return bool(cells) and pages + pictures > _ENOUGH * len(cells)


def _list_cells(column: str, rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The cells of a column that are not empty."""
    return [cell for row in rows if (cell := row.get(column, "").strip())]


def _fits(field: str, filled: Sequence[str]) -> bool:
    """True if the cells may hold the field."""
    mean = sum(map(len, filled)) / len(filled) if filled else 0.0
    if field == "date":
        found = [read_date(cell) for cell in filled if len(cell) <= MAX_HINT_CHARS]
        return sum(bool(iso or suggest_dates(unsure)) for iso, unsure in found) > _ENOUGH * len(filled)
    if field == "url":
        pages = [
            cell for cell in filled if cell.startswith(("http://", "https://", "www.")) and not _PICTURE.search(cell)
        ]
        return len(pages) > _ENOUGH * len(filled)
    return mean >= _NAMED_TEXT if field == "text" else 0 < mean <= _MOST_CHARS[field]


def _split_name(name: str) -> list[str]:
    """The words of "Headline_Text" or "pubDate", in lower case."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)]


def _is_maybe_text(column: str) -> bool:
    """True for what may be a whole text or only what is said about it."""
    return _plain(column.rpartition(".")[2]) in _MAYBE_TEXT


def list_others(
    mapping: Mapping[str, str], columns: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> dict[str, list[str]]:
    """The columns that may hold a field where its usual column is empty, the most likely first."""
    others: dict[str, list[str]] = {}
    for column in sorted(columns, key=rank_column):
        field = recognise_column(column)
        may_be = field in ("text", "title", "source", "author", "section") and column not in mapping.values()
        if may_be and not _is_other(field, column, rows):
            others.setdefault(field, []).append(column)
    if "text" in mapping:
        others.setdefault("text", []).extend(one for one in columns if _is_maybe_text(one))
    if "title" in mapping:
        named = (column for column in columns if "title" in _split_name(column) and not recognise_column(column))
        others.setdefault("title", []).extend(named)
    return others


def find_file_column(columns: Sequence[str]) -> str:
    """The column that holds file names, or ""."""
    return next((column for column in columns if _plain(column) in _FILE_NAMES), "")


def _known_name(name: str) -> str:
    plain, last = _plain(name), _plain(name.rpartition(".")[2])
    return plain if plain in _FIELD_OF else last


def _average_length(column: str, rows: Sequence[Mapping[str, str]]) -> float:
    lengths = [len(row.get(column, "").strip()) for row in rows]
    filled = [length for length in lengths if length]
    return sum(filled) / len(filled) if filled else 0.0


def _in_order(mapping: Mapping[str, str]) -> dict[str, str]:
    return {field: mapping[field] for field in FIELDS if field in mapping}
