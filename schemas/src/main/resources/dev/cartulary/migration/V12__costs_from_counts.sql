-- Cost lines are computed from what a document took and from the prices of its day, and no longer kept; one dialect for H2 (MODE=PostgreSQL) and
-- PostgreSQL. The views give the lines that the program computes, to the last digit (docs/accounting.md).

-- What a document took. Apart from document, so that sums need not read payloads. chunks, fields and review_fields are null for documents
-- that were finished before they were counted.
CREATE TABLE document_cost (
    document_id      VARCHAR(64) NOT NULL,
    work             VARCHAR(64) NOT NULL,
    pages            INTEGER     NOT NULL,
    characters       INTEGER     NOT NULL,
    prefix_tokens    BIGINT      NOT NULL,
    question_tokens  BIGINT      NOT NULL,
    generated_tokens BIGINT      NOT NULL,
    chunks           INTEGER,
    fields           INTEGER,
    review_fields    INTEGER,
    -- The day whose prices hold, UTC; null where the lines were computed before this table, and stand in cost_line.
    priced_on         DATE,
    token_ratios      VARCHAR(20),
    energy_kwh        NUMERIC(38, 12),
    energy_usd        NUMERIC(38, 12),
    energy_estimated  BOOLEAN,
    machine_hours     NUMERIC(38, 12),
    machine_usd       NUMERIC(38, 12),
    machine_estimated BOOLEAN,
    PRIMARY KEY (document_id, work),
    FOREIGN KEY (document_id, work) REFERENCES document (document_id, work) ON DELETE CASCADE,
    CHECK (priced_on IS NULL
        OR (chunks IS NOT NULL AND token_ratios IS NOT NULL
            AND energy_kwh IS NOT NULL AND energy_usd IS NOT NULL AND energy_estimated IS NOT NULL
            AND machine_hours IS NOT NULL AND machine_usd IS NOT NULL AND machine_estimated IS NOT NULL))
);

INSERT INTO document_cost
    (document_id, work, pages, characters, prefix_tokens, question_tokens, generated_tokens, chunks, fields, review_fields)
SELECT document_id, work, pages, characters, prefix_tokens, question_tokens, generated_tokens, chunks, fields, review_fields
FROM document;

-- How many tokens of a seller stand for one that was counted here, by the family of the seller's tokenizer: token-ratios.csv of the program,
-- which says how they were measured. token_ratios of document_cost names a set.
CREATE TABLE token_ratio (
    token_ratios VARCHAR(20)   NOT NULL,
    tokenizer    VARCHAR(40)   NOT NULL,
    ratio        NUMERIC(9, 4) NOT NULL,
    PRIMARY KEY (token_ratios, tokenizer)
);
INSERT INTO token_ratio (token_ratios, tokenizer, ratio)
VALUES
    ('embedded', 'o200k', 0.8159),
    ('embedded', 'cl100k', 0.8249),
    ('embedded', 'falcon', 0.8681),
    ('embedded', 'gpt-neox', 0.8383),
    ('embedded', 'phi-2', 0.8625),
    ('embedded', 'phi-3', 1.0070),
    ('embedded', 'unpublished', 0.9115),
    ('unmeasured', 'unpublished', 1),
    ('same', 'unpublished', 1);

DROP VIEW cost_by_provider;
DROP VIEW cost_by_document;
DROP VIEW cost_by_run;
DROP VIEW run_cost_line;

-- The prices with the day from which on the next one of the product holds.
CREATE VIEW price_period AS
SELECT provider, CASE WHEN batch THEN product || ', batch' ELSE product END AS item, basis, input_per_million, output_per_million,
       tokenizer_factor, per_unit, characters_per_unit, minimum_units, currency, effective_from,
       lead(effective_from) OVER (PARTITION BY provider, product, batch ORDER BY effective_from) AS effective_until, verified, tokenizer,
       long_prompt_tokens, long_input_per_million, long_output_per_million
FROM price_book;

-- What the clouds would have taken, not rounded yet.
CREATE VIEW exact_cloud_line AS
SELECT document_id, work, provider, item, currency, priced_on, verified, basis = 'TOKENS' AS estimated,
       CASE basis WHEN 'TOKENS' THEN 'token' WHEN 'PAGES' THEN 'page' ELSE characters_per_unit || ' characters' END AS unit,
       CASE basis WHEN 'TOKENS' THEN (input_tokens + generated_tokens) * theirs
                  WHEN 'PAGES' THEN CAST(pages AS NUMERIC(38, 0))
                  ELSE CAST(units AS NUMERIC(38, 0)) END AS quantity,
       CASE WHEN basis = 'PAGES' THEN pages * per_unit
            WHEN basis = 'CHARACTERS' THEN units * per_unit
            -- A mean prompt is long: input_tokens * theirs / chunks > long_prompt_tokens.
            WHEN long_prompt_tokens IS NOT NULL AND input_tokens * theirs > CAST(long_prompt_tokens AS BIGINT) * chunks
                THEN (input_tokens * long_input_per_million + generated_tokens * long_output_per_million) * theirs * 0.000001
            ELSE (input_tokens * input_per_million + generated_tokens * output_per_million) * theirs * 0.000001 END AS amount
