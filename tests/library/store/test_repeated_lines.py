"""Lines that a source repeats: found by counting, left out of every count, restored by the user."""

from __future__ import annotations

import json

import pytest

from components import library
from components.library.corrections.log import read_log
from components.library.corrections.sources import Sources, read_restored_lines
from components.library.store.repeated_lines import (
    HEAD,
    TAIL,
    drop_terms,
    is_repeated,
    normalise_line,
    read_edge_lines,
    read_repeated_texts,
    update_repeated,
)
from components.types import DatelineError

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
FOOTER = "[Otto Falk|person] answers your letters on page 1."


def go_on(con) -> None:
    """The worker still has the library to itself."""


@pytest.fixture
def post(pile):
    """Five articles of the Post and three of the Ledger, all with the same last line."""
    pile.gap = "\n\n"
    for number in range(8):
        pile.article(
            f"Headline number {NUMBERS[number]}\n[Ada Dray|person] met "
            f"{NUMBERS[number]} friend.\nWords that no other article has: {'x' * (number + 1)}.\n"
            f"{FOOTER.replace('page 1', f'page {number}')}",
            source="Post" if number < 5 else "Ledger",
            quotes=[("answers your letters", "Otto Falk", "indirect")],
            sentiments=[(1, "Ada Dray", "neutral", 0.9), (3, "Otto Falk", "positive", 0.9)],
        )
    update_repeated(pile.con, go_on)
    return pile


def start_of_footer(article: library.ArticleDetail) -> int:
    return article.text.index("Otto Falk")


def test_what_stands_in_many_articles_of_a_source_is_not_counted(post):
    assert post.named() == {"Ada Dray": 8, "Otto Falk": 3}
    frames = post.frames()
    assert len(frames.quotes) == 3
    assert len(frames.quote_mentions) <= 3
    assert frames.sentiments["entity"].value_counts().to_dict() == {
        frames.entity_numbers[post.id_of("Ada Dray")]: 8, frames.entity_numbers[post.id_of("Otto Falk")]: 3,
    }  # fmt: skip
    assert post.con.execute("SELECT count(*) FROM mentions").fetchone() == (16,), "the tables stay as they are"


def test_an_article_tells_what_is_repeated_in_it(post):
    article = library.read_article(post.frames(), post.path, "a1")
    (line,) = article.no_news
    assert article.text[line.start : line.end] == "Otto Falk answers your letters on page 0."
    assert (line.n_articles, line.counts) == (5, False)
    assert library.read_article(post.frames(), post.path, "a8").no_news == ()


def test_a_line_is_put_back_in_all_articles_and_that_is_undone(post):
    article = library.read_article(post.frames(), post.path, "a1")
    library.count_line(post.path, "a1", start_of_footer(article))
    assert post.named() == {"Ada Dray": 8, "Otto Falk": 8}
    assert len(post.frames().quotes) == 8
    (line,) = library.read_article(post.frames(), post.path, "a2").no_news
    assert line.counts
    assert read_repeated_texts(post.con, [1, 2], read_restored_lines(post.con)) == {}
    (correction,) = library.read_corrections(post.path)
    assert (
        correction.sentence
        == "“Otto Falk answers your letters on page 0.”, repeated in many articles of Post, is counted."
    )
    library.undo_correction(post.path, correction.n)
    assert post.named() == {"Ada Dray": 8, "Otto Falk": 3}


def test_a_put_back_line_stays_so_when_lines_are_counted_anew(post):
    library.count_line(post.path, "a1", start_of_footer(library.read_article(post.frames(), post.path, "a1")))
    post.article(f"Something else\nabout nobody\nat all.\n{FOOTER}", source="Post")
    update_repeated(post.con, go_on)
    assert post.named()["Otto Falk"] == 9
    data = library.export_corrections(post.path)
    assert library.import_corrections(post.path, data) == 0
    assert json.loads(data)["corrections"][0]["key"]["source"] == "Post"


def test_lines_are_counted_again_when_articles_come_and_go(post):
    post.article(f"A fourth\nof the Ledger\nthat has it too.\n{FOOTER}", source="Ledger")
    update_repeated(post.con, go_on)
    assert "Otto Falk" not in post.named()
    library.delete_articles(post.path, ["a1", "a2"])
    update_repeated(post.con, go_on)
    assert post.named()["Otto Falk"] == 3, "three are left of the Post"


