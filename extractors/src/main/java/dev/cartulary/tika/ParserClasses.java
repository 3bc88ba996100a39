package dev.cartulary.tika;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cartulary.access.OwnerOnly;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes of parser processes in Java's own format for mapping them into memory: loading them
 * takes most of a start.
 *
 * <p>They are kept in the folder that the system property {@value #FOLDER} names, and nowhere where
 * there is none. The first process that wants them makes them, the others wait. Where that fails
 * they are loaded as ever: only time is lost.
 */
final class ParserClasses {
  static final String FOLDER = "cartulary.parser-classes";

  private static final String SUFFIX = ".jsa";
  private static final long MOST_SECONDS = 60;

  /** What is said of classes that cannot be kept must not get into what a process says. */
  private static final List<String> QUIET =
      List.of("-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr");

  private static String failed = ""; // the folder where it did

  private ParserClasses() {}

  /** The program of the process that makes them. */
  public static void main(String[] args) throws IOException {
    ParserProcess.readSamples();
  }

  /** The class path of this process, folders last: only the jars before them can be kept. */
  static String path() {
    return Stream.concat(jars().stream(), entries().filter(entry -> isFolder(entry)))
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElse("");
  }

  private static List<String> jars() {
    return entries().filter(entry -> !isFolder(entry)).toList();
  }

  private static Stream<String> entries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  private static boolean isFolder(String entry) {
    return Files.isDirectory(Path.of(entry));
  }

  /**
   * Java's options that map the classes; none where they are not kept.
   *
   * @param java the command that starts a parser process, without class path and program
   */
  static synchronized List<String> options(List<String> java) throws InterruptedException {
    String folder = System.getProperty(FOLDER, "");
    if (folder.isEmpty() || folder.equals(failed)) {
      return List.of();
    }
    try {
      List<String> options = new ArrayList<>(QUIET);
      options.add("-XX:SharedArchiveFile=" + archive(Path.of(folder), java));
      return options;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while another process makes the archive of classes");
      }
      failed = folder;
      return List.of();
    }
  }

  private static Path archive(Path folder, List<String> java)
      throws IOException, InterruptedException {
    Path archive = folder.toAbsolutePath().resolve(name());
    if (Files.exists(archive)) {
      return archive;
    }
    OwnerOnly.folders(folder);
    try (FileChannel lock =
        OwnerOnly.file(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock(); // released with the channel
      if (!Files.exists(archive)) {
        make(archive, java);
      }
    }
    return archive;
  }

  /** Java ignores an archive of other jars, or of another Java; so it has another name. */
  private static String name() throws IOException {
    StringBuilder of = new StringBuilder(System.getProperty("java.vm.version"));
    for (String jar : jars()) {
      Path file = Path.of(jar);
      of.append('\n').append(jar);
      if (Files.exists(file)) {
        of.append(' ').append(Files.size(file)).append(' ');
        of.append(Files.getLastModifiedTime(file).toMillis());
      }
    }
    return UUID.nameUUIDFromBytes(of.toString().getBytes(UTF_8)) + SUFFIX;
  }

  /** By a process that reads a little and ends. Takes away those of other jars. */
  private static void make(Path archive, List<String> java)
      throws IOException, InterruptedException {
    Path folder = archive.resolveSibling("");
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    Path made = folder.resolve("made" + SUFFIX);
    List<String> command = new ArrayList<>(java);
    command.addAll(QUIET);
    command.add("-XX:ArchiveClassesAtExit=" + made);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, jars())));
    command.add(ParserClasses.class.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("no archive of classes was made");
      }
    } finally {
      process.destroyForcibly();
    }
    Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
  }
}
