"""Text reuse between quotes: whether two are the same words, and what became of them: shortened, altered, paraphrased.

Candidates share fingerprints: shingles (runs of four words), thinned by winnowing (Schleimer, Wilkerson and Aiken,
2003), and for paraphrases pairs of neighbouring content words. Two candidates are then aligned word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

CHANGES = ("same", "shortened", "altered", "paraphrased")
FIRM, WITH_SPEAKER, PARAPHRASE = 3, 2, 1  # strength of a link: the last two hold only where the speaker is the same
_RUN, _WINDOW = 4, 3  # words of a shingle; of so many neighbouring shingles one is kept
_PAIRS = 6  # pairs of content words kept
_MOST_WORDS = 400  # of a quote that are looked at
_BLOCK = 3  # words of the shortest run that counts in an alignment, if it is not all
_FIRM_WORDS, _FIRM_CONTENT = 8, 4  # words in common from which on it does not matter who speaks
_MORE = 2  # so many more of both where some words differ
_FEW_WORDS, _FEW_CONTENT = 5, 3  # the same if the speaker is the same
_COVERED = 0.75  # share of the shorter one's words that the longer one has in the same order
_SAME = 0.9  # the same where neither has quotation marks
_OVERLAP, _JACCARD, _SHARED = 0.75, 0.4, 4  # content words that a paraphrase shares with the words quoted
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_INSERTED = re.compile(r"\[[^\[\]]{0,60}\]")  # an editor's words: "[the minister]"
_MARKED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘]*?’(?!\w)|''[^']*''|«[^«»]*»")
_FUNCTION_WORDS = """
a an the this that these those my your his her its our their i you he she it we they me him us them who whom whose which
what and or but nor so yet if then than as at by for from in into of off on onto out over to under up with about after
against before between during through until while because although though since unless whether when where why how am is
are was were be been being have has had having do does did doing will would shall should can could may might must ought
not no n't never very too also just only even still again there here such some any all both each more most other own
same 's 'm 're 've 'd 'll don't doesn't didn't won't wouldn't can't couldn't shouldn't isn't aren't wasn't weren't it's
that's there's he's she's i'm we're they're you're i've we've they've i'd i'll we'll he'd she'd they'd let's yes oh well
going gonna get got go say says said think know like want one
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_NUMBER_WORDS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half third
"""
_NUMBERS = frozenset(_NUMBER_WORDS.split())
_NEGATIONS = frozenset(
    ("not", "no", "cannot", "never", "nothing", "nobody", "none", "without", "neither", "nor", "refuse", "deny")
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a quote without typography; `core` are those in quotation marks, all if none are."""

    words: tuple[str, ...]
    core: tuple[str, ...]
    is_marked: bool  # whether the core stood in quotation marks


def read_wording(content: str, kind: str) -> Wording:
    """The wording of a quote of one of QUOTE_KINDS."""
    words = _list_words(content)
    marked = _list_words(" ".join(_MARKED.findall(content))) if kind in ("direct", "mixed") else ()
    return Wording(words, marked or words, bool(marked) or kind == "direct")


def _list_words(text: str) -> tuple[str, ...]:
    found = _WORD.findall(_INSERTED.sub(" ", text).casefold().replace("’", "'"))
    return tuple(found[:_MOST_WORDS])


def list_prints(wording: Wording) -> list[int]:
    """The fingerprints by which quotes with words in common are found, as numbers of 40 bits."""
    words = wording.words
    runs = [words[at : at + _RUN] for at in range(len(words) - _RUN + 1)]
    prints = [_hash(*run) for run in runs]
    kept = set[int]()
    for at in range(max(len(prints) - _WINDOW + 1, 1)):
        kept.update(sorted(prints[at : at + _WINDOW])[:1])
    telling = {hash_ for hash_, run in zip(prints, runs, strict=True) if any(word not in _FUNCTION for word in run)}
    content = [_stem(word) for word in words if word not in _FUNCTION]
    pairs = {_hash("", *sorted(pair)) for pair in pairwise(content)}
    return sorted((kept & telling) | set(sorted(pairs)[:_PAIRS]))


def _hash(*words: str) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=5).digest(), "big")


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """A rough stem: "shouting", "shouted" and "shouts" are one."""
    word = word.removesuffix("'s")
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and (word[-1] == word[-2] or word[-1] in "ey") else word


