"""LexisNexis Academic and its forerunners (.txt, .html, .rtf, .docx): "n of m DOCUMENTS", labels in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.articles.layouts.fields import (
    Found,
    Layout,
    clean_byline,
    collect_fields,
    drop_rights,
    find_tail,
    in_capitals,
    is_date_line,
    name_labels,
    read_label,
)
from components.articles.lines import Line, is_dense, split_blocks

_OF = r"\d{1,6}\s(?:of|von|de|van|di|sur|av)\s\d{1,6}"
_MARK = re.compile(
    rf"{_OF}\s(?:documents?|dokumente?n?|documentos?|documenti|documenten|stories)\b|"
    rf"\b(?:document|dokument|documento)\s{_OF}",
    re.IGNORECASE,
)
_START = re.compile(
    rf"(?:level \d+ - )?{_OF} (?:documents?|dokumente?n?|documentos?|documenti|documenten|stories)|"
    rf"(?:document|dokument|documento) {_OF}",
    re.IGNORECASE,
)
_END = re.compile(r"-{2,9} ?End of (?:Request|Document).{0,20}", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:\W{0,9}Copyright\b|©|\(c\)\s|All Rights Reserved|Alle Rechte vorbehalten|Tous droits r|Todos los derechos)",
    re.IGNORECASE,
)
_EDITION = re.compile(r"\b(?:edition|ausgabe|édition|edición|edizione|editie)\b", re.IGNORECASE)
_LABELS = in_capitals(
    name_labels(
        title="headline|überschrift|titre|titel|titular|título|titolo|kop",
        author="byline|autor|auteur|autor(en)|autore|verfasser",
        body="body|text|texte|haupttext|cuerpo|testo",
        url="url|web address",
        section="section|rubrik|rubrique|sección|sezione|rubriek|ressort",
        other="length|länge|longueur|longitud|lunghezza|"
        "lengte|dateline|ort|datum|highlight|edition|ausgabe|edición|series|column|insert|encart|correction|"
        "distribution|type|cite|note|notes",
    )
)
_TAIL = in_capitals(
    name_labels(
        url="url",
        section="section",
        other="load-date|ladedatum|date-chargement|fecha-carga|update|language|sprache|langue|idioma|lingua|taal|"
        "publication-type|publikationstyp|publikation-typ|pressetyp|zeitungstyp|type-publication|tipo-publicación|"
        "pub-type|document-type|journal-code|zeitungscode|code-journal|graphic|grafik|graphique|gráfico|subject|thema|"
        "sujet|organization|organisation|company|firma|société|societe|ticker|stock-symbol|industry|branche|"
        "secteur-activite|person|personne|city|state|country|geographic|geo-localization|localisation-geo|name|acc-no|"
        "correction-date|correction|note|notes|type|dateline|series|topic|product",
    )
)
_GRAPHIC = in_capitals(name_labels(other="graphic|grafik|graphique|gráfico"))
_DIGITS = re.compile(r"\d+")
_HEAD_LINES, _DATE_LINES = 40, 24  # below "n of m DOCUMENTS", within which labels and the date stand
_INSPECTED = 20  # articles
_FULL_LINE = 60  # characters; the value in a shorter line does not go on in the next
_LONG_LINE = 110  # characters; a longer one is a paragraph, not a value that goes on
_OWNER = re.compile(r"\W{0,9}(?:Copyright|©|\(c\))[\W\d]{0,20}|\bAll Rights Reserved\b.*", re.IGNORECASE)


def recognise(lines: Sequence[Line]) -> bool:
    """True if articles are numbered "n of m DOCUMENTS" and have labels in capitals."""
    starts = [number for number, line in enumerate(lines) if _START.fullmatch(line.text)]
    if not starts:
        return False
    labels = _LABELS | _TAIL
    following = lines[starts[0] : starts[1] if len(starts) > 1 else len(lines)]
    return any(read_label(line.text, labels) is not None for line in following) and any(
        is_date_line(line.text, labelled=False)
        for start in starts[:_INSPECTED]
        for line in lines[start + 1 : start + _DATE_LINES]
    )


def cut(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut at each "n of m DOCUMENTS"; what stands before the first is a cover page."""
    starts = _find_starts(lines)
    last = max((number for number, line in enumerate(lines) if _END.fullmatch(line.text)), default=len(lines))
    for start, end in pairwise((*starts, len(lines))):
        yield lines[start + 1 : min(end, last) if start < last else end]


