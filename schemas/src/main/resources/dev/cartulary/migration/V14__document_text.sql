-- The texts that finished documents were read from, so that evidence can be shown in its place; one dialect for H2 (MODE=PostgreSQL) and PostgreSQL.
--
-- digest: SHA-256 of the document's id and of the text with its pages; kinds of work that read the same text share it.
-- text_digest: which of the texts the record's spans are places in; null where none was kept.
CREATE TABLE document_text (
    document_id VARCHAR(64) NOT NULL,
    digest      VARCHAR(64) NOT NULL,
    payload     BYTEA       NOT NULL,
    PRIMARY KEY (document_id, digest)
);
ALTER TABLE document ADD COLUMN text_digest VARCHAR(64);
