"""Mail: newsletters, attachments, mailboxes, and pages saved as mail."""

from __future__ import annotations

from email.message import EmailMessage
from html import escape

import pytest

from components.articles import read_file
from components.types import Address, Article, Skipped

STORY = (
    "The mayor opened the season with a promise that the harbour would be rebuilt before the winter. Nobody in the "
    "town hall could say what it would cost, or who would pay."
)
PAGE = f"<html><body><table><tr><td><h1>A tale</h1><p>{STORY}</p><p>{STORY[:60]}.</p></td></tr><tr><td>"
PAGE += "<p>View this mail in your browser</p><p>Unsubscribe | Privacy policy</p></td></tr></table></body></html>"


def build_message(text: str = "", page: str = "", *, subject: str = "A tale") -> EmailMessage:
    """A message of one or two forms of the same text."""
    message = EmailMessage()
    message["From"] = "The Gazette <news@gazette.example>"
    message["To"] = "reader@home.example"
    message["Subject"] = subject
    message["Date"] = "Fri, 06 Dec 2024 23:15:00 +0100"
    if text or not page:
        message.set_content(text)
    if page and text:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    return message


@pytest.mark.parametrize("subject", ["A tale", "Fwd: A tale", "RE: FW: A tale", "=?utf-8?q?A_tale?="])
@pytest.mark.parametrize(("text", "page"), [(STORY, ""), ("", PAGE), ("see the page", PAGE)])
def test_a_message_is_one_article(subject: str, text: str, page: str) -> None:
    data = build_message(text, page, subject="SUBJECT").as_bytes().replace(b"SUBJECT", subject.encode())
    (article,) = read_file("a.eml", data)
    assert isinstance(article, Article)
    assert STORY in article.text
    assert (article.title, article.date, article.date_origin) == ("A tale", "2024-12-06", "metadata")
    assert (article.source, article.author, article.path) == ("gazette.example", "", "a.eml")
    assert "reader@home.example" not in article.text
    assert "nsubscribe" not in article.text
    assert "|" not in article.text


def test_wrapped_lines_of_a_message_are_joined() -> None:
    message = build_message("\n".join((STORY[:73], STORY[74:140], STORY[141:])) + "\n\nThe end of it.")
    (article,) = read_file("a.eml", message.as_bytes())
    assert isinstance(article, Article)
    assert article.text.endswith("\n\nThe end of it.")
    assert article.text.count("\n") == 2


def test_attachments_are_files_of_their_own() -> None:
    message = build_message(STORY)
    message.add_attachment(f"Another one\n\n{STORY}".encode(), maintype="text", subtype="plain", filename="b/c.txt")
    message.add_attachment(b"title,text\nA,Words here\n", maintype="text", subtype="csv", filename="t.csv")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="a.exe")
    message.add_attachment(build_message(STORY, subject="Within"))
    items = list(read_file("a.eml", message.as_bytes()))
    assert [item.path for item in items] == [
        "a.eml", "a.eml/b_c.txt", "a.eml/t.csv#1", "a.eml/a.exe", "a.eml/message 5.eml",
    ]  # fmt: skip
    assert [item.title for item in items if isinstance(item, Article)] == ["A tale", "Another one", "A", "Within"]


def test_each_message_of_a_mailbox_is_one_article() -> None:
    messages = [build_message(f"{STORY}\n\nFrom here on {n}.", subject=f"Tale {n}").as_bytes() for n in range(3)]
    data = b"".join(b"From news@gazette.example Fri Dec  6 23:15:00 2024\n" + one + b"\n" for one in messages)
    articles = [item for item in read_file("a.mbox", data) if isinstance(item, Article)]
    assert [(one.title, one.path) for one in articles] == [(f"Tale {n}", f"a.mbox#{n + 1}") for n in range(3)]


def test_a_page_saved_as_mail_is_read_as_a_page() -> None:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://www.gazette.example/2024/a-tale"
    message["Subject"] = "A tale"
    message["Date"] = "Mon, 3 Feb 2025 10:00:00 -0000"
    message.set_content(PAGE.replace("<body>", "<body><p>Published 6 December 2024</p>"), subtype="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<x>")
    (article,) = read_file("a.mhtml", message.as_bytes())
    assert isinstance(article, Article)
    assert STORY in article.text
    assert (article.date, article.url) == ("2024-12-06", "https://www.gazette.example/2024/a-tale")


def test_messages_within_messages_end_somewhere() -> None:
    message = build_message(STORY)
    for _ in range(8):
        outer = build_message(STORY)
        outer.add_attachment(message)
        message = outer
    items = list(read_file("a.eml", message.as_bytes()))
    assert isinstance(items[-1], Skipped)
    assert "too deep" in items[-1].reason


