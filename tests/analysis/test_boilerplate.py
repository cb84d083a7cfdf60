"""What is no news in a text: found, and news left alone."""

import time
from itertools import pairwise

import pytest

from components.analysis import analyse
from components.analysis.boilerplate import drop_boilerplate, find_boilerplate, is_boilerplate_quote
from components.types import Article, LocalEntity, Mention, Quote

STORY = (
    "The harbour plan was approved on Friday after a long debate in the town hall of Varnby.",
    "Skippers said that boats would be tied up by spring, and that nobody had asked them about it.",
    "Mayor Tilda Maron told reporters that the quay would be mended before the winter storms came.",
    "The fishing association wants a vote of all who live by the harbour, and a study of the costs.",
    "Work on the northern mole begins in May, and the ferry will land at the old pier until then.",
)


def mark(head="", tail="", author=""):
    """What is found in a story with lines before and after it."""
    text = "\n\n".join(part for part in (head, *STORY, tail) if part)
    return [text[start:end] for start, end in find_boilerplate(text, author)]


@pytest.mark.parametrize(
    "line",
    [
        "By Nora Quillfeather",
        "By NORA QUILLFEATHER and DESMOND LOWE",
        "By Nora Quillfeather, Desmond Lowe and Anja van der Petri, Staff Writers",
        "BY NORA QUILLFEATHER",
        "By Nora Quillfeather in Thorsby",
        "By The Associated Press",
        "Nora Quillfeather | Reuters",
        "Nora Quillfeather, Political Correspondent",
        "Words by Nora Quillfeather",
        "Photographs by Desmond Lowe",
        "Published 6 December 2024, 10:15 GMT",
        "Updated: Dec. 6, 2024 at 3:14 pm",
        "3 min read",
        "Share",
        "Advertisement",
    ],
)
def test_lines_above_a_story(line):
    assert mark(head=line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Load-Date: December 1, 2024",
        "Length: 431 words",
        "LENGTH: 1,431 words",
        "431 words",
        "SECTION: NEWS; Pg. 12",
        "SUBJECT: FISHING (90%); HARBORS & PORTS (78%); TILDA MARON (55%)",
        "End of Document",
        "Example Publishing Ltd.",
        "Copyright 2024 Example Publishing Ltd. All Rights Reserved",
        "Copyright Example Publishing Ltd.",
        "© The Varnby Post",
        "(c) 2024 Nordkust Tidings. This material may not be published, broadcast or rewritten.",
        "All rights reserved.",
        "Read more: Fishermen block the harbour of Thorsby",
        "READ MORE: The mayor who said no",
        "RELATED: Ten questions about quotas",
        "Related stories:",
        "See also: What Tilda Maron promised",
        "More on this story: quotas explained",
        "Click here to read more from Nora Quillfeather",
        "Follow us on Twitter",
        "Follow Nora Quillfeather on Twitter @noraq",
        "Follow Nora Quillfeather and Desmond Lowe on Twitter: @noraq and @dlowe.",
        "Sign up for our newsletter",
        "Sign up here for Nora’s weekly letter",
        "Subscribe to the Harbour Hour podcast.",
        "Share this article on Facebook",
        "Contact Nora Quillfeather at nora@varnbypost.example",
        "Photo: Desmond Lowe/Getty Images",
        "Photo credit: Desmond Lowe",
        "Photograph: Desmond Lowe/AFP/Getty Images",
        "Desmond Lowe via Getty Images",
        "DESMOND B. LOWE/GETTY IMAGES",
        "Image copyright Getty Images",
        "Image source, Reuters",
        "Image caption",
        "(AP Photo/Desmond Lowe)",
        "(Reporting by Nora Quillfeather in Thorsby; Editing by Desmond Lowe)",
        "Additional reporting by Nora Quillfeather",
        "Nora Quillfeather contributed to this report.",
        "Desmond Lowe and Anja Petri contributed reporting from Ostrava.",
        "- Reuters",
        "Editor’s note: Tilda Maron is a known enemy of herons and has pledged to drain the harbour.",
        "EDITOR'S NOTE: The names of two skippers were changed.",
        "Correction: The ferry lands at the old pier, not at the new one.",
        "This article has been corrected to give the length of the mole.",
        "An earlier version of this story misstated the age of Tilda Maron.",
        "https://varnbypost.example/harbour",
    ],
)
def test_lines_below_a_story(line):
    assert mark(tail=line) == [line]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("WASHINGTON (AP) — The harbour plan was approved on Friday.", ["(AP)"]),
        ("PARIS, Aug 31 (Reuters) - The harbour plan was approved.", ["(Reuters)"]),
        ("The lamp was lit by Edwin Scarsbrook in the… [+2113 chars]", ["… [+2113 chars]"]),
        ("Skippers block the harbour (AP Photo/Desmond Lowe) on Friday.", ["(AP Photo/Desmond Lowe)"]),
        ("Tilda Maron speaks. (Photo by Desmond Lowe/Getty Images)", ["(Photo by Desmond Lowe/Getty Images)"]),
        ("Image copyright Getty Images Image caption Boats wait in the harbour",
         ["Image copyright Getty Images", "Image caption"]),
        ("The vote is on Friday. Follow her on Twitter: @noraq.", ["Follow her on Twitter: @noraq."]),
        ("The plan is dead. (Reporting by Nora Quillfeather; Editing by Desmond Lowe)",
         ["(Reporting by Nora Quillfeather; Editing by Desmond Lowe)"]),
        ("From HARBOUR LIGHTS. Copyright © 2015 by Edwin Scarsbrook.", ["Copyright © 2015 by Edwin Scarsbrook."]),
    ],
)  # fmt: skip
def test_stretches_within_a_line(line, found):
    assert mark(tail=line) == found


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, the boats of Thorsby were back in the harbour.",
        "By Friday Afternoon",
        "By the numbers",
        "By Any Means Necessary",
        "By Sanders's own argument, nobody may overturn the vote.",
        "Copyright law is what Tilda Maron teaches in Varnby.",
        "Copyright lawyers sued Example Publishing Ltd. on Monday.",
        "Tilda Maron used to work for Example Publishing Ltd.",
        "Writing by hand helps children to remember, Anja Petri says.",
        "Production by Opec members fell in May.",
        "Report by Experts Finds Fault with Harbour Plan: Maron",
        "Credit markets froze in Varnby",
        "Photo ID is needed to vote in Thorsby.",
        "Follow the money, said Tilda Maron, and you will find the harbour.",
        "Read the plan, said Tilda Maron, before you vote on it.",
        "Updated: 12 killed in an explosion in Lahore",
        "Published 20 years ago, the book still sells in Varnby.",
        "Share prices fell in Thorsby after the vote.",
        "Sign up for health care today, Tilda Maron told people in Varnby.",
        "The African Party (AP) wants a vote.",
        "Tilda Maron of the Association of Ports (AP) said no.",
        "Related deaths rose to 40, the coroner of Varnby said.",
        "Getty Oil bought the pier.",
        "Subscribers to the ferry's card pay less, Anja Petri said.",
        "He contributed to the campaign of Tilda Maron.",
        "The length of the pier is 431 feet.",
        "“Sign up for our newsletter,” Tilda Maron said.",
        "Tilda Maron said: “Come. Follow us on Twitter.” Nobody came.",
        "Thorsby, Varnby and Ostrava",
        "Tilda Maron, mayor of Varnby",
        "The editor’s note was short, said Tilda Maron.",
        "Correction fluid: how a typist in Varnby made her fortune",
        "This article of the constitution has been amended twice.",
    ],
)
def test_news_is_left_alone(line):
    assert mark(head=line) == []
    assert mark(tail=line) == []


