"""Spreadsheets (.xlsx, .xls, .ods), read into rows: of each sheet the rows below its header."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import Any

from components.articles.columns import BadRow, Row, name_columns, recognise_column
from components.articles.formats import MAX_COLUMNS, PASSWORD
from components.articles.formats.compound import Compound
from components.articles.formats.packages import DAMAGED, Package, get, name_of
from components.types import DatelineError

SHEET_SUFFIXES = (".xlsx", ".xls", ".ods")
_MAX_CELLS = 5_000_000  # of a sheet's range: the reader takes memory for each, filled or not
_HEADER_ROWS = 20  # rows among which a sheet's header is looked for
_CELL = re.compile(rb"<(?:\w{1,9}:)?c [^<>]{0,200}?\br=\"([A-Z]{1,3})(\d{1,7})\"")
_RECORD = struct.Struct("<HHHH")  # kind and length of a record; row and column of a cell
_SHEET_START = 0x0809
_ROW_RECORDS = frozenset({0x00BD, 0x00BE})  # MULRK, MULBLANK
_CELL_RECORDS = _ROW_RECORDS | {0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00FD, 0x00D6, 0x027E}
_REPEATED = 1_000  # times that a repeated cell or row is taken at most


def read_sheet_rows(name: str, data: bytes) -> Iterator[Row | BadRow]:
    """Yield the rows of a spreadsheet's sheets. Raises DatelineError if it is protected, damaged or too large."""
    if name.lower().endswith(".ods"):
        sheets = _read_open_sheets(Package(data))
    else:
        if name.lower().endswith(".xls"):
            _check_records(Compound(data))
        else:
            _check_parts(Package(data))
        sheets = _read_excel_sheets(data)
    for sheet in sheets:
        yield from _read_rows(sheet)


def _read_rows(sheet: Iterable[list[str]]) -> Iterator[Row]:
    """The rows below the header, which is the row with most known columns among the first."""
    rows = (row for row in sheet if any(cell.strip() for cell in row))
    first = list(islice(rows, _HEADER_ROWS))
    if not first:
        return
    at = max(range(len(first)), key=lambda n: (sum(bool(recognise_column(cell)) for cell in set(first[n])), -n))
    columns = name_columns(first[at])
    for cells in chain(first[at + 1 :], rows):
        yield dict(zip(columns, cells, strict=False))


def _read_excel_sheets(data: bytes) -> Iterator[Iterator[list[str]]]:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(sheet).iter_rows()
            yield ([_write_cell(cell) for cell in row[:MAX_COLUMNS]] for row in rows)
    except calamine.PasswordError as error:
        raise DatelineError(PASSWORD) from error
    except calamine.CalamineError as error:
        raise DatelineError(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own, which is no Exception
            raise DatelineError(DAMAGED) from error
        raise


def _check_parts(package: Package) -> None:
    """Raises DatelineError if a sheet's cells lie so far apart that its range is too large."""
    for part in package.names:
        if part.startswith("xl/worksheets/"):
            most_column = most_row = 0
            for column, row in _CELL.findall(package.read(part)):
                number = 0
                for letter in column:
                    number = number * 26 + letter - 64
                most_column, most_row = max(most_column, number), max(most_row, int(row))
            _check_range(most_row, most_column)


def _check_records(file: Compound) -> None:
    """The same for the sheets of an old workbook, whose cells are records ([MS-XLS] 2.4)."""
    data = file.read("Workbook") or file.read("Book")
    at = most_column = most_row = 0
    while at + _RECORD.size <= len(data):
        kind, length, row, column = _RECORD.unpack_from(data, at)
        if kind == _SHEET_START:
            most_column = most_row = 0
        elif kind in _CELL_RECORDS:
            if kind in _ROW_RECORDS:  # several cells, the last column at their end
                (column,) = struct.unpack_from("<H", data, min(at + 2 + length, len(data) - 2))
            most_row, most_column = max(most_row, row + 1), max(most_column, column + 1)
            _check_range(most_row, most_column)
        at += 4 + length


def _check_range(n_rows: int, n_columns: int) -> None:
    if n_rows * n_columns > _MAX_CELLS:
        raise DatelineError("This table has too many rows and columns; save it as CSV and add that.")


def _write_cell(value: Any) -> str:
    """A cell as text; dates as ISO, whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return "" if value is None or isinstance(value, time | timedelta) else str(value)


def _read_open_sheets(package: Package) -> Iterator[Iterator[list[str]]]:
    """The tables of an OpenDocument spreadsheet (OASIS OpenDocument 1.3, part 3, 9.1)."""
    for table in package.parse("content.xml").iter("{*}table"):
        yield (
            _read_open_row(row)
            for row in table.iter("{*}table-row")
            for _ in range(_count(row, "number-rows-repeated"))
        )


def _count(element: Any, attribute: str) -> int:
    """How often a row or cell is repeated; one without content counts once."""
    repeated = get(element, attribute)
    filled = any(name_of(inner) == "p" for inner in element.iter())
    return min(int(repeated), _REPEATED) if filled and repeated.isascii() and repeated.isdigit() else 1


def _read_open_row(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
        repeated = get(cell, "number-columns-repeated")
        n_times = min(int(repeated), _REPEATED) if repeated.isascii() and repeated.isdigit() else 1
        value = get(cell, "date-value") or "\n".join(_read_paragraphs(cell))
        cells.extend([value] * min(n_times, max(MAX_COLUMNS - len(cells), 0)))
    return cells


def _read_paragraphs(cell: Any) -> Sequence[str]:
    return ["".join(paragraph.itertext()) for paragraph in cell.iterchildren("{*}p")]
