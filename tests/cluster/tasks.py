"""Ways to analyse that take no language model, and fail as articles can fail; a worker finds them by their names."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence

from components.types import Analysis, Article, LocalEntity, Mention, Sentence

POISON, ERROR = "This one crashes whoever reads it.", "This one raises an error."
WAIT = 0.05  # seconds per article
_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)*")


def find_capitals(articles: Sequence[Article]) -> list[Analysis]:
    """Each run of capitalised words as a person, after a fixed wait."""
    time.sleep(WAIT * len(articles))
    return [_find_capitals(article) for article in articles]


def _find_capitals(article: Article) -> Analysis:
    found = list(_NAME.finditer(article.text))
    names = list(dict.fromkeys(one.group() for one in found))
    mentions = [
        Mention(one.start(), one.end(), one.group(), "person", "name", 0, names.index(one.group())) for one in found
    ]
    entities = tuple(LocalEntity(name, "person") for name in names)
    sentences = (Sentence(0, len(article.text)),)
    return Analysis(
        article.article_id, "analysed", "none", "en", 9, sentences, tuple(mentions), entities, terms={"port": 1}
    )


def find_or_die(articles: Sequence[Article]) -> list[Analysis]:
    """A text with POISON ends the process at once, one with ERROR raises an error."""
    for article in articles:
        if POISON in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if ERROR in article.text:
            raise ValueError("It is not to be read")
    return [_find_capitals(article) for article in articles]
