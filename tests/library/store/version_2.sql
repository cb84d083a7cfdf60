-- The tables that version 2 added to a library; they never change.
CREATE TABLE edge_lines ( -- lines near both ends of a text; place: 0 its head, 1 its tail
    hash INTEGER NOT NULL, article INTEGER NOT NULL, place INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX edge_lines_hash ON edge_lines (hash);
CREATE INDEX edge_lines_article ON edge_lines (article);
CREATE TABLE repeated_lines ( -- those that a source repeats in many articles
    n INTEGER PRIMARY KEY, source TEXT NOT NULL, text TEXT NOT NULL, n_articles INTEGER NOT NULL
);
CREATE TABLE repeated_places (
    line INTEGER NOT NULL, article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX repeated_places_article ON repeated_places (article);
