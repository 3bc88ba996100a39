-- document_cost has them now.
ALTER TABLE document
    DROP COLUMN pages,
    DROP COLUMN characters,
    DROP COLUMN prefix_tokens,
    DROP COLUMN question_tokens,
    DROP COLUMN generated_tokens,
    DROP COLUMN chunks,
    DROP COLUMN fields,
    DROP COLUMN review_fields;
