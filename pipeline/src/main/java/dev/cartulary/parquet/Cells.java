package dev.cartulary.parquet;

import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.Route;
import dev.cartulary.keys.SealedText;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/** The product's records out of rows; the way back from {@link Rows}. */
final class Cells {
  private Cells() {}

  /** Whether the row has a value in a column; older tables lack some columns. */
  static boolean has(Group row, String column) {
    return row.getType().containsField(column) && row.getFieldRepetitionCount(column) > 0;
  }

  static String text(Group row, String column) {
    return row.getString(column, 0);
  }

  static @Nullable DocumentId id(Group row, String column) {
    return has(row, column) ? new DocumentId(text(row, column)) : null;
  }

  static <E extends Enum<E>> E constant(Class<E> type, String written) {
    return Enum.valueOf(type, written.toUpperCase(Locale.ROOT));
  }

  /**
   * A row of {@link Table#FIELDS}, opened where its value is sealed.
   *
   * @param tables the folder, for messages
   */
  static Field field(Group row, @Nullable TableCipher cipher, Path tables) {
    String name = text(row, "name");
    String value = text(row, "value");
    Group normalized = row.getGroup("normalized", 0);
    String canonical = text(normalized, "canonical");
    if (SealedText.isSealed(value)) {
      if (cipher == null) {
        throw new OutputException(
            tables
                + " has values that are encrypted one by one; name their keys under encryption in"
                + " the job file, as the job that wrote them did");
      }
      String document = text(row, "document_id");
      value = cipher.opened(value, document, name, "value");
      canonical = cipher.opened(canonical, document, name, "canonical");
    }
    boolean grounded = has(row, "span");
    return new Field(
            name,
            value,
            value(text(normalized, "kind"), canonical),
            grounded ? span(row.getGroup("span", 0)) : null,
            grounded ? row.getInteger("page", 0) : 0,
            row.getDouble("probability", 0),
            constant(FieldStatus.class, text(row, "status")),
            boxes(row),
            basis(row))
        .routed(has(row, "route") ? constant(Route.class, text(row, "route")) : null);
  }

  /** The canonical form is exact; the typed columns beside it are for queries. */
  private static FieldValue value(String kind, String canonical) {
    return switch (kind) {
      case "date" -> new FieldValue.Date(LocalDate.parse(canonical));
      case "amount" -> {
        int blank = canonical.indexOf(' ');
        yield new FieldValue.Amount(
            new BigDecimal(canonical.substring(0, blank)), canonical.substring(blank + 1));
      }
      case "quantity" -> new FieldValue.Quantity(new BigDecimal(canonical));
      case "flag" -> new FieldValue.Flag(Boolean.parseBoolean(canonical));
      default -> new FieldValue.Text(canonical);
    };
  }

  private static CharSpan span(Group span) {
    return new CharSpan(span.getInteger("start", 0), span.getInteger("end", 0));
  }

  private static List<Box> boxes(Group row) {
    return elements(row, "boxes").stream()
        .map(
            box ->
                new Box(
                    box.getInteger("page", 0),
                    box.getInteger("x", 0),
                    box.getInteger("y", 0),
                    box.getInteger("width", 0),
                    box.getInteger("height", 0)))
        .toList();
  }

  private static List<CharSpan> basis(Group row) {
    return elements(row, "derived_from").stream().map(Cells::span).toList();
  }

  /** The elements of a list of groups, in Parquet's three levels. */
  private static List<Group> elements(Group row, String column) {
    List<Group> elements = new ArrayList<>();
    if (has(row, column)) {
      Group list = row.getGroup(column, 0);
      for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
        elements.add(list.getGroup(0, i).getGroup(0, 0));
      }
    }
    return elements;
  }

  /** A row of {@link Table#FAILURES}. */
  static Failure failure(Group row) {
    return new Failure(
        id(row, "document_id"),
        text(row, "path"),
        id(row, "parent_id"),
        constant(Stage.class, text(row, "stage")),
        constant(FailureReason.class, text(row, "reason")),
        text(row, "message"),
        has(row, "attempts") ? row.getInteger("attempts", 0) : 0);
  }
}
