"""Rich text: characters, paragraphs, and what is no text."""

from __future__ import annotations

import pytest

from components.articles import read_file
from components.types import Article, Skipped

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial;}}"


def _read(body: str) -> str:
    (article,) = read_file("a.rtf", f"{HEAD}{body}}}".encode("latin-1"))
    assert isinstance(article, Article)
    return article.text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"One line.\par Two.\par", "One line.\n\nTwo."),
        (r"One\line two\tab three", "One\ntwo\tthree"),
        (r"Caf\'e9 \endash\'20\ldblquote so\rdblquote", "Café – “so”"),
        (r"\u8220?Ja\u8221?, \u269\'48e said", "“Ja”, če said"),
        (r"{\uc2\u8364\'80\'80}5 a", "€5 a"),
        (r"\f1\'cf\'f0\'e8\f0  and \'fc", "При and ü"),
        (r"\u-10179?\u-8704? so", "😀 so"),
        ("wrapped by\nthe pro\r\ngram", "wrapped bythe program"),
        (r"\{a\} \\ b\~c", r"{a} \ b c"),
        (r"{\info{\title X}}{\header top}{\footer 7}{\pict 89504e47}{\*\generator W;}words", "words"),
        (r"{\field{\*\fldinst HYPERLINK \"http://a.b\"}{\fldrslt a link}} here", "a link here"),
        (r"\bin5 {}{}{words", "words"),
        (r"\trowd A\cell B\cell\row C\par", "A\tB\n\nC"),
        ("word } after the end", "word"),
    ],
)
def test_the_text_alone_is_read(body: str, expected: str) -> None:
    assert _read(body) == expected


@pytest.mark.parametrize(
    "data",
    [b"{\\rtf1", b"{\\rtf1 \\par \\par}", b"{\\rtf1" + b"{" * 500_000, b"no rich text", b"{\\rtf1\\ansi{\\pict 00ff}}"],
)
def test_what_holds_no_text_is_skipped_with_a_reason(data: bytes) -> None:
    (item,) = read_file("a.rtf", data)
    assert isinstance(item, Skipped)
    assert item.reason.endswith(".")


def test_every_cut_of_a_document_is_read_or_skipped() -> None:
    data = f"{HEAD}{{\\stylesheet{{\\s1 heading 1;}}}}\\s1 Caf\\'e9 \\u8220? {{\\*\\x y}} words\\par}}".encode()
    for end in range(len(data)):
        assert len(list(read_file("a.rtf", data[:end]))) == 1
