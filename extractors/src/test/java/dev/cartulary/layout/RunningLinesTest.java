package dev.cartulary.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.text.RawPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunningLinesTest {
  private static final int TOP = 400;
  private static final int BOTTOM = 7400;

  private static List<String> texts(int pages, IntFunction<Typewriter> page) {
    List<RawPage> raw = IntStream.range(0, pages).mapToObj(i -> page.apply(i).page()).toList();
    return PageFlow.arrange(raw).stream().map(RawPage::text).toList();
  }

  @Test
  void arrange_headerAndCountingFooter_headerKeptOnceNumbersDropped() {
    List<String> texts =
        texts(
            4,
            i ->
                new Typewriter()
                    .at(TOP, "Acme Widget Lease")
                    .body("Sentence " + "abcd".charAt(i) + " goes", "on here")
                    .at(BOTTOM, "Page " + (i + 7) + " of 20"));

    assertThat(texts)
        .containsExactly(
            "Acme Widget Lease\n\nSentence a goes\non here",
            "Sentence b goes\non here",
            "Sentence c goes\non here",
            "Sentence d goes\non here");
  }

  @Test
  void arrange_footerBelowAnOpenSentence_keptWhereNoSentenceRunsOn() {
    List<String> texts =
        texts(
            3,
            i ->
                new Typewriter()
                    .body(List.of("It goes", "on and ends.", "A new one").get(i))
                    .at(BOTTOM, "Acme Lease"));

    assertThat(texts).containsExactly("It goes", "on and ends.\n\nAcme Lease", "A new one");
  }

  @ParameterizedTest
  @CsvSource({
    "'- 3 -;- 4 -;- 5 -'",
    "'iii;iv;v'",
    "'Page 1;Page 2;Page 3'",
    "'A-1;A-2;A-3'",
    "'9;10;11'",
    "'1 / 3;2 / 3;3 / 3'",
  })
  void arrange_pageNumbers_dropped(String numbers) {
    String[] feet = numbers.split(";", -1);

    assertThat(texts(3, i -> new Typewriter().body("Body.").at(BOTTOM - 90 * i, feet[i])))
        .containsExactly("Body.", "Body.", "Body.");
  }

  @ParameterizedTest
  @CsvSource({
    // Not counting, and not the same.
    "'12;7;30'",
    // The parts of a document, not its pages.
    "'EXHIBIT 1;EXHIBIT 2;EXHIBIT 3'",
    "'Alpha;Beta;Gamma'",
    "'(a);(b);(d)'",
  })
  void arrange_otherLinesAtTheEdge_stay(String lines) {
    String[] heads = lines.split(";", -1);

    assertThat(texts(3, i -> new Typewriter().at(TOP, heads[i]).body("Body.")))
        .containsExactly(heads[0] + "\nBody.", heads[1] + "\nBody.", heads[2] + "\nBody.");
  }

  @Test
  void arrange_sameTextAtOtherHeights_stays() {
    assertThat(texts(3, i -> new Typewriter().at(TOP + 300 * i, "Notice").body("Body.")))
        .containsExactly("Notice\nBody.", "Notice\nBody.", "Notice\nBody.");
  }

  @Test
  void arrange_onePage_isAsItWas() {
    assertThat(texts(1, i -> new Typewriter().at(TOP, "Lease").body("Body.").at(BOTTOM, "1")))
        .containsExactly("Lease\nBody.\n1");
  }

  /** Random books with planted headers: left and right, from some page on, with restarts. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void arrange_plantedRunningLines_areOutAndEveryOtherWordIsInItsPlace(int seed) {
    Random dice = new Random(seed);
    int pages = 6 + dice.nextInt(30);
    int from = dice.nextInt(3);
    int restart = pages / 2;
    boolean sides = dice.nextBoolean();
    List<RawPage> raw = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      Typewriter page = new Typewriter();
      boolean headFirst = dice.nextBoolean();
      String head = sides && i % 2 == 1 ? "Right running title" : "Left running title";
      if (i >= from && headFirst) {
        page.at(TOP + dice.nextInt(20), head);
      }
      StringBuilder body = new StringBuilder();
      int rows = 30 + dice.nextInt(10);
      for (int row = 0; row < rows; row++) {
        String line =
            (char) ('a' + dice.nextInt(26))
                + "word"
                + dice.nextInt(1_000_000)
                + " "
                + dice.nextInt();
        page.at(800 + 150 * row, line);
        body.append(row == 0 ? "" : "\n").append(line);
      }
      page.at(BOTTOM - dice.nextInt(40), "Page " + (i < restart ? i + 1 : i - restart + 1));
      // Many writers put the header into the file behind the page's text.
      if (i >= from && !headFirst) {
        page.at(TOP + dice.nextInt(20), head);
      }
      raw.add(page.page());
      bodies.add(body.toString());
    }

    List<RawPage> arranged = PageFlow.arrange(raw);

    assertThat(arranged).hasSameSizeAs(raw);
    String all = arranged.stream().map(RawPage::text).collect(Collectors.joining("\n"));
    assertThat(all).containsOnlyOnce("Left running title").doesNotContain("Page ");
    assertThat(all.split("Right running title", -1)).hasSize(sides ? 2 : 1);
    for (int i = 0; i < pages; i++) {
      assertThat(arranged.get(i).text().replaceAll("(Left|Right) running title", "").strip())
          .isEqualTo(bodies.get(i));
    }
  }
}
