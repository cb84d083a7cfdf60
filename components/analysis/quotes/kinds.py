"""Kinds of quotes: direct, indirect, mixed, and attitudes, which nobody has put into words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from components.analysis.document import FINITE_VERBS, Document, Range
from components.analysis.quotes.tagger import Attribution, find_root
from components.types import Span

# Verbs, and the nouns made of them, of wanting, intending, backing, feeling and thanking: they report no speech.
_ATTITUDE_WORDS = (
    "admire adore aim approve aspire back champion cherish crave desire despise detest dislike endorse enjoy envy "
    "favor favour hate hop hope intend intention like loathe long love need oppose opposition plan prefer preference "
    "resent seek strive support thank vote want wish yearn"
)
_ATTITUDES = frozenset(_ATTITUDE_WORDS.split())
_HOPES = frozenset(
    ("hop", "hope", "wish")
)  # "hop" is spaCy's lemma of "hoped"; with a clause ("hopes that …") they report a thought
# A wish to speak is a way of speaking: "wanted to know", "would like to thank"; a plan to speak is a plan.
_POLITE = frozenset(("want", "wish", "like", "love", "need"))
_SPOKEN_WORDS = "acknowledge add ask assure clarify emphasise emphasize explain hear know note point say stress tell"
_SPOKEN = frozenset(_SPOKEN_WORDS.split())
_LINKING = frozenset(("be", "become", "feel", "remain", "sound", "stay"))  # verbs that link an adjective to its subject
_DIRECT_SHARE = 0.9  # share of letters in quotation marks from which on a quote is direct


def find_kind(doc: Document, item: Attribution, content: Sequence[Span], names: Collection[int] = ()) -> str:
    """ "direct" if nearly all letters are in quotation marks, "mixed" if some are, else "indirect" or "attitude".

    The stretches `names` only name a thing, so that their marks quote nobody.
    """
    inside = total = 0
    for start, end in content:
        token = doc.token_at(start)
        while token < len(doc.tokens) and doc.starts[token] < end:
            letters = sum(1 for char in doc.tokens[token] if char.isalnum())
            total += letters
            inside += letters if doc.quotation_of[token] >= 0 and doc.quotation_of[token] not in names else 0
            token += 1
    within = item.cue is not None and doc.quotation_of[item.cue[0]] >= 0 and not doc.is_mark[item.cue[0]]
    if not inside or within:
        return "attitude" if is_attitude(doc, item) else "indirect"
    return "direct" if inside >= _DIRECT_SHARE * total else "mixed"


def is_attitude(doc: Document, item: Attribution) -> bool:
    """Whether a cue tells what somebody wants or feels, without a word or a thought: "wants …", "was keen on …"."""
    if item.cue is None:
        return False
    words = [doc.lemmas[token] for token in range(*item.cue) if doc.pos[token] in ("VERB", "NOUN", "AUX", "PROPN")]
    wanted = [word for word in words if word in _ATTITUDES]
    if not wanted:
        return _is_feeling(doc, item.cue) and not _states(doc, item)
    if _POLITE.issuperset(wanted) and not _SPOKEN.isdisjoint(words):
        return False
    return not (_HOPES.issuperset(wanted) and _states(doc, item))


def _is_feeling(doc: Document, cue: Range) -> bool:
    """Whether a cue is an adjective behind a linking verb: "was generous about", "is keen to"."""
    linked = any(doc.lemmas[token] in _LINKING for token in range(*cue))
    return (
        linked
        and any(doc.pos[token] == "ADJ" for token in range(*cue))
        and not any(doc.pos[token] == "VERB" and doc.lemmas[token] not in _LINKING for token in range(*cue))
    )


def _states(doc: Document, item: Attribution) -> bool:
    """Whether the content is a clause with a finite verb and a subject: "(that) it will rain", not "to go"."""
    return any(_is_clause(doc, find_root(doc, *part)) for part in item.content if part[0] < part[1])


def _is_clause(doc: Document, root: int) -> bool:
    children = doc.children[root]
    finite = FINITE_VERBS | {"MD"}
    helped = any(doc.tags[child] in finite for child in children if doc.deps[child] in ("aux", "auxpass"))
    return (doc.tags[root] in finite or helped) and any(doc.deps[child].startswith("nsubj") for child in children)
