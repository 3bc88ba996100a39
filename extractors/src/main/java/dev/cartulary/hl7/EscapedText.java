package dev.cartulary.hl7;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formatting commands of HL7's text (chapter 2, "Use of escape sequences"). */
final class EscapedText {
  private static final int MOST_SPACES = 80;

  private EscapedText() {}

  /** The text with line ends and blanks where commands ask for them, and no other command. */
  static String plain(String text, char escape) {
    if (text.indexOf(escape) < 0) {
      return text;
    }
    String mark = Pattern.quote(String.valueOf(escape));
    Pattern command =
        Pattern.compile(
            mark
                + "(?:\\.(br|sp|fi|nf|in|ti|sk|ce)([+-]?\\d{0,3})|H|N|[ZCM][0-9A-Za-z]{0,20})"
                + mark,
            Pattern.CASE_INSENSITIVE);
    Matcher m = command.matcher(text);
    StringBuilder plain = new StringBuilder();
    while (m.find()) {
      m.appendReplacement(plain, Matcher.quoteReplacement(meaning(m.group(1), m.group(2))));
    }
    return m.appendTail(plain).toString();
  }

  private static String meaning(@Nullable String command, @Nullable String number) {
    if (command == null) {
      return "";
    }
    int count = number == null || number.isEmpty() ? 1 : Math.abs(Integer.parseInt(number));
    return switch (command.toLowerCase(Locale.ROOT)) {
      case "br", "ce" -> "\n";
      case "sp" -> "\n".repeat(Math.min(Math.max(1, count), MOST_SPACES));
      case "sk" -> " ".repeat(Math.min(count, MOST_SPACES));
      default -> "";
    };
  }
}
