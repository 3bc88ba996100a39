package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import dev.cartulary.cost.CloudPrice;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Dated prices of clouds, with their history. */
public record PriceBook(List<CloudPrice> prices) implements Serializable {
  /** A price read longer ago than this is said to be stale. */
  public static final int STALE_AFTER_DAYS = 90;

  /** What names a product across its prices. */
  record Product(String provider, String item) implements Comparable<Product> {
    private static final Comparator<Product> ORDER =
        Comparator.comparing(Product::provider).thenComparing(Product::item);

    Product {
      requireNonNull(provider, "provider is null");
      requireNonNull(item, "item is null");
    }

    static Product of(CloudPrice price) {
      return new Product(price.provider(), price.item());
    }

    @Override
    public int compareTo(Product other) {
      return ORDER.compare(this, other);
    }
  }

  private record Dated(Product product, LocalDate from) {}

  public PriceBook {
    prices = List.copyOf(prices);
    Set<Dated> seen = new HashSet<>();
    for (CloudPrice price : prices) {
      if (!seen.add(new Dated(Product.of(price), price.effectiveFrom()))) {
        throw new IllegalArgumentException(
            "two prices of "
                + price.provider()
                + " "
                + price.item()
                + " from "
                + price.effectiveFrom());
      }
    }
  }

  /**
   * The price of each product on {@code day}, in the order of provider and item; a product that had
   * none yet is absent.
   */
  public List<CloudPrice> on(LocalDate day) {
    return List.copyOf(newestUntil(day).values());
  }

  Map<Product, CloudPrice> newestUntil(LocalDate day) {
    Map<Product, CloudPrice> newest = new TreeMap<>();
    for (CloudPrice price : prices) {
      if (!price.effectiveFrom().isAfter(day)) {
        newest.merge(
            Product.of(price),
            price,
            (a, b) -> a.effectiveFrom().isAfter(b.effectiveFrom()) ? a : b);
      }
    }
    return newest;
  }

  /**
   * Whether {@code price} was read more than {@value #STALE_AFTER_DAYS} days before {@code day}.
   */
  public static boolean stale(CloudPrice price, LocalDate day) {
    return price.retrievedOn().plusDays(STALE_AFTER_DAYS).isBefore(day);
  }

  /**
   * What a list of prices does to a book.
   *
   * @param added prices that the book does not have
   * @param confirmed prices that it has, read again at a later day
   * @param known how many the book has as they are
   */
  public record Change(List<CloudPrice> added, List<CloudPrice> confirmed, int known) {
    public Change {
      added = List.copyOf(added);
      confirmed = List.copyOf(confirmed);
    }
  }

  /**
   * What {@code others} do to this book; history is added to, never altered: a price of a day may
   * be confirmed, but not replaced by another.
   *
   * @throws IllegalArgumentException naming the first that contradicts the book, or each other
   */
  public Change change(List<CloudPrice> others) {
    Map<Dated, CloudPrice> mine = new HashMap<>();
    for (CloudPrice price : prices) {
      mine.put(new Dated(Product.of(price), price.effectiveFrom()), price);
    }
    List<CloudPrice> added = new ArrayList<>();
    List<CloudPrice> confirmed = new ArrayList<>();
    int known = 0;
    for (CloudPrice price : new PriceBook(others).prices()) {
      CloudPrice old = mine.get(new Dated(Product.of(price), price.effectiveFrom()));
      if (old == null) {
        added.add(price);
      } else if (!samePrice(old, price)) {
        throw new IllegalArgumentException(contradicted(price));
      } else if (price.retrievedOn().isAfter(old.retrievedOn())) {
        confirmed.add(price);
      } else {
        known++;
      }
    }
    return new Change(added, confirmed, known);
  }

  private static String contradicted(CloudPrice price) {
    return "the book holds another price of "
        + price.provider()
        + " "
        + price.item()
        + " from "
        + price.effectiveFrom()
        + ", and work was priced by it; give the new price the later day from which it holds";
  }

  private static boolean samePrice(CloudPrice a, CloudPrice b) {
    return a.currency().equals(b.currency()) && amounts(a.rate()).equals(amounts(b.rate()));
  }

  private static List<Object> amounts(CloudPrice.Rate rate) {
    if (rate instanceof CloudPrice.Tokens tokens) {
      return List.of(
          plain(tokens.inputPerMillion()),
          plain(tokens.outputPerMillion()),
          plain(tokens.tokenizerFactor()));
    }
    if (rate instanceof CloudPrice.Characters characters) {
      return List.of(
          plain(characters.perUnit()), characters.charactersPerUnit(), characters.minimumUnits());
    }
    return List.of(rate.unit(), plain(rate.amount(new CloudPrice.Work(0, 0, 1, 0))));
  }

  private static BigDecimal plain(BigDecimal value) {
    return value.stripTrailingZeros();
  }
}
