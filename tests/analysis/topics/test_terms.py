"""The terms of a text, and what a small pile full of boilerplate is about."""

import pytest

from components.analysis import analyse, assign_topics, fit_topics
from components.analysis.topics.vectors import fold_term
from components.types import Article

FISH = (
    "The fishing fleet in Thorsby may land a third less cod next year under quotas agreed by ministers. Skippers said "
    "boats would be tied up by spring. Scientists had asked for a deeper cut because stocks in the north are low.",
    "Trawlers blocked the harbour at Kelwick on Monday in protest against herring quotas. Fishermen want the quota for "
    "small boats to be doubled. A fisheries official promised talks before the tide turns.",
    "A new survey of haddock and cod shows that fish stocks are growing again. Scientists would raise the quota by a "
    "tenth, but only if the fleet keeps to the mesh rules. Fishermen said they had told them so for years.",
    "Inspectors found undersized mackerel on four trawlers landing at Ostra. The skippers face fines and the loss of "
    "part of their fishing quota. The fleet says the rules on net mesh are hard to keep.",
    "Small boats in Pellworm will get their own share of the fishing quota, the ministry said. Skippers had caught "
    "nothing but crab for years. Lobster catches are not counted.",
    "A fish market in Ravensey closed after a century because trawlers now land their cod abroad. Fishermen blame the "
    "quota and the price of fuel. The last boxes of haddock were sold on Tuesday.",
    "Fishermen in Thorsby emptied crates of cod in front of the town hall in anger at a cut in the quota. Ministers "
    "told the fleet to wait for the scientists. The stocks of cod will be counted again in spring.",
    "A trawler skipper from Kelwick was fined for landing herring above his quota. Inspectors had weighed the boxes at "
    "night. The fishing association said the quota was too small for a crew to live on.",
)
HOSPITAL = (
    "Patients at the hospital in Thorsby wait eleven hours in the emergency department. Doctors blame a lack of beds "
    "and nurses. The waiting list for surgery has doubled since spring, and managers asked patients to stay at home.",
    "Surgeons in Kelwick cancelled two hundred operations in a month because of a shortage of nurses. Patients waiting "
    "for hip surgery were told to ring again in spring. The hospital trust apologised.",
    "A new ward for cancer patients opened in Marden on Tuesday. Nurses hope that the waiting list will be shorter. "
    "The hospital is still looking for doctors and for two managers.",
    "Ambulances queued outside the hospital in Ostrava all night. Paramedics treated patients in the car park because "
    "the emergency department had no beds. Nurses said that they had never seen such a night.",
    "Junior doctors in Pellworm voted to strike over pay and long shifts. The hospital will move surgery to other "
    "days. Patients with an appointment will be told by letter, managers said.",
    "The waiting list for surgery in Ravensey has passed fifty thousand patients. The hospital hired doctors from "
    "abroad and opened its wards on Sundays. Nurses say that staff are worn out.",
    "Nurses at the hospital in Marden will work shorter shifts from spring. Managers hope that fewer staff fall ill. "
    "Patients have waited longer since a ward was closed.",
    "Doctors in Ostrava removed the wrong kidney in surgery, the hospital admitted. The patient had waited for a year. "
    "Managers promised that staff would count twice.",
)
FOOTBALL = (
    "A late goal gave Thorsby a win over their neighbours and sent the club to the top of the league. The striker "
    "scored from a corner. The coach praised his players and the fans.",
    "Kelwick sacked their football coach after six defeats in the league. The club will look for a new one in summer. "
    "Players said that the training had been too hard, and fans sang his name.",
    "The striker who left Marden last summer scored twice against his old club on Saturday. Both goals came in the "
    "second half. Fans applauded him off the pitch at the final whistle.",
    "The goalkeeper saved two penalties as Ostrava reached the cup final. The match had gone to extra time. Players "
    "danced on the pitch, and the coach wept before the fans.",
    "Pellworm signed a midfielder from a club in the second league. The coach had wanted a striker. Fans hope that the "
    "players will win a match before winter.",
    "Rain stopped the league match in Ravensey after an hour with no goals. The referee found the pitch too wet. The "
    "clubs will meet again in spring, and the players were sent home.",
    "The league fined Pellworm after fans ran onto the pitch at the final whistle. The club will play one match "
    "without them. The coach said his players had felt safe.",
    "A defender from Ravensey broke his leg in the cup match on Sunday. The referee gave no penalty. The coach of the "
    "club said that his players had been kicked all season.",
)
MISSILES = (
    "Missiles struck the capital of a country at war overnight. The army shot down rockets and drones. The president "
    "asked the alliance for more weapons, and generals warned of a new offensive."
)