@pytest.mark.parametrize("line", ["By Tilda Maron", "Tilda Maron", "TILDA MARON", "— Tilda Maron"])
def test_the_known_author_alone_on_a_line_is_a_byline(line):
    assert mark(head=line, author="Tilda Maron") == [line]
    assert mark(head=line, author="Nora Quillfeather and Tilda Maron") == [line]


def test_a_name_alone_on_a_line_in_the_middle_is_no_byline():
    assert mark(head="\n\n".join(STORY), tail="\n\n".join(["Tilda Maron", *STORY]), author="Tilda Maron") == []


def test_two_stretches_do_not_touch():
    text = "WASHINGTON (AP) — The vote.\nShare\nSign up for our newsletter"
    spans = find_boilerplate(text)
    assert [text[start:end] for start, end in spans] == ["(AP)", "Share", "Sign up for our newsletter"]
    assert all(before[1] < after[0] for before, after in pairwise(spans))


def mention(start, end, entity):
    return Mention(start, end, "X", "person", "name", 0, entity)


def test_entities_that_are_left_keep_their_mentions():
    entities = [LocalEntity("Nora", "person"), LocalEntity("Tilda", "person"), LocalEntity("Silent", "person")]
    mentions = [mention(3, 7, 0), mention(20, 25, 1), mention(30, 34, 0), mention(41, 45, 1)]
    kept, left = drop_boilerplate(mentions, entities, [(0, 10), (28, 40)])
    assert [(one.start, left[one.entity].name) for one in kept] == [(20, "Tilda"), (41, "Tilda")]
    assert [one.name for one in left] == ["Tilda", "Silent"]


