package dev.cartulary.config;

import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.privacy.PrivacyKeyException;
import dev.cartulary.privacy.PrivacyMode;
import dev.cartulary.yaml.YamlMapping;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the section {@code privacy}. Only what is there is accepted; a wish that nobody heeds would
 * be worse than an error.
 */
final class PrivacyReader {
  private final JobReader job;

  PrivacyReader(JobReader job) {
    this.job = job;
  }

  PrivacyChoice read(YamlMapping yaml) {
    phi(yaml);
    PrivacyMode mode = yaml.choice("mode", PrivacyMode.class, PrivacyMode.KEEP);
    double risk =
        yaml.decimal("risk", BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE).doubleValue();
    Path key = yaml.has("key") ? job.path(yaml, "key") : null;
    boolean usable = isUsable(yaml, mode, key);
    yaml.rejectUnknownKeys();
    if (!usable) {
      return PrivacyChoice.KEEP;
    }
    return new PrivacyChoice(mode, key == null ? null : key.toAbsolutePath().toString(), risk);
  }

  private boolean isUsable(YamlMapping yaml, PrivacyMode mode, @Nullable Path key) {
    if (!mode.needsKey()) {
      return true;
    }
    if (key == null) {
      yaml.problem(
          "mode",
          "needs a secret: write key: FILE, and make the file with (umask 077; head -c 32"
              + " /dev/urandom > FILE)");
      return false;
    }
    try {
      PrivacyChoice choice = new PrivacyChoice(mode, key.toString(), 1);
      return choice.key() != null;
    } catch (PrivacyKeyException e) {
      job.problems().add(yaml.line("key"), String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static void phi(YamlMapping yaml) {
    String phi = yaml.text("phi", "keep");
    if (phi.equals("mask")) {
      yaml.problem("phi", "is 'mask', which is written mode: mask");
    } else if (phi.equals("encrypt")) {
      yaml.problem(
          "phi",
          "is 'encrypt', which this version cannot do yet; write keep, and guard the output"
              + " folder: values are written as they stand in the documents");
    } else if (!phi.equals("keep")) {
      yaml.problem("phi", "must be keep, not '" + phi + "'");
    }
  }
}
