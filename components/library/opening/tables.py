"""The tables of a folder of results: CSV or Parquet files, or folders of Parquet files, read in batches."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from components import join_words
from components.columns import REAL, WHOLE
from components.schema import COLUMNS, SHOWN
from components.types import DatelineError

ROWS = 20_000  # per batch
_KINDS = {WHOLE: pa.int64(), REAL: pa.float64()}
_LONGEST_CELL = 2**31 - 1  # characters; the csv module's own limit is 131,072
_AGAIN = "Analyse the articles again with this version: python -m components analyze PATHS --out FOLDER"
Batch = Mapping[str, pa.Array]
Read = Callable[[int, int], None]  # bytes read of a table, of so many


@dataclass(frozen=True, slots=True)
class ResultTable:
    """One table of a folder."""

    name: str
    files: tuple[Path, ...]  # one, or the parts of a folder

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(file.stat().st_size for file in self.files)

    def read(self, note: Read) -> Iterator[Batch]:
        """Its rows in batches, in order, each column in its declared type; a missing text is empty.

        Raises DatelineError if a file is damaged or a value is of another type.
        """
        before, total = 0, self.size
        for file in self.files:
            with _explained(file):
                for batch, share in _read_csv(file) if file.suffix == ".csv" else _read_parquet(file):
                    note(before + int(share * file.stat().st_size), total)
                    yield {column: _convert(file, column, kind, values) for column, kind, values in
                           zip(COLUMNS[self.name], _list_types(self.name), batch, strict=True)}  # fmt: skip
            before += file.stat().st_size


def _list_types(table: str) -> list[pa.DataType]:
    return [_KINDS.get(column.type, pa.string()) for column in SHOWN[table]]


def find_tables(folder: Path) -> dict[str, ResultTable]:
    """Every table of a finished folder of results, its columns checked. Raises DatelineError otherwise."""
    if not folder.is_dir():
        raise DatelineError(f"There is no folder {folder}.")
    if (folder / "_work").is_dir():
        raise DatelineError(f"The analysis that writes {folder} has not finished. The same command goes on with it.")
    kinds = [_list_files(folder, kind) for kind in (".parquet", "", ".csv")]
    complete = [files for files in kinds if len(files) == len(COLUMNS)]
    if not complete:
        best = max(kinds, key=len)
        lacking = [name for name in COLUMNS if name not in best]
        if not best:
            raise DatelineError(f"{folder} holds no results. Choose the folder that `analyze` wrote with --out.")
        tables = f"{'the table' if len(lacking) == 1 else 'the tables'} {join_words(lacking)}"
        raise DatelineError(f"{folder} is not whole: it lacks {tables}. {_AGAIN}")
    files = max(complete, key=lambda one: one["articles"][0].stat().st_mtime)  # a folder may have been used twice
    for name, own in files.items():
        for file in own:
            _check_columns(name, file)
    return {name: ResultTable(name, own) for name, own in files.items()}


def _list_files(folder: Path, suffix: str) -> dict[str, tuple[Path, ...]]:
    """The files of each table that is there, as single files with a suffix, or as folders."""
    if suffix:
        single = {name: folder / f"{name}{suffix}" for name in COLUMNS}
        return {name: (file,) for name, file in single.items() if file.is_file()}
    parts = {name: tuple(sorted((folder / name).glob("*.parquet"))) for name in COLUMNS}
    return {name: files for name, files in parts.items() if files}


def _check_columns(table: str, file: Path) -> None:
    with _explained(file):
        if file.suffix == ".csv":
            with file.open(encoding="utf-8", newline="") as lines:
                found = next(csv.reader(lines), [])
        else:
            found = parquet.read_schema(file).names
    if found and found[0].startswith("\ufeff"):
        raise DatelineError(
            f"{file.name} was written for spreadsheets, which changes texts. Open a folder that `analyze` wrote."
        )
    lacking = [name for name in COLUMNS[table] if name not in found]
    unknown = [name for name in found if name not in COLUMNS[table]]
    if lacking:
        raise DatelineError(
            f"{file.name} lacks {_name_columns(lacking)}: another version may have written it. {_AGAIN}"
        )
    if unknown or len(found) != len(COLUMNS[table]):
        told = _name_columns(unknown) if unknown else "a column twice"
        raise DatelineError(f"{file.name} has {told}, which this version does not know. {_AGAIN}")


def _name_columns(names: Sequence[str]) -> str:
    return f"the {'column' if len(names) == 1 else 'columns'} {join_words(names)}"


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowException, csv.Error, UnicodeDecodeError) as error:
        why = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise DatelineError(f"{file.name} cannot be read: it may be damaged or incomplete ({why}).") from error


def _read_parquet(file: Path) -> Iterator[tuple[list[Any], float]]:
    names, done = COLUMNS[_table_of(file)], 0
    with parquet.ParquetFile(file) as opened:
        for batch in opened.iter_batches(ROWS, columns=list(names)):
            done += len(batch)
            yield [batch.column(name) for name in names], done / max(opened.metadata.num_rows, 1)


def _read_csv(file: Path) -> Iterator[tuple[list[Any], float]]:
    csv.field_size_limit(_LONGEST_CELL)
    names = COLUMNS[_table_of(file)]
    with file.open("rb") as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, strict=True)
        places = [names.index(name) for name in next(rows)]
        order = [places.index(k) for k in range(len(names))]
        size = max(file.stat().st_size, 1)
        while some := list(islice(rows, ROWS)):
            if any(len(row) != len(names) for row in some):
                raise csv.Error(f"a row before line {rows.line_num:,} does not have {len(names)} cells")
            columns = list(zip(*some, strict=True))
            yield [pa.array(columns[k], type=pa.string()) for k in order], raw.tell() / size


def _table_of(file: Path) -> str:
    return file.stem if file.stem in COLUMNS else file.parent.name


def _convert(file: Path, column: str, kind: pa.DataType, values: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    is_text = pa.types.is_string(values.type) or pa.types.is_large_string(values.type) or not len(values)
    try:
        if kind == pa.string():
            if not is_text and not pa.types.is_null(values.type):
                raise pa.ArrowInvalid(f"{values.type}")
            return pc.fill_null(values.cast(kind), "")
        found = values.cast(kind)
    except pa.ArrowException as error:
        raise DatelineError(f"{file.name} has values of another kind in the column {column}. {_AGAIN}") from error
    if found.null_count:
        raise DatelineError(f"{file.name} lacks values in the column {column}. {_AGAIN}")
    return found
