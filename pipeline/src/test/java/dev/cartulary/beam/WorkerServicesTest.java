package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.ListedFile;
import dev.cartulary.ledger.LedgerException;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.reading.Deliveries;
import dev.cartulary.reading.Reading;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WorkerServicesTest {
  @TempDir Path folder;

  @Test
  void acquire_twice_sharesOneAndTheLastReleaseClosesAll() throws Exception {
    JobPlan plan = SamplePlans.of(folder, SamplePlans.letters(folder, "a type", "agreement date"));
    Set<Long> before = children();
    WorkerServices first = WorkerServices.acquire(plan);
    // An equal plan, as it comes out of serialisation, is the same job.
    WorkerServices second =
        WorkerServices.acquire(
            SamplePlans.of(folder, SamplePlans.letters(folder, "a type", "agreement date")));
    assertThat(second).isSameAs(first);

    List<SourceFile> delivered = new ArrayList<>();
    second.tree().read(List.of(letter()), listing(delivered));
    assertThat(delivered).containsExactly(letter());
    assertThat(children()).as("a parser process").hasSizeGreaterThan(before.size());

    first.release();
    assertThat(isLedgerHeld()).as("held by the second").isTrue();
    assertThat(second.books().documents().find(letter().id())).isPresent();

    second.release();
    assertThat(isLedgerHeld()).isFalse();
    assertThat(children()).isEqualTo(before);

    WorkerServices third = WorkerServices.acquire(plan);
    try {
      assertThat(third).isNotSameAs(first);
      assertThat(third.books().documents().find(letter().id()))
          .as("kept in the ledger")
          .isPresent();
      assertThat(third.books().work()).isEqualTo(first.books().work());
    } finally {
      third.release();
    }
  }

  @Test
  void acquire_ledgerHeldElsewhere_failsAndHoldsNothing() throws Exception {
    JobPlan plan = SamplePlans.of(folder, SamplePlans.letters(folder, "a type", "agreement date"));
    WorkerServices.acquire(plan).release();
    try (FileChannel channel = FileChannel.open(ledgerFile(), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> WorkerServices.acquire(plan))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining(plan.ledger().toString())
          .hasMessageContaining("another process has it open");
    }
    WorkerServices.acquire(plan).release();
    assertThat(isLedgerHeld()).isFalse();
  }

  private SourceFile letter() throws IOException {
    Path file = folder.resolve("letter.txt");
    Files.writeString(file, "Dear Sir, we met on 3 March 2025 and agreed on 400 dollars. Yours.");
    return FileHasher.hash(new ListedFile("letter.txt", file.toString(), Files.size(file)))
        .fold(
            ok -> ok,
            failed -> {
              throw new AssertionError(failed.toString());
            });
  }

  private Path ledgerFile() {
    return folder.resolve("ledger.mv.db");
  }

  /** Whether somebody in this process, the only one that could, has locked the ledger's file. */
  private boolean isLedgerHeld() throws IOException {
    try (FileChannel channel = FileChannel.open(ledgerFile(), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private static Deliveries listing(List<SourceFile> delivered) {
    return new Deliveries() {
      @Override
      public void found(int parts) {}

      @Override
      public void delivered(SourceFile file, DocumentRecord document, boolean recalled) {
        delivered.add(file);
      }

      @Override
      public void failed(Failure failure) {}

      @Override
      public void computed(Reading reading) {}
    };
  }
}
