package dev.cartulary.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.access.Holder;
import dev.cartulary.beam.RunListener;
import dev.cartulary.parquet.OutputFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStatusTest {
  private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

  @TempDir Path output;

  private final Moving clock = new Moving();

  @Test
  void lines_fromStartToEnd_tellStateRateTimeLeftAndTheWait() {
    assertThat(lines())
        .containsExactly("job        nightly", "last run   none has results in " + output);

    Heartbeat heart = new Heartbeat(new Silent(), "nightly", "1.0", output, clock);
    heart.entered(RunListener.Phase.PREPARING);
    assertThat(output.resolve(OutputFolder.STATUS))
        .as("before the folder is its own")
        .doesNotExist();
    heart.named("R1");
    assertThat(lines()).contains("now        preparing");
    heart.entered(RunListener.Phase.READING);
    heart.started(100);
    clock.seconds = 30;
    heart.progressed(new RunListener.Done(20, 20), 5_000);
    assertThat(lines())
        .contains("now        reading: 20 of 120, 40 a minute, about 2 min left")
        .anyMatch(
            line ->
                line.startsWith("run        R1, pid " + ProcessHandle.current().pid() + " on "));
    clock.seconds = 31;
    heart.progressed(new RunListener.Done(99, 20), 5_000);
    assertThat(lines())
        .as("not written so soon again")
        .anyMatch(line -> line.contains("20 of 120"));
    clock.seconds = 33;
    heart.waiting("ledger X, which has not answered");
    assertThat(lines())
        .anyMatch(line -> line.startsWith("now        waiting: 99 of 120"))
        .contains("waits for  ledger X, which has not answered");
    clock.seconds = 900;
    assertThat(lines()).contains("silent     for 14 min; look whether the process is alive");
    // A clock that goes back does not silence it.
    clock.seconds = -3_600;
    heart.waiting(null);
    assertThat(lines()).anyMatch(line -> line.startsWith("now        reading: 99 of 120"));

    heart.ended(6);
    assertThat(lines())
        .anyMatch(line -> line.endsWith("without results, exit code 6; 99 documents were done"));
  }

  @Test
  void lines_holderIsGone_sayThatItWasCutOff() throws Exception {
    Holder self = Holder.ofThisProcess(START);
    new RunStatus(
            "reading",
            "R1",
            new Holder(self.pid(), self.host(), START, self.started().minusSeconds(60)),
            START,
            START,
            null,
            9,
            4,
            0,
            null)
        .write(output);
    assertThat(lines()).anyMatch(line -> line.startsWith("cut off    run R1 (pid "));
    assertThat(new JobStatus("nightly", output, START).json()).contains("\"alive\" : false");

    Files.writeString(output.resolve(OutputFolder.STATUS), "{\"state\": 7}");
    assertThat(lines()).hasSize(2);
  }

  private List<String> lines() {
    return new JobStatus("nightly", output, clock.instant()).lines();
  }

  private static final class Silent implements RunListener {
    @Override
    public void started(int files) {}

    @Override
    public void progressed(Done done, long tokens) {}

    @Override
    public void waiting(@Nullable String what) {}
  }

  private static final class Moving extends Clock {
    private long seconds;

    @Override
    public Instant instant() {
      return START.plusSeconds(seconds);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
