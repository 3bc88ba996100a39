-- What prices depend on besides the amount of work, and prices that the book lacked; one dialect for H2 (MODE=PostgreSQL) and PostgreSQL. No
-- amount that was there is changed.
--
-- tokenizer: family of the seller's tokenizer, null where it is not published. cached_input_per_million: a token of a repeated beginning of at
-- least cached_from_tokens. long_*: prompts of more than long_prompt_tokens. regional_uplift: share on top for processing in a chosen region.
-- agreement: whether the seller signs an agreement on patient data for the product.
ALTER TABLE price_book ADD COLUMN tokenizer VARCHAR(40);
ALTER TABLE price_book ADD COLUMN cached_input_per_million NUMERIC(18, 9);
ALTER TABLE price_book ADD COLUMN cached_from_tokens INTEGER;
ALTER TABLE price_book ADD COLUMN long_prompt_tokens INTEGER;
ALTER TABLE price_book ADD COLUMN long_input_per_million NUMERIC(18, 9);
ALTER TABLE price_book ADD COLUMN long_output_per_million NUMERIC(18, 9);
ALTER TABLE price_book ADD COLUMN regional_uplift NUMERIC(9, 6);
ALTER TABLE price_book ADD COLUMN agreement VARCHAR(10) DEFAULT 'UNKNOWN' NOT NULL;
ALTER TABLE price_book ADD CHECK (agreement IN ('YES', 'NO', 'UNKNOWN'));
ALTER TABLE price_book ADD CHECK ((cached_input_per_million IS NULL) = (cached_from_tokens IS NULL));
ALTER TABLE price_book ADD CHECK ((long_prompt_tokens IS NULL) = (long_input_per_million IS NULL)
    AND (long_prompt_tokens IS NULL) = (long_output_per_million IS NULL));

-- OpenAI publishes its encodings; the models since 2024 have o200k. Others publish none that fits the models of the book.
UPDATE price_book SET tokenizer = 'o200k' WHERE provider = 'OpenAI';

-- platform.claude.com/docs/en/models/haiku-5-5/overview, read on 2026-11-20.
UPDATE price_book SET long_prompt_tokens = 100000, long_input_per_million = 0.50, long_output_per_million = 2.50
WHERE provider = 'Anthropic' AND product = 'Claude Haiku 5.5' AND NOT batch;
UPDATE price_book SET long_prompt_tokens = 100000, long_input_per_million = 0.25, long_output_per_million = 1.25
WHERE provider = 'Anthropic' AND product = 'Claude Haiku 5.5' AND batch;

-- A tenth of the price for what is read again, from 1,024 tokens on, of the sellers for whom a source was found: docs.electronhub.ai and
-- portkey.ai for Anthropic, docs.apiyi.com for OpenAI, none of them the seller; read on 2026-11-21. Whether it adds to the discount of
-- batches was not found: there it is left out.
UPDATE price_book SET cached_input_per_million = input_per_million / 10, cached_from_tokens = 1024
WHERE provider IN ('Anthropic', 'OpenAI') AND basis = 'TOKENS' AND NOT batch;

-- Ten in a hundred for regional processing, says api-evangelist of OpenAI (2026-05-04).
UPDATE price_book SET regional_uplift = 0.10 WHERE provider = 'OpenAI';

-- cloud.lalitwrites.com, read on 2026-11-21, calls it covered by the agreement of its seller.
UPDATE price_book SET agreement = 'YES' WHERE provider = 'Amazon' AND product = 'Comprehend Medical NERe';

-- How many pieces, fields and fields for a person a document has; null for those that were finished before this.
ALTER TABLE document ADD COLUMN chunks INTEGER;
ALTER TABLE document ADD COLUMN fields INTEGER;
ALTER TABLE document ADD COLUMN review_fields INTEGER;

-- Prices for which no page was found that states them; whoever relies on one looks it up at the seller and imports it.
INSERT INTO price_book
    (provider, product, batch, basis, per_unit, characters_per_unit, minimum_units, currency, effective_from, retrieved_on, source, verified,
     phi_eligible, note, agreement)
