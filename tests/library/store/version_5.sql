-- Version 5 added the section of an article.
ALTER TABLE articles ADD COLUMN section TEXT NOT NULL DEFAULT '';
