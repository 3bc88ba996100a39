package dev.cartulary.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of a few lines stand for Tesseract here; the real one is met in the OCR tests. */
final class TesseractTest {
  @TempDir private Path folder;

  @Test
  void locate_notOnThePath_missingWithRemedy() {
    assertThat(Tesseract.locate("eng", folder.toString()).missing())
        .hasValueSatisfying(cause -> assertThat(cause).contains("apt-get install tesseract-ocr"));
  }

  @Test
  void locate_languageWithoutData_missingAndNamed() throws Exception {
    program("echo 'List of available languages (1):'; echo eng");

    assertThat(Tesseract.locate("eng", folder.toString()).found()).isPresent();
    assertThat(Tesseract.locate("eng", folder.toString()).found())
        .hasValueSatisfying(found -> assertThat(found.tellsTurn()).isFalse());
    assertThat(Tesseract.locate("eng+deu", folder.toString()).missing())
        .hasValueSatisfying(cause -> assertThat(cause).contains("language deu"));
  }

  @Test
  void read_programHangs_timeoutAndNothingLeft() throws Exception {
    Tesseract tesseract = new Tesseract(program("exec sleep 100"), "eng", false);

    assertThatThrownBy(() -> read(tesseract, 1)).isInstanceOf(TimeoutException.class);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("tesseract"));
    }
  }

  @Test
  void read_programFails_ioException() throws Exception {
    Tesseract tesseract = new Tesseract(program("exit 4"), "eng", false);

    assertThatThrownBy(() -> read(tesseract, 5))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("4");
  }

  private RecognisedPage read(Tesseract tesseract, int seconds) throws Exception {
    return tesseract.read(
        folder, 0, 0, Tesseract.Turn.UPRIGHT, TimeUnit.SECONDS.toNanos(seconds), folder);
  }

  private Path program(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("tesseract"), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
