package dev.cartulary.hl7;

import dev.cartulary.clinical.UnreadableRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The messages of a file, one after the other; headers and trailers of batches are passed over. */
final class MessageReader {
  /** Segments whose text senders break into lines, though a line end ends a segment. */
  private static final Pattern TEXT = Pattern.compile("(?:OBX|NTE)\\W.*", Pattern.DOTALL);

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");
  private static final int CHARACTER_SET = 18;

  private final Lines lines;
  private byte @Nullable [] header;
  private List<Segment> message = List.of();
  private int messages;
  private int batched;

  MessageReader(InputStream bytes) throws IOException {
    lines = new Lines(bytes);
  }

  /** Messages read so far. */
  int count() {
    return messages;
  }

  /** The message that {@link #advance} came to, its header first. */
  List<Segment> message() {
    return message;
  }

  /** Reads the next message; false at the end of the file. */
  boolean advance() throws IOException, UnreadableRecordException {
    byte[] first = header;
    while (first == null || !is(first, "MSH")) {
      first = lines.next();
      if (first == null) {
        return false;
      }
      pass(first);
    }
    messages++;
    batched++;
    Place place = Place.message(messages);
    Delimiters delimiters = Delimiters.of(ascii(first), place);
    String charset = lines.transcoded() ? "UTF-8" : delimiters.field(ascii(first), CHARACTER_SET);
    List<String> texts = new ArrayList<>(List.of(Charsets.decode(first, charset)));
    boolean opened = lines.opened();
    header = null;
    for (byte[] line = next(); line != null && !outside(line); line = next()) {
      add(Charsets.decode(line, charset), texts, delimiters, place);
    }
    if (opened && lines.opened() && header == null) {
      throw place.broken("its transport opened it and did not close it, so it is cut off");
    }
    message = parse(texts, delimiters, place);
    return true;
  }

  private byte @Nullable [] next() throws IOException {
    return lines.next();
  }

  /** Whether a line belongs to no message or to the next one, which then begins with it. */
  private boolean outside(byte[] line) throws UnreadableRecordException {
    boolean outside = is(line, "MSH") || isBatch(line);
    if (outside) {
      header = line;
      if (isBatch(line)) {
        pass(line);
      }
    }
    return outside;
  }

  private void pass(byte[] line) throws UnreadableRecordException {
    if (is(line, "BHS")) {
      batched = 0;
    } else if (is(line, "BTS")) {
      String[] fields = ascii(line).split(Pattern.quote(ascii(line).substring(3, 4)), -1);
      String counted = fields.length > 1 ? fields[1].strip() : "";
      if (counted.matches("\\d{1,9}") && Integer.parseInt(counted) != batched) {
        throw Place.file().broken("a batch counts " + counted + " messages and has " + batched);
      }
    }
  }

  private static boolean isBatch(byte[] line) {
    return is(line, "FHS") || is(line, "BHS") || is(line, "BTS") || is(line, "FTS");
  }

  private static boolean is(byte[] line, String name) {
    return line.length > 3
        && ascii(line).startsWith(name)
        && !Character.isLetterOrDigit((char) line[3]);
  }

  private static String ascii(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1);
  }

  private static void add(String line, List<String> texts, Delimiters delimiters, Place place)
      throws UnreadableRecordException {
    String name = line.substring(0, Math.min(3, line.length()));
    boolean segment =
        NAME.matcher(name).matches()
            && (line.strip().length() == 3 || line.charAt(3) == delimiters.field());
    int last = texts.size() - 1;
    if (segment) {
      texts.add(line);
    } else if (TEXT.matcher(texts.get(last)).matches()) {
      texts.set(last, texts.get(last) + delimiters.lineBreak() + line);
    } else {
      throw place
          .segment(texts.size(), texts.get(last).substring(0, 3))
          .broken("the line after it begins with no name of a segment");
    }
  }

  private static List<Segment> parse(List<String> texts, Delimiters delimiters, Place place)
      throws UnreadableRecordException {
    List<Segment> segments = new ArrayList<>(texts.size());
    for (String text : texts) {
      Place at = place.segment(segments.size() + 1, text.substring(0, 3));
      segments.add(SegmentParser.parse(text, delimiters, at));
    }
    return List.copyOf(segments);
  }
}
