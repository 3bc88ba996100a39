package dev.cartulary.config;

import dev.cartulary.accounting.Rates;
import dev.cartulary.beam.Runner;
import dev.cartulary.checkpoint.CheckpointException;
import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.estimate.Effort;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.file.FolderScan;
import dev.cartulary.file.InputFolderException;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.prompt.Presence;
import dev.cartulary.report.PictureChoice;
import dev.cartulary.report.ReportChoice;
import dev.cartulary.types.DocumentTypes;
import dev.cartulary.yaml.ConfigurationException;
import dev.cartulary.yaml.Problems;
import dev.cartulary.yaml.YamlMapping;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one job file. Goes on after a problem with a harmless value in its place; the
 * result is good only when no problem was noted.
 */
final class JobReader {
  private static final String EMBEDDED = "embedded";
  private static final List<String> EVERY_FILE = List.of("**/*");

  /** Stands for a path that could not be read; never looked at. */
  private static final Path NOWHERE = Path.of("");

  private static final DocumentType NO_TYPE = new DocumentType("none", "", "", 1, List.of(), "");

  private final Path file;
  private final Problems problems;
  private final Map<String, String> environment;

  JobReader(Path file, Problems problems, Map<String, String> environment) {
    this.file = file;
    this.problems = problems;
    this.environment = environment;
  }

  /** Whether the job's own documents are there. */
  enum Documents {
    LISTED,
    NOT_LOOKED_AT
  }

  Job job(YamlMapping root, Documents documents) {
    String name = name(root);
    Job.Input input = input(root.mapping("input"), documents);
    DocumentType type = needed(root, type(root));
    Job.Model model =
        new Job.Model(
            modelFolder(root),
            root.choice("precision", Job.Precision.class, Job.Precision.AUTO),
            root.choice("presence", Presence.class, Presence.AUTO));
    Path output = output(root.mapping("output"), input.folder());
    LedgerAddress ledger = new LedgerReader(this, environment).read(root, output);
    YamlMapping limits = root.mapping("limits");
    Integer chunkTokens =
        limits.has("chunk-tokens") ? limits.integer("chunk-tokens", 256, 32, 1_000_000) : null;
    double threshold = threshold(root.mapping("review"));
    PrivacyChoice privacy =
        new PrivacyReader(this).read(root.mapping("privacy"), type, root.has("encryption"));
    ReportChoice report = report(root.mapping("report"));
    Job job =
        new Job(
            file,
            name,
            input,
            type,
            model,
            output,
            ledger,
            limits(limits),
            chunkTokens,
            ocrLanguage(root.mapping("ocr")),
            threshold,
            accounting(root.mapping("accounting")),
            privacy,
            new EncryptionReader(this, environment).read(root, input.folder()),
            effort(root.mapping("estimate")),
            prometheus(root.mapping("metrics"), output),
            report,
            new RoutingReader(this, type, threshold, report.texts() && !privacy.hides()).read(root),
            Runner.HERE);
    root.rejectUnknownKeys();
    return job;
  }

  /** What the books need; the rest of the file is not judged. */
  Books books(YamlMapping root) {
    Path output = path(root.mapping("output"), "path");
    LedgerAddress ledger =
        new LedgerReader(this, environment).read(root, output == null ? NOWHERE : output);
    return new Books(
        name(root),
        ledger,
        output == null ? NOWHERE : output,
        new EncryptionReader(this, environment).read(root, NOWHERE),
        accounting(root.mapping("accounting")),
        root.text("model", EMBEDDED).equals(EMBEDDED));
  }

  Problems problems() {
    return problems;
  }

  /** The path under {@code key}, seen from the job file's folder; null where there is none. */
  @Nullable Path path(YamlMapping mapping, String key) {
    String text = mapping.text(key);
    return text.isEmpty() ? null : resolve(mapping, key, text);
  }

  @Nullable Path resolve(YamlMapping mapping, String key, String text) {
    try {
      return file.resolveSibling(text).normalize();
    } catch (InvalidPathException e) {
      mapping.problem(key, "is not a path: " + e.getReason());
      return null;
    }
  }

