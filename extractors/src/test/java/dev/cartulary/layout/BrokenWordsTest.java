package dev.cartulary.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.text.RawPage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrokenWordsTest {
  private static String text(String... lines) {
    return PageFlow.arrange(List.of(new Typewriter().body(lines).page())).get(0).text();
  }

  @ParameterizedTest
  @CsvSource({
    // Nothing known: joined.
    "'the exam-|ple of it','the example|of it'",
    // The second half alone on its line.
    "'an exam-|ple.|Next','an example.|Next'",
    // As the document writes it.
    "'a non-|profit and|a non-profit','a non-profit|and|a non-profit'",
    "'in co-|operation,|cooperation','in cooperation,|cooperation'",
    // Both halves are words of it.
    "'our know-|how is|we know it, how','our know-how|is|we know it, how'",
    // As most of its words of which that is known.
    "'by non-|sale or|a pre-|tax as pre-tax sale','by non-sale|or|a pre-tax|as pre-tax sale'",
    "'by non-|sale or|a pre-|tax as pretax sale','by nonsale|or|a pretax|as pretax sale'",
    // More than one hyphen.
    "'an in-the-|ear aid','an in-the-ear|aid'",
    // No broken words.
    "'Anglo-|American','Anglo-|American'",
    "'- |item','-|item'",
    "'from 5-|to 6','from 5-|to 6'",
  })
  void arrange_hyphenAtLineEnd_asTheDocumentSays(String lines, String expected) {
    assertThat(text(lines.split("\\|", -1))).isEqualTo(expected.replace('|', '\n'));
  }

  @Test
  void arrange_softHyphen_isNeverReal() {
    assertThat(text("a pre\u00AD", "tax is pre-tax")).isEqualTo("a pretax\nis pre-tax");
  }

  @Test
  void arrange_brokenWord_hasTheBoxesOfBothHalves() {
    RawPage page =
        PageFlow.arrange(List.of(new Typewriter().body("an exam-", "ple of").page())).get(0);

    assertThat(page.text()).isEqualTo("an example\nof");
    assertThat(page.layout().words().stream().map(w -> page.text().substring(w.start(), w.end())))
        .containsExactly("an", "exam", "ple", "of");
    assertThat(page.layout().words().get(2).y()).isGreaterThan(page.layout().words().get(1).y());
  }
}
