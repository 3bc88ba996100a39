package dev.cartulary.report;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pictures of a document's pages.
 *
 * @param addresses of the pictures, as the document's page sees them, by the page's number
 * @param cause why some are missing, in a sentence without its full stop; empty where none is
 */
public record Sights(SortedMap<Integer, String> addresses, String cause) {
  /** No picture is wanted. */
  public static final Sights NONE = new Sights(Collections.emptySortedMap(), "");

  public Sights {
    addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    requireNonNull(cause, "cause is null");
  }
}
