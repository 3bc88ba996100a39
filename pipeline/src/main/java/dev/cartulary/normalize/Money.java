package dev.cartulary.normalize;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of money with their currency: {@code $1,250,000.00}, {@code US$ 5 million}, {@code EUR
 * 40.000,00}, "one hundred thousand dollars ($100,000)". A dollar sign alone is the dollar of the
 * United States, a yen sign the yen. Where words and digits stand together the digits count.
 */
public final class Money implements Recogniser {
  private static final Map<String, String> CURRENCIES =
      Map.ofEntries(
          Map.entry("$", "USD"),
          Map.entry("us$", "USD"),
          Map.entry("u.s.$", "USD"),
          Map.entry("u.s. $", "USD"),
          Map.entry("us $", "USD"),
          Map.entry("c$", "CAD"),
          Map.entry("ca$", "CAD"),
          Map.entry("cdn$", "CAD"),
          Map.entry("a$", "AUD"),
          Map.entry("au$", "AUD"),
          Map.entry("nz$", "NZD"),
          Map.entry("hk$", "HKD"),
          Map.entry("s$", "SGD"),
          Map.entry("nt$", "TWD"),
          Map.entry("r$", "BRL"),
          Map.entry("€", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("¥", "JPY"),
          Map.entry("₹", "INR"),
          Map.entry("rmb", "CNY"),
          Map.entry("rs", "INR"),
          Map.entry("rs.", "INR"),
          Map.entry("dollar", "USD"),
          Map.entry("euro", "EUR"),
          Map.entry("pound", "GBP"),
          Map.entry("yen", "JPY"),
          Map.entry("franc", "CHF"),
          Map.entry("rupee", "INR"),
          Map.entry("canadian dollar", "CAD"),
          Map.entry("australian dollar", "AUD"),
          Map.entry("pounds sterling", "GBP"),
          Map.entry("swiss franc", "CHF"));
  private static final String ISO =
      "USD|EUR|GBP|JPY|CNY|CAD|AUD|NZD|CHF|HKD|SGD|INR|SEK|NOK|DKK|ILS|KRW|BRL|MXN|ZAR|TWD|RUB|PLN";
  private static final String BEFORE =
      "(?:U\\.?S\\.?\\s?|CA?|CDN|AU?|NZ|HK|S|NT|R)?\\$|[€£¥₹]|(?<!\\p{L})(?:"
          + ISO
          + "|RMB|Rs\\.?)(?!\\p{L})";
  private static final String AFTER =
      ISO
          + "|(?:U\\.?S\\.?\\s|United\\sStates\\s|American\\s)?dollars?|Canadian\\sdollars?"
          + "|Australian\\sdollars?|euros?|pounds\\ssterling|pounds?(?=\\ssterling)|Swiss\\sfrancs?|yen|rupees?";
  private static final String SCALE = "(?:\\s?(thousand|million|billion|mm?|bn|k)(?!\\p{L}))?";

  private static final Pattern DIGITS =
      Pattern.compile(
          "(?<![\\p{L}\\d$€£])(?:("
              + BEFORE
              + ")\\s?("
              + Numbers.DIGITS
              + ")"
              + SCALE
              + "|(?<![.,])("
              + Numbers.DIGITS
              + ")"
              + SCALE
              + "\\s?("
              + AFTER
              + ")(?!\\p{L}))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_WORDS =
      Pattern.compile(
          "("
              + NumberWords.NUMBER
              + ")\\s(?:(?:and\\s)?(?:\\d{2}|no)/100\\s)?("
              + AFTER
              + ")(?!\\p{L})"
              + "(\\s?\\(\\s?)?",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
    for (Matcher m = DIGITS.matcher(text); m.find(); ) {
      Finding finding = digits(m);
      if (finding != null) {
        found.add(finding);
      }
    }
    for (Matcher m = IN_WORDS.matcher(text); m.find(); ) {
      Finding finding = words(m, text);
      if (finding != null) {
        found.add(finding);
      }
    }
    return Finding.apart(found);
  }

  private static @Nullable Finding digits(Matcher m) {
    boolean before = m.group(1) != null;
    String currency = currency(before ? m.group(1) : m.group(6));
    if (currency == null) {
      return null;
    }
    BigDecimal amount =
        Numbers.decimal(before ? m.group(2) : m.group(4))
            .multiply(scale(before ? m.group(3) : m.group(5)));
    return new Finding(new CharSpan(m.start(), m.end()), new FieldValue.Amount(amount, currency));
  }

  private static @Nullable Finding words(Matcher m, String text) {
    OptionalLong number = NumberWords.parse(m.group(1));
    String currency = currency(m.group(2));
    if (number.isEmpty() || currency == null) {
      return null;
    }
    if (m.group(3) != null) {
      Matcher digits = DIGITS.matcher(text).region(m.end(), Math.min(text.length(), m.end() + 40));
      if (digits.lookingAt()) {
        Finding inside = digits(digits);
        int end = digits.end();
        if (inside != null && end < text.length() && text.charAt(end) == ')') {
          return new Finding(new CharSpan(m.start(), end + 1), inside.value());
        }
      }
    }
    return new Finding(
        new CharSpan(m.start(), m.end(2)),
        new FieldValue.Amount(BigDecimal.valueOf(number.getAsLong()), currency));
  }

  private static @Nullable String currency(String written) {
    String lower = written.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (lower.length() == 3
        && ("|" + ISO + "|").contains("|" + lower.toUpperCase(Locale.ROOT) + "|")) {
      return lower.toUpperCase(Locale.ROOT);
    }
    String known = CURRENCIES.get(lower);
    if (known != null) {
      return known;
    }
    String singular = lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
    known = CURRENCIES.get(singular);
    if (known != null) {
      return known;
    }
    return singular.endsWith("dollar") || lower.endsWith("$") ? "USD" : null;
  }

  private static BigDecimal scale(@Nullable String word) {
    if (word == null) {
      return BigDecimal.ONE;
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "thousand", "k" -> BigDecimal.valueOf(1_000);
      case "million", "m", "mm" -> BigDecimal.valueOf(1_000_000);
      case "billion", "bn" -> BigDecimal.valueOf(1_000_000_000);
      default -> throw new IllegalStateException("a scale that the pattern does not know");
    };
  }
}
