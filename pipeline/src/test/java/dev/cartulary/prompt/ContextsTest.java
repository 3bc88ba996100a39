package dev.cartulary.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextsTest {
  private static final Contexts CONTEXTS =
      new Contexts(
          List.of(
              "\\bends?( promptly)? on ?<dates>",
              "\\bfor <durations>(?! notice)",
              "<dates> \\(the .{0,9}date",
              "\\blasts <durations>(?<!days)",
              "\\bsigned <last dates>"));

  private static int rank(String sentence, Candidates source, String value) {
    int start = sentence.indexOf(value);
    String text = "Before. " + sentence + " After.";
    return CONTEXTS.rank(
        text,
        new CharSpan(8, 8 + sentence.length()),
        source,
        new CharSpan(8 + start, 8 + start + value.length()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "It ENDS on 1 May,        DATES, 1 May, 0",
    "It ends promptly on1 May,DATES, 1 May, 0",
    "It ends not on the 1 May,DATES, 1 May, -1",
    "It runs for two years,   DURATIONS, two years, 1",
    "For two years notice,    DURATIONS, two years, -1",
    "It ends on two years,    DURATIONS, two years, -1",
    "1 May (the 'Date'),      DATES, 1 May, 2",
    "It ends on 1 May (the date), DATES, 1 May, 0",
    "It lasts two years,      DURATIONS, two years, 3",
    "It lasts two days,       DURATIONS, two days, -1",
  })
  void rank_valueInASentence_isItsFirstContext(
      String sentence, Candidates source, String value, int rank) {
    assertThat(rank(sentence, source, value)).isEqualTo(rank < 0 ? CueIndex.NONE : rank);
  }

  @Test
  void rank_contextBrokenOverLines_isFound() {
    assertThat(rank("It ends\non \n1 May", Candidates.DATES, "1 May")).isZero();
  }

  @Test
  void rank_wordsOfTheSentenceBefore_areNoContext() {
    String text = "It ends on. 1 May it was.";
    assertThat(CONTEXTS.rank(text, new CharSpan(12, 25), Candidates.DATES, new CharSpan(12, 17)))
        .isEqualTo(CueIndex.NONE);
  }

  @Test
  void last_contextThatTakesTheLastDay_isTold() {
    assertThat(CONTEXTS.last(rank("signed 1 May", Candidates.DATES, "1 May"))).isTrue();
    assertThat(CONTEXTS.last(0)).isFalse();
    assertThat(CONTEXTS.last(CueIndex.NONE)).isFalse();
  }

  @Test
  void name_sources_areThoseInAngleBrackets() {
    assertThat(CONTEXTS.name(Candidates.DATES)).isTrue();
    assertThat(CONTEXTS.name(Candidates.MONEY)).isFalse();
  }
}
