package dev.cartulary.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTest {
  /** Tries every way of cutting the letters into runs: twice as long for each letter more. */
  private static final Pattern ENDLESS = Pattern.compile("(a|aa)+b\\1");

  private static final String UNLUCKY = "a".repeat(200) + "c";

  @Test
  void within_workEndsInTime_givesItsResultAndLeavesNoInterrupt() throws Exception {
    assertThat(Deadline.within(Duration.ofMinutes(1), () -> "done")).isEqualTo("done");
    Thread.sleep(5);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void within_searchWithoutEnd_endsItAndLeavesNoInterrupt() {
    assertThatThrownBy(
            () ->
                Deadline.within(
                    Duration.ofMillis(100), () -> ENDLESS.matcher(new WatchedText(UNLUCKY)).find()))
        .isInstanceOf(DeadlineException.class)
        .hasMessage("it took longer than 0.1 seconds");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void within_workEndsLate_givesItsResultAndLeavesNoInterrupt() throws Exception {
    assertThat(
            Deadline.within(
                Duration.ofMillis(1),
                () -> {
                  long end = System.nanoTime() + 50_000_000;
                  while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                  }
                  return "late";
                }))
        .isEqualTo("late");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void within_interruptedByAnother_saysSo() {
    assertThatThrownBy(
            () ->
                Deadline.within(
                    Duration.ofMinutes(1),
                    () -> {
                      Thread.currentThread().interrupt();
                      return ENDLESS.matcher(new WatchedText(UNLUCKY)).find();
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void watchedText_isTheText() {
    WatchedText text = new WatchedText("a word");
    assertThat(Pattern.compile("w\\w+").matcher(text).results().map(found -> found.group()))
        .containsExactly("word");
    assertThat(text).hasToString("a word").hasSize(6);
    assertThat(text.subSequence(2, 6)).isEqualTo("word");
  }
}
