-- Documents inside of others, one dialect for H2 (MODE=PostgreSQL) and PostgreSQL: parent_id is the document that holds a part; null for a file.
ALTER TABLE run_document ADD COLUMN parent_id VARCHAR(64);
ALTER TABLE run_failure ADD COLUMN parent_id VARCHAR(64);
