package dev.cartulary.fhir;

import dev.cartulary.clinical.UnreadableRecordException;
import dev.cartulary.outcome.FailureReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The JSON objects of a file, one after the other, cut apart without understanding them. */
final class JsonObjects {
  private static final String KEY = "\"resourceType\"";
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private final Reader in;
  private int count;

  JsonObjects(InputStream utf8) {
    in = new BufferedReader(new InputStreamReader(utf8, StandardCharsets.UTF_8));
  }

  /** Objects so far. */
  int count() {
    return count;
  }

  /**
   * Whether the first object has a member {@code resourceType} that is a name; reads no further.
   */
  boolean beginsWithResource() throws IOException {
    if (skipBlanks() != '{') {
      return false;
    }
    int depth = 1;
    for (int c = in.read(); c >= 0 && depth > 0; c = in.read()) {
      if (c == '"') {
        // Only at depth 1 a string can be that member's name; a longer one needs no copy.
        StringBuilder string = new StringBuilder();
        readString(string, KEY.length());
        if (depth == 1 && string.toString().equals(KEY) && skipBlanks() == ':') {
          return skipBlanks() == '"' && Character.isUpperCase(in.read());
        }
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return false;
  }

  /** The next object; none at the end of the file. */
  Optional<String> next() throws IOException, UnreadableRecordException {
    int first = skipBlanks();
    if (first < 0) {
      return Optional.empty();
    }
    count++;
    if (first != '{') {
      throw broken("something else stands where a resource should begin");
    }
    StringBuilder json = new StringBuilder("{");
    int depth = 1;
    while (depth > 0) {
      int c = in.read();
      if (c == '"') {
        c = readString(json, Integer.MAX_VALUE);
      } else if (c >= 0) {
        json.append((char) c);
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
      if (c < 0) {
        throw broken("it ends within the resource, so it is cut off");
      }
    }
    return Optional.of(json.toString());
  }

  /** Adds a string with its quotation marks; returns its last character, negative at the end. */
  private int readString(StringBuilder into, int most) throws IOException {
    into.append('"');
    boolean escaped = false;
    int c = in.read();
    while (c >= 0 && (escaped || c != '"')) {
      escaped = !escaped && c == '\\';
      if (into.length() <= most) {
        into.append((char) c);
      }
      c = in.read();
    }
    into.append('"');
    return c;
  }

  private int skipBlanks() throws IOException {
    int c = in.read();
    while (c >= 0 && (Character.isWhitespace(c) || c == BYTE_ORDER_MARK)) {
      c = in.read();
    }
    return c;
  }

  private UnreadableRecordException broken(String what) {
    return new UnreadableRecordException(
        FailureReason.CORRUPT, "resource " + count + " of the FHIR file is damaged: " + what);
  }
}
