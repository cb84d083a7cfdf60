"""Invented items to hand out, for the tests of each kind of file."""

from __future__ import annotations

import pandas as pd

from components.charts import Style
from components.charts.areas import plot_topics
from components.charts.bars import plot_bars, plot_columns, plot_cooccurrence
from components.charts.lines import plot_mentions
from components.charts.sentiment_shares import plot_averages, plot_sentiment_shares
from components.exports.handouts import Handout, HandoutItem

MONTHS = [("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-31")]
STYLE = Style()
NAMES = ("Ada Berg", "Bo Lind")


def build_grid(values: dict[str, list[int]]) -> pd.DataFrame:
    """Names by month, as charts take them."""
    rows = [
        {
            "entity_id": name, "name": name, "topic_id": name, "label": name, "start": start, "end": end,
            "n_mentions": n, "n_articles": n, "n_all_articles": 10, "share": n / 10,
        }
        for name, numbers in values.items()
        for (start, end), n in zip(MONTHS, numbers, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def with_readable_names(grid: pd.DataFrame) -> pd.DataFrame:
    """The grid as it is downloaded."""
    shown = {
        "name": "name", "start": "from", "end": "to", "n_mentions": "mentions", "n_articles": "articles",
        "share": "share_of_articles",
    }  # fmt: skip
    return grid[list(shown)].rename(columns=shown)


def build_items() -> dict[str, HandoutItem]:
    """A chart of each kind, and what else stands on a board."""
    grid = build_grid({"Ada Berg": [3, 8, 5], "Bo Lind": [1, 0, 9]})
    one = build_grid({"Ada Berg": [3, 8, 5]})
    bars = pd.DataFrame({"name": NAMES, "mentions": [16, 10]})
    tone = pd.DataFrame({"name": NAMES, "negative": [9, 2], "neutral": [5, 6], "positive": [1, 8], "uncertain": [0, 3]})
    averages = pd.DataFrame(
        {"mean": [-0.2, 0.1], "low": [-0.3, -0.1], "high": [-0.1, 0.3], "n": [40, 25], "n_uncertain": [1, 2]}
    )
    shown = averages.rename(columns={"low": "low_95", "high": "high_95", "n": "sentences"})
    shown.insert(0, "source", ["The Quay", "The Tide"])
    pairs = pd.DataFrame({"a_id": ["a"], "b_id": ["b"], "n_articles": [4]})
    figures = {
        "lines": (plot_mentions(grid, ["Ada Berg"], STYLE), with_readable_names(grid)),
        "panels": (plot_topics(grid, STYLE), with_readable_names(grid)),
        "columns": (
            plot_columns(
                one["start"].tolist(), one["end"].tolist(), one["n_mentions"].tolist(), [""] * 3, STYLE, noun="mention"
            ),
            with_readable_names(one),
        ),
        "bars": (plot_bars(NAMES, [16, 10], ["", ""], STYLE, noun="mention"), bars),
        "stacked": (plot_sentiment_shares(tone.assign(entity_id=NAMES, n=[15, 16]), STYLE), tone),
        "averages": (plot_averages(averages, ["The Quay", "The Tide"], ["", ""], STYLE), shown),
        "matrix": (plot_cooccurrence(pairs, ["a", "b"], NAMES, STYLE), pd.DataFrame({"name": NAMES[:1], "n": [4]})),
    }
    items = {
        kind: HandoutItem(
            "chart", f"The {kind}", "Mentions per month.", "41 articles, 2 undated.", figure, table, f"Alt of {kind}",
            "Counted by name.", "Speak slowly.",
        )
        for kind, (figure, table) in figures.items()
    }  # fmt: skip
    long = pd.DataFrame({"name": [f"Name {n}" for n in range(47)], "day": ["2026-03-01"] * 47, "share": [0.25] * 47})
    items["table"] = HandoutItem("table", "All names", "", "41 articles.", table=long)
    items["quote"] = HandoutItem("quote", "", text="“The tide waits.”", byline="Ada Berg, The Quay, 3 March 2026")
    items["text"] = HandoutItem("text", "What we know", text="One.\nTwo.")
    items["fault"] = HandoutItem("chart", "Gone", fault="This name is no longer in the library.")
    return items


def build_handout(*items: HandoutItem, mode: str = "light") -> Handout:
    """These items, or all."""
    every = items or tuple(build_items().values())
    return Handout("The tide", every, "A talk", "My articles", "2026-07-01", "1.0", mode)
