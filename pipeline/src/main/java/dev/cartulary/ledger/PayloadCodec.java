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
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Records as bytes for the ledger's payload columns: a version byte, then JSON. A list that the
 * JSON lacks is empty, so that records can gain lists.
 *
 * <p>Payloads hold document text; {@link Payloads} encrypts them.
 */
final class PayloadCodec {
  static final byte VERSION = 1;

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

  static <T> T decode(byte[] payload, Class<T> type) {
    if (payload.length == 0 || payload[0] != VERSION) {
      throw new LedgerException(
          "the ledger holds a "
              + type.getSimpleName()
              + " that this version of Cartulary cannot read; install the version that wrote it");
    }
    try {
      return JSON.readValue(Arrays.copyOfRange(payload, 1, payload.length), type);
    } catch (IOException e) {
      // Without the cause: its message quotes the payload.
      throw new LedgerException(
          "the ledger holds a damaged "
              + type.getSimpleName()
              + "; restore the ledger from a backup or name another one");
    }
  }
}
