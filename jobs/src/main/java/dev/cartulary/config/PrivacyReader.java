package dev.cartulary.config;

import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.privacy.FieldTreatments;
import dev.cartulary.privacy.PhiTreatment;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.privacy.PrivacyKeyException;
import dev.cartulary.privacy.PrivacyMode;
import dev.cartulary.yaml.YamlMapping;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the section {@code privacy}. Only what is there is accepted; a wish that nobody heeds would
 * be worse than an error.
 */
final class PrivacyReader {
  /** Stands for all marked fields that are not named. */
  private static final String DEFAULT = "default";

  private final JobReader job;

  PrivacyReader(JobReader job) {
    this.job = job;
  }

  /**
   * Reads it.
   *
   * @param type with the fields that the job asks for
   * @param encrypted whether the job names keys
   */
  PrivacyChoice read(YamlMapping yaml, DocumentType type, boolean encrypted) {
    PrivacyMode mode = yaml.choice("mode", PrivacyMode.class, PrivacyMode.KEEP);
    FieldTreatments fields = fields(yaml, type, mode);
    if (fields.has(PhiTreatment.ENCRYPT) && !encrypted) {
      yaml.problem(
          "phi",
          "is 'encrypt', and the job names no keys; add encryption: {keys: FOLDER}, and columns:"
              + " clear there if all else is to be written as it is");
    }
    double risk =
        yaml.decimal("risk", BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE).doubleValue();
    Path key = yaml.has("key") ? job.path(yaml, "key") : null;
    boolean usable = isUsable(yaml, mode, key);
    yaml.rejectUnknownKeys();
    if (!usable) {
      return PrivacyChoice.KEEP;
    }
    return new PrivacyChoice(
        mode, key == null ? null : key.toAbsolutePath().toString(), risk, fields);
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

  /** One word for all fields that the type marks, or one for each field and {@code default}. */
  private static FieldTreatments fields(YamlMapping yaml, DocumentType type, PrivacyMode mode) {
    if (!yaml.isMapping("phi")) {
      PhiTreatment usual = yaml.choice("phi", PhiTreatment.class, PhiTreatment.KEEP);
      FieldTreatments treatments = new FieldTreatments(usual, Map.of());
      if (usual != PhiTreatment.KEEP && treatments.written(type).isEmpty()) {
        yaml.problem(
            "phi",
            "is for the fields that the type marks with phi: true, and "
                + type.name()
                + " marks none; name the fields, for example phi: {"
                + type.fields().stream().map(FieldDefinition::name).findFirst().orElse("field")
                + ": mask}");
      }
      return treatments;
    }
    YamlMapping section = yaml.mapping("phi");
    PhiTreatment usual = section.choice(DEFAULT, PhiTreatment.class, PhiTreatment.KEEP);
    Map<String, PhiTreatment> named = new HashMap<>();
    List<String> known = type.fields().stream().map(FieldDefinition::name).toList();
    for (String name : section.keys()) {
      if (name.equals(DEFAULT)) {
        continue;
      }
      PhiTreatment treatment = section.choice(name, PhiTreatment.class, PhiTreatment.KEEP);
      named.put(name, treatment);
      if (!known.contains(name)) {
        section.problem(
            name, "is no field that this job asks for; it asks for " + String.join(", ", known));
      } else if (treatment == PhiTreatment.KEEP && mode != PrivacyMode.KEEP) {
        section.problem(
            name,
            "is 'keep', and privacy.mode hides identifiers in every field; leave one of both out");
      }
    }
    return new FieldTreatments(usual, named);
  }
}
