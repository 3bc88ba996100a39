package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.Outcome;
import org.apache.beam.sdk.transforms.DoFn;

/** Gives each file its identity. */
final class HashFile extends DoFn<ListedFile, SourceFile> {
  @ProcessElement
  public void hash(@Element ListedFile file, MultiOutputReceiver out) {
    Outcome<SourceFile> hashed = FileHasher.hash(file);
    if (hashed instanceof Outcome.Ok<SourceFile> ok) {
      out.get(NightlyPipeline.HASHED).output(ok.value());
    } else if (hashed instanceof Outcome.Failed<SourceFile> failed) {
      Failure failure = failed.failure();
      RunCounters.failed(failure);
      out.get(NightlyPipeline.UNREADABLE).output(Outcome.failed(failure));
    }
  }
}
