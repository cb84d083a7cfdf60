"""Encodings, and what is no text at all."""

from __future__ import annotations

import codecs

import pytest

from components.articles.formats import clean_text, decode_text, is_binary, name_kind

TEXT = "“Schöne Grüße” from Zoë’s café: 12 € – right?\r\nSecond line\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("windows-1252"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_text_is_read_in_every_usual_encoding(data: bytes) -> None:
    assert decode_text(data) == TEXT
    assert not is_binary(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("naïve café, Zoë".encode() + b" cut \xe2\x82", "naïve café, Zoë cut �"),  # UTF-8 with a broken spot
        (b"caf\xe9", "café"),
        (b"odd \x81 byte", "odd � byte"),
        (b"a\x00b", "a�b"),
        (b"", ""),
        (codecs.BOM_UTF8, ""),
    ],
)
def test_bytes_that_mean_nothing_are_replaced(data: bytes, expected: str) -> None:
    assert decode_text(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (bytes(range(256)) * 4, True),
        (b"\x7fELF\x02\x01\x01" + bytes(64), True),
        (b"text with one stray \x00 zero " + b"and much more text " * 20, False),
        ("日本語のテキスト".encode(), False),
        (b"", False),
    ],
)
def test_what_is_no_text_is_told(data: bytes, expected: bool) -> None:
    assert is_binary(data) is expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (b"\n%PDF-1.4", ".pdf"),
        (b"A text about %PDF- files", ""),
        (b"PK\x03\x04rest", ".zip"),
        (b"{\\rtf1 hello}", ".rtf"),
        (b"GIF89a", ".gif"),
        (b"GIF pictures are old", ""),
        (b"plain words", ""),
    ],
)
def test_files_are_known_by_how_they_begin(data: bytes, expected: str) -> None:
    assert name_kind(data)[1] == expected


def test_what_cannot_be_stored_is_taken_out_of_tables() -> None:
    assert clean_text("a\x00b\ud800c\td\ne") == "abc\td\ne"
