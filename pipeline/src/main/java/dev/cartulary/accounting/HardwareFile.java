package dev.cartulary.accounting;

import dev.cartulary.yaml.ConfigurationException;
import dev.cartulary.yaml.Problems;
import dev.cartulary.yaml.YamlMapping;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads hardware profiles, the files of {@code hardware/}, which their user edits. */
public final class HardwareFile {
  private static final String FOLDER = "hardware";

  private HardwareFile() {}

  /**
   * Reads a profile.
   *
   * @throws ConfigurationException with everything that is wrong with the file
   */
  public static HardwareProfile read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(),
          List.of(
              "the hardware profile cannot be read ("
                  + e.getClass().getSimpleName()
                  + "); name a file like those of the folder hardware"));
    }
    Problems problems = new Problems(file.toString());
    HardwareProfile profile = read(YamlMapping.parse(text, problems));
    problems.throwIfAny();
    return profile;
  }

  private static HardwareProfile read(YamlMapping yaml) {
    String name = yaml.text("name");
    int cores = yaml.integer("cores", 1, 1, 4_096);
    yaml.text("source");
    HardwareProfile unnamed =
        new HardwareProfile(
            name,
            cores,
            needed(yaml, "hardware-usd", "0", "10000000"),
            needed(yaml, "lifetime-years", "0.1", "50"),
            needed(yaml, "utilisation", "0.001", "1"),
            needed(yaml, "idle-watts", "0", "100000"),
            needed(yaml, "watts", "0", "100000"),
            decimal(yaml, "maintenance-share", BigDecimal.ZERO, "0", "10"),
            upkeep(yaml, Upkeep.NONE),
            decimal(yaml, "relative-speed", BigDecimal.ONE, "0.001", "1000000"),
            yaml.flag("assumed", false));
    yaml.rejectUnknownKeys();
    return unnamed;
  }

  /** Space and staff as {@code yaml} states them, else as {@code otherwise}. */
  public static Upkeep upkeep(YamlMapping yaml, Upkeep otherwise) {
    return new Upkeep(
        decimal(yaml, "space-usd-per-month", otherwise.spaceUsdPerMonth(), "0", "1000000"),
        decimal(yaml, "staff-hours-per-month", otherwise.staffHoursPerMonth(), "0", "10000"),
        decimal(yaml, "staff-usd-per-hour", otherwise.staffUsdPerHour(), "0", "10000"));
  }

  private static BigDecimal needed(YamlMapping yaml, String key, String least, String most) {
    if (!yaml.has(key)) {
      yaml.text(key);
    }
    return decimal(yaml, key, BigDecimal.ONE, least, most);
  }

  private static BigDecimal decimal(
      YamlMapping yaml, String key, BigDecimal otherwise, String least, String most) {
    return yaml.decimal(key, otherwise, new BigDecimal(least), new BigDecimal(most));
  }

  /** The profile {@code name} in the next folder {@code hardware} at or above {@code folder}. */
  public static Optional<Path> find(String name, Path folder) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve(FOLDER).resolve(name + ".yaml");
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
