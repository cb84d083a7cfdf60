"""RIS (.ris), as most databases and programs for references write it: "TY  - NEWS", one tag a line.

Source: Research Information Systems' format of 2011, and what EndNote, Zotero, EBSCO, Gale and ProQuest write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.articles.formats.references import Reference, first_value, list_values

START = re.compile(r"\s{0,99}TY {1,2}- ")
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\s*)")


def read_ris(text: str) -> Iterator[Reference]:
    """The records of a file."""
    tags: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        match = _TAG.fullmatch(line.strip("\ufeff"))
        if match is None:
            if last:
                tags[last][-1] += f"\n{line}"  # a text in several lines
            continue
        last, value = match[1], match[2] or ""
        if last in ("TY", "ER"):
            if tags:
                yield _build(tags)
            tags, last = {}, ""
            continue
        tags.setdefault(last, []).append(value)
    if tags:
        yield _build(tags)


def _build(tags: dict[str, list[str]]) -> Reference:
    return Reference(
        title=first_value(tags, ("TI", "T1", "CT", "BT", "ST")),
        dates=list_values(tags, ("DA", "Y1", "PY", "Y2")),
        year=first_value(tags, ("PY", "Y1"))[:4],
        sources=list_values(tags, ("T2", "JF", "JO", "JA", "J2", "PB")),
        authors=list_values(tags, ("AU",)) or list_values(tags, ("A1",)),
        urls=list_values(tags, ("UR", "LK", "L2")),
        doi=first_value(tags, ("DO",)),
        section=first_value(tags, ("SE",)),
        language=first_value(tags, ("LA",)),
        texts=list_values(tags, ("AB",)) or list_values(tags, ("N2",)),
        notes=list_values(tags, ("N1", "N2")),
    )
