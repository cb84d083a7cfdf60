"""Search takes whatever is typed, and finds words, phrases and beginnings."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from components import library
from components.library.queries.search import SNIPPET, SearchWords, cut_snippet
from components.types import Filter


@pytest.fixture
def harbour(pile):  # type: ignore[no-untyped-def]
    pile.article(
        "The harbour strike went on.\nDockers would not go back.", title="Harbour at a standstill", date="2025-01-01"
    )
    pile.article(
        "The strike ended.\n“The harbour is open,” said [Ada Dray|person].",
        title="It is over",
        date="2025-02-01",
        quotes=[("“The harbour is open,”", "Ada Dray", "direct")],
    )
    pile.article("Café owners in Zürich strike back: it's Søren's doing.", title="Naïve", date="", source="Ledger")
    return pile


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("harbour", ["Harbour at a standstill", "It is over"]),
        ("HARB", ["Harbour at a standstill", "It is over"]),
        ("harb ", []),
        ("strike harbour", ["Harbour at a standstill", "It is over"]),
        ('"harbour strike"', ["Harbour at a standstill"]),
        ('"strike harbour"', []),
        ("“harbour strike”", ["Harbour at a standstill"]),
        ('"harbour str', ["Harbour at a standstill"]),
        ("cafe zurich", ["Naïve"]),
        ("naive", ["Naïve"]),
        ("it's", ["Naïve"]),
        ("dockers OR nobody", []),
        ("dockers NEAR", []),
        ("strike -harbour", ["Harbour at a standstill", "It is over"]),
        ("title:harbour", []),
        ("", []),
        ('"', []),
        ("—", []),
        ("*", []),
        ("strike *", ["Harbour at a standstill", "It is over", "Naïve"]),
    ],
)
def test_articles_are_found_by_words_and_phrases(words: str, titles: list[str], harbour) -> None:  # type: ignore[no-untyped-def]
    hits, total = library.search(harbour.path, harbour.view(), words, kinds=("article",))
    assert sorted(hit.title for hit in hits) == sorted(titles)
    assert total == len(titles)


def test_a_word_in_the_title_counts_more(harbour) -> None:  # type: ignore[no-untyped-def]
    hits, _ = library.search(harbour.path, harbour.view(), "harbour", kinds=("article",))
    assert hits[0].title == "Harbour at a standstill"
    assert [hits[0].title[a:b] for a, b in hits[0].title_highlights] == ["Harbour"]


def test_hits_point_into_their_article(harbour) -> None:  # type: ignore[no-untyped-def]
    frames = harbour.frames()
    hits, total = library.search(harbour.path, harbour.view(), "harbour")
    assert total == 3
    assert {hit.kind for hit in hits} == {"article", "quote"}
    for hit in hits:
        assert library.read_article(frames, harbour.path, hit.article_id).text.startswith(hit.text, hit.start)
        assert [hit.text[a:b].lower() for a, b in hit.highlights] == ["harbour"]
    (quote,) = [hit for hit in hits if hit.kind == "quote"]
    assert (quote.speaker, quote.text) == ("Ada Dray", "“The harbour is open,”")


def test_only_the_view_is_searched(harbour) -> None:  # type: ignore[no-untyped-def]
    for fields, n in (({}, 3), ({"sources": ("Ledger",)}, 1), ({"start": "2025-01-15"}, 1), ({"sources": ("x",)}, 0)):
        assert library.search(harbour.path, harbour.view(**fields), "strike", kinds=("article",))[1] == n


def test_corrected_titles_are_found(harbour) -> None:  # type: ignore[no-untyped-def]
    library.edit_articles(harbour.path, [{"article_id": "a3", "field": "title", "value": "Zebras on the loose"}])
    hits, total = library.search(harbour.path, harbour.view(), "zebra")
    assert ([hit.article_id for hit in hits], total) == (["a3"], 1)
    assert [hits[0].title[a:b] for a, b in hits[0].title_highlights] == ["Zebras"]
    library.edit_articles(harbour.path, [{"article_id": "a3", "field": "title", "value": "Strike and zebras"}])
    assert library.search(harbour.path, harbour.view(), "strike", kinds=("article",))[1] == 3, "each once"


def test_pages_of_hits_follow_each_other(generated: Path) -> None:
    view = library.select(library.read_frames(generated), Filter())
    whole, total = library.search(generated, view, "officials", limit=30)
    assert total > 20
    pages = [library.search(generated, view, "officials", limit=10, offset=offset)[0] for offset in (0, 10, 20)]
    assert [hit for page in pages for hit in page] == whole


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40) | st.text(alphabet="ab \"'*:()-+^{}\0\n“”", max_size=20))
@example(words='NEAR("a b", 5) AND (title : *')
@example(words="\ud800 a")
@example(words="ﬁ ß İ ŉ")
def test_no_text_is_an_error(words: str, generated: Path) -> None:
    frames = _frames(generated)
    hits, total = library.search(generated, library.select(frames, Filter()), words, limit=3)
    assert len(hits) <= total
    assert library.read_quotes(generated, library.select(frames, Filter()), words=words, limit=1)[1] >= 0


_cache: dict[Path, library.Frames] = {}


def _frames(path: Path) -> library.Frames:
    return _cache.setdefault(path, library.read_frames(path)) if path not in _cache else _cache[path]


@given(st.text(alphabet="abc \n.", min_size=1, max_size=1500), st.text(alphabet="abc", min_size=1, max_size=2))
def test_snippets_are_short_and_hold_whole_words(text: str, word: str) -> None:
    spans = SearchWords(f"{word} ").find(text)
    start, end, inside = cut_snippet(text, spans)
    assert 0 <= start <= end <= len(text)
    assert end - start <= SNIPPET
    assert bool(inside) == bool(spans)
    assert all(text[start:end][a:b] == word for a, b in inside)


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("harbour strike", '"harbour" "strike" *'),
        ("harbour strike ", '"harbour" "strike"'),
        ('"harbour strike" end', '"harbour strike" "end" *'),
        ("it's over ", '"it s" "over"'),
        ("Łódź (AND) ", '"łodz" "and"'),
        ("” “", ""),
    ],
)
def test_what_is_typed_becomes_a_valid_expression(typed: str, match: str) -> None:
    assert SearchWords(typed).match == match


def test_a_snippet_of_a_text_full_of_the_word_costs_no_more_than_the_text() -> None:
    text = "a " * 60_000
    spans = [(at, at + 1) for at in range(0, len(text), 2)]
    start, end, inside = cut_snippet(text, spans)
    assert (start, len(inside)) == (0, (end - start + 1) // 2)


@pytest.mark.parametrize("seed", range(5))
def test_a_snippet_holds_as_many_of_the_words_as_any_of_its_length_could(seed: int) -> None:
    pick = random.Random(seed)
    text = " ".join("word" if pick.random() < 0.05 else "other" for _ in range(400))
    spans = [(match.start(), match.end()) for match in re.finditer("word", text)]
    most = max(sum(1 for _, end in spans[k:] if end <= begin - 60 + SNIPPET) for k, (begin, _) in enumerate(spans))
    start, end, inside = cut_snippet(text, spans)
    assert end - start <= SNIPPET
    assert len(inside) >= most


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbor open", "harbour open"),  # "harbor" begins no word of this library
        ('"Harbuor strike"', '"harbour strike"'),
        ("Zurihc", "zurich"),
        ("harbour", None),  # it is there
        ("xylophone", None),  # nothing like it
        ("", None),
        ('"*" AND (', None),
    ],
)
def test_a_word_that_no_article_has_is_offered_as_the_library_spells_it(typed: str, meant: str | None, harbour) -> None:  # type: ignore[no-untyped-def]
    assert next(iter(library.suggest_spellings(harbour.path, typed)), None) == meant
