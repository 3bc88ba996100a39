package dev.cartulary.ledger;

import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sums over the documents that runs delivered; a document that lies in two places, or was delivered
 * by two of the runs, counts once.
 */
public final class CostQueries {
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
              connection.prepareStatement(
                  "SELECT count(*), coalesce(sum(pages), 0), coalesce(sum(characters), 0), coalesce(sum(prefix_tokens), 0),"
                      + " coalesce(sum(question_tokens), 0), coalesce(sum(generated_tokens), 0), coalesce(sum(chunks), 0),"
                      + " coalesce(sum(fields), 0), coalesce(sum(review_fields), 0), count(review_fields) FROM document d"
                      + delivered(runs))) {
            bind(select, runs);
            try (ResultSet rows = select.executeQuery()) {
              rows.next();
              return new WorkDone(
                  rows.getLong(1),
                  rows.getLong(2),
                  rows.getLong(3),
                  new TokenUsage(rows.getLong(4), rows.getLong(5), rows.getLong(6)),
                  rows.getLong(10) < rows.getLong(1)
                      ? null
                      : new WorkDone.Counts(rows.getLong(7), rows.getLong(8), rows.getLong(9)));
            }
          }
        });
  }

  /** Their cost lines, added up by kind, provider, item, unit and currency. */
  public List<CostTotal> totals(String run) {
    return totals(List.of(run));
  }

  /** Likewise of several runs. */
  public List<CostTotal> totals(List<String> runs) {
    return database.transaction(
        "adding up costs",
        connection -> {
          List<CostTotal> totals = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT kind, provider, item, sum(quantity), unit, sum(amount), currency, max(CASE WHEN estimated THEN 1 ELSE 0 END),"
                      + " min(priced_on), max(priced_on), min(CASE WHEN verified THEN 1 ELSE 0 END) FROM cost_line d"
                      + delivered(runs)
                      + " GROUP BY kind, provider, item, unit, currency ORDER BY kind, provider, item")) {
            bind(select, runs);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                Date from = rows.getDate(9);
                Date to = rows.getDate(10);
                totals.add(
                    new CostTotal(
                        CostLine.Kind.valueOf(rows.getString(1)),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getBigDecimal(4),
                        rows.getString(5),
                        rows.getBigDecimal(6),
                        rows.getString(7),
                        rows.getInt(8) == 1,
                        from == null ? null : from.toLocalDate(),
                        to == null ? null : to.toLocalDate(),
                        rows.getInt(11) == 1));
              }
            }
          }
          return totals;
        });
  }

  private static String delivered(List<String> runs) {
    return " JOIN (SELECT DISTINCT document_id, work FROM run_document WHERE run_id IN ("
        + String.join(", ", Collections.nCopies(runs.size(), "?"))
        + ")) delivered ON delivered.document_id = d.document_id AND delivered.work = d.work";
  }

  private static void bind(PreparedStatement select, List<String> runs) throws SQLException {
    for (int i = 0; i < runs.size(); i++) {
      select.setString(i + 1, runs.get(i));
    }
  }
}
