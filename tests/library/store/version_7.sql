CREATE TABLE searches (
    n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, words TEXT NOT NULL, saved_at TEXT NOT NULL
);
CREATE TABLE passages (
    n INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE, spans BLOB NOT NULL, vectors BLOB NOT NULL,
    signs BLOB NOT NULL, made_by TEXT NOT NULL
);
-- Version 7 keeps which quotes several articles have, and by which words they are found.
CREATE TABLE quote_groups (quote INTEGER PRIMARY KEY, article INTEGER NOT NULL, "group" INTEGER NOT NULL, is_firm INTEGER NOT NULL);
CREATE INDEX quote_groups_group ON quote_groups ("group");
CREATE INDEX quote_groups_article ON quote_groups (article);
CREATE TABLE quote_prints (hash INTEGER NOT NULL, quote INTEGER NOT NULL, PRIMARY KEY (hash, quote)) WITHOUT ROWID;
CREATE TABLE ungrouped (article INTEGER PRIMARY KEY);
CREATE TRIGGER quote_groups_noted_INSERT AFTER INSERT ON quote_groups BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (4, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER quote_groups_noted_UPDATE AFTER UPDATE OF "quote", "article", "group", "is_firm" ON quote_groups BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (4, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER quote_groups_noted_DELETE AFTER DELETE ON quote_groups BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (4, old.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
