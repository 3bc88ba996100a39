package dev.cartulary.hl7;

import dev.cartulary.clinical.Words;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A file within an observation, of the data type ED: a report as PDF, a scan, a text. */
record Enclosure(Value value) {
  private static final Set<String> PLAIN = Set.of("plain", "text", "txt");

  /** What HL7 tables 0191 and 0834 call the kinds of data that are also those of media types. */
  private static final Set<String> KINDS = Set.of("application", "image", "text");

  private static final Set<String> PICTURES =
      Set.of("jpeg", "jpg", "png", "gif", "tiff", "tif", "bmp");

  private static final Set<String> MARKED_UP = Set.of("html", "xml");

  /** Its text if it is plain; of any other its kind. */
  String text() {
    Optional<byte[]> bytes = bytes();
    if (isPlain()) {
      return isEncoded()
          ? bytes
              .map(plain -> new String(plain, StandardCharsets.UTF_8).strip())
              .orElse(kind(", damaged"))
          : data();
    }
    if (!isEncoded()) {
      return data();
    }
    return bytes
        .map(file -> kind(", " + file.length + " bytes, a document of its own"))
        .orElse(kind(", damaged"));
  }

  private String kind(String more) {
    return "[attachment of type "
        + Words.join("/", List.of(value.part(2), value.part(3)))
        + more
        + "]";
  }

  /** The bytes of what only a parser can read. */
  Optional<byte[]> file() {
    return isPlain() || !isEncoded() ? Optional.empty() : bytes();
  }

  /** As the sender means it; HL7 has words of its own for these. */
  String mediaType() {
    String type = value.part(2).toLowerCase(Locale.ROOT);
    String subtype = value.part(3).toLowerCase(Locale.ROOT);
    if (!KINDS.contains(type)) {
      type =
          PICTURES.contains(subtype)
              ? "image"
              : MARKED_UP.contains(subtype) ? "text" : "application";
    }
    return type + "/" + subtype;
  }

  private boolean isPlain() {
    return PLAIN.contains(value.part(3).toLowerCase(Locale.ROOT))
        || (value.part(3).isEmpty() && value.part(2).equalsIgnoreCase("text"));
  }

  /** Whether its data are other than the characters that it shows. */
  private boolean isEncoded() {
    return value.part(4).equalsIgnoreCase("base64")
        || value.part(4).equalsIgnoreCase("hex")
        || !(isPlain() || value.part(4).equalsIgnoreCase("A"));
  }

  private String data() {
    return value.part(5);
  }

  /** The data decoded; none if they cannot be. */
  private Optional<byte[]> bytes() {
    try {
      byte[] bytes =
          value.part(4).equalsIgnoreCase("hex")
              ? HexFormat.of().parseHex(data())
              : Base64.getMimeDecoder().decode(data());
      return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
