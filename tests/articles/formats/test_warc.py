"""Web archives: pages and PDFs that a crawler took, with their addresses."""

from __future__ import annotations

import gzip
import zlib

import pytest

from components.articles import read_file
from components.types import Article, Skipped
from tests.articles.conftest import WARC_URL as URL
from tests.articles.conftest import build_pdf, build_record

STORY = (
    "The mayor opened the season with a promise that the harbour would be rebuilt before the winter. Nobody in the "
    "town hall could say what it would cost, or who would pay. The council meets again on Thursday, and the owners of "
    "the fish market have asked to be heard. They fear that the new quay will take the place of the old hall, where "
    "their families have sold herring since the harbour was dug, and they want to see the drawings before anything is "
    "pulled down. The architect said that the hall would stay, and that nothing had been decided about the rest."
)
PAGE = f"<!doctype html><html><head><title>A tale</title></head><body><article><h1>A tale</h1><p>{STORY}</p>"
PAGE += f"<p>{STORY[::-1]}</p></article></body></html>"


def build_chunks(body: bytes) -> bytes:
    pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"


def pack(body: bytes, window: int) -> bytes:
    packer = zlib.compressobj(wbits=window)
    return packer.compress(body) + packer.flush()


HTML = "Content-Type: text/html\r\n"
LATIN = PAGE.replace("A tale", "Café").encode("latin-1")
PLAIN = PAGE.encode()


@pytest.mark.parametrize(
    ("record", "title"),
    [
        (build_record(PLAIN), "A tale"),
        (build_record(PLAIN, kind="resource", head=HTML), "A tale"),
        (build_record(build_chunks(PLAIN), head=f"{HTML}Transfer-Encoding: chunked\r\n"), "A tale"),
        (build_record(PLAIN, head=f"{HTML}Transfer-Encoding: chunked\r\n"), "A tale"),
        (build_record(pack(PLAIN, 31), head=f"{HTML}Content-Encoding: gzip\r\n"), "A tale"),
        (build_record(PLAIN, head=f"{HTML}Content-Encoding: gzip\r\n"), "A tale"),
        (build_record(pack(PLAIN, -15), head=f"{HTML}Content-Encoding: deflate\r\n"), "A tale"),
        (build_record(pack(PLAIN, 15), head=f"{HTML}content-encoding: deflate\r\n"), "A tale"),
        (build_record(build_chunks(pack(PLAIN, 31)),
                      head=f"{HTML}Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), "A tale"),
        (build_record(LATIN, head="Content-Type: text/html; charset=ISO-8859-1\r\n"), "Café"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "A.WARC.GZ", "one member.warc.gz"])
def test_a_page_of_a_web_archive_is_one_article(record: bytes, title: str, name: str) -> None:
    first = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 8\r\n\r\nsoftware\r\n\r\n"
    rest = build_record(b"body { }", f"{URL}.css", head="Content-Type: text/css\r\n")
    records = (first, build_record(b"GET /", kind="request"), record, rest)
    whole = b"".join(records)
    data = b"".join(map(gzip.compress, records)) if name.lower() == "a.warc.gz" else whole
    (article,) = read_file(name, gzip.compress(data) if name.startswith("one") else data)
    assert isinstance(article, Article), article
    assert STORY in article.text
    assert (article.title, article.url, article.source) == (title, URL, "gazette.example")
    assert (article.date, article.date_hint, article.path) == ("", "2024-12-06", f"{name}/{URL}")


def test_what_is_no_article_is_listed_and_the_rest_read() -> None:
    broken = build_record(b"\x1b\x0f\0\0" * 500, f"{URL}-2", head=f"{HTML}Content-Encoding: br\r\n")
    pdf = build_record(build_pdf([["Mayor puts homes first", STORY[:90]]]), f"{URL}.pdf",
                       head="Content-Type: application/pdf\r\n")  # fmt: skip
    moved = build_record(b"<html>Moved</html>", f"{URL}-3", status="302 Found")
    front = build_record(PLAIN, "https://www.gazette.example/")
    data = b"".join((broken, pdf, moved, front, build_record(PLAIN), build_record(PLAIN)[:-900]))
    items = list(read_file("a.warc", data))
    assert [(type(item), item.path) for item in items] == [
        (Skipped, f"a.warc/{URL}-2"),
        (Article, f"a.warc/{URL}.pdf"),
        (Skipped, "a.warc/https://www.gazette.example/"),
        (Article, f"a.warc/{URL}"),
        (Skipped, "a.warc"),
    ]


def write_empty(n_bytes: int) -> bytes:
    """A record of so many zeros."""
    return f"WARC/1.0\r\nContent-Length: {n_bytes}\r\n\r\n".encode() + bytes(n_bytes)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.warc.gz", gzip.compress(build_record(PLAIN), mtime=0)[:-500], "damaged"),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: nine\r\n\r\n", "damaged"),
        ("a.warc", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "damaged"),
        ("a.warc", b"WARC/1.0" + b"x" * 1_000_000, "damaged"),
        ("a.warc.gz", gzip.compress(b"WARC/1.0\r\nContent-Length: 900000\r\n\r\n" * 2, mtime=0), "damaged"),
        ("a.warc.gz", gzip.compress(write_empty(3_000_000), mtime=0), "far more"),
        ("a.warc.gz", gzip.compress(write_empty(90_000) * 40, mtime=0), "far more"),
        ("a.warc", build_record(b"body", head="Content-Type: text/css\r\n"), "no web pages"),
        ("a.warc", build_record(PLAIN, "dns:gazette.example"), "no web pages"),
        ("a.warc", build_record(pack(bytes(90_000_000), 31), head=f"{HTML}Content-Encoding: gzip\r\n"),
         "packed in a way"),
        ("a.warc", b"Words", "is no web archive"),
        ("a.warc", gzip.compress(PLAIN, mtime=0), "is a gzip archive"),
        ("a.warc.gz", PLAIN, "is no web archive"),
    ],
)  # fmt: skip
def test_a_hostile_web_archive_gets_its_sentence(name: str, data: bytes, words: str) -> None:
    (item,) = read_file(name, data)
    assert isinstance(item, Skipped)
    assert words in item.reason
