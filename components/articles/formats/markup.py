"""News as XML or SGML: NITF, NewsML-G2, Factiva's, Reuters-21578, Gigaword, and any other that names its fields.

NITF 3.6 and NewsML-G2 2.34: iptc.org; Reuters-21578's README; LDC2011T07's documentation.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from components.articles.columns import recognise_column
from components.articles.drafts import Draft, complete_article
from components.articles.formats import clean_text, decode_text
from components.articles.formats.html import is_encoding, strip_tags
from components.articles.layouts.fields import clean_byline
from components.types import Article, DatelineError, Skipped

MARKUP_SUFFIXES = (".sgm", ".sgml")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,3}=\s{0,3}[\"']([\w.:-]{2,40})")
_PROLOGUE = re.compile(r"<\?[^>]{0,400}\?>|<!DOCTYPE[^\[>]{0,400}(?:\[[^\]]{0,20000}\])?\s{0,9}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30};)")
_NO_SIGN = re.compile(r"&#(?:[0-8]|1[124-9]|2\d|3[01]);")  # Reuters-21578 writes its control characters so
_AND = re.compile(r"&(?![A-Za-z#])")
_ARTICLES = frozenset({
    "nitf", "newsitem", "article", "newsarticle", "ppsarticle", "reuters", "doc", "document", "story", "record", "item",
    "row", "news", "entry",
})  # fmt: skip
_PLACES: Mapping[str, tuple[str, ...]] = {  # where a field stands: element, or element@attribute; the surest first
    "title": ("hl1", "headline", "hedline", "headlinetext", "title"),
    "date": (
        "date.issue@norm", "pubdata@date.publication", "story.date@norm", "contentcreated", "publicationdate",
        "pubdate", "datepublished", "firstcreated", "versioncreated",
    ),
    "source": ("pubdata@name", "sourcename", "publicationname", "provider@literal", "newspaper", "publication"),
    "author": ("byline", "author", "creator", "by"),
    "url": ("pubdata@ex-ref", "weburl", "url", "link"),
}  # fmt: skip
_BODIES = ("body.content", "inlinexml", "fulltext", "articlebody", "bodytext", "body", "content", "text", "story")
_BOTH = ("leadparagraph", "tailparagraphs")  # Factiva's two halves of a body
_PARAGRAPHS = frozenset({"p", "para", "paragraph"})
_NO_STORY = frozenset({"media", "hedline", "headline", "title", "dateline", "byline", "author", "table", "body.head"})
_PARTS = re.compile(r"\n\s*\n|\n(?=[ \t]{3,}\S)")  # an empty line, or an indented one
_TAGS = re.compile(r"</?(?:p|br|div)\b", re.IGNORECASE)
_ID_DATE = re.compile(r"(?:19|20)\d{6}(?=\D|$)")  # in "AFP_ENG_19940512.0001"


def read_markup(path: str, data: bytes) -> Iterator[Article | Skipped]:
    """Yield the articles of a file. Raises DatelineError if it holds none."""
    articles = _find_articles(parse_markup(data))
    if not articles:
        raise DatelineError("There is no article in this file: nothing in it is called a title, a headline or a text.")
    for number, element in enumerate(articles, start=1):
        place = path if len(articles) == 1 else f"{path}#{number}"
        draft = _read_draft(element)
        try:
            if not draft.text:
                raise DatelineError(f"It holds only the title or a summary of “{draft.title}”, not its text.")
            yield complete_article(draft, place)
        except DatelineError as error:
            yield Skipped(place, str(error))


def parse_markup(data: bytes) -> Any:
    """The root of what is read; entities of its own are left out, and nothing is fetched."""
    from lxml import etree  # type: ignore[import-untyped]

    named = _DECLARED.search(data[:400])
    charset = named[1].decode("ascii", "replace") if named else ""
    text = data.decode(charset, "replace") if is_encoding(charset or "?") else decode_text(data)
    text = _NO_SIGN.sub("", _PROLOGUE.sub("", clean_text(text), count=9))
    text = _AND.sub("&amp;", _ENTITY.sub(lambda match: html.unescape(match[0]), text))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(f"<root>{text}</root>", parser)
    if root is None:
        raise DatelineError("This file is damaged: there are no elements in it.")
    return root


def name_element(element: Any) -> str:
    """An element's name in small letters, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _find_articles(root: Any) -> list[Any]:
    """The innermost elements that are called an article and have a title or a text."""
    found = [one for one in root.iter() if name_element(one) in _ARTICLES and _is_article(one)]
    outer = {id(above) for one in found for above in one.iterancestors()}
    inner = [one for one in found if id(one) not in outer]
    return inner or [one for one in root if _is_article(one)]


