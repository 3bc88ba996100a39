package dev.cartulary.cli;

import dev.cartulary.checkpoint.CheckpointException;
import dev.cartulary.config.Job;
import dev.cartulary.decoder.LibtorchException;
import dev.cartulary.file.FolderScan;
import dev.cartulary.keys.KeyException;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerException;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.ModelDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run of one job needs; nothing is changed but the schema of an older ledger. */
final class JobCheck {
  private static final long LEAST_ROOM = 1L << 30;

  private final Job job;
  private final Door door;

  JobCheck(Job job) {
    this.job = job;
    this.door = Door.of(job);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    int files =
        new FolderScan(job.input().include(), job.input().exclude())
            .list(job.input().folder())
            .size();
    findings.add(Finding.ok("input", Words.count(files) + " files in " + job.input().folder()));
    findings.add(
        Finding.ok("type", job.type().name() + ", " + job.type().fields().size() + " fields"));
    findings.add(model());
    findings.add(
        MachineCheck.room(
            "output", job.output(), LEAST_ROOM, "make room, or set another output.path"));
    findings.add(keys());
    findings.add(ledger());
    return findings;
  }

  private Finding model() {
    try (LanguageModel model = Plans.of(job).model().open()) {
      ModelDescription found = model.description();
      return Finding.ok(
          "model",
          found.name()
              + " in "
              + found.precision()
              + " on "
              + found.device()
              + ", fingerprint "
              + found.fingerprint().substring(0, 16));
    } catch (CheckpointException | LibtorchException e) {
      return Finding.fault("model", e);
    }
  }

  private Finding keys() {
    if (job.encryption() == null) {
      return Finding.ok("keys", "none: tables and ledger are not encrypted");
    }
    try {
      return Finding.ok("keys", door.tryKeys() + " of " + job.encryption().place());
    } catch (KeyException e) {
      return Finding.fault("keys", e);
    }
  }

  private Finding ledger() {
    Path file = job.ledger().file();
    if (file != null && !Files.exists(file)) {
      return Finding.ok("ledger", "the first run makes " + job.ledger());
    }
    try {
      return Finding.ok(
          "ledger", job.ledger() + ", schema " + door.<String>openLedger(Ledger::schema));
    } catch (LedgerException e) {
      return e.isHeld()
          ? Finding.warning(
              "ledger", "held by a run: " + job.ledger(), "ask again when it has ended")
          : Finding.fault("ledger", e);
    }
  }
}
