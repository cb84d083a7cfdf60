"""Documents packed as zip archives of XML: their parts, parsed without fetching or expanding anything."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from components.articles.formats import MAX_FILE_BYTES
from components.articles.formats.archives import check_unpacked_size
from components.types import DatelineError

DAMAGED = "This document is damaged; open it in its own program, save it again and add that."


class Package:
    """A packed document's parts by name."""

    def __init__(self, data: bytes) -> None:
        """Raises DatelineError if the document is protected, damaged or unpacks to too much."""
        check_unpacked_size(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise DatelineError(DAMAGED) from error

    @property
    def names(self) -> Sequence[str]:
        """The names of all parts."""
        return self._archive.namelist()

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises DatelineError if it is missing or damaged."""
        try:
            with self._archive.open(name) as part:
                return part.read(MAX_FILE_BYTES)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise DatelineError(DAMAGED) from error

    def parse(self, name: str) -> Any:
        """A part's XML tree; entities are not expanded. Raises DatelineError if there is none."""
        return parse_xml(self.read(name))


def parse_xml(data: bytes) -> Any:
    """An XML tree without expanded entities. Raises DatelineError if there is none."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DatelineError(DAMAGED) from error
    if tree is None:
        raise DatelineError(DAMAGED)
    return tree


def name_of(element: Any) -> str:
    """An element's tag without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def get(element: Any, attribute: str) -> str:
    """An attribute of an element, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == attribute), "")
