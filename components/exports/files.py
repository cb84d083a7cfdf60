"""Table files: exact CSV and Parquet for programs, and CSV without formula injection for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd

from components.columns import REAL, WHOLE, Column
from components.library.queries import View
from components.schema import SHOWN, TABLES
from components.types import DatelineError

_TOGETHER = 20_000  # rows per Parquet batch


def describe_tables() -> str:
    """The meaning of every exported table and column, as plain text."""
    return "\n\n".join(
        "\n".join([f"{name}: {TABLES[name].meaning}", *(_describe(column) for column in columns)])
        for name, columns in SHOWN.items()
    )


def _describe(column: Column) -> str:
    line = f"{column.name} ({column.type}): {column.meaning}"
    return textwrap.fill(line, 110, initial_indent="  ", subsequent_indent="      ")


# Cells with these first characters are formulas; full-width forms in spreadsheets set to Chinese or Japanese.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
README = f"""Tables of a Dateline library, one row a line, as they stood on screen: names merged, renamed and hidden,
dates, sources, speakers and judgements put right.

Positions (start, end, spans) count characters of articles.text. In these files a text that begins with
= + - @ or a tab has an apostrophe before it, so that no spreadsheet takes it for a formula; positions do
not count that apostrophe.

{describe_tables()}
"""

Row = Sequence[Any]


def list_rows(table: pd.DataFrame) -> Iterator[Row]:
    """Yield a table's rows as plain Python values."""
    return zip(*(table[name].tolist() for name in table), strict=True)


def write_tables(folder: Path, tables: Mapping[str, Iterable[Row]], kind: str = "csv") -> list[Path]:
    """Write every table of the schema into a folder, empty if `tables` has no rows for it; return the files.

    Values are exact; lists and mappings become JSON. An existing file is replaced once its successor is complete.
    """
    write = _write_csv if kind == "csv" else _write_parquet
    paths = []
    for name, columns in SHOWN.items():
        path = folder / f"{name}.{kind}"
        part = path.with_name(path.name + ".part")
        rows = ([_plain(value) for value in row] for row in tables.get(name, ()))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write(part, columns, rows)
            part.replace(path)
        except OSError as error:
            why = error.strerror or "the system refused"
            raise DatelineError(f"{path} could not be written: {why}. Choose another folder with --out.") from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        paths.append(path)
    return paths


def check_folder(folder: Path) -> None:
    """Make sure, before any work, that files can be written into a folder. Raises DatelineError otherwise."""
    there = next((one for one in (folder, *folder.absolute().parents) if one.exists()), folder)
    trial = there / f".dateline-{uuid4().hex}"
    try:
        trial.touch()
        trial.unlink()
    except OSError as error:
        why = error.strerror or "the system refused"
        raise DatelineError(f"{folder} cannot be written to: {why}. Choose another folder with --out.") from error


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value


def _write_csv(path: Path, columns: Sequence[Column], rows: Iterator[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow([column.name for column in columns])
        writer.writerows(rows)


def _write_parquet(path: Path, columns: Sequence[Column], rows: Iterator[list[Any]]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {WHOLE: pa.int64(), REAL: pa.float64()}
    schema = pa.schema([(column.name, kinds.get(column.type, pa.string())) for column in columns])
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        batch: list[list[Any]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == _TOGETHER:
                writer.write_batch(_build_batch(pa, schema, batch))
                batch = []
        if batch:
            writer.write_batch(_build_batch(pa, schema, batch))


def _build_batch(pa: Any, schema: Any, rows: Sequence[Row]) -> Any:
    arrays = [pa.array(column, type=kind) for column, kind in zip(zip(*rows, strict=True), schema.types, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def harmless_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV for Excel (UTF-8 with byte order mark), without its index.

    Text cells that look like a formula get a leading apostrophe; numbers stay as they are; a list becomes JSON.
    """
    safe = pd.DataFrame({_harmless(name): _harmless_column(table[name]) for name in table.columns})
    text: str = safe.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig", errors="replace")


def _harmless_column(column: pd.Series) -> list[Any] | pd.Series:
    if pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_datetime64_any_dtype(column.dtype):
        return column.reset_index(drop=True)
    return [_harmless(value) for value in column]


def _harmless(value: Any) -> Any:
    value = _plain(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def export_tables(view: View) -> bytes:
    """All tables of the view in a zip, each as by `harmless_csv`, corrections applied."""
    from components.exports.tables import build_tables  # imports scipy, which a chart's CSV does not need

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        for name, table in build_tables(view):
            archive.writestr(f"{name}.csv", harmless_csv(table))
    return buffer.getvalue()