FROM (SELECT c.document_id, c.work, c.pages, c.prefix_tokens + c.question_tokens AS input_tokens, c.generated_tokens,
             greatest(c.chunks, 1) AS chunks, p.provider, p.item, p.basis, p.input_per_million, p.output_per_million, p.per_unit,
             p.characters_per_unit, p.currency, p.effective_from AS priced_on, p.verified, p.long_prompt_tokens, p.long_input_per_million,
             p.long_output_per_million, p.tokenizer_factor * coalesce(family.ratio, unpublished.ratio) AS theirs,
             greatest((CAST(c.characters AS BIGINT) + p.characters_per_unit - 1) / p.characters_per_unit, p.minimum_units) AS units
      FROM document_cost c
      JOIN price_period p ON p.effective_from <= c.priced_on AND (p.effective_until IS NULL OR p.effective_until > c.priced_on)
      JOIN token_ratio unpublished ON unpublished.token_ratios = c.token_ratios AND unpublished.tokenizer = 'unpublished'
      LEFT JOIN token_ratio family ON family.token_ratios = c.token_ratios AND family.tokenizer = p.tokenizer
      -- An archive has no page of its own and would be sent to no cloud.
      WHERE c.pages > 0) counted;

-- All lines of all documents: cost_line holds those of documents that were finished before this. Amounts are rounded to twelve places, half to
-- even: where round() went up from exactly between two, and to an odd digit, it went the wrong way.
CREATE VIEW document_cost_line AS
SELECT document_id, work, 'LOCAL' AS kind, 'this-machine' AS provider, 'energy' AS item, energy_kwh AS quantity, 'kWh' AS unit,
       energy_usd AS amount, 'USD' AS currency, energy_estimated AS estimated, CAST(NULL AS DATE) AS priced_on, FALSE AS verified
FROM document_cost
WHERE priced_on IS NOT NULL
UNION ALL
SELECT document_id, work, 'LOCAL', 'this-machine', 'hardware', machine_hours, 'hour', machine_usd, 'USD', machine_estimated,
       CAST(NULL AS DATE), FALSE
FROM document_cost
WHERE priced_on IS NOT NULL
UNION ALL
SELECT document_id, work, 'CLOUD', provider, item,
       round(quantity, 12) - CASE WHEN round(quantity, 12) - quantity = 0.0000000000005 AND mod(round(quantity, 12) * 1000000000000, 2) = 1
                                  THEN 0.000000000001 ELSE 0 END,
       unit,
       round(amount, 12) - CASE WHEN round(amount, 12) - amount = 0.0000000000005 AND mod(round(amount, 12) * 1000000000000, 2) = 1
                                THEN 0.000000000001 ELSE 0 END,
       currency, estimated, priced_on, verified
FROM exact_cloud_line
UNION ALL
SELECT document_id, work, kind, provider, item, quantity, unit, amount, currency, estimated, priced_on, verified
FROM cost_line;

-- A line for each document that a run delivered; a document that lies in two places counts once.
CREATE VIEW run_cost_line AS
SELECT delivered.run_id, line.document_id, line.work, line.kind, line.provider, line.item, line.quantity, line.unit, line.amount,
       line.currency, line.estimated, line.priced_on, line.verified
FROM (SELECT DISTINCT run_id, document_id, work FROM run_document) delivered
JOIN document_cost_line line ON line.document_id = delivered.document_id AND line.work = delivered.work;

CREATE VIEW cost_by_run AS
SELECT run_id, kind, provider, item, unit, currency, sum(quantity) AS quantity, sum(amount) AS amount,
       count(*) AS documents, max(CASE WHEN estimated THEN 1 ELSE 0 END) AS estimated, min(CASE WHEN verified THEN 1 ELSE 0 END) AS verified,
       min(priced_on) AS priced_from, max(priced_on) AS priced_to
FROM run_cost_line
GROUP BY run_id, kind, provider, item, unit, currency;

-- What a document cost here, and the least and the most that a cloud would have taken for it.
CREATE VIEW cost_by_document AS
SELECT document_id, work, currency,
       sum(CASE WHEN kind = 'LOCAL' THEN amount ELSE 0 END) AS here,
       min(CASE WHEN kind = 'CLOUD' THEN amount END) AS cheapest_cloud,
       max(CASE WHEN kind = 'CLOUD' THEN amount END) AS dearest_cloud
FROM document_cost_line
GROUP BY document_id, work, currency;

-- All documents that the ledger holds, each once for each kind of work.
CREATE VIEW cost_by_provider AS
SELECT kind, provider, item, currency, count(*) AS documents, sum(amount) AS amount, min(priced_on) AS priced_from,
       max(priced_on) AS priced_to, min(CASE WHEN verified THEN 1 ELSE 0 END) AS verified
FROM document_cost_line
GROUP BY kind, provider, item, currency;
