"""Boilerplate: bylines, credits, agency tags, copyright notices and calls to action in a text.

Rules for lines and ends of lines, precision before recall: some boilerplate is left in rather than news taken out.
Lines that a source repeats in many articles are found by counting, in `components.library.store.repeated_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from components.articles.heads import find_head_lines
from components.articles.outlets import AGENCIES, NO_NAME
from components.types import LocalEntity, Mention, Quote, Span

_LONGEST = 300  # characters of the longest line that may be boilerplate as a whole
_HEAD, _TAIL = 6, 4  # first and last non-empty lines in which a byline or signature is looked for
_MOST_WORDS = 18  # words of the longest byline

# Not the lexicon's particles: bylines also have Portuguese "do", but no "e", "y" or "st" between names
_PARTICLES = frozenset("van von der den de del della di da do dos du la le el al bin ibn ten ter af av zu".split())  # noqa: SIM905
_BYLINE_WORDS = """
and with for of the at in from by staff writer writers reporter reporters correspondent correspondents editor editors
columnist contributor contributing reporting news agencies political special senior chief health science business
sports crime education economics local national foreign freelance
"""
_CREDIT_WORDS = """
additional further reporting writing editing production research compiling reported written edited compiled translated
by in at from and with for the of our
"""
_IN_BYLINE, _IN_CREDIT = frozenset(_BYLINE_WORDS.split()), frozenset(_CREDIT_WORDS.split())
_ROLES = frozenset(("writer", "reporter", "correspondent", "editor", "columnist", "contributor", "staff", "bureau"))

_AGENCY = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_PICTURE = r"(?:photo(?:graph)?|picture|image|pic|video|illustration|graphic)s?"
_STOCK = (
    r"(?:getty(?: images)?|ap photo|ap images|associated press|reuters|afp|epa(?:-efe)?|shutterstock|alamy|istock|"
    r"istockphoto|pa wire|pa images|press association|bloomberg|zuma|rex features|corbis|sipa|nurphoto|anadolu)"
)
_SITE = r"(?:twitter|facebook|instagram|youtube|linkedin|tiktok|telegram|whatsapp|snapchat|pinterest|x)"
_TIME = (
    r"(?:[\d\s,.:;|/@()–-]|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|st\b|nd\b|rd\b|th\b|am\b|pm\b|"
    r"at\b|on\b|ago\b|e[ds]?t\b|gmt\b|bst\b|utc\b|(?:hour|minute|day)s?\b)"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Boilerplate as a line of its own. All patterns are applied to stripped lines of at most _LONGEST characters.
_ALONE = _any(
    # text databases
    r"(?:load|pub|publication)-date:.{0,60}",
    r"(?:length|word count):? [\d,]{1,7}(?: words)?",
    r"[\d,]{1,7} words",
    r"(?:publication|document)[- ]type:.{0,100}",
    r"(?:byline|journal-code|issn):.{0,140}",
    r"(?:section|edition|source|graphic|dateline):.{0,140}(?:pg\.|page|pp?\.) ?[a-z]?\d.{0,40}",
    r"language: english.{0,30}",
    r"(?:subject|organi[sz]ation|company|geographic|person|people|industry|state|country):.{0,240}\(\d\d%\).{0,40}",
    r"end of (?:document|text|article)|full text\.?|abstract\.?",
    r"document [a-z]{2,10}\d{6,20}\S{0,30}",
    r"\d{1,3} (?:of|/) \d{1,4} documents?",
    # web pages
    rf"(?:first published|published|posted|last updated|updated|last modified|modified|printed)\b:?{_TIME}{{1,60}}",
    r"https?://\S{1,250}|\S{1,60}@\S{1,60}\.[a-z]{2,10}|@\w{2,30}",
    r"\d{1,3}[ -]min(?:ute)?s? read",
    r"(?:share|save|print|e-?mail|tweet|copy link|comments?|(?:leave|post|add) a comment|view comments|"
    r"whatsapp|linkedin|flipboard|reddit|newsletter|menu|search|log in|sign in|subscribe|home)\.?",
    r"\d{1,6} (?:shares|comments|likes|views)",
    r"(?:advertisement|sponsored(?: content)?|promoted(?: content)?|scroll down to continue|loading)\W{0,3}",
    r"(?:read|see|watch|listen|show|view) more\W{0,3}|related(?: articles| stories| topics| content| links)?\W{0,3}",
    r"(?:hide|toggle|image|media|photo|picture) caption|enlarge(?: this)? image",
    # picture credits
    rf"{_PICTURE}(?: credits?| courtesy(?: of)?| by)?:.{{0,60}}[/|©].{{1,60}}",
    rf"{_PICTURE}(?: credits?)?:[^.!?]{{2,50}}\.?",
    rf"{_PICTURE}(?: (?:credits?|courtesy of|by|copyright|provided by|source):?|:)[^.!?]{{0,60}}\b{_STOCK}\b\.?",
    r"(?:credits?:|image (?:source|copyright),?:? )(?:(?!caption)[^.!?]){2,70}\.?",
    rf"(?:[^.!?,;:“”\"]|\b[a-z]\.){{0,50}}?(?:\bvia |/ ?){_STOCK}\.?",
    rf"(?:getty(?: images)?|ap photo|{_AGENCY})\.?|[-–—]{{1,3}} ?(?:{_AGENCY})\.?",
)

# Boilerplate as a line of its own or at the end of one.
_LINE = _any(
    # rights
    r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4})).{0,280}",
    r".{0,200}\ball rights reserved\b.{0,80}",
    r"this (?:material|article|content) may not be (?:published|reproduced|copied).{0,200}",
    # links to other pages
    r"(?:story|article) continues (?:below|after)\b.{0,60}|continue reading\b.{0,80}|skip to main\b.{0,60}",
    r"(?:read (?:more|also|next|on|this next)|see also|related(?: articles?| stor(?:y|ies)| topics?| links?)?|"
    r"more (?:on|from|about)\b.{0,40}|also on\b.{0,40}|don[’']t miss|recommended(?: for you)?|up next|"
    r"most (?:read|popular|viewed)|you (?:may|might) also like|trending(?: now)?|editor[’']s picks?):.{0,180}",
    r"share (?:this|on|via) (?:article|story|page|post|with|facebook|twitter|email|whatsapp)\b[^.!?]{0,40}[.!]?",
    r"(?:click|tap) here\b.{0,160}|read it all here\.?",
    r"(?:subscribe|sign up|listen|watch|donate|register) here\b.{0,120}",
    rf"(?:please )?follow (?:us\b|@\w{{2,30}}|.{{2,120}}?(?: on {_SITE}\b|@\w{{2,30}})).{{0,160}}",
    r"(?:please )?(?:like|find|join|visit) us (?:on|at)\b.{0,120}",
    r"(?:for more, |please |to get .{1,60}, )?(?:sign up|subscribe|register)\b[^.!?]{0,120}"
    r"\b(?:newsletters?|alerts?|e-?mails?|inbox|podcast|briefing|channel|feed|updates?|itunes)\b[^.!?—]{0,100}[.!]?",
    r"want (?:more|to|the)\b.{0,80}(?:sign up|subscribe|newsletter)\b.{0,160}",
    r"\((?:subscribe to|sign up|follow @|click here)\b.{0,200}\)",
    r"(?:download|get) (?:our|the .{1,40}) app\b.{0,120}",
    r"(?:reach|contact|e-?mail|write to|tweet (?:us|me|him|her|them)|send tips to)\b.{0,120}@.{1,80}",
    # what editors say of the article itself
    r"[(\[]?(?:an? )?(?:editor|publisher|author|writer)(?:[’']s|s[’']?)? note:.{1,285}",
    r"(?:correction|clarification)s?:.{0,280}",
    r"(?:an?|the) (?:earlier|previous|original) version of this (?:article|story|post|piece|report|column)\b.{0,240}",
    r"this (?:article|story|post|piece|column) has been (?:corrected|updated|revised|amended)\b.{0,240}",
    r"[(\[]?.{2,120}\bcontributed (?:to (?:this|the) (?:report|story|article|post|piece)|reporting)\b.{0,160}",
)

# Boilerplate within a line: in brackets, or after a fixed word.
_WITHIN = _any(
    r"(?:…|\.{3})? ?\[\+\d{1,7} chars\]",
    rf"\([^()\n]{{0,80}}\b{_PICTURE}(?:/| by | courtesy |: | credit)[^()\n]{{1,100}}\)",
    r"\([^()\n]{0,80}\b(?:getty images|ap photo|ap images|via ap|afp/|reuters/|epa/|shutterstock|alamy)[^()\n]{0,60}\)",
    rf"\bimage (?:copyright|source),? ?{_STOCK}(?:/[\w ]{{1,30}})?",
    r"\b(?:image|media) caption\b",
)
_TAG = re.compile(rf"[^(\n]{{0,70}}(\((?:{_AGENCY})\))\s{{0,3}}[-–—]", re.IGNORECASE)
_CREDIT = re.compile(
    r"[(\[]?(?:(?:additional|further|with) )?(?:reporting|writing|editing|compiled|edited|translated|reported|written)"
    r"(?: and (?:reporting|writing|editing))? by (?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:story|words|text|written|posted|photo(?:graph)?s?|pictures?|images?)? ?by:? ", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:copyright|©)(?: of| by)? ", re.IGNORECASE)
_FIRM = re.compile(r"(?:publishing|media|newspapers?|press|news) (?:ltd|inc|llc|plc|limited|gmbh|co)\.?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][”\"’)]?\s+(?=[^\W\d_a-z]|[@(])")
_QUOTATION_MARK = re.compile(r"[“”\"]")
_SPLIT = re.compile(r"[,;&|/]|\band\b")


def find_boilerplate(text: str, author: str = "") -> list[Span]:
    """The spans of a text that are boilerplate, in order and disjoint.

    `author` is the article's known author. Takes linear time.
    """
    lines = list(_read_lines(text))
    above = find_head_lines(text)
    authors = frozenset(_plain(name) for name in _SPLIT.split(author) if name.strip())
    found: list[Span] = []
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        at_edge = number < _HEAD or number >= len(lines) - _TAIL
        if len(line) <= _LONGEST and (_is_no_news(line) or (at_edge and _names_writer(line, authors))):
            found.append((start, end))
        else:
            found.extend((start + a, start + b) for a, b in _find_within(line))
    return join_spans([*above, *found])


def drop_boilerplate(
    mentions: Sequence[Mention], entities: Sequence[LocalEntity], spans: Sequence[Span]
) -> tuple[list[Mention], list[LocalEntity]]:
    """Mentions and entities without those inside such spans, renumbered to match."""
    kept = [mention for mention in mentions if not covers(spans, (mention.start, mention.end))]
    gone = {mention.entity for mention in mentions} - {mention.entity for mention in kept}
    left = [n for n in range(len(entities)) if n not in gone]
    place = {old: new for new, old in enumerate(left)}
    return [replace(mention, entity=place[mention.entity]) for mention in kept], [entities[n] for n in left]


def is_boilerplate_quote(quote: Quote, spans: Sequence[Span]) -> bool:
    """Whether at least half of a quote's words are inside such spans."""
    length = sum(end - start for start, end in quote.content_spans)
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in quote.content_spans for c, d in spans)
    return bool(spans) and 2 * common >= length


