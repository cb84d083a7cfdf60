"""News as XML and SGML: the field's own formats, and any other that names its fields."""

from __future__ import annotations

import pytest

from components.articles import read_file
from components.types import Article, Skipped

PARAGRAPHS = (
    "Mayor Ada Berg said on Monday that the harbour & the quay would be rebuilt, whatever it may cost.",
    "“We have waited long enough,” she told reporters who had come to the pier.",
)
TEXT = "\n\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TITLES = ("Harbour to be rebuilt", "Quay opens")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;")


def _mark(name: str = "p") -> str:
    return "".join(f"<{name}>{_escape(text)}</{name}>\n" for text in PARAGRAPHS)


def build_nitf(title: str) -> str:
    """NITF, as archives of newspapers have it: the first paragraph comes again in the full text."""
    return (
        '<nitf change.date="June 10, 2005"><head><title>x</title><docdata><date.issue norm="20241206T000000"/>'
        '<doc.copyright holder="The Hollin Post" year="2024"/></docdata><pubdata date.publication="20241206T000000" '
        'ex-ref="https://hollin.example/1" name="The Hollin Post" item-length="412"/></head><body><body.head><hedline>'
        f"<hl1>{title}</hl1></hedline><byline class='print_byline'>By TILDA MARON</byline></body.head><body.content>"
        f"<block class='lead_paragraph'><p>{_escape(PARAGRAPHS[0])}</p></block>"
        f"<block class='full_text'>{_mark()}</block></body.content></body></nitf>"
    )


def build_g2(title: str) -> str:
    """NewsML-G2 with its text in XHTML."""
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="1"><itemMeta><provider literal="The Hollin Post"/>'
        "<versionCreated>2024-12-07T10:00:00Z</versionCreated></itemMeta><contentMeta><contentCreated>"
        f"2024-12-06T07:15:00Z</contentCreated><headline>{title}</headline><by>By Tilda Maron</by></contentMeta>"
        "<contentSet>"
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>{title}</title></head>"
        f"<body>{_mark()}</body></html></inlineXML></contentSet></newsItem>"
    )


def build_factiva(title: str) -> str:
    """Factiva's."""
    return (
        '<ppsarticle><article><accessionNo>HOLL1</accessionNo><headline><paragraph display="Proportional" lang="EN">'
        f"{title}</paragraph></headline><byline>By Tilda Maron</byline><leadParagraph><paragraph>"
        f"{_escape(PARAGRAPHS[0])}</paragraph></leadParagraph><publicationDate><dateTime>2024-12-06T01:35:58Z</dateTime></publicationDate>"
        "<publisherName>Hollin Press</publisherName><sourceName>The Hollin Post</sourceName><region code='nk'><name>"
        f"North</name></region><tailParagraphs><paragraph>{PARAGRAPHS[1]}</paragraph></tailParagraphs>"
        "<notes>A NOTE</notes>"
        "</article></ppsarticle>"
    )


def build_reuters(title: str) -> str:
    """Reuters-21578's, with its lines wrapped and its paragraphs indented."""
    text = "\n    ".join(_escape(paragraph).replace(" that ", " that\n") for paragraph in PARAGRAPHS)
    return (
        '<REUTERS TOPICS="YES" NEWID="1"><DATE> 6-DEC-2024 15:01:01.79</DATE><TOPICS><D>ports</D></TOPICS><UNKNOWN>\n'
        f"&#5;C T</UNKNOWN><TEXT>&#2;<TITLE>{title}</TITLE><AUTHOR>    By Tilda Maron</AUTHOR>"
        "<DATELINE>    HOLLIN, Dec 6 - "
        f"</DATELINE><BODY>{text}\n Reuter\n&#3;</BODY></TEXT></REUTERS>\n"
    )


def build_gigaword(title: str) -> str:
    """Gigaword's, whose date is in its number."""
    return (
        f'<DOC id="HLP_ENG_20241206.0001" type="story" >\n<HEADLINE>\n{title}\n</HEADLINE>\n<DATELINE>\nHOLLIN, Dec 6\n'
        f"</DATELINE>\n<TEXT>\n{_mark('P')}</TEXT>\n</DOC>\n"
    )


def build_plain(title: str) -> str:
    """Of no standard."""
    return (
        f"<row><headline>{title}</headline><pub_date>2024-12-06</pub_date><outlet>The Hollin Post</outlet>"
        f"<writer>Tilda Maron</writer><fulltext><![CDATA[{HTML}]]></fulltext></row>"
    )


@pytest.mark.parametrize(
    ("name", "build", "source", "author"),
    [
        ("a.xml", build_nitf, "The Hollin Post", "TILDA MARON"),
        ("a.xml", build_g2, "The Hollin Post", "Tilda Maron"),
        ("a.xml", build_factiva, "The Hollin Post", "Tilda Maron"),
        ("a.sgm", build_gigaword, "", ""),
        ("a.xml", build_plain, "The Hollin Post", "Tilda Maron"),
        ("a.sgm", build_reuters, "", "Tilda Maron"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("prologue", ["", '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE x SYSTEM "x.dtd">\n'])
@pytest.mark.parametrize("around", ["{}", "<set count='2'>{}</set>"])
def test_each_article_of_a_file_is_one(name, build, source, author, prologue, around) -> None:  # type: ignore[no-untyped-def]
    data = prologue + around.format("".join(map(build, TITLES)))
    articles = [item for item in read_file(name, data.encode()) if isinstance(item, Article)]
    assert [(article.title, article.date, article.source, article.author) for article in articles] == [
        (title, "2024-12-06", source, author) for title in TITLES
    ]
    signed = f"{TEXT} Reuter" if build is build_reuters else TEXT
    assert [article.text for article in articles] == [signed] * 2


def test_an_article_without_text_is_listed_and_others_are_read() -> None:
    empty = build_plain(TITLES[0]).replace(HTML, "")
    first, second = read_file("a.xml", f"<rows>{empty}{build_plain(TITLES[1])}</rows>".encode())
    assert isinstance(first, Skipped)
    assert TITLES[0] in first.reason
    assert isinstance(second, Article)


@pytest.mark.parametrize(
    "data",
    [
        "<catalogue><book><isbn>1</isbn></book></catalogue>",
        "<a>" * 5_000,
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x><title>&b;</title></x>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><doc><title>A</title><text>&f;</text></doc>',
        "<doc><title>\0</title>",
    ],
)
def test_what_holds_no_article_is_listed_with_a_sentence(data: str) -> None:
    (item,) = read_file("a.xml", data.encode())
    assert isinstance(item, Skipped)
    assert item.reason.endswith(".")
    assert "passwd" not in item.reason
