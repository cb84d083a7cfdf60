"""Which type a name has where the article tells, as tables of texts with their names marked `[name|type]`.

The marks are those of `test_names`; every occurrence of a marked name must be found with its type.
"""

from __future__ import annotations

from typing import Any

import pytest

from components.analysis.document import build_document
from components.analysis.entities import find_names
from tests.analysis.entities.test_names import read_marked

MATCH = "\nThe striker scored twice in the second half and the goalkeeper saved a penalty as the team won the match.\n"


def check(nlp_pipeline: Any, marked: str) -> None:
    text, expected = read_marked(marked)
    found = {
        (mention.start, mention.end, mention.type) for mention in find_names(build_document(nlp_pipeline.nlp(text)))[0]
    }
    assert set(expected) <= found, [(text[a:b], kind) for a, b, kind in sorted(found)]


@pytest.mark.parametrize(
    "marked",
    [
        "Bradford win at last\n[LEEDS|l] (Reuters) - [Leeds|o] lost 2-0 to [Bradford|o] in [Leeds|l] on Sunday."
        + MATCH,
        "[Wigan|o] beat [Warrington|o] 3-1 in [Manchester|l]." + MATCH + "[Wigan|o]'s Ian Rowe was sent off.",
        "Soccer - Cup draw\n[Stuttgart|o] have won. [Stuttgart|o], who play in [Cologne|l] next, lead the table."
        + MATCH,
        "[England|l] beat [Pakistan|l] by five wickets." + MATCH,
    ],
)
def test_a_town_is_a_team_where_it_plays_and_a_place_where_it_is_played_in(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Lisbon|l] beat its rivals and won the contract. The mayor of [Lisbon|l] called it a victory.",
        "[Boston|l] has won the race to host the fair. Officials in [Boston|l] were pleased.",
        "[Boston|l] has won. The key players of his team spoke of a victory and a win for the club this season.",
    ],
)
def test_a_town_is_a_place_where_nobody_plays(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Bulgarians get land back\nSOFIA, Aug 28, 2020\nBulgaria has given land back.", ["SOFIA", "Bulgaria"]),
        ("SOCCER - Norwich sign a striker\nThe club said so on Monday.", []),
        ("RESEARCH ALERT - Shares cut\nAnalysts lowered their forecast.", []),
        ("Standings:\nBOSTON 54 40 -\nThe table is updated every week.", []),
    ],
)
def test_capitals_before_a_dash_or_a_date_are_a_dateline_unless_they_are_a_rubric(
    nlp_pipeline: Any, text: str, places: list[str]
) -> None:
    mentions, _ = find_names(build_document(nlp_pipeline.nlp(text)))
    assert [m.text for m in mentions if m.type == "place" and m.text not in ("Norwich", "BOSTON")] == places


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Leeds beat the Phillies 7-1 and the Orioles 10-2 on Sunday.", "7-1"),
        ("CPI rose in June and PPI fell. Q3 EPS beat forecasts.", "CPI"),
        ("The trade gap (May 4.2 bln) narrowed in Jan-May.", "Jan-May"),
        ("FOOTBALL - Results of the weekend\nAll matches were drawn.", "FOOTBALL"),
        ("Moslem and Roman Catholic leaders met.", "Roman Catholic"),
        ("Hurricane Agatha neared the coast. Agatha may grow, forecasters said.", "Agatha"),
        ("It was 35 Celsius in the shade on Sunday.", "Celsius"),
    ],
)
def test_scores_codes_dates_rubrics_and_storms_are_no_people_organisations_or_places(
    nlp_pipeline: Any, text: str, never: str
) -> None:
    mentions, _ = find_names(build_document(nlp_pipeline.nlp(text)))
    named = [m.text for m in mentions if m.type in ("person", "organisation", "place")]
    assert not [name for name in named if never in name or name in never.split()]


