package dev.cartulary.cli;

import dev.cartulary.config.JobFile;
import dev.cartulary.egress.Destination;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.egress.OfflineProof;
import dev.cartulary.status.Facts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Proves that nothing leaves the machine. */
@Command(
    name = "offline",
    description = {
      "Tries every way to the network with the guard that runs have: each must be",
      "refused. Sockets are opened, if at all, to nowhere; nothing is sent."
    },
    exitCodeList = {
      "0:Every way is closed, but to the destinations that the job names.",
      "1:A way is open; it is named.",
      "2:The job file is wrong."
    },
    footer = "  cartulary verify offline jobs/nightly-contracts.yaml")
final class VerifyOfflineCommand extends CommandForm implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB.yaml",
      description = "A job: its database and its Vault may be reached.")
  private @Nullable Path file;

  @Mixin private Answer answer;

  @SuppressWarnings("NullAway.Init") // The command line library fills the fields in.
  VerifyOfflineCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Set<Destination> destinations = new HashSet<>();
    if (file == null) {
      Door.closeAll();
    } else {
      Door door = Door.of(JobFile.readBooks(file, surroundings.environment()));
      destinations.addAll(door.destinations());
    }
    List<OfflineProof.Trial> trials = OfflineProof.run();
    boolean closed =
        EgressGuard.isArmed() && trials.stream().noneMatch(trial -> isOpen(trial, destinations));
    answer.print(
        () -> facts(closed, trials, destinations), out -> print(closed, trials, destinations, out));
    return closed ? ExitCode.OK : ExitCode.FAULT;
  }

  /** With a destination the kernel cannot be asked, nor can names go unknown. */
  private static boolean isOpen(OfflineProof.Trial trial, Set<Destination> destinations) {
    return !trial.refused() && (destinations.isEmpty() || !trial.dependsOnKernel());
  }

  private static Facts facts(
      boolean closed, List<OfflineProof.Trial> trials, Set<Destination> destinations) {
    return new Facts()
        .with("closed", closed)
        .with("kernel", EgressGuard.strength() == EgressGuard.Strength.KERNEL)
        .withTexts("destinations", destinations.stream().map(Destination::toString).toList())
        .with(
            "trials",
            trials.stream()
                .map(
                    trial ->
                        new Facts().with("what", trial.what()).with("refused", trial.refused()))
                .toList());
  }

  private static void print(
      boolean closed,
      List<OfflineProof.Trial> trials,
      Set<Destination> destinations,
      PrintWriter out) {
    out.println("Sockets of this process and of those that it starts:");
    for (OfflineProof.Trial trial : trials) {
      out.printf("  %-42s %s%n", trial.what(), trial.refused() ? "refused" : "OPEN");
    }
    destinations.forEach(destination -> out.println("The job may reach " + destination + "."));
    Words.wrap(
            EgressGuard.strength() == EgressGuard.Strength.KERNEL
                ? "The kernel refuses them, too, to native code."
                : "The kernel was not asked to refuse them: "
                    + (destinations.isEmpty()
                        ? "this system has no such filter."
                        : "the job names a destination. Parser processes have no network."),
            80)
        .forEach(out::println);
    out.println(closed ? "Nothing can leave this machine unnamed." : "Something could get out.");
  }
}
