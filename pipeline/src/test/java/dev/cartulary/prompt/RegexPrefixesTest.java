package dev.cartulary.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexPrefixesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          \\baudit(?:s|ed)?\\b ! aud
          \\b(?:share|percent)\\b.{0,9}x ! per sha
          \\bco-?own ! co- coo
          \\bas\\sof\\b ! as_
          \\b(?:hereby\\s)?(?:assign)\\w* ! ass her
          \\bno[tn] ! no
          \\ba.b ! a
          \\baa+b ! aa
          """)
  void of_understoodForms_prefixes(String regex, String prefixes) {
    assertThat(String.join(" ", new TreeSet<>(RegexPrefixes.of(regex))).replace("as ", "as_"))
        .isEqualTo(prefixes);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"percent", "\\b.x", "\\b(?:a|)", "\\b(x)", "\\bx?", "\\b[ab]c"})
  void of_otherForms_none(String regex) {
    assertThat(RegexPrefixes.of(regex)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\\b(?:non-?\\s?)?compet(?:e|ing)\\b",
        "\\bto (?:not )?exceed\\b",
        "\\b(?:ab?|c{2,3})d?e"
      })
  void of_anyMatch_beginsWithAPrefix(String regex) {
    String text =
        "they compete, non-compete noncompeting to not exceed to exceed abde ade ccde ccce ce";
    int matches = 0;
    for (Matcher m = Pattern.compile(regex).matcher(text); m.find(); matches++) {
      String match = m.group();
      assertThat(RegexPrefixes.of(regex)).anyMatch(match::startsWith);
    }
    assertThat(matches).isGreaterThan(1);
  }
}
