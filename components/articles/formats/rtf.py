"""Rich text (.rtf): its text in paragraphs, with the names of styles. After Microsoft's RTF specification 1.9.1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from components.articles.drafts import Draft
from components.articles.formats import clean_text
from components.articles.lines import Line, Opened, clean_line, part_paragraphs, write_lines
from components.types import DatelineError

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])|"
    r"(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
_SKIPPED = frozenset({
    "info", "pict", "object", "themedata", "colorschememapping", "header", "headerl", "headerr", "headerf", "footer",
    "footerl", "footerr", "footerf", "fldinst", "listtable", "listoverridetable", "rsidtbl", "generator", "datastore",
    "latentstyles", "xmlnstbl", "revtbl", "filetbl", "bkmkstart", "bkmkend", "annotation", "footnote", "colortbl", "tc",
})  # fmt: skip
_BREAKS = frozenset({"par", "sect", "page", "row", "nestrow"})
_SIGNS = {
    "line": "\n", "softline": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t", "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_CHARSETS = {  # \fcharset -> encoding
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_CODE_PAGES = {936: "gbk", 950: "big5", 10_000: "mac_roman", 65_001: "utf-8"}  # \\ansicpg -> encoding
_MAX_DEPTH = 2_000
_DAMAGED = "This rich text document is damaged; open it in Word, save it again and add that."


@dataclass(frozen=True, slots=True)
class _State:
    """What a group sets and its end resets."""

    target: str = ""  # "", "fonttbl", "stylesheet", or "skip"
    is_bold: bool = False
    style: int = 0
    encoding: str = ""
    n_skipped: int = 1  # characters after \u that stand in for it


@dataclass(slots=True)
class _Reader:
    """Collects paragraphs while the tokens are read."""

    state: _State = field(default_factory=_State)
    paragraphs: list[list[Line]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)  # bytes of a character set not yet decoded
    names: dict[int, list[str]] = field(default_factory=dict)  # style number -> pieces of its name
    encodings: dict[int, str] = field(default_factory=dict)  # font number -> encoding
    font: int = 0
    encoding: str = "cp1252"
    to_skip: int = 0
    style: str = ""  # of the paragraph at work

    def write(self, text: str) -> None:
        """Add text where the current group's text goes."""
        if self.state.target == "stylesheet":
            self.names.setdefault(self.state.style, []).append(text)
        elif not self.state.target:
            if not self.style and text.strip():
                name = "".join(self.names.get(self.state.style, [])).partition(";")[0].strip()
                self.style = f"{name}{' bold' if self.state.is_bold else ''}".strip() or "plain"
            self.pieces.append(text)

    def flush(self) -> None:
        """Decode the bytes that wait."""
        if self.waiting:
            data, encoding = bytes(self.waiting), self.state.encoding or self.encoding
            self.waiting.clear()
            self.write(data.decode(encoding, "replace"))

    def end_paragraph(self) -> None:
        """Close the paragraph at work."""
        text = "".join(self.pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self.paragraphs.append([Line(clean_line(line), self.style) for line in clean_text(text).split("\n")])
        self.pieces.clear()
        self.style = ""


def open_rtf(data: bytes) -> Opened:
    """Open a rich text document. Raises DatelineError if it is damaged."""
    paragraphs = _read_paragraphs(data.decode("latin-1"))
    lines = part_paragraphs(paragraphs)
    return Opened(write_lines(lines), lambda: lines, lambda: _read_draft(paragraphs))


def _read_draft(paragraphs: Sequence[Sequence[Line]]) -> Draft:
    """Read a document as one article."""
    blocks = ("\n".join(line.text for line in paragraph).strip() for paragraph in paragraphs)
    return Draft(text="\n\n".join(block for block in blocks if block))


def _read_paragraphs(source: str) -> list[list[Line]]:
    reader = _Reader()
    stack: list[_State] = []
    place = max(source.find("{\\rtf"), 0)
    is_starred = False
    while (token := _TOKEN.match(source, place)) is not None:
        place = token.end()
        kind = token.lastgroup
        if kind not in ("byte", None):
            reader.flush()
        if kind == "open":
            stack.append(reader.state)
            if len(stack) > _MAX_DEPTH:
                raise DatelineError(_DAMAGED)
        elif kind == "close":
            reader.state = stack.pop() if stack else reader.state
            if not stack:
                break
        elif kind in ("word", "number"):
            number = int(token["number"]) if token["number"] else None
            if token["word"] == "bin" and number:
                place += max(number, 0)
            elif is_starred and token["word"] not in ("shppict", "fldrslt"):
                reader.state = replace(reader.state, target="skip")
            elif reader.state.target != "skip":
                _obey(reader, token["word"], number)
        elif kind is not None and reader.state.target != "skip":
            _add(reader, token, kind)
        is_starred = kind == "sign" and token["sign"] == "*"
    reader.flush()
    reader.end_paragraph()
    return reader.paragraphs


def _add(reader: _Reader, token: re.Match[str], kind: str) -> None:
    """Add the characters of a token that is no control word."""
    if reader.to_skip and kind in ("byte", "text"):
        text = token["text"] or ""
        skipped = min(reader.to_skip, len(text) or 1)
        reader.to_skip -= skipped
        if text[skipped:]:
            reader.write(text[skipped:])
    elif kind == "byte":
        reader.waiting.append(int(token["byte"], 16))
    elif kind == "text":
        reader.write(token["text"])
    elif token["sign"] in "\r\n":
        reader.end_paragraph()
    else:
        reader.write({"~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}"}.get(token["sign"], ""))


def _obey(reader: _Reader, word: str, number: int | None) -> None:
    """Do what a control word says."""
    state = reader.state
    if word in _BREAKS and not state.target:
        reader.end_paragraph()
    elif word in _SIGNS:
        reader.write(_SIGNS[word])
    elif word == "u" and number is not None:
        reader.write(chr(number % 65_536))
        reader.to_skip = state.n_skipped
    elif word == "uc":
        reader.state = replace(state, n_skipped=max(number or 0, 0))
    elif word in _SKIPPED:
        reader.state = replace(state, target="skip")
    elif word in ("fonttbl", "stylesheet"):
        reader.state = replace(state, target=word)
    elif word in ("b", "plain", "pard"):
        is_bold = word == "b" and number != 0 if word != "pard" else state.is_bold
        reader.state = replace(state, is_bold=is_bold, style=0 if word == "pard" else state.style)
    elif word == "s" and number is not None:
        reader.state = replace(state, style=number)
    elif word == "f" and number is not None:
        reader.font = number
        reader.state = replace(state, encoding=reader.encodings.get(number, ""))
    elif word == "fcharset" and number in _CHARSETS and state.target == "fonttbl":
        reader.encodings[reader.font] = _CHARSETS[number] if number else ""
    elif word == "ansicpg" and number:
        reader.encoding = _name_encoding(number)
    elif word == "mac":
        reader.encoding = "mac_roman"


def _name_encoding(number: int) -> str:
    """The encoding that a code page's number stands for."""
    if number in _CODE_PAGES:
        return _CODE_PAGES[number]
    return f"cp{number}" if 1_250 <= number <= 1_258 or number in (437, 850, 866, 874, 932, 949) else "cp1252"
