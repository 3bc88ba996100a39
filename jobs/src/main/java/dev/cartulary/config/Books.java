package dev.cartulary.config;

import dev.cartulary.accounting.Rates;
import dev.cartulary.keys.Encryption;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.yaml.ConfigurationException;
import dev.cartulary.yaml.Problems;
import dev.cartulary.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a job's results and costs are written down, and what a machine costs.
 *
 * @param output the job's output folder; empty where there is no job
 * @param encryption how tables and ledger are encrypted; null where they are not
 * @param job whose last run is meant; empty for the last run of any job
 * @param embeddedModel whether the job asks the embedded model, as one does that names none
 */
public record Books(
    String job,
    LedgerAddress ledger,
    Path output,
    @Nullable Encryption encryption,
    Rates accounting,
    boolean embeddedModel) {
  /** The books of any job in a ledger, with the usual figures for this machine. */
  public static Books of(LedgerAddress ledger) {
    return new Books("", ledger, Path.of(""), null, Rates.usual(), true);
  }

  /**
   * The same books with other figures.
   *
   * @param whatIfs keys of a job's {@code accounting} part, or {@code electricity} for the price of
   *     a kilowatt-hour, with their values
   * @param hardware name or file of a profile; null for that of the job
   * @param folder from which a profile's file is seen
   * @throws ConfigurationException if a key or a value is wrong
   */
  public Books supposing(Map<String, String> whatIfs, @Nullable String hardware, Path folder) {
    StringBuilder yaml = new StringBuilder();
    if (hardware != null) {
      yaml.append(line("hardware", hardware));
    }
    whatIfs.forEach(
        (key, value) ->
            yaml.append(line(key.equals("electricity") ? "electricity-usd-per-kwh" : key, value)));
    Problems problems = new Problems(hardware == null ? "--what-if" : "--hardware or --what-if");
    Rates supposed =
        new AccountingReader(folder)
            .read(
                YamlMapping.parse(yaml.length() == 0 ? "{}" : yaml.toString(), problems),
                accounting);
    problems.throwIfAny();
    return new Books(job, ledger, output, encryption, supposed, embeddedModel);
  }

  private static String line(String key, String value) {
    return "'" + key.replace("'", "''") + "': '" + value.replace("'", "''") + "'\n";
  }
}