  private String name(YamlMapping root) {
    String own = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    String name = root.text("name", own);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      root.problem(
          "name", "must be at most 100 letters, digits, '.', '_' and '-', not '" + name + "'");
    }
    return name;
  }

  private Job.Input input(YamlMapping yaml, Documents documents) {
    Path folder = path(yaml, "path");
    List<String> include = yaml.has("include") ? yaml.texts("include") : EVERY_FILE;
    List<String> exclude = yaml.texts("exclude");
    boolean included = patterns(yaml, "include", include);
    boolean excluded = patterns(yaml, "exclude", exclude);
    if (folder != null && included && excluded && documents == Documents.LISTED) {
      try {
        new FolderScan(include, exclude).list(folder);
      } catch (InputFolderException e) {
        problems.add(yaml.line("path"), String.valueOf(e.getMessage()));
      }
    }
    yaml.rejectUnknownKeys();
    return new Job.Input(folder == null ? NOWHERE : folder, include, exclude);
  }

  private static boolean patterns(YamlMapping yaml, String key, List<String> patterns) {
    try {
      new FolderScan(patterns, List.of());
      return true;
    } catch (IllegalArgumentException e) {
      yaml.problem(key, "holds what is " + e.getMessage());
      return false;
    }
  }

  private DocumentType type(YamlMapping root) {
    String name = root.text("type");
    if (name.isEmpty()) {
      return NO_TYPE;
    }
    if (DocumentTypes.BUILT_IN.contains(name)) {
      return DocumentTypes.builtIn(name);
    }
    if (!name.matches(".*\\.ya?ml")) {
      root.problem(
          "type",
          "'"
              + name
              + "' is unknown; built in are "
              + String.join(", ", DocumentTypes.BUILT_IN)
              + "; for one of your own write the path of its .yaml file");
      return NO_TYPE;
    }
    Path definition = resolve(root, "type", name);
    if (definition == null) {
      return NO_TYPE;
    }
    try {
      return DocumentTypes.load(definition);
    } catch (ConfigurationException e) {
      for (String problem : e.problems()) {
        problems.add(root.line("type"), "type " + definition + ": " + problem);
      }
      return NO_TYPE;
    }
  }

  /** The fields that the job names, if it does: no more than it needs. */
  private static DocumentType needed(YamlMapping root, DocumentType type) {
    List<String> names = root.texts("fields");
    if (!root.has("fields") || type.equals(NO_TYPE)) {
      return type;
    }
    List<String> known = type.fields().stream().map(FieldDefinition::name).toList();
    List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      root.problem(
          "fields",
          "names "
              + String.join(", ", unknown)
              + ", which the type "
              + type.name()
              + " does not have; it has "
              + String.join(", ", known));
      return type;
    }
    return DocumentTypes.only(type, Set.copyOf(names));
  }

  private @Nullable Path modelFolder(YamlMapping root) {
    String text = root.text("model", EMBEDDED);
    return text.equals(EMBEDDED) ? null : checkpoint(root, "model", text);
  }

  /** The folder of a checkpoint that can be read. */
  @Nullable Path checkpoint(YamlMapping yaml, String key, String text) {
    Path folder = resolve(yaml, key, text);
    if (folder != null) {
      try {
        CheckpointFolder.open(folder);
      } catch (CheckpointException e) {
        yaml.problem(key, String.valueOf(e.getMessage()));
      }
    }
    return folder;
  }

  private Path output(YamlMapping yaml, Path input) {
    Path output = path(yaml, "path");
    yaml.rejectUnknownKeys();
    if (output == null) {
      return NOWHERE;
    }
    if (!input.equals(NOWHERE) && output.startsWith(input)) {
      yaml.problem(
          "path",
          output
              + " lies in input.path; the next run would read its own output: name a folder"
              + " outside of it");
      return output;
    }
    try {
      OutputFolder.check(output);
    } catch (OutputException e) {
      problems.add(yaml.line("path"), String.valueOf(e.getMessage()));
    }
    return output;
  }

  private static Job.Limits limits(YamlMapping yaml) {
    int processors = Runtime.getRuntime().availableProcessors();
    Job.Limits limits =
        new Job.Limits(
            yaml.integer("document-seconds", 120, 1, 86_400),
            yaml.integer("document-pages", 2_000, 1, 1_000_000),
            yaml.integer("unpacked-mib", 8_192, 1, 1_048_576),
            yaml.integer("parser-memory-mib", 512, 64, 65_536),
            yaml.integer("parsers", Math.min(4, Math.max(1, processors / 2)), 1, 256));
    yaml.rejectUnknownKeys();
    return limits;
  }

  private static Effort effort(YamlMapping yaml) {
    Effort effort =
        new Effort(
            yaml.integer("files", 20, Effort.LEAST_FILES, 100_000),
            yaml.integer("seconds", 20, 0, 100_000),
            yaml.integer("seed", 7, 0, Integer.MAX_VALUE));
    yaml.rejectUnknownKeys();
    return effort;
  }

  private @Nullable Path prometheus(YamlMapping yaml, Path output) {
    Path to = yaml.has("prometheus") ? path(yaml, "prometheus") : null;
    yaml.rejectUnknownKeys();
    if (to == null) {
      return null;
    }
    if (!to.toString().endsWith(".prom")) {
      yaml.problem(
          "prometheus",
          "is '" + to + "'; the collector reads files whose names end in .prom: call it so");
    } else if (!output.equals(NOWHERE) && to.startsWith(output)) {
      yaml.problem("prometheus", "lies in output.path, which holds runs and nothing else");
    }
    return to;
  }

  private static ReportChoice report(YamlMapping yaml) {
    boolean texts = yaml.flag("text", true);
    PictureChoice pictures =
        yaml.choice(
            "pictures",
            PictureChoice.class,
            texts ? ReportChoice.USUAL.pictures() : PictureChoice.NONE);
    yaml.rejectUnknownKeys();
    if (!texts && pictures != PictureChoice.NONE) {
      yaml.problem(
          "pictures", "must be none, or text must be true: they show what text: false keeps out");
      return new ReportChoice(false, PictureChoice.NONE);
    }
    return new ReportChoice(texts, pictures);
  }

  private static String ocrLanguage(YamlMapping yaml) {
    List<String> languages = yaml.has("languages") ? yaml.texts("languages") : List.of("eng");
    yaml.texts("languages");
    yaml.rejectUnknownKeys();
    for (String language : languages) {
      if (!language.matches("[A-Za-z0-9_/]+")) {
        yaml.problem(
            "languages",
            "must list languages as Tesseract names them, for example eng or deu, not '"
                + language
                + "'");
      }
    }
    if (languages.isEmpty()) {
      yaml.problem("languages", "must list at least one language");
    }
    return String.join("+", languages);
  }

  private static double threshold(YamlMapping yaml) {
    BigDecimal threshold =
        yaml.decimal("threshold", new BigDecimal("0.5"), BigDecimal.ZERO, BigDecimal.ONE);
    yaml.rejectUnknownKeys();
    return threshold.doubleValue();
  }

  private Rates accounting(YamlMapping yaml) {
    Path folder = file.getParent();
    return new AccountingReader(folder == null ? NOWHERE : folder).read(yaml, Rates.usual());
  }
}
