-- Questions that leave for a model elsewhere, each with its approval and what became of it; one dialect for H2 (MODE=PostgreSQL) and PostgreSQL.
--
-- request: SHA-256 of where the question is sent and of its words; an approval is of these words for this receiver, and of no others.
-- question: all that is sent. answer: what it says of the document; null until there is one. failure: why the last attempt came to none.
-- standing: whether the job's written consent stands for a person's approval of this question.
CREATE TABLE escalation (
    document_id       VARCHAR(64)  NOT NULL,
    text_digest       VARCHAR(64)  NOT NULL,
    document_type     VARCHAR(200) NOT NULL,
    field             VARCHAR(200) NOT NULL,
    request           VARCHAR(64)  NOT NULL,
    endpoint          VARCHAR(500) NOT NULL,
    model             VARCHAR(300) NOT NULL,
    question          BYTEA        NOT NULL,
    approved_by       VARCHAR(200) NOT NULL,
    standing          BOOLEAN      NOT NULL,
    approved_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at           TIMESTAMP WITH TIME ZONE,
    failure           VARCHAR(1000),
    answered_at       TIMESTAMP WITH TIME ZONE,
    answer            BYTEA,
    prompt_tokens     BIGINT DEFAULT 0 NOT NULL,
    completion_tokens BIGINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (document_id, text_digest, document_type, field, request)
);
