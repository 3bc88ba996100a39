package dev.cartulary.types;

import dev.cartulary.yaml.YamlMapping;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The named pieces of which a document type's regular expressions are put together: {@code {end}}
 * in an expression stands for the piece named {@code end}, as one group.
 */
final class Pieces {
  private static final String NAME = "[a-z][a-z0-9-]*";

  /** Quantifiers begin with a digit, and what follows {@code \p} is a class of characters. */
  private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\[pP])\\{(" + NAME + ")\\}");

  private final Map<String, String> pieces = new HashMap<>();

  private Pieces() {}

  /** A piece may be made of those that stand before it. */
  static Pieces read(YamlMapping yaml) {
    Pieces read = new Pieces();
    for (String name : yaml.keys()) {
      if (!name.matches(NAME)) {
        yaml.problem(name, "must be named in lower-case letters, digits and -");
      }
      read.pieces.put(name, read.expand(yaml, name, yaml.text(name)));
    }
    return read;
  }

  /**
   * The expression with its pieces in place.
   *
   * @param key under which it stands in {@code yaml}, where an unknown piece is a problem
   */
  String expand(YamlMapping yaml, String key, String regex) {
    StringBuilder expanded = new StringBuilder();
    Matcher reference = REFERENCE.matcher(regex);
    while (reference.find()) {
      String piece = pieces.get(reference.group(1));
      if (piece == null) {
        yaml.problem(
            key, "names the piece {" + reference.group(1) + "}, which is not among the pieces");
      }
      reference.appendReplacement(
          expanded, Matcher.quoteReplacement("(?:" + (piece == null ? "" : piece) + ")"));
    }
    return reference.appendTail(expanded).toString();
  }
}
