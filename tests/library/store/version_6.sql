-- Version 6 keeps the ends of quotes as numbers, and notes what changed in which revision.
CREATE TABLE revisions (n INTEGER PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE changed (kind INTEGER NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (kind, number)) WITHOUT ROWID;
ALTER TABLE quotes ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN "end" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN speaker_start INTEGER;
ALTER TABLE quotes ADD COLUMN speaker_end INTEGER;
CREATE TRIGGER quotes_measured_INSERT AFTER INSERT ON quotes BEGIN
    UPDATE quotes SET
    start = coalesce(json_extract(content_spans, '$[0][0]'), 0),
    "end" = coalesce(json_extract(content_spans, '$[#-1][1]'), 0),
    speaker_start = json_extract(speaker_spans, '$[0][0]'),
    speaker_end = json_extract(speaker_spans, '$[#-1][1]') WHERE n = new.n;
END;
CREATE TRIGGER quotes_measured_UPDATE AFTER UPDATE OF content_spans, speaker_spans ON quotes BEGIN
    UPDATE quotes SET
    start = coalesce(json_extract(content_spans, '$[0][0]'), 0),
    "end" = coalesce(json_extract(content_spans, '$[#-1][1]'), 0),
    speaker_start = json_extract(speaker_spans, '$[0][0]'),
    speaker_end = json_extract(speaker_spans, '$[#-1][1]') WHERE n = new.n;
END;
CREATE TRIGGER articles_noted_INSERT AFTER INSERT ON articles BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (0, new.n, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER articles_noted_UPDATE AFTER UPDATE OF "n", "article_id", "title", "date", "date_origin", "date_hint", "source", "author", "url", "language", "n_words", "path", "status", "reason", "duplicate_of", "section", deleted_at ON articles BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (0, new.n, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER articles_noted_DELETE AFTER DELETE ON articles BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (0, old.n, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER mentions_noted_INSERT AFTER INSERT ON mentions BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER mentions_noted_UPDATE AFTER UPDATE OF "n", "article", "sentence", "start", "end", "surface", "type", "entity", "kind" ON mentions BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER mentions_noted_DELETE AFTER DELETE ON mentions BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, old.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER quotes_noted_INSERT AFTER INSERT ON quotes BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER quotes_noted_UPDATE AFTER UPDATE OF "n", "article", "sentence", "kind", "speaker_text", "speaker", "cue_text", "confidence", "start", "end" ON quotes BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER quotes_noted_DELETE AFTER DELETE ON quotes BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, old.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER quote_mentions_noted_INSERT AFTER INSERT ON quote_mentions BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, coalesce((SELECT article FROM quotes WHERE n = new.quote), 0), (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER quote_mentions_noted_UPDATE AFTER UPDATE OF "quote", "entity", "mention" ON quote_mentions BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, coalesce((SELECT article FROM quotes WHERE n = new.quote), 0), (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER quote_mentions_noted_DELETE AFTER DELETE ON quote_mentions BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, coalesce((SELECT article FROM quotes WHERE n = old.quote), 0), (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER sentiments_noted_INSERT AFTER INSERT ON sentiments BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER sentiments_noted_UPDATE AFTER UPDATE OF "n", "article", "sentence", "entity", "mention", "quote", "label", "score", "confidence" ON sentiments BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER sentiments_noted_DELETE AFTER DELETE ON sentiments BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (1, old.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER article_topics_noted_INSERT AFTER INSERT ON article_topics BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (2, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER article_topics_noted_UPDATE AFTER UPDATE OF "article", "topic", "weight" ON article_topics BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (2, new.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER article_topics_noted_DELETE AFTER DELETE ON article_topics BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (2, old.article, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER entities_noted_INSERT AFTER INSERT ON entities BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (3, new.n, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER entities_noted_UPDATE AFTER UPDATE OF "n", "entity_id", "name", "type", "description", "confidence", "reason" ON entities BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (3, new.n, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
CREATE TRIGGER entities_noted_DELETE AFTER DELETE ON entities BEGIN
    INSERT INTO changed (kind, number, revision)
    VALUES (3, old.n, (SELECT value + 1 FROM meta WHERE key = 'revision'))
    ON CONFLICT DO UPDATE SET revision = excluded.revision;
END;
