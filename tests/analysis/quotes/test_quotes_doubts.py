"""What is no quote, and where the words of one end."""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from components.analysis.entities.coreference import add_references
from components.analysis.quotes import extract_quotes
from components.library import SURE
from components.types import LocalEntity, Quote


def _read(nlp_pipeline: Any, text: str) -> tuple[list[Quote], list[LocalEntity]]:
    doc = build_document(nlp_pipeline.nlp(text))
    mentions, entities = add_references(doc, *find_names(doc))
    return extract_quotes(doc, mentions, entities), entities


@pytest.mark.parametrize(
    "text",
    [
        "Kim thanked him.",
        "Edna Rusk thanked them. Then she praised her.",
        "Edna Rusk applauded Tom Wells.",
        "Only time will reveal what the inquiry finds.",
        "Time will tell whether it works.",
        "Only history will reveal who was right.",
        "Rusk to back the harbour plan",
        "Edna Rusk is supporting the plan.",
        "The mayor is backing the new harbour.",
        "Relvatin, the heart drug made by Meridian, was recalled on Friday.",
        "The 'Falchion' is regarded as the pivot of the army's arsenal.",
        "The 'Zarya-3' launcher was moved to Brest; two more 'Zarya-3' launchers will follow.",
        "The new “SafeRide” app will start in May. The “Blue Line” tram is late.",
        "The so-called “bridge to nowhere” opened on Monday.",
        "Anna Berg’s book “The Long Way Home” was published in May.",
        "Lodestar, the port's expansion project, has been delayed.",
        "Mara Lind thanked the volunteers.",
        "The coach congratulated the players after the match.",
        "Fans cheered the returning captain.",
        "Senators applauded the president.",
        "Kim called him.",
        "He defended her.",
        "The minister attacked him.",
        "Two batches of the vaccine were recalled in March.",
        "The toy was recalled last week after complaints.",
        "Brandt is regarded as one of the best goalkeepers in the league.",
        "The bridge is known as the Old Lady.",
        "The law is seen as a step forward.",
        "The mayor is considered a favourite.",
        "The ship was named after the queen.",
        "The suspect was questioned for hours.",
        "The results were announced on Friday.",
        "The coming weeks will show whether the plan works.",
        "Only the inquest will reveal who fired.",
        "Experience shows that such plans fail.",
        "The show “Night Ferry” won three prizes.",
        "The firm launched its 'CityHop' scooter in Dorne.",
        "Landlord Crail put “Strike Chowder” on the menu at €4 a bowl.",
        "The team nicknamed him “The Wall”.",
        "He is nicknamed “The Wall”.",
    ],
)
def test_what_nobody_says_is_no_quote(nlp_pipeline: Any, text: str) -> None:
    assert _read(nlp_pipeline, text)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "He described the house.",
        "She explained the rules to the children.",
        "Many remember the flood of 1962.",
        "He praised Anna Berg, who had led the team.",
        "The coach named the squad.",
        "They announced the winner.",
        "He mentioned her twice.",
        "Nobody knew a great many arrows were found.",
        "Divers found a great many arrows.",
        "The photographs show a burning car.",
        "She spoke about the harbour.",
        "The minister seems to be tired.",
        "She refused to comment.",
        "He declined to say who had paid.",
        "The king did not say why he left.",
        "The waiter, who kept the note, reports a great many gulls.",
        "The trial is expected to begin early next year.",
        "A panel has been asked to report by the summer.",
    ],
)
def test_a_thing_described_or_a_person_named_is_no_statement_and_counts_nowhere(nlp_pipeline: Any, text: str) -> None:
    assert [quote for quote in _read(nlp_pipeline, text)[0] if quote.confidence >= SURE] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Hal Morrow praised the firefighters for their courage.", "the firefighters for their courage"),
        (
            "Tobias Lund accused his dockers of setting fire to the pier.",
            "his dockers of setting fire to the pier",
        ),
        ("He described the house as a ruin.", "the house as a ruin"),
        ("Colleagues describe a man who is hard to know.", "a man who is hard to know"),
        ("She recalled the day the ferry sank.", "the day the ferry sank"),
        ("The union called for the minister’s resignation.", "the minister’s resignation"),
        ("The ministry announced a new law.", "a new law"),
        ("The company reported a loss of 3 million.", "a loss of 3 million"),
        ("Researchers found that sleep helps.", "that sleep helps"),
        (
            "Economists at the Kelby School of Commerce estimate the cost at 40 million.",
            "the cost at 40 million",
        ),
        ("Police estimate the crowd at 5,000.", "the crowd at 5,000"),
        ("Analysts at the Marlow Institute put the loss at 3.5 billion.", "the loss at 3.5 billion"),
        ("The group valued the company at 9 billion.", "the company at 9 billion"),
    ],
)
def test_what_is_said_of_a_thing_or_person_counts(nlp_pipeline: Any, text: str, content: str) -> None:
    quotes, _ = _read(nlp_pipeline, text)
    assert [(quote.content, quote.kind, quote.confidence >= SURE) for quote in quotes] == [(content, "indirect", True)]


