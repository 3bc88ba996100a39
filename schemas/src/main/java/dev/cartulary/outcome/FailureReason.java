package dev.cartulary.outcome;

/**
 * Why a file has no record. Each reason is a counter of the run; {@link #remedy()} is printed with
 * every failure.
 */
public enum FailureReason {
  /** The file could not be opened or read. */
  UNREADABLE(true, "check that the file exists, is not locked and that this user may read it"),
  /** The file changed or vanished while it was read. */
  CHANGED(true, "run the job again when nothing writes to the folder"),
  /** The document was purged, and its bytes may not be read again. */
  PURGED(
      false,
      "remove the file from the folder, or allow it again with cartulary purge --document ID --forget"),
  /** The file has no bytes. */
  EMPTY(false, "replace the file by a complete copy or remove it"),
  /** A password is needed. */
  ENCRYPTED(false, "save the document without a password and run the job again"),
  /** The file is damaged or cut off. */
  CORRUPT(
      false,
      "open the document in the program it was made with, save it anew, or restore it from a backup"),
  /** No parser knows the format. */
  UNSUPPORTED(false, "convert the document to PDF, DOCX or plain text"),
  /** The document was parsed and holds no text at all. */
  NO_TEXT(false, "check that the document is not blank"),
  /** Pages are pictures and no OCR program is installed. */
  OCR_UNAVAILABLE(
      false,
      "install Tesseract (Debian: apt-get install tesseract-ocr tesseract-ocr-eng) and run the job again"),
  /** More pages, text or unpacked bytes than the job allows. */
  TOO_LARGE(
      false,
      "raise limits.document-pages or limits.unpacked-mib in the job file, or split the document"),
  /** Archives and messages within each other, more levels than anybody packs on purpose. */
  TOO_DEEP(false, "unpack the outer archives and put what they hold into the folder"),
  /** Parsing, or another step, took longer than the job allows. */
  TOO_SLOW(true, "raise limits.document-seconds in the job file"),
  /** Parsing needed more memory than a parser process has. */
  OUT_OF_MEMORY(false, "raise limits.parser-memory-mib in the job file or split the document"),
  /** The parser process died. */
  CRASHED(true, "convert the document to another format; the run itself was not hurt"),
  /** There was no room for the temporary files of a parser. */
  NO_ROOM(
      true,
      "make room on the disk of the temporary files, or name another with -Djava.io.tmpdir, and run the job again"),
  /** The model could not take or finish the document. */
  INFERENCE(
      false, "see the message; a smaller limits.chunk-tokens helps when a chunk does not fit"),
  /** More identifiers may be left in the document than the job allows to be written. */
  PRIVACY_RISK(
      false,
      "read the document yourself; if what is found in it may be written, raise privacy.risk in the job file"),
  /** A fault of this program. */
  INTERNAL(
      false, "please report it with the stage and the message; the message holds no document text");

  private final boolean retryable;
  private final String remedy;

  FailureReason(boolean retryable, String remedy) {
    this.retryable = retryable;
    this.remedy = remedy;
  }

  /** Whether the same file can succeed in a later run with nothing changed. */
  public boolean retryable() {
    return retryable;
  }

  /** What the owner can do, as the rest of a sentence. */
  public String remedy() {
    return remedy;
  }
}
