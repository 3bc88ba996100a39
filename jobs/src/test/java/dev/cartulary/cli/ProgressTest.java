package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.beam.RunListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter screen = new StringWriter();
  private final AtomicLong nanos = new AtomicLong(5);

  @Test
  void plain_saysEachTenthOnce() {
    try (Progress progress = progress(false)) {
      progress.preparing("not seen");
      progress.started(20);
      for (int done = 1; done <= 20; done++) {
        pass(Duration.ofSeconds(1));
        progress.progressed(new RunListener.Done(done, 0), 100L * done);
        progress.progressed(new RunListener.Done(done, 0), 100L * done);
      }
    }

    assertThat(screen.toString().lines())
        .hasSize(11)
        .startsWith(
            "20 files to read",
            "2 of 20 files, 100 tokens/s, about 18 s left",
            "4 of 20 files, 100 tokens/s, about 16 s left")
        .endsWith("20 of 20 files, 100 tokens/s");
  }

  @Test
  void plain_slowDocument_saysSomethingEveryMinute() {
    try (Progress progress = progress(false)) {
      progress.started(1_000);
      for (int second = 1; second <= 130; second++) {
        pass(Duration.ofSeconds(1));
        progress.progressed(new RunListener.Done(1, 0), 50);
      }
    }

    assertThat(screen.toString().lines())
        .containsExactly(
            "1,000 files to read",
            "1 of 1,000 files, 1 tokens/s, about 16 h 39 min left",
            "1 of 1,000 files, 0 tokens/s, about 33 h 18 min left");
  }

  @Test
  void terminal_drawsOneLineAgainAndTakesItAway() {
    try (Progress progress = progress(true)) {
      progress.preparing("Loading the model");
      progress.started(4);
      pass(Duration.ofSeconds(3));
      progress.progressed(new RunListener.Done(1, 0), 3_000);
      pass(Duration.ofMillis(10));
      progress.progressed(new RunListener.Done(2, 0), 3_001);
      pass(Duration.ofSeconds(3));
      progress.progressed(new RunListener.Done(4, 0), 12_000);
    }

    assertThat(screen.toString()).doesNotContain("\n").endsWith("\r");
    assertThat(drawn())
        .containsExactly(
            "Loading the model",
            "[------------------------] 0/4",
            "[######------------------] 1/4, 1,000 tokens/s, about 9.0 s left",
            "[########################] 4/4, 1,997 tokens/s",
            "");
  }

  @Test
  void terminal_greatNumbers_stayUnder80Columns() {
    try (Progress progress = progress(true)) {
      progress.started(Integer.MAX_VALUE);
      pass(Duration.ofDays(300));
      progress.progressed(new RunListener.Done(Integer.MAX_VALUE / 2, 0), Long.MAX_VALUE);
    }

    assertThat(screen.toString().split("\r")).isNotEmpty().allMatch(line -> line.length() <= 79);
  }

  @Test
  void noFiles_divideByNothing() {
    try (Progress progress = progress(true)) {
      progress.started(0);
      progress.progressed(new RunListener.Done(0, 0), 0);
    }
    try (Progress progress = progress(false)) {
      progress.started(0);
      progress.progressed(new RunListener.Done(0, 0), 0);
    }

    assertThat(screen.toString()).contains("0 files to read");
  }

  @Test
  void close_withoutAnything_printsNothing() {
    progress(true).close();

    assertThat(screen.toString()).isEmpty();
  }

  @Test
  void manyThreads_linesStayWhole() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    try (Progress progress = progress(false)) {
      progress.started(1_000);
      AtomicLong done = new AtomicLong();
      for (int i = 0; i < 4; i++) {
        Thread thread =
            new Thread(
                () -> {
                  for (int n = 0; n < 250; n++) {
                    progress.progressed(new RunListener.Done(done.incrementAndGet(), 0), 1);
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }

    assertThat(screen.toString().lines())
        .hasSizeBetween(5, 11)
        .allMatch(
            line ->
                line.matches("1,000 files to read|[\\d,]+ of 1,000 files(, [\\d,]+ tokens/s)?"));
  }

  private Progress progress(boolean terminal) {
    return new Progress(new PrintWriter(screen), terminal, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private List<String> drawn() {
    String[] lines = screen.toString().split("\r", -1);
    return List.of(lines).subList(1, lines.length - 1).stream().map(String::stripTrailing).toList();
  }
}
