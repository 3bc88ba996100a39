package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.courier.Courier;
import java.io.PrintWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who allows what to be sent, and what the shell is told of it. */
class EscalateCommandTest extends CommandTest {
  @Test
  void approve_questionsOrAll_byName() {
    assertThat(execute("escalate", "approve", job.toString(), "3fa85f64c1b2", "--as", "Ann"))
        .isZero();
    assertThat(execute("escalate", "withdraw", job.toString(), "--all", "--as", "Ben")).isZero();

    assertThat(operations.changes).containsExactly("approve [3fa85f64c1b2] Ann", "withdraw [] Ben");
    assertThat(out.toString()).contains("approved   2", "withdrawn  2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--all 3fa85f64c1b2", "lease.txt", "3fa8", "--all --as="})
  void approve_withoutAClearChoice_isRefused(String options) {
    String[] arguments = ("escalate approve " + job + " " + options).strip().split(" ", -1);

    assertThat(execute(arguments)).isEqualTo(2);

    assertThat(operations.changes).isEmpty();
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void send_tellsTheShellWhetherAllWasAnswered() {
    assertThat(execute("escalate", "send", job.toString())).isZero();
    assertThat(out.toString()).contains("nothing was allowed; cartulary escalate list");

    operations.sent = new Courier.Sent(3, 1, 1, 2, "the endpoint did not answer within 60 s");
    assertThat(execute("escalate", "send", job.toString())).isEqualTo(3);
    assertThat(out.toString())
        .contains(
            "answered   3, 1 of them without evidence",
            "failed     1",
            "not sent   2",
            "did not answer within 60 s",
            "cartulary run " + job);
  }

  @Test
  void list_ofAJobThatEscalatesNothing_saysHowOneDoes() {
    int exit =
        CommandLines.of(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new Surroundings(Map.of(), false),
                new PipelineOperations())
            .execute("escalate", "list", job.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("escalates nothing", "docs/routing.md");
  }
}
