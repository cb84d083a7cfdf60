"""Lists of references: RIS, EndNote's two formats, PubMed's and BibTeX; with a text, an address, or neither."""

from __future__ import annotations

import pytest

from components.articles import read_file
from components.types import Address, Article, Skipped

FIRST = (
    "Mayor Ada Berg said on Monday that the harbour would be rebuilt before the winter, whatever it may cost. “We have "
    "waited long enough,” she told reporters who had come to the pier."
)
SECOND = "“No,” said councillor Bo Lind when he was asked whether the money had been found."
TEXT = f"{FIRST}\n\n{SECOND}"
TITLE = "Harbour to be rebuilt: 100% of it"

RIS = f"""\
TY  - NEWS
TI  - {TITLE}
AU  - Maron, Tilda
AU  - Brandt, Ole
T2  - Hollin Post, The
DA  - 2024/12/06/
PY  - 2024
LA  - en
SE  - Local news
UR  - https://hollin.example/1
AB  - {TEXT}
ER  -
"""
EBSCO = f"""\
TY  - NEWS
ID  - 77
T1  - {TITLE}
AU  - Maron, Tilda
AU  - Brandt, Ole
JO  - Hollin Post, The (Hollin, NK)
Y1  - 2024/12/06/Late Edition
N2  - {FIRST}
{SECOND} [ABSTRACT FROM PUBLISHER]
N2  - Copyright of Hollin Post is the property of Hollin Press and its content may not be copied.
SE  - Local news
UR  - https://hollin.example/1
ER  -
"""
DAY_APART = RIS.replace("2024/12/06/", "December 6")
IN_NOTES = RIS.replace("AB  - ", "N1  - Last updated - 2025-01-01\nN1  - ")
ENW = f"""\
%0 Newspaper Article
%T {TITLE}
%A Maron, Tilda
%A Brandt, Ole
%J The Hollin Post
%D 2024
%8 December 6
%& Local news
%U https://hollin.example/1
%X {TEXT}
"""
NBIB = f"""\
PMID- 38000000
OWN - NLM
TI  - Harbour to be rebuilt: 100%
      of it.
AB  - {FIRST}
FAU - Maron, Tilda
AU  - Maron T
FAU - Brandt, Ole
AU  - Brandt O
LA  - eng
JT  - The Hollin Post
DP  - 2024 Dec 6
EDAT- 2024/12/09 06:00
AID - 10.1000/hollin.7 [doi]
"""
BIB = f"""\
% a comment
@string{{hp = "The Hollin Post"}}
@article{{maron2024,
  title = {{{{Harbour}} to be rebuilt: 100\\% of it}},
  author = {{Maron, Tilda and Brandt, Ole}},
  journal = hp,
  date = {{2024-12-06}}, urldate = {{2025-01-09}},
  section = "Local news",
  url = {{https://hollin.example/1}},
  abstract = {{{FIRST}

{SECOND}}},
}}
"""
OLD_BIB = f"""\
@Article{{a,
 Title="Harbour to be rebuilt: 100\\% of it", Author="Tilda Maron and Ole Brandt", Journal="The Hollin Post",
 Year=2024, Month=dec, Day=6, section={{Local news}}, url="https://hollin.example/1",
 Abstract = "{TEXT.replace("“", "``").replace("”", "''")}"
}}"""
ENDNOTE = f"""<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database name="My.enl">My.enl</database>
<ref-type name="Newspaper Article">23</ref-type><contributors><authors><author><style>Maron, Tilda</style>
</author>
<author>Brandt, Ole</author></authors></contributors><titles><title><style face="normal">{TITLE}</style></title>
<secondary-title><style>The Hollin Post</style></secondary-title></titles><section>Local news</section><dates><year>
<style>2024</style></year><pub-dates><date>December 6</date></pub-dates></dates><abstract>
<style>{TEXT}</style></abstract>
<urls><related-urls><url>https://hollin.example/1</url></related-urls></urls></record></records></xml>"""
FILES = {"a.ris": RIS, "ebsco.ris": EBSCO, "day.ris": DAY_APART, "notes.ris": IN_NOTES, "a.enw": ENW, "a.bib": BIB,
         "old.bib": OLD_BIB, "endnote.xml": ENDNOTE, "ris.txt": RIS, "endnote.txt": ENW, "bib.txt": BIB}  # fmt: skip


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", FILES)
def test_each_record_with_a_text_is_an_article(name: str, line_end: str) -> None:
    data = FILES[name].replace("\n", line_end)
    if name.endswith("xml"):
        articles = [*read_file(name, data.encode())]
    else:
        articles = [*read_file(name, f"\ufeff{data}{line_end}{data}".encode())]
        assert [article.path for article in articles] == [f"{name}#1", f"{name}#2"]
    for article in articles:
        assert isinstance(article, Article)
        assert (article.title, article.source, article.author) == (TITLE, "The Hollin Post", "Tilda Maron, Ole Brandt")
        assert (article.date, article.date_origin, article.section) == ("2024-12-06", "metadata", "Local news")
        assert (article.url, article.text.split()) == ("https://hollin.example/1", TEXT.split())
        assert len(article.text.split("\n\n")) == 2


