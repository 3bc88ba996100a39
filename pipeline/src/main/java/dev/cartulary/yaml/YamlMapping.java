package dev.cartulary.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file, read key by key.
 *
 * <p>Every getter notes a problem and gives a harmless value when the file is wrong there; call
 * {@link Problems#throwIfAny()} before anything is done with the values. {@link
 * #rejectUnknownKeys()} comes last and names the keys that nobody asked for.
 */
public final class YamlMapping {
  private final String path;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();
  private final Problems problems;

  private YamlMapping(String path, int line, Problems problems) {
    this.path = path;
    this.line = line;
    this.problems = problems;
  }

  /**
   * Reads a whole file; YAML that is no mapping is one problem and gives an empty mapping.
   *
   * @throws ConfigurationException for a text that is no YAML at all: of a half-read file nothing
   *     else can be said, least of all what is missing
   */
  public static YamlMapping parse(String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setLabel(problems.source()).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(0, "the file is empty");
      } else if (root.get() instanceof MappingNode mapping) {
        return of("", mapping, problems);
      } else {
        problems.add(lineOf(root.get()), "expected keys and values");
      }
    } catch (MarkedYamlEngineException e) {
      int at = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(at, "not YAML: " + e.getProblem());
      problems.throwIfAny();
    } catch (YamlEngineException e) {
      problems.add(0, "not YAML: " + e.getMessage());
      problems.throwIfAny();
    }
    return new YamlMapping("", 1, problems);
  }

  private static YamlMapping of(String path, MappingNode node, Problems problems) {
    YamlMapping mapping = new YamlMapping(path, lineOf(node), problems);
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        if (mapping.values.put(key.getValue(), tuple.getValueNode()) != null) {
          problems.add(lineOf(key), mapping.name(key.getValue()) + " is given twice");
        }
        mapping.lines.put(key.getValue(), lineOf(key));
      } else {
        problems.add(lineOf(tuple.getKeyNode()), "a key must be a word");
      }
    }
    return mapping;
  }

  public boolean has(String key) {
    Node node = values.get(key);
    return node != null && !isNull(node);
  }

  /** Whether keys and values stand under {@code key}. */
  public boolean isMapping(String key) {
    return values.get(key) instanceof MappingNode;
  }

  public Set<String> keys() {
    return values.keySet();
  }

  /** The line on which {@code key} stands, or the mapping's own when it does not. */
  public int line(String key) {
    return lines.getOrDefault(key, line);
  }

  /** Notes a problem with the value of {@code key}. */
  public void problem(String key, String message) {
    problems.add(line(key), name(key) + " " + message);
  }

  public String text(String key) {
    if (!has(key)) {
      read.add(key);
      problems.add(line, name(key) + " is missing");
      return "";
    }
    return text(key, "");
  }

  public String text(String key, String otherwise) {
    read.add(key);
    if (!has(key)) {
      return otherwise;
    }
    if (values.get(key) instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problem(key, "must be text");
    return otherwise;
  }

  public int integer(String key, int otherwise, int least, int most) {
    String text = text(key, Integer.toString(otherwise));
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The problem below says what is expected, for a word and for a number out of range alike.
    }
    problem(key, "must be a whole number from " + least + " to " + most + ", not '" + text + "'");
    return otherwise;
  }

  public BigDecimal decimal(String key, BigDecimal otherwise, BigDecimal least, BigDecimal most) {
    String text = text(key, otherwise.toPlainString());
    try {
      BigDecimal value = new BigDecimal(text.strip());
      if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // As in integer().
    }
    problem(
        key,
        "must be a number from "
            + least.toPlainString()
            + " to "
            + most.toPlainString()
            + ", not '"
            + text
            + "'");
    return otherwise;
  }

  public boolean flag(String key, boolean otherwise) {
    String text = text(key, Boolean.toString(otherwise));
    if (!text.equals("true") && !text.equals("false")) {
      problem(key, "must be true or false, not '" + text + "'");
      return otherwise;
    }
    return text.equals("true");
  }

  /** A value of an enum, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    String text = text(key, written(otherwise));
    return constant(key, type, text).orElse(otherwise);
  }

  public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    return texts(key).stream().flatMap(text -> constant(key, type, text).stream()).toList();
  }

  private <E extends Enum<E>> Optional<E> constant(String key, Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(text)) {
        return Optional.of(constant);
      }
    }
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      known.add(written(constant));
    }
    problem(key, "must be one of " + String.join(", ", known) + ", not '" + text + "'");
    return Optional.empty();
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A list of words; one word alone is a list of one. */
  public List<String> texts(String key) {
    read.add(key);
    if (!has(key)) {
      return List.of();
    }
    Node node = values.get(key);
    if (node instanceof ScalarNode scalar) {
      return List.of(scalar.getValue());
    }
    List<String> texts = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        if (item instanceof ScalarNode scalar) {
          texts.add(scalar.getValue());
        } else {
          problems.add(lineOf(item), "an item of " + name(key) + " must be text");
        }
      }
    } else {
      problem(key, "must be a list");
    }
    return texts;
  }

  /** The mapping under {@code key}; empty when it is absent. */
  public YamlMapping mapping(String key) {
    read.add(key);
    if (has(key)) {
      if (values.get(key) instanceof MappingNode node) {
        return of(name(key), node, problems);
      }
      problem(key, "must hold keys and values");
    }
    return new YamlMapping(name(key), line(key), problems);
  }

  /** The mappings of the list under {@code key}. */
  public List<YamlMapping> mappings(String key) {
    read.add(key);
    List<YamlMapping> mappings = new ArrayList<>();
    if (has(key)) {
      if (values.get(key) instanceof SequenceNode sequence) {
        for (Node item : sequence.getValue()) {
          if (item instanceof MappingNode node) {
            mappings.add(of(name(key) + "[" + mappings.size() + "]", node, problems));
          } else {
            problems.add(lineOf(item), "an item of " + name(key) + " must hold keys and values");
          }
        }
      } else {
        problem(key, "must be a list");
      }
    }
    return mappings;
  }

  /** Notes each key that was not read, with the known ones. */
  public void rejectUnknownKeys() {
    for (String key : values.keySet()) {
      if (!read.contains(key)) {
        problem(
            key,
            "is not known here; known are " + String.join(", ", read.stream().sorted().toList()));
      }
    }
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
