package dev.cartulary.beam;

import java.io.IOException;

/** Writes one shard of each of the four tables out of the ledger. */
final class WriteShard extends WorkerFunction<JobBooks, Integer, Void> {
  private final String run;
  private final String folder;
  private final int shards;

  WriteShard(JobPlan plan, String run, String folder, int shards) {
    super(plan);
    this.run = run;
    this.folder = folder;
    this.shards = shards;
  }

  @Override
  JobBooks acquired(JobPlan job) {
    return JobBooks.acquire(job);
  }

  @ProcessElement
  public void write(@Element Integer shard) throws IOException {
    JobBooks books = worker();
    new ShardWriter(run, folder, shard, shards, books.cipher())
        .write(books.delivery(run), books::delivered);
  }
}
