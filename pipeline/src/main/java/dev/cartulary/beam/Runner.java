package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import dev.cartulary.egress.Destination;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.FileStagingOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The engine that carries out a run's steps. */
public sealed interface Runner {
  /** This process, on all of its processors. */
  Runner HERE = new Here();

  /** The servers that the engine needs. */
  Set<Destination> destinations();

  /**
   * Checks that a plan can run here.
   *
   * @throws RunnerException if it cannot, with the remedy
   */
  void check(JobPlan plan);

  /**
   * The options of a pipeline for {@code plan}.
   *
   * @param pieces of work in it at most, from 1
   */
  PipelineOptions options(JobPlan plan, int pieces);

  /** Those who will read the documents of {@code plan}; to be released. */
  Workers workers(JobPlan plan);

  /**
   * Begins to carry out the steps.
   *
   * @throws RunnerException if the engine cannot be reached
   */
  PipelineResult start(Pipeline pipeline);

  /**
   * Waits until all steps are done.
   *
   * @throws Pipeline.PipelineExecutionException if a step failed
   * @throws RunnerException if the engine does not answer any more
   */
  PipelineResult.State await(PipelineResult result);

  /** What is thrown when steps ended in {@code state} and nobody wanted it. */
  RuntimeException failed(PipelineResult.State state);

  /** Beam's direct runner. */
  record Here() implements Runner {
    @Override
    public Set<Destination> destinations() {
      return Set.of();
    }

    @Override
    public void check(JobPlan plan) {
      // Whatever a job wants can be had in this process.
    }

    /**
     * The runner's own checks are for developing a pipeline: they serialise every element at every
     * step. A thread that has nothing to do keeps a processor busy (see {@link Rest}).
     */
    @Override
    public PipelineOptions options(JobPlan plan, int pieces) {
      return PipelineOptionsFactory.fromArgs(
              "--runner=DirectRunner",
              "--blockOnRun=false",
              "--enforceImmutability=false",
              "--enforceEncodability=false",
              "--targetParallelism=" + Math.max(1, Math.min(plan.readers(), pieces)))
          .create();
    }

    @Override
    public Workers workers(JobPlan plan) {
      return new Workers.Here(WorkerServices.acquire(plan));
    }

    @Override
    public PipelineResult start(Pipeline pipeline) {
      return pipeline.run();
    }

    @Override
    public PipelineResult.State await(PipelineResult result) {
      return result.waitUntilFinish();
    }

    @Override
    public RuntimeException failed(PipelineResult.State state) {
      return new IllegalStateException("the pipeline ended in state " + state);
    }
  }

  /**
   * An Apache Flink cluster whose processes have this program on their class path, and see the same
   * folders and the same database as this process.
   *
   * @param host of the job manager's REST address
   * @param port of it
   * @param parallelism how many slots read documents; at least 1
   */
  record Flink(String host, int port, int parallelism) implements Runner {
    private static final String RUNNER = "org.apache.beam.runners.flink.FlinkRunner";
    private static final int LAST_PORT = 65_535;

    public Flink {
      requireNonNull(host, "host is null");
      if (port < 1 || port > LAST_PORT || parallelism < 1) {
        throw new IllegalArgumentException(port + " with " + parallelism + " slots is no cluster");
      }
    }

    @Override
    public Set<Destination> destinations() {
      return Set.of(new Destination(host, port));
    }

    @Override
    public void check(JobPlan plan) {
      if (!plan.ledger().isServer()) {
        throw new RunnerException(
            "ledger "
                + plan.ledger()
                + " is a file, which one process holds; on a cluster all write to one ledger: name a"
                + " PostgreSQL database in ledger.url");
      }
      try {
        Class.forName(RUNNER, false, Runner.class.getClassLoader());
      } catch (ClassNotFoundException absent) {
        throw new RunnerException(
            "this build has no runner for Flink; build it with: mvn -Pflink -DskipTests package");
      }
    }

    @Override
    public PipelineOptions options(JobPlan plan, int pieces) {
      PipelineOptions options =
          PipelineOptionsFactory.fromArgs(
                  "--runner=FlinkRunner",
                  "--flinkMaster=" + address(),
                  "--parallelism=" + parallelism,
                  // Starting returns when the cluster has the job, so that it can be watched.
                  "--attachedMode=false",
                  "--jobCheckIntervalInSecs=1",
                  "--objectReuse=true",
                  "--fasterCopy=true")
              .create();
      // Workers have the program already; without any file named, Beam would send all of it.
      options.as(FileStagingOptions.class).setFilesToStage(List.of(here().toString()));
      return options;
    }

    @Override
    public Workers workers(JobPlan plan) {
      return new Workers.Elsewhere(JobBooks.acquire(plan), plan.limits());
    }

    @Override
    public PipelineResult start(Pipeline pipeline) {
      try {
        return pipeline.run();
      } catch (RuntimeException e) {
        throw new RunnerException(
            "the Flink cluster at "
                + address()
                + " did not take the job; check that a job manager of this version runs there, as"
                + " docs/scaling.md says, and --flink-master",
            e);
      }
    }

    @Override
    public PipelineResult.State await(PipelineResult result) {
      try {
        return result.waitUntilFinish();
      } catch (RuntimeException e) {
        throw new RunnerException(
            "the Flink cluster at "
                + address()
                + " does not answer any more; what is done is kept in the ledger: start the cluster"
                + " and run the job again",
            e);
      }
    }

    @Override
    public RuntimeException failed(PipelineResult.State state) {
      return new RunnerException(
          "the Flink cluster at "
              + address()
              + " ended the job in state "
              + state
              + "; its page there and the logs of its processes say why; what is done is kept in"
              + " the ledger: run the job again");
    }

    private String address() {
      return host + ":" + port;
    }

    /** The file or folder that this class comes from. */
    private static Path here() {
      try {
        return Path.of(Runner.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("the program does not know where it is", e);
      }
    }
  }
}
