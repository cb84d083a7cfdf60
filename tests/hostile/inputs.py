"""Hostile files, made and never stored, each with words of the sentence that a person must get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.articles.compound import build_compound, build_message, build_old_workbook
from tests.articles.conftest import build_pdf, build_record, build_word, build_zip, pack_link

SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".csv",
    ".tsv",
    ".json",
    ".jsonl",
    ".pdf",
    ".docx",
    ".rtf",
    ".zip",
    ".xls",
    ".msg",
    ".warc",
)
_TEXTS = (".txt", ".md", ".html", ".csv", ".tsv", ".json", ".jsonl")
_KINDS = (
    (b"%PDF-1.7\n", "PDF"),
    (b"PK\x03\x04\x14", "zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"),
    (b"{\\rtf1 words}", "rich text document"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff\xe0", "picture"),
    (b"GIF89a", "picture"),
    (b"\x1f\x8b\x08", "gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07\x00", "RAR archive"),
    (b"SQLite format 3\x00", "database"),
    (b"PAR1", "Parquet table"),
    (b"bplist00", "web archive of Safari"),
)
_NO_TEXT = {"NULs": b"\0" * 500, "control bytes": bytes(range(1, 7)) * 100, "one NUL": b"\0"}
_UNREADABLE = (".doc", ".exe", ".png", ".mp3", ".ppt", ".sqlite", "", ".tar.gz", ".7z", ".lnk", ".HTMLX", ".py")
_WORDS = b"Mayor Ida Holm said the bridge would open. Nobody believed her. "
_ROWS = (("title", "text"), ("Bridge", _WORDS.decode()))
_MESSAGE = build_message({0x37: "Bridge", 0x7D: "Date: Fri, 06 Dec 2024 23:15:00 +0100", 0x1000: _WORDS.decode() * 5})
Case = tuple[str, str, bytes, str]  # what it is, the file's name, its bytes, words of the sentence


def list_cases() -> Iterator[Case]:
    """Every hostile input of which nothing can be read."""
    for suffix in SUFFIXES:
        yield f"empty {suffix}", f"a{suffix}", b"", "empty"
        yield f"blank {suffix}", f"a{suffix}", b" \n\t\r\n" * 50, "empty"
    for suffix in _TEXTS:
        for what, data in _NO_TEXT.items():
            yield f"{what} as {suffix}", f"a{suffix}", data, "holds no text"
        for beginning, kind in _KINDS:
            yield (
                f"{kind} {beginning[:4]!r} as {suffix}",
                f"a{suffix}",
                beginning + b"\0\1\2" * 99,
                f"but is a {kind}" if kind[0] not in "ao" else f"but is an {kind}",
            )
    for suffix in (".pdf", ".docx", ".zip", ".rtf"):
        for beginning, kind in _KINDS:
            if (
                not (suffix == ".pdf" and kind == "PDF")
                and not (suffix in (".docx", ".zip") and "zip" in kind)
                and not (suffix == ".rtf" and "rich" in kind)
            ):
                yield (
                    f"{kind} {beginning[:4]!r} as {suffix}",
                    f"a{suffix}",
                    beginning + b"\0\1\2" * 99,
                    "Office document" if suffix == ".docx" and kind.startswith("old") else "It is called",
                )
        yield f"words as {suffix}", f"a{suffix}", _WORDS, "It is called"
    for suffix in _UNREADABLE:
        yield f"a file called a{suffix}", f"a{suffix}", _WORDS, "does not read files of this kind"
    yield from _list_damaged()
    yield from _list_tables()
    yield from _list_archives()


def _list_damaged() -> Iterator[Case]:
    """Files of the right kind that end too early or hold nothing."""
    word, packed = build_word(["Words of a text."]), build_zip({"a.txt": _WORDS})
    for share in (1, 5, 20, 50, 80, 95):
        yield f"{share} % of a Word document", "a.docx", word[: max(8, len(word) * share // 100)], "damaged"
        yield f"{share} % of an archive", "a.zip", packed[: max(8, len(packed) * share // 100)], "damaged"
    yield "a PDF of its first line", "a.pdf", b"%PDF-1.4\n", "damaged"
    yield "a PDF without words", "a.pdf", build_pdf([[""]]), "Its one page is a picture"
    yield "a PDF of three pages without words", "a.pdf", build_pdf([[""]] * 3), "Its 3 pages are pictures"
    for suffix, whole in ((".xls", build_old_workbook(_ROWS)), (".msg", build_compound(_MESSAGE))):
        for share in (1, 20, 50):
            yield f"{share} % of a {suffix}", f"a{suffix}", whole[: max(9, len(whole) * share // 100)], ""
        yield f"words as {suffix}", f"a{suffix}", _WORDS, "It is called"
    yield "a compound file of nothing", "a.msg", build_compound({}), "it may be damaged"
    yield "a message without words", "a.msg", build_compound(build_message({})), "no text"
    yield "a Word document without words", "a.docx", build_word([""]), "no text"
    yield "an archive of no files", "a.zip", build_zip({}), "no files"
    yield "an archive of hidden files", "a.zip", build_zip({".DS_Store": b"x", "__MACOSX/a.txt": b"x"}), "no files"
    yield "a page without words", "a.html", b"<html><body><script>x()</script></body></html>", "No article"
    yield "a page of 100,000 parts", "a.html", b"<html><body>" + b"<b>x</b>" * 100_000, "too many parts"
    yield "a page of 11 million characters", "a.html", b"<html><body><p>" + b"word " * 2_200_000, "longer than"
    yield "comments that never end", "a.html", b"<html><body>" + b"<!--" * 50_000, "No article"
    yield "numbers only", "a.txt", b"1 2 3 4 5\n", "no words"
    yield "marks only", "a.md", b"*** --- *** !", "no words"
    yield "a text of 21 million characters", "a.txt", b"word " * 4_200_000, "longer than"


def _list_tables() -> Iterator[Case]:
    for what, suffix, data, words in (
        ("columns alone", ".csv", b"title,text,date\n", "no rows"),
        ("brackets without an end", ".json", b"[" * 100_000, "not valid JSON"),
        ("objects without an end", ".json", b'{"a":' * 100_000, "not valid JSON"),
        ("half an object", ".json", b'{"title": "A", "text"', "not valid JSON"),
        ("words as JSON", ".json", _WORDS, "not valid JSON"),
        ("words as JSON lines", ".jsonl", _WORDS, "not valid JSON"),
        ("an empty list", ".json", b"[]", "no rows"),
        ("JSON as CSV", ".csv", b'[{"title": "A", "text": "Words."}]', "is JSON"),
        ("JSON as TSV", ".tsv", b'{"title": "A", "text": "Words."}', "is JSON"),
    ):
        yield what, f"a{suffix}", data, words


def _list_archives() -> Iterator[Case]:
    yield "an archive in an archive", "a.zip", build_zip({"b.zip": build_zip({"a.txt": _WORDS})}), "within an archive"
    yield "a bomb", "a.zip", build_zip({"a.txt": b"a " * 5_000_000}), "far more"
    yield "many small bombs", "a.zip", build_zip({f"{n}.txt": b"a " * 400_000 for n in range(60)}), "far more"
    for name in ("../a.txt", "/a.txt", "C:\\a.txt", "x/../../a.txt", "..\\a.txt"):
        yield f"an entry called {name}", "a.zip", build_zip({name: _WORDS}), "leads out"
    locked = bytearray(build_zip({"a.txt": _WORDS}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + place] |= 1
    yield "a locked entry", "a.zip", bytes(locked), "password"
    yield "a link", "a.zip", pack_link(), "link"
    yield "an archive called a Word document", "a.docx", build_zip({"a.txt": _WORDS}), ""


def build_valid() -> Mapping[str, bytes]:
    """One good file of each kind, to be mutated."""
    return {
        ".txt": _WORDS * 5,
        ".md": b"---\ntitle: Bridge\ndate: 2026-03-04\ntags: [a, b]\n---\n# Bridge\n\n" + _WORDS * 5,
        ".html": b"<!doctype html><html><head><title>Bridge</title></head><body><article><p>"
        + _WORDS * 5
        + b"</p></article>",
        ".csv": b'title,text,date\nBridge,"' + _WORDS + b'",2026-03-04\nTunnel,"' + _WORDS + b'",05.03.2026\n',
        ".jsonl": b'{"title": "Bridge", "text": "' + _WORDS + b'", "source": {"name": "Fjord"}}\n' * 3,
        ".json": b'{"articles": [{"title": "Bridge", "content": "'
        + _WORDS
        + b'", "publishedAt": "2026-03-04T05:06:07Z"}]}',
        ".pdf": build_pdf([["The bridge", "Mayor Ida Holm said it would open."]], title="Bridge"),
        ".docx": build_word(["Mayor Ida Holm said it would open.", "a\tb"], heading="Bridge"),
        ".rtf": b"{\\rtf1\\ansi{\\fonttbl\\f0 Arial;}\\f0 " + _WORDS + b"\\par \\'e9\\u8217 ?}",
        ".xls": build_old_workbook(_ROWS),
        ".msg": build_compound(_MESSAGE),
        ".warc": build_record(b"<html><body><p>" + _WORDS * 20 + b"</p></body></html>"),
        ".zip": build_zip({"a.txt": _WORDS, "b/c.csv": b"title,text\nBridge,Words of a text.\n"}),
    }
