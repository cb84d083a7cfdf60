"""A copy of the tables beside the library, which a process maps into memory in a moment; never the truth.

One folder a state, one Arrow file a table. A state that the library has not been in, or a file that cannot be read, is
as good as none: the tables are then read from the library.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from uuid import uuid4

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.ipc

from components.library.store import SNAPSHOTS
from components.library.store.changes import Mark
from components.library.store.machine import Machine
from components.schema import VERSION

FEWEST = 1000  # articles; smaller libraries are read as fast
_SUFFIX, _MARK, _SURFACES = ".arrow", "mark.json", "surfaces"
_log = logging.getLogger(__name__)


def snapshot_folder(path: Path) -> Path:
    """The folder of the snapshots of the library in a file."""
    return path.with_name(path.name + SNAPSHOTS)


def write_snapshot(path: Path, machine: Machine) -> None:
    """Write the tables of a state, in place of those of earlier ones; a disk that takes none is only logged."""
    folder = snapshot_folder(path)
    target, part = folder / f"{machine.mark.revision}-{machine.mark.stamp}", folder / f"part-{uuid4().hex}"
    if target.exists() or not machine.mark.stamp:
        return
    try:
        part.mkdir(parents=True)
        for name, table in _list_tables(machine):
            _write_table(part / f"{name}{_SUFFIX}", table)
        mark = {"revision": machine.mark.revision, "stamp": machine.mark.stamp, "version": VERSION}
        (part / _MARK).write_text(json.dumps(mark), "utf-8")
        part.rename(target)
        for other in folder.iterdir():
            if other != target:
                shutil.rmtree(other)
    except OSError as error:
        _log.warning("No snapshot of %s: %s", path.name, error)
        shutil.rmtree(part, ignore_errors=True)


def read_snapshot_mark(path: Path) -> Mark | None:
    """The state of the latest snapshot, if there is one of this version."""
    try:
        found = _find_latest(path)
    except (OSError, ValueError, KeyError) as error:
        _log.warning("The snapshot of %s cannot be read: %s", path.name, error)
        return None
    return found[1] if found else None


def read_snapshot(path: Path) -> Machine | None:
    """The tables of the latest snapshot, if there is one that can be read."""
    try:
        found = _find_latest(path)
        return _read_state(*found) if found else None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        _log.warning("The snapshot of %s cannot be read: %s", path.name, error)
        return None


def read_snapshot_table(path: Path, name: str) -> tuple[Mark, pd.DataFrame] | None:
    """One table of the latest snapshot and the state that it is of, if there is one that can be read."""
    try:
        found = _find_latest(path)
        return (found[1], _read_table(found[0] / f"{name}{_SUFFIX}")) if found else None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        _log.warning("The snapshot of %s cannot be read: %s", path.name, error)
        return None


def _find_latest(path: Path) -> tuple[Path, Mark] | None:
    folder = snapshot_folder(path)
    states = [state for state in folder.iterdir() if (state / _MARK).is_file()] if folder.is_dir() else []
    for state in sorted(states, key=lambda one: one.stat().st_mtime, reverse=True):
        mark = json.loads((state / _MARK).read_text("utf-8"))
        if mark["version"] == VERSION:
            return state, Mark(int(mark["revision"]), str(mark["stamp"]))
    return None


def _list_tables(machine: Machine) -> Iterator[tuple[str, pd.DataFrame]]:
    for field in fields(machine):
        if field.name == _SURFACES:
            yield _SURFACES, pd.DataFrame({"text": pd.Series(machine.surfaces, dtype="str")})
        elif field.name != "mark":
            yield field.name, getattr(machine, field.name)


def _write_table(file: Path, table: pd.DataFrame) -> None:
    rows = pa.Table.from_pandas(table, preserve_index=table.index.name is not None).combine_chunks()
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, rows.schema) as writer:
        writer.write_table(rows)  # one piece, so that its columns are read without a copy


def _read_state(state: Path, mark: Mark) -> Machine:
    tables = {file.stem: _read_table(file) for file in state.glob(f"*{_SUFFIX}")}
    surfaces = tables.pop(_SURFACES)["text"].to_numpy(dtype=object)
    return Machine(mark=mark, surfaces=np.asarray(surfaces), **tables)


def _read_table(file: Path) -> pd.DataFrame:
    with pa.memory_map(str(file)) as source:
        table: pd.DataFrame = pa.ipc.open_file(source).read_all().to_pandas(split_blocks=True)
    return table