VALUES
    ('Amazon', 'Comprehend Medical PHI', FALSE, 'CHARACTERS', 0.0014, 100, 1, 'USD', DATE '2026-11-20', DATE '2026-11-20',
     'no page found that states it; look at aws.amazon.com/comprehend/medical/pricing', FALSE, 'UNKNOWN', 'Identifying words only: no fields, no summary.', 'YES'),
    ('Amazon', 'Comprehend Medical ICD-10', FALSE, 'CHARACTERS', 0.0005, 100, 1, 'USD', DATE '2026-11-20', DATE '2026-11-20',
     'no page found that states it; look at aws.amazon.com/comprehend/medical/pricing', FALSE, 'UNKNOWN', 'Codes of diagnoses only: no fields, no summary.', 'YES'),
    ('Amazon', 'Textract queries', FALSE, 'PAGES', 0.015, NULL, NULL, 'USD', DATE '2026-05-01', DATE '2026-11-20',
     'awsnegotiations.com (May 2026) for ten to fifteen times the price of text; no page found that states the price', FALSE, 'UNKNOWN', 'Answers to questions about a page: no summary.', 'UNKNOWN'),
    ('Amazon', 'Textract forms', FALSE, 'PAGES', 0.05, NULL, NULL, 'USD', DATE '2026-11-20', DATE '2026-11-20',
     'no page found that states it; look at aws.amazon.com/textract/pricing', FALSE, 'UNKNOWN', 'Pairs of keys and values on a page: no summary.', 'UNKNOWN'),
    ('Microsoft', 'Document Intelligence read', FALSE, 'PAGES', 0.0015, NULL, NULL, 'USD', DATE '2026-11-20', DATE '2026-11-20',
     'no page found that states it; learn.microsoft.com for the structure of its prices', FALSE, 'UNKNOWN', 'Text of pages only: no fields, no summary. 500 pages are free.', 'UNKNOWN'),
    ('Microsoft', 'Document Intelligence prebuilt', FALSE, 'PAGES', 0.01, NULL, NULL, 'USD', DATE '2026-11-20', DATE '2026-11-20',
     'no page found that states it; learn.microsoft.com for the structure of its prices', FALSE, 'UNKNOWN', 'Fields of ready-made document types: no summary.', 'UNKNOWN'),
    ('Microsoft', 'Document Intelligence custom', FALSE, 'PAGES', 0.03, NULL, NULL, 'USD', DATE '2026-11-20', DATE '2026-11-20',
     'no page found that states it; learn.microsoft.com for the structure of its prices', FALSE, 'UNKNOWN', 'Fields of document types of one''s own: no summary.', 'UNKNOWN'),
    ('Google', 'Document AI OCR', FALSE, 'PAGES', 0.0015, NULL, NULL, 'USD', DATE '2026-11-20', DATE '2026-11-20',
     'no page found that states it; look at cloud.google.com/document-ai/pricing', FALSE, 'UNKNOWN', 'Text of pages only: no fields, no summary.', 'UNKNOWN'),
    ('Google', 'Document AI custom', FALSE, 'PAGES', 0.03, NULL, NULL, 'USD', DATE '2026-11-20', DATE '2026-11-20',
     'no page found that states it; look at cloud.google.com/document-ai/pricing', FALSE, 'UNKNOWN', 'Fields of document types of one''s own: no summary.', 'UNKNOWN'),
    ('Unstract', 'LLMWhisperer, lowest', FALSE, 'PAGES', 0.001, NULL, NULL, 'USD', DATE '2026-06-01', DATE '2026-11-20',
     'api-evangelist finops plans (June 2026): 1 to 15 USD for 1,000 pages', FALSE, 'UNKNOWN', 'Text and layout of pages: no fields, no summary.', 'UNKNOWN'),
    ('Unstract', 'LLMWhisperer, highest', FALSE, 'PAGES', 0.015, NULL, NULL, 'USD', DATE '2026-06-01', DATE '2026-11-20',
     'api-evangelist finops plans (June 2026): 1 to 15 USD for 1,000 pages', FALSE, 'UNKNOWN', 'Text and layout of pages: no fields, no summary.', 'UNKNOWN');
