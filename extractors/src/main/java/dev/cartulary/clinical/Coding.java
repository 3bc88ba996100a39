package dev.cartulary.clinical;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A code and what it stands for; each part may be blank.
 *
 * @param system as the standard names it
 */
public record Coding(String system, String code, String display) {
  public Coding {
    requireNonNull(system, "system is null");
    requireNonNull(code, "code is null");
    requireNonNull(display, "display is null");
  }

  /** {@code SYSTEM CODE}. */
  public String mark() {
    return code.isBlank() ? "" : Words.join(" ", List.of(CodeSystems.name(system), code));
  }

  /**
   * What was coded, in words, then each code in brackets: {@code Penicillin (RXNORM 70618)}. Words
   * that differ from one code to the next stand each before their own; a code that repeats them
   * only is left out.
   */
  public static String text(String words, List<Coding> codings) {
    List<String> parts = new ArrayList<>();
    Set<String> said = new LinkedHashSet<>();
    say(words, said, parts);
    for (Coding coding : codings) {
      if (words.isBlank()) {
        say(coding.display, said, parts);
      }
      String mark = coding.mark();
      if (!mark.isEmpty() && !(coding.system.isBlank() && said.contains(Words.line(mark)))) {
        parts.add("(" + mark + ")");
      }
    }
    return parts.size() == 1 && said.isEmpty()
        ? codings.stream().map(Coding::mark).filter(m -> !m.isEmpty()).findFirst().orElse("")
        : String.join(" ", parts);
  }

  private static void say(String words, Set<String> said, List<String> parts) {
    String line = Words.line(words);
    if (!line.isEmpty() && said.add(line)) {
      parts.add(line);
    }
  }
}
