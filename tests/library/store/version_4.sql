-- Version 4 added what is known of an article whose address may be fetched.
ALTER TABLE skipped ADD COLUMN address TEXT NOT NULL DEFAULT '';
