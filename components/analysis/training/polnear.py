"""Reader for an attribution corpus in stand-off format: `text/*.txt` and `attributions/*_ANNOTATOR.ann`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from components.types import Span

ROLES = ("content", "source", "cue")


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One annotated attribution; spans are character offsets into the raw text."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its annotated attributions."""

    name: str
    text: str
    quotes: tuple[GoldQuote, ...]


def read_articles(folder: Path) -> Iterator[GoldArticle]:
    """Yield the articles of one part of the corpus; with several annotators, uses the first by name."""
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rsplit("_", 1)[0], path)
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:  # no newline translation: offsets count raw characters
            text = file.read()
        yield GoldArticle(path.stem, text, tuple(_read_quotes(files[path.stem])) if path.stem in files else ())


def _read_quotes(path: Path) -> Iterator[GoldQuote]:
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    with path.open(encoding="utf-8", newline="") as file:
        for line in file.read().split("\n"):
            name, _, rest = line.partition("\t")
            if name.startswith("T") and "\t" in rest:
                places = rest.split("\t")[0].split(" ", 1)[1]
                pairs = (place.split() for place in places.split(";"))
                spans[name] = [(int(pair[0]), int(pair[1])) for pair in pairs]
            elif name.startswith("E"):
                events.append(rest.split())
    for event in events:
        roles: dict[str, list[Span]] = {role: [] for role in ROLES}
        for argument in event:
            role, _, target = argument.partition(":")
            role = role.rstrip("0123456789").lower()
            if role in roles:
                roles[role].extend(spans.get(target, []))
        if roles["content"]:
            yield GoldQuote(**{role: tuple(sorted(found)) for role, found in roles.items()})