WRITERS = ("Nora Quillfeather", "Desmond Lowe", "Anja Petri")
SUBJECTS = (("quota", "fish", "cod"), ("hospital", "patient", "surgery"), ("league", "club", "goal", "match", "coach"))


def build_pile(*texts):
    """The texts as a database gives them: with a byline, a spokesman, and what stands below."""
    return [
        Article(
            f"a{number}",
            "",
            f"{text.split(',')[0][:70]}\n\nBy {WRITERS[number % 3]}\n\n{text}"
            f"\n\nSpokesman Edgar Winslow declined to comment on Friday.\n\nLoad-Date: December {number + 1}, 2024\n"
            f"Length: {81 + number} words\nCopyright 2024 Example Publishing Ltd. All Rights Reserved\n",
        )
        for number, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def pile(nlp_pipeline):
    articles = build_pile(*FISH, *HOSPITAL, *FOOTBALL, MISSILES)
    return [analysis.terms for analysis in analyse(articles, pipeline=nlp_pipeline)]


def test_each_article_is_under_the_right_topic_and_a_stranger_under_none(pile):
    model = fit_topics(pile)
    found = [[topic_id for topic_id, _ in topics] for topics in assign_topics(model, pile)]
    fish, hospital, football = found[:8], found[8:16], found[16:24]
    assert all(len(topics) == 1 for topics in (*fish, *hospital, *football))
    assert [len({topic for topics in group for topic in topics}) for group in (fish, hospital, football)] == [1, 1, 1]
    assert len(model.topics) == len({topics[0] for topics in (*fish, *hospital, *football)}) == 3
    assert found[24] == []


def test_topics_are_named_by_their_subjects(pile):
    topics = fit_topics(pile).topics
    labels = " ".join(topic.label for topic in topics)
    words = {word for topic in topics for keyword in topic.keywords for word in keyword.lower().split()}
    assert all(any(word in labels for word in subject) for subject in SUBJECTS)
    assert not words & {"copyright", "rights", "reserved", "load", "date", "words", "length", "friday", "spokesman"}
    assert not any(name in labels for name in ("Winslow", "Quillfeather", "Lowe", "Petri", "Nora"))


@pytest.mark.parametrize(
    ("text", "expected", "never"),
    [
        ("The private email servers were found.", {"email servers", "servers"}, {"private email servers"}),
        ("A port strike began. The port strike goes on.", {"port strike", "strike"}, set()),
        ("The blood-pressure drug was sold.", {"blood-pressure drug", "drug"}, {"pressure drug"}),
        (
            "The minister said that Joanna Pike had met them in Paris.",
            {"@Joanna Pike", "Paris"},
            {"Joanna Pike", "joanna", "pike"},
        ),
        ("She went there last year with three friends.", {"friends"}, {"three friends", "last year"}),
        ("", set(), set()),
    ],
)
def test_terms_are_nouns_phrases_and_names(nlp_pipeline, text, expected, never):
    (analysis,) = analyse([Article("a", "", text or "The end is near now.")], pipeline=nlp_pipeline)
    assert expected <= set(analysis.terms)
    assert not never & set(analysis.terms)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("email servers", "email server"),
        ("policies", "policy"),
        ("churches", "church"),
        ("losses", "loss"),
        ("boxes", "box"),
    ],
)
def test_plurals_are_the_same_term(first, second):
    assert fold_term(first) == fold_term(second)


@pytest.mark.parametrize("term", ["Wells Fargo", "@James", "press", "virus", "crisis", "gas"])
def test_what_is_no_plural_stays(term):
    assert fold_term(term) == term


def test_terms_of_an_older_library_fit_in(pile):
    """They are lemmas and names that do not say who is a person."""
    old = [{fold_term(term).removeprefix("@"): count for term, count in terms.items()} for terms in pile]
    model = fit_topics(old[::2] + pile[1::2])
    assert len(model.topics) == 3
    assert assign_topics(model, old)[0][0][0] == assign_topics(model, pile)[0][0][0]
