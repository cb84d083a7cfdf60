"""Libraries to export: those that tests of the library read."""

from __future__ import annotations

from tests.library.conftest import corrected, generated, pile

__all__ = ["corrected", "generated", "pile"]
