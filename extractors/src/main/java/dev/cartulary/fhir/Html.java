package dev.cartulary.fhir;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a narrative, which is XHTML without scripts, and of attached HTML. */
final class Html {
  private static final Pattern SILENT =
      Pattern.compile("(?is)<!--.*?-->|<(script|style|head)\\b[^>]*>.*?</\\1\\s*>");
  private static final Pattern BREAK =
      Pattern.compile("(?i)<br\\b[^>]*>|</?(?:p|div|tr|table|ul|ol|h[1-6]|pre|dl|dt|dd)\\b[^>]*>");
  private static final Pattern ITEM = Pattern.compile("(?i)<li\\b[^>]*>");
  private static final Pattern CELL = Pattern.compile("(?i)</t[dh]\\s*>\\s*(?=<t[dh]\\b)");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^>]*>|<[!?][^>]*>");
  private static final Pattern ENTITY =
      Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\\w{2,8});");
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n]+");

  private static final Map<String, String> NAMED =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "deg", "°",
          "micro", "µ");

  private Html() {}

  /** Blocks and rows as lines, cells with bars between them, items with a dash. */
  static String text(String html) {
    String flat = BLANKS.matcher(SILENT.matcher(html).replaceAll(" ")).replaceAll(" ");
    String lines = BREAK.matcher(flat).replaceAll("\n");
    String items = ITEM.matcher(lines).replaceAll("\n- ");
    String rows = CELL.matcher(items).replaceAll(" | ");
    String plain = entities(TAG.matcher(rows).replaceAll(""));
    return plain
        .lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String entities(String text) {
    return ENTITY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(entity(m.group(1))));
  }

  private static String entity(String name) {
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, "&" + name + ";");
    }
    boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
    int code = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
    return Character.isValidCodePoint(code) ? Character.toString(code) : "";
  }
}
