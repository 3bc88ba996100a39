package dev.cartulary.prompt;

import dev.cartulary.document.CharSpan;
import dev.cartulary.normalize.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a section's tables, of which each has one cell that names its item. Rows come as
 * {@code Medication: aspirin; Status: active}, or as {@code aspirin | active} below a row of
 * headers. Mutable, because headers hold for the rows that follow; belongs to one section.
 *
 * <p>The cell that names the item stands under a label of the field or another word for such items,
 * else under "name" or "description", else first. A row that consists of codes gives the entry
 * above it in another coding, and names nothing new.
 */
final class TableRow {
  private static final Pattern CELL =
      Pattern.compile("(\\p{Lu}[\\p{L}\\d ()/&#.'’-]{0,39}?)\\s?:\\s+(?=\\S)");
  private static final Pattern NEXT_CELL = Pattern.compile(";\\s+(?=" + CELL.pattern() + ")");
  private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");

  /** Headers of what an item is. */
  private static final Pattern NOUN =
      Pattern.compile(
          "(?:(?:generic|brand|drug|trade) )?(?:medications?|medicines?|drugs?|products?|substances?|allergens?|agents?|allerg(?:y|ies)"
              + "|problems?|diagnos[ie]s|conditions?|procedures?|prescriptions?)(?: (?:names?|descriptions?|list))?"
              + "|(?:generic|brand|trade) names?");

  /** Headers of the words for a code, and of anything. */
  private static final Pattern DESCRIPTION =
      Pattern.compile("(?:.* )?(?:descriptions?|names?|items?|display|text)");

  /** Headers that say something about an item. */
  private static final Pattern ABOUT =
      Pattern.compile(
          ".*\\b(?:group|class|category|type|code system|system|status|dates?|time|severity|reactions?|manifestations?|criticality"
              + "|susceptibility|source|provider|prescriber|author|physician|comments?|notes?|dose|dosage|quantity|directions|instructions"
              + "|sig|route|frequency|strength|form|refills?|indications?|onset|start|started|stop|end|snomed|icd|rxnorm|id)\\b.*");

  private static final Pattern PLAIN = Pattern.compile("[\\p{L} ()/&#.'’-]{1,40}");
  private static final Pattern CODE = Pattern.compile(".*\\bcodes?\\b.*");

  private static final int LABEL = 0;
  private static final int NOUNS = 1;
  private static final int DESCRIBED = 2;
  private static final int NONE = 3;

  private final Set<String> labels;
  private List<String> headers = List.of();
  private boolean described;

  /**
   * @param labels of the field, in small letters
   */
  TableRow(Collection<String> labels) {
    this.labels = Set.copyOf(labels);
  }

  /**
   * A line as a row.
   *
   * @param name the cell that names the item; null where the row names none, or nothing says which
   *     cell does
   * @param table whether the line is a row whose columns have names; others are read as they stand
   */
  record Reading(@Nullable CharSpan name, boolean table) {}

  /** Reads the line from {@code start} to {@code end}. */
  Reading read(String text, int start, int end) {
    Matcher bullet = SectionItems.BULLET.matcher(text).region(start, Math.max(start, end));
    int from = bullet.lookingAt() ? bullet.end() : start;
    int bar = text.indexOf('|', from);
    return bar >= 0 && bar < end ? barred(text, from, end) : labelled(text, from, end);
  }

  private Reading labelled(String text, int start, int end) {
    List<String> names = new ArrayList<>();
    List<CharSpan> values = new ArrayList<>();
    int from = start;
    Matcher next = NEXT_CELL.matcher(text).region(start, end);
    while (from < end) {
      int stop = next.find() ? next.start() : end;
      Matcher cell = CELL.matcher(text).region(from, stop);
      if (!cell.lookingAt()) {
        return new Reading(null, false);
      }
      names.add(words(cell.group(1)));
      values.add(Words.trim(text, new CharSpan(cell.end(), stop)));
      from = stop < end ? next.end() : end;
    }
    boolean known = names.stream().anyMatch(TableRow::header);
    if ((names.size() < 2 && !described) || !known) {
      return new Reading(null, false);
    }
    boolean codes = names.stream().allMatch(name -> CODE.matcher(name).matches());
    if (codes && described) {
      return new Reading(null, true);
    }
    described |= !codes;
    int best = best(names);
    return best < 0 ? new Reading(null, false) : new Reading(values.get(best), true);
  }

  private Reading barred(String text, int start, int end) {
    List<CharSpan> cells = cells(text, start, end);
    List<String> names = cells.stream().map(cell -> words(cell.of(text))).toList();
    long known = names.stream().filter(TableRow::header).count();
    boolean named = !names.isEmpty() && rank(names.get(0)) < NONE;
    if (known * 2 > names.size() || (named && known * 2 == names.size())) {
      headers = names;
      return new Reading(null, true);
    }
    int best = headers.size() == cells.size() ? best(headers) : -1;
    return best < 0 ? new Reading(null, false) : new Reading(cells.get(best), true);
  }

  private static List<CharSpan> cells(String text, int start, int end) {
    List<CharSpan> cells = new ArrayList<>();
    int from = start;
    for (Matcher bar = BAR.matcher(text).region(start, end); bar.find(); from = bar.end()) {
      if (bar.start() > from) {
        cells.add(new CharSpan(from, bar.start()));
      }
    }
    if (from < end) {
      cells.add(new CharSpan(from, end));
    }
    return cells;
  }

  /** The first column of the best rank, or -1. */
  private int best(List<String> names) {
    int best = -1;
    int least = NONE;
    for (int i = 0; i < names.size(); i++) {
      int rank = rank(names.get(i));
      if (rank < least) {
        least = rank;
        best = i;
      }
    }
    return best;
  }

  private int rank(String name) {
    if (labels.contains(name)) {
      return LABEL;
    }
    if (NOUN.matcher(name).matches()) {
      return NOUNS;
    }
    boolean about = ABOUT.matcher(name).matches();
    return DESCRIPTION.matcher(name).matches() && !about ? DESCRIBED : NONE;
  }

  /** Whether the words are those of a column that tables of items usually have. */
  private static boolean header(String name) {
    return PLAIN.matcher(name).matches()
        && (NOUN.matcher(name).matches()
            || DESCRIPTION.matcher(name).matches()
            || CODE.matcher(name).matches()
            || ABOUT.matcher(name).matches());
  }

  private static String words(String header) {
    return header.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
