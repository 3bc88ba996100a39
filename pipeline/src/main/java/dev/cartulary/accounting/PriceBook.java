package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import dev.cartulary.cost.CloudPrice;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
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
  static boolean stale(CloudPrice price, LocalDate day) {
    return price.retrievedOn().plusDays(STALE_AFTER_DAYS).isBefore(day);
  }
}
