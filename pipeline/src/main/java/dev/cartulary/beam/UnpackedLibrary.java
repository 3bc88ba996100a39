package dev.cartulary.beam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;

/** The native library that Beam compresses its steps with. */
final class UnpackedLibrary {
  private static final String SNAPPY = "org.xerial.snappy.Snappy";

  private UnpackedLibrary() {}

  /**
   * Unpacks and loads it. Where there is no room for that it prints a trace to the standard error
   * stream, besides the error that everybody gets who uses it afterwards: nobody is to see the
   * trace.
   */
  static void load() {
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      Class.forName(SNAPPY);
    } catch (ClassNotFoundException | LinkageError e) {
      // Whoever needs it says so.
    } finally {
      System.setErr(err);
    }
  }
}
