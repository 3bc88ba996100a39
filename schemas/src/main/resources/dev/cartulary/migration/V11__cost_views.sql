-- Sums of cost lines for people who ask the ledger by SQL; one dialect for H2 (MODE=PostgreSQL) and PostgreSQL. Amounts of different
-- currencies are never added. Local lines are working time only, without the hours in which the machine waits (docs/accounting.md).

-- A line for each document that a run delivered; a document that lies in two places counts once.
CREATE VIEW run_cost_line AS
SELECT delivered.run_id, line.document_id, line.work, line.kind, line.provider, line.item, line.quantity, line.unit, line.amount,
       line.currency, line.estimated, line.priced_on, line.verified
FROM (SELECT DISTINCT run_id, document_id, work FROM run_document) delivered
JOIN cost_line line ON line.document_id = delivered.document_id AND line.work = delivered.work;

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
FROM cost_line
GROUP BY document_id, work, currency;

-- All documents that the ledger holds, each once for each kind of work.
CREATE VIEW cost_by_provider AS
SELECT kind, provider, item, currency, count(*) AS documents, sum(amount) AS amount, min(priced_on) AS priced_from,
       max(priced_on) AS priced_to, min(CASE WHEN verified THEN 1 ELSE 0 END) AS verified
FROM cost_line
GROUP BY kind, provider, item, currency;
