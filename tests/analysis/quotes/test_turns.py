"""Each quotation to the one whose turn it is: by what stands beside it, before it, above it or below it."""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.entities.coreference import add_references
from components.analysis.quotes import extract_quotes


def read_speakers(nlp_pipeline: Any, text: str) -> list[tuple[str, str]]:
    """The first word inside each quotation and the last word of its speaker's name, "" where nobody is named."""
    doc = build_document(nlp_pipeline.nlp(text))
    mentions, entities = add_references(doc, *find_names(doc))
    found = []
    for quote in extract_quotes(doc, mentions, entities):
        if quote.kind != "direct":
            continue
        name = entities[quote.speaker].name if quote.speaker is not None else ""
        found += [(text[start:end].strip("“”‘’\"' ").split()[0], name.split()[-1] if name else "")
                  for start, end in quote.content_spans]  # fmt: skip
    return sorted(found, key=lambda item: text.index(item[0]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # others' words are never joined across narration
        (
            "“The pool will stay open,” said council leader Petra Lund.\n\n"
            "Opposition leader Devin Prakesh shook his head. “That promise has no money behind it.”\n\n"
            "Swimming coach Ama Boateng laughed. “We have heard that before.”\n\nThe council meets again in June.",
            [("The", "Lund"), ("That", "Prakesh"), ("We", "Boateng")],
        ),
        (
            "'The mill will stay open,' said Ann Wells. Bert Loy shook his head. 'That promise is worth nothing.'",
            [("The", "Wells"), ("That", "Loy")],
        ),
        (
            "“The pool will stay open,” said Petra Lundy.\n\nSwimming coach Ama Boatman laughed.\n\n"
            "“We have heard that before.”",
            [("The", "Lundy"), ("We", "Boatman")],
        ),
        (
            '"The mill will stay open," said Ann Wells.\n\nBert Loy stood up and left the hall. "Nobody believes it."',
            [("The", "Wells"), ("Nobody", "Loy")],
        ),
        # a broken quotation goes on within its paragraph
        ("“The pool,” said Petra Lund, “will stay open.”", [("The", "Lund"), ("will", "Lund")]),
        ("“The pool stays,” said Petra Lund. “Nobody will close it.”", [("The", "Lund"), ("Nobody", "Lund")]),
        # the sentence before
        ("Marta Olsen stepped up to the microphone. “We will not close the library.” People clapped.",
         [("We", "Olsen")]),
        ("Ann Wells spoke for an hour. She put down her notes. ‘We will not close the library.’", [("We", "Wells")]),
        ("Ann Wells leaned back in her chair. \"I have had enough of this.\"", [("I", "Wells")]),
        # verbs in no list, in either order
        ("“You will do nothing of the kind,” snapped landlady Odile Perrin from the doorway.", [("You", "Perrin")]),
        ("'The keys are gone,' sighed Bettina Krall, turning out her bag.", [("The", "Krall")]),
        ('"Then we break a window," her brother Anselm Krall suggested.', [("Then", "Krall")]),
        ("“Where are my shoes?” giggled Tom Ede.", [("Where", "Ede")]),
        ("“It was the wind,” shrugged Tom Ede.", [("It", "Ede")]),
        ("“Not one step further,” Tom Ede hissed.", [("Not", "Ede")]),
        ("“Never again!” Tom Ede groaned.", [("Never", "Ede")]),
        (
            "“Then we break a window,” Karl Moser suggested.\n\n“You will do nothing of the kind,” snapped landlady "
            "Odile Perrin.\n\nShe handed him a spare key. “Bring it back by noon,” she added.",
            [("Then", "Moser"), ("You", "Perrin"), ("Bring", "Perrin")],
        ),
        # where it was heard is not who said it
        ("“I will vote for it,” Rusk said, according to Harbour Radio. “And I will say why.”",
         [("I", "Rusk"), ("And", "Rusk")]),
        ("'We will sell the mill,' Ann Wells said, according to the Morning Post.", [("We", "Wells")]),
    ],
)  # fmt: skip
def test_each_quotation_goes_to_whoever_says_it(nlp_pipeline: Any, text: str, expected: list[tuple[str, str]]) -> None:
    assert read_speakers(nlp_pipeline, text) == expected


@pytest.mark.parametrize("dash", ["— ", "—", "– ", "-- ", "- "])
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("marks", ["“”", '""', "‘’"])
def test_a_dash_and_a_name_below_a_quotation_sign_it(nlp_pipeline: Any, dash: str, gap: str, marks: str) -> None:
    first, last = marks
    text = (
        f"Readers on the new bridge\n\n{first}I cross it every day and I close my eyes.{last}{gap}{dash}Paula Ridgely, "
        f"nurse\n\n{first}My children love all of the lights.{last}{gap}{dash}Commissioner Ben Stavros\n\n"
        "The bridge opened in May."
    )
    assert read_speakers(nlp_pipeline, text) == [("I", "Ridgely"), ("My", "Stavros")]


