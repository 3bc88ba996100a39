package dev.cartulary.ocr;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Tesseract program of this machine with the data for a language.
 *
 * @param program absolute path
 * @param language one name or several with {@code +} between, for example {@code eng+deu}
 * @param tellsTurn whether it has the data to find out how a page is turned
 */
public record Tesseract(Path program, String language, boolean tellsTurn) {
  private static final int LOOK_SECONDS = 20;

  public Tesseract {
    requireNonNull(program, "program is null");
    requireNonNull(language, "language is null");
  }

  /** What the search for the program came to. */
  public sealed interface Located {
    /** The program, if it can be used. */
    Optional<Tesseract> found();

    /** Why not, with the remedy. */
    Optional<String> missing();

    /** It can be used. */
    record Found(Tesseract tesseract) implements Located {
      @Override
      public Optional<Tesseract> found() {
        return Optional.of(tesseract);
      }

      @Override
      public Optional<String> missing() {
        return Optional.empty();
      }
    }

    /** It cannot. */
    record Missing(String cause) implements Located {
      @Override
      public Optional<Tesseract> found() {
        return Optional.empty();
      }

      @Override
      public Optional<String> missing() {
        return Optional.of(cause);
      }
    }
  }

  /** Looks for the program on the {@code PATH} and asks it for the data of {@code language}. */
  public static Located locate(String language) {
    return locate(language, Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  static Located locate(String language, String searchPath) {
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      Path program;
      try {
        program = Path.of(folder, "tesseract").toAbsolutePath();
      } catch (InvalidPathException e) {
        continue;
      }
      if (!folder.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
        return withLanguage(new Tesseract(program, language, false));
      }
    }
    return new Located.Missing(
        "no program tesseract is on the PATH; install it"
            + " (Debian: apt-get install tesseract-ocr tesseract-ocr-eng)");
  }

  private static Located withLanguage(Tesseract tesseract) {
    List<String> known;
    try {
      Process process =
          new ProcessBuilder(tesseract.program().toString(), "--list-langs")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      // A page of names: it fits into the pipe, so waiting first cannot block the program.
      if (!process.waitFor(LOOK_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Located.Missing(tesseract.program() + " does not answer; reinstall it");
      }
      known =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
    } catch (IOException e) {
      return new Located.Missing(tesseract.program() + " cannot be started; reinstall it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Located.Missing("the search for tesseract was interrupted; start again");
    }
    for (String language : tesseract.language().split("\\+", -1)) {
      if (!known.contains(language)) {
        return new Located.Missing(
            "tesseract has no data for the language "
                + language
                + "; install it (Debian: apt-get install tesseract-ocr-"
                + language.replace('_', '-')
                + ")");
      }
    }
    boolean tellsTurn = known.contains("osd");
    return new Located.Found(new Tesseract(tesseract.program(), tesseract.language(), tellsTurn));
  }

  /** How a picture is taken. */
  enum Turn {
    /** As it stands. */
    UPRIGHT("3"),
    /** As its letters stand, which costs a look at them first; upright where they are too few. */
    AS_ITS_LETTERS("1");

    private final String segmentation;

    Turn(String segmentation) {
      this.segmentation = segmentation;
    }
  }

  /**
   * What one page of a picture shows.
   *
   * @param page counted from 0; beyond 0 for TIFF only
   * @param dpi resolution of the picture, or 0 to believe the file
   * @param nanos time for it
   * @param scratch folder for the result until it is read
   * @throws TimeoutException when {@code nanos} have passed
   * @throws IOException if the picture cannot be read
   */
  RecognisedPage read(Path picture, int page, int dpi, Turn turn, long nanos, Path scratch)
      throws IOException, TimeoutException, InterruptedException {
    Path result = Files.createTempFile(scratch, "ocr", ".tsv");
    try {
      Process process = start(picture, page, dpi, turn, result);
      try {
        if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
          throw new TimeoutException("OCR of a page took too long");
        }
      } finally {
        process.destroyForcibly();
      }
      if (process.exitValue() != 0) {
        throw new IOException("tesseract exit status " + process.exitValue());
      }
      return RecognisedPage.ofTsv(Files.readString(result, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(result);
    }
  }

  private Process start(Path picture, int page, int dpi, Turn turn, Path result)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(program.toString(), picture.toString(), "stdout", "-l", language));
    if (dpi > 0) {
      command.addAll(List.of("--dpi", Integer.toString(dpi)));
    }
    command.addAll(List.of("--psm", turn.segmentation));
    // Settings, not the configuration files of the same effect, which may not be installed.
    command.addAll(List.of("-c", "tessedit_create_tsv=1", "-c", "tessedit_page_number=" + page));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    // Several pages at a time are several processes; more threads in each only get in their way.
    environment.put("OMP_THREAD_LIMIT", "1");
    Process process =
        builder
            .redirectOutput(result.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return process;
  }
}