@pytest.mark.parametrize(
    "marked",
    [
        "On Wednesday [Anna Holt|p] left. [Bob Marsh|p] Friday accused [Holt|p] of haste.",
        "The [Spaniard|g] [Conchita Ruiz|p] won.",
        "The squad was named late on Sunday. Defenders - [Jorge Prado|p], who is injured, [Frank Ober|p].",
        "Block C and [Quay 5|l] were closed. [Theresa May|p] spoke. [May|p] said so in May.",
    ],
)
def test_dates_nationalities_and_dashes_stay_outside_of_names(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # what is said of an organisation, what stands before and behind one
        "The state news agency [Marvona|o] reported it. [Marvona|o]'s third-quarter profit fell.",
        "He works for the daily [Obzor|o]. The [Ferrotek|o] factory shut, and the [Ferrotek|o] union agreed.",
        # whose office it is belongs to its name
        "The [Halden County Sheriff's Office|o] agreed with the [Attorney General's Office|o].",
        # a short form of what was named in full
        "The [European Commission|o] met. On Monday the [Commission|o] said no, and a [Commission|o] official agreed.",
        # somebody's country, role and words
        "[Els Maas|p] ([Belgium|l]) beat [Dally Rand|p] ([Norway|l]) in the final.",
        "[Tollberg|p], a lawyer and former senator, arrived late.",
    ],
)
def test_what_stands_beside_a_name_tells_its_type(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[GERMANY|l] WANTS [LINDQVIST|p] TO STAY\nThe coach Tom Lindqvist may leave [Germany|l], he said on Monday.",
        "TENNIS - [OKAFOR|p] WINS IN [FRANCE|l]\nAda Okafor won the final.",
    ],
)
def test_names_in_headlines_in_capitals_are_those_of_the_article(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "He met the president in the [White House|l]. The [White House|o] said nothing on Monday.",
        "They drove to the [Kremlin|l], but the [Kremlin|o] denied it.",
        "Refugees fled [Doborv|l], a town north of [Zadarn|l], and slept in [Doborv|l].",
        "Embattled [Boeing|o] said on Monday it would cut jobs. [Boeing|o] shares fell.",
        "The [Yorkshire|o] fast bowler took five wickets as [Yorkshire|o] beat [Surrey|o] in [Leeds|l]." + MATCH,
    ],
)
def test_one_name_may_mean_a_place_here_and_an_organisation_there(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Police in [Hollins|l], [Missouri|l], said so.",
        "The [Missouri|l] governor spoke. In the [Missouri Senate|o], seven members spoke.",
        "[Omar Mateen|p] lived there. [Abusalha|p] said no. They saw a link between [Mateen|p] and [Abusalha|p].",
        "He gave it to [St. Jude Children's Research Hospital|o].",
        "He was mayor of [Burlington|l], [Vt.|l], in the 1980s.",
        "The accusation that [Obama|p] and [Merkel|p] had met was denied.",
    ],
)
def test_names_keep_their_whole_extent_and_no_more(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # a pronoun tells what it stands for
        "[Vellmar|p] changed his plans, and [Vellmar|p] said he would stay.",
        "The deal will help [Kestrelon|o] expand its business. [Kestrelon|o] raised its forecast.",
        # laws, treaties, diseases and prizes are no organisations
        "The [Clean Rivers Act|a] and the [Halden Accord|a] were signed.",
        # part of a land, and what is called after it
        "It rained in [Southeastern Bulgaria|l]. A spokesman for [Statistics Norway|o] said so.",
        # an office is not its minister's front name
        "Finance Minister [Nadia Orlov|p] and Legal Affairs Minister [Tom Reed|p] met.",
    ],
)
def test_words_in_and_behind_a_name_tell_its_type(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


def test_an_acronym_of_words_in_small_letters_names_nobody(nlp_pipeline: Any) -> None:
    text = "Hospitals need personal protective equipment (PPE). Makers of PPE are busy, and PPE is dear."
    assert not [m.text for m in find_names(build_document(nlp_pipeline.nlp(text)))[0]]


@pytest.mark.parametrize(
    "marked",
    [
        "Soccer - Results\nMatches on Saturday:\n[Velmar Town|o] 2 (Rowe 5) [Oskby|o] 1\n[Leeds|o] 0 [Hull|o] 0\n",
        "Standings in the league\n1. [Velmar|o] 12 8 2 2 24\n2. [New York|o] 12 7 3 2 .575\n",
        "Fixtures in the football league on Sunday:\n[Velmar Rovers|o] v [Oskby|o]\n",
        "Rugby: results of the test matches\n[France|l] 24 [Italy|l] 3\n",
    ],
)
def test_lines_of_results_name_teams_and_countries(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "The mask was shown in the [Egyptian Museum|l] in [Cairo|l]. The [Egyptian Museum|o] said it was safe.",
        "Forecasters at the [National Hurricane Center|o] said so.",
    ],
)
def test_a_building_is_a_place_where_something_is_in_it(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "They are [Vito Baia|p], [Rui Corrado|p], [Jorge Costa|p] ([Ajax|o]), [Helder Cristov|p] and [Dimas Teixa|p].",
        "[Dean Palmer|p] scored. The law school's dean said so.",
        "[Hong Kong|l] Financial Secretary [Donald Tsang|p] met [EU|o] Trade Commissioner [Phil Hogan|p].",
        "[SC Velmar|o] won the football match, and the striker of [SC Velmar|o] scored twice in the league.",
    ],
)
def test_lists_of_people_first_names_offices_and_clubs_are_read(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "A win\n[ST. LOUIS|l] — The candidate said on Monday that he had won.",
        "A statement posted on the website [GunBroker.com|o] said so, and [RealClearPolitics|o] agreed.",
        "She leads the rights group [NARAL|o], and agents of the [F.B.I.|o] came.",
    ],
)
def test_websites_and_names_in_capitals_are_found(nlp_pipeline: Any, marked: str) -> None:
    check(nlp_pipeline, marked)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was the WORST night of all and there was FURY in the pub when TWENTY men left.", []),
        ("She works for the charity CARE in Oslo. People at CARE were glad of it.", ["CARE", "CARE", "Oslo"]),
        ("Officials of NATO and of UNICEF met in Oslo again on Monday.", ["NATO", "Oslo", "UNICEF"]),
    ],
)
def test_a_word_in_capitals_for_emphasis_is_no_name(nlp_pipeline: Any, text: str, names: list[str]) -> None:
    found = find_names(build_document(nlp_pipeline.nlp(text)))[0]
    assert sorted(mention.text for mention in found) == names
