package dev.cartulary.clinical;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as HL7 writes them in versions 2 and 3 ({@code YYYYMMDDHHMMSS.ffff+zzzz}, cut off
 * anywhere).
 */
public final class Hl7Date {
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2})?(?:\\.\\d+)?)?)?)?"
              + "(?:([+-]\\d{2})(\\d{2}))?");

  private Hl7Date() {}

  /** The same time in ISO 8601, as exact as it was; {@code raw} itself if it is none. */
  public static String iso(String raw) {
    Matcher m = TIME.matcher(raw.strip());
    if (!m.matches()) {
      return raw.strip();
    }
    StringBuilder iso = new StringBuilder(m.group(1));
    append(iso, "-", m.group(2));
    append(iso, "-", m.group(3));
    if (m.group(4) != null) {
      append(iso, "T", m.group(4));
      append(iso, ":", m.group(5));
      append(iso, ":", m.group(6));
      if (m.group(7) != null) {
        iso.append(m.group(7)).append(':').append(m.group(8));
      }
    }
    return iso.toString();
  }

  /** The day of {@link #iso}, without its time. */
  public static String isoDay(String raw) {
    String iso = iso(raw);
    int time = iso.indexOf('T');
    return time == 10 ? iso.substring(0, time) : iso;
  }

  private static void append(StringBuilder iso, String mark, @Nullable String part) {
    if (part != null) {
      iso.append(mark).append(part);
    }
  }
}
