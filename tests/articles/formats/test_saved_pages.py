"""Web pages saved with their folder: the page is read, and what lies in its folder is no article and no failure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from components import library
from components.articles import find_page_parts, read_file, read_paths
from tests.articles.conftest import build_zip

PAGE = b"<html><body><p>Words of a page that was saved.</p></body></html>"


@pytest.mark.parametrize(
    ("page", "folder", "is_its_own"),
    [
        ("Story.html", "Story_files", True),
        ("Story.htm", "Story_files/more", True),
        ("Story.HTML", "story_files", True),
        ("Story - The Post.html", "Story - The Post-Dateien", True),
        ("Story.html", "Story_fichiers", True),
        ("Story.html", "Story_archivos", True),
        ("Story.html", "Story.files", True),
        ("Story.html", "Story_archive", False),
        ("Story.html", "Other_files", False),
        ("Story.txt", "Story_files", False),
        ("Story.html", "x/Story_files", False),
    ],
)
def test_what_lies_in_the_folder_of_a_page_is_no_article(
    page: str, folder: str, is_its_own: bool, tmp_path: Path
) -> None:
    files = {page: PAGE, f"{folder}/frame.html": PAGE, f"{folder}/a.js": b"x()", f"{folder}/b.txt": b"Words."}
    parts = {name for name in files if name != page} if is_its_own else set()
    assert find_page_parts(list(files)) == parts
    packed = list(read_file("pile.zip", build_zip({f"x/{name}": data for name, data in files.items()})))
    assert {item.path for item in packed} == {f"pile.zip/x/{name}" for name in files if name not in parts}
    for name, data in files.items():
        (tmp_path / "x" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "x" / name).write_bytes(data)
    assert {item.path for item in read_paths([tmp_path / "x"])} == {f"x/{name}" for name in files if name not in parts}


def test_a_watched_folder_offers_the_page_alone(home: Path, tmp_path: Path) -> None:
    path = library.create_library("Pile")
    for name in ("Story.html", "Story-Dateien/frame.html", "Story-Dateien/a.txt"):
        file = tmp_path / "news" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(PAGE)
        os.utime(file, (1_700_000_000, 1_700_000_000))
    library.watch_folder(path, str(tmp_path / "news"), at_once=False)
    (watched,) = library.read_folders(path)
    assert list(library.find_new_files(watched)) == ["news/Story.html"]
