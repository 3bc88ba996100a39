-- What persons decided about fields. place: empty for a field with one value, START-END for one value of several, none for the values of
-- such a field that stand nowhere. The key keeps two persons from deciding at once what neither has seen of the other.
CREATE TABLE review_decision (
    document_id   VARCHAR(64)  NOT NULL,
    text_digest   VARCHAR(64)  NOT NULL,
    document_type VARCHAR(200) NOT NULL,
    field         VARCHAR(200) NOT NULL,
    place         VARCHAR(40)  NOT NULL,
    version       INTEGER      NOT NULL,
    verdict       VARCHAR(20)  NOT NULL,
    payload       BYTEA,
    reviewer      VARCHAR(200) NOT NULL,
    decided_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    seconds       INTEGER      NOT NULL,
    PRIMARY KEY (document_id, text_digest, document_type, field, place, version)
);
