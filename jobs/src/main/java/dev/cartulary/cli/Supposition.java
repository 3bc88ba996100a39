package dev.cartulary.cli;

import static java.util.Objects.requireNonNull;

import dev.cartulary.accounting.Rates;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, and with which figures.
 *
 * @param runs ids; empty for the last run, {@code all} for all of the job
 * @param accounting figures of machine and electricity; those of the job where nothing else is
 *     supposed
 * @param documentsPerDay how much the machine works; null for its utilisation
 */
record Supposition(List<String> runs, Rates accounting, @Nullable BigDecimal documentsPerDay) {
  static final String ALL = "all";

  Supposition {
    runs = List.copyOf(runs);
    requireNonNull(accounting, "accounting is null");
  }
}
