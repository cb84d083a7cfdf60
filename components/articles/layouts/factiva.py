"""Factiva (.html, .rtf, .txt, .pdf, .docx): "412 words" below a headline, or field codes; "Document CODE" last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.articles.layouts.fields import Found, Layout, clean_byline, is_date_line
from components.articles.lines import PAGE_START, Line
from components.articles.outlets import is_person

_DOCUMENT = re.compile(
    r"(?:AN\s)?(?:Document|Dokument|Documento|Документ|文書|文件|文档|文檔|ドキュメント)\s?"
    r"[A-Z0-9]{2,12}\d{5,20}[A-Za-z0-9]{0,24}"
)
_WORDS = re.compile(
    r"\d[\d.,' ]{0,9}\s?(?:words?|wörter|wort|mots?|palabras?|parol[ea]|palavras?|woorden|ord|слов[оа]?|語|字|단어)",
    re.IGNORECASE,
)
_MARK = re.compile(rf"(?:{_DOCUMENT.pattern})|class=[\"']?[\w -]{{0,60}}articleParagraph")
_RIGHTS = re.compile(r"(?:\(c\)|©|Copyright\b)", re.IGNORECASE)
_RIGHTS_GO_ON = re.compile(
    r"(?:all )?rights? reserved|reserved\.?$|alle rechte|tous droits|todos los derechos", re.IGNORECASE
)
_FOOTER = re.compile(
    r"(?:Page|Seite|Página|Pagina)\s\d+\s\S{2,4}\s\d+\b.{0,90}Factiva.{0,60}|©.{0,20}Factiva.{0,60}|_{4,}",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\b(?:bold|b|strong|h[1-3]|heading)\b", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\s?(?:[AP]M)?(?:\s?[A-Z]{2,4})?", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"English|Englisch|Anglais|Inglés|Ingles|Inglese|Inglês|Engels|Английский|英語|英文|英语|German|Deutsch|Allemand|"
    r"Alemán|French|Französisch|Français|Francés|Spanish|Spanisch|Espagnol|Español",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|von|par|por|di)\s+(?=\S)", re.IGNORECASE)
_CODES = frozenset({
    "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CLM",
    "DLN", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART",
})  # fmt: skip
_CODE = re.compile(r"(?P<code>[A-Z]{2,3})(?:(?P<space>[\t ])(?P<value>.*)|$)")
_HEAD_LINES, _LONG_LINE = 14, 90
_SECTION_WORDS = 4
_PUBLISHER_WORDS = 8
_STARTS = frozenset({"The", "A", "An", "Copyright", "(c)", "©"})
_START = re.compile(r"\b[a-z]{2}Article\b")  # class of an article in the HTML
_MENU = re.compile(r"factiva|dow jones|search|results|page \d", re.IGNORECASE)


def recognise(lines: Sequence[Line]) -> bool:
    """True if articles end with "Document CODE" or are marked as Factiva's HTML, and have one of its heads."""
    has_words = any(_WORDS.fullmatch(line.text) for line in lines)
    codes = {code[0] for line in lines if (code := _read_code(line.text)) is not None}
    return (has_words or {"HD", "PD"} <= codes) and (
        any(_DOCUMENT.fullmatch(line.text) for line in lines) or any("articleParagraph" in line.style for line in lines)
    )


