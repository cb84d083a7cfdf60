"""The same analysis on many processes or machines, by Dask: a folder of Parquet comes out.

How a run goes (`running.py`):

1. Sources are listed through fsspec, and the plan is written to `OUT/_work`; a run with the same plan resumes there.
2. Batches of files are read into parts of at most a hundred articles (`reading.py`).
3. Parts are analysed and judged, by a pipeline that each worker loads once (`analysing.py`).
   In both steps a unit of work writes its rows, then a marker that says so (`tasks.py`). A unit that fails is tried
   again, elsewhere if its worker died; then it is cut in ten, and these again, until a file or article is alone. Alone,
   with nothing beside it that could be to blame, it is tried once more, and then listed with its reason.
4. Copies: one task a band of the MinHash signature finds the articles that share it; articles that hang together by
   bands are compared by one worker in order, as one process would (`copies.py`).
5. Linking: names that can be found by each other's keys are a block (`analysis/entities/blocks.py`), and blocks are
   shuffled to one worker each. A block needs of the others only which canonical name each of their mentions has at
   that place in the pile. At first it takes the name as written, and then, in rounds, what the other blocks last found.
   When a round changes no name, every block has linked with what all others found, which by induction over the articles
   is what one process finds; that takes a few rounds (`linking.py`).
6. Topics are fitted on an even sample of articles, the one that one process would take, and assigned while the tables
   are written: a folder a table, which pandas, DuckDB and Spark read as one (`writing.py`).

Stories, and quotes that several articles have, are not found here (`LEFT_EMPTY` in `writing.py`): their tables are
there without rows.

A worker holds one part, or one group of blocks and the names of all articles. The largest block has `MOST_IN_BLOCK`
names; one that is larger is cut where only a middle name, initials or a part of an organisation's name hold it, which
is said: there the result may differ from one process's. A surname, and an organisation's name, is never cut.
"""

from __future__ import annotations
