"""The whole app as AppTest runs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

PAGES = sorted(path.name for path in (ROOT / "pages").glob("*.py"))


@contextmanager
def as_in_a_server() -> Iterator[None]:
    """Within, every run begins with app.py.

    AppTest forgets before each run that the app has called `st.navigation`, and would then run a page of
    the folder `pages` alone, as Streamlit did with its old kind of app.
    """
    begin = PagesManager.__init__

    def begin_with_front_door(self: PagesManager, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        PagesManager.uses_pages_directory = False

    with patch.object(PagesManager, "__init__", begin_with_front_door):
        yield


def open_page(page: str, **params: str | list[str]) -> AppTest:
    """The app after a first run on its front page and one on the page asked for."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.context = {"theme": "light"}
    app.run()
    app.switch_page(f"pages/{page}")
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def said_on(app: AppTest) -> str:
    """All that is written on a page."""
    kinds = ("markdown", "title", "header", "html")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))
