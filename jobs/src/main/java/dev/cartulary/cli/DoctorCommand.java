package dev.cartulary.cli;

import dev.cartulary.config.Job;
import dev.cartulary.config.JobFile;
import dev.cartulary.status.Facts;
import dev.cartulary.yaml.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks whether runs will work. */
@Command(
    name = "doctor",
    description = {
      "Looks whether this machine, and a job, have what a run needs; says what helps.",
      "",
      "Java, memory, Tesseract, the guard of the network, the graphics card; with a job also its"
          + " file, model, output, keys and ledger. The model is loaded. Nothing is run."
    },
    exitCodeList = {
      "0:Runs will work; there may be warnings.",
      "1:A fault of this program, or the machine failed it.",
      "2:Something is at fault; the line says what helps."
    },
    footer = {"  cartulary doctor", "  cartulary doctor jobs/nightly-contracts.yaml --json"})
final class DoctorCommand extends CommandForm implements Callable<Integer> {
  private static final String LANGUAGE = "eng";

  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB.yaml",
      description = "A job that is to run.")
  private @Nullable Path file;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<Finding> findings = findings();
    boolean well = findings.stream().noneMatch(each -> each.level() == Finding.Level.FAULT);
    answer.print(
        () ->
            new Facts()
                .with("well", well)
                .with("findings", findings.stream().map(Finding::facts).toList()),
        out -> findings.forEach(finding -> finding.lines().forEach(out::println)));
    return well ? ExitCode.OK : ExitCode.USAGE;
  }

  private List<Finding> findings() {
    if (file == null) {
      Door.closeAll();
      return MachineCheck.findings(LANGUAGE);
    }
    try {
      Job job = JobFile.read(file, surroundings.environment());
      JobCheck check = new JobCheck(job);
      List<Finding> findings = new ArrayList<>(MachineCheck.findings(job.ocrLanguage()));
      findings.add(Finding.ok("job", file + " is right"));
      findings.addAll(check.findings());
      return findings;
    } catch (ConfigurationException e) {
      Door.closeAll();
      List<Finding> findings = new ArrayList<>(MachineCheck.findings(LANGUAGE));
      for (String problem : e.problems()) {
        findings.add(Finding.fault("job", problem, "correct it in " + file));
      }
      return findings;
    }
  }
}
