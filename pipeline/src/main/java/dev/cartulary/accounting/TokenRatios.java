package dev.cartulary.accounting;

import dev.cartulary.cost.CloudPrice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many tokens of a seller stand for one that was counted here, by the family of the seller's
 * tokenizer, with the range over kinds of text.
 *
 * <p>Those of the embedded model are measured; the file {@code token-ratios.csv} says on what, how
 * and when. A family that is not in the file gets the row {@value #UNPUBLISHED}, whose range spans
 * all measured families.
 */
public final class TokenRatios {
  static final String UNPUBLISHED = "unpublished";
  static final String FILE = "token-ratios.csv";

  private static final Interval ONE = Interval.exactly(BigDecimal.ONE);

  private static final String SAME_NAME = "same";
  private static final String UNMEASURED_NAME = "unmeasured";
  private static final String EMBEDDED_NAME = "embedded";
  private static final TokenRatios SAME = new TokenRatios(SAME_NAME, Map.of(UNPUBLISHED, ONE));
  private static final TokenRatios UNMEASURED =
      new TokenRatios(
          UNMEASURED_NAME,
          Map.of(
              UNPUBLISHED,
              new Interval(new BigDecimal("0.66"), BigDecimal.ONE, new BigDecimal("1.5"))));
  private static final TokenRatios EMBEDDED = new TokenRatios(EMBEDDED_NAME, families());

  private final String name;
  private final Map<String, Interval> families;

  private TokenRatios(String name, Map<String, Interval> families) {
    this.name = name;
    this.families = Map.copyOf(families);
  }

  /**
   * Those of a name.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static TokenRatios named(String name) {
    return Stream.of(SAME, UNMEASURED, EMBEDDED)
        .filter(ratios -> ratios.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "tokens were counted as '" + name + "', which this version does not know"));
  }

  /** By which a ledger remembers how the tokens of a document are to those of sellers. */
  public String name() {
    return name;
  }

  /** The likely ratio of each family. */
  public Map<String, BigDecimal> likely() {
    Map<String, BigDecimal> likely = new TreeMap<>();
    families.forEach((family, ratio) -> likely.put(family, ratio.likely()));
    return likely;
  }

  /** One of theirs for one of ours, without doubt. */
  public static TokenRatios same() {
    return SAME;
  }

  /**
   * Of a model whose tokenizer was not compared: one for one, from 0.66 to 1.5, which is how far
   * the published tokenizers of the measurement are apart.
   */
  public static TokenRatios unmeasured() {
    return UNMEASURED;
  }

  /** Of the embedded model. */
  public static TokenRatios embedded() {
    return EMBEDDED;
  }

  private static Map<String, Interval> families() {
    Map<String, Interval> families = new HashMap<>();
    for (List<String> row : rows()) {
      families.put(
          row.get(0),
          new Interval(
              new BigDecimal(row.get(1)), new BigDecimal(row.get(2)), new BigDecimal(row.get(3))));
    }
    return families;
  }

  /** The ratio for what {@code price} is paid by; exactly 1 where that is not a token. */
  public Interval of(CloudPrice price) {
    if (!(price.rate() instanceof CloudPrice.Tokens)) {
      return ONE;
    }
    Interval fallback = Objects.requireNonNull(families.get(UNPUBLISHED));
    String family = price.terms().tokenizer();
    return family == null ? fallback : families.getOrDefault(family, fallback);
  }

  private static List<List<String>> rows() {
    try (InputStream in = TokenRatios.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in, FILE), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> List.of(line.split(",", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