@pytest.mark.parametrize("charset", ["idna", "punycode", "undefined", "x-unknown", "rot13", "base64"])
def test_a_character_set_that_is_none_costs_nothing(charset: str) -> None:
    data = f"From: a@b.example\nSubject: A tale\nContent-Type: text/plain; charset={charset}\n\n{STORY}\n".encode()
    (article,) = read_file("a.eml", data)
    assert isinstance(article, Article)
    assert article.text == STORY
    page = f"<html><head><meta charset={charset}></head><body><p>Zo\xeb {STORY}</p></body></html>".encode("latin-1")
    (article,) = read_file("a.html", page)
    assert isinstance(article, Article)
    assert f"Zoë {STORY}" in article.text


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.eml", b"no header here"), ("a.eml", b"\n\n" + STORY.encode()), ("a.mbox", STORY.encode()),
     ("a.mhtml", b"Subject: x\n\nwords"), ("a.eml", b"Subject: x\n\n"), ("a.xml", b"<a>words</a>")],
)  # fmt: skip
def test_what_is_no_message_is_skipped_with_a_sentence(name: str, data: bytes) -> None:
    (item,) = read_file(name, data)
    assert isinstance(item, Skipped)
    assert item.reason.endswith(".")


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed.atom"])
def test_a_feed_saved_as_a_file_gives_articles_and_addresses(name: str) -> None:
    items = "".join(
        f"<item><title>Tale {n}</title><link>https://gazette.example/{n}</link><author>J. Doe</author>"
        f"<pubDate>Fri, 06 Dec 2024 07:15:00 GMT</pubDate><description>{text}</description></item>"
        for n, text in enumerate((f"{STORY} " * 5, "A teaser …"))
    )
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>The Gazette</title>{items}</channel></rss>"
    full, teaser = read_file(name, feed.encode())
    assert isinstance(full, Article)
    assert isinstance(teaser, Address)
    assert (full.title, full.date, full.source) == ("Tale 0", "2024-12-06", "The Gazette")
    assert (teaser.title, teaser.date, teaser.source) == ("Tale 1", "2024-12-06", "The Gazette")
    assert (full.path, teaser.path, teaser.url) == (f"{name}#1", f"{name}#2", "https://gazette.example/1")


def test_a_text_of_addresses_gives_each_of_them() -> None:
    items = list(read_file("a.txt", b"https://gazette.example/1\r\nhttps://www.gazette.example/2\n"))
    assert [item.url for item in items if isinstance(item, Address)] == [
        "https://gazette.example/1", "https://www.gazette.example/2",
    ]  # fmt: skip
    (article,) = read_file("a.txt", b"https://gazette.example/1\nsays the mayor won.")
    assert isinstance(article, Article)


INNER = {
    "Gmail": "---------- Forwarded message ---------\nFrom: The Gazette <news@gazette.example>\n"
    "Date: Fri, Dec 6, 2024 at 7:14 PM\nSubject: A tale\nTo: Ann <ann@home.example>\n\n\n",
    "Outlook": "-----Original Message-----\nFrom: The Gazette <news@gazette.example>\n"
    "Sent: Friday, December 6, 2024 6:01 AM\nTo: Ann\nSubject: A tale\n\n",
    "Apple": "Begin forwarded message:\n\nFrom: The Gazette <news@gazette.example>\nSubject: A tale\n"
    "Date: 6 December 2024 at 06:01:00 CET\nTo: ann@home.example\n\n",
    "German": "Von: The Gazette <news@gazette.example>\nGesendet: Freitag, 6. Dezember 2024 06:01\nAn: Ann\n"
    "Betreff: A tale\n\n",
    "French": "De : The Gazette <news@gazette.example>\nEnvoyé : vendredi 6 décembre 2024 06:01\nÀ : Ann\n"
    "Objet : A tale\n\n",
}


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("form", ["text", "page"])
@pytest.mark.parametrize("program", INNER)
def test_what_a_mail_forwards_is_the_article(program: str, form: str, times: int) -> None:
    above = "For the file, please.\n\nAnn\n\n"
    if times == 2:
        outer = INNER["Gmail"].replace("Dec 6", "Dec 8").replace("A tale", "Fwd: A tale").replace("gazette", "clips")
        above += f"{outer}See below.\n\n"
    text = f"{above}{INNER[program]}{STORY}\n\n{STORY[:60]}."
    page = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in text.split("\n\n"))
    message = build_message(text if form == "text" else "", page if form == "page" else "", subject="Fwd: FW: A tale")
    message.replace_header("From", "ann@home.example")
    message.replace_header("Date", "Mon, 09 Dec 2024 09:00:00 +0100")
    (article,) = read_file("a.eml", message.as_bytes())
    assert isinstance(article, Article)
    assert (article.title, article.date, article.source) == ("A tale", "2024-12-06", "gazette.example")
    assert article.text.split() == f"{STORY} {STORY[:60]}.".split()


def test_an_answer_with_the_message_below_it_stays_whole() -> None:
    (article,) = read_file("a.eml", build_message(f"{STORY}\n\n{INNER['Outlook']}{STORY}", subject="Re: x").as_bytes())
    assert isinstance(article, Article)
    assert article.text.count("town hall") == 2


def test_the_articles_of_an_alert_are_listed_with_their_addresses() -> None:
    links = "".join(
        f'<a href="https://www.google.com/url?rct=j&amp;url=https://gazette.example/{n}?a%3Db&amp;ct=ga&amp;cd=x">'
        f"<span>A <b>tale</b> {n}</span></a><p>{STORY} ...</p><a href='https://www.google.com/alerts/x'>Flag</a>"
        for n in (1, 2, 2)
    )
    items = list(read_file("a.eml", build_message("", f"<html><body>{links}</body></html>").as_bytes()))
    assert [(item.path, item.url, item.title) for item in items if isinstance(item, Address)] == [
        (f"a.eml#{n}", f"https://gazette.example/{n}?a=b", f"A tale {n}") for n in (1, 2)
    ]
    assert len(items) == 2
