"""Forms of an English word that a search takes for the same: its inflections, in British and American spelling.

A form is made by rule, whether it exists or not: what is no word stands in no article. Only inflections count, unlike
with a stemmer (Porter's takes "important" for a form of "import"). A word is a form of another only if the other,
inflected by the rules of spelling, gives it: "rating" is one of "rate", not of "rat".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

_WORD = re.compile(r"[a-z]{3,24}")
_VOWELS = frozenset("aeiou")
_DATA = Path(__file__).with_name("data")


def _read_lines(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return [line.split() for line in lines if not line.startswith("#")]


_FIXED, _BASES = (
    frozenset(chain.from_iterable(_read_lines(name))) for name in ("words_without_forms.txt", "base_words.txt")
)
_GROUPS: dict[str, tuple[str, ...]] = {}
for _group in _read_lines("irregular_forms.txt"):
    for _form in _group:
        _GROUPS[_form] = (*_GROUPS.get(_form, ()), *_group)
# What British and American English spell differently: (left of it, British, American, right of it).
_S = "(?:e|es|ed|ing|er|ers|ation|ations|ational|able)"
_OUR = "(?:s|ed|ing|er|ers|able|ably|ite|ites|al|ally|ful|less|hood|hoods|ist|ists|y)?"
_SPELLINGS = (
    ("[a-z]{3,}", "is", "iz", _S), ("[a-z]{2,}", "ys", "yz", _S), ("(?!sc|fl)[a-z]{2,}", "our", "or", _OUR),
    ("(?!timb)[a-z]{2,}[btv]", "re", "er", "s?"), ("cent", "r", "er", "(?:ed|ing)"),
    ("[a-z]{2,}l", "ogue", "og", "s?"), ("(?:defen|offen|preten|licen|practi)", "c", "s", "(?:e|es|ed|ing|eless)"),
    ("(?!refi)[a-z]*(?:[aeiou][^aeiou]+[aeiou]|[dft][ru]?[iu][ae])", "ll", "l", "(?:ed|ing|ers?|ors?|ous|ously|en)"),
    ("(?:enro|fulfi|insta|disti|insti|enthra|appa)", "l", "ll", "(?:s|ment|ments)?"),
    ("(?:ski|wi)", "l", "ll", "ful(?:ly)?"), ("[a-z]*", "aem", "em", "[a-z]+"), ("[a-z]*p", "ae", "e", "d[a-z]+"),
    ("gyn", "ae", "e", "c[a-z]+"), ("an", "ae", "e", "sth[a-z]+"), ("h", "ae", "e", "mo[a-z]+"),
    ("", "ae", "e", "sthet[a-z]+"), ("arch", "ae", "e", "olog[a-z]+"), ("medi", "ae", "e", "val[a-z]*"),
    ("f", "oe", "e", "t(?:us|uses|al)"), ("", "oe", "e", "strogen[a-z]*"), ("diarrh", "oe", "e", "a"),
    ("man", "oeuvre", "euver", "s?"), ("man", "oeuvr", "euver", "(?:ed|ing)"),
    ("(?:judg|acknowledg|abridg)", "em", "m", "ents?"), ("ag", "e", "", "ing"),
    ("gr", "e", "a", "y(?:s|ed|ing|er|ish)?"), ("s", "c", "k", "eptic(?:s|al|ism|ally)?"),
    ("pl", "ough", "ow", "(?:s|ed|ing)?"), ("m", "ou", "o", "ld(?:s|ed|ing|y)?"),
    ("sm", "ou", "o", "lder(?:s|ed|ing)?"), ("program", "me", "", "s?"), ("jewel", "ler", "r", "y"),
    ("alumin", "i", "", "um"), ("m", "ou", "u", "stache[sd]?"), ("p", "y", "a", "jamas?"),
    ("art", "e", "i", "facts?"), ("co", "s", "z", "(?:y|ier|iest)"), ("yog", "h", "", "urts?"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def list_forms(word: str) -> frozenset[str]:
    """All forms of a word in lower case, itself among them; those of grammar, and names and numbers, have no others."""
    if (not _WORD.fullmatch(word) and word not in _GROUPS) or word in _FIXED:
        return frozenset((word,))
    bases = {word, *_find_bases(word)}
    bases |= {other for base in bases for other in _respell(base)}
    forms = {form for base in bases for form in inflect(base)}
    return frozenset(forms | {other for form in forms for other in _respell(form)} | bases) - _FIXED


def inflect(base: str) -> set[str]:
    """The inflected forms that the rules of spelling give for a verb or noun, and itself."""
    forms = {base, *_GROUPS.get(base, ())}
    if base.endswith(("s", "x", "z", "ch", "sh")):
        forms.add(f"{base}es")
    elif base[-1] == "y" and base[-2] not in _VOWELS:
        forms |= {f"{base[:-1]}ies", f"{base[:-1]}ied"}
    else:
        forms.add(f"{base}s")
    if base.endswith("ie"):
        forms |= {f"{base}d", f"{base[:-2]}ying"}
    elif base.endswith("e"):
        forms |= {f"{base}d", f"{base}ing" if base.endswith(("ee", "oe", "ye")) else f"{base[:-1]}ing"}
    elif base.endswith("ic"):
        forms |= {f"{base}ked", f"{base}king"}
    else:
        stems = _double(base)
        forms |= {f"{stem}ing" for stem in stems}
        forms |= {f"{stem}ed" for stem in stems if base[-1] != "y" or base[-2] in _VOWELS}
    if base.endswith("man") and len(base) > 4:
        forms.add(f"{base[:-3]}men")
    return forms


def _double(base: str) -> set[str]:
    """The stem before -ed and -ing: a final consonant is doubled after one stressed short vowel."""
    ends_short = base[-1] not in "aeiouwxyh" and base[-2] in _VOWELS and base[-3:-2] not in _VOWELS
    if not ends_short:
        ends_short = base[-3:-1] in ("ua", "ui", "ue") and base[-4:-3] == "q"  # quit, equip
        if not ends_short:
            return {base, base + base[-1]} if base.endswith(("el", "al", "il")) and len(base) > 4 else {base}
    is_long = sum(1 for a, b in zip(" " + base, base, strict=False) if b in _VOWELS and a not in _VOWELS) > 1
    return {base, base + base[-1]} if is_long else {base + base[-1]}


def _find_bases(word: str) -> Iterator[str]:
    """The words whose inflected form this is."""
    yield from _GROUPS.get(word, ())
    if word in _BASES or word.endswith(("ss", "us", "is")):
        return
    guesses = set()
    for end, others in _ENDS:
        if word.endswith(end):
            stem = word[: -len(end)]
            guesses |= {stem + other for other in others}
            if end in ("ed", "ing") and stem[-1:] == stem[-2:-1]:
                guesses.add(stem[:-1])
            if end in ("ed", "ing") and stem.endswith("k"):
                guesses.add(stem[:-1])
    yield from (base for base in guesses if len(base) > 2 and base not in _FIXED and _is_word(base, word))


def _is_word(base: str, word: str) -> bool:
    return not _VOWELS.isdisjoint(base.replace("y", "i")) and word in inflect(base)


_ENDS = (
    ("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)), ("ing", ("", "e")),
    ("ying", ("ie",)), ("men", ("man",)),
)  # fmt: skip
_RESPELL = tuple(
    (re.compile(f"({left}){one}({right})"), rf"\g<1>{other}\2")
    for left, british, american, right in _SPELLINGS
    for one, other in ((british, american), (american, british))
)


def _respell(word: str) -> Iterator[str]:
    """The word as British or American English may spell it."""
    for pattern, instead in _RESPELL:
        if match := pattern.fullmatch(word):
            yield match.expand(instead)
