-- The order in which runs were finished, whatever the clock did between them; one dialect for H2 (MODE=PostgreSQL) and PostgreSQL.
--
-- finished_number: 1, 2, ...; null while a run is not finished. Runs before this column have the order of their times.
ALTER TABLE run ADD COLUMN finished_number BIGINT;
UPDATE run SET finished_number = (
    SELECT count(*) FROM run other
    WHERE other.finished_at < run.finished_at OR (other.finished_at = run.finished_at AND other.id <= run.id))
WHERE finished_at IS NOT NULL;
