package dev.cartulary.tika;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * What one document may cost, and how many parser processes share the work.
 *
 * @param documentSeconds wall time for a document, without OCR
 * @param ocrPageSeconds wall time added for each page that goes through OCR
 * @param pages most pages of a document, attachments included
 * @param characters most UTF-16 code units a parser may produce for a document
 * @param unpackedMib what the documents inside of one file may have together, in MiB; a small file
 *     may not reach it, see {@link #partBytes}
 * @param memoryMib heap of a parser process; its resident memory is about 150 MiB more
 * @param processes parser processes at a time
 * @param documentsPerProcess after how many documents a process is replaced by a fresh one
 * @param ocrLanguage as Tesseract names it, for example {@code eng} or {@code eng+deu}
 */
public record ParserLimits(
    int documentSeconds,
    int ocrPageSeconds,
    int pages,
    int characters,
    int unpackedMib,
    int memoryMib,
    int processes,
    int documentsPerProcess,
    String ocrLanguage)
    implements Serializable {
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9_/]+(\\+[A-Za-z0-9_/]+)*");

  private static final long MOST_RATIO = 200;
  private static final long SMALL_BYTES = 16L << 20;

  public static final ParserLimits DEFAULT =
      new ParserLimits(120, 60, 2_000, 50_000_000, 8_192, 512, 2, 1_000, "eng");

  public ParserLimits {
    requireNonNull(ocrLanguage, "ocrLanguage is null");
    requirePositive("documentSeconds", documentSeconds);
    requirePositive("ocrPageSeconds", ocrPageSeconds);
    requirePositive("pages", pages);
    requirePositive("characters", characters);
    requirePositive("unpackedMib", unpackedMib);
    requirePositive("memoryMib", memoryMib);
    requirePositive("processes", processes);
    requirePositive("documentsPerProcess", documentsPerProcess);
    if (!LANGUAGE.matcher(ocrLanguage).matches()) {
      throw new IllegalArgumentException(
          "not a Tesseract language: " + ocrLanguage + " (write for example eng or eng+deu)");
    }
  }

  /**
   * Most bytes that the parts of a file may have together. Files pack to a hundredth at most, apart
   * from those that are made to fill a disk.
   */
  long partBytes(long fileBytes) {
    long unpacked = (long) unpackedMib << 20;
    return fileBytes > unpacked / MOST_RATIO
        ? unpacked
        : Math.min(unpacked, SMALL_BYTES + MOST_RATIO * fileBytes);
  }

  /** These limits with another room for what a file unpacks to. */
  public ParserLimits withUnpackedMib(int mib) {
    return new ParserLimits(
        documentSeconds,
        ocrPageSeconds,
        pages,
        characters,
        mib,
        memoryMib,
        processes,
        documentsPerProcess,
        ocrLanguage);
  }

  /**
   * How many scanned pages of a document are read side by side: what this machine's processors
   * allow when every parser process reads one, so that together they never ask for more.
   */
  public int ocrPagesAtATime() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / processes);
  }

  /** These limits with another number of processes. */
  public ParserLimits withProcesses(int count) {
    return new ParserLimits(
        documentSeconds,
        ocrPageSeconds,
        pages,
        characters,
        unpackedMib,
        memoryMib,
        count,
        documentsPerProcess,
        ocrLanguage);
  }

  /** These limits with another deadline for a document. */
  public ParserLimits withDocumentSeconds(int seconds) {
    return new ParserLimits(
        seconds,
        ocrPageSeconds,
        pages,
        characters,
        unpackedMib,
        memoryMib,
        processes,
        documentsPerProcess,
        ocrLanguage);
  }

  /** These limits with another heap for a process. */
  public ParserLimits withMemoryMib(int mib) {
    return new ParserLimits(
        documentSeconds,
        ocrPageSeconds,
        pages,
        characters,
        unpackedMib,
        mib,
        processes,
        documentsPerProcess,
        ocrLanguage);
  }

  /** These limits with another number of pages for a document. */
  public ParserLimits withPages(int most) {
    return new ParserLimits(
        documentSeconds,
        ocrPageSeconds,
        most,
        characters,
        unpackedMib,
        memoryMib,
        processes,
        documentsPerProcess,
        ocrLanguage);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }
}
