"""An attribution is shown in the article's words and their order, with all that turns their meaning."""

from __future__ import annotations

import time

import pytest

from components.library.queries.quotes import build_attribution
from components.types import Span
from tests.hostile.texts import KINDS


def find(text: str, words: str) -> list[Span]:
    return [(text.index(words), text.index(words) + len(words))] if words else []


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "shown"),
    [
        ("Khan said it rains.", "Khan", "said", "it rains", "Khan said"),
        ("“It rains,” said Amina Khan.", "Amina Khan", "said", "“It rains,”", "said Amina Khan"),
        ("“It rains,” she told\nthe board.", "she", "told", "“It rains,”", "she told"),
        ("According to Khan, it rains.", "Khan", "According to", "it rains", "According to Khan"),
        ("“No,” Khan, who chairs the board, said.", "Khan", "said", "“No,”", "Khan, who chairs the board, said"),
        # the passive keeps whom it is about
        (
            "Paul Denny was accused by Amina Khan of theft.", "Amina Khan", "accused", "theft",
            "Paul Denny was accused by Amina Khan",
        ),
        ("Was confirmed by Khan.", "Khan", "Was confirmed", "", "Was confirmed by Khan"),
        ("The sale was confirmed by Khan.", "Khan", "was confirmed", "", "The sale was confirmed by Khan"),
        ("It was said by Khan that it rains.", "Khan", "said", "it rains", "It was said by Khan"),
        ("Khan was told to leave.", "Khan", "told", "to leave", "Khan was told"),
        ("Khan is said to have claimed it rains.", "Khan", "claimed", "it rains", "Khan is said to have claimed"),
        # negations
        ("Khan did not say it rains.", "Khan", "say", "it rains", "Khan did not say"),
        ("Khan didn’t say it rains.", "Khan", "say", "it rains", "Khan didn’t say"),
        ("Did Amina Khan not say it rains?", "Amina Khan", "say", "it rains", "Did Amina Khan not say"),
        ("Nor has Khan ever said it rains.", "Khan", "said", "it rains", "Nor has Khan ever said"),
        ("Never said to have rained.", "", "said", "to have rained", "Never said"),
        ("Khan failed to say why it rains.", "Khan", "say", "why it rains", "Khan failed to say"),
        ("It was never explicitly said.", "", "said", "", "It was never explicitly said"),
        ("Khan said nothing about rain.", "Khan", "said", "about rain", "Khan said nothing"),
        ("Khan did not, “It rains,” he smiled, say.", "Khan", "say", "“It rains,”", "Khan did not … say"),
        ("It is not true that Khan said it rains.", "Khan", "said", "it rains", "It is not true that Khan said"),
        ("Doyle denied Khan said it rains.", "Khan", "said", "it rains", "Doyle denied Khan said"),
        # conditions
        ("Khan would say if asked that it rains.", "Khan", "say", "it rains", "Khan would say if"),
        ("If Khan says it rains, it rains.", "Khan", "says", "it rains", "If Khan says"),
        ("Had Khan said it rains, it would.", "Khan", "said", "it rains", "Had Khan said"),
        ("Khan would not say whether it rains.", "Khan", "say", "it rains", "Khan would not say whether"),
        ("He might yet claim it rains.", "He", "claim", "it rains", "He might yet claim"),
        # the quote's own words, other sentences and long ways are an ellipsis
        ("Khan: “It rains,” she said.", "Khan", "said", "“It rains,”", "Khan … said"),
        ("Khan left. “It rains,” was the word.", "Khan", "the word", "“It rains,”", "Khan … was the word"),
        ("Khan came late. Then one said it rains.", "Khan", "said", "it rains", "Khan … said"),
        (f"Khan, {'who walked on ' * 20}said it rains.", "Khan", "said", "it rains", "Khan … said"),
        ("Yesterday it rained, Khan said.", "Khan", "said", "it rained", "Khan said"),
        # nothing or only one of both is known
        ("KHAN: It rains.", "KHAN", ":", "It rains.", "KHAN"),
        ("“It rains.”", "", "", "“It rains.”", ""),
    ],
)  # fmt: skip
def test_what_the_article_says_of_who_spoke(text: str, speaker: str, cue: str, content: str, shown: str) -> None:
    assert build_attribution(text, find(text, speaker), find(text, cue), find(text, content)) == shown


@pytest.mark.parametrize(
    "text",
    [
        *(make(20_000) for make in KINDS.values()),
        "<b>Khan</b> & “*x*”",
        "said " * 20_000,
        "Khan" * 30_000,
        "“" * 100_000,
        "",
    ],
)
def test_any_text_and_any_spans_give_words_of_the_text_in_no_time(text: str) -> None:
    n = len(text)
    began = time.process_time()
    for speaker in ([], [(0, 4)], [(n // 2, n)], [(n, n + 9)], [(5, 2)]):
        for cue in ([], [(4, 8)], [(n - 1, n)], [(0, n)]):
            shown = build_attribution(text, speaker, cue, [(n // 3, n // 2)])
            assert all(part in " ".join(text.split()) for part in shown.split(" … ") if not part.endswith(" …"))
            assert len(shown) < 1000
    assert time.process_time() - began < 2
