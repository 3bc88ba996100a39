-- document_cost has them now. In one statement, for each copies the table.
ALTER TABLE document DROP COLUMN pages, characters, prefix_tokens, question_tokens, generated_tokens, chunks, fields, review_fields;
