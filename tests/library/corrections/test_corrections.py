"""Corrections change what is read, never what the machine wrote; they hold for what comes later."""

from __future__ import annotations

import json

import pytest

from components import library
from components.types import EvidenceQuery, Filter


def test_merged_names_are_one_everywhere(council) -> None:  # type: ignore[no-untyped-def]
    old, new = council.id_of("V. Brandau"), council.id_of("Viktor Brandau")
    library.merge_entities(council.path, [old, new], new)
    frames = council.frames()
    assert council.named()["Viktor Brandau"] == 4
    assert "V. Brandau" not in council.named()
    assert frames.entity_numbers[old] == frames.entity_numbers[new]
    detail = library.read_entity(frames, old)
    assert detail.name == "Viktor Brandau"
    assert dict(detail.aliases) == {"Brandau": 2, "Viktor Brandau": 1, "V. Brandau": 1}
    assert detail.reasons == ("You said that “V. Brandau” and “Viktor Brandau” are one.",)


def test_the_place_once_taken_for_a_person_is_merged_under_the_place(council) -> None:  # type: ignore[no-untyped-def]
    place, person = council.con.execute(
        "SELECT entity_id FROM entities WHERE name = 'Halden' ORDER BY type DESC"
    ).fetchall()
    library.merge_entities(council.path, [place[0], person[0]], place[0])
    entities = council.frames().entities
    assert entities["type"][entities["name"] == "Halden"].tolist() == ["place"]
    assert "“Halden” (person) and “Halden” (place) are one" in library.read_corrections(council.path)[0].sentence


