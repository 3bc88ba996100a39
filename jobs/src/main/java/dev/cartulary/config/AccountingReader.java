package dev.cartulary.config;

import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.EscalationPrice;
import dev.cartulary.accounting.HardwareFile;
import dev.cartulary.accounting.HardwareProfile;
import dev.cartulary.accounting.Rates;
import dev.cartulary.accounting.ReviewCost;
import dev.cartulary.accounting.ThisMachine;
import dev.cartulary.yaml.ConfigurationException;
import dev.cartulary.yaml.YamlMapping;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code accounting} part of a job file. */
final class AccountingReader {
  private static final BigDecimal MOST_MINUTES = BigDecimal.valueOf(600);
  private static final BigDecimal MOST_WAGE = BigDecimal.valueOf(10_000);

  private static final String INPUT_PRICE = "escalation-input-usd-per-million";
  private static final String OUTPUT_PRICE = "escalation-output-usd-per-million";

  private final Path folder;

  /**
   * @param folder from which files of hardware profiles are seen
   */
  AccountingReader(Path folder) {
    this.folder = folder;
  }

  /** What {@code yaml} states, and {@code otherwise} what it does not. */
  Rates read(YamlMapping yaml, Rates otherwise) {
    HardwareProfile machine = yaml.has("hardware") ? named(yaml) : otherwise.hardware();
    yaml.text("hardware", "");
    HardwareProfile stated =
        machine
            .stated(
                machine.name(),
                decimal(yaml, "hardware-usd", "0", "10000000"),
                decimal(yaml, "lifetime-years", "0.1", "50"),
                decimal(yaml, "utilisation", "0.001", "1"),
                decimal(yaml, "idle-watts", "0", "100000"),
                decimal(yaml, "watts", "0", "100000"))
            .with(
                yaml.decimal(
                    "maintenance-share",
                    machine.maintenanceShare(),
                    BigDecimal.ZERO,
                    BigDecimal.TEN),
                HardwareFile.upkeep(yaml, machine.upkeep()));
    Electricity electricity =
        new Electricity(
            yaml.decimal(
                "electricity-usd-per-kwh",
                otherwise.electricity().usdPerKwh(),
                BigDecimal.ZERO,
                BigDecimal.TEN),
            yaml.decimal("pue", otherwise.electricity().pue(), BigDecimal.ONE, BigDecimal.TEN));
    Rates accounting =
        new Rates(
            stated,
            electricity,
            new ReviewCost(
                yaml.decimal(
                    "review-minutes-per-field",
                    otherwise.review().minutesPerField(),
                    BigDecimal.ZERO,
                    MOST_MINUTES),
                yaml.decimal(
                    "review-usd-per-hour",
                    otherwise.review().usdPerHour(),
                    BigDecimal.ZERO,
                    MOST_WAGE)),
            escalation(yaml, otherwise.escalation()));
    yaml.rejectUnknownKeys();
    return accounting;
  }

  private static @Nullable EscalationPrice escalation(
      YamlMapping yaml, @Nullable EscalationPrice otherwise) {
    BigDecimal input = decimal(yaml, INPUT_PRICE, "0", "10000");
    BigDecimal output = decimal(yaml, OUTPUT_PRICE, "0", "10000");
    if (otherwise != null) {
      return new EscalationPrice(
          Objects.requireNonNullElse(input, otherwise.inputPerMillion()),
          Objects.requireNonNullElse(output, otherwise.outputPerMillion()));
    }
    if (input == null && output == null) {
      return null;
    }
    if (input == null || output == null) {
      yaml.problem(
          input == null ? INPUT_PRICE : OUTPUT_PRICE,
          "is missing: state both prices of the model elsewhere, 0 where it takes nothing");
      return null;
    }
    return new EscalationPrice(input, output);
  }

  private static @Nullable BigDecimal decimal(
      YamlMapping yaml, String key, String least, String most) {
    BigDecimal lowest = new BigDecimal(least);
    BigDecimal value = yaml.decimal(key, lowest, lowest, new BigDecimal(most));
    return yaml.has(key) ? value : null;
  }

  private HardwareProfile named(YamlMapping yaml) {
    String name = yaml.text("hardware", "");
    if (name.equals(ThisMachine.NAME)) {
      return ThisMachine.profile();
    }
    try {
      Optional<Path> file =
          name.matches(".*\\.ya?ml")
              ? Optional.of(folder.resolve(name).normalize())
              : HardwareFile.find(name, folder);
      if (file.isPresent()) {
        return HardwareFile.read(file.get());
      }
      yaml.problem(
          "hardware",
          "'"
              + name
              + "' is unknown: no folder hardware at or above "
              + folder
              + " holds "
              + name
              + ".yaml; write "
              + ThisMachine.NAME
              + ", or the path of a profile's .yaml file");
    } catch (InvalidPathException e) {
      yaml.problem("hardware", "is not a path: " + e.getReason());
    } catch (ConfigurationException e) {
      for (String problem : e.problems()) {
        yaml.problem("hardware", "names " + name + ": " + problem);
      }
    }
    return ThisMachine.profile();
  }
}