@dataclass(frozen=True, slots=True)
class _Aligned:
    """What the core of one quote and all words of another have in common, in order."""

    n_words: int
    n_content: int
    share: float  # of the core


def _align(core: Sequence[str], words: Sequence[str], least: float = 0.0) -> _Aligned:
    """The alignment; nothing in common where the share cannot reach the least one asked for, which is quick to see."""
    known = set(words)
    if sum(word in known for word in core) < least * len(core):
        return _Aligned(0, 0, 0.0)
    if _has_run(core, words):
        return _Aligned(len(core), _count_content(core), 1.0)
    found = [
        (block.a, block.size)
        for block in SequenceMatcher(None, core, words, autojunk=False).get_matching_blocks()
        if block.size >= _BLOCK or block.size == len(core)
    ]
    shared = [word for start, size in found for word in core[start : start + size]]
    return _Aligned(len(shared), _count_content(shared), len(shared) / max(len(core), 1))


def _has_run(core: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the core stands whole among the words."""
    return bool(core) and f" {' '.join(core)} " in f" {' '.join(words)} "


def _count_content(words: Iterable[str]) -> int:
    return len({word for word in words if word not in _FUNCTION})


def find_link(first: Wording, second: Wording) -> int:
    """Whether two quotes are one: FIRM, or WITH_SPEAKER or PARAPHRASE, which ask for the same speaker; 0 if not.

    Of two quotes without quotation marks only the same words count, and many of them: what is reported alike was not
    said in one breath.
    """
    if not first.is_marked and not second.is_marked:
        shorter, longer = sorted((first.words, second.words), key=len)
        aligned = _align(shorter, longer, least=_SAME)
        is_same = aligned.share >= _SAME and aligned.n_words >= _FIRM_WORDS and aligned.n_content >= _FIRM_CONTENT
        return WITH_SPEAKER if is_same else 0
    core, other = _pair_core(first, second)
    aligned = _align(core, other, least=_COVERED)
    if aligned.share >= _COVERED:
        more = 0 if aligned.share == 1 else _MORE
        if aligned.n_words >= _FIRM_WORDS + more and aligned.n_content >= _FIRM_CONTENT + more:
            return FIRM
        if aligned.n_words >= _FEW_WORDS and aligned.n_content >= _FEW_CONTENT:
            return WITH_SPEAKER
    return PARAPHRASE if _is_paraphrase(first.words, second.words) else 0


def _pair_core(first: Wording, second: Wording) -> tuple[Sequence[str], Sequence[str]]:
    """The words in quotation marks of the one that has fewer, and all words of the other."""
    if first.is_marked and (not second.is_marked or len(first.core) <= len(second.core)):
        return first.core, second.words
    return second.core, first.words


def _is_paraphrase(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two quotes share most content words, numbers and negation among them."""
    stems = [{_stem(word) for word in words if word not in _FUNCTION} for words in (first, second)]
    shared = len(stems[0] & stems[1])
    if shared < _SHARED or shared < _OVERLAP * min(map(len, stems)) or shared < _JACCARD * len(stems[0] | stems[1]):
        return False
    numbers = [{word for word in words if word in _NUMBERS or any(map(str.isdigit, word))} for words in (first, second)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return False
    return _is_negated(first) == _is_negated(second)


def _is_negated(words: Iterable[str]) -> bool:
    return any(word in _NEGATIONS or word.endswith("n't") or _stem(word) in _NEGATIONS for word in words)


def find_change(version: Wording, other: Wording) -> str:
    """What became of a version in another quote of its group, one of CHANGES."""
    if _has_run(version.core, other.words):
        return "same"
    is_part = _align(other.core, version.words, least=1).share == 1  # with gaps: "I asked … and was told"
    if _has_run(other.core, version.words) or (is_part and _is_negated(other.core) == _is_negated(version.words)):
        return "shortened"
    return "altered" if other.is_marked else "paraphrased"


def choose_version(wordings: Sequence[Wording]) -> int:
    """The place of the wording that the others come from: most have it, whole or in part; the first of equals.

    `wordings` are in order of time. Wordings in quotation marks come before those without.
    """
    different = list(dict.fromkeys(wordings))
    support = {
        one: sum(wordings.count(other) for other in different if _align(other.core, one.words, least=1).share == 1)
        for one in different
    }
    best = max(different, key=lambda one: (one.is_marked, support[one]))
    return list(wordings).index(best)
