package dev.cartulary.tika;

import dev.cartulary.outcome.FailureReason;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.exception.ZeroByteFileException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of a parser says about the document. Messages of parsers may quote the
 * document, so only the names of exceptions are passed on.
 */
record Diagnosis(FailureReason reason, String message) {
  private static final int DEEPEST_CAUSE = 20;

  static Diagnosis of(Exception e) {
    List<Throwable> chain = chain(e);
    for (Throwable cause : chain) {
      if (cause instanceof Refusal refusal) {
        return new Diagnosis(refusal.reason(), String.valueOf(refusal.getMessage()));
      }
    }
    for (Throwable cause : chain) {
      Diagnosis known = known(cause);
      if (known != null) {
        return known;
      }
    }
    return new Diagnosis(
        FailureReason.CORRUPT, "the file is damaged or cut off (" + names(chain) + ")");
  }

  private static @Nullable Diagnosis known(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    // Apache POI and PDFBox have classes of their own for this.
    if (cause instanceof EncryptedDocumentException
        || name.equals("EncryptedDocumentException")
        || name.equals("InvalidPasswordException")) {
      return new Diagnosis(FailureReason.ENCRYPTED, "the document asks for a password");
    }
    if (cause instanceof UnsupportedFormatException
        || name.equals("OldWordFileFormatException")
        || String.valueOf(cause.getMessage()).contains("Strict OOXML")) {
      return new Diagnosis(FailureReason.UNSUPPORTED, "no parser reads this version of the format");
    }
    if (cause instanceof ZeroByteFileException) {
      return new Diagnosis(FailureReason.EMPTY, "the file has no bytes");
    }
    if (cause instanceof NoSuchFileException) {
      return new Diagnosis(FailureReason.CHANGED, "the file vanished while it was read");
    }
    if (cause instanceof AccessDeniedException) {
      return new Diagnosis(FailureReason.UNREADABLE, "this user may not read the file");
    }
    if (cause instanceof FileSystemException) {
      return new Diagnosis(
          FailureReason.NO_ROOM, "the parser process could not write its temporary files");
    }
    if (name.equals("SecureSAXException") || name.equals("ZipBombException")) {
      return new Diagnosis(
          FailureReason.TOO_LARGE, "the file unpacks to far more than it has bytes");
    }
    return null;
  }

  private static List<Throwable> chain(Throwable e) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable cause = e;
        cause != null && chain.size() < DEEPEST_CAUSE;
        cause = cause.getCause()) {
      chain.add(cause);
    }
    return chain;
  }

  private static String names(List<Throwable> chain) {
    Throwable first = chain.get(0);
    Throwable last = chain.get(chain.size() - 1);
    String name = first.getClass().getSimpleName();
    return first == last ? name : name + ": " + last.getClass().getSimpleName();
  }
}
