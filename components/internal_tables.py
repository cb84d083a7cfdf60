"""Tables of a library that are never exported: its state, what a person keeps in it, and what is waiting."""

from __future__ import annotations

from components.columns import NO_TEXT, NUMBER, Table, own

STATE = (
    Table("meta", "Settings and state of the library.", (
        own("key TEXT PRIMARY KEY", "The name of a value."),
        own("value", "The value."),
    ), options="WITHOUT ROWID"),
    Table("revisions", "A random stamp of each revision, by which a file is known again.", (
        own("n INTEGER PRIMARY KEY", "The revision."),
        own("stamp TEXT NOT NULL", "Random."),
    ), since=6),
    Table("changed", "The last revision in which rows of an article, or an entity, changed; triggers write it.", (
        own("kind INTEGER NOT NULL", "Which rows: see `components.library.store.changes`."),
        own("number INTEGER NOT NULL", "The number of the article or entity."),
        own("revision INTEGER NOT NULL", "The revision."),
    ), constraint="PRIMARY KEY (kind, number)", options="WITHOUT ROWID", since=6),
)  # fmt: skip
KEPT = (
    Table("topic_model", "The model that assigns articles to topics, in one row.", (
        own("n INTEGER PRIMARY KEY CHECK (n = 1)", "Always 1."),
        own("model BLOB NOT NULL", "The model, as bytes."),
        own("n_articles INTEGER NOT NULL", "Number of articles it was fitted on; 0: it is provisional."),
    )),
    Table("proposals", "Two entities that may be one; a person decides.", (
        own("n INTEGER PRIMARY KEY", "Its number.", in_frames=False),
        own("first_id TEXT NOT NULL", "The one."),
        own("second_id TEXT NOT NULL", "The other."),
        own("confidence REAL NOT NULL", "Confidence that they are one."),
        own("reason TEXT NOT NULL", "Why, in words."),
    ), constraint="UNIQUE (first_id, second_id)"),
    Table("corrections", "What a person put right, as an ordered log; undoing drops the line.", (
        own("n INTEGER PRIMARY KEY AUTOINCREMENT", "Its place in the log."),
        own("kind TEXT NOT NULL", "What was done: merge, rename, …"),
        own("key TEXT NOT NULL", "What it was done to, by its content, as JSON."),
        own("value TEXT NOT NULL", "What it is now, as JSON."),
        own("at TEXT NOT NULL", "When."),
    )),
    Table("searches", "Searches that a person keeps by name.", (
        NUMBER,
        own("name TEXT NOT NULL UNIQUE COLLATE NOCASE", "Its name."),
        own("words TEXT NOT NULL", "The query."),
        own("saved_at TEXT NOT NULL", "When it was saved."),
    ), since=7),
    Table("boards", "Boards: what a person pinned, to present or to hand out.", (
        NUMBER,
        own("name TEXT NOT NULL UNIQUE COLLATE NOCASE", "Its title."),
        own(f"subtitle {NO_TEXT}", "Its subtitle."),
        own(f"look {NO_TEXT}", "Whether it is presented light or dark."),
        own("transition TEXT NOT NULL DEFAULT 'none'", "How one slide gives way to the next."),
        own("made_at TEXT NOT NULL", "When it was made."),
    ), since=8),
    Table("board_items", "The items of boards, in order.", (
        NUMBER,
        own("board INTEGER NOT NULL", "The board."),
        own("place INTEGER NOT NULL", "Its place on the board, from 0."),
        own("content TEXT NOT NULL", "What it is, its view and its words, as JSON."),
    ), ("board (board, place)",), since=8),
    Table("passages", "What passages of articles mean, for the search by meaning; a row an article.", (
        NUMBER,
        own("article INTEGER NOT NULL UNIQUE", "The article."),
        own("spans BLOB NOT NULL", "Where its passages are: pairs of 32-bit numbers."),
        own("vectors BLOB NOT NULL", "What each means, a byte a number."),
        own("signs BLOB NOT NULL", "Which of these numbers are above zero, a bit each."),
        own("made_by TEXT NOT NULL", "The model."),
    ), since=7),
    Table("uploads", "Uploaded bytes, kept until their articles are in.", (
        NUMBER,
        own("name TEXT NOT NULL", "The file's name."),
        own("data BLOB NOT NULL", "Its bytes."),
        own("options TEXT NOT NULL DEFAULT '{}'", "Import options that a person chose, as JSON."),
        own("batch TEXT NOT NULL", "Its batch: what was added together."),
        own("done_at TEXT", "When it was read."),
    )),
    Table("work", "The state of the worker, in one row.", (
        own("n INTEGER PRIMARY KEY CHECK (n = 1)", "Always 1."),
        own("pid INTEGER", "Its process."),
        own("heartbeat REAL", "Its latest heartbeat, in seconds since 1970."),
        own(f"step {NO_TEXT}", "What it does, in plain words."),
        own(f"current {NO_TEXT}", "The title or file name in progress."),
        own("done INTEGER NOT NULL DEFAULT 0", "How many files or articles it has done."),
        own("total INTEGER NOT NULL DEFAULT 0", "Of how many; 0: not known yet."),
        own("seconds_left REAL", "How long the rest will take."),
        own("cancel INTEGER NOT NULL DEFAULT 0", "Whether it is asked to stop."),
        own(f"error {NO_TEXT}", "What went wrong, in a sentence."),
        own(f"wanted {NO_TEXT}", "What it is asked to do."),
    )),
)  # fmt: skip
