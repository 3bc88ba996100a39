package dev.cartulary.deidentification;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import dev.cartulary.phi.PhiClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts identifiers of one invented patient into a note: lines at its head and foot, sentences at
 * the ends of its lines.
 */
final class Planter {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
  private static final int HEAD_LINES = 14;
  private static final int SENTENCES = 12;
  private static final int FOOT_LINES = 2;

  private static final Map<String, List<String>> TEMPLATES = templates();

  private final Random random;
  private final Persona persona;
  private final StringBuilder text = new StringBuilder();
  private final List<Labelled.Gold> gold = new ArrayList<>();
  private final List<CharSpan> free = new ArrayList<>();
  private final List<CharSpan> judged = new ArrayList<>();

  private Planter(long seed) {
    random = new Random(seed);
    persona = new Persona(random);
  }

  /** The note with identifiers; the same seed plants the same. */
  static Labelled plant(String name, String note, long seed) {
    Planter planter = new Planter(seed);
    planter.write(note);
    return new Labelled(
        "planted notes", name, planter.text.toString(), planter.gold, planter.free, planter.judged);
  }

  /** One template with identifiers in its slots, all of it judged. */
  static Labelled sentence(String name, String template, long seed) {
    Planter planter = new Planter(seed);
    planter.fill(template);
    return new Labelled(
        "sentences", name, planter.text.toString(), planter.gold, planter.free, planter.judged);
  }

  private void write(String note) {
    for (int i = 0; i < HEAD_LINES; i++) {
      planted("head");
      text.append(random.nextInt(4) == 0 && i + 1 < HEAD_LINES ? "   " : "\n");
    }
    text.append('\n');
    List<String> lines = List.of(note.split("(?<=[.])(?= [A-Z])|\n", -1));
    double share = Math.min(1, (double) SENTENCES / lines.size());
    for (String line : lines) {
      text.append(line);
      boolean ended = line.endsWith(".");
      if (ended && random.nextDouble() < share) {
        text.append(' ');
        planted("body");
      }
      if (!ended) {
        text.append('\n');
      }
    }
    for (int i = 0; i < FOOT_LINES; i++) {
      text.append('\n');
      planted("foot");
    }
    text.append('\n');
  }

  private void planted(String part) {
    List<String> choices = requireNonNull(TEMPLATES.get(part), part);
    fill(choices.get(random.nextInt(choices.size())));
  }

  private void fill(String template) {
    int start = text.length();
    Matcher slot = SLOT.matcher(template);
    int from = 0;
    while (slot.find()) {
      text.append(template, from, slot.start());
      Persona.Planted value = persona.value(slot.group(1));
      int at = text.length();
      text.append(value.text());
      if (!value.text().isEmpty()) {
        CharSpan span = new CharSpan(at, text.length());
        if (value.kind() == PhiClass.ORGANIZATION) {
          free.add(span);
        } else {
          gold.add(new Labelled.Gold(value.kind(), span));
        }
      }
      from = slot.end();
    }
    text.append(template, from, template.length());
    judged.add(new CharSpan(start, text.length()));
  }

  private static Map<String, List<String>> templates() {
    Map<String, List<String>> templates = new HashMap<>();
    List<String> part = new ArrayList<>();
    for (String line : lines("templates.txt")) {
      if (line.matches("head|body|foot")) {
        part = templates.computeIfAbsent(line, name -> new ArrayList<>());
      } else {
        part.add(line);
      }
    }
    return templates;
  }

  /** The lines of a resource but empty ones and comments. */
  static List<String> lines(String resource) {
    InputStream stream = Planter.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException("the program is incomplete: " + resource + " is missing");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("# ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
