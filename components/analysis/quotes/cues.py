"""Words that attribute, for the rules; the trained tagger learns its own."""

from __future__ import annotations

from components.analysis.quotes.records import Range
from components.analysis.quotes.view import View

# Verbs whose complement is speech, and verbs that can stand beside a quotation.
_SPEECH_WORDS = (
    "accuse acknowledge add admit advise advocate affirm agree allege announce answer argue ask assert assure begin "
    "boast call caution charge claim comment complain concede conclude confess confirm contend continue counter cry "
    "declare demand deny describe disclose emphasise emphasize estimate exclaim explain express find forecast grumble "
    "hint hold imply indicate inform insist interject interrupt joke lament maintain mention mutter note object "
    "observe offer opine plead pledge post pray predict press proclaim promise pronounce propose protest quip quote "
    "read recall reckon recommend recount reflect reiterate rejoin remark remember remind repeat reply report request "
    "respond retort reveal say scream shout show sigh signal snap speak specify stammer state stipulate stress "
    "suggest sum summarise summarize swear tell testify think thunder tweet underline urge venture volunteer vow warn "
    "whisper wonder write yell"
)
SPEECH = frozenset(_SPEECH_WORDS.split())
# Verbs whose complement is a thought or an attitude.
_ATTITUDE_WORDS = (
    "appear appreciate approve assume attack back believe blame blast calculate call champion cite conclude condemn "
    "consider criticise criticize decide decline defend denounce deplore deride dislike dismiss doubt dread endorse "
    "envisage expect favor favour fear feel guess hope imagine intend know learn mean mock oppose plan praise prefer "
    "question realise realize rebuke refuse regret reject ridicule rule see seek seem slam support suppose suspect "
    "threaten trust understand value view want welcome wish worry"
)
ATTITUDE = frozenset(_ATTITUDE_WORDS.split())
CLAUSES = ("ccomp", "xcomp")


def find_subject(view: View, verb: int) -> Range | None:
    """The noun phrase that does the saying: the verb's subject, or that of the verb it depends on."""
    deps, children = view.tree.dep, view.tree.children
    seen = 0
    while seen < 4:
        subject = view.tree.subject[verb]
        if subject >= 0:
            return trim_phrase(view, subject)
        agent = view.tree.agent[verb]
        if agent >= 0 and children[agent]:
            return trim_phrase(view, children[agent][0])
        if deps[verb] == "acl" and view.tag[verb] == "VBG":
            return trim_phrase(view, view.tree.head[verb], before=verb)
        if deps[verb] not in ("conj", "xcomp", "advcl", "aux", "auxpass") or view.tree.head[verb] == verb:
            return None
        verb = view.tree.head[verb]
        seen += 1
    return None


def trim_phrase(view: View, noun: int, before: int | None = None) -> Range:
    """A noun's phrase without what only comments on it: relative clauses and what stands behind a comma."""
    if before is not None:
        return _trim_phrase(view, noun, before)
    if noun not in view.phrases:
        view.phrases[noun] = _trim_phrase(view, noun, None)
    return view.phrases[noun]


def _trim_phrase(view: View, noun: int, before: int | None) -> Range:
    first, last = view.tree.left[noun], view.tree.right[noun] + 1
    if before is not None:
        last = min(last, before)
    for child in view.tree.children[noun]:
        if child > noun and view.tree.dep[child] in ("relcl", "acl", "appos", "punct", "advcl", "parataxis", "dep"):
            last = min(last, view.tree.left[child])
    if view.pos[noun] == "PRON":
        return (noun, noun + 1)
    while last > noun + 1 and (view.pos[last - 1] == "PUNCT" or view.space[last - 1]):
        last -= 1
    while first < noun and (view.pos[first] == "PUNCT" or view.space[first]):
        first += 1
    return (first, max(last, noun + 1))
