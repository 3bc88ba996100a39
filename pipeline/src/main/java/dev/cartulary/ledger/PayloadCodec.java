package dev.cartulary.ledger;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.cartulary.completion.Constraint;
import dev.cartulary.field.FieldValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Records as bytes for the ledger's payload columns: a version byte, then JSON, deflated where it
 * is long. A list that the JSON lacks is empty, so that records can gain lists.
 *
 * <p>Payloads hold document text; {@link Payloads} encrypts them.
 */
final class PayloadCodec {
  static final byte VERSION = 1;

  /** JSON like {@link #VERSION}, deflated; 2 are sealed payloads. */
  private static final byte DEFLATED = 3;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .withConfigOverride(
              List.class,
              override -> override.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .addMixIn(FieldValue.class, ByMinimalClass.class)
          .addMixIn(Constraint.class, ByMinimalClass.class)
          .build();

  /** Names the case of a sealed interface, relative to the interface's package. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS, property = "kind")
  private interface ByMinimalClass {}

  private PayloadCodec() {}

  static byte[] encode(Object record) {
    try {
      byte[] json = JSON.writeValueAsBytes(record);
      byte[] payload = new byte[json.length + 1];
      payload[0] = VERSION;
      System.arraycopy(json, 0, payload, 1, json.length);
      return payload;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a " + record.getClass().getSimpleName() + " cannot be written");
    }
  }

  /** The same in a fraction of the bytes, for records with long texts. */
  static byte[] encodeDeflated(Object record) {
    byte[] plain = encode(record);
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      ByteArrayOutputStream payload = new ByteArrayOutputStream(plain.length / 3);
      payload.write(DEFLATED);
      DeflaterOutputStream out = new DeflaterOutputStream(payload, deflater);
      out.write(plain, 1, plain.length - 1);
      out.finish();
      return payload.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory refused bytes", e);
    } finally {
      deflater.end();
    }
  }

  static <T> T decode(byte[] payload, Class<T> type) {
    if (payload.length == 0 || (payload[0] != VERSION && payload[0] != DEFLATED)) {
      throw new LedgerException(
          "the ledger holds a "
              + type.getSimpleName()
              + " that this version of Cartulary cannot read; install the version that wrote it");
    }
    InputStream json = new ByteArrayInputStream(payload, 1, payload.length - 1);
    Inflater inflater = new Inflater(true);
    try {
      return JSON.readValue(
          payload[0] == DEFLATED ? new InflaterInputStream(json, inflater) : json, type);
    } catch (IOException e) {
      // Without the cause: its message quotes the payload.
      throw new LedgerException(
          "the ledger holds a damaged "
              + type.getSimpleName()
              + "; restore the ledger from a backup or name another one");
    } finally {
      inflater.end();
    }
  }
}