def _is_article(element: Any) -> bool:
    names = {name_element(one) for one in element.iterdescendants()}
    return bool(names.intersection(_PLACES["title"]) and names.intersection((*_BODIES, *_BOTH, *_PARAGRAPHS)))


def _read_draft(element: Any) -> Draft:
    fields = {field: _read_field(element, places) for field, places in _PLACES.items()}
    for one in element.iterdescendants():
        field = recognise_column(name_element(one)) if len(one) == 0 and (one.text or "").strip() else ""
        if field and field != "text" and not fields[field]:
            fields[field] = _write(one)
    written = _ID_DATE.search(element.get("id", "") + element.get("docid", ""))
    return Draft(
        text=_read_text(element),
        title=fields["title"],
        date=fields["date"] or (written[0] if written else ""),
        source=fields["source"],
        author=clean_byline(fields["author"]),
        url=fields["url"],
    )


def _read_field(element: Any, places: tuple[str, ...]) -> str:
    for place in places:
        name, _, attribute = place.partition("@")
        for one in element.iterdescendants():
            if name_element(one) == name and (value := one.get(attribute, "") if attribute else _write(one)):
                return str(value)
    return ""


def _read_text(element: Any) -> str:
    """The paragraphs of the body."""
    halves = [one for name in _BOTH for one in element.iterdescendants() if name_element(one) == name]
    bodies = halves or next((found for name in _BODIES if (found := _find_bodies(element, name))), list[Any]())
    if not bodies and any(name_element(one) in _PARAGRAPHS for one in element.iterdescendants()):
        bodies = [element]
    blocks = [block for body in bodies for block in _read_blocks(body)]
    return "\n\n".join(blocks)


def _find_bodies(element: Any, name: str) -> list[Any]:
    """The elements of this name that hold words; of NITF's blocks the one that is the full text."""
    found = [one for one in element.iterdescendants() if name_element(one) == name and _write(one)]
    blocks = [block for one in found for block in one.iter() if block.get("class") == "full_text"]
    inner = [one for one in found if not any(name_element(below) == name for below in one.iterdescendants())]
    return blocks or inner[:1]


def _read_blocks(body: Any) -> list[str]:
    paragraphs = [one for one in body.iter() if name_element(one) in _PARAGRAPHS and not _is_beside(one, body)]
    if paragraphs:
        return [text for one in paragraphs if (text := _write(one))]
    text = "".join(_list_texts(body))
    if _TAGS.search(text):
        return strip_tags(text).split("\n\n")
    return [joined for part in _PARTS.split(text) if (joined := " ".join(part.split()))]


def _is_beside(paragraph: Any, body: Any) -> bool:
    """True for a paragraph of a picture, a table or a head within the body."""
    for above in paragraph.iterancestors():
        if above is body:
            return False
        if name_element(above) in _NO_STORY:
            return True
    return False


def _list_texts(element: Any) -> Iterator[str]:
    """The texts of an element without those of the head, where it stands within."""
    yield element.text or ""
    for one in element:
        if name_element(one) and name_element(one) not in _NO_STORY:
            yield from _list_texts(one)
        yield one.tail or ""


def _write(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
