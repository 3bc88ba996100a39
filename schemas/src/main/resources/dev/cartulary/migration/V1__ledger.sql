-- One dialect for H2 (MODE=PostgreSQL) and PostgreSQL.

-- A start of a job; finished_at stays null when the run was cut off.
CREATE TABLE run (
    id              VARCHAR(64)  NOT NULL PRIMARY KEY,
    job_name        VARCHAR(200) NOT NULL,
    work            VARCHAR(64)  NOT NULL,
    product_version VARCHAR(40)  NOT NULL,
    started_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at     TIMESTAMP WITH TIME ZONE,
    files           INTEGER,
    documents       INTEGER,
    failures        INTEGER
);
CREATE INDEX run_by_job ON run (job_name, finished_at);

-- A finished inference, named by everything that can change it.
CREATE TABLE completion (
    completion_key VARCHAR(64) NOT NULL PRIMARY KEY,
    payload        BYTEA    NOT NULL,
    stored_at      TIMESTAMP WITH TIME ZONE NOT NULL
);

-- A finished document; work is the fingerprint of type, model, prompt and settings that made it.
CREATE TABLE document (
    document_id VARCHAR(64) NOT NULL,
    work        VARCHAR(64) NOT NULL,
    payload     BYTEA    NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- What the costs are about, so that sums need not read payloads.
    pages            INTEGER NOT NULL,
    characters       INTEGER NOT NULL,
    prefix_tokens    BIGINT  NOT NULL,
    question_tokens  BIGINT  NOT NULL,
    generated_tokens BIGINT  NOT NULL,
    PRIMARY KEY (document_id, work)
);

CREATE TABLE cost_line (
    document_id VARCHAR(64)     NOT NULL,
    work        VARCHAR(64)     NOT NULL,
    position    INTEGER         NOT NULL,
    kind        VARCHAR(10)     NOT NULL,
    provider    VARCHAR(100)    NOT NULL,
    item        VARCHAR(200)    NOT NULL,
    quantity    NUMERIC(38, 12) NOT NULL,
    unit        VARCHAR(100)    NOT NULL,
    amount      NUMERIC(38, 18) NOT NULL,
    currency    CHAR(3)         NOT NULL,
    estimated   BOOLEAN         NOT NULL,
    priced_on   DATE,
    verified    BOOLEAN         NOT NULL,
    PRIMARY KEY (document_id, work, position),
    FOREIGN KEY (document_id, work) REFERENCES document (document_id, work) ON DELETE CASCADE
);

-- The documents that a run delivered, computed or recalled.
CREATE TABLE run_document (
    run_id      VARCHAR(64)   NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    path        VARCHAR(4000) NOT NULL,
    document_id VARCHAR(64)   NOT NULL,
    work        VARCHAR(64)   NOT NULL,
    PRIMARY KEY (run_id, path)
);

-- The files of a run that came to no document; document_id is null when the bytes could not be read.
CREATE TABLE run_failure (
    run_id      VARCHAR(64)   NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    path        VARCHAR(4000) NOT NULL,
    document_id VARCHAR(64),
    stage       VARCHAR(20)   NOT NULL,
    reason      VARCHAR(30)   NOT NULL,
    message     VARCHAR(4000) NOT NULL,
    PRIMARY KEY (run_id, path)
);
