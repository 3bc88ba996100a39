package dev.cartulary.explain;

import dev.cartulary.field.Field;
import dev.cartulary.parquet.DeliveredDocument;
import dev.cartulary.parquet.DeliveredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The values that somebody means.
 *
 * @param values of one field, at least one; the statement that there is none counts
 */
public record Chosen(DeliveredDocument document, List<Field> values) {
  private static final int MOST_NAMED = 12;
  private static final int LEAST_DIGITS = 4;

  public Chosen {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was chosen");
    }
  }

  /**
   * Finds them.
   *
   * @param document a path, the end of one, or the beginning of an id; a path that is all of it is
   *     meant before others
   * @param field a field's name, or the beginning of one
   * @throws ExplanationException if it could be none or several
   */
  public static Chosen in(DeliveredRun run, String document, String field) {
    List<DeliveredDocument> whole = new ArrayList<>();
    List<DeliveredDocument> part = new ArrayList<>();
    List<String> others = new ArrayList<>();
    run.documents(
        each -> {
          if (each.path().equals(document)) {
            whole.add(each);
          } else if (each.path().endsWith(document) || isBeginning(document, each)) {
            // Only so many are named; of one more nothing but that it is there is needed.
            if (part.size() <= MOST_NAMED) {
              part.add(each);
            }
          } else if (others.size() <= MOST_NAMED) {
            others.add(each.path());
          }
        });
    DeliveredDocument found = one(document, whole.isEmpty() ? part : whole, others, run);
    return new Chosen(found, values(found, field));
  }

  private static boolean isBeginning(String text, DeliveredDocument document) {
    return text.length() >= LEAST_DIGITS
        && document.id().sha256().startsWith(text.toLowerCase(Locale.ROOT));
  }

  private static DeliveredDocument one(
      String said, List<DeliveredDocument> found, List<String> others, DeliveredRun run) {
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new ExplanationException(
          run.folder() + " has no document " + said + "; it has " + listed(others));
    }
    throw new ExplanationException(
        said
            + " could be "
            + listed(
                found.stream().map(each -> each.path() + " (" + each.id().brief() + ")").toList())
            + "; write more of it");
  }

  private static List<Field> values(DeliveredDocument document, String said) {
    List<String> names = document.fields().stream().map(Field::name).distinct().toList();
    List<String> meant =
        names.contains(said)
            ? List.of(said)
            : names.stream().filter(name -> name.startsWith(said)).toList();
    if (meant.size() != 1) {
      throw new ExplanationException(
          document.path()
              + (meant.isEmpty()
                  ? " has no field " + said + "; it has " + String.join(", ", names)
                  : ": " + said + " could be " + String.join(", ", meant) + "; write more of it"));
    }
    return document.fields().stream().filter(each -> each.name().equals(meant.get(0))).toList();
  }

  /** Those of the same field. */
  public List<Field> in(List<Field> fields) {
    return fields.stream().filter(each -> each.name().equals(values.get(0).name())).toList();
  }

  private static String listed(List<String> names) {
    return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMED ? " and others" : "");
  }
}
