"""Plain text and Markdown with front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from components.articles.columns import rank_column, recognise_column
from components.articles.drafts import Draft, build_address, build_draft, read_host
from components.articles.formats import MAX_FRONT_MATTER_CHARS, decode_text
from components.articles.lines import Opened, split_lines
from components.types import Skipped

_ADDRESS = re.compile(r"\s{0,99}https?://", re.IGNORECASE)
_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_LINE = re.compile(r"(?P<name>[A-Za-z][\w -]{0,40}):[ \t]+(?P<value>\S.*?)[ \t]*\r?$", re.MULTILINE)
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?(?P<kept>[^\[\]|\n]+)\]\]")  # [[Jane Doe]], [[page|words]]
_MARKUP = (  # Markdown syntax and its replacement
    (re.compile(r"<!--.{0,2000}?-->", re.DOTALL), ""),
    (re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}\r?$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:#{1,6}|>)[ \t]+", re.MULTILINE), ""),
    (_WIKI, r"\g<kept>"),
    (re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)"), ""),
    (re.compile(r"\[(?P<kept>[^\[\]\n]+)\]\((?=[^()\s]*[/.:#])[^()\s]*(?:\s+\"[^\"\n]*\")?\)"), r"\g<kept>"),
    (re.compile(r"(?<![\w*])(?P<mark>\*{1,3})(?=[^\s*])(?P<kept>[^*\n]+)(?<=[^\s*])(?P=mark)(?![\w*])"), r"\g<kept>"),
    (re.compile(r"(?<!\w)(?P<mark>_{1,3})(?=[^\s_])(?P<kept>[^_\n]+)(?<=[^\s_])(?P=mark)(?!\w)"), r"\g<kept>"),
)
_HEADING = re.compile(r"\s*#[ \t]+(?P<title>\S.*?)[ \t]*#*[ \t]*(?:\r?\n|\Z)")


def open_text(data: bytes) -> Opened:
    """Open a .txt file."""
    text = decode_text(data)
    return Opened(text, lambda: split_lines(text), lambda: read_text_draft(text))


def open_markdown(data: bytes) -> Opened:
    """Open a Markdown file."""
    text = decode_text(data)
    return Opened(text, lambda: split_lines(text), lambda: read_markdown_draft(text))


def read_address_list(path: str, opened: Opened) -> Iterator[Skipped] | None:
    """The addresses of a text that holds nothing else, one a line; None for any other text."""
    if not _ADDRESS.match(opened.text):
        return None
    addresses = opened.text.split()
    if not all(map(_ADDRESS.match, addresses)) or not any(map(read_host, addresses)):
        return None
    return (build_address(f"{path}#{number}", {"url": url}) for number, url in enumerate(addresses, start=1))


def read_text_draft(text: str) -> Draft:
    """Read a .txt file; its text is the whole file, so that offsets point into it."""
    fields, body_start = read_front_matter(text)
    return build_draft(text, fields, body_start)


def read_markdown_draft(text: str) -> Draft:
    """Read a Markdown file: the text after the front matter, without markup and without the title heading."""
    fields, body_start = read_front_matter(text)
    body = text[body_start:]
    heading = _HEADING.match(body)
    if heading is not None and fields.get("title", heading["title"]) == heading["title"]:
        fields["title"] = heading["title"]
        body = body[heading.end() :] or body
    for pattern, kept in _MARKUP:
        body = pattern.sub(kept, body)
    return build_draft(body.strip(), fields)


def read_front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields between the first two lines of dashes, and the offset of the text after them."""
    match = _FRONT.match(text, 0, MAX_FRONT_MATTER_CHARS)
    if match is None:
        return {}, 0
    written_fields = _parse_fields(match["fields"])
    if not written_fields:  # a text that happens to stand between two lines of dashes
        return {}, 0
    found: dict[str, str] = {}
    for name in sorted(written_fields, key=rank_column):
        field, written = recognise_column(name), _write_value(written_fields[name])
        if field and field != "text" and written:
            found.setdefault(field, written)
    return found, match.end()


def _parse_fields(fields: str) -> Mapping[str, object]:
    import yaml

    try:
        # Strings only: "1984" is a valid title, and 2026-02-30 must not fail.
        parsed = yaml.load(fields, Loader=_build_loader())  # noqa: S506 - the base loader builds nothing but strings
    except (yaml.YAMLError, ValueError, RecursionError):
        parsed = None
    if isinstance(parsed, dict):
        return {str(name): value for name, value in parsed.items()}
    return {  # invalid YAML, such as an unquoted title with a colon
        match["name"]: match["value"].strip("\"'") for match in _FRONT_LINE.finditer(fields)
    }


def _build_loader() -> type[Any]:
    """YAML's base loader without aliases, by which a few lines can stand for billions."""
    import yaml

    class Loader(yaml.BaseLoader):  # type: ignore[misc]
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("no aliases")
            return super().compose_node(parent, index)

    return Loader


def _write_value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_write_value, value)))
    if isinstance(value, dict):
        name = value.get("name")
        return name if isinstance(name, str) else ""
    return _WIKI.sub(r"\g<kept>", value) if isinstance(value, str) else ""
