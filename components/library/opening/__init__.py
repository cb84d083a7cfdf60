"""Results that the command line or a cluster wrote, opened as a library of their own.

`tables.py` finds and checks the tables of a folder, `references.py` turns ids into numbers, `rows.py` writes the rows,
and `process.py` makes a library of them or leaves none.
"""

from __future__ import annotations
