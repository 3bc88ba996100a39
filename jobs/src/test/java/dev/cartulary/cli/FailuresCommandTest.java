package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.beam.Selection;
import dev.cartulary.ledger.FailedFile;
import dev.cartulary.ledger.FinishedRun;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.status.FailureList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What could not be read, and trying it again. */
class FailuresCommandTest extends CommandTest {
  @Test
  void failures_listed_haveRemedyStageAttemptsAndAge() {
    Failure failure =
        new Failure(null, "a/b.pdf", null, Stage.EXTRACT, FailureReason.ENCRYPTED, "asks", 0);
    Instant since = Instant.parse("2026-11-20T02:00:00Z");
    operations.failed =
        Optional.of(
            new FailureList(
                new FinishedRun("R7", "nightly", since, 3, 1),
                List.of(new FailedFile(failure, since, 2))));

    assertThat(execute("failures", job.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            run        R7 of nightly: 1 of 4 failed

            1 encrypted: save the document without a password and run the job again
              a/b.pdf
                  extract, tried 2 times, since 2026-11-20
            """);
    out.getBuffer().setLength(0);
    assertThat(execute("failures", job.toString(), "--json")).isZero();
    assertThat(out.toString())
        .contains("\"run\" : \"R7\"", "\"path\" : \"a/b.pdf\"", "\"attempts\" : 2");

    assertThat(execute("failures", "--replay", job.toString())).isZero();
    assertThat(execute("run", "--since", "2026-11-01", "--force", job.toString())).isZero();
    assertThat(operations.selections)
        .extracting(Selection::kind)
        .containsExactly(Selection.Kind.FAILED, Selection.Kind.MODIFIED);
    assertThat(operations.selections).extracting(Selection::anew).containsExactly(false, true);
    assertThat(execute("run", "--since", "yesterday", job.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("2026-11-01");
  }
}
