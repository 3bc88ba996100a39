package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.scratch.ScratchFolder;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents and accidents that would take a program down. */
final class ContainmentTest {
  @TempDir private Path folder;

  @Test
  void extract_pastTheDeadline_tooSlowAndTheNextIsRead() throws Exception {
    SourceFile endless = pipe();
    Path small = Files.writeString(folder.resolve("small.txt"), "A small one.");
    ParserLimits limits = ParserLimits.DEFAULT.withProcesses(1).withDocumentSeconds(2);
    try (ForkedExtractor extractor = new ForkedExtractor(limits)) {
      Extraction.text(extractor, small);

      assertThat(Extraction.failure(extractor.extract(endless).text()).reason())
          .isEqualTo(FailureReason.TOO_SLOW);
      assertThat(Extraction.text(extractor, small).text()).isEqualTo("A small one.");
    }
  }

  @Test
  void extract_moreThanTheHeap_outOfMemoryAndTheNextIsRead() throws Exception {
    Path big = Samples.hugeText(folder.resolve("big.txt"), 40);
    Path small = Files.writeString(folder.resolve("small.txt"), "A small one.");
    try (ForkedExtractor extractor =
        new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1).withMemoryMib(32))) {
      assertThat(Extraction.failure(extractor, big).reason())
          .isEqualTo(FailureReason.OUT_OF_MEMORY);
      assertThat(Extraction.text(extractor, small).text()).isEqualTo("A small one.");
    }
  }

  @Test
  void extract_childKilledInMidParse_retriedOnceThenCrashed() throws Exception {
    SourceFile endless = pipe();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ForkedExtractor extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1))) {
      Future<Outcome<ExtractedText>> outcome =
          thread.submit(() -> extractor.extract(endless).text());
      long first = killReader(endless);
      long second = killReader(endless);

      assertThat(second).isNotEqualTo(first);
      assertThat(Extraction.failure(outcome.get(60, TimeUnit.SECONDS)).reason())
          .isEqualTo(FailureReason.CRASHED);
      Path small = Files.writeString(folder.resolve("small.txt"), "Still reading.");
      assertThat(Extraction.text(extractor, small).text()).isEqualTo("Still reading.");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void extract_manyDocuments_processReplacedByAFreshOne() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "Again.");
    ParserLimits two = new ParserLimits(60, 60, 10, 1_000, 10, 256, 1, 2, "eng");
    try (ForkedExtractor extractor = new ForkedExtractor(two)) {
      Extraction.text(extractor, file);
      long first = onlyChild();
      Extraction.text(extractor, file);
      Extraction.text(extractor, file);
      assertThat(onlyChild()).isNotEqualTo(first);
    }
    assertThat(children()).isEmpty();
  }

  @Test
  void extract_memoryThatNoJvmTakes_saysWhatTheProcessSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "Text.");
    try (ForkedExtractor extractor =
        new ForkedExtractor(ParserLimits.DEFAULT.withMemoryMib(Integer.MAX_VALUE))) {
      assertThatThrownBy(() -> Extraction.text(extractor, file))
          .isInstanceOf(ParserStartException.class)
          .hasMessageContaining("limits.parser-memory-mib");
    }
  }

  @Test
  void extract_parentKilled_childEndsAndItsFilesGoWithTheNextRun() throws Exception {
    SourceFile endless = pipe();
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                endless.location())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream writer = Files.newOutputStream(Path.of(endless.location()))) {
      writer.write('x');
      List<ProcessHandle> children = parent.descendants().toList();
      assertThat(children).hasSize(1);

      parent.destroyForcibly().waitFor();

      await(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
    try (var left = Files.list(temporary)) {
      assertThat(left).isNotEmpty();
    }
    ScratchFolder.create(temporary).close();
    try (var left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  /** A program that reads one file and is killed while it does. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
      try (ForkedExtractor extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1))) {
        SourceFile file = new SourceFile(new DocumentId("0".repeat(64)), "pipe.txt", args[0], 1);
        Outcome<ExtractedText> outcome = extractor.extract(file).text();
        throw new AssertionError("nothing can come of it: " + outcome);
      }
    }
  }

  /** A file that never says anything and never ends, as on a network disk that hangs. */
  private SourceFile pipe() throws Exception {
    Path pipe = folder.resolve("pipe.txt");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return new SourceFile(new DocumentId("0".repeat(64)), "pipe.txt", pipe.toString(), 1);
  }

  /** Waits until a child reads {@code endless}, then kills the child. */
  private static long killReader(SourceFile endless) throws Exception {
    // Opening a pipe for writing waits for its reader.
    try (OutputStream writer = Files.newOutputStream(Path.of(endless.location()))) {
      writer.write('x');
      long pid = onlyChild();
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      await(() -> ProcessHandle.of(pid).isEmpty());
      return pid;
    }
  }

  private static long onlyChild() {
    assertThat(children()).hasSize(1);
    return children().get(0).pid();
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("60 seconds have passed").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