def _find_starts(lines: Sequence[Line]) -> list[int]:
    """The lines "n of m DOCUMENTS"; one in other words than the first only where labels of a head follow it."""
    starts = [number for number, line in enumerate(lines) if _START.fullmatch(line.text)]
    forms = {number: _DIGITS.sub("", lines[number].text) for number in starts}
    return [
        start
        for start, end in pairwise((*starts, len(lines)))
        if forms[start] == forms[starts[0]] or any(map(_is_head, lines[start : min(end, start + _HEAD_LINES)]))
    ]


def _is_head(line: Line) -> bool:
    return read_label(line.text, _LABELS) is not None and read_label(line.text, _TAIL) is None


def read(lines: Sequence[Line]) -> Found | None:
    """Read one article: source, date and edition, headline, labels, body, labels, rights."""
    body_at = _find_body(lines)
    head, rest = lines[:body_at], list(lines[body_at:])
    labelled = read_label(rest[0].text, _LABELS) if rest else None
    if labelled is not None and labelled[0] == "body":
        rest[0] = Line(labelled[1])
    tail_at = find_tail(rest, _TAIL, _RIGHTS)
    tail_at = next((n for n in range(tail_at) if read_label(rest[n].text, _GRAPHIC) is not None), tail_at)
    label_at = next((n for n, line in enumerate(head) if read_label(line.text, _LABELS) is not None), len(head))
    title, date, source = _read_place(head[:label_at])
    fields = collect_fields(head[label_at:], _LABELS) | collect_fields(rest[tail_at:], _TAIL)
    return Found(
        body=drop_rights(rest[:tail_at], _RIGHTS),
        title=fields.get("title", "") or title,
        date=date,
        source=source,
        author=clean_byline(fields.get("author", "")),
        url=fields.get("url", ""),
        section=fields.get("section", ""),
    )


def _find_body(lines: Sequence[Line]) -> int:
    """Where the body starts: at "BODY:", else at the first block below the labels of the head."""
    last = None
    dense = is_dense(lines)
    for number, line in enumerate(lines):
        labelled = read_label(line.text, _LABELS)
        if labelled is not None:
            if labelled[0] == "body":
                return number
            last = number
        elif last is not None and line.text and _starts_block(lines, number, dense):
            is_value = number == last + 2 and read_label(lines[last].text, _LABELS) == ("title", "")
            if not is_value:
                return number
        elif last is None and read_label(line.text, _TAIL) is not None:
            break
    if last is not None:
        return len(lines)
    filled = [number for number, line in enumerate(lines) if line.text]
    date_at = next((number for number in filled if is_date_line(lines[number].text)), None)
    blocks = [n for n in filled if date_at is not None and n > date_at and not lines[n - 1].text]
    return blocks[1] if len(blocks) > 1 else len(lines)


def _starts_block(lines: Sequence[Line], number: int, dense: bool) -> bool:
    """True if a line is not the rest of the line above it."""
    above = lines[number - 1].text
    return not above or len(lines[number].text) > _LONG_LINE or (dense and len(above) < _FULL_LINE)


def _read_place(head: Sequence[Line]) -> tuple[str, str, str]:
    """Title, date and source, which stand above the labels; the rights may stand above the source, or name it."""
    blocks: list[list[str]] = []
    owner, beside_rights = "", ""
    for block in split_blocks(head):
        rights = [line.text for line in block if _RIGHTS.match(line.text)]
        kept = [line.text for line in block if not _RIGHTS.match(line.text)]
        if rights and not owner:
            owner = _OWNER.sub("", rights[0]).strip(" .,")
        if rights and kept and not any(is_date_line(text) for text in kept):
            beside_rights = kept[-1]
        elif kept:
            blocks.append(kept)
    place = [(n, m) for n, block in enumerate(blocks) for m, text in enumerate(block) if is_date_line(text)]
    if not place:
        texts = [" ".join(block) for block in blocks]
        return (texts[1] if len(texts) > 1 else ""), "", (texts[0] if texts else "")
    at, line = place[0]
    above = [*(text for block in blocks[:at] for text in block), *blocks[at][:line]]
    beside, below = blocks[at][line + 1 :], blocks[at + 1 :]
    if len(below) > 1 and len(below[0]) == 1 and _EDITION.search(below[0][0]):
        below = below[1:]
    if not below:
        below = [[text for text in beside if not _EDITION.search(text)]]
    return " ".join(below[0]), blocks[at][line], above[-1] if above else beside_rights or owner


LEXISNEXIS = Layout("LexisNexis", _MARK, recognise, cut, read)
