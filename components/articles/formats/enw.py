"""EndNote's tagged format (.enw), after Unix's refer: "%T A title", a record an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.articles.formats.references import Reference, first_value, list_values

START = re.compile(r"\s{0,99}%0 [A-Z]")
_TAG = re.compile(r"%([A-Z0-9!-/:-@\[-`~])(?: (.*)|\s*)")


def read_enw(text: str) -> Iterator[Reference]:
    """The records of a file: each begins with its kind, "%0", or after an empty line if none has one."""
    has_kinds = bool(re.search(r"^%0 ", text, re.MULTILINE))
    tags: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        match = _TAG.fullmatch(line.strip("\ufeff"))
        if match is None:
            if last and (line.strip() or has_kinds):
                tags[last][-1] += f"\n{line}"
            elif tags and not line.strip():
                yield _build(tags)
                tags, last = {}, ""
            continue
        if match[1] == "0" and tags:
            yield _build(tags)
            tags = {}
        last = match[1]
        tags.setdefault(last, []).append(match[2] or "")
    if tags:
        yield _build(tags)


def _build(tags: dict[str, list[str]]) -> Reference:
    return Reference(
        title=first_value(tags, ("T", "!")),
        dates=list_values(tags, ("8", "D", "7")),
        year=first_value(tags, ("D",))[:4],
        sources=list_values(tags, ("J", "B", "S", "I")),
        authors=list_values(tags, ("A",)),
        urls=list_values(tags, ("U",)),
        doi=first_value(tags, ("R",)),
        section=first_value(tags, ("&",)),
        language=first_value(tags, ("G",)),
        texts=list_values(tags, ("X",)),
        notes=list_values(tags, ("Z", "<")),
    )