def test_a_passive_with_its_doer_is_a_quote_of_the_doer(nlp_pipeline: Any) -> None:
    quotes, entities = _read(nlp_pipeline, "Paul Denny was accused by Amina Khan of taking bribes.")
    assert [(entities[quote.speaker or 0].name, quote.content) for quote in quotes] == [
        ("Amina Khan", "Paul Denny of taking bribes")
    ]


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        (
            "Her reply, written in haste and meant for one reader, was read out in court: "
            '"I never signed that letter, and I never will," she stated.',
            '"I never signed that letter, and I never will,"',
            "stated",
        ),
        (
            "She stressed the likely purchase of up to ten 'Falchion' batteries. Her remarks, made on a visit, raised "
            "eyebrows.",
            "the likely purchase of up to ten 'Falchion' batteries",
            "stressed",
        ),
        (
            "LONDON (Reuters) - Chip maker Intel (INTC.O) said on Thursday it had hired Ann O'Brien-Smith.",
            "it had hired Ann O'Brien-Smith",
            "said",
        ),
        (
            'The letter ended with a warning: "You will regret this," he wrote.',
            '"You will regret this,"',
            "wrote",
        ),
        (
            "Her last note, found under the door, was read to the inquest: “I am sorry, and I always was,” she wrote.",
            "“I am sorry, and I always was,”",
            "wrote",
        ),
        (
            "His answer, scribbled on an envelope, was shown to the jury: “I owe you nothing,” it read.",
            "“I owe you nothing,”",
            "read",
        ),
        (
            "He answered a question about the costs: “We do not know yet.”",
            "“We do not know yet.”",
            "answered a question about",
        ),
        ("It was announced that the school would close.", "that the school would close", "was announced"),
        ("Ana Silva was accused of fraud by Tom Reid.", "Ana Silva of fraud", "was accused"),
        ("Amina Khan was accused by Paul Denny of lying.", "Amina Khan of lying", "was accused"),
        ("Anna Berg said Tuesday that the bridge would close.", "that the bridge would close", "said"),
    ],
)
def test_words_end_where_the_sentence_or_the_mark_ends(nlp_pipeline: Any, text: str, content: str, cue: str) -> None:
    quotes, _ = _read(nlp_pipeline, text)
    assert [(quote.content, quote.cue_text) for quote in quotes] == [(content, cue)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("LONDON (Reuters) - Chip maker Intel (INTC.O) said on Thursday it had hired Ann O'Brien-Smith.", "Intel"),
        ("BERLIN (AP) - Car maker Volta (VLT.DE) said on Monday it would close a plant.", "Volta"),
        (
            "The council met for three hours on Tuesday. LONDON (Reuters) - Chip maker Intel (INTC.O) said on Thursday "
            "it had hired Ann O'Brien-Smith. Work on the quay is due to begin in spring.",
            "Intel",
        ),
        ("Rates will rise. LONDON (Reuters) - Chip maker Intel said it had hired Ann O'Brien-Smith.", "Intel"),
    ],
)
def test_the_town_at_the_head_of_a_report_says_nothing(nlp_pipeline: Any, text: str, speaker: str) -> None:
    quotes, entities = _read(nlp_pipeline, text)
    assert [entities[quote.speaker].name for quote in quotes if quote.speaker is not None] == [speaker]


def test_capitals_and_a_dash_make_no_town_of_an_organisation(nlp_pipeline: Any) -> None:
    quotes, _ = _read(nlp_pipeline, "NATO - the western alliance - said it would send ships.")
    assert quotes[0].speaker_text.startswith("NATO")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She stressed the likely purchase of up to ten 'Falchion' batteries.", "indirect"),
        ("The minister said the “Blue Heron” ferry would be sold.", "indirect"),
        ("The minister called the ferry a “rusting bathtub”.", "mixed"),
        ("“Blue Heron,” she said.", "direct"),
        ("The sign said “No entry”.", "direct"),
        ("The crowd held a banner with the words “Not Today”, the mayor said.", "mixed"),
    ],
)
def test_a_name_in_quotation_marks_quotes_nobody(nlp_pipeline: Any, text: str, kind: str) -> None:
    assert [quote.kind for quote in _read(nlp_pipeline, text)[0]] == [kind]
