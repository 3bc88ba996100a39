package dev.cartulary.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands under a heading, item by item. */
final class SectionLines {
  private static final int LONGEST_ITEM = 120;
  private static final Pattern HEADING =
      Pattern.compile("^\\s*(?:[A-Z][A-Z /&'()-]{3,60}:?|[A-Z][A-Za-z /&'-]{2,40}:)(?:\\s.*)?$");
  private static final Pattern MARK = Pattern.compile("^\\s*(?:[•*-]|\\d{1,2}[.)])\\s*");

  /** A row of a table: cells with their headers, or with bars between them. */
  private static final Pattern ROW =
      Pattern.compile("^[A-Z][^:;|]{1,40}: [^;]+; [A-Z][^:;|]{1,40}: .*|.+ \\| .+");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?:^|; )(?:(?:code|generic|brand|medication|drug|problem|diagnosis|procedure) )?(?:name|description|medication|medicine|drug|substance|allergen|allergy|problem"
              + "|diagnosis|condition|procedure): ([^;]+)");
  private static final Pattern FIRST_CELL = Pattern.compile("^(?:[A-Z][^:;|]{1,40}: )?([^;|]+)");

  private SectionLines() {}

  /**
   * Items of the sections whose heading line {@code heading} matches; its first group is what
   * follows on the same line. A section ends at the next heading, and at a blank line after its
   * first item.
   */
  static List<String> items(String text, Pattern heading) {
    List<String> items = new ArrayList<>();
    boolean inside = false;
    boolean any = false;
    for (String line : text.split("\n", -1)) {
      Matcher start = heading.matcher(line);
      if (inside && ROW.matcher(line).matches()) {
        any |= add(items, cell(line));
      } else if (start.matches()) {
        inside = true;
        any = add(items, start.group(1));
      } else if (inside && line.isBlank()) {
        inside = !any;
      } else if (inside && HEADING.matcher(line).matches()) {
        inside = false;
      } else if (inside) {
        any |= add(items, line);
      }
    }
    return items;
  }

  /** The cell that names what the row is about: by its header, else the first. */
  private static String cell(String row) {
    Matcher named = NAMED.matcher(row);
    Matcher first = FIRST_CELL.matcher(row);
    return named.find() ? named.group(1) : first.find() ? first.group(1) : row;
  }

  private static boolean add(List<String> items, String line) {
    boolean any = false;
    for (String part : line.split("[;]|(?<=[a-z])\\.\\s+(?=[A-Z])|\\s(?=\\d{1,2}[.)]\\s)", -1)) {
      String item = MARK.matcher(part).replaceFirst("").strip().replaceAll("[.,;:]+$", "");
      if (!item.isEmpty() && item.length() <= LONGEST_ITEM) {
        items.add(item);
        any = true;
      }
    }
    return any;
  }
}
