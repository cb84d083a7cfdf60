"""Pages built as sites build them are read no worse than by the bare libraries, and right where those are wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.articles.fetching.skeleton_parts import Story, build_story
from tests.articles.fetching.skeletons import SKELETONS, undated
from tests.benchmarks.saved_pages import read_htmldate, read_ours, read_trafilatura, score_words

pages = pytest.mark.parametrize(
    ("build", "seed"), [(build, 100 * again + n) for again in range(2) for n, build in enumerate(SKELETONS)],
    ids=lambda one: one.__name__ if callable(one) else str(one),
)  # fmt: skip
WRONG_IN_HTMLDATE = {"sections", "updated_first", "undated"}  # as of htmldate 1.9


@pages
def test_a_page_of_any_build_has_its_own_date_title_and_text(build: Callable[[Story], str], seed: int) -> None:
    story = build_story(seed)
    data = build(story).encode()
    ours, bare = read_ours("page.html", data), read_trafilatura("page.html", data)
    assert ours.date == ("" if build is undated else str(story.day))
    assert ours.title == story.title
    f1 = score_words(ours.body or "", story.body)
    assert f1 >= max(score_words(bare.body or "", story.body), 0.95)
    if build.__name__ not in WRONG_IN_HTMLDATE:
        assert read_htmldate("page.html", data).date == ours.date