def test_a_dash_written_to_its_word_is_no_part_of_the_name(nlp_pipeline: Any) -> None:
    text = "“Imani has argued more port cases than anyone.” -Commissioner Gerald Stavros\n\nThe board met on Monday."
    assert read_speakers(nlp_pipeline, text) == [("Imani", "Stavros")]
    doc = build_document(nlp_pipeline.nlp(text))
    assert extract_quotes(doc, *find_names(doc))[0].speaker_text == "Commissioner Gerald Stavros"


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("And from Chairwoman Lucia Rosewater:", "Rosewater"),
        ("From the desk of Ben Achterberg, senior analyst, Quayside Research:", "Achterberg"),
        ("Ben Achterberg, analyst at Quayside Research:", "Achterberg"),
        ("Council leader Ben Achterberg:", "Achterberg"),
        ("A word from Ben Achterberg, who leads the council:", "Achterberg"),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_a_name_and_a_colon_above_a_quotation_name_its_speaker(
    nlp_pipeline: Any, line: str, gap: str, speaker: str
) -> None:
    text = (
        f"Imani Castellano was named counsel on Tuesday.\n\n{line}{gap}“Ports that wait a year stop asking questions.”"
    )
    assert read_speakers(nlp_pipeline, text) == [("Ports", speaker)]


@pytest.mark.parametrize("title", ["Dr", "Dr.", "Ms", "Mr", "Mrs", "Prof", "Sgt", "Father", "Justice", "Mr Justice"])
def test_a_role_with_an_honorific_before_the_name_is_the_one_named(nlp_pipeline: Any, title: str) -> None:
    text = f"The inquest opened on Monday. The coroner, {title} Robin Marsh, said the boy had drowned."
    doc = build_document(nlp_pipeline.nlp(text))
    mentions, entities = add_references(doc, *find_names(doc))
    quotes = extract_quotes(doc, mentions, entities)
    assert [entities[quote.speaker].name for quote in quotes if quote.speaker is not None] == ["Robin Marsh"]


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("The shipping line Halvorsen-Lund", "Halvorsen-Lund"),
        ("Former transport secretary Ewan Prowse", "Ewan Prowse"),
        ("A spokesman for Ewan Prowse", "Ewan Prowse"),
        ("Two friends of Ewan Prowse", None),
    ],
)
def test_whoever_a_phrase_ends_with_is_meant_only_where_it_is_their_role(
    nlp_pipeline: Any, phrase: str, speaker: str | None
) -> None:
    doc = build_document(nlp_pipeline.nlp(f"{phrase} said that nothing could be done about it."))
    mentions, entities = add_references(doc, *find_names(doc))
    quote = extract_quotes(doc, mentions, entities)[0]
    assert (entities[quote.speaker].name if quote.speaker is not None else None) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # neither a dateline nor where somebody is based speaks
        ("LONDON - Trade minister Ada Berg said that the talks had failed.", "Ada Berg"),
        ("WASHINGTON — Senator Ada Berg said that the talks had failed.", "Ada Berg"),
        ("Texas-based consultant Dan Holt said that the talks had failed.", "Dan Holt"),
        # one of a people or party is somebody unnamed
        ("The Republicans said that the bill would fail.", "Republicans"),
        ("One Republican who was in the room said that the bill would fail.", None),
        ("Another Democrat from Ohio said that the bill would fail.", None),
        # a name within a clause about somebody or something else is not the speaker
        ("The film, which follows the author Anna Berg and the activist Dan Holt, explains how prisons came to be "
         "full.", None),
        ("The report, which names the auditor Anna Berg, says that the money is gone.", None),
        ("The auditor, Anna Berg, who read the report, said that the money was gone.", "Anna Berg"),
        ("The author of the report, Anna Berg, said that the money was gone.", "Anna Berg"),
    ],
)  # fmt: skip
def test_who_is_named_in_a_clause_about_the_speaker_does_not_speak(
    nlp_pipeline: Any, text: str, speaker: str | None
) -> None:
    doc = build_document(nlp_pipeline.nlp(text))
    mentions, entities = add_references(doc, *find_names(doc))
    speakers = {entities[q.speaker].name for q in extract_quotes(doc, mentions, entities) if q.speaker is not None}
    assert speakers == ({speaker} if speaker else set())
