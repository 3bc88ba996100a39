package dev.cartulary.types;

import dev.cartulary.digest.Sha256;
import dev.cartulary.field.Candidates;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.field.Relations;
import dev.cartulary.field.SummarySection;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.relevance.Relevance;
import dev.cartulary.yaml.Problems;
import dev.cartulary.yaml.YamlMapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads one document type; see {@code docs/document-types.md} for the keys. */
final class DocumentTypeReader {
  private static final int DEFAULT_MAX_TOKENS = 32;
  private static final int DEFAULT_SECTION_WORDS = 40;

  /** The place of a value in a context. */
  private static final Pattern PLACE = Pattern.compile("<(?:last )?([a-z]+)>");

  /** Whether passages of such documents may be sent elsewhere. */
  private enum Escalation {
    FORBIDDEN,
    ALLOWED
  }

  private DocumentTypeReader() {}

  static DocumentType read(String source, String yaml) {
    Problems problems = new Problems(source);
    YamlMapping root = YamlMapping.parse(yaml, problems);
    String name = root.text("name");
    String description = root.text("description", "");
    YamlMapping summary = root.mapping("summary");
    String question = summary.text("question", "summary");
    int sentences = summary.integer("sentences", 3, 1, 50);
    List<SummarySection> sections = new ArrayList<>();
    for (YamlMapping section : summary.mappings("sections")) {
      sections.addAll(section(section));
    }
    summary.rejectUnknownKeys();
    boolean escalation =
        root.choice("escalation", Escalation.class, Escalation.FORBIDDEN) == Escalation.ALLOWED;
    String relevance = root.text("relevance", "");
    if (!relevance.isEmpty() && Relevance.builtIn(relevance).isEmpty()) {
      root.problem("relevance", "names no weights of this build; leave it out, or write contract");
    }
    Pieces pieces = Pieces.read(root.mapping("pieces"));
    List<FieldDefinition> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMapping field : root.mappings("fields")) {
      FieldDefinition definition = field(field, pieces);
      if (definition != null && !names.add(definition.name())) {
        field.problem("name", "'" + definition.name() + "' is used twice");
      } else if (definition != null) {
        fields.add(definition);
      }
    }
    if (fields.isEmpty() && problems.isEmpty()) {
      root.problem("fields", "must list at least one field");
    }
    check(fields, root);
    root.rejectUnknownKeys();
    problems.throwIfAny();
    return new DocumentType(
        name,
        description,
        question,
        sentences,
        sections,
        fields,
        Sha256.of(yaml).hex(),
        escalation,
        relevance.isEmpty() ? null : relevance);
  }

  private static List<SummarySection> section(YamlMapping yaml) {
    List<String> labels = yaml.texts("labels");
    int sentences = yaml.integer("sentences", 1, 1, 50);
    int words = yaml.integer("words", DEFAULT_SECTION_WORDS, 1, 500);
    yaml.rejectUnknownKeys();
    if (labels.isEmpty()) {
      yaml.problem("labels", "must list the headings of the section");
      return List.of();
    }
    return List.of(new SummarySection(labels, sentences, words));
  }

  private static @Nullable FieldDefinition field(YamlMapping yaml, Pieces pieces) {
    String name = yaml.text("name");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      yaml.problem("name", "must be lower-case letters, digits and _, not '" + name + "'");
    }
    String description = yaml.text("description", name.replace('_', ' '));
    String question = yaml.text("question", name.replace('_', ' '));
    FieldType type = yaml.choice("type", FieldType.class, FieldType.TEXT);
    boolean many = yaml.flag("many", false);
    boolean phi = yaml.flag("phi", false);
    boolean required = yaml.flag("required", false);
    List<Candidates> candidates = yaml.choices("candidates", Candidates.class);
    List<String> labels = yaml.texts("labels");
    List<String> cues = regexes(yaml, "cues", pieces);
    List<String> contexts = contexts(yaml, candidates, pieces);
    List<String> patterns = regexes(yaml, "patterns", pieces);
    List<String> choices = yaml.texts("choices");
    List<String> examples = yaml.texts("examples");
    int maxTokens = yaml.integer("max-tokens", DEFAULT_MAX_TOKENS, 1, 1000);
    int withinFirst = yaml.integer("within-first", 0, 0, 10_000_000);
    List<String> until = regexes(yaml, "until", pieces);
    List<String> except = regexes(yaml, "except", pieces);
    Double prior = prior(yaml);
    Relations relations = relations(yaml, type);
    yaml.rejectUnknownKeys();
    if (prior != null
        && type != FieldType.BOOLEAN
        && (candidates.isEmpty() || candidates.contains(Candidates.VERBATIM))) {
      yaml.problem("prior", "is of candidates that rules offer; name their sources in candidates");
      return null;
    }
    if (type == FieldType.ENUM && choices.isEmpty()) {
      yaml.problem("choices", "must list the values of an enum");
      return null;
    }
    if (candidates.contains(Candidates.PATTERN) && patterns.isEmpty()) {
      yaml.problem("patterns", "must list the patterns that the candidates come from");
    }
    if ((candidates.contains(Candidates.LABELLED) || candidates.contains(Candidates.SECTION_ITEMS))
        && labels.isEmpty()) {
      yaml.problem("labels", "must list the labels that the candidates follow");
    }
    if (!name.matches("[a-z][a-z0-9_]*")) {
      return null;
    }
    return new FieldDefinition(
        name,
        description,
        question,
        type,
        many,
        phi,
        required,
        candidates,
        labels,
        cues,
        contexts,
        patterns,
        choices,
        examples,
        maxTokens,
        withinFirst,
        String.join("|", until),
        String.join("|", except),
        prior,
        relations);
  }

  private static @Nullable Double prior(YamlMapping yaml) {
    BigDecimal prior = yaml.decimal("prior", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE);
    return prior.signum() == 0 ? null : prior.doubleValue();
  }

  private static List<String> contexts(
      YamlMapping yaml, List<Candidates> candidates, Pieces pieces) {
    List<String> contexts = regexes(yaml, "contexts", pieces);
    for (String context : contexts) {
      List<String> places = PLACE.matcher(context).results().map(m -> m.group(1)).toList();
      if (places.size() != 1
          || candidates.stream()
              .filter(source -> Normalizer.recogniser(source).isPresent())
              .noneMatch(source -> source.name().toLowerCase(Locale.ROOT).equals(places.get(0)))) {
        yaml.problem(
            "contexts",
            "must hold the name of one of the field's candidates once, as in <dates>, not '"
                + context
                + "'");
        return List.of();
      }
    }
    return contexts;
  }

  private static Relations relations(YamlMapping yaml, FieldType type) {
    List<String> countedFrom = yaml.texts("counted-from");
    List<String> notBefore = yaml.texts("not-before");
    List<String> years = yaml.texts("years-between");
    if (type != FieldType.DATE && !(countedFrom.isEmpty() && notBefore.isEmpty())) {
      yaml.problem("type", "must be date where counted-from or not-before is given");
    }
    if (!years.isEmpty() && (type != FieldType.NUMBER || years.size() != 2)) {
      yaml.problem("years-between", "must name two dates, in a field of the type number");
      return Relations.NONE;
    }
    return new Relations(countedFrom, notBefore, years);
  }

  /** What relations name must be dates of the type. */
  private static void check(List<FieldDefinition> fields, YamlMapping root) {
    Set<String> dates = new HashSet<>();
    for (FieldDefinition field : fields) {
      if (field.type() == FieldType.DATE) {
        dates.add(field.name());
      }
    }
    for (FieldDefinition field : fields) {
      Relations relations = field.relations();
      for (List<String> names :
          List.of(relations.countedFrom(), relations.notBefore(), relations.yearsBetween())) {
        for (String name : names) {
          if (!dates.contains(name) || name.equals(field.name())) {
            root.problem(
                "fields", "'" + field.name() + "' names '" + name + "', which is no other date");
          }
        }
      }
    }
  }

  private static List<String> regexes(YamlMapping yaml, String key, Pieces pieces) {
    List<String> regexes =
        yaml.texts(key).stream().map(regex -> pieces.expand(yaml, key, regex)).toList();
    for (String regex : regexes) {
      try {
        Pattern.compile(regex);
      } catch (PatternSyntaxException e) {
        yaml.problem(
            key, "holds a wrong regular expression: " + e.getDescription() + " in '" + regex + "'");
      }
    }
    return regexes;
  }
}
