"""A part that fails says so in its place; Streamlit's own signals pass, and every click that writes is guarded."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.types import DatelineError
from components.ui.faults import describe_fault
from tests.conftest import ROOT

CALLED_LATER = ("on_click", "on_change", "on_select", "on_submit")


def _page() -> None:
    import streamlit as st

    from components.types import DatelineError
    from components.ui.faults import guarded, part, render_failed

    def fall() -> None:
        raise ValueError("an invented <b>fault</b>")

    render_failed()
    st.button("Fall", on_click=guarded(fall), key="fall")
    with part("The first part"):
        st.markdown("before")
        fall()
    with part("The second part"):
        raise DatelineError("Written for people.")
    with st.container(), part():
        st.markdown("after")
    if st.checkbox("Stop", key="stop"):
        with part():
            st.stop()
    st.markdown("the end")


def texts_of(app: AppTest) -> list[str]:
    return [str(element.value) for element in app.get("markdown")]


def test_a_part_that_fails_says_so_in_its_place_and_the_rest_stands() -> None:
    app = AppTest.from_function(_page).run()
    assert not app.exception
    said = texts_of(app)
    assert said[0] == "before"
    assert "The first part failed because of a mistake in Dateline" in said[1]
    assert said[2:] == ["Written for people\\.", "after", "the end"]
    assert "ValueError: an invented &lt;b&gt;fault&lt;/b&gt;" in str(app.get("html")[0].value)


def test_to_stop_is_no_fault() -> None:
    app = AppTest.from_function(_page).run()
    app.checkbox(key="stop").check().run()
    assert not app.exception
    assert texts_of(app)[-1] == "after"


def test_a_click_that_fails_leaves_the_page_and_says_so_once() -> None:
    app = AppTest.from_function(_page).run()
    app.button(key="fall").click().run()
    assert not app.exception
    assert "What you asked for failed" in texts_of(app)[0]
    assert texts_of(app.run())[0] == "before"


def test_details_name_the_kind_the_message_and_the_place() -> None:
    try:
        try:
            ast.parse("(")
        except SyntaxError as cause:
            raise DatelineError("x" * 5000) from cause
    except DatelineError as error:
        details = describe_fault(error, "This part").details
    assert details.startswith("DatelineError: xxx")
    assert "at tests/ui/test_faults.py, line" in details
    assert "SyntaxError: " in details
    assert len(details) < 1000


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("components/ui", "pages"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def asks_library(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "library" for one in ast.walk(node))


@pytest.mark.parametrize(("path", "tree"), [pytest.param(*one, id=one[0].stem) for one in sources()])
def test_whatever_a_click_does_with_the_library_is_guarded(path: Path, tree: ast.Module) -> None:
    called = {
        keyword.value.id: keyword.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in CALLED_LATER and isinstance(keyword.value, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in called and asks_library(node):
            guards = [one.id for one in node.decorator_list if isinstance(one, ast.Name)]
            assert "guarded" in guards, f"{path.name}: {node.name}"
        if isinstance(node, ast.keyword) and node.arg in CALLED_LATER and isinstance(node.value, ast.Lambda):
            assert not asks_library(node.value), f"{path.name}: {ast.unparse(node.value)}"
