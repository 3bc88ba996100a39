package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The proof that users ask for; {@link SamplesRunTest} watches a whole run. */
@Timeout(600)
class OfflineRunTest {
  @TempDir Path folder;

  @Test
  void verifyOffline_provesThatNothingGetsOut() throws Exception {
    Program.Ended verified = new Program(folder).run("verify", "offline");

    assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    assertThat(verified.out())
        .contains("a socket channel")
        .contains("Nothing can leave this machine unnamed.")
        .doesNotContain("OPEN");
  }
}
