package dev.cartulary.hl7;

import dev.cartulary.clinical.UnreadableRecordException;
import java.util.regex.Pattern;

/**
 * The characters that part a message, as its header declares them.
 *
 * @param encoding component, repetition, escape, subcomponent
 */
record Delimiters(char field, String encoding) {
  private static final String USUAL = "^~\\&";

  /** Those of a header; what MSH-2 leaves out is as usual. */
  static Delimiters of(String header, Place message) throws UnreadableRecordException {
    Place place = message.segment(1, "MSH").field(2);
    char field = header.charAt(3);
    int end = header.indexOf(field, 4);
    String declared = end < 0 ? "" : header.substring(4, end);
    if (declared.isEmpty()) {
      throw place.broken("it declares no encoding characters");
    }
    String encoding =
        (declared + USUAL.substring(Math.min(declared.length(), USUAL.length())))
            .substring(0, USUAL.length());
    if (encoding.chars().anyMatch(c -> Character.isLetterOrDigit(c) || c <= ' ' || c == field)
        || encoding.chars().distinct().count() < USUAL.length()) {
      throw place.broken("its encoding characters cannot be told apart from text");
    }
    return new Delimiters(field, encoding);
  }

  char escape() {
    return encoding.charAt(2);
  }

  /** A line end within text. */
  String lineBreak() {
    return escape() + ".br" + escape();
  }

  /** The first repetition of a field of the header; blank if there is none. */
  String field(String header, int number) {
    String[] fields = header.split(Pattern.quote(String.valueOf(field)), -1);
    String value = fields.length < number ? "" : fields[number - 1];
    int next = value.indexOf(encoding.charAt(1));
    return next < 0 ? value : value.substring(0, next);
  }
}