def covers(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the spans contains a whole span."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _read_lines(text: str) -> Iterator[Span]:
    """The non-empty lines, stripped."""
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + len(line) - len(line.lstrip())
            yield start, start + len(stripped)
        at += len(line) + 1


def _is_no_news(line: str) -> bool:
    right = _COPYRIGHT.match(line)
    if right is not None and _are_names(line[right.end() :].split(), _IN_BYLINE):
        return True
    return _ends_news(line) or bool(_ALONE.fullmatch(line))


def _ends_news(words: str) -> bool:
    """Whether a line, or the end of one, is boilerplate."""
    credit = _CREDIT.match(words)
    if credit is not None and _are_names(words[credit.end() :].split(), _IN_CREDIT):
        return True
    return bool(_LINE.fullmatch(words))


def _names_writer(line: str, authors: frozenset[str]) -> bool:
    """Whether a line is a byline: "By Jane Doe and John Roe, Staff Writers", "Jane Doe | Reuters", "Reuters"."""
    if authors and _plain(line.strip("—–- .")) in authors:
        return True
    words = line.split()
    if len(words) > _MOST_WORDS or line[-1] in "!?:,;":
        return False
    opening = _OPENING.match(line)
    if opening is not None:
        return _are_names(line[opening.end() :].split(), _IN_BYLINE)
    if _FIRM.search(line):
        return _are_names(words, _IN_BYLINE)
    for number, word in enumerate(words):
        if word in ("|", "/", "-", "–", "—") or word.endswith(","):
            name, rest = [*words[:number], word] if word.endswith(",") else words[:number], words[number + 1 :]
            last = rest[-1].lower().strip(".").removesuffix("s") if rest else ""
            known = " ".join(rest).lower() in AGENCIES or (len(rest) <= _HEAD and last in _ROLES)
            return known and 2 <= len(name) <= 4 and _are_names(name, frozenset())
    return False


def _are_names(words: Sequence[str], others: frozenset[str]) -> bool:
    """Whether words are people's names, particles and other words of bylines."""
    if not words or len(words[0]) == 1:
        return False
    for number, word in enumerate(words):
        plain = word.strip(",.;|/&()[]-–—@").lower()
        if plain in NO_NAME or any(map(str.isdigit, word)):
            return False
        is_name = word.lstrip("([@")[:1].isupper()
        if not (is_name or (number and (not plain or plain in _PARTICLES or plain in others))):
            return False
    return True


def _find_within(line: str) -> Iterator[Span]:
    tag = _TAG.match(line, 0, 120)
    if tag is not None:
        yield tag.span(1)
    for found in _WITHIN.finditer(line):
        yield found.span()
    for end in _SENTENCE_END.finditer(line, max(0, len(line) - _LONGEST)):
        rest = line[end.end() :]
        if len(_QUOTATION_MARK.findall(rest)) % 2 == 0 and _ends_news(rest):
            yield end.end(), len(line)
            return


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .,").removeprefix("by ")


def join_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; overlapping or touching ones are joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
