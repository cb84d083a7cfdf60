"""Words that attribute, for the rules; the trained tagger learns its own."""

from __future__ import annotations

from collections.abc import Collection

from components.analysis.document import Document, Range, remembered

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
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
OPENERS = SUBJECTS | {"expl"}


@remembered
def find_openers(doc: Document) -> list[int]:
    """The first subject of each token, "there" and "it" without a meaning of their own counted too, or -1."""
    return _find_first_child(doc, OPENERS)


@remembered
def _find_subjects(doc: Document) -> list[int]:
    return _find_first_child(doc, SUBJECTS)


@remembered
def _find_agents(doc: Document) -> list[int]:
    """The "by" behind each passive, or -1."""
    return _find_first_child(doc, ("agent",))


def _find_first_child(doc: Document, wanted: Collection[str]) -> list[int]:
    """For each token the first of its children with one of the wanted relations, or -1."""
    heads, deps = doc.heads, doc.deps
    found = [-1] * len(doc)
    for token in range(len(doc) - 1, -1, -1):
        if deps[token] in wanted and heads[token] != token:
            found[heads[token]] = token
    return found


def find_subject(doc: Document, verb: int) -> Range | None:
    """The noun phrase that does the saying: the verb's subject, or that of the verb it depends on."""
    deps, children = doc.deps, doc.children
    seen = 0
    while seen < 4:
        subject = _find_subjects(doc)[verb]
        if subject >= 0:
            return trim_phrase(doc, subject)
        agent = _find_agents(doc)[verb]
        if agent >= 0 and children[agent]:
            return trim_phrase(doc, children[agent][0])
        if deps[verb] == "acl" and doc.tags[verb] == "VBG":
            return trim_phrase(doc, doc.heads[verb], before=verb)
        if deps[verb] not in ("conj", "xcomp", "advcl", "aux", "auxpass") or doc.heads[verb] == verb:
            return None
        verb = doc.heads[verb]
        seen += 1
    return None


def trim_phrase(doc: Document, noun: int, before: int | None = None) -> Range:
    """A noun's phrase without what only comments on it: relative clauses and what stands behind a comma."""
    if before is not None:
        return _trim_phrase(doc, noun, before)
    trimmed = _keep_trimmed(doc)
    phrase = trimmed[noun]
    if phrase is None:
        phrase = trimmed[noun] = _trim_phrase(doc, noun, None)
    return phrase


@remembered
def _keep_trimmed(doc: Document) -> list[Range | None]:
    """For each noun its phrase, once it has been trimmed."""
    return [None] * len(doc)


def _trim_phrase(doc: Document, noun: int, before: int | None) -> Range:
    first, last = doc.left_edges[noun], doc.right_edges[noun] + 1
    if before is not None:
        last = min(last, before)
    for child in doc.children[noun]:
        if child > noun and doc.deps[child] in ("relcl", "acl", "appos", "punct", "advcl", "parataxis", "dep"):
            last = min(last, doc.left_edges[child])
    if doc.pos[noun] == "PRON":
        return (noun, noun + 1)
    while last > noun + 1 and (doc.pos[last - 1] == "PUNCT" or doc.is_space[last - 1]):
        last -= 1
    while first < noun and (doc.pos[first] == "PUNCT" or doc.is_space[first]):
        first += 1
    return (first, max(last, noun + 1))
