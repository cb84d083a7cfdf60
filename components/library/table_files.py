"""The tables of DESIGN as files: CSV whose values are exact, or Parquet.

Nothing is made harmless for spreadsheets here (`export` does that): these files are read by programs.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from components.schema import REAL, SHOWN, WHOLE, Column
from components.types import DatelineError

_TOGETHER = 20_000  # rows of a Parquet table that are built at once

Row = Sequence[Any]


def write_tables(folder: Path, tables: Mapping[str, Iterable[Row]], kind: str = "csv") -> list[Path]:
    """Write every table of the schema into a folder, empty where `tables` has no rows for it; gives the files.

    Lists and mappings become JSON. A file that is there already is replaced once its successor is complete.
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
