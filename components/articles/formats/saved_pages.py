"""Web pages saved "complete": the folder of pictures, frames and scripts that a browser puts beside the page.

It is named after the page, with an ending in the language of the system ("connected files" of Windows).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

_ENDINGS = (
    "_files", ".files", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden", "_ficheiros", "_arquivos",
    "-filer", "_tiedostot", "_pliki", "_soubory", "_subory", "_elemei", "_datoteke", "_fitxers", "_fitxategiak",
    "_dosyalar", "_failid", "_fails", "_bylos", "_fajlovi",
)  # fmt: skip
_PAGES = (".html", ".htm", ".xhtml")


def find_page_folders(paths: Iterable[str]) -> frozenset[str]:
    """Where the folders of these pages would lie, in small letters: "x/story_files" beside "x/Story.html"."""
    stems = (path.rpartition(".")[0] for path in paths if path.lower().endswith(_PAGES))
    return frozenset(f"{stem}{ending}".casefold() for stem in stems for ending in _ENDINGS)


def find_page_parts(paths: Collection[str]) -> set[str]:
    """Those of the paths that lie in the folder of a saved page, and are no articles of their own."""
    folders = find_page_folders(paths)
    return {path for path in paths if folders and any(above in folders for above in _list_above(path.casefold()))}


def _list_above(path: str) -> Iterable[str]:
    """The folders in which a path lies."""
    parts = path.split("/")[:-1]
    return ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
