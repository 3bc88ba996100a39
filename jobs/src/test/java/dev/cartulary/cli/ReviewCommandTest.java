package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.desk.ReviewServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may review, and what follows. */
class ReviewCommandTest extends CommandTest {
  @Test
  void review_ofAJob_letsThePersonsInAndSaysWhatToDoNext() {
    assertThat(execute("review", job.toString(), "--as", "Ann", "--as", "Ben")).isZero();

    assertThat(operations.reviewers).containsExactly("Ann", "Ben");
    assertThat(operations.jobs).isEmpty();
    assertThat(out.toString().lines())
        .containsExactly(
            "decided    3, 4 open",
            "tables     cartulary run " + job + " writes the decisions into them");
  }

  @Test
  void review_thatIsToWrite_runsTheJobWhenAllHaveLeft() {
    assertThat(execute("review", job.toString(), "--write")).isZero();
    assertThat(operations.jobs).hasSize(1);

    operations.reviewEnding = null;
    assertThat(execute("review", job.toString(), "--write")).isZero();
    assertThat(operations.jobs).as("after Ctrl-C nothing long begins").hasSize(1);
  }

  @Test
  void review_withLabels_writesThemAndShowsNoPages() {
    assertThat(execute("review", job.toString(), "--labels", "gold")).isZero();

    assertThat(operations.labels).isEqualTo(Path.of("gold"));
    assertThat(operations.reviewers).isEmpty();
    assertThat(out.toString()).contains("2 documents in gold");
  }

  @Test
  void review_thatSomebodyTriedToEnter_fails() {
    operations.reviewEnding = ReviewServer.Ending.GUESSED;

    assertThat(execute("review", job.toString(), "--write")).isEqualTo(1);
    assertThat(err.toString()).contains("tried tokens");
    assertThat(operations.jobs).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--as=", "--as=Ann --as=Ann", "--port=70000"})
  void review_withWrongOptions_isRefused(String options) {
    List<String> arguments = new ArrayList<>(List.of("review", job.toString()));
    arguments.addAll(List.of(options.split(" ")));

    assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains(options.substring(0, 4));
  }
}
