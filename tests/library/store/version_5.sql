-- Version 5 added the section of an article, what to know of how its text was read, and its paragraphs that are not English.
ALTER TABLE articles ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN not_english TEXT NOT NULL DEFAULT '[]';
