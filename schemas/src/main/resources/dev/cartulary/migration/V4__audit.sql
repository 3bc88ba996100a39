-- The audit trail and what a purge must know, one dialect for H2 (MODE=PostgreSQL) and PostgreSQL.

-- Rows are added and never altered; docs/audit.md has the form of an event.
CREATE TABLE audit_event (
    sequence BIGINT         NOT NULL PRIMARY KEY,
    event    VARCHAR(40000) NOT NULL,
    hash     VARCHAR(64)    NOT NULL
);

-- One row, the last event: whoever adds events locks it, so that sequence numbers have no gaps.
CREATE TABLE audit_head (
    id       INTEGER     NOT NULL PRIMARY KEY CHECK (id = 1),
    sequence BIGINT      NOT NULL,
    hash     VARCHAR(64) NOT NULL
);
INSERT INTO audit_head (id, sequence, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Which completions a document has asked for; noted before they are computed.
CREATE TABLE document_completion (
    document_id    VARCHAR(64) NOT NULL,
    completion_key VARCHAR(64) NOT NULL,
    PRIMARY KEY (document_id, completion_key)
);
CREATE INDEX document_completion_by_key ON document_completion (completion_key);

-- Documents that were purged and must not be read again.
CREATE TABLE barred_document (
    document_id VARCHAR(64) NOT NULL PRIMARY KEY,
    purged_at   TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Where a run's tables go, so that a purge finds them; null for runs before this column.
ALTER TABLE run ADD COLUMN output VARCHAR(4000);

CREATE INDEX run_document_by_id ON run_document (document_id);
CREATE INDEX run_document_by_parent ON run_document (parent_id);
CREATE INDEX run_failure_by_id ON run_failure (document_id);
CREATE INDEX run_failure_by_parent ON run_failure (parent_id);
