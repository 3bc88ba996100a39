package dev.cartulary.cli;

import dev.cartulary.egress.EgressGuard;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    EgressGuard.arm();
    // The terminal's encoding, which need not be that of files.
    Charset charset = charset();
    PrintWriter out = new PrintWriter(System.out, true, charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    int exit =
        CommandLines.of(out, err, Surroundings.ofThisProcess(), new PipelineOperations())
            .execute(arguments);
    out.flush();
    err.flush();
    StopRequest.ended(exit);
    System.exit(exit);
  }

  private static Charset charset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
    return Charset.isSupported(name.isEmpty() ? "?" : name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }
}
