"""Search takes whatever is typed, and finds words, phrases and beginnings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from components import library
from components.library.queries.passages import Tokens
from components.library.queries.query_language import And, Node, Not, Or, Term, parse
from components.library.queries.search import KINDS, ORDERS, Reading
from components.library.queries.word_forms import list_forms
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
        ("HARB*", ["Harbour at a standstill", "It is over"]),
        ("harb", []),
        ("Strikes harbor", ["Harbour at a standstill", "It is over"]),
        ('"strikes" harbor', []),
        ("strike harbour", ["Harbour at a standstill", "It is over"]),
        ('"harbour strike"', ["Harbour at a standstill"]),
        ('"strike harbour"', []),
        ("“harbour strike”", ["Harbour at a standstill"]),
        ('"harbour str', ["Harbour at a standstill"]),
        ("cafe zurich", ["Naïve"]),
        ("naive", ["Naïve"]),
        ("it's", ["Naïve"]),
        ("dockers OR nobody", ["Harbour at a standstill"]),
        ("dockers NEAR", []),
        ("strike -harbour", ["Harbour at a standstill", "It is over"]),
        ("strike NOT harbour", ["Naïve"]),
        ("NOT harbour", ["Naïve"]),
        ("NOT (harbour OR cafe)", []),
        ("(dockers OR ended) strike", ["Harbour at a standstill", "It is over"]),
        ("strike NEAR/1 harbour", ["Harbour at a standstill"]),
        ("ended NEAR/2 harbour", ["It is over"]),
        ("ended NEAR/1 harbour", []),
        ('(nobody OR ended) NEAR/4 "harbour is"', ["It is over"]),
        ("title:harbour", ["Harbour at a standstill"]),
        ("NOT title:harbour", ["It is over", "Naïve"]),
        ("title:standstill NEAR/3 title:harbour", ["Harbour at a standstill"]),
        ("source:courier strike", ["Harbour at a standstill", "It is over"]),
        ("source:nobody", []),
        ("about:dray", ["It is over"]),
        ('about:"Ada Dray" open', ["It is over"]),
        ("about:nobody", []),
        ("speaker:dray", ["It is over"]),
        ("strike NOT speaker:ada", ["Harbour at a standstill", "Naïve"]),
        ("", []),
        ('"', []),
        ("—", []),
        ("*", []),
        ("strike *", ["Harbour at a standstill", "It is over", "Naïve"]),
    ],
)
def test_articles_are_found_by_words_and_phrases(words: str, titles: list[str], harbour) -> None:  # type: ignore[no-untyped-def]
    hits, total = library.search(harbour.path, harbour.view(), words, kind="article")
    assert sorted(hit.title for hit in hits) == sorted(titles)
    assert total == len(titles)


def test_a_word_in_the_title_counts_more(harbour) -> None:  # type: ignore[no-untyped-def]
    hits, _ = library.search(harbour.path, harbour.view(), "harbour", kind="article")
    assert hits[0].title == "Harbour at a standstill"
    assert [hits[0].title[a:b] for a, b in hits[0].title_highlights] == ["Harbour"]


def test_hits_point_into_their_article(harbour) -> None:  # type: ignore[no-untyped-def]
    frames = harbour.frames()
    pages = [library.search(harbour.path, harbour.view(), "harbour", kind=kind) for kind in KINDS]
    assert [total for _, total in pages] == [2, 2, 1]
    hits = [hit for page, _ in pages for hit in page]
    assert [hit.kind for hit in hits] == ["article", "article", "sentence", "sentence", "quote"]
    for hit in hits:
        assert library.read_article(frames, harbour.path, hit.article_id).text.startswith(hit.text, hit.start)
        assert [hit.text[a:b].lower() for a, b in hit.highlights] == ["harbour"]
    (quote,) = [hit for hit in hits if hit.kind == "quote"]
    assert (quote.speaker, quote.text) == ("Ada Dray", "“The harbour is open,”")


def test_only_the_view_is_searched(harbour) -> None:  # type: ignore[no-untyped-def]
    for fields, n in (({}, 3), ({"sources": ("Ledger",)}, 1), ({"start": "2025-01-15"}, 1), ({"sources": ("x",)}, 0)):
        assert library.search(harbour.path, harbour.view(**fields), "strike", kind="article")[1] == n


def test_corrected_titles_are_found(harbour) -> None:  # type: ignore[no-untyped-def]
    library.edit_articles(harbour.path, [{"article_id": "a3", "field": "title", "value": "Zebras on the loose"}])
    hits, total = library.search(harbour.path, harbour.view(), "zebra")
    assert ([hit.article_id for hit in hits], total) == (["a3"], 1)
    assert [hits[0].title[a:b] for a, b in hits[0].title_highlights] == ["Zebras"]
    library.edit_articles(harbour.path, [{"article_id": "a3", "field": "title", "value": "Strike and zebras"}])
    assert library.search(harbour.path, harbour.view(), "strike", kind="article")[1] == 3, "each once"


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
    view = library.select(frames, Filter())
    for kind in KINDS:
        hits, total = library.search(generated, view, words, kind=kind, limit=3)
        assert len(hits) <= total or kind == "sentence"
    assert isinstance(library.explain(view, words).words, str)
    assert library.read_quotes(generated, library.select(frames, Filter()), words=words, limit=1)[1] >= 0


_cache: dict[Path, library.Frames] = {}


def _frames(path: Path) -> library.Frames:
    return _cache.setdefault(path, library.read_frames(path)) if path not in _cache else _cache[path]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbuor open", "harbour open"),
        ("harbor", None),  # another spelling of a word that is there
        ("strikes (harbuor OR dockers)", "strikes (harbour OR dockers)"),
        ("title:harbuor", "title:harbour"),
        ("harbuo*", None),
        ('"Harbuor strike"', '"harbour strike"'),
        ("Zurihc", "zurich"),
        ("harbour", None),  # it is there
        ("xylophone", None),  # nothing like it
        ("", None),
        ('"*" AND (', None),
    ],
)
def test_a_word_that_no_article_has_is_offered_as_the_library_spells_it(typed: str, meant: str | None, harbour) -> None:  # type: ignore[no-untyped-def]
    assert next(iter(library.suggest_spellings(harbour.frames(), typed)), None) == meant


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        (
            "strike",
            [
                "The harbour strike went on.",
                "The strike ended.",
                "Café owners in Zürich strike back: it's Søren's doing.",
            ],
        ),
        ("harbour strike", ["The harbour strike went on."]),
        ("strike NOT harbour", ["The strike ended.", "Café owners in Zürich strike back: it's Søren's doing."]),
        ("about:dray", ["“The harbour is open,” said Ada Dray."]),
        ("speaker:dray harbour", ["“The harbour is open,” said Ada Dray."]),
        ("title:over strike", ["The strike ended."]),
        ("source:ledger", ["Café owners in Zürich strike back: it's Søren's doing."]),
        ("standstill", []),  # in a title only
    ],
)
def test_sentences_match_by_themselves(words: str, sentences: list[str], harbour) -> None:  # type: ignore[no-untyped-def]
    hits, _ = library.search(harbour.path, harbour.view(), words, kind="sentence", order="oldest")
    assert [hit.text for hit in hits] == sentences


@pytest.mark.parametrize(
    ("words", "n"), [("open", 1), ("speaker:dray", 1), ("speaker:nobody", 0), ("NOT open", 0), ("title:over", 1),
                     ("about:dray", 0), ("source:courier open", 1), ("open NEAR/3 harbour", 1), ("strike", 0)],
)  # fmt: skip
def test_quotes_match_by_their_words_and_speaker(words: str, n: int, harbour) -> None:  # type: ignore[no-untyped-def]
    assert library.search(harbour.path, harbour.view(), words, kind="quote")[1] == n


def test_results_stand_in_the_order_asked_for_undated_ones_last(harbour) -> None:  # type: ignore[no-untyped-def]
    ordered = {order: library.search(harbour.path, harbour.view(), "strike", order=order)[0] for order in ORDERS}
    assert [hit.article_id for hit in ordered["newest"]] == ["a2", "a1", "a3"]
    assert [hit.article_id for hit in ordered["oldest"]] == ["a1", "a2", "a3"]
    assert {hit.article_id for hit in ordered["best"]} == {"a1", "a2", "a3"}


def test_a_persons_name_finds_no_forms_of_a_word(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Rosa Manning|person] spoke.", title="One")
    pile.article("A man was there. Men came.", title="Two")
    for typed, n in (("Manning", 1), ("manning", 2), ("Men", 2)):
        assert library.search(pile.path, pile.view(), typed)[1] == n, typed
    assert library.explain(pile.view(), "Manning").forms == {}
    assert library.explain(pile.view(), "manning").forms == {"manning": ["man", "men"]}


def test_fields_find_entities_under_all_their_names(council) -> None:  # type: ignore[no-untyped-def]
    library.rename_entity(council.path, council.id_of("Viktor Brandau"), "Victor the Great")
    for words, n in (
        ("about:great", 2), ("about:brandau", 3), ('about:"brandau"', 2), ('about:"victor the great"', 2),
        ("speaker:great", 1), ("about:victor*", 2),
    ):  # fmt: skip
        assert library.search(council.path, council.view(), words)[1] == n, words
    assert library.explain(council.view(), "about:brandau").words.startswith("a mention of Victor the Great, ")
    library.merge_entities(council.path, [council.id_of("Ada Dray")], council.id_of("Victor the Great"))
    assert library.search(council.path, council.view(), 'speaker:"ada dray"', kind="quote")[1] == 1


def test_how_a_query_is_read_is_said_in_words(harbour) -> None:  # type: ignore[no-untyped-def]
    assert library.explain(harbour.view(), "strike harbor") == Reading("", {"harbor": ["harbour"]})
    said = library.explain(harbour.view(), 'speaker:dray NOT "strikes" OR source:ledger').words
    assert said == "(something said by Ada Dray and not exactly “strikes”) or a source called Ledger"


PIECES = [
    "turbine", "price", "the", "(", ")", "OR", "NOT", "AND", "NEAR/4", '"the"', "tur*", "title:price", "about:falk",
    "source:courier",
]  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_the_index_finds_what_reading_every_text_finds(words: str, generated: Path) -> None:
    view = library.select(_frames(generated), Filter())
    node = parse(words)
    if node is None:
        return
    texts, fields = _read_all(generated)
    expected = [
        number for number, row in view.articles.iterrows()
        if _fits(node, Tokens(row["title"]), Tokens(texts[number]), number, fields)
    ]  # fmt: skip
    assert sorted(library.find_matches(view, words).numbers.tolist()) == expected


def _fits(node: Node, title: Tokens, text: Tokens, number: int, fields: dict[str, set[int]]) -> bool:
    if isinstance(node, Not):
        return not _fits(node.part, title, text, number, fields)
    if isinstance(node, And | Or):
        found = [_fits(part, title, text, number, fields) for part in node.parts]
        return any(found) if isinstance(node, Or) else all(found)
    place = node.field if isinstance(node, Term) else node.left[0].field
    if isinstance(node, Term) and place not in ("", "title"):
        return number in fields[f"{place}:{node.tokens[0]}"]
    where = (title,) if place else (title, text)
    return any(one.find(node, _forms) if isinstance(node, Term) else one.find_pair(node, _forms) for one in where)


def _forms(term: Term) -> frozenset[str]:
    return frozenset(term.tokens) if term.is_exact else list_forms(term.tokens[0])


@cache
def _read_all(path: Path) -> tuple[dict[int, str], dict[str, set[int]]]:
    """The texts by number, and the articles that the fields find."""
    view = library.select(_frames(path), Filter())
    fields = {name: set(library.find_matches(view, name).numbers.tolist()) for name in ("about:falk", "source:courier")}
    with library.opened(path) as con:
        return dict(con.execute("SELECT n, text FROM articles")), fields
