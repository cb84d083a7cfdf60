"""PDFs made by hand: lines one below another, pieces of text anywhere on a page, and pictures of pages."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

Piece = tuple[float, float, float, str]  # left, baseline, size, text


def build_pdf(pages: Sequence[Sequence[str]], *, title: str = "", author: str = "", created: str = "") -> bytes:
    """A PDF that sets each line of each page in its own place, in Latin letters."""
    streams = []
    for lines in pages:
        shown = b"".join(b"(" + _escape(line) + b") Tj T*\n" for line in lines)
        streams.append(b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET")
    about = {"Title": title, "Author": author, "CreationDate": created}
    return _build(streams, font="Helvetica", about=about)


def build_printed_pdf(pages: Sequence[Sequence[Piece]]) -> bytes:
    """A PDF of pieces of text in the order given, in Courier, whose letters are 0.6 of their size wide."""
    streams = [
        b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, _escape(text)) for x, y, size, text in one
        )
        for one in pages
    ]
    return _build(streams, font="Courier")


def build_scanned_pdf(pages: Sequence[Sequence[str]], *, under: Sequence[str] = ()) -> bytes:
    """A PDF whose pages are pictures of these lines, with a line of text under each picture where one is given."""
    from PIL import Image, ImageDraw, ImageFont

    pictures, streams = [], []
    for number, lines in enumerate(pages):
        picture = Image.new("L", (1240, 1754), 255)
        pen = ImageDraw.Draw(picture)
        for row, line in enumerate(lines):
            pen.text((110, 120 + 56 * row), line, fill=0, font=ImageFont.load_default(size=36))
        packed = zlib.compress(picture.tobytes())
        about = (
            "<< /Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        )
        pictures.append(
            f"{about}/Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"
        )
        text = under[number] if number < len(under) else ""
        said = b"BT /F1 8 Tf 1 0 0 1 40 15 Tm (%s) Tj ET\n" % _escape(text) if text else b""
        streams.append(b"q 595 0 0 812 0 30 cm /P%d Do Q\n" % number + said if lines else said)
    return _build(streams, font="Courier", pictures=pictures)


def _build(
    streams: Sequence[bytes], *, font: str, about: dict[str, str] | None = None, pictures: Sequence[bytes] = ()
) -> bytes:
    first = 4 + 2 * len(streams)  # number of the first picture
    named = " ".join(f"/P{number} {first + number} 0 R" for number in range(len(pictures)))
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode(),
    ]
    for number, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> "
            + f"/XObject << {named} >> >> /Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream")
    objects.extend(pictures)
    entries = ((key, value) for key, value in (about or {}).items() if value)
    objects.append(
        b"<< " + b" ".join(b"/" + key.encode() + b" (" + _escape(value) + b")" for key, value in entries) + b" >>"
    )
    return _write(objects)


def _write(objects: Sequence[bytes]) -> bytes:
    """A file of these objects, the first its catalogue, the last what it says of itself."""
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010d} 00000 n \n" for place in places).encode())
    size = len(objects)
    out.write(f"trailer\n<< /Size {size + 1} /Root 1 0 R /Info {size} 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def _escape(text: str) -> bytes:
    data = text.encode("windows-1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
