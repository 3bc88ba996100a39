package dev.cartulary.gold;

import dev.cartulary.normalize.Durations;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values of a field are compared: equal means equal in the form that is written here. */
public enum Comparison {
  /** Words without regard to case, punctuation and accents. */
  WORDS {
    @Override
    public String form(String value) {
      return words(value);
    }
  },
  /** Names of organisations: words without the legal form at the end and without "the". */
  ORGANISATION {
    @Override
    public String form(String value) {
      List<String> words = new ArrayList<>(Arrays.asList(words(joined(value)).split(" ")));
      if (words.size() > 1 && words.get(0).equals("the")) {
        words.remove(0);
      }
      while (words.size() > 1 && LEGAL_FORMS.contains(words.get(words.size() - 1))) {
        words.remove(words.size() - 1);
      }
      return String.join(" ", words);
    }
  },
  /** Names of persons: words without titles and degrees, the family name last. */
  PERSON {
    @Override
    public String form(String value) {
      Matcher reversed = FAMILY_FIRST.matcher(value.strip());
      String name = reversed.matches() ? reversed.group(2) + " " + reversed.group(1) : value;
      List<String> words = new ArrayList<>(Arrays.asList(words(joined(name)).split(" ")));
      words.removeIf(word -> words.size() > 1 && TITLES.contains(word));
      return String.join(" ", words);
    }
  },
  /**
   * Names of states and countries: words without "State of", "Republic of" and the like, and
   * without the country behind a state. England and Wales have one law.
   */
  PLACE {
    @Override
    public String form(String value) {
      return words(value.replaceAll("\\([^)]*\\)", " "))
          .replaceAll("^(?:the )?(?:laws of )?(?:the )?", "")
          .replaceAll(
              "^(?:federal )?(?:state|commonwealth|province|republic|kingdom) of (?:the )?", "")
          .replaceAll("^(?:peoples republic of china|prc)$", "china")
          .replaceAll("^england (?:and )?wales$", "england")
          .replaceAll("(?<=[a-z]) (?:canada|usa)$", "")
          .strip();
    }
  },
  /** Dates in ISO 8601; what is no date stays words. */
  DATE {
    @Override
    public String form(String value) {
      return words(value);
    }
  },
  /** Periods of time: a number and a unit, twelve months being a year and seven days a week. */
  PERIOD {
    @Override
    public String form(String value) {
      return new Durations()
          .find(value).stream()
              .findFirst()
              .map(found -> PERIOD_WORDS.matcher(found.value().canonical()))
              .filter(Matcher::matches)
              .map(Comparison::period)
              .orElseGet(() -> words(value));
    }
  },
  /** Numbers by their worth. */
  NUMBER {
    @Override
    public String form(String value) {
      String digits = value.strip();
      return DECIMAL.matcher(digits).matches() ? number(digits) : words(value);
    }
  },
  /** Amounts of money by their worth and currency. */
  MONEY {
    @Override
    public String form(String value) {
      Matcher amount = AMOUNT.matcher(value.strip());
      return amount.matches() ? number(amount.group(1)) + " " + amount.group(2) : words(value);
    }
  },
  /**
   * Entries of lists, which documents write with more or fewer words than codes do: the words of
   * one are all among the words of the other.
   */
  ENTRY {
    @Override
    public String form(String value) {
      return words(value);
    }

    @Override
    public boolean same(String form, String other) {
      Set<String> a = Set.copyOf(Arrays.asList(form.split(" ")));
      Set<String> b = Set.copyOf(Arrays.asList(other.split(" ")));
      return !form.isEmpty() && !other.isEmpty() && (a.containsAll(b) || b.containsAll(a));
    }
  },
  /** Yes or no. */
  FLAG {
    @Override
    public String form(String value) {
      return words(value);
    }
  };

  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "inc",
          "incorporated",
          "corp",
          "corporation",
          "co",
          "company",
          "ltd",
          "limited",
          "llc",
          "llp",
          "lp",
          "plc",
          "gmbh",
          "ag",
          "nv",
          "bv",
          "sa",
          "spa",
          "na",
          "pc",
          "kg",
          "se",
          "as",
          "ab",
          "pte",
          "pty",
          "dac",
          "sarl",
          "pllc");
  private static final Set<String> TITLES =
      Set.of(
          "mr", "mrs", "ms", "miss", "dr", "doctor", "prof", "md", "do", "phd", "rn", "np", "fnp",
          "pa", "pac", "jr", "sr", "facs", "dds", "dpm");
  private static final Pattern FAMILY_FIRST =
      Pattern.compile("([\\p{L}'’-]+), ([\\p{L}'’-]{2,}(?: [\\p{L}.]+){0,2})");
  private static final Pattern PERIOD_WORDS =
      Pattern.compile("(\\d+(?:\\.5)?) (business )?(day|week|month|quarter|year)s?");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+(?:\\.\\d+)?");
  private static final Pattern AMOUNT = Pattern.compile("(-?\\d+(?:\\.\\d+)?) ([A-Z]{3})");

  /** {@code value} in the one form that all equal values have. */
  public abstract String form(String value);

  /** Whether two forms mean the same value. */
  public boolean same(String form, String other) {
    return form.equals(other);
  }

  /** Lower-case words and numbers with single blanks between them, without accents. */
  public static String words(String value) {
    return Normalizer.normalize(value, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .replaceAll("['’‘`]", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  /** Abbreviations whose letters stand apart as one word: "L.L.C." is "LLC". */
  private static String joined(String value) {
    return value.replaceAll("(?<=\\b\\p{L})\\.(?=\\s?\\p{L}\\b\\.?)\\s?", "");
  }

  private static String number(String digits) {
    return new BigDecimal(digits).stripTrailingZeros().toPlainString();
  }

  private static String period(Matcher period) {
    BigDecimal count = new BigDecimal(period.group(1));
    String unit = period.group(3);
    if (unit.equals("year")) {
      count = count.multiply(BigDecimal.valueOf(12));
      unit = "month";
    } else if (unit.equals("quarter")) {
      count = count.multiply(BigDecimal.valueOf(3));
      unit = "month";
    } else if (unit.equals("week")) {
      count = count.multiply(BigDecimal.valueOf(7));
      unit = "day";
    }
    return count.stripTrailingZeros().toPlainString()
        + (period.group(2) == null ? " " : " business ")
        + unit;
  }
}
