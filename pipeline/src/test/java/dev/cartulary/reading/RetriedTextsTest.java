package dev.cartulary.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetriedTextsTest {
  private static final SourceFile FILE =
      new SourceFile(new DocumentId("a".repeat(64)), "a.pdf", "/in/a.pdf", 7);

  @ParameterizedTest
  @EnumSource
  void extract_failsForEver_isTriedAgainOnlyAfterAnAccident(FailureReason reason)
      throws InterruptedException {
    List<Long> pauses = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    TextSource failing =
        file -> {
          calls.add("tried");
          return new TimedText(
              Outcome.failed(
                  new Failure(FILE.id(), FILE.path(), null, Stage.EXTRACT, reason, "why", 2)),
              List.of(),
              10,
              () -> calls.add("released"));
        };

    TimedText text = new RetriedTexts(failing, time -> pauses.add(time.toSeconds())).extract(FILE);

    boolean accident = Set.of(FailureReason.TOO_SLOW, FailureReason.NO_ROOM).contains(reason);
    assertThat(pauses).as("pauses").isSorted();
    assertThat(pauses.isEmpty()).isEqualTo(!accident);
    int tries = pauses.size() + 1;
    assertThat(text.nanos()).isEqualTo(10L * tries);
    assertThat(text.outcome().fold(ok -> -1, Failure::attempts)).isEqualTo(2 * tries);
    assertThat(calls).filteredOn("tried"::equals).hasSize(tries);
    text.close();
    assertThat(calls).filteredOn("released"::equals).as("every attempt's parts").hasSize(tries);
  }
}
