package dev.cartulary.gold;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Labelled documents of one kind.
 *
 * @param name for people, for example {@code cuad}
 */
public record GoldSet(String name, List<GoldDocument> documents) {
  public GoldSet {
    requireNonNull(name, "name is null");
    documents = List.copyOf(documents);
    Set<String> paths = new HashSet<>();
    for (GoldDocument document : documents) {
      if (!paths.add(document.path())) {
        throw new GoldException(
            "two documents of the set " + name + " have the path " + document.path());
      }
    }
  }

  /**
   * The documents of one part, the first {@code limit} of them by name.
   *
   * @param part a digit, see {@link Split}, or {@code all}
   * @throws GoldException if there are none
   */
  public GoldSet part(String part, int limit) {
    List<GoldDocument> chosen =
        documents.stream()
            .filter(d -> part.equals("all") || d.part() == Integer.parseInt(part))
            .sorted(Comparator.comparing(GoldDocument::name))
            .limit(limit)
            .toList();
    if (chosen.isEmpty()) {
      throw new GoldException(
          "no document of the set " + name + " falls into part " + part + "; try --part all");
    }
    return new GoldSet(name, chosen);
  }
}
