package dev.cartulary.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Character sets as MSH-18 names them (HL7 table 0211). */
final class Charsets {
  private static final Charset LAST = Charset.forName("windows-1252");

  private static final Map<String, String> NAMES =
      Map.of(
          "UNICODE", "UTF-8",
          "UNICODE UTF-8", "UTF-8",
          "UNICODE UTF-16", "UTF-16",
          "ISO IR14", "JIS_X0201",
          "ISO IR87", "ISO-2022-JP",
          "ISO IR159", "ISO-2022-JP",
          "GB 18030-2000", "GB18030",
          "KS X 1001", "EUC-KR",
          "CNS 11643-1992", "EUC-TW",
          "BIG-5", "Big5");

  private Charsets() {}

  /**
   * The text of {@code bytes} in the set that was named if they are text in it, in UTF-8 if they
   * are that, else in Windows-1252. A name that says ASCII says nothing about the other bytes.
   */
  static String decode(byte[] bytes, String named) {
    return known(named)
        .flatMap(charset -> strictly(bytes, charset))
        .or(() -> strictly(bytes, StandardCharsets.UTF_8))
        .orElseGet(() -> new String(bytes, LAST));
  }

  private static Optional<String> strictly(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<Charset> known(String named) {
    String key = named.strip().toUpperCase(Locale.ROOT);
    String name = key.startsWith("8859/") ? "ISO-8859-" + key.substring("8859/".length()) : key;
    try {
      return name.isEmpty()
          ? Optional.empty()
          : Optional.of(Charset.forName(NAMES.getOrDefault(name, name)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
