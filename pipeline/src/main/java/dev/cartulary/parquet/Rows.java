package dev.cartulary.parquet;

import dev.cartulary.cost.CostLine;
import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.Route;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.Summary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The way from a row to the columns of its table. */
final class Rows {
  /** Decimal places of {@code Money} columns: a millionth of a millionth of the currency. */
  private static final int MONEY_SCALE = 12;

  /** Decimal places and digits of {@code Decimal} columns. */
  private static final int DECIMAL_SCALE = 9;

  private static final int DECIMAL_PRECISION = 38;

  private Rows() {}

  static GenericRecord document(Schema schema, DocumentRow row) {
    DocumentRecord document = row.document();
    GenericRecord to = new GenericData.Record(schema);
    to.put("run_id", row.run());
    to.put("document_id", document.file().id().sha256());
    to.put("path", document.file().path());
    to.put("parent_id", id(document.file().parent()));
    to.put("parts", document.parts().size());
    to.put("size_bytes", document.file().sizeBytes());
    to.put("media_type", document.mediaType());
    to.put("document_type", document.type());
    to.put("model", document.model());
    to.put("pages", document.pages());
    to.put("ocr_pages", document.ocrPages());
    to.put("ocr_confidence", document.ocrConfidence());
    to.put("pages_without_text", document.pagesWithoutText());
    to.put("characters", document.characters());
    to.put("chunks", document.chunks());
    to.put("summary", summary(schema.getField("summary").schema(), document.summary()));
    to.put("fields_found", count(document.fields(), FieldStatus.FOUND));
    to.put("fields_needs_review", count(document.fields(), FieldStatus.NEEDS_REVIEW));
    to.put("fields_ungrounded", count(document.fields(), FieldStatus.UNGROUNDED));
    to.put("fields_reviewed", count(document.fields(), FieldStatus.REVIEWED));
    GenericRecord tokens = new GenericData.Record(schema.getField("tokens").schema());
    tokens.put("prefix", document.usage().prefixTokens());
    tokens.put("question", document.usage().questionTokens());
    tokens.put("generated", document.usage().generatedTokens());
    to.put("tokens", tokens);
    to.put("finished_at", document.timings().finishedAt());
    to.put("extract_nanos", document.timings().extractNanos());
    to.put("model_nanos", document.timings().modelNanos());
    List<CostLine> local =
        row.costs().stream().filter(line -> line.kind() == CostLine.Kind.LOCAL).toList();
    if (!local.isEmpty()) {
      to.put(
          "local_cost",
          money(local.stream().map(CostLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add)));
      to.put("local_cost_currency", local.get(0).currency());
    }
    return to;
  }

  private static GenericRecord summary(Schema schema, Summary summary) {
    Schema spans = schema.getField("spans").schema();
    GenericRecord to = new GenericData.Record(schema);
    to.put("kind", written(summary.kind()));
    to.put("text", summary.text());
    to.put(
        "spans", summary.spans().stream().map(span -> span(spans.getElementType(), span)).toList());
    return to;
  }

  private static @Nullable String id(@Nullable DocumentId id) {
    return id == null ? null : id.sha256();
  }

  private static int count(List<Field> fields, FieldStatus status) {
    return (int) fields.stream().filter(field -> field.status() == status).count();
  }

  static GenericRecord field(Schema schema, FieldRow row) {
    Field field = row.field();
    CharSpan span = field.span();
    GenericRecord to = new GenericData.Record(schema);
    to.put("run_id", row.run());
    to.put("document_id", row.document().sha256());
    to.put("path", row.path());
    to.put("document_type", row.type());
    to.put("position", row.position());
    to.put("name", field.name());
    to.put("value", field.value());
    to.put("normalized", normalized(schema.getField("normalized").schema(), field.normalized()));
    if (span != null) {
      to.put("span", span(schema.getField("span").schema().getTypes().get(1), span));
      to.put("page", field.page());
    }
    Schema boxes = schema.getField("boxes").schema();
    to.put("boxes", field.boxes().stream().map(box -> box(boxes.getElementType(), box)).toList());
    to.put("probability", field.probability());
    to.put("status", written(field.status()));
    to.put("origin", written(field.origin()));
    Schema basis = schema.getField("derived_from").schema();
    to.put(
        "derived_from",
        field.basis().stream().map(from -> span(basis.getElementType(), from)).toList());
    Route route = field.route();
    to.put("route", route == null ? null : written(route));
    return to;
  }