def cut(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut after each "Document CODE", else at each article that the HTML marks."""
    starts = [number + 1 for number, line in enumerate(lines) if _DOCUMENT.fullmatch(line.text)]
    if not starts:
        starts = [n for n, line in enumerate(lines) if _START.search(line.style)]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        yield [line for line in lines[start:end] if not _FOOTER.fullmatch(line.text)]


def read(lines: Sequence[Line]) -> Found | None:
    """Read one article, by its field codes if it has them."""
    codes = [number for number, line in enumerate(lines) if _read_code(line.text) is not None]
    if {"HD", "PD"} <= {code[0] for number in codes if (code := _read_code(lines[number].text)) is not None}:
        return _read_codes(lines, codes)
    words_at = next((number for number, line in enumerate(lines) if _WORDS.fullmatch(line.text)), None)
    if words_at is None:
        return None
    title, author, section = _read_head(lines[:words_at])
    date, source, body_at = _read_place(lines, words_at + 1)
    end = next((n for n in range(body_at, len(lines)) if _DOCUMENT.fullmatch(lines[n].text)), len(lines))
    body = _drop_publisher(lines[body_at:end], source, lines[body_at - 1].text)
    return Found(body, title, date, source, clean_byline(author), section=section)


def _drop_publisher(body: Sequence[Line], source: str, rights: str) -> Sequence[Line]:
    """The body without the publisher's name, which may stand below it; the HTML marks the paragraphs of the body."""
    marked = [number for number, line in enumerate(body) if "articleParagraph" in line.style]
    if marked:
        return body[: marked[-1] + 1]
    filled = [number for number, line in enumerate(body) if line.text]
    if len(filled) < 2 or body[filled[-1] - 1].text:
        return body
    text = body[filled[-1]].text
    first = text.partition(" ")[0]
    is_named = (source and text.startswith(source)) or (first not in _STARTS and first in f"{source} {rights}".split())
    is_name = len(text.split()) <= _PUBLISHER_WORDS and text[-1] not in '.?!”"'
    return body[: filled[-1]] if is_named and is_name else body


def _read_code(text: str) -> tuple[str, str] | None:
    """The field code that starts a line, and what follows it."""
    match = _CODE.match(text)
    if match is None or match["code"] not in _CODES:
        return None
    value = match["value"] or ""
    if (
        match["space"] == " "
        and match["code"] in ("IN", "RE", "CO", "NS", "CT")
        and not (" : " in value or "|" in value)
    ):
        return None  # "IN other news"; index codes hold "gcat : Political News | …"
    return match["code"], value


def _read_codes(lines: Sequence[Line], codes: Sequence[int]) -> Found:
    fields: dict[str, list[Line]] = {}
    for start, end in zip(codes, [*codes[1:], len(lines)], strict=True):
        code, value = _read_code(lines[start].text) or ("", "")
        fields.setdefault(code, [Line(value), *lines[start + 1 : end]])
    texts = {code: " ".join(line.text for line in found if line.text) for code, found in fields.items()}
    return Found(
        body=[*fields.get("LP", []), Line(""), *fields.get("TD", [])],
        title=texts["HD"],
        date=texts["PD"],
        source=texts.get("SN", ""),
        author=clean_byline(texts.get("BY", "")),
        section=texts.get("SE", ""),
    )


def _read_head(lines: Sequence[Line]) -> tuple[str, str, str]:
    """Title, byline and section; they stand above "412 words", the section first if it is named."""
    filled = [line for line in lines if line.text]
    titled = [number for number, line in enumerate(filled) if "headline" in line.style.casefold()]
    if not titled:
        filled = filled[-_HEAD_LINES:]
        bold = [number for number, line in enumerate(filled) if _EMPHASIS.search(line.style)]
        titled = bold if len(bold) < len(filled) or len(filled) == 1 else []
    if titled:
        last = titled[-1]
        first = last
        while first - 1 in titled:
            first -= 1
        below = filled[last + 1 :]
        authors = [line for line in below if "author" in line.style.split()] or below
        section = _read_section(filled[:first])
        return _join(filled[first : last + 1]), "; ".join(line.text for line in authors), section
    page = max((number for number, line in enumerate(lines) if line.style == PAGE_START), default=-1)
    texts = [line.text for line in lines[page + 1 :] if line.text][-_HEAD_LINES:]
    if not texts or (len(texts) == 1 and _BYLINE.match(texts[0])):  # the page ends within the head
        texts = [line.text for line in lines if line.text][-_HEAD_LINES:]
    author = texts.pop() if len(texts) > 1 and _BYLINE.match(texts[-1]) else ""
    if not author and len(texts) > 1 and not lines[-2].text and is_person(lines[-1].text):
        author = texts.pop()  # a name in a block of its own
    if len(texts) > 1 and len(texts[0].split()) <= _SECTION_WORDS and len(texts[0]) * 2 < len(texts[1]):
        return " ".join(texts[1:]), author, texts[0]
    return " ".join(texts), author, ""


def _read_section(above: Sequence[Line]) -> str:
    """The section's name in the lines above a headline: the only one of the article, and short."""
    start = max((n for n, line in enumerate(above) if _START.search(line.style)), default=0)
    names = [line.text for line in above[start:]]
    is_name = len(names) == 1 and len(names[0].split()) <= _SECTION_WORDS and not _MENU.search(names[0])
    return names[0] if is_name else ""


def _read_place(lines: Sequence[Line], start: int) -> tuple[str, str, int]:
    """Date and source below "412 words", and where the body starts: below the rights, else below the language."""
    date = source = ""
    body_at = start
    for number in range(start, min(start + 2 * _HEAD_LINES, len(lines))):
        text = lines[number].text
        if not text:
            continue
        if _RIGHTS.match(text):
            body_at = number + 1
            while body_at < len(lines) and (
                _RIGHTS_GO_ON.search(lines[body_at].text) and len(lines[body_at].text) < _LONG_LINE
            ):
                body_at += 1
            return date, source, body_at
        if len(text) > _LONG_LINE:
            break
        if not date:
            date = text if is_date_line(text) else ""
        elif not source and not _TIME.fullmatch(text):
            source = text
        elif _LANGUAGE.fullmatch(text):
            body_at = number + 1
    return date, source, body_at


def _join(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


FACTIVA = Layout("Factiva", _MARK, recognise, cut, read)
