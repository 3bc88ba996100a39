package dev.cartulary.beam;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.accounting.Assumptions;
import dev.cartulary.accounting.Comparison;
import dev.cartulary.accounting.Savings;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.report.SavingsPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page beside a run's tables that says what the run saved. It holds sums only: no text, no
 * value and no name of a file.
 */
final class RunPage {
  private RunPage() {}

  /**
   * Writes the page; none where no document was read, for there is nothing to compare.
   *
   * @return the page; null where there is none
   * @throws OutputException if the folder cannot be written
   */
  static @Nullable String write(JobPlan plan, Savings savings, LocalDate today, Path folder) {
    if (savings.work().documents() == 0) {
      return null;
    }
    Comparison comparison =
        Comparison.of(
            savings, new Assumptions(null, plan.tokenRatios(), plan.rates().review(), List.of()));
    String page = SavingsPage.of(comparison, today);
    try (OutputStream out =
        Channels.newOutputStream(
            OwnerOnly.file(
                folder.resolve(OutputFolder.PAGE),
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW))) {
      out.write(page.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw OutputException.of(folder, e);
    }
    return page;
  }
}
