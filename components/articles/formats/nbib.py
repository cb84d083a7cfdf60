"""PubMed's format (.nbib, or .txt as the site saves it): "TI  - A title", wrapped lines indented.

Source: the National Library of Medicine's description of MEDLINE's fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.articles.formats.references import Reference, first_value, list_values

START = re.compile(r"\s{0,99}PMID- ?\d")
_TAG = re.compile(r"([A-Z]{2,4}) {0,2}- ?(.*)")
_DOI = re.compile(r"(10\.\S{3,200}) \[doi\]")


def read_nbib(text: str) -> Iterator[Reference]:
    """The records of a file."""
    tags: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        match = _TAG.fullmatch(line.strip("\ufeff"))
        if match is None:
            if last and line.startswith("  "):
                tags[last][-1] += f" {line.strip()}"
            continue
        if match[1] == "PMID" and tags:
            yield _build(tags)
            tags = {}
        last = match[1]
        tags.setdefault(last, []).append(match[2])
    if tags:
        yield _build(tags)


def _build(tags: dict[str, list[str]]) -> Reference:
    number = first_value(tags, ("PMID",))
    dois = (found[1] for value in list_values(tags, ("LID", "AID")) if (found := _DOI.search(value)))
    return Reference(
        title=first_value(tags, ("TI", "BTI")),
        dates=list_values(tags, ("DP", "DEP")),
        year=first_value(tags, ("DP",))[:4],
        sources=list_values(tags, ("JT", "TA", "PB")),
        authors=list_values(tags, ("FAU",)) or list_values(tags, ("AU",)),
        urls=[f"https://pubmed.ncbi.nlm.nih.gov/{number}/"] if number.isdecimal() else [],
        doi=next(dois, ""),
        language=first_value(tags, ("LA",)),
        texts=list_values(tags, ("AB",)),
    )
