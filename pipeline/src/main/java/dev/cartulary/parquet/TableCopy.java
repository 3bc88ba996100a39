package dev.cartulary.parquet;

import dev.cartulary.access.OwnerOnly;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Writes rows that were read out of a table into a file of the same table. */
final class TableCopy {
  private TableCopy() {}

  /**
   * Writes those rows of {@code from} that are {@code kept}, in their order; encrypted where {@code
   * from} is, and where the cipher encrypts.
   *
   * @throws OutputException if a row has a column that this program does not know
   */
  static <R extends Serializable> void write(
      Table<R> table, Path from, @Nullable TableCipher cipher, Predicate<Group> kept, Path to)
      throws IOException {
    String name = TableReader.run(from, cipher) + "/" + to.getFileName();
    TableCipher written =
        cipher != null && TableReader.isEncrypted(from) ? cipher.closed() : cipher;
    try (FileChannel file =
            OwnerOnly.file(to, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        TableWriter<R> writer = TableWriter.open(table, file, written, name)) {
      TableReader.read(
          from,
          cipher,
          row -> {
            if (kept.test(row)) {
              writer.copy(record(table.schema(), row));
            }
          });
    }
  }

  private static GenericRecord record(Schema schema, Group row) {
    for (Type column : row.getType().getFields()) {
      if (schema.getField(column.getName()) == null) {
        throw new OutputException(
            "the tables have a column "
                + column.getName()
                + ", which this version of Cartulary does not know; use the version that wrote"
                + " them, or newer");
      }
    }
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      boolean there = row.getType().containsField(field.name());
      int column = there ? row.getType().getFieldIndex(field.name()) : -1;
      if (there && row.getFieldRepetitionCount(column) > 0) {
        record.put(field.name(), value(field.schema(), row, column, 0));
      } else if (field.hasDefaultValue()) {
        record.put(field.name(), GenericData.get().getDefaultValue(field));
      }
    }
    return record;
  }

  private static Object value(Schema schema, Group row, int column, int index) {
    return switch (schema.getType()) {
      case UNION -> value(present(schema), row, column, index);
      case RECORD -> record(schema, row.getGroup(column, index));
      case ARRAY -> list(schema, row.getGroup(column, index));
      case FIXED -> new GenericData.Fixed(schema, row.getBinary(column, index).getBytes());
      case STRING -> row.getString(column, index);
      case INT -> row.getInteger(column, index);
      case LONG -> row.getLong(column, index);
      case DOUBLE -> row.getDouble(column, index);
      case BOOLEAN -> row.getBoolean(column, index);
      default -> throw new IllegalStateException("no table has a " + schema.getType());
    };
  }

  /** What a value is that is not null. */
  private static Schema present(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  /** Lists have three levels: the list, its entries, and of each the element. */
  private static List<Object> list(Schema schema, Group list) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      elements.add(value(schema.getElementType(), list.getGroup(0, i), 0, 0));
    }
    return elements;
  }
}
