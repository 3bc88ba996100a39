package dev.cartulary.deidentification;

import dev.cartulary.document.CharSpan;
import dev.cartulary.phi.Lexicon;
import dev.cartulary.phi.PhiClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A labelled text with other words in its names and other words and digits in its places, so that
 * none of those which another text may have is learnt.
 */
final class Renamed {
  private static final Pattern PART = Pattern.compile("\\p{L}[\\p{L}\\p{Mn}'’-]+|\\d+");

  /** Words of addresses that make them such. */
  private static final Pattern KEPT =
      Pattern.compile(
          "(?i)st|street|ave|avenue|rd|road|lane|ln|drive|dr|court|blvd|boulevard|circle|parkway|terrace|way|apt|suite|unit|box|po|psc|apo|fpo|dpo|ap|ae|aa"
              + "|nan|north|south|east|west|the|corner|of|and|de|la|le|del|do|da|st|county|bridge|place|point");

  private static final Pattern PARTICLE =
      Pattern.compile(
          "van|von|de|der|den|la|le|du|di|da|dos|das|del|della|ten|ter|bin|ibn|zu|af|av");

  private static final List<String> PARTICLES =
      List.of("van", "van der", "de la", "de", "von", "di", "dos", "del");

  private static final int ONE_PARTICLE_OF = 15;

  private final InventedWords invented;
  private final Random random;
  private final Map<String, String> words = new HashMap<>();

  private Renamed(InventedWords invented, Random random) {
    this.invented = invented;
    this.random = random;
  }

  static Labelled of(Labelled text, InventedWords invented, Random random) {
    return new Renamed(invented, random).rename(text);
  }

  private Labelled rename(Labelled from) {
    StringBuilder text = new StringBuilder();
    List<int[]> edits = new ArrayList<>(); // end in the old text, growth
    int at = 0;
    for (Labelled.Gold gold :
        from.gold().stream().sorted(Comparator.comparing(g -> g.span().start())).toList()) {
      boolean name = gold.kind() == PhiClass.NAME;
      if ((!name && gold.kind() != PhiClass.GEOGRAPHY) || gold.span().start() < at) {
        continue;
      }
      Matcher part = PART.matcher(from.text()).region(gold.span().start(), gold.span().end());
      while (part.find()) {
        String other =
            name ? name(part.group(), part.start() > gold.span().start()) : place(part.group());
        text.append(from.text(), at, part.start()).append(other);
        edits.add(new int[] {part.end(), other.length() - part.group().length()});
        at = part.end();
      }
    }
    text.append(from.text().substring(at));
    return new Labelled(
        from.set(),
        from.name(),
        text.toString(),
        from.gold().stream()
            .map(gold -> new Labelled.Gold(gold.kind(), moved(gold.span(), edits)))
            .toList(),
        from.free().stream().map(span -> moved(span, edits)).toList(),
        from.judged().stream().map(span -> moved(span, edits)).toList());
  }

  private static CharSpan moved(CharSpan span, List<int[]> edits) {
    return new CharSpan(moved(span.start(), edits), moved(span.end(), edits));
  }

  private static int moved(int offset, List<int[]> edits) {
    int moved = offset;
    for (int[] edit : edits) {
      moved += edit[0] <= offset ? edit[1] : 0;
    }
    return moved;
  }

  private String place(String part) {
    if (Character.isDigit(part.charAt(0))) {
      StringBuilder digits = new StringBuilder();
      part.chars().forEach(c -> digits.append((char) ('0' + random.nextInt(10))));
      return digits.toString();
    }
    boolean kept =
        part.length() < 3
            || KEPT.matcher(part).matches()
            || Lexicon.builtIn().isCountry(part.toLowerCase(Locale.ROOT));
    return kept ? part : word(part, false);
  }

  /** A part of a name; particles stay, and a later part can get one. */
  private String name(String part, boolean later) {
    if (PARTICLE.matcher(part).matches()) {
      return part;
    }
    boolean particle = later && random.nextInt(ONE_PARTICLE_OF) == 0;
    return (particle ? PARTICLES.get(random.nextInt(PARTICLES.size())) + " " : "")
        + word(part, true);
  }

  /** The same word becomes the same other one, written alike. */
  private String word(String part, boolean name) {
    String other =
        words.computeIfAbsent(part.toLowerCase(Locale.ROOT), word -> invented.draw(name, random));
    if (part.equals(part.toLowerCase(Locale.ROOT))) {
      return other;
    }
    return part.equals(part.toUpperCase(Locale.ROOT))
        ? other.toUpperCase(Locale.ROOT)
        : other.substring(0, 1).toUpperCase(Locale.ROOT) + other.substring(1);
  }
}
