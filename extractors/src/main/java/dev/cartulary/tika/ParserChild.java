package dev.cartulary.tika;

import dev.cartulary.egress.EgressGuard;
import dev.cartulary.ocr.Tesseract;
import dev.cartulary.scratch.ScratchFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One parser process, seen from the parent. Used by one thread at a time. */
final class ParserChild implements AutoCloseable {
  /** Exit status of a Java process that was told to exit when out of memory. */
  static final int EXIT_OUT_OF_MEMORY = 3;

  private static final long START_SECONDS = 180;
  private static final int START_MESSAGE_BYTES = 2_000;

  /** A frame, or that the child has said its last. */
  record Heard(Wire.@Nullable Frame frame) {}

  private final Process process;
  private final Path scratch;
  private final DataOutputStream requests;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream startMessages = new ByteArrayOutputStream();
  private volatile boolean ready;
  private int documents;

  private ParserChild(Process process, Path scratch, ParserLimits limits) {
    this.process = process;
    this.scratch = scratch;
    this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    daemon("parser-frames-" + process.pid(), () -> listen(limits));
    daemon("parser-errors-" + process.pid(), this::drainErrors);
  }

  /** Starts a process and waits until its parsers are loaded. */
  static ParserChild start(ParserLimits limits, @Nullable Tesseract tesseract, Path scratch)
      throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(limits, tesseract, scratch));
    Map<String, String> environment = builder.environment();
    // What is meant for the parent (an agent, a debugger, a bigger heap) would hurt the child.
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")
        .forEach(environment::remove);
    ParserChild child;
    try {
      child = new ParserChild(builder.start(), scratch, limits);
    } catch (IOException e) {
      throw new ParserStartException(
          "the parser process cannot be started with " + builder.command().get(0), e);
    }
    Heard first;
    try {
      first = child.heard.poll(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      child.close();
      throw e;
    }
    if (first == null || !(first.frame() instanceof Wire.Frame.Ready)) {
      child.close();
      throw new ParserStartException(
          "the parser process did not start ("
              + (first == null
                  ? "no answer in " + START_SECONDS + " seconds"
                  : "exit status " + child.exitStatus())
              + "): "
              + child.startMessages.toString(StandardCharsets.UTF_8).strip()
              + "; check limits.parser-memory-mib ("
              + limits.memoryMib()
              + ") against the free memory, and that the installation is complete");
    }
    child.ready = true;
    return child;
  }

  private static List<String> command(
      ParserLimits limits, @Nullable Tesseract tesseract, Path scratch)
      throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + limits.memoryMib() + "m");
    command.addAll(
        List.of(
            "-Xss2m",
            "-XX:+UseSerialGC",
            // Gives memory back after a big document: the process lives on for many small ones.
            "-XX:MaxHeapFreeRatio=40",
            "-XX:MinHeapFreeRatio=20",
            "-XX:ReservedCodeCacheSize=96m",
            // The optimizing compiler takes processors from the model: only for what is truly hot.
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000",
            "-XX:+ExitOnOutOfMemoryError",
            // A crash report or core file would hold document text.
            "-XX:+SuppressFatalErrorMessage",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC",
            "-Duser.language=en",
            "-Duser.country=US",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + scratch));
    command.addAll(EgressGuard.ofChild().toList());
    command.addAll(ParserClasses.options(command));
    command.addAll(
        List.of(
            "-cp",
            ParserClasses.path(),
            ParserProcess.class.getName(),
            Integer.toString(limits.pages()),
            Integer.toString(limits.characters()),
            Integer.toString(limits.ocrPageSeconds()),
            Integer.toString(limits.ocrPagesAtATime())));
    if (tesseract != null) {
      command.add(tesseract.program().toString());
      command.add(tesseract.language());
      command.add(Boolean.toString(tesseract.tellsTurn()));
    }
    return command;
  }

  void ask(Wire.Request request) throws IOException {
    documents++;
    request.write(requests);
  }

  /** The next thing heard, or null when {@code nanos} have passed. */
  @Nullable Heard await(long nanos) throws InterruptedException {
    return heard.poll(nanos, TimeUnit.NANOSECONDS);
  }

  int documents() {
    return documents;
  }

  long pid() {
    return process.pid();
  }

  /** The status of a process that has ended or ends now. */
  int exitStatus() throws InterruptedException {
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return process.exitValue();
  }

  /** Kills the process and what it started, and removes its temporary files. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      ScratchFolder.delete(scratch);
    } catch (IOException e) {
      // The folder above it is removed with the extractor, or at the next start.
    }
  }

  private void listen(ParserLimits limits) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      while (true) {
        Wire.Frame frame = Wire.read(in, limits);
        if (frame instanceof Wire.Frame.Refused refused) {
          EgressGuard.report(refused.attempt());
        } else {
          heard.add(new Heard(frame));
        }
      }
    } catch (IOException e) {
      // The end of the stream, or something that is not our language: both end the child.
      heard.add(new Heard(null));
    }
  }

  /** Keeps what the process says until it is ready; later messages may hold document text. */
  private void drainErrors() {
    byte[] buffer = new byte[4096];
    try (InputStream in = process.getErrorStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!ready && startMessages.size() < START_MESSAGE_BYTES) {
          startMessages.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // The process is gone.
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
