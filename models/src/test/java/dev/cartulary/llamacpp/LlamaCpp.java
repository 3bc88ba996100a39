package dev.cartulary.llamacpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** llama.cpp in a process of its own, which answers one prompt after the other. */
final class LlamaCpp implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final Writer questions;
  private final BufferedReader answers;

  private LlamaCpp(Process process, Path log) {
    this.process = process;
    this.log = log;
    questions = process.outputWriter(UTF_8);
    answers = process.inputReader(UTF_8);
  }

  /**
   * Starts the process.
   *
   * @param folder for its log and for what its library unpacks
   */
  static LlamaCpp start(Path folder) throws IOException {
    Path log = folder.resolve("llama-cpp.log");
    // The library deletes what it takes for its own from earlier runs, so it gets a folder for it.
    Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
    return new LlamaCpp(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+DisplayVMOutputToStderr",
                "-Djava.io.tmpdir=" + unpacked,
                "-cp",
                System.getProperty("java.class.path"),
                LlamaCppPeer.class.getName())
            .directory(unpacked.toFile())
            .redirectError(log.toFile())
            .start(),
        log);
  }

  /**
   * The tokens that greedy decoding adds to a prompt.
   *
   * @param context what llama.cpp makes room for; it chooses longrope's factors by it
   */
  int[] continued(Path gguf, int context, int tokens, int... prompt) throws IOException {
    if (process.isAlive()) {
      questions.write(gguf + "\t" + context + "\t" + tokens + "\t" + Letters.text(prompt) + "\n");
      questions.flush();
      String answer = answers.readLine();
      if (answer != null) {
        return Letters.ids(answer);
      }
    }
    String said = Files.readString(log);
    throw new IOException("llama.cpp ended: " + said.substring(Math.max(0, said.length() - 8_000)));
  }

  @Override
  public void close() throws IOException {
    questions.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