@pytest.mark.parametrize("name", ["a.nbib", "pubmed.txt"])
def test_wrapped_lines_of_pubmed_are_joined_and_its_number_is_an_address(name: str) -> None:
    first, second = read_file(name, f"{NBIB}\n{NBIB}".encode())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.text, first.author) == (TITLE, FIRST, "Tilda Maron, Ole Brandt")
    assert (first.date, first.source, first.language) == ("2024-12-06", "The Hollin Post", "en")
    assert first.url == "https://pubmed.ncbi.nlm.nih.gov/38000000/"


@pytest.mark.parametrize("name", [name for name in FILES if "notes" not in name and "ebsco" not in name])
def test_a_record_without_text_is_listed_with_its_address_or_as_missing(name: str) -> None:
    data = FILES[name].replace("“", "``").replace("”", "''").replace(TEXT.replace("“", "``").replace("”", "''"), "")
    assert FIRST[:20] not in data
    (item,) = read_file(name, data.encode())
    assert isinstance(item, Address)
    assert (item.url, item.title, item.date) == ("https://hollin.example/1", TITLE, "2024-12-06")
    assert item.author == "Tilda Maron, Ole Brandt"
    (item,) = read_file(name, data.replace("https://hollin.example/1", "").encode())
    assert isinstance(item, Skipped)
    assert not isinstance(item, Address)
    assert TITLE in item.reason


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"""Die {\"U}bergabe f{\"u}r Stra{\ss}e""", "Die Übergabe für Straße"),
        (r"Gar\c{c}on, \'el\`eve, \~nandu, S{\o}ren, {\AA}s", "Garçon, élève, ñandu, Søren, Ås"),
        (r"Hr\v{c}a \'{\i}n \emph{Paris} -- really", "Hrča ín Paris – really"),
        (r"Tom \& Co\_op \{a\} at 5\%", "Tom & Co_op {a} at 5%"),
    ],
)
def test_letters_are_read_as_latex_writes_them(written: str, printed: str) -> None:
    (article,) = read_file("a.bib", f"@misc{{a, title={{{written}}}, abstract={{{FIRST}}}}}".encode())
    assert isinstance(article, Article)
    assert article.title == printed


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        ("@misc{a, title={One of {two, abstract={Words of one.}\n\n@misc{b, title={Two}, abstract={Words.}}", ["Two"]),
        ("TY  - NEWS\nTI  - One\nAB  - Words of one.\nTY  - NEWS\nTI  - Two\nAB  - Words of two.", ["One", "Two"]),
        ("%T One\n%X Words of one.\n\n%T Two\n%X Words of two.\n", ["One", "Two"]),
    ],
)
def test_a_record_that_does_not_close_costs_no_other(data: str, titles: list[str]) -> None:
    suffix = {"@": "bib", "T": "ris", "%": "enw"}[data[0]]
    found = [item.title for item in read_file(f"a.{suffix}", data.encode()) if isinstance(item, Article)]
    assert found[-len(titles) :] == titles


def test_a_year_alone_is_only_a_hint() -> None:
    (article,) = read_file("a.ris", RIS.replace("DA  - 2024/12/06/\n", "").encode())
    assert isinstance(article, Article)
    assert (article.date, article.date_hint) == ("", "2024")


@pytest.mark.parametrize("text", ["No tags at all, only words.", "@ home", "%"])
@pytest.mark.parametrize("suffix", [".ris", ".enw", ".nbib", ".bib"])
def test_a_file_without_references_says_so(suffix: str, text: str) -> None:
    (item,) = read_file(f"a{suffix}", text.encode())
    assert isinstance(item, Skipped)
    assert "no references" in item.reason


@pytest.mark.parametrize(
    "text", ["TY is short for thank you.", "@home in the harbour", "%0 of them came", "PMID was all she said."]
)
def test_a_text_that_only_begins_alike_stays_one(text: str) -> None:
    (article,) = read_file("a.txt", text.encode())
    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize(("written", "title"), [("The quay opens.", "The quay opens"), ("In the U.S.", "In the U.S.")])
@pytest.mark.parametrize("source", ["The Hollin Post", "The Hollin Post; Hollin", "Hollin Post, The; Hollin, NK"])
def test_a_title_has_no_full_stop_and_a_source_no_place(written: str, title: str, source: str) -> None:
    (article,) = read_file("a.ris", RIS.replace(TITLE, written).replace("Hollin Post, The", source).encode())
    assert isinstance(article, Article)
    assert (article.title, article.source) == (title, "The Hollin Post")
