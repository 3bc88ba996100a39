package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.layout.Line;
import dev.cartulary.layout.Sheet;
import dev.cartulary.layout.Word;
import dev.cartulary.ocr.RecognisedPage;
import dev.cartulary.outcome.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OcrLineTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} at a time")
  @ValueSource(ints = {1, 2, 5, 40})
  void read_pagesThatTakeAnyTime_inTheirOrderAndNoMoreAtATime(int atATime) throws Exception {
    Random random = new Random(atATime);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (OcrLine.Document document = new OcrLine(atATime).document(1)) {
      for (int i = 0; i < 30; i++) {
        int page = i;
        int millis = random.nextInt(8);
        document.add(
            i,
            () -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.sleep(millis);
              now.decrementAndGet();
              return page(page);
            },
            Files.createTempFile(folder, "p", ""));
      }
      assertThat(document.read()).hasSize(30);
      for (int i = 0; i < 30; i++) {
        assertThat(document.read().get(i)).isEqualTo(page(i));
      }
    }
    assertThat(most.get()).isPositive().isLessThanOrEqualTo(atATime);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void read_laterPageFailsFirst_theFirstPageIsNamed() throws Exception {
    CountDownLatch laterFailed = new CountDownLatch(1);
    try (OcrLine.Document document = new OcrLine(2).document(60)) {
      document.add(
          3,
          () -> {
            laterFailed.await();
            throw new TimeoutException();
          },
          Files.createTempFile(folder, "p", ""));
      document.add(
          4,
          () -> {
            laterFailed.countDown();
            throw new IOException("later");
          },
          Files.createTempFile(folder, "p", ""));

      assertThatThrownBy(document::read)
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.reason()).isEqualTo(FailureReason.TOO_SLOW))
          .hasMessage("OCR of page 4 took longer than 60 seconds");
    }
    assertThat(folder).isEmptyDirectory();
  }

  private static RecognisedPage page(int number) {
    return new RecognisedPage(
        new Sheet(0, 0, List.of(new Line(List.of(new Word("page" + number, 0, 0, 1, 1)), false))),
        0.5,
        1);
  }
}