def test_a_line_that_joined_sources_repeat_counts_together_at_once_and_the_join_is_undone(post):
    library.join_sources(post.path, ["Post", "Ledger"], "The Post")
    assert post.named() == {"Ada Dray": 8}
    (line,) = library.read_article(post.frames(), post.path, "a8").no_news
    assert line.n_articles == 8
    (correction,) = library.read_corrections(post.path)
    library.undo_correction(post.path, correction.n)
    assert post.named() == {"Ada Dray": 8, "Otto Falk": 3}
    library.join_sources(post.path, ["Post", "Ledger"], "The Post")
    update_repeated(post.con, go_on, Sources(read_log(post.con)).show)
    assert post.named() == {"Ada Dray": 8}


@pytest.mark.parametrize("named", ["a1", "a8"])
def test_a_line_put_back_stays_so_whenever_its_source_is_joined(post, named):
    article = library.read_article(post.frames(), post.path, "a1")
    library.count_line(post.path, "a1", start_of_footer(article))
    library.join_sources(post.path, ["Post", "Ledger"], "The Post")
    assert post.named() == {"Ada Dray": 8, "Otto Falk": 8}
    put_back, joined = sorted(library.read_corrections(post.path), key=lambda one: one.n)
    library.undo_correction(post.path, put_back.n)
    assert post.named() == {"Ada Dray": 8}
    library.count_line(post.path, named, start_of_footer(library.read_article(post.frames(), post.path, named)))
    assert post.named() == {"Ada Dray": 8, "Otto Falk": 8}
    library.undo_correction(post.path, joined.n)
    assert post.named() == {"Ada Dray": 8, "Otto Falk": 8 if named == "a1" else 3}


def test_a_source_renamed_alone_keeps_its_lines(post):
    library.join_sources(post.path, ["Post"], "The Post")
    assert post.named() == {"Ada Dray": 8, "Otto Falk": 3}


def test_nothing_is_written_where_nothing_changed(post):
    before = library.read_revision(post.path)
    update_repeated(post.con, go_on)
    assert library.read_revision(post.path) == before


def test_copies_of_one_story_repeat_nothing(pile):
    pile.gap = "\n\n"
    for number in range(6):
        pile.article(f"Wire\nstory\nprinted\n{FOOTER}", source="Post", duplicate_of="a1" if number else "")
    update_repeated(pile.con, go_on)
    assert pile.named() == {"Otto Falk": 6}


def test_a_line_that_does_not_exist_cannot_be_put_back(post):
    with pytest.raises(DatelineError, match="no longer repeated"):
        library.count_line(post.path, "a1", 3)


@pytest.mark.parametrize(
    ("n_articles", "n_of_source", "repeated"),
    [(3, 5, False), (4, 5, True), (4, 40, True), (5, 60, False), (10, 100, True)],
)
def test_a_line_counts_as_repeated_above_a_number_and_a_share_of_articles(n_articles, n_of_source, repeated):
    assert is_repeated(n_articles, n_of_source) is repeated


def test_the_ends_of_a_text_are_read_and_no_line_twice():
    text = "\n\n".join(["First line", "  Second line ", "Third line", "fourth", "—", "Last but one", "Last"])
    lines = read_edge_lines(text)
    assert [(line.place, text[line.start : line.end]) for line in lines] == [
        (HEAD, "First line"), (HEAD, "Second line"), (HEAD, "Third line"), (TAIL, "fourth"), (TAIL, "Last but one"),
        (TAIL, "Last"),
    ]  # fmt: skip


def test_lines_of_two_days_are_one():
    assert normalise_line("  Page 12,\t3 May 2016") == normalise_line("page 47, 9 MAY 2017")
    assert normalise_line("Page one") != normalise_line("Page two")


def test_terms_of_a_repeated_line_are_no_topic():
    terms = {"letters": 3, "@Otto Falk": 1, "harbour strike": 2, "page": 1, "Otto's letters": 1}
    assert drop_terms(terms, ["otto falk answers your letters on page 0."]) == {
        "letters": 2, "harbour strike": 2, "Otto's letters": 1,
    }  # fmt: skip


def test_what_rules_tell_is_not_offered_to_be_put_back(pile):
    pile.gap = "\n\n"
    for number in range(5):
        pile.article(
            f"{NUMBERS[number]}\n{NUMBERS[number]} b\n{NUMBERS[number]} c\nFollow us on Twitter", source="Post"
        )
    update_repeated(pile.con, go_on)
    (line,) = library.read_article(pile.frames(), pile.path, "a1").no_news
    assert line.n_articles == 0
