package dev.cartulary.normalize;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decimal numbers in digits or words. */
public final class Numbers implements Recogniser {
  /** Digits with separators of thousands and decimals, of either custom. */
  static final String DIGITS =
      "\\d{1,3}(?:[,.'\u2019 ]\\d{3}(?!\\d)){1,5}+(?:[.,]\\d{1,2}(?!\\d))?|\\d{1,15}(?:[.,]\\d{1,6})?";

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\d.,/-])(?:("
              + DIGITS
              + ")(?![\\d\\p{L}/]|-\\d|-?\\s?(?:months?|weeks?|days?|mos?)\\b)|("
              + NumberWords.NUMBER
              + "))",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
    for (Matcher m = NUMBER.matcher(text); m.find(); ) {
      if (m.group(1) != null) {
        found.add(finding(m, decimal(m.group(1))));
      } else {
        OptionalLong number = NumberWords.parse(m.group(2));
        if (number.isPresent()) {
          found.add(finding(m, BigDecimal.valueOf(number.getAsLong())));
        }
      }
    }
    return Finding.apart(found);
  }

  /** The number in {@code value}: "55", "55 years", "fifty-five (55)". */
  @Override
  public Optional<FieldValue> read(String value) {
    return Recogniser.super.read(value);
  }

  private static Finding finding(Matcher m, BigDecimal number) {
    return new Finding(new CharSpan(m.start(), m.end()), new FieldValue.Quantity(number));
  }

  /**
   * Digits with separators as a number. The last separator is the decimal one when fewer or more
   * than three digits follow it, or when both kinds are used; otherwise separators part thousands.
   */
  static BigDecimal decimal(String digits) {
    String plain = digits.replaceAll("['\u2019 ]", "");
    int comma = plain.lastIndexOf(',');
    int dot = plain.lastIndexOf('.');
    int last = Math.max(comma, dot);
    if (last < 0) {
      return new BigDecimal(plain);
    }
    boolean both = comma >= 0 && dot >= 0;
    boolean repeated = plain.indexOf(plain.charAt(last)) != last;
    boolean decimal =
        (both && !repeated) || plain.length() - last - 1 != 3 || (plain.startsWith("0") && !both);
    String whole = plain.substring(0, last).replaceAll("[.,]", "");
    String rest = plain.substring(last + 1);
    return new BigDecimal(decimal ? whole + "." + rest : whole + rest);
  }
}
