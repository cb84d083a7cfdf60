"""What a short line names, above a story: an outlet, a person, a writer's role, a section or a menu."""

from __future__ import annotations

import re

AGENCIES = frozenset({
    "reuters", "ap", "associated press", "the associated press", "afp", "agence france-presse", "dpa", "pa", "pa media",
    "upi", "bloomberg", "bloomberg news", "xinhua", "tass", "ansa", "efe", "interfax", "kyodo", "kyodo news", "yonhap",
    "ians", "pti", "anp", "belga", "ritzau", "apa",
})  # fmt: skip
# Words that begin no name of a writer, also after "By".
_NO_NAMES = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
october november december spring summer autumn fall winter christmas easter early late mid this that these those then
now today tomorrow tonight noon midnight any all some no every not what who how when why my our your his her its their
popular numbers way law far train car night day default design accident contrast comparison
"""
NO_NAME = frozenset(_NO_NAMES.split())
_MOST_NAME_WORDS = 6  # of an outlet's name
# Words that outlets have in their names, at its end or, like "Radio", at its beginning.
_OUTLETS = """
advertiser argus beacon broadcasting bugle bulletin chronicle citizen courant courier daily democrat digest dispatch
echo enquirer evening examiner express gazette globe guardian herald independent inquirer insider journal leader
ledger magazine mail mercury messenger mirror monitor morning news newspaper newswire observer online post press radio
record recorder register reporter review sentinel spectator standard star sun tabloid telegram telegraph television
times today tribune tv voice weekly wire
"""
_OUTLET_WORDS = frozenset(_OUTLETS.split())
_SMALL_WORDS = frozenset("the of and for in on to new old a an".split())  # noqa: SIM905
_SECTIONS = frozenset({  # labels printed above a headline, and lines of a web page's menu
    "opinion", "analysis", "comment", "comments", "editorial", "feature", "features", "interview", "exclusive",
    "breaking", "breaking news", "latest", "latest news", "top stories", "live", "news", "world", "world news",
    "politics", "business", "sport", "sports", "culture", "arts", "health", "science", "technology", "tech", "money",
    "travel", "weather", "lifestyle", "entertainment", "education", "environment", "local", "local news", "national",
    "international", "uk", "us", "for immediate release", "press release", "share", "save", "menu", "home", "search",
    "sign in", "log in", "login", "register", "subscribe", "subscribe now", "skip to content", "skip to main content",
    "contact", "contact us", "about", "about us", "newsletters", "newsletter", "podcasts", "video", "videos", "audio",
    "more", "print", "email", "e-mail", "copy link", "facebook", "twitter", "x", "whatsapp", "linkedin", "reddit",
    "advertisement", "listen", "read more", "most read", "back", "close", "my account", "account", "jobs", "obituaries",
    "share this", "share this article", "share this story", "share this page", "share article", "save article",
    "save for later", "gift this article", "print this article", "follow us", "support us", "donate", "letters",
    "add a comment", "leave a comment", "view comments", "accept cookies", "accept all", "listen to this article",
})  # fmt: skip
_SHARING = re.compile(
    r"(?:share|save|e-?mail|print|tweet|listen to|gift|bookmark)(?: (?:this|the))?(?: (?:article|story|page|post))?"
    r"(?: (?:on|via|with|by|to) [\w ,/-]{1,40})?|\d{1,3}[ -]min(?:ute)?s?(?: read)?|(?:reading|read) time:? .{1,20}|"
    r"(?:view )?(?:\d{1,6} )?comments?(?: ?\(\d{1,6}\))?|\d{1,6} (?:shares|likes|views)|skip to [\w ]{1,30}",
    re.IGNORECASE,
)
_ROLES = frozenset("correspondent correspondents editor reporter reporters writer writers columnist".split())  # noqa: SIM905
_HOST = re.compile(r"(?:www\.)?(?:[a-z\d-]{1,40}\.){1,3}[a-z]{2,12}", re.IGNORECASE)
_BREADCRUMBS = re.compile(r"(?<!\s)\s*+[>»›|•·/]\s*+")
_PERSON_WORD = re.compile(
    r"(?:[A-Z]\.|(?:[A-Z]['’])?[^\W\d_a-z]\w+(?:[-'’]\w+)*|d[aei]l?|v[ao]n|der|den|de|la|le|bin|al)"
)


def is_menu(line: str) -> bool:
    """True for a web page's menu, breadcrumbs or buttons to share, and for the name of a section alone."""
    plain = line.lower().strip(" .:…>»›|•·+✕×")
    if plain in _SECTIONS or _SHARING.fullmatch(plain):
        return True
    steps = [step for step in _BREADCRUMBS.split(line.lower()) if step]
    return len(steps) > 1 and any(step in _SECTIONS for step in steps) and all(len(step.split()) <= 3 for step in steps)


def is_outlet(text: str) -> bool:
    """True for what reads as the name of an outlet: "The Skerrow Courier", "RADIO SKERROW", "courier.example"."""
    if text.lower() in AGENCIES or _HOST.fullmatch(text):
        return True
    words = text.split()
    if not 0 < len(words) <= _MOST_NAME_WORDS or not text[0].isupper() or text[-1] in ".?!:,;":
        return False
    if not all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_WORDS or word == "&" for word in words):
        return False
    own = [part for word in words for part in re.split(r"[-–]", word.lower()) if part not in _SMALL_WORDS]
    if text.lower() in _SECTIONS or not own:
        return False
    return own[-1] in _OUTLET_WORDS or own[0] in _OUTLET_WORDS or (len(own) == 1 and is_acronym(words[-1]))


def write_outlet(text: str) -> str:
    """An outlet's name, without its shouting: "THE COURIER" is The Courier."""
    if not text.isupper():
        return text
    return " ".join(word.capitalize() if _is_word(word) else word for word in text.split())


def _is_word(word: str) -> bool:
    return len(word) > 4 or word.lower() in _OUTLET_WORDS or word.lower() in _SMALL_WORDS


def is_acronym(word: str) -> bool:
    """True for two to four capitals."""
    return word.isalpha() and word.isupper() and 2 <= len(word) <= 4


def is_host(text: str) -> bool:
    """True for a site's address alone: "www.courier.example"."""
    return bool(_HOST.fullmatch(text))


def is_person(text: str) -> bool:
    """True for what may be a person's name, alone: two to four capitalised words."""
    words = text.split()
    if not 2 <= len(words) <= 4 or is_outlet(text) or text.lower() in _SECTIONS or not words[-1][0].isupper():
        return False
    return all(_PERSON_WORD.fullmatch(word) for word in words)


def is_role(text: str) -> bool:
    """True for what a writer is, alone on a line: "Transport Correspondent"."""
    words = text.replace(",", "").split()
    return (
        1 < len(words) <= 5
        and words[0].lower() not in ("by", "from")
        and words[-1].lower() in _ROLES
        and all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in words)
    )


def is_name(text: str) -> bool:
    """True for what may be the name of a person, a group or an outlet."""
    words: list[str] = re.findall(r"[^\W\d_][\w'’.-]*", text)
    if not 0 < len(words) <= 12 or len(text) > 100 or text.endswith((".", "?", "!", ":")):
        return False
    if words[0].lower() in NO_NAME:
        return False
    return words[0][0].isupper() and sum(word[0].isupper() for word in words) >= len(words) / 2
