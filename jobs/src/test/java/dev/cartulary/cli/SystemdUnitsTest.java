package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.JobFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdUnitsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/cartulary/cli/schedule.txt");

  @TempDir Path folder;

  @Test
  void service_andTimer_areThoseOfTheGoldenFile() throws Exception {
    String units = units("", "cartulary").service() + "----\n" + units("", "cartulary").timer();
    String text = units.replace(folder.toString(), "/srv");

    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.resolveSibling("."));
      Files.writeString(GOLDEN, text);
    }
    assertThat(text).isEqualTo(Files.readString(GOLDEN));
    assertThat(Boolean.getBoolean("golden.update")).as("golden.update").isFalse();
  }

  @Test
  void service_ofAJobWithAServer_hasItsNetworkAndNoMore() throws IOException {
    String served =
        units("ledger: {url: 'jdbc:postgresql://db.lan/ledger', user: c}\n", "cartulary").service();

    assertThat(served)
        .contains("RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6\n", "network-online.target")
        .doesNotContain("PrivateNetwork");
    assertThat(units("", "cartulary").service())
        .contains("PrivateNetwork=yes\n")
        .doesNotContain("AF_INET");
  }

  @Test
  void units_asSystemdReadsThem_areRight() throws Exception {
    Path launcher = Files.writeString(folder.resolve("cartulary"), "#!/bin/sh\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    SystemdUnits units = units("", System.getProperty("user.name"));
    Path service = folder.resolve(units.name() + ".service");
    Path timer = folder.resolve(units.name() + ".timer");
    Files.writeString(service, units.service());
    Files.writeString(timer, units.timer());
    Process process;
    try {
      process =
          new ProcessBuilder("systemd-analyze", "verify", service.toString(), timer.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      Assumptions.abort("this machine has no systemd-analyze");
      throw e;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // Other units of the machine may have faults of their own.
    assertThat(said.lines()).noneMatch(line -> line.contains("cartulary-"));
  }

  private SystemdUnits units(String more, String user) throws IOException {
    Path work = Files.createDirectories(folder.resolve("a job"));
    Path job = work.resolve("nightly.yaml");
    Files.writeString(
        job,
        "input: {path: in}\ntype: contract\noutput: {path: ../out/100% of it}\n"
            + "metrics: {prometheus: ../metrics/nightly.prom}\n"
            + more);
    return new SystemdUnits(
        JobFile.readWithoutDocuments(job, Map.of()), folder.resolve("cartulary"), user, "02:00");
  }
}
