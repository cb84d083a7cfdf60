"""What stands in a table: columns in several languages, dates, placeholders, addresses without texts."""

from __future__ import annotations

import pytest

from components.articles import inspect_table
from components.types import Address, Article, Skipped
from tests.articles.formats.test_tables import STORY, _articles, _read


@pytest.mark.parametrize("cell", ["nan", "NaN", "inf", "-inf", "null", "None", "n/a", "<NA>", "#N/A", "undefined"])
def test_a_placeholder_is_no_text_and_no_author(cell: str) -> None:
    empty, unsigned = _read("t.csv", f"text,author\n{cell},J. Doe\n{STORY.replace(',', '')},{cell}\n")
    assert isinstance(empty, Skipped)
    assert isinstance(unsigned, Article)
    assert unsigned.author == ""


@pytest.mark.parametrize(
    ("header", "order"),
    [
        ("Überschrift;Erscheinungsdatum;Zeitung;Verfasser;Volltext;Webadresse", "title date source author text url"),
        ("Titel;Datum;Quelle;Autor;Inhalt;Link", "title date source author text url"),
        ("Titre;Date de publication;Journal;Auteur;Texte intégral;Lien", "title date source author text url"),
        ("Título;Fecha de publicación;Periódico;Autora;Contenido;Enlace", "title date source author text url"),
        ("Schlagzeile;Veröffentlicht am;Medium;Autorin;Artikeltext;URL", "title date source author text url"),
    ],
)
def test_columns_are_known_in_other_languages(header: str, order: str) -> None:
    cells = ["A tale", "6. Dezember 2024", "Bote", "J. Doe", STORY.replace(";", "."), "https://bote.example/1"]
    info = inspect_table("t.csv", f"{header}\n{';'.join(cells)}\n".encode("windows-1252"))
    assert {column: field for field, column in info.mapping.items()} == dict(
        zip(header.split(";"), order.split(), strict=True)
    )
    (article,) = _articles("t.csv", f"{header}\n{';'.join(cells)}\n".encode("windows-1252"))
    assert (article.date, article.source, article.author) == ("2024-12-06", "Bote", "J. Doe")


@pytest.mark.parametrize(
    ("cell", "date", "hint"),
    [
        ("1733468400", "2024-12-06", ""),
        ("1733468400000", "2024-12-06", ""),
        ('"Dec 6, 2024 7:15pm ET"', "2024-12-06", ""),
        ('"Friday, December 6, 2024"', "2024-12-06", ""),
        ("20241206T071500Z", "2024-12-06", ""),
        ("20241206071500", "2024-12-06", ""),
        ("vendredi 6 décembre 2024", "2024-12-06", ""),
        ("06.12.2024", "2024-12-06", ""),
        ("December 2024", "", "December 2024"),
        ("Dezember 2024", "", "December 2024"),
    ],
)
def test_dates_of_cells_are_read_as_they_are_written(cell: str, date: str, hint: str) -> None:
    (article,) = _articles("t.csv", f'title,date,text\nA,{cell},"{STORY}"\n')
    assert (article.date, article.date_hint) == (date, hint)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.csv", "id,media_name,publish_date,title,url\n1,The Gazette,2024-12-06,A tale,https://gazette.example/1\n"),
        ("t.json", '{"articles": [{"url": "https://gazette.example/1", "title": "A tale", "language": "English", '
                   '"seendate": "20241206T101500Z", "domain": "The Gazette"}]}'),
        ("t.csv", f"title,date,source,url,text\nA tale,2024-12-06,The Gazette,https://gazette.example/1,\n"
                  f'B,2024-12-07,The Gazette,https://gazette.example/2,"{STORY}"\n'),
    ],
)  # fmt: skip
def test_a_row_with_an_address_and_no_text_can_be_fetched(name: str, data: str) -> None:
    first, *_ = _read(name, data)
    assert isinstance(first, Address)
    assert (first.url, first.title, first.date, first.source) == (
        "https://gazette.example/1", "A tale", "2024-12-06", "The Gazette",
    )  # fmt: skip
    assert (first.path, first.reason.count("https://gazette.example/1")) == (f"{name}#1", 1)
    assert inspect_table(name, data.encode()).is_clear


@pytest.mark.parametrize(
    ("title", "source", "expected"),
    [
        ("A tale - The Gazette", "The Gazette", "A tale"),
        ("A tale | THE GAZETTE", "The Gazette", "A tale"),
        ("A tale - The Gazette", "Courier", "A tale - The Gazette"),
        ("The Gazette", "The Gazette", "The Gazette"),
        ("A tale-The Gazette", "The Gazette", "A tale-The Gazette"),
        ("A tale - The Gazette", "", "A tale - The Gazette"),
    ],
)
def test_a_title_ends_before_the_name_of_its_source(title: str, source: str, expected: str) -> None:
    (article,) = _articles("t.csv", f'title,source,text\n"{title}","{source}","{STORY}"\n')
    assert (article.title, article.source) == (expected, source)
