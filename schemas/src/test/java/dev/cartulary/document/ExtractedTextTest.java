package dev.cartulary.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ExtractedTextTest {
  @Test
  void pagesWithoutText_somePagesEmpty_theirNumbers() {
    ExtractedText text =
        new ExtractedText(
            new DocumentId("0".repeat(64)),
            "application/pdf",
            "a\n\nb",
            List.of(
                new Page(1, new CharSpan(0, 0), false),
                new Page(2, new CharSpan(0, 1), false),
                new Page(3, new CharSpan(1, 1), true),
                new Page(4, new CharSpan(3, 4), false)));

    assertThat(text.pagesWithoutText()).containsExactly(1, 3);
  }
}
