"""Invented articles whose title, date and text are known, and what sites surround articles with."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_WHO = ("Mayor Ida Holm", "Councillor Ben Aru", "Harbour master Tor Vik", "Judge Lena Moss", "Farmer Rehn",
        "Minister Clara Dahl", "Trainer Joe Finch", "Surgeon Mira Patel", "Captain Nils Berg", "Ana Reyes")  # fmt: skip
_DID = ("told reporters that", "argued before the council that", "wrote in a letter that", "conceded on Friday that",
        "said in the town hall that", "warned the committee that", "denied repeatedly that")  # fmt: skip
_WHAT = ("the old bridge would close for the whole of the winter", "nobody had counted the costs of the second quay",
         "the ferry could carry twice as many people as it does", "farmers had lost a third of the potato harvest",
         "the school roof had been leaking since the storm in spring", "the new line would be ready before the summer",
         "patients were waiting longer than anywhere else in the county", "the club could not pay its players on time",
         "the fishing fleet had shrunk to eleven boats", "the library would open again on Sundays")  # fmt: skip
_WHY = ("because two of the piers need repair", "although the budget had been agreed in March", "if the rain goes on",
        "after an inquiry that took nine months", "despite the protests in front of the building",
        "while neighbouring towns had done the same for less", "once the last of the permits has arrived")  # fmt: skip


ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
GERMAN = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """What is true of a page."""

    title: str
    day: date
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        return "".join(f"<p>{one}</p>\n" for one in self.paragraphs)

    @property
    def slug(self) -> str:
        return self.title.lower().replace(" ", "-")


def build_story(seed: int, n_paragraphs: int = 7) -> Story:
    chance = random.Random(seed)
    who = chance.sample(_WHO, 3)
    paragraphs = tuple(
        " ".join(
            f"{chance.choice(who)} {chance.choice(_DID)} {chance.choice(_WHAT)}, {chance.choice(_WHY)}."
            for _ in range(chance.randint(2, 4))
        )
        for _ in range(n_paragraphs)
    )
    title = f"{who[0].split(' ', 1)[1]} speaks of {chance.choice(_WHAT).split(' ', 1)[1]}"
    return Story(title, date(2015 + chance.randrange(11), chance.randint(1, 12), chance.randint(1, 28)), paragraphs)


NAV = (
    '<header><a class="logo" href="/">Fjord News</a><nav><ul><li><a href="/politics">Politics</a></li><li><a '
    'href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>'
)
COOKIES = (
    '<div id="cookie-banner" class="consent" role="dialog"><p>We and our 142 partners store and read information on '
    "your device to choose advertisements and to measure how they are seen. You can change your mind at any time.</p>"
    "<button>Accept all</button><button>Settings</button></div>"
)
NEWSLETTER = (
    '<aside class="newsletter-signup"><h3>Morning mail</h3><p>Sign up to our free newsletter and get the stories that '
    'matter in your inbox every morning.</p><form><input type="email" name="e"><button>Sign up</button></form></aside>'
)
RELATED = (
    '<div class="related-articles"><h3>Read more</h3><ul>'
    + "".join(f'<li><a href="/x/{n}"><time datetime="2026-10-{n:02}">{n} October 2026</time> Another story of the '
              f"coast, number {n}</a></li>" for n in range(1, 7))
    + "</ul></div>"
)  # fmt: skip
COMMENTS = (
    '<section id="comments" class="comments"><h3>3 comments</h3>'
    + "".join(f'<div class="comment"><span class="author">reader{n}</span> <time datetime="2026-11-0{n}T10:00:00Z">'
              f"{n} November 2026</time><p>I have lived here for {n}0 years and never seen anything like it, honestly."
              "</p></div>" for n in range(1, 4))
    + "</section>"
)  # fmt: skip
FOOTER = (
    '<footer><p>© 2026 Fjord News Ltd. All rights reserved. No part may be copied.</p><a href="/privacy">Privacy</a>'
    "</footer>"
)


def build_page(story: Story, body: str, head: str = "", language: str = "en", before: str = "", after: str = "") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{story.title} - Fjord News</title>'
        f"{head}</head><body>{NAV}{before}{body}{after}{FOOTER}</body></html>"
    )


def build_meta(**named: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in named.items())


def build_data(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org"} | said)}</script>'


def write_day(day: date, months: Sequence[str] = ENGLISH) -> str:
    return f"{day.day} {months[day.month - 1]} {day.year}"
