"""Words that attribute, for the rules; the trained tagger learns its own."""

from __future__ import annotations

from components.analysis.quotes.records import Range
from components.analysis.quotes.view import View

# Verbs whose complement is speech, and verbs that can stand beside a quotation.
SPEECH = frozenset(
    """accuse acknowledge add admit advise advocate affirm agree allege announce answer argue ask assert assure begin
    boast caution charge claim comment complain concede conclude confess confirm contend continue counter cry declare
    demand deny describe disclose emphasise emphasize exclaim explain express find forecast grumble hint hold imply
    indicate inform insist interject interrupt joke lament maintain mention mutter note object observe offer opine
    plead pledge pray predict press proclaim promise pronounce propose protest quip quote read recall reckon
    recommend recount reflect reiterate rejoin remark remember remind repeat reply report request respond retort
    reveal say scream shout show sigh signal snap speak specify stammer state stress suggest swear sum tell testify
    think thunder tweet underline urge vow warn whisper wonder write yell post estimate stipulate summarise call
    summarize venture volunteer""".split()
)
# Verbs whose complement is a thought or an attitude.
ATTITUDE = frozenset(
    """appreciate approve assume back believe blame blast call champion condemn consider criticise criticize decide
    decline defend deplore denounce dislike dismiss doubt dread endorse expect fear feel favor favour guess hope
    imagine intend know mean oppose plan praise prefer question realise realize refuse regret reject rule see seek
    slam support suspect suppose threaten trust understand value want welcome wish worry attack deride mock ridicule
    rebuke cite seem appear view learn conclude calculate envisage""".split()
)
CLAUSES = ("ccomp", "xcomp")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def find_subject(view: View, verb: int) -> Range | None:
    """The noun phrase that does the saying: the verb's subject, or that of the verb it depends on."""
    deps, children = view.tree.dep, view.tree.children
    seen = 0
    while seen < 4:
        subject = next((child for child in children[verb] if deps[child] in SUBJECTS), None)
        if subject is not None:
            return trim_phrase(view, subject)
        agent = next((child for child in children[verb] if deps[child] == "agent"), None)
        if agent is not None and children[agent]:
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
