"""The house stays as it was designed: who may import whom, what lies where, how long a module may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Floors, lowest first: a module imports from its own room and from rooms on lower floors. `training` is no floor of the
# house: it may use all of `analysis`, and nothing that ships may use it.
HOUSE = (
    ("types",), ("columns",), ("internal_tables",), ("schema",), ("articles",), ("analysis",), ("cluster",),
    ("library", "charts"), ("exports",), ("notebook", "ui"),
)  # fmt: skip
# The same within a room, where its parts stand on each other.
ANALYSIS = (
    ("quotation_marks", "copies", "text_reuse"), ("quote_groups", "document", "languages"), ("pipeline", "boilerplate"),
    ("entities",), ("quotes", "sentiment", "topics"), ("assemble", "meaning"),
)  # fmt: skip
LIBRARY = (
    ("store",),
    ("corrections",),
    ("worker", "queries"),
    ("libraries", "feeds", "folders", "searches", "visits", "boards"),
    ("opening",),
)
FORBIDDEN = {
    "articles": {"streamlit", "spacy", "sqlite3", "plotly"},
    "analysis": {"streamlit", "sqlite3", "plotly"},
    "cluster": {"streamlit", "spacy", "sqlite3", "plotly"},
    "library": {"streamlit", "spacy", "plotly"},
    "exports": {"streamlit", "spacy"},
    "charts": {"streamlit", "spacy", "sqlite3"},
    "training": {"streamlit", "sqlite3", "plotly"},
    "ui": {"spacy", "sqlite3"},
}
MOST_LINES = 300
TOP_LEVEL = {
    "app.py", "requirements.txt", "requirements-dev.txt", "requirements-train.txt", "requirements-cluster.txt",
    "pages", "components", "sample_articles", "static", "tests", "README.md", "LICENSE", "pyproject.toml",
}  # fmt: skip
SOURCES = sorted(
    path
    for folder in ("components", "pages", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)


def _name(path: Path) -> str:
    """The full name of the module in a file: "components.library.store"."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in SOURCES if path.is_relative_to(ROOT / "components")}


def _walk(tree: ast.AST, *, for_types: bool) -> Iterator[ast.AST]:
    """All nodes; without `for_types` not those that only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if not for_types and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from _walk(node, for_types=for_types)


@cache
def read_imports(path: Path, *, for_types: bool = True) -> frozenset[str]:
    """The full names of all modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in _walk(ast.parse(path.read_text(encoding="utf-8")), for_types=for_types):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively, which hides from which room"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            inside = names & MODULES.keys()
            found |= inside | ({node.module} if names - inside else set())
    return frozenset(found)


def _part(module: str, within: str) -> str:
    """The part of a package that a module belongs to, "" where it is none of it or the package itself."""
    return module.removeprefix(f"{within}.").split(".")[0] if module.startswith(f"{within}.") else ""


@pytest.mark.parametrize(
    ("package", "floors"),
    [("components", HOUSE), ("components.analysis", ANALYSIS), ("components.library", LIBRARY)],
    ids=["house", "analysis", "library"],
)
def test_imports_run_one_way(package: str, floors: tuple[tuple[str, ...], ...]) -> None:
    floor_of = {part: number for number, parts in enumerate(floors) for part in parts}
    known = {part for module in MODULES if (part := _part(module, package))}
    assert known - floor_of.keys() <= {"training", "__main__"}
    for module, path in MODULES.items():
        if (part := _part(module, package)) not in floor_of:
            continue
        for imported in read_imports(path):
            other = _part(imported, package)
            if other and other != part:
                assert floor_of[other] < floor_of[part], f"{module} imports {imported}"


def test_no_imports_run_in_a_circle() -> None:
    graph = {
        module: read_imports(path, for_types=False) & MODULES.keys() - {module} for module, path in MODULES.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_keeps_out_what_it_must_not_know(room: str) -> None:
    paths = [path for module, path in MODULES.items() if _part(module, "components") == room]
    assert paths
    for path in paths:
        assert not {name.split(".")[0] for name in read_imports(path)} & FORBIDDEN[room], path


def test_nothing_that_ships_imports_how_the_models_were_made() -> None:
    for path in [*SOURCES, ROOT / "app.py"]:
        if not _name(path).startswith(("tests.", "components.training")):
            assert not any(name.startswith("components.training") for name in read_imports(path)), path


def test_training_stands_on_the_analysis_only() -> None:
    for module, path in MODULES.items():
        if _part(module, "components") == "training":
            rooms = {room for name in read_imports(path) if (room := _part(name, "components"))}
            assert rooms <= {"training", "analysis", "articles", "types"}, path


def test_pages_reach_below_the_ui_only_for_what_is_counted() -> None:
    for path in (ROOT / "pages").glob("*.py"):
        rooms = {room for name in read_imports(path) if (room := _part(name, "components"))}
        assert rooms <= {"ui", "exports", "library", "types"}, path


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in [*SOURCES, ROOT / "app.py"]}
    assert not {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > MOST_LINES}


def test_the_top_level_holds_what_the_design_names() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout, so what is tracked cannot be told from what is not")
    names = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


@pytest.mark.parametrize(
    "package", ["components.library", "components.analysis", "components.articles", "components.exports"]
)
def test_a_package_is_imported_without_the_heavy_libraries(package: str) -> None:
    heavy = "('spacy', 'sklearn', 'trafilatura', 'streamlit')"
    code = f"import sys, {package}; print([name for name in {heavy} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


def test_nothing_that_ships_reaches_for_the_workshop() -> None:
    for path in [*SOURCES, ROOT / "app.py"]:
        if path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            assert "../shared" not in text or _name(path).startswith(("tests.benchmarks.", "components.training.")), (
                path
            )


def test_no_markup_is_let_through_streamlit_unescaped() -> None:
    for path in [*SOURCES, ROOT / "app.py"]:
        if path != Path(__file__):
            assert "unsafe_allow_html" not in path.read_text(encoding="utf-8"), path
