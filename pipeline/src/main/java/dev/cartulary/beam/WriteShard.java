package dev.cartulary.beam;

import java.io.IOException;

/** Writes one shard of each of the four tables out of the ledger. */
final class WriteShard extends WorkerFunction<Integer, Void> {
  private final String run;
  private final String folder;
  private final int shards;

  WriteShard(JobPlan plan, String run, String folder, int shards) {
    super(plan);
    this.run = run;
    this.folder = folder;
    this.shards = shards;
  }

  @ProcessElement
  public void write(@Element Integer shard) throws IOException {
    WorkerServices worker = worker();
    new ShardWriter(run, folder, shard, shards, worker.cipher())
        .write(worker.delivery(run), worker::delivered);
  }
}
