package dev.cartulary.cli;

import dev.cartulary.beam.Runner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a run is carried out. */
final class RunnerOptions {
  private enum Kind {
    HERE,
    FLINK
  }

  @Option(
      names = "--runner",
      paramLabel = "ENGINE",
      description = "here, in this process, or flink, on a cluster.",
      defaultValue = "here")
  private Kind kind = Kind.HERE;

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      description = {
        "Address of the cluster's job manager, its REST port.",
        "The ledger must be PostgreSQL, and all folders must be",
        "there on every machine."
      })
  private @Nullable String master;

  @Option(
      names = "--parallelism",
      paramLabel = "SLOTS",
      description = "How many of the cluster's slots read documents; 2 if absent.")
  private int parallelism = 2;

  RunnerOptions() {}

  /**
   * The engine.
   *
   * @throws ParameterException if the options do not fit together
   */
  Runner runner(CommandLine command) {
    if (kind == Kind.HERE) {
      if (master != null) {
        throw new ParameterException(command, "--flink-master needs --runner=flink");
      }
      return Runner.HERE;
    }
    if (master == null || !master.matches("[^:/\\s]+:[0-9]{1,5}")) {
      throw new ParameterException(
          command, "--runner=flink needs --flink-master=HOST:PORT, the job manager's REST address");
    }
    int colon = master.indexOf(':');
    try {
      return new Runner.Flink(
          master.substring(0, colon), Integer.parseInt(master.substring(colon + 1)), parallelism);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command,
          "--flink-master=" + master + " with --parallelism=" + parallelism + ": " + e.getMessage(),
          e);
    }
  }
}
