package dev.cartulary.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.access.OwnerOnly;
import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.Route;
import dev.cartulary.outcome.Failure;
import dev.cartulary.parquet.DeliveredDocument;
import dev.cartulary.parquet.DeliveredRun;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Arrays of JSON objects, one object a line; {@code docs/export.schema.json} describes them. */
final class JsonFiles {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonFiles() {}

  /** Gives objects in their order. */
  @FunctionalInterface
  private interface Objects {
    void give(Consumer<ObjectNode> to);
  }

  static void documents(DeliveredRun run, Path file) throws IOException {
    write(file, to -> run.documents(document -> to.accept(document(document))));
  }

  static void failures(DeliveredRun run, Path file) throws IOException {
    write(file, to -> run.failures(failure -> to.accept(failure(failure))));
  }

  private static void write(Path file, Objects objects) throws IOException {
    try (Writer out =
        new BufferedWriter(
            Channels.newWriter(
                OwnerOnly.file(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                StandardCharsets.UTF_8))) {
      Lines lines = new Lines(out);
      objects.give(lines::add);
      lines.end();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** An array, an element a line. */
  private static final class Lines {
    private final Writer out;
    private String before = "[\n";

    Lines(Writer out) {
      this.out = out;
    }

    void add(ObjectNode object) {
      try {
        out.write(before + MAPPER.writeValueAsString(object));
        before = ",\n";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void end() throws IOException {
      out.write(before.startsWith("[") ? "[]\n" : "\n]\n");
    }
  }

  private static ObjectNode document(DeliveredDocument document) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("document_id", document.id().sha256());
    json.put("path", document.path());
    json.put("parent_id", id(document.parent()));
    json.put("media_type", document.mediaType());
    json.put("document_type", document.type());
    json.put("pages", document.pages());
    json.put("characters", document.characters());
    json.put("model", document.model());
    json.put("run", document.run());
    json.put("finished_at", document.finishedAt().toString());
    json.putObject("summary")
        .put("kind", written(document.summary().kind()))
        .put("text", document.summary().text());
    ObjectNode fields = json.putObject("fields");
    for (Field field : document.fields()) {
      ArrayNode values = fields.withArray(field.name());
      if (field.status() != FieldStatus.ABSENT) {
        value(values.addObject(), field);
      }
    }
    return json;
  }

  private static void value(ObjectNode json, Field field) {
    json.put("value", field.value());
    json.put("normalized", field.normalized().canonical());
    json.put("kind", kind(field.normalized()));
    json.put("status", written(field.status()));
    json.put("probability", field.probability());
    json.put("origin", written(field.origin()));
    Route route = field.route();
    if (route != null) {
      json.put("route", written(route));
    }
    CharSpan span = field.span();
    if (span == null) {
      json.putNull("evidence");
      return;
    }
    ObjectNode evidence = json.putObject("evidence");
    evidence.put("page", field.page());
    evidence.put("start", span.start());
    evidence.put("end", span.end());
    ArrayNode boxes = evidence.putArray("boxes");
    for (Box box : field.boxes()) {
      boxes
          .addObject()
          .put("page", box.page())
          .put("x", box.x())
          .put("y", box.y())
          .put("width", box.width())
          .put("height", box.height());
    }
  }

  private static String kind(FieldValue value) {
    return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode failure(Failure failure) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("document_id", id(failure.id()));
    json.put("path", failure.path());
    json.put("parent_id", id(failure.parent()));
    json.put("reason", written(failure.reason()));
    json.put("stage", written(failure.stage()));
    json.put("message", failure.message());
    json.put("remedy", failure.reason().remedy());
    json.put("retryable", failure.reason().retryable());
    json.put("attempts", failure.attempts());
    return json;
  }

  private static @Nullable String id(@Nullable DocumentId id) {
    return id == null ? null : id.sha256();
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
