"""Zip archives, honest and hostile."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable

import pytest

from components.articles import read_file
from components.articles.formats import archives
from components.articles.formats.archives import is_hidden
from components.types import Article, Skipped
from tests.articles.conftest import pack_link

Build = Callable[..., bytes]


def _paths(data: bytes) -> list[str]:
    return [item.path for item in read_file("pile.zip", data)]


def test_the_files_of_an_archive_are_read(build_zip: Build, build_word: Build) -> None:
    data = build_zip({
        "2024-12-06_a.txt": b"Words of a.",
        "folder/b.docx": build_word(["Words of b."]),
        "folder/t.csv": b"text\nWords of c.\nWords of d.\n",
        "__MACOSX/._a.txt": b"x",
        ".DS_Store": b"x",
        "Thumbs.db": b"x",
    })  # fmt: skip
    items = list(read_file("pile.zip", data))
    assert all(isinstance(item, Article) for item in items)
    assert [item.path for item in items] == [
        "pile.zip/2024-12-06_a.txt", "pile.zip/folder/b.docx", "pile.zip/folder/t.csv#1", "pile.zip/folder/t.csv#2",
    ]  # fmt: skip
    assert isinstance(items[0], Article)
    assert (items[0].date, items[0].date_origin) == ("2024-12-06", "filename")


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "C:\\temp\\a.txt", "./x/../a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str, build_zip: Build) -> None:
    bad, good = read_file("pile.zip", build_zip({name: b"Words.", "good.txt": b"Words."}))
    assert isinstance(bad, Skipped)
    assert "leads out" in bad.reason
    assert bad.path.startswith("pile.zip/")
    assert ".." not in bad.path
    assert isinstance(good, Article)


@pytest.mark.parametrize(("name", "path"), [("Zoë.txt", "pile.zip/Zoë.txt"), ("./a/b.txt", "pile.zip/a/b.txt")])
def test_a_file_is_called_by_its_path_in_the_archive(name: str, path: str, build_zip: Build) -> None:
    assert _paths(build_zip({name: b"Words."})) == [path]


def test_a_link_is_not_followed() -> None:
    (item,) = read_file("pile.zip", pack_link())
    assert isinstance(item, Skipped)
    assert "link" in item.reason


def test_an_archive_that_unpacks_to_far_more_than_it_holds_is_not_opened(build_zip: Build) -> None:
    (item,) = read_file("pile.zip", build_zip({f"{number}.txt": b"a " * 400_000 for number in range(60)}))
    assert isinstance(item, Skipped)
    assert "far more" in item.reason


def test_entries_that_share_bytes_are_not_opened(build_zip: Build) -> None:
    data = bytearray(build_zip({f"{letter}.txt": b"Words of a text." for letter in "abc"}))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]  # the second's offset becomes the first's
    (item,) = read_file("pile.zip", bytes(data))
    assert isinstance(item, Skipped)
    assert "over one another" in item.reason


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("inner.zip", b"PK\x03\x04", "archive within an archive"),
        ("picture.png", b"\x89PNG", "kind"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x00\x01\x02" * 100, "no text"),
        ("a.txt", b"a " * 5_000_000, "unpacks to far more"),
    ],
)
def test_what_cannot_be_read_is_listed(name: str, data: bytes, word: str, build_zip: Build) -> None:
    bad, good = read_file("pile.zip", build_zip({name: data, "good.txt": b"Words."}))
    assert isinstance(bad, Skipped)
    assert word in bad.reason
    assert isinstance(good, Article)


def test_an_archive_may_not_unpack_to_more_than_its_limit(build_zip: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ARCHIVE_BYTES", 25)
    items = list(read_file("pile.zip", build_zip({f"{name}.txt": b"Ten words." for name in "abc"})))
    assert [type(item).__name__ for item in items] == ["Article", "Article", "Skipped"]


def test_an_archive_may_not_hold_more_files_than_its_limit(build_zip: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ARCHIVE_FILES", 2)
    items = list(read_file("pile.zip", build_zip({f"{name}.txt": b"Words." for name in "abc"})))
    assert [type(item).__name__ for item in items] == ["Article", "Article", "Skipped"]


def test_an_entry_that_lies_about_its_size_is_stopped(build_zip: Build) -> None:
    data = bytearray(build_zip({"a.txt": b"a" * 3_000_000}))
    size = (3_000_000).to_bytes(4, "little")
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = (10).to_bytes(4, "little")
    (item,) = read_file("pile.zip", bytes(data))
    assert isinstance(item, Skipped) or len(item.text) <= 10


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(500), b"words"])
def test_a_damaged_archive_is_skipped(data: bytes) -> None:
    (item,) = read_file("pile.zip", data)
    assert isinstance(item, Skipped)
    assert item.reason.endswith(".")


def test_a_damaged_entry_costs_only_itself(build_zip: Build) -> None:
    data = build_zip({"a.txt": b"Words of a, of no great length.", "b.txt": b"Words of b."})
    place = data.find(b"a.txt") + 8
    items = list(read_file("pile.zip", data[:place] + b"\xff\xff" + data[place + 2 :]))
    assert [type(item).__name__ for item in items] == ["Skipped", "Article"]


def test_a_protected_entry_is_skipped(build_zip: Build) -> None:
    data = bytearray(build_zip({"a.txt": b"Words."}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(sign) + offset] |= 1
    (item,) = read_file("pile.zip", bytes(data))
    assert isinstance(item, Skipped)
    assert "password" in item.reason


def test_two_entries_of_one_name_stay_two_articles() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "Words.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "Words.")
    ids = [item.article_id for item in read_file("pile.zip", out.getvalue()) if isinstance(item, Article)]
    assert len(set(ids)) == 2


def test_the_parts_of_a_saved_page_are_no_articles(build_zip: Build) -> None:
    names = ("x/Story.html", "x/Story_files/frame.html", "x/Story_files/a.js", "x/other_files/a.txt")
    items = list(read_file("pile.zip", build_zip(dict.fromkeys(names, b"<p>Words here.</p>"))))
    assert [item.path for item in items] == ["pile.zip/x/Story.html", "pile.zip/x/other_files/a.txt"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.txt", False),
        (".git/a.txt", True),
        ("x/.DS_Store", True),
        ("__MACOSX/x/a.txt", True),
        ("../a.txt", False),
        ("desktop.ini", True),
    ],
)
def test_what_systems_leave_behind_is_told(path: str, expected: bool) -> None:
    assert is_hidden(path) is expected


@pytest.mark.parametrize(
    ("name", "data", "paths"),
    [
        ("a.txt.gz", b"Words of a.", ["a.txt.gz/a.txt"]),
        ("B/t.csv.gz", b"text\nWords of c.\nWords of d.\n", ["B/t.csv.gz/t.csv#1", "B/t.csv.gz/t.csv#2"]),
        ("t.TSV.GZ", b"title\ttext\nT\tWords of c.\n", ["t.TSV.GZ/t.TSV#1"]),
        ("t.json.gz", b'[{"title": "T", "text": "Words of c."}]', ["t.json.gz/t.json#1"]),
        ("t.jsonl.gz", b'{"title": "T", "text": "Words of c."}\n', ["t.jsonl.gz/t.jsonl#1"]),
        ("t.xml.gz", b"<article><title>T</title><body>Words of c.</body></article>", ["t.xml.gz/t.xml"]),
    ],
)  # fmt: skip
def test_one_file_in_gzip_is_read(name: str, data: bytes, paths: list[str], build_zip: Build) -> None:
    packed = gzip.compress(data)
    items = list(read_file(name, packed))
    assert all(isinstance(item, Article) for item in items)
    assert [item.path for item in items] == paths
    inside = read_file("pile.zip", build_zip({name: packed}))
    assert [item.path for item in inside] == [f"pile.zip/{path}" for path in paths]


_PACKED = gzip.compress(b"Words. " * 900, mtime=0)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(_PACKED[:-9], "damaged", id="cut"),
        pytest.param(_PACKED[:5], "damaged", id="a head alone"),
        pytest.param(gzip.compress(bytes(3_000_000)), "far more than its size", id="zeros"),
        pytest.param(gzip.compress(bytes(900_000)) * 40, "far more than its size", id="many members"),
        pytest.param(b"Words.", "is no gzip archive", id="a text"),
        pytest.param(gzip.compress(_PACKED), "gzip archive", id="twice"),
    ],
)
def test_a_gzip_archive_that_is_damaged_or_swells_says_so(data: bytes, words: str) -> None:
    (item,) = read_file("a.txt.gz", data)
    assert isinstance(item, Skipped)
    assert words in item.reason
