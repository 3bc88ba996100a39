package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Outcome;

/** Gives each file its identity; one that cannot be read is delivered as a failure. */
final class HashFile extends WorkerFunction<JobBooks, ListedFile, SourceFile> {
  private final String run;

  HashFile(JobPlan plan, String run) {
    super(plan);
    this.run = run;
  }

  @Override
  JobBooks acquired(JobPlan job) {
    return JobBooks.acquire(job);
  }

  @ProcessElement
  public void hash(@Element ListedFile file, OutputReceiver<SourceFile> out) {
    if (worker().isStopping()) {
      return;
    }
    Outcome<SourceFile> hashed = FileHasher.hash(file);
    if (hashed instanceof Outcome.Ok<SourceFile> ok) {
      worker().rest(run).expect(NightlyPipeline.group(ok.value()));
      out.output(ok.value());
    } else if (hashed instanceof Outcome.Failed<SourceFile> failed) {
      worker().runs().fail(run, failed.failure());
      RunCounters.failed(failed.failure());
    }
  }
}