@pytest.mark.parametrize(("spans", "is_one"), [([], False), ([(0, 40)], True), ([(0, 12)], False), ([(0, 30)], True)])
def test_a_quote_that_lies_in_boilerplate(spans, is_one):
    assert is_boilerplate_quote(Quote("direct", "words", ((10, 40),)), spans) is is_one


@pytest.mark.parametrize(
    "unit",
    ["A", ".", "“", " ", "1", "(", "By ", "A. ", "(AP ", "Photo/", "All rights ", "Follow A on ", "Reporting by A; "],
)  # fmt: skip
def test_time_grows_with_the_text(unit):
    def seconds(n):
        text = unit * (n // len(unit))
        started = time.process_time()
        find_boilerplate(text)
        find_boilerplate(text + "\n" + "By A\n" * 20)
        return time.process_time() - started

    assert seconds(200_000) < 0.05 + 6 * max(seconds(50_000), 0.005)


def test_names_in_boilerplate_are_neither_mentions_nor_terms(nlp_pipeline):
    text = "\n\n".join(
        [
            "Fishing fleet may land a third less cod",
            "By Nora Quillfeather",
            "THORSBY (AP) — Skippers said boats would be tied up by spring. Mayor Tilda Maron wants a study.",
            "“Nobody asked us,” said Desmond Lowe, a skipper from Kelwick.",
            "(Reporting by Anja Petri in Ostrava; Editing by Jonas Hale)",
            "Copyright 2024 Example Publishing Ltd. All Rights Reserved",
        ]
    )
    (analysis,) = analyse([Article("a1", "Fishing fleet", text)], pipeline=nlp_pipeline)
    assert {mention.text for mention in analysis.mentions if mention.kind == "name"} == {
        "THORSBY", "Tilda Maron", "Desmond Lowe", "Kelwick",
    }  # fmt: skip
    assert all(text[mention.start : mention.end] == mention.text for mention in analysis.mentions)
    assert {analysis.entities[mention.entity].name for mention in analysis.mentions} == {
        entity.name for entity in analysis.entities
    }
    assert [analysis.entities[quote.speaker].name for quote in analysis.quotes if "asked us" in quote.content] == [
        "Desmond Lowe"
    ]
    assert not {"Nora Quillfeather", "Example Publishing Ltd", "right", "copyright"} & set(analysis.terms)
    assert {"skipper", "spring", "study"} <= set(analysis.terms)
