"""Words for topics: which terms say nothing, which a person would pick to name a topic."""

from __future__ import annotations

from collections.abc import Collection, Sequence

MOST_KEYWORDS = 10
_IN_LABEL = 3
_SHARED_START = 4  # letters that two forms of one word have in common at least: "vote", "voter"
_DOMINANT = 1.5  # how much stronger a name must be than the best common word to stand first in a label

# Words of news writing as such, times, amounts, and adjectives that fit anything.
_EMPTY_WORDS = """
year month week day hour minute moment morning afternoon evening night time date today tomorrow yesterday weekend
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december spring summer autumn winter decade century past future recent early late daily weekly
monthly annual last next first second third final new old young own other same many much more most several few
various able likely unlikely possible clear sure real true certain good great big little small large high low long
short full whole main major senior chief former current general special whole different similar single double entire
people person man woman child boy girl guy lady member group team part side place thing way kind sort lot number
amount figure percent cent per euro dollar pound share half rest total case fact
point question answer issue matter problem reason result
effect example case idea word name line page story report article news newspaper reporter journalist statement
comment interview press conference spokesman spokeswoman spokesperson speech letter email phone call message post
photo picture video copy version title source end start beginning middle top bottom front back left right use
need hope view sense mind head hand eye face voice life world country area level step move change role job work
something someone anything anyone everything everyone nothing nobody one two three hundred thousand million billion
available important public private local national international
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def is_empty_word(term: str) -> bool:
    """Whether a term could stand in any article and so tells nothing about a topic."""
    return term.lower() in _EMPTY or not any(character.isalpha() for character in term)


def choose_keywords(ranked: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    """The strongest words of a topic, each once: no second form of a word, no name inside another name."""
    chosen: list[str] = []
    for term, _ in ranked:
        if len(chosen) == MOST_KEYWORDS:
            break
        if not any(share_a_word(term, other) for other in chosen):
            chosen.append(term)
    return tuple(chosen)


def choose_label(ranked: Sequence[tuple[str, float]], keywords: Sequence[str], taken: Collection[str] = ()) -> str:
    """Three keywords in a row: common words, and one name where nothing is stronger; not a label that is taken."""
    strengths = dict(ranked)
    plain = [word for word in keywords if not is_proper(word)]
    names = [word for word in keywords if is_proper(word)]
    words = [*plain[:_IN_LABEL], *names]
    if names and (not plain or strengths[names[0]] > _DOMINANT * strengths[plain[0]]):
        words = [names[0], *plain[: _IN_LABEL - 1], *names[1:]]
    words = words[:_IN_LABEL]
    label = ", ".join(words)
    for other in (word for word in keywords if word not in words):
        if label not in taken:
            break
        label = ", ".join([*words[:-1], other])
    return label


def is_proper(term: str) -> bool:
    """Whether a term is a name: terms that are common words are in lower case."""
    return term != term.lower()


def share_a_word(first: str, second: str) -> bool:
    """Whether two terms hold the same word in whatever form: "striker" and "strike", "Port of Oster" and "port"."""
    return any(
        _are_forms(one, other)
        for one in first.lower().replace("-", " ").split()
        for other in second.lower().replace("-", " ").split()
        if len(one) >= _SHARED_START and len(other) >= _SHARED_START
    )


def _are_forms(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= _SHARED_START and shared >= min(len(one), len(other)) - 1 and abs(len(one) - len(other)) <= 4
