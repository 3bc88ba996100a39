package dev.cartulary.normalize;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of organisations: runs of capitalised words that end in a legal form ("Acme Systems, Inc.")
 * or in a word for an institution ("Mercy General Hospital"), or that such a word opens
 * ("University of Texas"). Normalised by {@link Words#name}.
 */
public final class Organisations implements Recogniser {
  private static final int LONGEST = 12;

  private static final Set<String> FORMS =
      Set.of(
          "inc",
          "incorporated",
          "llc",
          "llp",
          "lp",
          "ltd",
          "limited",
          "corp",
          "corporation",
          "co",
          "company",
          "companies",
          "plc",
          "gmbh",
          "ag",
          "sa",
          "nv",
          "bv",
          "spa",
          "srl",
          "sarl",
          "ab",
          "oy",
          "oyj",
          "aps",
          "as",
          "asa",
          "kk",
          "kg",
          "pte",
          "pty",
          "na",
          "se",
          "sas",
          "kgaa",
          "aktiengesellschaft",
          "fsb",
          "mhc",
          "gie",
          "ltda",
          "pc",
          "pllc",
          "lllp",
          "bhd",
          "berhad");
  private static final Set<String> INSTITUTIONS =
      Set.of(
          "bank",
          "bancorp",
          "trust",
          "foundation",
          "university",
          "institute",
          "association",
          "partnership",
          "partners",
          "hospital",
          "hospitals",
          "clinic",
          "clinics",
          "center",
          "centre",
          "college",
          "authority",
          "agency",
          "department",
          "ministry",
          "society",
          "laboratories",
          "group",
          "holdings",
          "associates",
          "practice",
          "infirmary",
          "healthcare",
          "systems",
          "services",
          "council",
          "commission",
          "club",
          "church",
          "school",
          "cooperative",
          "fund",
          "ventures");
  private static final Set<String> OPENERS =
      Set.of("university", "bank", "bancorp", "trustees", "regents", "city", "county", "college");

  /** Small words that stand inside of a name, never at its ends. */
  private static final Set<String> INSIDE =
      Set.of("of", "for", "the", "de", "&", "and", "van", "von", "du", "la", "e", "y");

  /** Capitalised words that end a run: they are no part of a name that follows. */
  private static final Set<String> OUTSIDE =
      Set.of(
          "between",
          "among",
          "by",
          "this",
          "that",
          "whereas",
          "and",
          "agreement",
          "exhibit",
          "with",
          "to",
          "from",
          "party",
          "parties",
          "section",
          "article",
          "a",
          "an",
          "is",
          "as",
          "or",
          "if",
          "any",
          "each",
          "such",
          "dated",
          "date",
          "page",
          "re",
          "attn",
          "attention",
          "in",
          "on",
          "provider",
          "facility",
          "patient",
          "amendment",
          "contract",
          "schedule",
          "no",
          "its",
          "whose",
          "when",
          "where",
          "upon",
          "under",
          "all",
          "other",
          "said",
          "into",
          "administrator",
          "witness");

  /** Words that stand before "and" a name. */
  private static final Set<String> APART = Set.of("affiliates", "subsidiaries", "company", "party");

  private static final Recogniser PLACES = new Jurisdictions();

  /** A line that breaks behind so many characters breaks only because it is full. */
  private static final int FULL_LINE = 60;

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\d&][\\p{L}\\d.&'’/@!*+-]*+(?:\\([\\p{L}.]{1,12}\\))?+");

  @Override
  public List<Finding> find(String text) {
    List<CharSpan> words = new ArrayList<>();
    for (Matcher m = WORD.matcher(text); m.find(); ) {
      words.add(new CharSpan(m.start(), m.end()));
    }
    List<Finding> found = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = bare(words.get(i).of(text));
      // "Denver, CO" and "Dublin, Co. Kerry" are places.
      boolean form = FORMS.contains(word) && !(word.equals("co") && afterComma(text, words, i));
      boolean ends = form || INSTITUTIONS.contains(word);
      boolean opens = OPENERS.contains(word);
      if (!(ends || opens) || !capital(text, words.get(i))) {
        continue;
      }
      int last = end(text, words, i);
      int first = start(text, words, i, from, form);
      // "City of Reno" is a name, "Redwood City" a place.
      if (last > i || (ends && first < i)) {
        CharSpan span =
            span(
                text, words.get(behindPlace(text, words, first, i)).start(), words.get(last).end());
        if (place(text, words, first, i)) {
          continue;
        }
        found.add(new Finding(span, new FieldValue.Text(Words.name(span.of(text)))));
        from = last + 1;
        i = last;
      }
    }
    return Finding.apart(found);
  }

  /** Whether a value is the name of a place, with a legal form or without, and of nobody. */
  public static boolean place(String value) {
    int last = value.lastIndexOf(' ');
    return namesPlace(value)
        || (last > 0
            && FORMS.contains(bare(value.substring(last + 1)))
            && namesPlace(value.substring(0, last)));
  }

  /** Whether the words before the form are a place: "Nevada Corporation" is no name. */
  private static boolean place(String text, List<CharSpan> words, int first, int form) {
    return first < form
        && FORMS.contains(bare(words.get(form).of(text)))
        && namesPlace(text.substring(words.get(first).start(), words.get(form - 1).end()));
  }

  private static boolean namesPlace(String words) {
    return PLACES.find(words).stream()
        .anyMatch(found -> found.span().equals(new CharSpan(0, words.length())));
  }

  /** The word behind "United Kingdom and" or "Affiliates and", which are no part of a name. */
  private static int behindPlace(String text, List<CharSpan> words, int first, int at) {
    for (int i = first + 1; i < at; i++) {
      if (words.get(i).of(text).equals("and")) {
        String before = text.substring(words.get(first).start(), words.get(i - 1).end());
        boolean apart = i == first + 1 && APART.contains(bare(before));
        return apart || namesPlace(before) ? i + 1 : first;
      }
    }
    return first;
  }

  private static boolean afterComma(String text, List<CharSpan> words, int at) {
    return at > 0 && between(text, words.get(at - 1), words.get(at)).startsWith(",");
  }

  /** The first word of the run that reaches back from word {@code at}. */
  private static int start(String text, List<CharSpan> words, int at, int from, boolean form) {
    int first = at;
    boolean bracket = false;
    int beforeBracket = at;
    for (int i = at - 1; i >= from && at - i < LONGEST; i--) {
      CharSpan word = words.get(i);
      CharSpan following = words.get(i + 1);
      // Only a legal form may stand after a comma or on the next line.
      boolean formFollows = (form && i + 1 == at) || FORMS.contains(bare(following.of(text)));
      boolean closes = between(text, word, following).equals(") ");
      boolean opens = bracket && between(text, word, following).endsWith(" (");
      if (!joined(text, word.end(), following.start(), formFollows) && !closes && !opens) {
        break;
      }
      beforeBracket = closes ? i + 1 : beforeBracket;
      bracket = closes || (bracket && !opens);
      String written = word.of(text);
      String bare = bare(written);
      boolean inside = INSIDE.contains(written) && i + 1 == first;
      boolean open = inside ? form || !written.equals("and") : capital(text, word);
      // A full stop ends a sentence unless it follows an initial or an abbreviation.
      boolean stop = written.endsWith(".") && bare.length() > 4;
      if (!open || stop || (!inside && OUTSIDE.contains(bare))) {
        break;
      }
      first = inside ? first : i;
    }
    // "Beijing) Co., Ltd." with its bracket left open is no name.
    return bracket ? beforeBracket : first;
  }

  private static String between(String text, CharSpan word, CharSpan following) {
    return text.substring(word.end(), Math.min(following.start(), word.end() + 4));
  }

  /** Whether two words stand side by side: a blank between them, or a comma or a line break. */
  private static boolean joined(String text, int end, int start, boolean loosely) {
    if (start - end > 2) {
      return false;
    }
    String between = text.substring(end, start);
    return between.equals(" ")
        || (between.equals("\n") && end - text.lastIndexOf('\n', end - 1) > FULL_LINE)
        || (loosely && (between.equals(", ") || between.equals("\n") || between.equals(",\n")));
  }

  /** The last word of the run: further legal forms, and what follows an opening word. */
  private static int end(String text, List<CharSpan> words, int at) {
    int last = at;
    boolean opened = OPENERS.contains(bare(words.get(at).of(text)));
    for (int i = at + 1; i < words.size() && i - at < LONGEST; i++) {
      CharSpan word = words.get(i);
      String bare = bare(word.of(text));
      boolean capital = capital(text, word);
      boolean form = capital && FORMS.contains(bare);
      if (!joined(text, words.get(i - 1).end(), word.start(), form)) {
        break;
      }
      boolean closing = form || (capital && INSTITUTIONS.contains(bare));
      boolean of = opened && i == at + 1 && word.of(text).equals("of");
      boolean opens = opened && capital && i > at + 1 && !OUTSIDE.contains(bare);
      if (!closing && !of && !opens) {
        break;
      }
      last = of ? last : i;
      opened &= !closing;
    }
    return last;
  }

  private static boolean capital(String text, CharSpan word) {
    char first = text.charAt(word.start());
    if (Character.isUpperCase(first) || first == '&') {
      return true;
    }
    // "2TheMart.com", "3M", "i-Escrow"
    for (int i = word.start() + 1; i < Math.min(word.end(), word.start() + 4); i++) {
      if (Character.isUpperCase(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String bare(String word) {
    return word.replace(".", "").replace("/", "").toLowerCase(Locale.ROOT);
  }

  private static CharSpan span(String text, int start, int end) {
    CharSpan span = Words.trim(text, new CharSpan(start, end));
    // The full stop of "Inc." belongs to the name, that of "Hospital." to the sentence.
    if (text.charAt(span.end() - 1) == '.') {
      String word = text.substring(text.lastIndexOf(' ', span.end() - 1) + 1, span.end());
      if (!FORMS.contains(bare(word)) || bare(word).length() > 5) {
        return new CharSpan(span.start(), span.end() - 1);
      }
    }
    return span;
  }
}
