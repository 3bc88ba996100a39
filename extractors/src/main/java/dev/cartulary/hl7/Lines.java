package dev.cartulary.hl7;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file of HL7, ended by CR, LF or both. Marks of the transport (MLLP's 0x0B before a
 * message and 0x1C after it), byte order marks and blanks around a line are no part of it.
 */
final class Lines {
  private static final int OPENING = 0x0b;
  private static final int CLOSING = 0x1c;

  /** UTF-8's byte order mark, a character for each byte. */
  private static final String MARK = "\u00ef\u00bb\u00bf";

  private final PushbackInputStream in;
  private final boolean transcoded;
  private boolean opened;

  /** Lines of {@code bytes}; UTF-16, which has a mark at its beginning, becomes UTF-8. */
  Lines(InputStream bytes) throws IOException {
    PushbackInputStream marked = new PushbackInputStream(bytes, 2);
    byte[] mark = marked.readNBytes(2);
    marked.unread(mark);
    transcoded = isUtf16(mark);
    in =
        transcoded
            ? new PushbackInputStream(
                new ByteArrayInputStream(
                    new String(marked.readAllBytes(), StandardCharsets.UTF_16)
                        .getBytes(StandardCharsets.UTF_8)))
            : marked;
  }

  static boolean isUtf16(byte[] head) {
    return head.length > 1
        && ((head[0] == (byte) 0xff && head[1] == (byte) 0xfe)
            || (head[0] == (byte) 0xfe && head[1] == (byte) 0xff));
  }

  /** Whether the lines are UTF-8, whatever they say themselves. */
  boolean transcoded() {
    return transcoded;
  }

  /** Whether a message was opened by the transport and not closed. */
  boolean opened() {
    return opened;
  }

  /** The next line that is not blank; null at the end. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\r' || b == '\n' || b == CLOSING) {
        opened &= b != CLOSING;
        if (line.size() > 0) {
          return withoutMark(line.toByteArray());
        }
      } else if (b == OPENING && line.size() == 0) {
        opened = true;
      } else if (line.size() > 0 || !isBlank(b)) {
        line.write(b);
      }
    }
    return line.size() > 0 ? withoutMark(line.toByteArray()) : null;
  }

  /** Where the first segment of {@code head} begins. */
  static int start(String head) {
    int at = 0;
    while (at < head.length()) {
      if (head.charAt(at) == OPENING || isBlank(head.charAt(at))) {
        at++;
      } else if (head.startsWith(MARK, at)) {
        at += MARK.length();
      } else {
        break;
      }
    }
    return at;
  }

  private static byte[] withoutMark(byte[] line) {
    boolean marked =
        new String(line, 0, Math.min(MARK.length(), line.length), StandardCharsets.ISO_8859_1)
            .equals(MARK);
    return marked ? Arrays.copyOfRange(line, MARK.length(), line.length) : line;
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
