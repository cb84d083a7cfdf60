"""What packages export is typed to the door: mypy reads this file too, and refuses it where a signature is lost."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, assert_type

import pytest

from components import library
from components.library import Totals, View
from tests.conftest import ROOT

if TYPE_CHECKING:
    from components.ui.session import count, count_in

PACKAGES = ("components.analysis", "components.articles", "components.exports", "components.library")


def read_typed_exports(package: str) -> dict[str, str]:
    """What a package imports for the type checker: the module of each name, relative to the package."""
    file = ROOT / Path(*package.split(".")) / "__init__.py"
    [block] = [
        node
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    ]
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    return {
        alias.name: (node.module or "").removeprefix(f"{package}.")
        for node in imports
        for alias in node.names
        if alias.asname is None
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_exports_to_a_program_what_it_shows_to_the_type_checker(package: str) -> None:
    module = import_module(package)
    typed = read_typed_exports(package)
    assert typed
    assert typed == module._HOMES
    assert set(module.__all__) == set(typed)
    for name, home in typed.items():
        assert getattr(module, name) is getattr(import_module(f"{package}.{home}"), name)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_name_that_a_package_does_not_export_is_refused(package: str) -> None:
    module = import_module(package)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = module.nonsense
    assert {*module.__all__, "__name__"} <= set(dir(module))


def check_signatures(view: View) -> None:
    """Never called: a comment that mypy finds needless below means that a wrong call is no longer refused."""
    library.merge_entities(1, 2, 3, 4, nonsense=True)  # type: ignore[call-arg, arg-type]
    library.nonsense()  # type: ignore[attr-defined]
    count(library.count_entities, nonsense=True)  # type: ignore[call-arg]
    count_in(view, library.count_entities, "person", 3)  # type: ignore[call-arg]
    assert_type(count(library.count_totals), Totals)
    assert_type(count_in(view, library.count_totals), Totals)
