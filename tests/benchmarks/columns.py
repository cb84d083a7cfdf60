"""Marked news in columns (a token a line, its tag last, as CoNLL-2003 has it) as running text with its names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

_CLOSING = frozenset([*".,;:!?)%]}'", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"])  # no space before these
_OPENING = frozenset("([{$#")  # nor behind these
_START = "-DOCSTART-"
Sentence = list[tuple[str, str]]


def read_columns(path: Path) -> list[dict[str, Any]]:
    """The articles of a file: `text`, a line a sentence, and `mentions` with `start`, `end` and `type`."""
    return [build_article(sentences) for sentences in _read_documents(path)]


def _read_documents(path: Path) -> Iterator[list[Sentence]]:
    sentences: list[Sentence] = []
    sentence: Sentence = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "", _START]:
        fields = line.split()
        if fields and fields[0] != _START:
            sentence.append((fields[0], fields[-1]))
        elif sentence:
            sentences.append(sentence)
            sentence = []
        if fields and fields[0] == _START and sentences:
            yield sentences
            sentences = []


def build_article(sentences: list[Sentence]) -> dict[str, Any]:
    """Tokens joined as a printed page would have them; tags are BIO, or IOB1, where I- may begin a name."""
    text = ""
    mentions: list[dict[str, Any]] = []
    for sentence in sentences:
        text += "\n" if text else ""
        before, kind, is_quoted = "", "", False
        for token, tag in sentence:
            is_mark = token == '"'
            glued = token in _CLOSING or before in _OPENING or (is_mark and is_quoted) or (before == '"' and is_quoted)
            text += "" if not before or glued else " "
            is_quoted ^= is_mark
            if tag != "O" and tag[:2] == "I-" and tag[2:] == kind:
                mentions[-1]["end"] = len(text) + len(token)
            elif tag != "O":
                mentions.append({"start": len(text), "end": len(text) + len(token), "type": tag[2:]})
            kind = tag[2:]
            text += token
            before = token
    return {"text": text, "mentions": mentions}
