package dev.cartulary.sheet;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.Failure;
import dev.cartulary.parquet.DeliveredDocument;
import dev.cartulary.parquet.DeliveredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sheets of a run: its documents with a column a field, its values, its failures. */
public final class Sheets {
  private static final int PATH = 44;
  private static final int ID = 20;

  private Sheets() {}

  /** Where a document has a page. */
  @FunctionalInterface
  public interface Pages {
    /** No document has one. */
    Pages NONE = path -> null;

    /** Its address, relative to the file of the sheets; null where there is none. */
    @Nullable String of(String path);
  }

  /** The sheets, whose rows lead to the pages of their documents. */
  public static List<Sheet> of(DeliveredRun run, Pages pages) {
    return List.of(documents(run, pages), values(run, pages), failures(run));
  }

  private static Sheet documents(DeliveredRun run, Pages pages) {
    List<String> fields = run.fieldNames();
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("path", PATH));
    columns.add(new Column("to_review", 24));
    fields.forEach(name -> columns.add(new Column(name, 24)));
    columns.add(new Column("summary", 60));
    columns.add(new Column("pages", 8));
    columns.add(new Column("media_type", 20));
    columns.add(new Column("document_type", 16));
    columns.add(new Column("document_id", ID));
    return new Sheet(
        "documents",
        columns,
        1,
        to -> run.documents(document -> to.accept(document(document, fields, pages))));
  }

  private static Cell path(DeliveredDocument document, Pages pages, String place) {
    Cell path = new Cell.Words(document.path());
    String page = pages.of(document.path());
    return page == null ? path : new Cell.Linked(path, page + place);
  }

  private static List<Cell> document(DeliveredDocument document, List<String> fields, Pages pages) {
    List<Cell> cells = new ArrayList<>();
    cells.add(path(document, pages, ""));
    cells.add(
        new Cell.Words(
            document.fields().stream()
                .filter(Sheets::isToReview)
                .map(Field::name)
                .distinct()
                .collect(Collectors.joining("; "))));
    fields.forEach(name -> cells.add(field(name, document.fields())));
    cells.add(new Cell.Words(document.summary().text()));
    cells.add(Cell.of(document.pages()));
    cells.add(new Cell.Words(document.mediaType()));
    cells.add(new Cell.Words(document.type()));
    cells.add(new Cell.Words(document.id().sha256()));
    return cells;
  }

  private static boolean isToReview(Field field) {
    return field.status() == FieldStatus.NEEDS_REVIEW;
  }

  /** All values of one field that have evidence; a lone one keeps its type. */
  private static Cell field(String name, List<Field> all) {
    List<Field> values =
        all.stream().filter(field -> field.name().equals(name) && field.span() != null).toList();
    Cell cell =
        values.size() == 1
            ? value(values.get(0))
            : new Cell.Words(
                values.stream().map(each -> value(each).plain()).collect(Collectors.joining("; ")));
    return values.stream().anyMatch(Sheets::isToReview) ? new Cell.Marked(cell) : cell;
  }

  /** Of a yes or no the words that say so, which tell more. */
  private static Cell value(Field field) {
    return field.normalized() instanceof FieldValue.Flag
        ? new Cell.Words(field.value().strip().replaceAll("\\s+", " "))
        : Cell.of(field.normalized());
  }

  private static Sheet values(DeliveredRun run, Pages pages) {
    return new Sheet(
        "values",
        List.of(
            new Column("path", PATH),
            new Column("field", 24),
            new Column("value", 50),
            new Column("normalized", 30),
            new Column("status", 14),
            new Column("probability", 12),
            new Column("page", 8),
            new Column("date", 12),
            new Column("number", 16),
            new Column("currency", 10),
            new Column("start", 10),
            new Column("end", 10),
            new Column("origin", 12),
            new Column("document_id", ID)),
        2,
        to -> run.documents(document -> values(document, pages, to)));
  }

  private static void values(DeliveredDocument document, Pages pages, Consumer<List<Cell>> to) {
    for (int i = 0; i < document.fields().size(); i++) {
      Field field = document.fields().get(i);
      Cell status = new Cell.Words(written(field.status()));
      List<Cell> row = new ArrayList<>();
      row.add(path(document, pages, "#f-" + i));
      row.add(new Cell.Words(field.name()));
      row.add(new Cell.Words(field.value()));
      row.add(new Cell.Words(field.normalized().canonical()));
      row.add(isToReview(field) ? new Cell.Marked(status) : status);
      row.add(Cell.probability(field.probability()));
      row.add(field.page() == 0 ? Cell.BLANK : Cell.of(field.page()));
      row.addAll(typed(field.normalized()));
      row.addAll(span(field));
      row.add(new Cell.Words(written(field.origin())));
      row.add(new Cell.Words(document.id().sha256()));
      to.accept(row);
    }
  }

  /** Date, number and currency. */
  private static List<Cell> typed(FieldValue value) {
    Cell cell = Cell.of(value);
    if (cell instanceof Cell.Day) {
      return List.of(cell, Cell.BLANK, Cell.BLANK);
    }
    if (cell instanceof Cell.Money money) {
      return List.of(Cell.BLANK, new Cell.Figure(money.amount()), new Cell.Words(money.currency()));
    }
    return cell instanceof Cell.Figure
        ? List.of(Cell.BLANK, cell, Cell.BLANK)
        : List.of(Cell.BLANK, Cell.BLANK, Cell.BLANK);
  }

  private static List<Cell> span(Field field) {
    CharSpan span = field.span();
    return span == null
        ? List.of(Cell.BLANK, Cell.BLANK)
        : List.of(Cell.of(span.start()), Cell.of(span.end()));
  }

  private static Sheet failures(DeliveredRun run) {
    return new Sheet(
        "failures",
        List.of(
            new Column("path", PATH),
            new Column("reason", 18),
            new Column("stage", 12),
            new Column("message", 60),
            new Column("remedy", 60),
            new Column("attempts", 10),
            new Column("document_id", ID)),
        1,
        to -> run.failures(failure -> to.accept(failure(failure))));
  }

  private static List<Cell> failure(Failure failure) {
    return List.of(
        new Cell.Words(failure.path()),
        new Cell.Words(written(failure.reason())),
        new Cell.Words(written(failure.stage())),
        new Cell.Words(failure.message()),
        new Cell.Words(failure.reason().remedy()),
        Cell.of(failure.attempts()),
        failure.id() == null ? Cell.BLANK : new Cell.Words(failure.id().sha256()));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
