-- The tables of a library as version 1 made them; they never change.
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('revision', 0);

CREATE TABLE articles (
    n INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
    date TEXT NOT NULL DEFAULT '', date_origin TEXT NOT NULL DEFAULT 'none', date_hint TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '', author TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '', n_words INTEGER NOT NULL DEFAULT 0, path TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'waiting', reason TEXT NOT NULL DEFAULT '', duplicate_of TEXT NOT NULL DEFAULT '',
    pipeline TEXT NOT NULL DEFAULT '', sha256 TEXT NOT NULL, added_at TEXT NOT NULL, deleted_at TEXT,
    topics_by INTEGER NOT NULL DEFAULT 0, -- which fitting of the topics it was assigned by; 0: none yet
    sentiment_by TEXT NOT NULL DEFAULT '', -- what scored its sentiment; empty: not scored yet
    terms TEXT NOT NULL DEFAULT '{}' -- JSON, Analysis.terms: what topics are fitted on
);
CREATE INDEX articles_sha256 ON articles (sha256);
CREATE INDEX articles_status ON articles (status) WHERE status = 'waiting';
CREATE INDEX articles_unjudged ON articles (n) WHERE status = 'analysed' AND sentiment_by = '';

CREATE TABLE fingerprints (hash INTEGER NOT NULL, article INTEGER NOT NULL); -- of a text: what its copies share
CREATE INDEX fingerprints_hash ON fingerprints (hash);
CREATE INDEX fingerprints_article ON fingerprints (article);

CREATE TABLE sentences (
    n INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX sentences_article ON sentences (article);

CREATE TABLE surfaces (n INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE); -- each written form once

CREATE TABLE entities (
    n INTEGER PRIMARY KEY, entity_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, type TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '', aliases TEXT NOT NULL DEFAULT '{}', confidence REAL NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '', profile TEXT NOT NULL DEFAULT '{}', gender TEXT NOT NULL DEFAULT '',
    n_articles INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE mentions (
    n INTEGER PRIMARY KEY, article INTEGER NOT NULL, sentence INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, surface INTEGER NOT NULL, type INTEGER NOT NULL, entity INTEGER NOT NULL,
    kind INTEGER NOT NULL
);
CREATE INDEX mentions_article ON mentions (article);
CREATE INDEX mentions_entity ON mentions (entity);

CREATE TABLE quotes (
    n INTEGER PRIMARY KEY, article INTEGER NOT NULL, sentence INTEGER NOT NULL, kind INTEGER NOT NULL,
    content TEXT NOT NULL, content_spans TEXT NOT NULL, speaker_text TEXT NOT NULL DEFAULT '',
    speaker_spans TEXT NOT NULL DEFAULT '[]', speaker INTEGER, cue_text TEXT NOT NULL DEFAULT '',
    cue_spans TEXT NOT NULL DEFAULT '[]', confidence REAL NOT NULL DEFAULT 0
);
CREATE INDEX quotes_article ON quotes (article);

CREATE TABLE quote_mentions (quote INTEGER NOT NULL, entity INTEGER NOT NULL, mention INTEGER NOT NULL);
CREATE INDEX quote_mentions_quote ON quote_mentions (quote);

CREATE TABLE sentiments (
    n INTEGER PRIMARY KEY, article INTEGER NOT NULL, sentence INTEGER NOT NULL, entity INTEGER NOT NULL,
    mention INTEGER NOT NULL, quote INTEGER, label INTEGER NOT NULL, score REAL NOT NULL, confidence REAL NOT NULL
);
CREATE INDEX sentiments_article ON sentiments (article);

CREATE TABLE topics (n INTEGER PRIMARY KEY, topic_id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, keywords TEXT NOT NULL);
CREATE TABLE article_topics (article INTEGER NOT NULL, topic INTEGER NOT NULL, weight REAL NOT NULL);
CREATE INDEX article_topics_article ON article_topics (article);
CREATE TABLE topic_model (n INTEGER PRIMARY KEY CHECK (n = 1), model BLOB NOT NULL, n_articles INTEGER NOT NULL);

CREATE TABLE proposals ( -- two entities that may be one; a person decides
    n INTEGER PRIMARY KEY, first_id TEXT NOT NULL, second_id TEXT NOT NULL, confidence REAL NOT NULL,
    reason TEXT NOT NULL, UNIQUE (first_id, second_id)
);

CREATE TABLE skipped (n INTEGER PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL);

CREATE TABLE corrections ( -- an ordered log; undoing drops the line
    n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL
);

CREATE TABLE uploads ( -- bytes that are kept until their articles are in
    n INTEGER PRIMARY KEY, name TEXT NOT NULL, data BLOB NOT NULL, options TEXT NOT NULL DEFAULT '{}',
    batch TEXT NOT NULL, done_at TEXT
);

CREATE TABLE work ( -- the one row of the worker: what it does, how far it is, whether it should stop
    n INTEGER PRIMARY KEY CHECK (n = 1), pid INTEGER, heartbeat REAL, step TEXT NOT NULL DEFAULT '',
    current TEXT NOT NULL DEFAULT '', done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0,
    seconds_left REAL, cancel INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '',
    wanted TEXT NOT NULL DEFAULT ''
);
INSERT INTO work (n) VALUES (1);

CREATE VIRTUAL TABLE articles_words USING fts5(
    title, text, content='articles', content_rowid='n', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_words (rowid, title, text) VALUES (new.n, new.title, new.text);
END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_words (articles_words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text);
END;
CREATE VIRTUAL TABLE quotes_words USING fts5(
    content, content='quotes', content_rowid='n', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER quotes_added AFTER INSERT ON quotes BEGIN
    INSERT INTO quotes_words (rowid, content) VALUES (new.n, new.content);
END;
CREATE TRIGGER quotes_removed AFTER DELETE ON quotes BEGIN
    INSERT INTO quotes_words (quotes_words, rowid, content) VALUES ('delete', old.n, old.content);
END;
PRAGMA user_version = 1;
