package dev.cartulary.recognition;

import dev.cartulary.entity.EntityKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A list of our own of frequent names: {@code KIND: name, name, ...} a line. */
final class CommonNames {
  private CommonNames() {}

  /** The names, each with a small and a capital first letter. */
  static List<Phrase> all() throws IOException {
    List<Phrase> names = new ArrayList<>();
    try (InputStream in = CommonNames.class.getResourceAsStream("common-names.txt")) {
      if (in == null) {
        throw new IOException("common-names.txt is missing");
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          Set<EntityKind> kind = Set.of(EntityKind.valueOf(line.substring(0, colon)));
          for (String name : line.substring(colon + 1).split(",", -1)) {
            names.add(new Phrase(name.strip(), kind));
            names.add(new Phrase(ExampleNames.capital(name.strip()), kind));
          }
        }
      }
    }
    return names;
  }
}
