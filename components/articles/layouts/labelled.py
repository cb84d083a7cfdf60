"""Articles of any database as labelled fields above their texts: "Title: …", "Source: …", "Date: …", and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from components.articles.columns import recognise_column
from components.articles.layouts.fields import (
    Found,
    Layout,
    clean_byline,
    clean_source,
    drop_rights,
    find_tail,
    name_labels,
)
from components.articles.lines import Line

_MARK = re.compile(
    r"(?:^|[>\r])[\s*#|-]{0,9}(?:article )?(?:title|headline|heading|titel|überschrift|schlagzeile|titre|gros titre|"
    r"título|titular|encabezado|titolo|kop|tittel|otsikko)[ \xa0]{0,3}(?:[:：\t]|<)",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(r"[\s*#|-]{0,9}(?P<label>[^\W\d_][\w /()'’-]{1,34}?)[ *]{0,3}(?:[:：][ *]{0,3}|\t)(?P<value>.*)")
_BETWEEN = re.compile(  # what parts two articles
    r"[-=_*~#•.+ ]{3,}|(?:document|article|record|item|result|dokument|artikel|artículo)?\s?\#?\d{1,5}(?:\s?(?:of|/|"
    r"von|de|sur|di)\s?\d{1,5})?[.)]?|(?:document|article|record|item|result|dokument|artikel)\s?\#?\d{1,5}:?|end of "
    r"(?:document|article|record)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"Copyright\b|©|\(c\)|All Rights Reserved|Alle Rechte|Tous droits|Todos los derechos", re.IGNORECASE
)
_OTHERS = name_labels(
    other="section|page|pages|edition|language|word count|words|length|subject|subjects|subject terms|keywords|keyword|"
    "topics|tags|category|categories|region|country|location|locations|place|people|persons|companies|company|"
    "organisations|organizations|industry|copyright|rights|id|article id|document id|doc id|accession number|an|"
    "document number|gale document number|load date|publisher|issn|isbn|doi|database|document type|"
    "article type|publication type|source type|source citation|citation|volume|issue|dateline|media type|format|"
    "lexile measure|reach|sentiment|circulation|ressort|rubrik|seite|ausgabe|sprache|schlagwörter|thema|themen|"
    "wörter|wortanzahl|seiten|ort|land|rubrique|langue|mots-clés|mots|nombre de mots|édition|lieu|pays|sujet|sujets|"
    "sección|idioma|palabras clave|palabras|página|páginas|edición|lugar|país|tema|temas|url|link|web address|"
    "permalink|document url"
)
_FULL_LINE = 60  # characters; the value in a shorter line does not go on in the next
_LABEL_WORDS = 3  # of a label that is not known
_FEWEST = 2  # labels that two heads of a file share


@dataclass(slots=True)
class _Head:
    """The labels above a text."""

    start: int
    body_at: int = 0
    names: list[str] = field(default_factory=list)  # labels, in small letters
    places: list[int] = field(default_factory=list)  # their lines
    fields: dict[str, str] = field(default_factory=dict)
    text: str = ""  # the start of the text, beside its label
    has_text_label: bool = False

    def is_whole(self) -> bool:
        """True if the labels are those of an article."""
        return bool(self.fields.get("title")) and bool(self.fields.keys() & {"date", "source"})


def recognise(lines: Sequence[Line]) -> bool:
    """True if there are heads of several articles, or one that names its text or with which the file begins."""
    heads = _find_heads(lines)
    return len(heads) > 1 or any(
        len(head.names) > _FEWEST and (head.has_text_label or _is_first(head, lines)) for head in heads
    )


def _is_first(head: _Head, lines: Sequence[Line]) -> bool:
    """True for the labels with which a file begins, if they are surely those of an article."""
    is_sure = len(head.fields) > _FEWEST and head.body_at < len(lines)
    above = [line.text for line in lines[: head.start] if line.text]  # its number, but not the dashes of front matter
    return is_sure and all(_BETWEEN.fullmatch(text) and text[-1:].isalnum() for text in above)


def cut(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut at the first label of each head."""
    for start, end in pairwise((*(head.start for head in _find_heads(lines)), len(lines))):
        yield lines[start:end]


def read(lines: Sequence[Line]) -> Found | None:
    """Read one article: the labels, then its text, then perhaps other labels and rights."""
    head = next(iter(_find_heads(lines)), None)
    if head is None:
        return None
    body = [*([Line(head.text)] if head.text else []), *lines[head.body_at :]]
    while body and (not body[-1].text or _BETWEEN.fullmatch(body[-1].text)):
        body.pop()
    return Found(
        body=drop_rights(body[: find_tail(body, _OTHERS, _RIGHTS)], _RIGHTS),
        title=head.fields["title"],
        date=head.fields.get("date", ""),
        source=clean_source(head.fields.get("source", "")),
        author=clean_byline(head.fields.get("author", "")),
        url=head.fields.get("url", ""),
        section=head.fields.get("section", ""),
    )


def _find_heads(lines: Sequence[Line]) -> list[_Head]:
    """The heads of articles, all with labels of the first; each starts with the first's first label if it has it."""
    heads = [head for head in _find_runs(lines) if head.is_whole()]
    if not heads:
        return []
    known = set(heads[0].names)
    heads = [head for head in heads if len(known.intersection(head.names)) >= min(_FEWEST, len(known))]
    for head in heads[1:]:
        if heads[0].names[0] in head.names:
            head.start = head.places[head.names.index(heads[0].names[0])]
    return heads


def _find_runs(lines: Sequence[Line]) -> Iterator[_Head]:
    """Runs of labelled lines, each up to the start of a text."""
    head: _Head | None = None
    last = ""  # the field that the next line may go on
    n_empty = 0
    for number, line in enumerate(lines):
        if not line.text:
            n_empty += 1
            continue
        match = _LABEL.match(line.text, 0, 2_000)
        name = " ".join(match["label"].casefold().split()) if match else ""
        known = recognise_column(name) or ("" if name in _OTHERS else None) if match else None
        if known is None and match and head is not None and not n_empty and _is_field(name, match["value"]):
            known = ""
        if known is None:
            goes_on = head is not None and last and not n_empty and len(lines[number - 1].text) >= _FULL_LINE
            stands_below = head is not None and last and not head.fields.get(last)
            if head is not None and (goes_on or stands_below):
                head.fields[last] = f"{head.fields.get(last, '')} {line.text}".strip()
            elif head is not None:
                head.body_at = number
                yield head
                head = None
            n_empty = 0
            continue
        if head is not None and name == head.names[0]:
            head.body_at = number
            yield head
            head = None
        head = head or _Head(number)
        n_empty, last = 0, known if known not in head.fields else ""
        head.names.append(name)
        head.places.append(number)
        value = match["value"].strip() if match else ""
        if known == "text":
            head.body_at, head.text, head.has_text_label = number + 1, value, True
            yield head
            head = None
        elif known:
            head.fields.setdefault(known, value)
    if head is not None:
        head.body_at = len(lines)
        yield head


def _is_field(name: str, value: str) -> bool:
    """True for a label among others and its value, whatever it is called."""
    return len(name.split()) <= _LABEL_WORDS and len(value) <= _FULL_LINE and value[-1:] not in '.?!”"'


LABELLED = Layout("a database", _MARK, recognise, cut, read)
