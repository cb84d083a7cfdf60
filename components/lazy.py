"""Packages whose exports are imported on first access, so that importing the package itself stays cheap (SPEC 1)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def attach(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Make `__getattr__`, `__dir__` and `__all__` of a package; `homes` has the submodule of each export.

    A type checker must not see them, or it would take every name for an export: it is shown the imports instead.
    """

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)  # the next access no longer comes here
        return value

    return get, lambda: sorted({*vars(sys.modules[package]), *homes}), [*homes]
