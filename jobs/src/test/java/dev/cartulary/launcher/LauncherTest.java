package dev.cartulary.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.launcher.Workbench.Launch;
import dev.cartulary.launcher.Workbench.Started;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void makeBench() throws IOException {
    bench = new Workbench(folder);
  }

  @Test
  void noJava_saysWhatToInstall() throws Exception {
    Launch launch = bench.launch("--version");

    assertThat(launch.exit()).isEqualTo(2);
    assertThat(launch.err())
        .contains("Java 17 or newer is needed, and none was found")
        .contains("apt-get install");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"11.0.2", "1.8.0_292", "16"})
  void oldJava_isNamedWithItsVersion(String version) throws Exception {
    Launch launch = bench.withJava(version).withMaven().launch("--version");

    assertThat(launch.exit()).isEqualTo(2);
    assertThat(launch.err()).contains("Java " + version + " is too old").contains("on PATH");
    assertThat(bench.builds()).isZero();
  }

  @Test
  void oldJava_withoutReleaseFile_isAskedForItsVersion() throws Exception {
    Path home = bench.fakeJdk("1.8.0_292", false);

    Launch launch =
        bench.launch(bench.root.resolve("cartulary"), Map.of("JAVA_HOME", home.toString()));

    assertThat(launch.exit()).isEqualTo(2);
    assertThat(launch.err()).contains("Java 1.8.0_292 is too old").contains("JAVA_HOME is");
  }

  @Test
  void wrongJavaHome_isNamed() throws Exception {
    Launch launch =
        bench
            .withJava("17")
            .launch(bench.root.resolve("cartulary"), Map.of("JAVA_HOME", "/no/such/jdk"));

    assertThat(launch.exit()).isEqualTo(2);
    assertThat(launch.err()).contains("JAVA_HOME is /no/such/jdk, but there is no");
  }

  @Test
  void javaHome_goesBeforePath() throws Exception {
    Path home = bench.withJava("11").withMaven().fakeJdk("21.0.1", true);

    Launch launch =
        bench.launch(bench.root.resolve("cartulary"), Map.of("JAVA_HOME", home.toString()));

    assertThat(launch.exit()).isEqualTo(7);
  }

  @Test
  void noMaven_unbuilt_saysWhatToInstall() throws Exception {
    Launch launch = bench.withJava("17.0.1").launch("--version");

    assertThat(launch.exit()).isEqualTo(2);
    assertThat(launch.err()).contains("Maven is missing").contains("apt-get install maven");
  }

  @Test
  void noMaven_built_startsAllTheSame() throws Exception {
    Files.createDirectories(bench.root.resolve("jobs/target/lib"));
    Files.createFile(bench.root.resolve("jobs/target/cartulary.jar"));

    assertThat(bench.withJava("17").launch().exit()).isEqualTo(7);
  }

  @Test
  void firstLaunch_buildsOnceAndPassesArgumentsAndExitCode() throws Exception {
    bench.withJava("17.0.1").withMaven();

    Launch first = bench.launch("run", "my job.yaml", "");
    Launch second = bench.launch("run");

    assertThat(first.exit()).isEqualTo(7);
    assertThat(first.err()).contains("building").contains("a few minutes");
    assertThat(first.out().lines())
        .endsWith("<" + bench.root + "/jobs/target/cartulary.jar>", "<run>", "<my job.yaml>", "<>");
    assertThat(second.err()).isEmpty();
    assertThat(bench.builds()).isEqualTo(1);
  }

  /** Without them native code keeps hundreds of megabytes that it does not need. */
  @Test
  void settingsOfNativeCode_areThoseOfEveryScriptThatStartsAJvm() throws Exception {
    Path root = Workbench.script().resolveSibling(".");
    Map<String, String> settings = nativeSettings(root.resolve("cartulary"));

    assertThat(settings)
        .containsKeys("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "MALLOC_ARENA_MAX", "GLIBC_TUNABLES")
        .containsEntry("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "64");
    assertThat(nativeSettings(root.resolve("cluster/flink"))).isEqualTo(settings);
    assertThat(nativeSettings(root.resolve("benchmarks/run"))).isEqualTo(settings);
  }

  /** What a script sets unless its user did. */
  private static Map<String, String> nativeSettings(Path script) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    Pattern.compile("(?<name>[A-Z_]+)=\"\\$\\{\\k<name>:-(?<value>[^}]*)}\"")
        .matcher(Files.readString(script))
        .results()
        .forEach(set -> settings.put(set.group(1), set.group(2)));
    return settings;
  }

  @Test
  void changedSource_isBuiltAnew() throws Exception {
    bench.withJava("17").withMaven().launch();
    bench.age();
    Files.writeString(bench.root.resolve("models/src/main/java/A.java"), "class A { }");

    assertThat(bench.launch().err()).contains("sources have changed");
    assertThat(bench.launch().err()).isEmpty();
    assertThat(bench.builds()).isEqualTo(2);
  }

  @Test
  void removedSource_isBuiltAnew() throws Exception {
    bench.withJava("17").withMaven().launch();
    bench.age();
    Files.delete(bench.root.resolve("schemas/src/main/java/A.java"));

    bench.launch();

    assertThat(bench.builds()).isEqualTo(2);
  }

  @Test
  void changedPom_isBuiltAnew() throws Exception {
    bench.withJava("17").withMaven().launch();
    bench.age();
    Files.writeString(bench.root.resolve("pom.xml"), "<project></project>");

    bench.launch();

    assertThat(bench.builds()).isEqualTo(2);
  }

  @Test
  void changedTest_isNoReasonToBuild() throws Exception {
    bench.withJava("17").withMaven().launch();
    bench.age();
    Files.createDirectories(bench.root.resolve("jobs/src/test/java"));
    Files.writeString(bench.root.resolve("jobs/src/test/java/ATest.java"), "class ATest {}");

    bench.launch();

    assertThat(bench.builds()).isEqualTo(1);
  }

  @Test
  void failedBuild_showsTheEndOfItsLogAndExits1() throws Exception {
    Launch launch = bench.withJava("17").withFailingMaven().launch();

    assertThat(launch.exit()).isEqualTo(1);
    assertThat(launch.err())
        .contains("the build failed", "target/launcher/build.log", "the compiler said no");
    assertThat(launch.out()).isEmpty();
    assertThat(bench.root.resolve("target/launcher/lock")).doesNotExist();
  }

  @Test
  void linkToTheLauncher_findsTheProgram() throws Exception {
    bench.withJava("17").withMaven();
    Path direct =
        Files.createSymbolicLink(folder.resolve("direct"), bench.root.resolve("cartulary"));
    Files.createDirectories(folder.resolve("a b"));
    Path relative = Files.createSymbolicLink(folder.resolve("a b/relative"), Path.of("../direct"));

    assertThat(bench.launch(direct, Map.of()).exit()).isEqualTo(7);
    assertThat(bench.launch(relative, Map.of()).out()).contains(bench.root.toString());
  }

  @Test
  void twoLaunches_buildOnce() throws Exception {
    bench.withJava("17").withMaven();

    Started one = bench.start(bench.root.resolve("cartulary"), Map.of());
    Started two = bench.start(bench.root.resolve("cartulary"), Map.of());

    assertThat(one.await().exit()).isEqualTo(7);
    assertThat(two.await().exit()).isEqualTo(7);
    assertThat(bench.builds()).isEqualTo(1);
    assertThat(bench.root.resolve("target/launcher/lock")).doesNotExist();
  }

  @Test
  void classArchive_ofAFinishedRun_isMappedByTheNext() throws Exception {
    bench.withJava("17.0.1").withMaven().launch();
    Path archive = bench.root.resolve("target/launcher/classes-17.0.1.jsa");

    assertThat(bench.launch("--version").out()).doesNotContain("Archive");
    assertThat(bench.launch("run").out()).contains("<-XX:ArchiveClassesAtExit=" + archive + ".");

    Path written = leftArchive(archive, 50_000_000);
    assertThat(bench.launch("--version").out())
        .contains("<-XX:SharedArchiveFile=" + archive + ">")
        .doesNotContain("ArchiveClassesAtExit");
    assertThat(written).doesNotExist();
    assertThat(archive).hasSize(50_000_000);
  }

  @Test
  void classArchive_ofARunThatEndedEarlyOrAnOlderBuild_isDropped() throws Exception {
    bench.withJava("17.0.1").withMaven().launch();
    Path archive = bench.root.resolve("target/launcher/classes-17.0.1.jsa");
    Path small = leftArchive(archive, 1_000_000);

    assertThat(bench.launch("run").out()).contains("ArchiveClassesAtExit");
    assertThat(small).doesNotExist();

    leftArchive(archive, 50_000_000);
    bench.launch("run");
    Path jar = bench.root.resolve("jobs/target/cartulary.jar");
    Files.setLastModifiedTime(
        jar, FileTime.from(Files.getLastModifiedTime(archive).toInstant().plusSeconds(5)));

    assertThat(bench.launch("run").out()).contains("ArchiveClassesAtExit");
    assertThat(archive).doesNotExist();
  }

  /** What a process that has ended leaves. */
  private static Path leftArchive(Path archive, long bytes) throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path left = archive.resolveSibling(archive.getFileName() + "." + dead.pid());
    try (RandomAccessFile file = new RandomAccessFile(left.toFile(), "rw")) {
      file.setLength(bytes);
    }
    // The build is older than what ran from it, by more than a file system's clock may be coarse.
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().plusSeconds(2)));
    return left;
  }

  @Test
  void lockOfADeadLaunch_isTakenOver() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = Files.createDirectories(bench.root.resolve("target/launcher/lock"));
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

    assertThat(bench.withJava("17").withMaven().launch().exit()).isEqualTo(7);
    assertThat(bench.builds()).isEqualTo(1);
  }

  @ParameterizedTest(name = "Java {0}")
  @CsvSource({"17.0.1, false, false", "22, true, false", "25.0.3, true, true"})
  void options_fitTheJava(String version, boolean nativeAccess, boolean unsafe) throws Exception {
    Launch launch =
        bench
            .withJava(version)
            .withMaven()
            .launch(
                bench.root.resolve("cartulary"),
                Map.of("CARTULARY_JAVA_OPTIONS", "-Xmx3g -Dx=y"),
                "--help");

    assertThat(launch.out())
        .contains("<-Dai.djl.offline=true>", "<-DOPT_OUT_TRACKING=true>")
        .contains("<-Dcartulary.parser-classes=" + bench.root + "/target/launcher/parsers>")
        .containsSubsequence("<-Xmx1g>", "<-Xmx3g>", "<-Dx=y>", "<-jar>")
        .doesNotContain("cartulary.terminal");
    assertThat(launch.out().contains("--enable-native-access")).isEqualTo(nativeAccess);
    assertThat(launch.out().contains("--sun-misc-unsafe-memory-access")).isEqualTo(unsafe);
  }

  @Test
  void script_shellcheckFindsNothing() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/shellcheck")), "shellcheck is not installed here");
    Process check =
        new ProcessBuilder(
                "shellcheck",
                "-s",
                "sh",
                Workbench.script().toString(),
                Workbench.script().resolveSibling("cluster/flink").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
  }
}
