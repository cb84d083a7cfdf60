"""A generated library of many articles is as consistent as one of few."""

from __future__ import annotations

from pathlib import Path

import pytest

from components import library
from components.library.store import opened
from components.types import Filter
from tests.benchmarks import generate as module
from tests.benchmarks import repeating
from tests.benchmarks.generate import generate


def test_repeated_articles_have_their_own_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (module, repeating):
        monkeypatch.setattr(one, "BLOCK", 40)
    path = tmp_path / "a.db"
    generate(path, 110)
    with opened(path) as con:
        for table in ("articles", "sentences", "mentions", "quotes", "sentiments"):
            of = "n" if table == "articles" else "article"
            counts = dict(con.execute(f"SELECT (({of} - 1) / 40), count(*) FROM {table} GROUP BY 1").fetchall())
            assert counts[0] == counts[1] > counts[2] > 0, table
        wrong = con.execute(
            "SELECT count(*) FROM mentions m JOIN articles a ON a.n = m.article JOIN surfaces s ON s.n = m.surface "
            'WHERE m.kind = 0 AND substr(a.text, m.start + 1, m."end" - m.start) <> s.text'
        ).fetchone()
        lost = con.execute(
            "SELECT count(*) FROM mentions m LEFT JOIN sentences s ON s.n = m.sentence AND s.article = m.article "
            "LEFT JOIN entities e ON e.n = m.entity WHERE s.n IS NULL OR e.n IS NULL"
        ).fetchone()
        assert wrong == lost == (0,)
        assert con.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with_triggers = con.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    with opened(tmp_path / "fresh.db") as con:
        assert con.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone() == with_triggers
    view = library.select(library.read_frames(path), Filter())
    assert len(view.articles) == 110
    assert library.count_entities(view)["n_mentions"].sum() == len(view.mentions)
    assert library.search(path, view, "docker")[1] > 0
