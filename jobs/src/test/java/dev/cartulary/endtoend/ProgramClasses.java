package dev.cartulary.endtoend;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The program's classes, in the JDK's own format for mapping them into memory: loading them takes
 * most of a short run. The launcher keeps such an archive, too.
 *
 * <p>Only jars can be archived, so that folders of classes become jars first. All is made once a
 * build, by the first process that asks.
 */
final class ProgramClasses {
  private static final Path HOME = Path.of("target", "program").toAbsolutePath();
  private static final Path ARCHIVE = HOME.resolve("classes.jsa");
  private static final List<String> QUIET =
      List.of("-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr");

  private ProgramClasses() {}

  /**
   * The options that name the classes.
   *
   * @param options Java's others, with which the archive is used
   */
  static synchronized List<String> options(List<String> options)
      throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    try (FileChannel channel =
        FileChannel.open(
            HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // Released with the channel.
      channel.lock();
      String path = String.join(File.pathSeparator, jars());
      if (!Files.exists(ARCHIVE)) {
        make(options, path);
      }
      return with("-XX:SharedArchiveFile=" + ARCHIVE, path);
    }
  }

  private static List<String> with(String archive, String path) {
    List<String> options = new ArrayList<>(QUIET);
    options.addAll(
        List.of(archive, "-Dcartulary.parser-classes=" + HOME.resolve("parsers"), "-cp", path));
    return options;
  }

  /** The class path without tests and their folders; a jar that is older than its folder goes. */
  private static List<String> jars() throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isRegularFile(path)) {
        jars.add(entry);
      } else if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
        jars.add(jar(path).toString());
      }
    }
    return jars;
  }

  private static Path jar(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(file -> !file.equals(folder)).sorted().toList();
    }
    Path module =
        requireNonNull(requireNonNull(folder.toAbsolutePath().getParent()).getParent())
            .getFileName();
    Path jar = HOME.resolve(module + ".jar");
    if (Files.exists(jar) && !isOlder(jar, files)) {
      return jar;
    }
    Files.deleteIfExists(ARCHIVE);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files) {
        // Folders are entries, too, for who lists resources.
        boolean isFolder = Files.isDirectory(file);
        out.putNextEntry(new ZipEntry(folder.relativize(file) + (isFolder ? "/" : "")));
        if (!isFolder) {
          Files.copy(file, out);
        }
        out.closeEntry();
      }
    }
    return jar;
  }

  private static boolean isOlder(Path jar, List<Path> files) throws IOException {
    FileTime made = Files.getLastModifiedTime(jar);
    for (Path file : files) {
      if (Files.getLastModifiedTime(file).compareTo(made) > 0) {
        return true;
      }
    }
    return false;
  }

  /** By a run over one short file. */
  private static void make(List<String> options, String path)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(HOME, "run");
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(
        folder.resolve("in/memo.txt"), "This memo is governed by the laws of Oregon.\n");
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        input: {path: in}
        type: contract
        output: {path: out}
        ledger: {url: "jdbc:h2:file:./ledger"}
        """);
    Path made = HOME.resolve("made.jsa");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(with("-XX:ArchiveClassesAtExit=" + made, path));
    command.addAll(List.of("dev.cartulary.cli.Main", "run", "job.yaml"));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          "no archive of classes was made: " + Files.readString(folder.resolve("out.txt")));
    }
    Files.move(made, ARCHIVE);
  }
}
