package dev.cartulary.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * A wrapped key as the key metadata of a Parquet file: the JSON that the key tools of Parquet,
 * Arrow and Spark call PKMT1, so that they read the files with a client for where the master keys
 * are.
 */
public final class KeyMaterial {
  private static final String TYPE = "PKMT1";
  private static final JsonMapper JSON = new JsonMapper();

  private KeyMaterial() {}

  /** The key metadata of a footer, or else of a column. */
  public static byte[] write(WrappedKey key, boolean footer) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("keyMaterialType", TYPE)
            .put("internalStorage", true)
            .put("isFooterKey", footer);
    if (footer) {
      json.put("kmsInstanceID", "DEFAULT").put("kmsInstanceURL", "DEFAULT");
    }
    json.put("masterKeyID", key.master())
        .put("wrappedDEK", key.text())
        .put("doubleWrapping", false);
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("key metadata cannot be written", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws KeyException if it is anything else
   */
  public static WrappedKey read(byte[] metadata) {
    try {
      JsonNode json = JSON.readTree(metadata);
      String type = json.path("keyMaterialType").asText();
      String master = json.path("masterKeyID").asText();
      String wrapped = json.path("wrappedDEK").asText();
      if (type.equals(TYPE) && !master.isEmpty() && !wrapped.isEmpty()) {
        return new WrappedKey(master, wrapped);
      }
    } catch (IOException e) {
      // Not JSON: as foreign as any other metadata.
    }
    throw new KeyException(
        "the key metadata is not of Cartulary; read the file with the program that wrote it");
  }
}
