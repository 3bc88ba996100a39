package dev.cartulary.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public messages beside the repository. What must be on a page is found by splitting the raw
 * message at its separators, without HAPI and without our own reader.
 */
final class PublicMessagesTest {
  private static final Map<String, String> ESCAPES =
      Map.of("\\T\\", "&", "\\S\\", "^", "\\R\\", "~", "\\F\\", "|", "\\.br\\", " ");

  private static final Set<String> CODED = Set.of("CE", "CWE", "CNE");

  @Test
  void render_everyPublicMessage_hasNamesAndObservations() throws Exception {
    Path folder = shared().resolve("data/medical/hl7v2");
    assumeTrue(Files.isDirectory(folder), "no public HL7 messages beside the repository");
    Map<String, List<String>> missing = new TreeMap<>();
    int names = 0;
    int observations = 0;
    int files = 0;
    for (Path file : files(folder)) {
      files++;
      byte[] bytes = Files.readAllBytes(file);
      String raw = new String(bytes, StandardCharsets.UTF_8);
      String page = plain(page(bytes));
      for (String segment : raw.split("[\r\n]+", -1)) {
        List<String> fields = List.of(segment.split("\\|", -1));
        List<String> pieces = new ArrayList<>();
        if (fields.get(0).equals("PID") && fields.size() > 5) {
          pieces.addAll(name(fields.get(5)));
          names += pieces.size();
        } else if (fields.get(0).equals("OBX") && fields.size() > 5) {
          pieces.addAll(observation(fields.get(2), fields.get(5)));
          observations += pieces.size();
        }
        for (String piece : pieces) {
          if (!page.contains(plain(piece)) && !digits(page).contains(digits(plain(piece)))) {
            missing
                .computeIfAbsent(file.getFileName().toString(), f -> new ArrayList<>())
                .add(segment);
          }
        }
      }
    }

    assertThat(missing).isEmpty();
    assertThat(files).isEqualTo(140);
    assertThat(names).isGreaterThan(300);
    assertThat(observations).isGreaterThan(200);
  }

  private static String page(byte[] bytes) throws Exception {
    List<String> pages = new ArrayList<>();
    assertThat(new Hl7Format().matches(new ByteArrayInputStream(bytes))).isTrue();
    new Hl7Format().render(new ByteArrayInputStream(bytes), pages::add);
    assertThat(pages).hasSize(1);
    return pages.get(0);
  }

  /** Family, given, middle, suffix and prefix of each name; of the family its first part. */
  private static List<String> name(String field) {
    List<String> pieces = new ArrayList<>();
    for (String repetition : field.split("~", -1)) {
      String[] parts = repetition.split("\\^", -1);
      for (int i = 0; i < Math.min(5, parts.length); i++) {
        pieces.add(parts[i].split("&", -1)[0]);
      }
    }
    return unescaped(pieces);
  }

  /**
   * The parts of a value: of coded ones codes and words without the systems' names, of enclosed
   * documents their kind, of pointers and identifiers all or the first; else all.
   */
  private static List<String> observation(String type, String field) {
    List<String> pieces = new ArrayList<>();
    for (String repetition : field.split("~", -1)) {
      String[] parts = repetition.split("[\\^]", -1);
      for (int i = 0; i < parts.length; i++) {
        boolean kept =
            CODED.contains(type)
                ? List.of(0, 1, 3, 4, 8).contains(i)
                : type.equals("ED") ? i == 1 || i == 2 : !type.equals("HD") || i == 0;
        if (kept) {
          pieces.addAll(List.of(parts[i].split("&", -1)));
        }
      }
    }
    return unescaped(pieces);
  }

  private static List<String> unescaped(List<String> pieces) {
    List<String> plain = new ArrayList<>();
    for (String piece : pieces) {
      String text = piece;
      for (Map.Entry<String, String> escape : ESCAPES.entrySet()) {
        text = text.replace(escape.getKey(), escape.getValue());
      }
      if (!text.isBlank() && !text.equals("\"\"")) {
        plain.add(text.strip());
      }
    }
    return plain;
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** Dates stand on the page with marks between their parts. */
  private static String digits(String page) {
    return page.replaceAll("(?<=\\d)[:t-](?=\\d)", "");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(file -> file.toString().endsWith(".hl7")).sorted().toList();
    }
  }

  /** The folder of shared data beside the repository's root. */
  private static Path shared() {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at.getParent() != null && !Files.isDirectory(at.resolve(".mvn"))) {
      at = at.getParent();
    }
    return at.resolveSibling("shared");
  }
}
