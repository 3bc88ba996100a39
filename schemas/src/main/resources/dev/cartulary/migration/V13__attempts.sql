-- What must be known of failures to leave them alone; one dialect for H2 (MODE=PostgreSQL) and PostgreSQL.
--
-- circumstances: fingerprint of all but the document that decides whether its text can be taken out; null for runs before this column.
-- attempts: how often the run tried the file; 0 where it did not.
ALTER TABLE run ADD COLUMN circumstances VARCHAR(64);
ALTER TABLE run_failure ADD COLUMN attempts INTEGER DEFAULT 0 NOT NULL;

-- Who took a job last, for a sentence; whether somebody has it is a lock of the database's own.
CREATE TABLE run_holder (
    job_name        VARCHAR(200) NOT NULL PRIMARY KEY,
    pid             BIGINT       NOT NULL,
    host            VARCHAR(255) NOT NULL,
    since           TIMESTAMP WITH TIME ZONE NOT NULL,
    process_started TIMESTAMP WITH TIME ZONE NOT NULL
);
