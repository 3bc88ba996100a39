package dev.cartulary.accounting;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CloudPrice.PhiEligibility;
import dev.cartulary.cost.PriceTerms;
import dev.cartulary.yaml.Problems;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of prices while it is read. Goes on after a problem; belongs to one reading.
 */
final class PriceRow {
  /** What the price book's columns hold. */
  private static final BigDecimal MOST = new BigDecimal("999999999");

  private static final int PLACES = 9;
  private static final int NAME_LENGTH = 100;
  private static final int TEXT_LENGTH = 500;

  private final int line;
  private final Map<String, String> cells;
  private final Problems problems;
  private boolean bad;

  PriceRow(int line, Map<String, String> cells, Problems problems) {
    this.line = line;
    this.cells = cells;
    this.problems = problems;
  }

  /** The price; null when something was noted. */
  @Nullable CloudPrice price() {
    String provider = text("provider", NAME_LENGTH, true);
    String product = text("product", NAME_LENGTH, true);
    boolean batch = flag("batch", false);
    CloudPrice.Rate rate = rate();
    String currency = text("currency", 3, true);
    if (!bad && !currency.matches("[A-Z]{3}")) {
      problem("currency", "is '" + currency + "'; write its three letters, for example USD");
    }
    LocalDate from = date("effective_from");
    LocalDate read = date("retrieved_on");
    String source = text("source", TEXT_LENGTH, true);
    boolean verified = flag("verified", true);
    PhiEligibility phi = eligibility("phi_eligible");
    String note = text("note", TEXT_LENGTH, false);
    PriceTerms terms = terms();
    if (bad || rate == null || from == null || read == null || terms == null) {
      return null;
    }
    return new CloudPrice(
        provider,
        product,
        batch,
        rate,
        currency,
        from,
        source,
        read,
        verified,
        phi,
        note.isEmpty() ? null : note,
        terms);
  }

  private CloudPrice.@Nullable Rate rate() {
    String basis = cell("basis").toUpperCase(Locale.ROOT);
    switch (basis) {
      case "TOKENS" -> {
        BigDecimal input = needed("input_per_million");
        BigDecimal output = needed("output_per_million");
        BigDecimal factor = decimal("tokenizer_factor");
        if (factor != null && factor.compareTo(BigDecimal.ONE) < 0) {
          problem("tokenizer_factor", "is below 1; leave it empty where nothing is known");
        }
        return bad || input == null || output == null
            ? null
            : new CloudPrice.Tokens(input, output, factor == null ? BigDecimal.ONE : factor);
      }
      case "PAGES" -> {
        BigDecimal price = needed("per_unit");
        return price == null ? null : new CloudPrice.Pages(price);
      }
      case "CHARACTERS" -> {
        BigDecimal price = needed("per_unit");
        Integer size = integer("characters_per_unit");
        Integer least = integer("minimum_units");
        if (size == null || size < 1) {
          problem("characters_per_unit", "must say how many characters one unit has");
        }
        return bad || price == null || size == null
            ? null
            : new CloudPrice.Characters(size, price, least == null ? 0 : least);
      }
      default -> {
        problem("basis", "is '" + cell("basis") + "'; write tokens, pages or characters");
        return null;
      }
    }
  }

  private @Nullable PriceTerms terms() {
    BigDecimal cached = decimal("cached_input_per_million");
    Integer cachedFrom = integer("cached_from_tokens");
    Integer above = integer("long_prompt_tokens");
    BigDecimal longInput = decimal("long_input_per_million");
    BigDecimal longOutput = decimal("long_output_per_million");
    if ((above == null) != (longInput == null) || (above == null) != (longOutput == null)) {
      problem(
          "long_prompt_tokens",
          "belongs together with long_input_per_million and long_output_per_million; fill all or none");
    }
    if (above != null && above < 1) {
      problem("long_prompt_tokens", "must be above 0");
    }
    String tokenizer = text("tokenizer", 40, false);
    BigDecimal uplift = decimal("regional_uplift");
    PhiEligibility agreement = eligibility("agreement");
    if (bad) {
      return null;
    }
    return new PriceTerms(
        tokenizer.isEmpty() ? null : tokenizer,
        cached == null ? null : new PriceTerms.Cache(cached, cachedFrom == null ? 0 : cachedFrom),
        above == null || longInput == null || longOutput == null
            ? null
            : new PriceTerms.LongPrompt(above, longInput, longOutput),
        uplift,
        agreement);
  }

  private String cell(String column) {
    return cells.getOrDefault(column, "");
  }

  private void problem(String column, String message) {
    problems.add(line, column + " " + message);
    bad = true;
  }

  private String text(String column, int longest, boolean needed) {
    String text = cell(column);
    if (needed && text.isEmpty()) {
      problem(column, "is empty; fill it in");
    } else if (text.length() > longest) {
      problem(column, "has more than " + longest + " characters; shorten it");
    }
    return text;
  }

  private boolean flag(String column, boolean needed) {
    String text = cell(column).toLowerCase(Locale.ROOT);
    if (text.equals("true") || text.equals("yes")) {
      return true;
    }
    if (!(text.equals("false") || text.equals("no") || (text.isEmpty() && !needed))) {
      problem(column, "is '" + cell(column) + "'; write true or false");
    }
    return false;
  }

  private PhiEligibility eligibility(String column) {
    String text = cell(column).toUpperCase(Locale.ROOT);
    for (PhiEligibility known : PhiEligibility.values()) {
      if (known.name().equals(text)) {
        return known;
      }
    }
    if (!text.isEmpty()) {
      problem(column, "is '" + cell(column) + "'; write yes, no or unknown");
    }
    return PhiEligibility.UNKNOWN;
  }

  private @Nullable LocalDate date(String column) {
    try {
      return LocalDate.parse(cell(column));
    } catch (DateTimeParseException e) {
      problem(column, "is '" + cell(column) + "'; write the day as 2026-11-20");
      return null;
    }
  }

  private @Nullable BigDecimal needed(String column) {
    if (cell(column).isEmpty()) {
      problem(column, "is empty, but the basis needs it; fill it in");
      return null;
    }
    return decimal(column);
  }

  private @Nullable BigDecimal decimal(String column) {
    String text = cell(column);
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("\\d{1,12}(\\.\\d{1,20})?")) {
      problem(column, "is '" + text + "'; write a number with a point, for example 0.25");
      return null;
    }
    BigDecimal value = new BigDecimal(text);
    if (value.compareTo(MOST) > 0 || value.stripTrailingZeros().scale() > PLACES) {
      problem(column, "is '" + text + "'; the book holds up to 999,999,999 with nine decimals");
      return null;
    }
    return value;
  }

  private @Nullable Integer integer(String column) {
    String text = cell(column);
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("\\d{1,9}")) {
      problem(column, "is '" + text + "'; write a whole number");
      return null;
    }
    return Integer.valueOf(text);
  }
}
