package dev.cartulary.ledger;

import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.CostSums;
import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.Escalated;
import dev.cartulary.accounting.Metered;
import dev.cartulary.accounting.Reviewed;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.completion.TokenUsage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums over the documents that runs delivered; a document that lies in two places, or was delivered
 * by two of the runs, counts once.
 */
public final class CostQueries {
  /** A trip to the server for each thousand rows. */
  private static final int ROWS_AT_ONCE = 1_000;

  private final Database database;

  CostQueries(Database database) {
    this.database = database;
  }

  /** What the documents of {@code run} were. */
  public WorkDone work(String run) {
    return work(List.of(run));
  }

  /** What the documents of {@code runs} were. */
  public WorkDone work(List<String> runs) {
    return database.transaction(
        "adding up documents",
        connection -> {
          try (PreparedStatement select =
                  new Delivered(runs)
                      .select(
                          connection,
                          "count(*), coalesce(sum(pages), 0), coalesce(sum(characters), 0), coalesce(sum(prefix_tokens), 0),"
                              + " coalesce(sum(question_tokens), 0), coalesce(sum(generated_tokens), 0), coalesce(sum(chunks), 0),"
                              + " coalesce(sum(fields), 0), coalesce(sum(review_fields), 0), count(review_fields)",
                          "document_cost",
                          "");
              ResultSet rows = select.executeQuery()) {
            rows.next();
            return new WorkDone(
                rows.getLong(1),
                rows.getLong(2),
                rows.getLong(3),
                new TokenUsage(rows.getLong(4), rows.getLong(5), rows.getLong(6)),
                rows.getLong(10) < rows.getLong(1)
                    ? null
                    : new WorkDone.Counts(rows.getLong(7), rows.getLong(8), rows.getLong(9)),
                reviewed(connection, runs),
                escalated(connection, runs));
          }
        });
  }

  /** Of decisions about the texts that the runs have delivered, each once. */
  private static Reviewed reviewed(Connection connection, List<String> runs) throws SQLException {
    try (PreparedStatement select =
            new Delivered(runs)
                .select(
                    connection,
                    "DISTINCT r.document_id, r.text_digest, r.document_type, r.field, r.place, r.version, r.seconds",
                    "document",
                    " JOIN review_decision r ON r.document_id = c.document_id AND r.text_digest ="
                        + " c.text_digest");
        ResultSet rows = select.executeQuery()) {
      long decisions = 0;
      long seconds = 0;
      while (rows.next()) {
        decisions++;
        seconds += rows.getInt(7);
      }
      return new Reviewed(decisions, seconds);
    }
  }

  /** Of questions about these texts that were answered, each once. */
  private static Escalated escalated(Connection connection, List<String> runs) throws SQLException {
    try (PreparedStatement select =
            new Delivered(runs)
                .select(
                    connection,
                    "DISTINCT e.document_id, e.text_digest, e.document_type, e.field, e.request, e.prompt_tokens,"
                        + " e.completion_tokens",
                    "document",
                    " JOIN escalation e ON e.document_id = c.document_id AND e.text_digest ="
                        + " c.text_digest AND e.answered_at IS NOT NULL");
        ResultSet rows = select.executeQuery()) {
      long questions = 0;
      long promptTokens = 0;
      long completionTokens = 0;
      while (rows.next()) {
        questions++;
        promptTokens += rows.getLong(6);
        completionTokens += rows.getLong(7);
      }
      return new Escalated(questions, promptTokens, completionTokens);
    }
  }

  /**
   * Their cost lines, added up by kind, provider, item, unit and currency, by the prices of the
   * days on which they were finished.
   */
  public List<CostTotal> totals(String run) {
    return totals(List.of(run));
  }

  /** Likewise of several runs. */
  public List<CostTotal> totals(List<String> runs) {
    return database.snapshot(
        "adding up costs",
        connection -> {
          Delivered delivered = new Delivered(runs);
          CostSums sums = new CostLines(PriceTable.read(connection)).sums();
          boolean allMetered = add(connection, delivered, sums);
          List<CostTotal> totals = new ArrayList<>(sums.totals());
          if (!allMetered) {
            totals.addAll(KeptLines.totals(connection, delivered));
          }
          return CostTotal.joined(totals);
        });
  }

  /** Whether there were no others, whose lines are kept. */
  private static boolean add(Connection connection, Delivered delivered, CostSums sums)
      throws SQLException {
    boolean allMetered = true;
    try (PreparedStatement select =
        delivered.select(connection, CostTable.METERED, "document_cost", "")) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Metered metered = CostTable.metered(rows);
          if (metered == null) {
            allMetered = false;
          } else {
            sums.add(metered);
          }
        }
      }
    }
    return allMetered;
  }
}
