"""Printed pages of several columns, made by hand, read in the order in which a person reads them."""

from __future__ import annotations

import random
import textwrap
import time
from collections.abc import Iterable, Sequence

import pytest

from components.articles import read_file
from components.types import Article
from tests.articles.pdfs import Piece, build_printed_pdf

NOUNS = "harbour mayor council winter promise bridge owner market drawing hall quay herring season paper river"
WORDS = NOUNS.split()
SIZE, LEADING, TOP, BOTTOM, LEFT, WIDTH, GUTTER = 9, 11, 740, 80, 40, 515, 14
HEAD: list[Piece] = [(LEFT, TOP + 30, 20, "Mayor promises a harbour for all")]


def set_column(
    seed: int, left: float, width: float, *, top: float = TOP, bottom: float = BOTTOM, shift: float = 0
) -> list[Piece]:
    """Paragraphs of nine lines, the first of each indented, set in a column."""
    random_ = random.Random(seed)
    pieces: list[Piece] = []
    y = top - shift
    while y > bottom:
        words = " ".join(random_.choice(WORDS) for _ in range(int(width / 4))).capitalize() + f" {seed} {y:.0f}."
        lines = textwrap.wrap(words, int(width / (0.6 * SIZE)), initial_indent="__")
        for line in lines:
            indent = 0.6 * SIZE * (len(line) - len(line.lstrip("_")))
            pieces.append((left + indent, y, SIZE, line.lstrip("_")))
            y -= LEADING
    return [piece for piece in pieces if piece[1] > bottom]


def set_columns(
    n: int, *, left: float = LEFT, width: float = WIDTH, top: float = TOP, bottom: float = BOTTOM, shift: float = 0
) -> list[list[Piece]]:
    """Columns of one width, side by side."""
    each = (width - GUTTER * (n - 1)) / n
    return [
        set_column(n * 10 + k, left + k * (each + GUTTER), each, top=top, bottom=bottom, shift=shift * k)
        for k in range(n)
    ]


def sort_by_row(pieces: Iterable[Piece]) -> list[Piece]:
    """As a program sets a page that goes from line to line across all columns."""
    return sorted(pieces, key=lambda piece: (-piece[1], piece[0]))


def part_words(pieces: Iterable[Piece]) -> list[Piece]:
    """Each word in its own place."""
    parted = []
    for x, y, size, text in pieces:
        for word in text.split():
            parted.append((x, y, size, word))
            x += 0.6 * size * (len(word) + 1)
    return parted


def join(columns: Sequence[Sequence[Piece]]) -> list[Piece]:
    return [piece for column in columns for piece in column]


def read(*pages: Sequence[Piece]) -> str:
    (article,) = read_file("a.pdf", build_printed_pdf(pages))
    assert isinstance(article, Article), article
    return article.text


CAPTION: list[Piece] = [(LEFT + 3, 400, 7, "The mayor. Picture: A. Smith")]
TWO, THREE, FIVE = set_columns(2), set_columns(3), set_columns(5)
SHORT = [*THREE[:2], THREE[2][:9]]
UNDER_PICTURE = [
    [piece for piece in THREE[0] if piece[1] > 560] + CAPTION + set_column(7, LEFT, 162, top=385),
    *THREE[1:],
]
STACKED = [
    *HEAD, *join(set_columns(3, bottom=460)), (LEFT, 430, 20, "Second story about herring"),
    *join(set_columns(2, top=400)),
]  # fmt: skip
BESIDE = [
    *set_column(1, LEFT, 160, top=TOP + 30), (214, TOP + 30, 18, "Over two columns"),
    *join(set_columns(2, left=214, width=341)),
]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        HEAD + join(TWO),
        HEAD + join(THREE),
        HEAD + join(FIVE),
        HEAD + join(set_columns(3, shift=4)),
        HEAD + join(SHORT),
        HEAD + join(UNDER_PICTURE),
        STACKED,
        BESIDE,
    ],
    ids=["two", "three", "five", "uneven", "a short last one", "a caption", "two stories", "a story beside another"],
)
@pytest.mark.parametrize("as_set", [list, sort_by_row, lambda page: part_words(sort_by_row(page))])
def test_columns_are_read_one_after_another(page: list[Piece], as_set) -> None:  # type: ignore[no-untyped-def]
    assert read(as_set(page)).split() == " ".join(piece[3] for piece in page).split()


def test_paragraphs_of_columns_are_kept_and_go_on_in_the_next() -> None:
    columns = set_columns(2, bottom=300)
    text = read(sort_by_row(HEAD + join(columns)))
    lines = [piece[3] for piece in join(columns)]
    assert text.split("\n\n")[0] == HEAD[0][3]
    ends = sum(line.endswith(".") for line in lines)
    assert len(text.split("\n\n")) - 1 == ends + (not lines[-1].endswith("."))


def test_a_word_parted_at_the_end_of_a_columns_line_is_joined() -> None:
    first, second = set_columns(2)
    first = [(x, y, size, f"{text[:-9]} pleas-" if n == 4 else text) for n, (x, y, size, text) in enumerate(first)]
    first[5] = (*first[5][:3], f"ed {first[5][3][4:]}")
    assert " pleased " in read(sort_by_row(HEAD + first + second))


def test_running_heads_and_page_numbers_of_columns_are_left_out() -> None:
    pages = []
    for number in range(1, 5):
        edges: list[Piece] = [
            (LEFT, 810, 8, "THE HARBOUR GAZETTE"),
            (500, 810, 8, f"Page {number}"),
            (300, 30, 8, str(number)),
        ]
        pages.append(sort_by_row(edges + join(set_columns(3))))
    text = read(*pages)
    assert "GAZETTE" not in text
    assert "Page" not in text


ROWS = [TOP - 14 * k for k in range(25)]
LABELS = [(LEFT, y, 10, f"{WORDS[k % 15].capitalize()} of the river:") for k, y in enumerate(ROWS)]


@pytest.mark.parametrize(
    "page",
    [
        [(LEFT, y, 10, f"{WORDS[k % 15]} {k} {WORDS[k % 7]} of {WORDS[k % 4]}") for k, y in enumerate(ROWS)],
        LABELS + [(240, y, 10, f"The {WORDS[k % 15]} and its {WORDS[k % 7]}") for k, y in enumerate(ROWS)],
        [(LEFT + 120 * n, y, 10, f"{WORDS[(k + n) % 15]} {k}") for k, y in enumerate(ROWS) for n in range(4)],
        LABELS + [(500, y, 10, str(k)) for k, y in enumerate(ROWS)],
        part_words(set_column(3, LEFT, WIDTH)),
    ],
    ids=["one column", "labels and values", "a table", "a list with page numbers", "one column word by word"],
)
def test_what_is_not_set_in_columns_is_read_from_line_to_line(page: list[Piece]) -> None:
    page = sort_by_row(page)
    assert read(page).split() == " ".join(piece[3] for piece in page).split()


def test_a_page_of_100_000_pieces_is_read_in_a_moment() -> None:
    start = time.process_time()
    text = read([(LEFT, 800 - k % 70 * 10, 8, "word") for k in range(100_000)])
    assert time.process_time() - start < 8
    assert text.startswith("word")
