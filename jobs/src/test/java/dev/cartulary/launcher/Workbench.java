package dev.cartulary.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder that looks like the repository, with blanks in its path, and a PATH with the tools of a
 * plain system only.
 */
final class Workbench {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "dirname",
          "find",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "tail",
          "touch");

  final Path root;
  private final Path folder;
  private final Path bin;

  Workbench(Path folder) throws IOException {
    this.folder = folder;
    root = Files.createDirectories(folder.resolve("my  checkout/cartulary"));
    bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), tool(tool));
    }
    Files.copy(script(), root.resolve("cartulary"));
    executable(root.resolve("cartulary"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    for (String module : List.of("schemas", "extractors", "models", "pipeline", "jobs")) {
      Files.createDirectories(root.resolve(module).resolve("src/main/java"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
      Files.writeString(root.resolve(module).resolve("src/main/java/A.java"), "class A {}");
    }
    // Older than any build that a test starts: find compares times to the instant.
    age();
  }

  /** The launcher in the repository that this test belongs to. */
  static Path script() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at.resolve("cartulary");
      }
    }
    throw new IllegalStateException("no folder above this one has .mvn");
  }

  /** Puts a JDK on PATH that prints its arguments and exits with 7. */
  Workbench withJava(String version) throws IOException {
    Path home = fakeJdk(version, true);
    Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java"));
    return this;
  }

  Path fakeJdk(String version, boolean releaseFile) throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk " + version));
    Files.createDirectories(home.resolve("bin"));
    script(
        home.resolve("bin/java"),
        "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\"' >&2; exit 0; fi",
        "for word in \"$@\"; do echo \"<$word>\"; done",
        "exit 7");
    script(home.resolve("bin/javac"), "exit 0");
    if (releaseFile) {
      Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }
    return home;
  }

  /** Puts a Maven on PATH that takes a moment, makes the jar, and notes that it was called. */
  Workbench withMaven() throws IOException {
    script(
        bin.resolve("mvn"),
        "echo \"$@\" >> '" + folder + "/mvn.calls'",
        "sleep 0.3",
        "mkdir -p jobs/target/lib",
        "touch jobs/target/cartulary.jar");
    return this;
  }

  Workbench withFailingMaven() throws IOException {
    script(bin.resolve("mvn"), "echo 'the compiler said no'", "exit 1");
    return this;
  }

  int builds() throws IOException {
    Path calls = folder.resolve("mvn.calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /** Lets every file and folder be a minute older than it is. */
  void age() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        Files.setLastModifiedTime(file, FileTime.from(time.minusSeconds(60)));
      }
    }
  }

  Launch launch(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return start(script, environment, arguments).await();
  }

  Launch launch(String... arguments) throws IOException, InterruptedException {
    return launch(root.resolve("cartulary"), Map.of(), arguments);
  }

  Started start(Path script, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(environment);
    return new Started(builder.start(), out, err);
  }

  private static Path tool(String name) {
    return Stream.of("/bin/", "/usr/bin/")
        .map(folder -> Path.of(folder + name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this system has no " + name));
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    executable(file);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  record Started(Process process, Path out, Path err) {
    Launch await() throws IOException, InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Launch(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  record Launch(int exit, String out, String err) {}
}
