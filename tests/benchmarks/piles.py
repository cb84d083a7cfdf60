"""Piles of real texts as a person would add them: (name, bytes) of each file, made of what lies in other shapes.

Folders of text files, tables, texts whose titles, dates and sources lie in a second table (PolNeAR), sentences grouped
into articles (NewsMTSC), and texts made to break things.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from components.articles import READABLE_SUFFIXES

File = tuple[str, bytes]

_COLUMNS = {"title": "title", "date": "publication_date", "source": "publisher", "author": "author"}
_FIELDS = ("title", "date", "source", "author", "text")
_GID = re.compile(r"[A-Za-z]+_\d+_\d+")  # the article's part of "allsides_1000_401_25_Some Name_0_6"
_LENGTH = 100_000  # characters of each hostile text


class Missing(Exception):
    """A path that is not there; the message is one sentence."""


def find(path: Path) -> Path:
    """The path, or Missing."""
    if not path.exists():
        raise Missing(f"There is nothing at {path}.")
    return path


def read_folder(folder: Path, limit: int | None = None) -> Iterator[File]:
    """Every file of a folder that can be read as articles, by name."""
    files = (file for file in sorted(find(folder).rglob("*")) if file.suffix.lower() in READABLE_SUFFIXES)
    for file in islice(files, limit):
        yield file.name, file.read_bytes()


def tabulate_texts(folders: Iterable[Path], metadata: Path, limit: int | None = None) -> File:
    """One CSV of the text files of folders, with title, date, source and author from a table of tab-separated lines.

    The table names its columns in its first line, `filename` (without suffix) among them.
    """
    with find(metadata).open(encoding="utf-8", newline="") as lines:
        known = {row["filename"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    files = [file for folder in folders for file in sorted(find(folder).rglob("*.txt"))]
    rows = []
    for file in files[:limit]:
        row = known.get(file.stem, {})
        said = {field: row.get(column) or "" for field, column in _COLUMNS.items()}
        rows.append({**said, "text": file.read_text(encoding="utf-8", errors="replace")})
    return _write_table("texts.csv", rows)


def tabulate_sentences(file: Path, limit: int | None = None) -> File:
    """One CSV of sentences in JSON lines (`primary_gid`, `sentence_normalized`), those of one article together."""
    articles: dict[str, list[tuple[int, str]]] = {}
    with find(file).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gid = str(row["primary_gid"])
            match = _GID.match(gid)
            key = match.group() if match else gid
            position = re.match(r"_(\d+)", gid[len(key) :])
            articles.setdefault(key, []).append((int(position[1]) if position else 0, row["sentence_normalized"]))
    rows = []
    for key, sentences in islice(sorted(articles.items()), limit):
        text = "\n\n".join(dict.fromkeys(sentence for _, sentence in sorted(sentences)))
        rows.append({"title": "", "date": "", "source": key.split("_")[0], "author": "", "text": text})
    return _write_table("sentences.csv", rows)


def _write_table(name: str, rows: list[dict[str, str]]) -> File:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, _FIELDS)
    writer.writeheader()
    writer.writerows(rows)
    return name, buffer.getvalue().encode("utf-8")


def make_hostile(length: int = _LENGTH) -> Iterator[File]:
    """One text file a kind of text that could break analysis or screens, each of so many characters."""
    for name, part in _PARTS.items():
        text = part * (length // len(part) + 1)
        yield f"{name}.txt", f"{_TITLES.get(name, 'A plain title')}\n\n{text[:length]}\n\n{_NEWS}".encode()
    titles = "".join(f"{title}\n\n{_NEWS}\n" for title in _TITLES.values())
    yield "titles.txt", titles.encode()
    row = {"title": _MIXED, "date": "06/07/2025", "source": _MIXED, "author": _MIXED, "text": f"{_MIXED} {_NEWS}"}
    yield _write_table("=cmd|' /C calc'!A0.csv", [row, {**row, "source": "$x$", "title": "$a_1$ and $b^2$ rise"}])


_NEWS = (
    "The harbour plan is “a step too far”, Mayor Ada Lindqvist of Berlin told reporters on Monday. "
    "Bruno Falk said the plan would cost $5 million in France and $9 million in Norway."
)
_MIXED = "<b>Ada</b> **Falk** :red[z] :material/home: $a^2$ `c` [l](http://e.x) <img src=x onerror=alert(1)> \u202eabc"
_TITLES = {
    "html": "<script>alert(1)</script><h1>Ada</h1>",
    "markdown": "# **Ada** `x` [l](javascript:alert(1)) ![i](x)",
    "latex": "Costs rise from $5 to $9, $\\frac{1}{0}$",
    "right_to_left": "\u202eThe mayor\u202c \u200fof Berlin",
    "giant_word": "W" * 5_000,
}
_PARTS = {
    "html": '<script>alert(1)</script><img src=x onerror="alert(2)"></div></body><style>*{}</style> Ada said. ',
    "markdown": "# Ada\n> * **Falk** said `x` ~~y~~ [l](javascript:alert(1)) ![i](x) | a |\n---\n- [ ] \\* :red[z] ",
    "latex": "Ada Lindqvist said prices rose from $5 to $9, $$\\frac{1}{0}$$ and \\begin{x}\\input{y} in Berlin. ",
    "right_to_left": "\u202eMayor Ada\u202c \u200fsaid\u200e \u2067“no”\u2069 \u0627\u0644\u0639 in Berlin. ",
    "zero_width": "M\u200ba\u200cy\u200do\u2060r\ufeff Ada Lind\u00adqvist s\u200baid no. ",
    "control": "Ada\x00 Falk\x01 said\x0b “no\x1b[31m”\x7f \x85\u2028\u2029 in Berlin. ",
    "emoji": "Ada 👩‍👩‍👧‍👦 said 🇳🇴 “no” 👍🏽 in Berlin 🏴󠁧󠁢󠁥󠁮󠁧󠁿. ",
    "combining": "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035alg said no. ",
    "giant_word": "Aa",
    "capitals": "A",
    "dots": ".",
    "open_quotes": "“",
    "quotes": "\"'",
    "brackets": "([{<",
    "spaces": " \t\u00a0\u3000",
    "digits": "1234567890",
    "a_lines": "A:\n",
    "name_lines": "Ada Lindqvist:\n\n",
    "chat": "Ada: “no”\nFalk: yes — Ada, chairwoman\n\n",
    "words_without_end": "Ada said Falk and ",
    "formulas": "=1+1\n+cmd|' /C calc'!A0\n@SUM(A1)\n\t=HYPERLINK(\"http://e.x\")\n",
    "sql": "'; DROP TABLE articles; -- \" OR NEAR(a b) NOT * ^ ",
    "mixed": _MIXED + " ",
}  # fmt: skip
