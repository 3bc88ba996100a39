package dev.cartulary.accounting;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CloudPrice.PhiEligibility;
import dev.cartulary.cost.PriceTerms;
import dev.cartulary.yaml.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prices as comma-separated values (RFC 4180, no line break in a cell): a line of column names,
 * then a price a line; empty lines and lines that begin with {@code #} are passed over. The columns
 * are those of the ledger's price book; docs/accounting.md explains them.
 */
public final class PriceFile {
  static final List<String> COLUMNS =
      List.of(
          "provider",
          "product",
          "batch",
          "basis",
          "input_per_million",
          "output_per_million",
          "tokenizer_factor",
          "per_unit",
          "characters_per_unit",
          "minimum_units",
          "currency",
          "effective_from",
          "retrieved_on",
          "source",
          "verified",
          "phi_eligible",
          "note",
          "tokenizer",
          "cached_input_per_million",
          "cached_from_tokens",
          "long_prompt_tokens",
          "long_input_per_million",
          "long_output_per_million",
          "regional_uplift",
          "agreement");

  private static final Set<String> NEEDED =
      Set.of(
          "provider",
          "product",
          "basis",
          "currency",
          "effective_from",
          "retrieved_on",
          "source",
          "verified");

  private PriceFile() {}

  /**
   * Reads prices; what is wrong is noted in {@code problems} with its line and remedy, and the
   * result is good only when nothing was.
   */
  public static List<CloudPrice> read(String text, Problems problems) {
    List<CloudPrice> prices = new ArrayList<>();
    List<String> columns = null;
    int number = 0;
    for (String line : text.replaceFirst("^\uFEFF", "").split("\r?\n|\r", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = cells(line);
      if (cells == null) {
        problems.add(number, "a quotation mark is not closed; close it on the same line");
      } else if (columns == null) {
        columns = columns(number, cells, problems);
        if (columns.isEmpty()) {
          return List.of();
        }
      } else if (cells.size() != columns.size()) {
        problems.add(
            number,
            "has "
                + cells.size()
                + " cells where the first line names "
                + columns.size()
                + " columns; put texts with commas between quotation marks");
      } else {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
          row.put(columns.get(i), cells.get(i).strip());
        }
        CloudPrice price = new PriceRow(number, row, problems).price();
        if (price != null) {
          prices.add(price);
        }
      }
    }
    if (columns == null) {
      problems.add(0, "the file holds no prices; its first line must name the columns");
    }
    return prices;
  }

  private static List<String> columns(int number, List<String> cells, Problems problems) {
    List<String> names = cells.stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    boolean good = true;
    for (String name : names) {
      if (!COLUMNS.contains(name)) {
        problems.add(
            number,
            "the column '" + name + "' is unknown; known are " + String.join(", ", COLUMNS));
        good = false;
      } else if (!seen.add(name)) {
        problems.add(number, "the column " + name + " is there twice; keep one");
        good = false;
      }
    }
    List<String> missing =
        COLUMNS.stream().filter(name -> NEEDED.contains(name) && !seen.contains(name)).toList();
    if (good && !missing.isEmpty()) {
      problems.add(number, "lacks the columns " + String.join(", ", missing) + "; add them");
      good = false;
    }
    return good ? names : List.of();
  }

  /** The cells of a line; null when a quotation mark is left open. */
  private static @Nullable List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return quoted ? null : cells;
  }

  /** The prices as {@link #read} takes them. */
  public static String write(List<CloudPrice> prices) {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (CloudPrice price : prices) {
      Map<String, String> row = row(price);
      text.append(
              String.join(
                  ",", COLUMNS.stream().map(name -> quoted(row.getOrDefault(name, ""))).toList()))
          .append('\n');
    }
    return text.toString();
  }

  private static Map<String, String> row(CloudPrice price) {
    Map<String, String> row = new HashMap<>();
    row.put("provider", price.provider());
    row.put("product", price.product());
    row.put("batch", String.valueOf(price.batch()));
    row.put("currency", price.currency());
    row.put("effective_from", price.effectiveFrom().toString());
    row.put("retrieved_on", price.retrievedOn().toString());
    row.put("source", price.source());
    row.put("verified", String.valueOf(price.verified()));
    row.put("phi_eligible", lower(price.phiEligible()));
    row.put("agreement", lower(price.terms().agreement()));
    put(row, "note", price.note());
    rate(row, price.rate());
    PriceTerms terms = price.terms();
    put(row, "tokenizer", terms.tokenizer());
    PriceTerms.Cache cache = terms.cache();
    if (cache != null) {
      row.put("cached_input_per_million", plain(cache.inputPerMillion()));
      row.put("cached_from_tokens", String.valueOf(cache.fromTokens()));
    }
    PriceTerms.LongPrompt longer = terms.longPrompt();
    if (longer != null) {
      row.put("long_prompt_tokens", String.valueOf(longer.aboveTokens()));
      row.put("long_input_per_million", plain(longer.inputPerMillion()));
      row.put("long_output_per_million", plain(longer.outputPerMillion()));
    }
    BigDecimal uplift = terms.regionalUplift();
    put(row, "regional_uplift", uplift == null ? null : plain(uplift));
    return row;
  }

  private static void rate(Map<String, String> row, CloudPrice.Rate rate) {
    if (rate instanceof CloudPrice.Tokens tokens) {
      row.put("basis", "tokens");
      row.put("input_per_million", plain(tokens.inputPerMillion()));
      row.put("output_per_million", plain(tokens.outputPerMillion()));
      row.put("tokenizer_factor", plain(tokens.tokenizerFactor()));
    } else if (rate instanceof CloudPrice.Characters characters) {
      row.put("basis", "characters");
      row.put("per_unit", plain(characters.perUnit()));
      row.put("characters_per_unit", String.valueOf(characters.charactersPerUnit()));
      row.put("minimum_units", String.valueOf(characters.minimumUnits()));
    } else {
      row.put("basis", "pages");
      row.put("per_unit", plain(((CloudPrice.Pages) rate).perPage()));
    }
  }

  private static void put(Map<String, String> row, String column, @Nullable String value) {
    if (value != null) {
      row.put(column, value);
    }
  }

  private static String lower(PhiEligibility eligibility) {
    return eligibility.name().toLowerCase(Locale.ROOT);
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\r\n]*")
        ? cell
        : '"' + cell.replaceAll("[\r\n]+", " ").replace("\"", "\"\"") + '"';
  }
}
