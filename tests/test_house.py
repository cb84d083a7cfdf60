"""The house stays as it was designed: who may import whom, what lies where, how long a room may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("articles", "analysis", "library", "charts", "exports", "ui")
MAY_IMPORT = {
    "articles": set(),
    "analysis": {"articles"},
    "library": {"articles", "analysis"},
    "charts": set(),
    "exports": {"articles", "analysis", "library"},
    "ui": {"articles", "analysis", "library", "charts", "exports"},
}
FORBIDDEN = {
    "articles": {"streamlit", "spacy", "sqlite3", "plotly"},
    "analysis": {"streamlit", "sqlite3", "plotly"},
    "library": {"streamlit", "spacy", "plotly"},
    "charts": {"streamlit", "spacy", "sqlite3"},
    "exports": {"streamlit", "spacy", "plotly"},
    "ui": {"spacy", "sqlite3"},
}
MOST_LINES = 400
TOP_LEVEL = {
    "app.py", "requirements.txt", "requirements-dev.txt", "requirements-train.txt", "pages", "components",
    "sample_articles", "static", "tests", "README.md", "LICENSE", "pyproject.toml",
}  # fmt: skip
SOURCES = sorted(
    path
    for folder in ("components", "pages", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)


def _imports(path: Path) -> set[str]:
    """The full names of all modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _rooms(names: set[str]) -> set[str]:
    return {parts[1] for name in names if (parts := name.split("."))[0] == "components" and len(parts) > 1} & set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    files = [path for path in SOURCES if path.is_relative_to(ROOT / "components" / room)]
    assert files
    for path in files:
        names = _imports(path)
        assert _rooms(names) - {room} <= MAY_IMPORT[room], path
        assert not {name.split(".")[0] for name in names} & FORBIDDEN[room], path


def test_pages_reach_below_the_ui_only_for_what_is_counted_and_exported() -> None:
    for path in (ROOT / "pages").glob("*.py"):
        assert _rooms(_imports(path)) <= {"ui", "exports", "library", "analysis", "articles"}, path


def test_types_import_nothing_of_ours_and_the_schema_only_types() -> None:
    for name, below in (("types", set()), ("schema", {"components.types"})):
        ours = {one for one in _imports(ROOT / "components" / f"{name}.py") if one.startswith("components")}
        assert {one for one in ours if one.count(".") == 1} <= below


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_outgrows_its_room(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_the_top_level_holds_what_the_design_names() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout, so what is tracked cannot be told from what is not")
    names = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


@pytest.mark.parametrize(
    "package", ["components.exports", "components.library", "components.analysis", "components.articles"]
)
def test_a_package_is_imported_without_the_heavy_libraries(package: str) -> None:
    heavy = "('spacy', 'sklearn', 'trafilatura', 'streamlit', 'py3langid')"
    code = f"import sys, {package}; print([name for name in {heavy} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


def test_nothing_that_ships_reaches_for_the_workshop() -> None:
    for path in [*SOURCES, ROOT / "app.py"]:
        if path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            assert "../shared" not in text or "benchmarks" in path.parts or "training" in path.parts, path


def test_no_markup_is_let_through_streamlit_unescaped() -> None:
    for path in [*SOURCES, ROOT / "app.py"]:
        if path != Path(__file__):
            assert "unsafe_allow_html" not in path.read_text(encoding="utf-8"), path