  private static GenericRecord normalized(Schema schema, FieldValue value) {
    GenericRecord to = new GenericData.Record(schema);
    to.put("canonical", value.canonical());
    if (value instanceof FieldValue.Date date) {
      to.put("kind", "date");
      to.put("date", date.date());
    } else if (value instanceof FieldValue.Amount amount) {
      to.put("kind", "amount");
      to.put("amount", decimal(amount.amount()));
      to.put("currency", amount.currency());
    } else if (value instanceof FieldValue.Quantity quantity) {
      to.put("kind", "quantity");
      to.put("quantity", decimal(quantity.number()));
    } else if (value instanceof FieldValue.Flag flag) {
      to.put("kind", "flag");
      to.put("flag", flag.yes());
    } else if (value instanceof FieldValue.Text) {
      to.put("kind", "text");
    } else {
      throw new IllegalStateException("no column for " + value.getClass().getSimpleName());
    }
    return to;
  }

  static GenericRecord failure(Schema schema, FailureRow row) {
    Failure failure = row.failure();
    GenericRecord to = new GenericData.Record(schema);
    to.put("run_id", row.run());
    to.put("document_id", id(failure.id()));
    to.put("path", failure.path());
    to.put("parent_id", id(failure.parent()));
    to.put("stage", written(failure.stage()));
    to.put("reason", written(failure.reason()));
    to.put("message", failure.message());
    to.put("remedy", failure.reason().remedy());
    to.put("retryable", failure.reason().retryable());
    to.put("attempts", failure.attempts());
    return to;
  }

  static GenericRecord cost(Schema schema, CostRow row) {
    CostLine line = row.line();
    GenericRecord to = new GenericData.Record(schema);
    to.put("run_id", row.run());
    to.put("document_id", row.document().sha256());
    to.put("path", row.path());
    to.put("kind", written(line.kind()));
    to.put("provider", line.provider());
    to.put("item", line.item());
    to.put("quantity", money(line.quantity()));
    to.put("unit", line.unit());
    to.put("amount", money(line.amount()));
    to.put("currency", line.currency());
    to.put("estimated", line.estimated());
    to.put("priced_on", line.pricedOn());
    to.put("verified", line.verified());
    return to;
  }

  static GenericRecord figure(Schema schema, FigureRow row) {
    GenericRecord to = new GenericData.Record(schema);
    to.put("set", row.set());
    to.put("part", row.part());
    to.put("system", row.system());
    to.put("field", row.field());
    to.put("metric", row.metric());
    to.put("value", row.value());
    to.put("low", row.low());
    to.put("high", row.high());
    to.put("n", row.n());
    return to;
  }

  private static GenericRecord span(Schema schema, CharSpan span) {
    GenericRecord to = new GenericData.Record(schema);
    to.put("start", span.start());
    to.put("end", span.end());
    return to;
  }

  private static GenericRecord box(Schema schema, Box box) {
    GenericRecord to = new GenericData.Record(schema);
    to.put("page", box.page());
    to.put("x", box.x());
    to.put("y", box.y());
    to.put("width", box.width());
    to.put("height", box.height());
    return to;
  }

  private static BigDecimal money(BigDecimal amount) {
    return amount.setScale(MONEY_SCALE, RoundingMode.HALF_EVEN);
  }

  /** Null rather than rounded: a value out of a document is exact or absent. */
  private static @Nullable BigDecimal decimal(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    boolean fits =
        plain.scale() <= DECIMAL_SCALE
            && plain.precision() - plain.scale() <= DECIMAL_PRECISION - DECIMAL_SCALE;
    return fits ? plain.setScale(DECIMAL_SCALE) : null;
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
