"""PDF and Word documents, and the paragraphs of printed pages."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pypdf
import pytest
from docx.oxml import parse_xml

from components.articles import read_file
from components.articles.formats.pdf import join_lines, remove_running_lines
from components.types import Article, Skipped

Build = Callable[..., bytes]
LINES = [
    "Mayor puts homes first",
    "By Jane Doe",
    "6 December 2024",
    "The mayor opened the season on Wednesday with a promise that pleas-",
    "ed her own benches and surprised the rest of the chamber, which had",
    "expected nothing. It was a well-",
    "known plan, and well-known plans are dull (she said).",
    "“We will build,” she told them on the morning after in a voice that",
    "was heard beyond the hall.",
]


def _read(name: str, data: bytes) -> Article:
    (article,) = read_file(name, data)
    assert isinstance(article, Article), article
    return article


def test_a_pdf_is_read_in_paragraphs(build_pdf: Build) -> None:
    article = _read("a.pdf", build_pdf([LINES]))
    assert (article.title, article.author, article.date) == ("Mayor puts homes first", "Jane Doe", "2024-12-06")
    assert article.text.split("\n\n")[3:] == [
        "The mayor opened the season on Wednesday with a promise that pleased her own benches and surprised the rest "
        "of the chamber, which had expected nothing. It was a well-known plan, and well-known plans are dull (she "
        "said).",
        "“We will build,” she told them on the morning after in a voice that was heard beyond the hall.",
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Homes for all", "Homes for all"),
        ("Microsoft Word - homes.docx", "Mayor puts homes first"),
        ("Microsoft Word - Homes for all", "Homes for all"),
        ("untitled", "Mayor puts homes first"),
        ("20241206", "Mayor puts homes first"),
    ],
)
def test_the_title_of_a_pdf_is_taken_if_it_is_one(title: str, expected: str, build_pdf: Build) -> None:
    assert _read("a.pdf", build_pdf([LINES], title=title)).title == expected


def test_the_day_a_pdf_was_made_is_only_a_hint(build_pdf: Build) -> None:
    article = _read("a.pdf", build_pdf([["Words without a date"]], created="D:20241208101010Z"))
    assert (article.date, article.date_origin, article.date_hint) == ("", "none", "2024-12-08")


def test_a_protected_pdf_is_skipped(build_pdf: Build) -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(build_pdf([LINES]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    (item,) = read_file("a.pdf", out.getvalue())
    assert isinstance(item, Skipped)
    assert "password" in item.reason


def test_a_pdf_that_only_forbids_changes_is_read(build_pdf: Build) -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(build_pdf([LINES]))))
    writer.encrypt("", "secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert _read("a.pdf", out.getvalue()).title == "Mayor puts homes first"


@pytest.mark.parametrize(("pages", "word"), [([[]], "picture"), ([["1"], ["2"]], "pictures")])
def test_a_pdf_without_words_is_skipped(pages: list[list[str]], word: str, build_pdf: Build) -> None:
    (item,) = read_file("scan.pdf", build_pdf(pages))
    assert isinstance(item, Skipped)
    assert word in item.reason


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF"])
def test_a_damaged_pdf_is_skipped(data: bytes) -> None:
    (item,) = read_file("a.pdf", data)
    assert isinstance(item, Skipped)
    assert item.reason.endswith(".")


def test_a_cut_pdf_never_raises(build_pdf: Build) -> None:
    data = build_pdf([LINES])
    for end in range(0, len(data), 97):
        assert len(list(read_file("a.pdf", data[:end]))) == 1


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        f"THE COURIER  p. {number}\nFirst line of page {word}\nmore\nand more\nlast line of {word}\n{number}"
        for number, word in enumerate(("one", "two", "three", "four"), start=11)
    ]
    assert remove_running_lines(pages)[1] == "First line of page two\nmore\nand more\nlast line of two"


@pytest.mark.parametrize(
    ("pages", "paragraphs"),
    [
        (["One sentence that goes on\nto its end."], ["One sentence that goes on to its end."]),
        (["The sentence goes on over", "the page."], ["The sentence goes on over the page."]),
        (["The sentence goes on over\n\nthe page."], ["The sentence goes on over the page."]),
        (["One paragraph.\n\nAnother one."], ["One paragraph.", "Another one."]),
        (["con-\ntinued"], ["continued"]),
        (["Anglo-\nFrench"], ["Anglo-French"]),
        (["20-\n30 people"], ["20- 30 people"]),
        (["so\u00adft hy\u00ad\nphen"], ["soft hyphen"]),
        (["the ﬁrst oﬃce"], ["the first office"]),
        (["A full line of words ends here.\n   A line set in."], ["A full line of words ends here.", "A line set in."]),
        ([""], []),
    ],
)  # fmt: skip
def test_lines_are_joined_to_paragraphs(pages: list[str], paragraphs: list[str]) -> None:
    assert join_lines(pages) == "\n\n".join(paragraphs)


def test_a_word_document_is_read_with_its_tables(build_word: Build) -> None:
    article = _read(
        "a.docx", build_word(["By Jane Doe", "The mayor spoke.", "a\tb", "The end."], heading="Homes first")
    )
    assert (article.title, article.author) == ("Homes first", "Jane Doe")
    assert article.text == "By Jane Doe\n\nThe mayor spoke.\n\na\tb\n\nThe end."


def test_what_was_inserted_or_put_into_a_form_is_read_and_what_was_deleted_is_not(build_word: Build) -> None:
    document = docx.Document(io.BytesIO(build_word(["The mayor spoke."])))
    space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    body = document.element.body
    for markup in (
        f"<w:p {space}><w:r><w:t>Kept</w:t><w:tab/></w:r><w:ins><w:r><w:t> new</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink></w:p>",
        f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>In a form.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ):
        body.insert(len(body) - 1, parse_xml(markup))
    out = io.BytesIO()
    document.save(out)
    assert _read("a.docx", out.getvalue()).text == "The mayor spoke.\n\nKept\t new link\n\nIn a form."


def test_a_word_document_has_no_date_but_what_its_text_says(build_word: Build) -> None:
    assert _read("a.docx", build_word(["The mayor spoke."])).date == ""
    assert _read("a.docx", build_word(["Homes first", "6 December 2024", "The mayor spoke."])).date == "2024-12-06"
    assert _read("2024-12-06_homes.docx", build_word(["The mayor spoke."])).date_origin == "filename"


def test_the_properties_of_a_word_document_are_read(build_word: Build) -> None:
    article = _read("a.docx", build_word(["The mayor spoke."], title="Homes first", author="Jane Doe"))
    assert (article.title, article.author) == ("Homes first", "Jane Doe")
    assert _read("a.docx", build_word(["The mayor spoke."], author="python-docx")).author == ""


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "protected"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b"plain words", "no Word document"),
    ],
)
def test_what_is_no_word_document_is_skipped(data: bytes, word: str) -> None:
    (item,) = read_file("a.docx", data)
    assert isinstance(item, Skipped)
    assert word in item.reason


def test_another_office_document_is_no_word_document(build_zip: Build) -> None:
    (item,) = read_file("a.docx", build_zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}))
    assert isinstance(item, Skipped)


def test_a_word_document_that_unpacks_to_too_much_is_not_opened(build_zip: Build) -> None:
    (item,) = read_file("a.docx", build_zip({"word/document.xml": b" " * 5_000_000}))
    assert isinstance(item, Skipped)
    assert "unpacks" in item.reason


def test_a_cut_word_document_never_raises(build_word: Build) -> None:
    data = build_word(["The mayor spoke."])
    for end in range(0, len(data), len(data) // 25):
        assert len(list(read_file("a.docx", data[:end]))) == 1
