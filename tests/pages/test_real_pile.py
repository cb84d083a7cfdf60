"""The benchmark that walks through a real pile: what it makes of texts, and that it sees what fails."""

from __future__ import annotations

import csv
import io
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components.ui import chart
from components.ui.words import escape_markdown
from tests.benchmarks import real_pile
from tests.benchmarks.piles import Missing, make_hostile, read_folder, tabulate_sentences, tabulate_texts
from tests.benchmarks.walking import _IN_HTML, _IN_MARKDOWN, Walk, watched

Put = Callable[[str], Path]


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def test_texts_get_what_the_second_table_says_of_them(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text("Ada spoke.\n", encoding="utf-8")
    (tmp_path / "texts" / "two.txt").write_text("Falk, “too”.", encoding="utf-8")
    metadata = tmp_path / "metadata.tsv"
    metadata.write_text(
        'filename\tpublisher\tpublication_date\tauthor\ttitle\none\tCourier\t2025-03-10\tN. N.\t"No" to a plan\n',
        encoding="utf-8",
    )
    _, data = tabulate_texts([tmp_path / "texts"], metadata)
    first, second = rows_of(data)
    assert first == {
        "title": '"No" to a plan', "date": "2025-03-10", "source": "Courier", "author": "N. N.", "text": "Ada spoke.\n"
    }  # fmt: skip
    assert (second["title"], second["text"]) == ("", "Falk, “too”.")
    assert len(rows_of(tabulate_texts([tmp_path / "texts"], metadata, limit=1)[1])) == 1


def test_sentences_of_one_article_come_together_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "sentences.jsonl"
    rows = [
        ("paper_10_2_5_Ada Falk_0_3", "Then she left."),
        ("paper_10_2_4_Ada Falk_0_3", "Ada spoke."),
        ("paper_10_2_4_Berlin_4_9", "Ada spoke."),
        ("paper_11_2_1_Falk_0_4", "Falk did not."),
    ]
    lines = [json.dumps({"primary_gid": gid, "sentence_normalized": words}) for gid, words in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    _, data = tabulate_sentences(file)
    assert [(row["source"], row["text"]) for row in rows_of(data)] == [
        ("paper", "Ada spoke.\n\nThen she left."),
        ("paper", "Falk did not."),
    ]


def test_a_path_that_is_not_there_is_said_in_one_sentence(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    with pytest.raises(Missing):
        list(read_folder(tmp_path / "nothing"))
    monkeypatch.setattr("sys.argv", ["real_pile.py", "--pages-only", "--home", str(tmp_path / "nowhere")])
    monkeypatch.setenv("DATELINE_HOME", "")
    assert real_pile.main() == 2
    assert capsys.readouterr().err.startswith("There is no library at ")


def test_hostile_texts_are_as_long_as_asked_for_and_would_be_seen_if_they_took_effect() -> None:
    texts = dict(make_hostile(2_000))
    assert all(len(data) >= 2_000 for name, data in texts.items() if name not in ("titles.txt",) and ".csv" not in name)
    mixed = texts["mixed.txt"].decode()
    assert _IN_HTML.search(mixed)
    assert _IN_MARKDOWN.search(mixed)
    for data in texts.values():
        assert not _IN_MARKDOWN.search(escape_markdown(data.decode()))


def test_a_walk_counts_what_fails_and_what_says_so_calmly(put_library: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put_library("generated")
    with watched() as shown:
        visitor = Walk(shown)
        visitor.open("pages", "topics")
        assert visitor.errors == []
        assert shown.exhibits
        visitor.make_files("files", "topics")
        logging.getLogger("components.ui").error("A part failed")
        visitor.open("pages", "search")
        (error,) = visitor.errors
        assert error == "search: A part failed"
        monkeypatch.setattr(chart, "_render_downloads", lambda *_: 1 / 0)
        visitor.open("pages", "topics")
    assert len(visitor.errors) > 1
    assert "division by zero" in visitor.errors[-1]
    assert visitor.tallies["pages"].opened == 3
