-- Names of files may name people. Where a job encrypts, path holds a keyed hash, message is empty, and sealed holds both, encrypted; null where path says it itself.
ALTER TABLE run_document ADD COLUMN sealed BYTEA;
ALTER TABLE run_failure ADD COLUMN sealed BYTEA;
