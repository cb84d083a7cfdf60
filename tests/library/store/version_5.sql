-- Version 5 added the section of an article, and what to know of how its text was read.
ALTER TABLE articles ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN note TEXT NOT NULL DEFAULT '';
