CREATE TABLE searches (
    n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, words TEXT NOT NULL, saved_at TEXT NOT NULL
);
CREATE TABLE passages (
    n INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE, spans BLOB NOT NULL, vectors BLOB NOT NULL,
    signs BLOB NOT NULL, made_by TEXT NOT NULL
);
-- Version 7 keeps which quotes several articles have, stories, and the words by which both are found.
CREATE TABLE stories (n INTEGER PRIMARY KEY AUTOINCREMENT, n_articles INTEGER NOT NULL DEFAULT 0, centre BLOB NOT NULL, first_day INTEGER, last_day INTEGER);
CREATE TABLE article_stories (article INTEGER PRIMARY KEY, story INTEGER NOT NULL, closeness REAL NOT NULL);
CREATE INDEX article_stories_story ON article_stories (story);
CREATE TABLE story_words (word INTEGER NOT NULL, story INTEGER NOT NULL, PRIMARY KEY (word, story)) WITHOUT ROWID;
CREATE TABLE word_counts (word INTEGER PRIMARY KEY, n INTEGER NOT NULL);
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
CREATE TRIGGER article_stories_noted_INSERT AFTER INSERT ON article_stories BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (5, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER article_stories_noted_UPDATE AFTER UPDATE OF "article", "story", "closeness" ON article_stories BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (5, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER article_stories_noted_DELETE AFTER DELETE ON article_stories BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (5, old.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
