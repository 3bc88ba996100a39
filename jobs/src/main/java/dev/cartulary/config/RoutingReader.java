package dev.cartulary.config;

import dev.cartulary.endpoint.ChatEndpoint;
import dev.cartulary.escalation.EscalationChoice;
import dev.cartulary.escalation.EscalationChoice.Consent;
import dev.cartulary.escalation.Questions;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.prompt.Presence;
import dev.cartulary.routing.Rules;
import dev.cartulary.yaml.YamlMapping;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the section {@code routing}. A wish that would not be heeded is an error: what a person
 * writes here decides what leaves the building.
 */
final class RoutingReader {
  private static final int LONGEST_NAME = 200;

  private final JobReader job;
  private final DocumentType type;
  private final double threshold;
  private final boolean keepsTexts;

  /**
   * @param type with the fields that the job asks for
   * @param threshold least probability of a value that needs no review
   * @param keepsTexts whether the ledger has texts out of which passages can be made
   */
  RoutingReader(JobReader job, DocumentType type, double threshold, boolean keepsTexts) {
    this.job = job;
    this.type = type;
    this.threshold = threshold;
    this.keepsTexts = keepsTexts;
  }

  /** Null where the file says nothing of routing. */
  Job.@Nullable Routing read(YamlMapping root) {
    if (!root.has("routing")) {
      return null;
    }
    YamlMapping yaml = root.mapping("routing");
    double below =
        yaml.decimal("below", BigDecimal.valueOf(threshold), BigDecimal.ZERO, BigDecimal.ONE)
            .doubleValue();
    List<String> always = yaml.texts("fields");
    List<String> known = type.fields().stream().map(FieldDefinition::name).toList();
    for (String name : always) {
      if (!known.contains(name)) {
        yaml.problem(
            "fields",
            "names "
                + name
                + ", which this job does not ask for; it asks for "
                + String.join(", ", known));
      }
    }
    int chunks = yaml.integer("longer-than", 0, 0, 1_000_000);
    Job.Model large = large(yaml);
    EscalationChoice escalation = yaml.has("escalate") ? escalation(yaml) : null;
    yaml.rejectUnknownKeys();
    return new Job.Routing(new Rules(below, new HashSet<>(always), chunks), large, escalation);
  }

  private Job.@Nullable Model large(YamlMapping yaml) {
    String text = yaml.text("large", "");
    Job.Precision precision =
        yaml.choice("large-precision", Job.Precision.class, Job.Precision.AUTO);
    Presence presence = yaml.choice("large-presence", Presence.class, Presence.AUTO);
    if (text.isEmpty()) {
      return null;
    }
    Path folder = job.checkpoint(yaml, "large", text);
    return folder == null ? null : new Job.Model(folder, precision, presence);
  }

  private @Nullable EscalationChoice escalation(YamlMapping above) {
    YamlMapping yaml = above.mapping("escalate");
    if (!type.escalation()) {
      above.problem(
          "escalate",
          "is not allowed by the document type "
              + type.name()
              + "; whoever answers for such documents writes escalation: allowed into the type's"
              + " file");
    } else if (Questions.askable(type).isEmpty()) {
      above.problem("escalate", "has nothing to ask: all fields of the job identify a patient");
    }
    if (!keepsTexts) {
      above.problem(
          "escalate",
          "needs the texts of documents in the ledger, which keeps none where privacy hides"
              + " anything or report.text is false; leave out one of both");
    }
    String url = yaml.text("endpoint").replaceFirst("/+$", "");
    String model = yaml.text("model");
    String variable = variable(yaml);
    double reliability =
        yaml.has("reliability")
            ? yaml.decimal("reliability", BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE)
                .doubleValue()
            : missing(yaml);
    int characters = yaml.integer("passage-characters", 1_500, 100, 20_000);
    int seconds = yaml.integer("timeout-seconds", 60, 1, 3_600);
    int attempts = yaml.integer("attempts", 4, 1, 20);
    Consent consent = consent(yaml);
    yaml.rejectUnknownKeys();
    if (url.isEmpty()) {
      return null;
    }
    if (!ChatEndpoint.isSafe(url)) {
      yaml.problem(
          "endpoint",
          "must be https://HOST[:PORT]/v1, without a user; http is for a server on this machine or"
              + " at an address of a private network");
      return null;
    }
    return new EscalationChoice(
        new ChatEndpoint(url, model, variable, seconds, attempts),
        reliability,
        characters,
        consent);
  }

  private static double missing(YamlMapping yaml) {
    yaml.text("reliability", "");
    yaml.problem(
        "reliability",
        "is missing: how often an answer of the endpoint that stands in the passage is right, from"
            + " 0 to 1; as long as nobody has measured it, write 0: then each is reviewed");
    return 0;
  }

  private static @Nullable String variable(YamlMapping yaml) {
    if (yaml.has("key")) {
      yaml.text("key");
      yaml.problem(
          "key",
          "does not belong in a job file; name the environment variable that holds it in"
              + " routing.escalate.key-env");
    }
    String variable = yaml.text("key-env", "");
    if (!variable.isEmpty() && !variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      yaml.problem("key-env", "must be the name of an environment variable");
    }
    return variable.isEmpty() ? null : variable;
  }

  private static @Nullable Consent consent(YamlMapping yaml) {
    String words = yaml.text("consent", "").strip();
    String by = yaml.text("consent-by", "").strip();
    if (words.isEmpty() != by.isEmpty()) {
      yaml.problem(
          words.isEmpty() ? "consent-by" : "consent",
          "stands alone; a standing consent is a sentence, and consent-by the name of who gives it");
      return null;
    }
    if (by.length() > LONGEST_NAME || words.length() > LONGEST_NAME * LONGEST_NAME) {
      yaml.problem("consent-by", "is too long");
    }
    return words.isEmpty() ? null : new Consent(words, by);
  }
}
