"""Pages as sites build them, around invented articles.

Each skeleton dates its article in another way, and surrounds it with what such sites surround articles with.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.articles.fetching.skeleton_parts import (
    COMMENTS,
    COOKIES,
    ENGLISH,
    FRENCH,
    GERMAN,
    NEWSLETTER,
    RELATED,
    Story,
    build_data,
    build_meta,
    build_page,
    write_day,
)


def wordpress(s: Story) -> str:
    head = build_meta(og__title=s.title, article__published_time=f"{s.day}T08:10:00+00:00",
                 article__modified_time="2026-11-20T09:00:00+00:00", og__site_name="Fjord News")  # fmt: skip
    body = (
        f'<main class="site-main"><article class="post type-post hentry"><h1 class="entry-title">{s.title}</h1>'
        f'<div class="entry-meta"><time class="entry-date published" datetime="{s.day}T08:10:00+00:00">'
        f'{write_day(s.day)}</time> by <a rel="author" href="/author/una">Una Vik</a></div>'
        f'<div class="entry-content">{s.html}</div>'
        f'<div class="sharedaddy"><a href="#">Share on Facebook</a></div>{RELATED}</article>{COMMENTS}</main>'
    )
    return build_page(s, body, head)


def drupal(s: Story) -> str:
    body = (
        f'<div class="node node--type-article"><h1 class="page-title"><span>{s.title}</span></h1><div '
        f'class="node__submitted">Submitted by editor on {s.day:%a}, {s.day:%m/%d/%Y} - 11:24</div><div class="field '
        f'field--name-body">{s.html}</div></div>'
    )
    head = f'<meta name="dcterms.date" content="{s.day}T11:24:00+01:00">'
    return build_page(s, body, head, after=RELATED)


def amp(s: Story) -> str:
    data = build_data(**{"@type": "NewsArticle", "headline": s.title, "datePublished": f"{s.day}T05:00:00Z",
                    "dateModified": "2026-11-01T05:00:00Z"})  # fmt: skip
    page = build_page(s, f'<article><h1>{s.title}</h1>{s.html}<amp-ad width="300"></amp-ad></article>', data)
    return page.replace("<html", "<html amp")


def linked_data_only(s: Story) -> str:
    graph = [
        {"@type": "WebSite", "name": "Fjord News"},
        {"@type": "NewsArticle", "headline": s.title, "datePublished": f"{s.day}T22:30:00+02:00"},
    ]
    return build_page(
        s, f'<div class="c1"><h1>{s.title}</h1><div class="c2">{s.html}</div></div>', build_data(**{"@graph": graph})
    )


def microdata(s: Story) -> str:
    body = (
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{s.title}</h1><span '
        f'itemprop="datePublished" content="{s.day}T07:00">{write_day(s.day)}</span><div '
        f'itemprop="articleBody">{s.html}</div></div>'
    )
    return build_page(s, body, after=RELATED)


def time_element(s: Story) -> str:
    body = (
        f"<article><header><h1>{s.title}</h1><p>By Una Vik</p><time datetime='{s.day}'>{write_day(s.day)}</time>"
        f"</header>{s.html}</article>"
    )
    return build_page(s, body, before=COOKIES, after=RELATED + COMMENTS)


def date_in_address(s: Story) -> str:
    address = f"https://news.example/{s.day:%Y/%m/%d}/{s.slug}.html"
    head = f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">'
    return build_page(s, f"<article><h1>{s.title}</h1>{s.html}</article>", head)


def print_version(s: Story) -> str:
    return (
        f"<html><head><title>{s.title}</title></head><body onload='window.print()'><h1>{s.title}</h1><p>Published: "
        f"{s.day.day}/{s.day.month}/{s.day.year} 09:15 (print version)</p>{s.html}<hr><p>From: Fjord News</p></body>"
        "</html>"
    )


def german(s: Story) -> str:
    body = (
        f'<article><h1>{s.title}</h1><p class="meta">Von Una Vik, {s.day.day}. {GERMAN[s.day.month - 1]} {s.day.year}, '
        f"17:45 Uhr</p>{s.html}</article>"
    )
    return build_page(s, body, language="de", before=COOKIES)


def french(s: Story) -> str:
    body = (
        f'<article><h1>{s.title}</h1><p class="date">Publié le {write_day(s.day, FRENCH)} à 11h02, mis à jour le 3 '
        f"novembre 2026 à 12h00</p>{s.html}</article>"
    )
    return build_page(s, body, language="fr")


def american(s: Story) -> str:
    body = (
        f'<article><h1>{s.title}</h1><div class="byline">By UNA VIK</div><div class="timestamp">Updated 7:15 PM ET, '
        f"{s.day:%a} {ENGLISH[s.day.month - 1]} {s.day.day}, {s.day.year}</div>{s.html}</article>"
    )
    return build_page(s, body)


def ordinal(s: Story) -> str:
    end = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(s.day.day, "th")
    body = (
        f"<article><h1>{s.title}</h1><p class='posted-on'>Posted on {ENGLISH[s.day.month - 1]} {s.day.day}{end}, "
        f"{s.day.year}</p>{s.html}</article>"
    )
    return build_page(s, body)


def dotted(s: Story) -> str:
    body = f"<article><h1>{s.title}</h1><span class='datum'>{s.day:%d.%m.%Y}, 06:30</span>{s.html}</article>"
    return build_page(s, body, language="de")


def letter_date(s: Story) -> str:
    written = f"{s.day:%a}, {s.day.day:02} {ENGLISH[s.day.month - 1][:3]} {s.day.year} 06:30:00 GMT"
    head = f'<meta name="date" content="{written}">'
    return build_page(s, f'<div class="story"><h2 class="headline">{s.title}</h2>{s.html}</div>', head)


def compact_date(s: Story) -> str:
    head = f'<meta name="pubdate" content="{s.day:%Y%m%d}">'
    return build_page(s, f'<div id="content"><h1>{s.title}</h1>{s.html}</div>', head)


def epoch_in_script(s: Story) -> str:
    script = f'<script>window.__DATA__ = {{"article":{{"publishedAt":"{s.day}T04:00:00.000Z","id":77}}}}</script>'
    return build_page(s, f"<main><h1>{s.title}</h1>{s.html}</main>", script)


def photo_page(s: Story) -> str:
    figures = "".join(
        f'<figure><img src="/p{n}.jpg" alt=""><figcaption>The quay in the morning. Photo: Una Vik</figcaption></figure>'
        for n in range(3)
    )
    head = build_meta(og__title=s.title, article__published_time=f"{s.day}")
    return build_page(s, f"<article><h1>{s.title}</h1>{figures}{s.html}</article>", head)


def crowded(s: Story) -> str:
    middle = len(s.paragraphs) // 2
    first = "".join(f"<p>{one}</p>" for one in s.paragraphs[:middle])
    second = "".join(f"<p>{one}</p>" for one in s.paragraphs[middle:])
    head = build_data(**{"@type": "Article", "headline": s.title, "datePublished": str(s.day)})
    body = (
        f'<main><article><h1>{s.title}</h1><div class="article-body">{first}{NEWSLETTER}'
        f'<div class="ad">Advertisement</div>{second}</div></article>{RELATED}{COMMENTS}</main>'
    )
    return build_page(s, body, head, before=COOKIES)


def old_table(s: Story) -> str:
    body = (
        f"<table width=760><tr><td width=150><a href=/>Home</a><br><a href=/sport>Sport</a></td><td><font size=5><b>"
        f"{s.title}</b></font><br><font size=1>{ENGLISH[s.day.month - 1]} {s.day.day}, {s.day.year}</font>{s.html}</td>"
        f"</tr></table>"
    )
    return f"<html><head><title>{s.title}</title></head><body bgcolor=white>{body}</body></html>"


def broken_lines(s: Story) -> str:
    text = "<br><br>".join(s.paragraphs)
    head = f'<meta name="DC.date.issued" content="{s.day}">'
    return build_page(s, f'<div class="article"><h1>{s.title}</h1><div class="text">{text}</div></div>', head)


def sections(s: Story) -> str:
    parts = "".join(f'<div data-component="text-block"><div><p>{one}</p></div></div>' for one in s.paragraphs)
    body = (
        f'<main id="main-content"><article><div data-component="headline-block"><h1>{s.title}</h1></div><div><time '
        f'datetime="{s.day}T21:05:11.000Z">{write_day(s.day)}</time></div>{parts}</article></main>'
    )
    return build_page(s, body, before=COOKIES, after=RELATED)


def live_blog(s: Story) -> str:
    posts = "".join(
        f'<div class="live-post"><time datetime="{s.day}T{9 + n:02}:30:00Z">{9 + n}:30</time><h2>At {9 + n}:30</h2><p>'
        f"{one}</p></div>"
        for n, one in enumerate(s.paragraphs)
    )
    head = build_data(**{"@type": "LiveBlogPosting", "headline": s.title, "datePublished": f"{s.day}T09:00:00Z",
                    "coverageEndTime": f"{s.day}T20:00:00Z"})  # fmt: skip
    return build_page(s, f"<article><h1>{s.title}</h1>{posts}</article>", head)


def updated_first(s: Story) -> str:
    body = (
        f'<article><h1>{s.title}</h1><p class="dates"><span class="updated">Updated: 2 November 2026</span> <span '
        f'class="published">Published: {write_day(s.day)}</span></p>{s.html}</article>'
    )
    return build_page(s, body, after=COMMENTS)


def undated(s: Story) -> str:
    return build_page(s, f"<article><h1>{s.title}</h1>{s.html}</article>", after=RELATED)


SKELETONS: tuple[Callable[[Story], str], ...] = (
    wordpress, drupal, amp, linked_data_only, microdata, time_element, date_in_address, print_version, german, french,
    american, ordinal, dotted, letter_date, compact_date, epoch_in_script, photo_page, crowded, old_table,
    broken_lines, sections, live_blog, updated_first, undated,
)  # fmt: skip
