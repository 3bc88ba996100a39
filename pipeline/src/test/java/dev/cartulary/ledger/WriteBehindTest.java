package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriteBehindTest {
  private static final String CLOSED = "closed";

  private final List<List<String>> commits = Collections.synchronizedList(new ArrayList<>());

  @Test
  void flush_afterManyWrites_hasWrittenAllInOrderAndTogether() {
    try (WriteBehind behind = new WriteBehind(this::note, CLOSED)) {
      IntStream.range(0, 300).forEach(i -> behind.push(write("k" + i)));
      behind.flush();
      assertThat(commits).hasSizeLessThan(30);
      int from = 0;
      for (List<String> commit : commits) {
        assertThat(commit)
            .as("the next writes, by their keys")
            .isEqualTo(
                IntStream.range(from, from + commit.size())
                    .mapToObj(i -> "k" + i)
                    .sorted()
                    .toList());
        from += commit.size();
      }
      assertThat(from).isEqualTo(300);
    }
  }

  @Test
  void push_withoutAnybodyWaiting_isWrittenSoon() throws Exception {
    CountDownLatch noted = new CountDownLatch(1);
    try (WriteBehind behind =
        new WriteBehind(
            group -> {
              note(group);
              noted.countDown();
            },
            CLOSED)) {
      behind.push(write("only"));
      assertThat(noted.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(commits).containsExactly(List.of("only"));
  }

  @Test
  void settle_ofOneKey_waitsForItAndNotForWhatCameLater() throws Exception {
    Semaphore disk = new Semaphore(1);
    try (WriteBehind behind =
        new WriteBehind(
            group -> {
              disk.acquireUninterruptibly();
              note(group);
            },
            CLOSED)) {
      behind.push(write("first"));
      behind.settle(List.of("first", "unheard of"));
      assertThat(written()).containsExactly("first");

      behind.push(write("second"));
      behind.settle(List.of("first"));
      assertThat(written()).as("the disk takes nothing").containsExactly("first");

      CompletableFuture<Void> settled =
          CompletableFuture.runAsync(() -> behind.settle(List.of("second")));
      assertThatThrownBy(() -> settled.get(100, TimeUnit.MILLISECONDS)).isNotNull();
      disk.release(10);
      settled.get(30, TimeUnit.SECONDS);
      assertThat(written()).containsExactly("first", "second");
    }
  }

  @Test
  void add_whileVeryManyWait_waitsAndPushDoesNot() throws Exception {
    CountDownLatch disk = new CountDownLatch(1);
    try (WriteBehind behind =
        new WriteBehind(
            group -> {
              awaited(disk);
              note(group);
            },
            CLOSED)) {
      IntStream.range(0, 256).forEach(i -> behind.add(write("k" + i)));
      CompletableFuture<Void> more = CompletableFuture.runAsync(() -> behind.add(write("k257")));
      behind.push(write("k256"));
      assertThatThrownBy(() -> more.get(100, TimeUnit.MILLISECONDS)).isNotNull();
      disk.countDown();
      more.get(30, TimeUnit.SECONDS);
      behind.flush();
      assertThat(written()).containsExactlyInAnyOrderElementsOf(keys(258));
      assertThat(commits.get(commits.size() - 1)).contains("k257");
    }
  }

  @Test
  void write_fails_everybodyHearsOfItAndNothingMoreIsWritten() {
    LedgerException full = new LedgerException("the disk is full");
    WriteBehind behind =
        new WriteBehind(
            group -> {
              throw full;
            },
            CLOSED);
    behind.push(write("lost"));
    assertThatThrownBy(behind::flush).isSameAs(full);
    assertThatThrownBy(() -> behind.settle(List.of("other"))).isSameAs(full);
    assertThatThrownBy(() -> behind.add(write("later"))).isSameAs(full);
    assertThatCode(behind::close).as("it was told").doesNotThrowAnyException();
  }

  @Test
  void close_afterAFailureOfWhichNobodyHeard_throwsIt() {
    WriteBehind behind =
        new WriteBehind(
            group -> {
              throw new IllegalStateException("broken");
            },
            CLOSED);
    behind.push(write("lost"));
    assertThatThrownBy(behind::close)
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("IllegalStateException")
        .hasRootCauseMessage("broken");
  }

  @Test
  void close_writesWhatWaitsAndTakesNothingMore() {
    WriteBehind behind = new WriteBehind(this::note, CLOSED);
    IntStream.range(0, 200).forEach(i -> behind.push(write("k" + i)));
    behind.close();
    assertThat(written()).containsExactlyInAnyOrderElementsOf(keys(200));
    assertThatThrownBy(() -> behind.push(write("late"))).hasMessage(CLOSED);
    assertThatThrownBy(() -> behind.add(write("late"))).hasMessage(CLOSED);
    assertThatCode(behind::close).doesNotThrowAnyException();
  }

  @Test
  void threads_addAndSettleAtRandom_seeTheirOwnWrites() throws Exception {
    try (WriteBehind behind = new WriteBehind(this::note, CLOSED)) {
      List<CompletableFuture<Void>> threads =
          IntStream.range(0, 6)
              .mapToObj(
                  thread ->
                      CompletableFuture.runAsync(
                          () -> {
                            for (int i = 0; i < 50; i++) {
                              String key = thread + "-" + i;
                              behind.add(write(key));
                              if (i % 7 == thread) {
                                behind.settle(List.of(key));
                                assertThat(written()).contains(key);
                              }
                            }
                          }))
              .toList();
      for (CompletableFuture<Void> thread : threads) {
        thread.get(30, TimeUnit.SECONDS);
      }
    }
    assertThat(written()).hasSize(300).doesNotHaveDuplicates();
  }

  private void note(List<WriteBehind.Write> group) {
    commits.add(group.stream().map(WriteBehind.Write::key).toList());
  }

  private List<String> written() {
    synchronized (commits) {
      return commits.stream().flatMap(List::stream).toList();
    }
  }

  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i).toList();
  }

  private static WriteBehind.Write write(String key) {
    return new WriteBehind.Write(key, "noting", connection -> List.of());
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
