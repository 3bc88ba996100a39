package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What all commands have in common. */
class CommandLinesTest extends CommandTest {
  @Test
  void version_saysWhatRuns() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).startsWith("cartulary ").contains("Java ");
  }

  @Test
  void typingMistake_isExplainedAndExits2() {
    assertThat(execute("runn", job.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("cartulary run").contains("For help: cartulary --help");
  }
}
