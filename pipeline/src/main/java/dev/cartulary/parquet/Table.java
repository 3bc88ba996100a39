package dev.cartulary.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * One of the four tables of a run, or the table of an evaluation; its columns are defined and
 * explained in the resource {@code dev/cartulary/parquet/NAME.avsc}. Serialises by name.
 *
 * @param <R> what a row is made of
 */
public final class Table<R extends Serializable> implements Serializable {
  /** One row for each file that came to a record. */
  public static final Table<DocumentRow> DOCUMENTS = new Table<>("documents", Rows::document);

  /** One row for each value of a field. */
  public static final Table<FieldRow> FIELDS = new Table<>("fields", Rows::field);

  /** One row for each file that came to no record. */
  public static final Table<FailureRow> FAILURES = new Table<>("failures", Rows::failure);

  /** One row for each amount of a document. */
  public static final Table<CostRow> COSTS = new Table<>("costs", Rows::cost);

  /** One row for each figure of an evaluation; no table of a run. */
  public static final Table<FigureRow> FIGURES = new Table<>("figures", Rows::figure);

  /** The tables of a run. */
  public static final List<Table<?>> ALL = List.of(DOCUMENTS, FIELDS, FAILURES, COSTS);

  private final String name;
  private final transient Schema schema;
  private final transient BiFunction<Schema, R, GenericRecord> mapping;

  private Table(String name, BiFunction<Schema, R, GenericRecord> mapping) {
    this.name = name;
    this.schema = schema(name);
    this.mapping = mapping;
  }

  public String name() {
    return name;
  }

  /**
   * The name of one of the table's files, the same in every run: {@code
   * documents-00000-of-00004.parquet}.
   *
   * @param shard counted from 0
   */
  public String fileName(int shard, int shards) {
    if (shard < 0 || shard >= shards) {
      throw new IllegalArgumentException("no shard " + shard + " of " + shards);
    }
    return String.format(Locale.ROOT, "%s-%05d-of-%05d.parquet", name, shard, shards);
  }

  /** Whether {@link #fileName} can have made {@code fileName}. */
  boolean owns(String fileName) {
    return fileName.matches(name + "-\\d{5}-of-\\d{5}\\.parquet");
  }

  Schema schema() {
    return schema;
  }

  GenericRecord record(R row) {
    return mapping.apply(schema, row);
  }

  private Object readResolve() {
    return Stream.concat(ALL.stream(), Stream.of(FIGURES))
        .filter(table -> table.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Schema schema(String name) {
    try (InputStream in = Table.class.getResourceAsStream(name + ".avsc")) {
      if (in == null) {
        throw new IllegalStateException("the definition of the table " + name + " is missing");
      }
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