def test_one_sentence_is_judged_once_for_names_that_were_merged(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article(
        "[Ada Dray|person], known as [Mrs Dray|person], was praised.",
        sentiments=[(0, "Ada Dray", "neutral", 0.7), (0, "Mrs Dray", "positive", 0.9)],
    )
    library.merge_entities(pile.path, [pile.id_of("Mrs Dray")], pile.id_of("Ada Dray"))
    counts = library.count_sentiment_labels(pile.view(), [pile.id_of("Ada Dray")])
    assert counts[["positive", "n"]].to_numpy().tolist() == [[1, 1]]


def test_a_merge_holds_for_articles_added_later(council) -> None:  # type: ignore[no-untyped-def]
    library.merge_entities(council.path, [council.id_of("V. Brandau")], council.id_of("Viktor Brandau"))
    council.article("[V. Brandau|person] is back.")
    assert council.named()["Viktor Brandau"] == 5


def test_corrections_hold_when_the_machine_starts_anew_with_other_ids(council, make_pile) -> None:  # type: ignore[no-untyped-def]
    library.merge_entities(council.path, [council.id_of("V. Brandau")], council.id_of("Viktor Brandau"))
    library.rename_entity(council.path, council.id_of("Ada Dray"), "Adelaide Dray")
    anew = make_pile("anew")
    anew.article("[Elin Falk|person] slept.")
    anew.article("[V. Brandau|person] and [Viktor Brandau|person] and [Ada Dray|person] met.")
    assert library.import_corrections(anew.path, library.export_corrections(council.path)) == 2
    assert anew.named() == {"Elin Falk": 1, "Viktor Brandau": 2, "Adelaide Dray": 1}


def test_a_merge_of_merged_names_takes_all_along(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[A|person] [B|person] [C|person] [D|person]")
    a, b, c, d = (pile.id_of(name) for name in "ABCD")
    library.merge_entities(pile.path, [a, b], b)
    library.merge_entities(pile.path, [b, c], c)
    library.merge_entities(pile.path, [a, d], d)
    assert pile.named() == {"D": 4}
    assert {pile.frames().entity_numbers[i] for i in (a, b, c, d)} == {pile.frames().entity_numbers[d]}


def test_undoing_one_correction_leaves_the_later_ones(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[A|person] [B|person] [C|person]")
    a, b, c = (pile.id_of(name) for name in "ABC")
    library.merge_entities(pile.path, [a, b], b)
    library.rename_entity(pile.path, b, "Bee")
    library.merge_entities(pile.path, [b, c], c)
    first = library.read_corrections(pile.path)[0]
    library.undo_correction(pile.path, first.n)
    assert pile.named() == {"A": 1, "C": 2}


def test_renamed_names_are_found_by_their_new_name(council) -> None:  # type: ignore[no-untyped-def]
    entity_id = council.id_of("Ada Dray")
    library.rename_entity(council.path, entity_id, "  Adelaide\n Dray ")
    assert council.id_of("Adelaide Dray") == entity_id


def test_a_form_that_is_split_off_takes_its_mentions_quotes_and_judgements(council) -> None:  # type: ignore[no-untyped-def]
    base = council.id_of("Viktor Brandau")
    library.split_alias(council.path, base, "Brandau")
    assert council.named()["Viktor Brandau"] == 1
    assert council.named()["Brandau"] == 2
    frames, made = council.frames(), council.id_of("Brandau")
    speakers = library.count_speakers(council.view())
    assert speakers["name"].tolist() == ["Brandau"]
    assert library.read_entity(frames, made).reasons == ("You split it off from “Viktor Brandau”.",)
    query = EvidenceQuery("mentions", (made,))
    assert library.count_evidence(council.view(include_pronouns=True), query).n == 3, "the pronoun goes along"


def test_what_was_split_off_can_be_corrected_like_any_other(council) -> None:  # type: ignore[no-untyped-def]
    library.split_alias(council.path, council.id_of("Viktor Brandau"), "Brandau")
    made = council.id_of("Brandau")
    library.rename_entity(council.path, made, "Otto Brandau")
    assert council.id_of("Otto Brandau") == made
    library.merge_entities(council.path, [made], council.id_of("V. Brandau"))
    assert council.named()["V. Brandau"] == 3
    library.hide_entity(council.path, made)
    assert "V. Brandau" not in council.named()


def test_a_split_holds_for_articles_added_later(council) -> None:  # type: ignore[no-untyped-def]
    library.split_alias(council.path, council.id_of("Viktor Brandau"), "Brandau")
    council.article("[Brandau|person|Viktor Brandau] again.")
    assert council.named()["Brandau"] == 3


def test_a_new_type_is_the_type_of_the_mentions_too(council) -> None:  # type: ignore[no-untyped-def]
    library.retype_entity(council.path, council.id_of("Halden Works"), "place")
    article = library.read_article(council.frames(), council.path, "a3")
    assert [mention.type for mention in article.mentions] == ["person", "place"]


def test_hidden_names_are_nowhere(council) -> None:  # type: ignore[no-untyped-def]
    entity_id = council.id_of("Viktor Brandau")
    library.hide_entity(council.path, entity_id)
    frames, view = council.frames(), council.view(include_pronouns=True)
    assert entity_id not in frames.entity_numbers
    assert "Viktor Brandau" not in library.count_entities(view)["name"].tolist()
    assert not len(library.count_speakers(view))
    assert library.read_entity(frames, entity_id) is None
    article = library.read_article(frames, council.path, "a1")
    assert {mention.name for mention in article.mentions} == {"Ada Dray", "Halden"}
    assert [quote.speaker_id for quote in article.quotes] == [""], "the quote stays, its speaker unknown"
    assert [judgement.name for judgement in article.sentiments] == ["Ada Dray"]


def test_a_form_always_counts_for_one_entity(council) -> None:  # type: ignore[no-untyped-def]
    council.article("[The Works|organisation] grew.\n[Halden|place] did not.")
    entity_id = council.id_of("Halden Works")
    library.reassign_mentions(council.path, "the works", entity_id)
    assert council.named()["Halden Works"] == 2
    assert "The Works" not in council.named()
    council.article("[THE WORKS|organisation] shrank.")
    assert council.named()["Halden Works"] == 3


def test_a_role_counts_for_whom_it_was_said_to_mean(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada Dray|person] met [Hugo Pike|person].\n[The mayor|person|Hugo Pike|description] left.")
    library.reassign_mentions(pile.path, "the mayor", pile.id_of("Ada Dray"))
    query = EvidenceQuery("mentions", (pile.id_of("Ada Dray"),))
    assert library.count_evidence(pile.view(include_pronouns=True), query).n == 2
    assert library.count_evidence(pile.view(), query).n == 1


def test_two_entities_of_one_name_are_told_apart(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[John Pike|person] sings.")
    pile.entities.clear()  # the machine holds the next one for somebody else
    pile.article("[John Pike|person] farms.")
    first, second = pile.frames().entities["entity_id"].tolist()
    library.rename_entity(pile.path, second, "John Pike the farmer")
    names = dict(zip(pile.frames().entities["entity_id"], pile.frames().entities["name"], strict=True))
    assert names == {first: "John Pike", second: "John Pike the farmer"}
    library.merge_entities(pile.path, [first, second], first)
    assert pile.named() == {"John Pike": 2}


def test_a_speaker_is_corrected(council) -> None:  # type: ignore[no-untyped-def]
    (quote,), _ = library.read_quotes(council.path, council.view())
    library.set_speaker(council.path, quote.quote_id, council.id_of("Ada Dray"))
    found = library.read_quote(council.frames(), council.path, quote.quote_id)
    assert (found.speaker_name, found.confidence) == ("Ada Dray", 1.0)
    library.set_speaker(council.path, quote.quote_id, None, " a  resident ")
    found = library.read_quote(council.frames(), council.path, quote.quote_id)
    assert (found.speaker_id, found.speaker_name, found.speaker_text) == ("", "", "a resident")


def test_a_corrected_speaker_follows_a_merge(council) -> None:  # type: ignore[no-untyped-def]
    (quote,), _ = library.read_quotes(council.path, council.view())
    dray = council.id_of("Ada Dray")
    library.set_speaker(council.path, quote.quote_id, dray)
    library.merge_entities(council.path, [dray], council.id_of("Halden Works"))
    assert library.read_quote(council.frames(), council.path, quote.quote_id).speaker_name == "Halden Works"


def test_a_rejected_quote_is_gone(council) -> None:  # type: ignore[no-untyped-def]
    (quote,), _ = library.read_quotes(council.path, council.view())
    library.reject_quote(council.path, quote.quote_id)
    assert library.read_quotes(council.path, council.view()) == ([], 0)
    assert library.read_quote(council.frames(), council.path, quote.quote_id) is None
    assert library.search(council.path, council.view(), "agree", kind="quote") == ([], 0)


def test_quotes_are_found_again_when_a_new_analysis_cuts_them_a_little_differently(council) -> None:  # type: ignore[no-untyped-def]
    (quote,), _ = library.read_quotes(council.path, council.view())
    library.set_speaker(council.path, quote.quote_id, None, "a resident")
    ((start, end),) = quote.content_spans
    with council.con:
        council.con.execute("UPDATE quotes SET n = 77, content_spans = ?", (json.dumps([[start + 1, end - 1]]),))
    assert library.read_quote(council.frames(), council.path, "q77").speaker_text == "a resident"
    with council.con:
        council.con.execute("UPDATE quotes SET content_spans = ?", (json.dumps([[end - 1, end + 30]]),))
    assert library.read_quote(council.frames(), council.path, "q77").speaker_text == "Brandau"


def test_a_corrected_judgement_changes_the_averages(council) -> None:  # type: ignore[no-untyped-def]
    view, entity_id = council.view(), council.id_of("Viktor Brandau")
    (evidence,) = library.read_evidence(council.path, view, EvidenceQuery("sentiment", (entity_id,)), limit=5)
    library.set_sentiment(council.path, evidence, "negative")
    (evidence,) = library.read_evidence(council.path, council.view(), EvidenceQuery("sentiment", (entity_id,)), limit=5)
    assert (evidence.label, evidence.score, evidence.confidence) == ("negative", -1.0, 1.0)
    average = library.average_sentiment_by_source(council.view(), entity_id)
    assert average["mean"].tolist() == [-1.0]


def test_an_article_is_edited(council) -> None:  # type: ignore[no-untyped-def]
    changes = [
        {"article_id": "a1", "field": "date", "value": "6 December 2024"},
        {"article_id": "a2", "field": "date", "value": ""},
        {"article_id": "a1", "field": "author", "value": "Rosa Jarl"},
        {"article_id": "a1", "field": "source", "value": "Plain Press"},
        {"article_id": "a3", "field": "source", "value": "Plain Press"},
    ]
    assert library.edit_articles(council.path, changes) == 3
    articles = council.frames().articles
    assert articles["date"].tolist() == ["2024-12-06", "", "2025-03-10"]
    assert articles["date_origin"].tolist() == ["user", "none", "metadata"]
    assert articles["source"].tolist() == ["Plain Press", "Ledger", "Plain Press"]
    assert articles["author"].tolist() == ["Rosa Jarl", "", ""]
    assert library.count_totals(council.view()).n_undated == 1
    assert library.count_totals(council.view(start="2024-12-01", end="2024-12-31")).n_articles == 1


def test_an_edit_goes_to_the_file_of_that_name_when_two_files_hold_the_same_text(pile) -> None:  # type: ignore[no-untyped-def]
    pile.article("[Ada|person] left.", path="one.txt")
    second = pile.article("[Ada|person] left.", path="two.txt", duplicate_of="a1")
    library.edit_articles(pile.path, [{"article_id": second, "field": "title", "value": "Second"}])
    assert pile.frames().articles["title"].tolist() == ["Title 1", "Second"]


def test_a_topic_keeps_its_name_when_topics_are_found_anew(pile) -> None:  # type: ignore[no-untyped-def]
    pile.add("topics", topic_id="t1", label="port, strike", keywords=json.dumps(["port", "strike", "crane", "wages"]))
    pile.add("topics", topic_id="t2", label="river", keywords=json.dumps(["river", "flood", "dam", "level"]))
    library.rename_topic(pile.path, "t1", "The strike")
    assert pile.frames().topics["label"].tolist() == ["The strike", "river"]
    with pile.con:
        pile.con.execute("DELETE FROM topics")
    pile.add("topics", topic_id="x1", label="dam", keywords=json.dumps(["dam", "flood", "warning", "level"]))
    pile.add("topics", topic_id="x2", label="strike", keywords=json.dumps(["strike", "port", "docker", "wages"]))
    assert pile.frames().topics["label"].tolist() == ["dam", "The strike"]


@pytest.fixture
def proposed(pile):  # type: ignore[no-untyped-def]
    pile.article("[Viktor Brandau|person] [Brandau|person] [Ada Dray|person] [Dray|person]")
    pile.add("proposals", first_id="e2", second_id="e1", confidence=0.7, reason="The surname is the same.")
    pile.add("proposals", first_id="e3", second_id="e4", confidence=0.8, reason="The surname is the same.")
    return pile


def test_open_proposals_are_listed_surest_first_with_their_names(proposed) -> None:  # type: ignore[no-untyped-def]
    proposals = proposed.frames().proposals
    assert proposals[["first_name", "second_name", "confidence"]].to_numpy().tolist() == [
        ["Ada Dray", "Dray", 0.8],
        ["Brandau", "Viktor Brandau", 0.7],
    ]


def test_an_accepted_proposal_merges_under_the_fuller_name(proposed) -> None:  # type: ignore[no-untyped-def]
    library.accept_proposal(proposed.path, "e2", "e1")
    assert proposed.named() == {"Viktor Brandau": 2, "Ada Dray": 1, "Dray": 1}
    assert proposed.frames().proposals["first_id"].tolist() == ["e3"]


def test_a_refused_proposal_does_not_come_back(proposed) -> None:  # type: ignore[no-untyped-def]
    library.refuse_proposal(proposed.path, "e3", "e4")
    proposed.add("proposals", first_id="e4", second_id="e3", confidence=0.9, reason="Again.")
    assert proposed.frames().proposals["first_id"].tolist() == ["e2"]
    library.undo_correction(proposed.path, library.read_corrections(proposed.path)[0].n)
    assert proposed.frames().proposals["first_id"].tolist() == ["e4", "e2"]


def test_a_filter_by_an_id_that_was_merged_still_works(council) -> None:  # type: ignore[no-untyped-def]
    old = council.id_of("V. Brandau")
    library.merge_entities(council.path, [old], council.id_of("Viktor Brandau"))
    view = library.select(council.frames(), Filter(entities=(old,)))
    assert len(view.articles) == 3
