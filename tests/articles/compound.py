"""Compound files made by hand: old Excel workbooks and Outlook messages."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]  # streams and storages by name


class _Sectors:
    """Sectors of one size, chained by their table."""

    def __init__(self, size: int) -> None:
        self.size, self.data, self.table = size, b"", list[int]()

    def add(self, data: bytes) -> int:
        """Append a stream and return its first sector."""
        if not data:
            return _END
        n, start = -(-len(data) // self.size), len(self.table)
        self.data += data.ljust(n * self.size, b"\0")
        self.table += [*range(start + 1, start + n), _END]
        return start


def build_compound(tree: Tree) -> bytes:
    """A compound file ([MS-CFB], version 3); the names of a storage form a chain to the right."""
    sectors, small = _Sectors(_SECTOR), _Sectors(_SMALL)
    entries: list[bytes] = [b""]

    def add(storage: Tree) -> int:
        """Add a storage's entries and return the number of the first."""
        numbers = list(range(len(entries), len(entries) + len(storage)))
        entries.extend([b""] * len(storage))
        for at, (name, content) in enumerate(sorted(storage.items(), key=lambda one: (len(one[0]), one[0].upper()))):
            right = numbers[at + 1] if at + 1 < len(numbers) else _FREE
            if isinstance(content, bytes):
                start = (small if len(content) < _CUTOFF else sectors).add(content)
                entries[numbers[at]] = _write_entry(name, 2, right, _FREE, start, len(content))
            else:
                entries[numbers[at]] = _write_entry(name, 1, right, add(content), 0, 0)
        return numbers[0] if numbers else _FREE

    first = add(tree)
    start = sectors.add(small.data)
    entries[0] = _write_entry("Root Entry", 5, _FREE, first, start, len(small.data))
    directory = sectors.add(b"".join(entries))
    small_table = sectors.add(_write_table(small.table))
    n_fat = 1
    while n_fat * _SECTOR // 4 < len(sectors.table) + n_fat:
        n_fat += 1
    places = range(len(sectors.table), len(sectors.table) + n_fat)
    fat = _write_table([*sectors.table, *[_FAT] * n_fat])
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, n_fat, directory, 0, _CUTOFF, small_table, -(-len(small.table) * 4 // _SECTOR), _END, 0,
    )  # fmt: skip
    header += _write_table(places).ljust(436, b"\xff")[:436]
    return header + sectors.data + fat


def _write_table(numbers: Sequence[int]) -> bytes:
    data = struct.pack(f"<{len(numbers)}I", *numbers)
    return data + b"\xff" * (-len(data) % _SECTOR)


def _write_entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI16xIQ", wide, len(wide), kind, 1, _FREE, right, child, 0, start, size)


def build_old_workbook(rows: Sequence[Sequence[str | float | None]], *, name: str = "S", extra: bytes = b"") -> bytes:
    """An Excel workbook of the years 1997 to 2003 ([MS-XLS]) with one sheet; numbers are shown as dates."""
    kind = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    formats = b"".join(_write_record(0x00E0, struct.pack("<HH16x", 0, shown)) for shown in (0, 14))
    cells = b""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                text = struct.pack("<HHHHB", at, column, 0, len(cell), 1) + cell.encode("utf-16-le")
                cells += _write_record(0x0204, text)
            elif cell is not None:
                cells += _write_record(0x0203, struct.pack("<HHHd", at, column, 1, cell))
    sheet = _write_record(0x0809, kind[:2] + b"\x10" + kind[3:]) + cells + extra + _write_record(0x000A, b"")
    start = _write_record(0x0809, kind) + formats
    n_bytes = len(start) + 4 + 8 + len(name) + 4
    start += _write_record(0x0085, struct.pack("<IBBBB", n_bytes, 0, 0, len(name), 0) + name.encode())
    return build_compound({"Workbook": start + _write_record(0x000A, b"") + sheet})


def _write_record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def build_message(
    texts: Mapping[int, str | bytes], *attached: Tree, ticks: int = 0, page: int = 65001, header: int = 32
) -> Tree:
    """The storage of an Outlook message ([MS-OXMSG]): properties by number, sent at a FILETIME."""
    fixed = struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks) + struct.pack("<HHIQ", 0x0003, 0x3FDE, 6, page)
    tree: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(header) + fixed, **write_properties(texts)}
    return tree | {f"__attach_version1.0_#{number:08X}": one for number, one in enumerate(attached)}


def write_properties(texts: Mapping[int, str | bytes]) -> dict[str, bytes]:
    """The streams of properties: texts in wide letters, bytes as they are."""
    return {
        f"__substg1.0_{number:04X}{0x001F if isinstance(value, str) else 0x0102:04X}": value.encode("utf-16-le")
        if isinstance(value, str)
        else value
        for number, value in texts.items()
    }


def build_attachment(name: str, data: bytes | Tree, mime: str = "") -> Tree:
    """An attached file, or an attached message."""
    tree: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(8), **write_properties({0x3707: name})}
    tree |= write_properties({0x370E: mime}) if mime else {}
    return tree | {"__substg1.0_37010102" if isinstance(data, bytes) else "__substg1.0_3701000D": data}
