"""Who said what: quotes with their speakers, direct, indirect and mixed."""

from __future__ import annotations

from components.analysis.quotes.extract import extract_quotes

__all__ = ["extract_quotes"]
