package dev.cartulary.config;

import dev.cartulary.keys.Encryption;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.yaml.Problems;
import dev.cartulary.yaml.YamlMapping;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a job's results and costs are written down, and what a machine costs.
 *
 * @param output the job's output folder; empty where there is no job
 * @param encryption how tables and ledger are encrypted; null where they are not
 * @param job whose last run is meant; empty for the last run of any job
 */
public record Books(
    String job,
    LedgerAddress ledger,
    Path output,
    @Nullable Encryption encryption,
    Job.Accounting accounting) {
  /** The books of any job in a ledger, with the usual figures for this machine. */
  public static Books of(LedgerAddress ledger) {
    YamlMapping nothing = YamlMapping.parse("{}", new Problems("no file"));
    return new Books("", ledger, Path.of(""), null, JobReader.accounting(nothing));
  }
}
