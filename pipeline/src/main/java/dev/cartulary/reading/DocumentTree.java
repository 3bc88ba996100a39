package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import dev.cartulary.document.Part;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and the documents inside of them: attachments, entries of archives, to any depth that
 * somebody packs on purpose. Each is recalled from the ledger, or read, on its own. Safe for use by
 * several threads.
 */
public final class DocumentTree {
  private static final int DEEPEST = 8;

  /** Inside of one file of the folder: equal archives within each other soon are millions. */
  private static final int MOST_PARTS = 100_000;

  private final TextSource texts;
  private final DocumentReader reader;
  private final DocumentStore store;
  private final FailureStore failures;
  private final ForkJoinPool pool;
  private final long mostPartBytes;

  /**
   * Joins the parts.
   *
   * @param failures which documents are not worth a try
   * @param pool whose threads read the documents inside of one file side by side
   * @param mostPartBytes that all documents inside of one file of the folder may have together
   */
  public DocumentTree(
      TextSource texts,
      DocumentReader reader,
      DocumentStore store,
      FailureStore failures,
      ForkJoinPool pool,
      long mostPartBytes) {
    this.texts = texts;
    this.reader = reader;
    this.store = store;
    this.failures = failures;
    this.pool = pool;
    this.mostPartBytes = mostPartBytes;
  }

  /**
   * Delivers files with equal bytes, and all inside of them, each once for every path.
   *
   * @throws StoreException if finished work cannot be kept
   */
  public void read(List<SourceFile> files, Deliveries to) throws InterruptedException {
    new Walk(to).read(files, 0);
  }

  /** The way through one file of the folder. */
  private final class Walk {
    private final Deliveries to;
    private final AtomicLong partsLeft = new AtomicLong(MOST_PARTS);
    private final AtomicLong bytesLeft = new AtomicLong(mostPartBytes);

    Walk(Deliveries to) {
      this.to = to;
    }

    void read(List<SourceFile> files, int depth) throws InterruptedException {
      SourceFile first = files.get(0);
      if (store.isBarred(first.id())) {
        files.forEach(
            file ->
                to.failed(
                    new Failure(
                        file.id(),
                        file.path(),
                        file.parent(),
                        Stage.SCAN,
                        FailureReason.PURGED,
                        "the document was purged and may not be read again",
                        0)));
        return;
      }
      Optional<DocumentRecord> known = store.find(first.id());
      Optional<Met> met = known.map(Met::of).or(() -> failed(first.id(), first.path()));
      if (met.isPresent() && isComplete(met.get().parts(), depth)) {
        recall(files, met.get());
        return;
      }
      if (depth > DEEPEST) {
        fail(
            files,
            FailureReason.TOO_DEEP,
            "it lies within more than " + DEEPEST + " archives or messages");
        return;
      }
      try (TimedText extracted = texts.extract(first)) {
        if (partsLeft.addAndGet(-(long) extracted.parts().size() * files.size()) < 0) {
          fail(
              files,
              FailureReason.TOO_LARGE,
              "the file of the folder holds more than " + MOST_PARTS + " documents");
          return;
        }
        Outcome<Reading> outcome =
            known.isPresent()
                ? Outcome.ok(Reading.recalled(known.get()))
                : reader.read(first, extracted);
        if (outcome instanceof Outcome.Ok<Reading> ok) {
          DocumentRecord document = ok.value().document();
          files.forEach(file -> to.delivered(file, document, known.isPresent()));
          to.computed(ok.value());
        }
        parts(files, extracted.parts(), depth + 1);
        // After its parts: whoever finds the failure noted finds all that came out of the document.
        if (outcome instanceof Outcome.Failed<Reading> failed) {
          files.forEach(file -> to.failed(failed.failure().at(file.path(), file.parent())));
        }
      }
    }

    private void fail(List<SourceFile> files, FailureReason reason, String message) {
      files.forEach(
          file ->
              to.failed(
                  new Failure(
                      file.id(), file.path(), file.parent(), Stage.EXTRACT, reason, message, 0)));
    }

    private void parts(List<SourceFile> holders, List<Outcome<SourceFile>> parts, int depth)
        throws InterruptedException {
      to.found(parts.size() * holders.size());
      SourceFile first = holders.get(0);
      Map<DocumentId, List<SourceFile>> groups = new LinkedHashMap<>();
      for (Outcome<SourceFile> part : parts) {
        for (SourceFile holder : holders) {
          if (part instanceof Outcome.Ok<SourceFile> ok) {
            SourceFile file =
                ok.value().at(holder.pathOf(first.nameOf(ok.value().path())), holder.id());
            groups.computeIfAbsent(file.id(), id -> new ArrayList<>()).add(file);
          } else if (part instanceof Outcome.Failed<SourceFile> failed) {
            String name = first.nameOf(failed.failure().path());
            to.failed(failed.failure().at(holder.pathOf(name), holder.id()));
          }
        }
      }
      for (List<SourceFile> group : List.copyOf(groups.values())) {
        SourceFile file = group.get(0);
        if (bytesLeft.addAndGet(-file.sizeBytes()) < 0) {
          groups.remove(file.id());
          fail(
              group,
              FailureReason.TOO_LARGE,
              "the documents inside of the file have more than "
                  + (mostPartBytes >> 20)
                  + " MiB together");
        }
      }
      sideBySide(groups.values(), depth);
    }

    private void sideBySide(Collection<List<SourceFile>> groups, int depth)
        throws InterruptedException {
      List<Branch> branches = groups.stream().map(group -> new Branch(this, group, depth)).toList();
      if (branches.size() == 1) {
        read(branches.get(0).files, depth);
      } else if (ForkJoinTask.inForkJoinPool()) {
        ForkJoinTask.invokeAll(branches);
      } else {
        ForkJoinTask<?> all = pool.submit(() -> ForkJoinTask.invokeAll(branches));
        try {
          all.get();
        } catch (InterruptedException e) {
          branches.forEach(branch -> branch.cancel(true));
          throw e;
        } catch (ExecutionException e) {
          throw e.getCause() instanceof RuntimeException cause
              ? cause
              : new IllegalStateException(e);
        }
      }
    }

    /**
     * The same bytes may be read under another name: how a file is read goes by the ending of its
     * name, too.
     */
    private Optional<Met> failed(DocumentId id, String path) {
      return failures
          .find(id)
          .filter(standing -> ending(standing.failure().path()).equals(ending(path)))
          .map(Met::of);
    }

    private static String ending(String path) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      int dot = name.lastIndexOf('.');
      return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    private Optional<Met> met(Part part) {
      DocumentId id = part.id();
      return id == null || store.isBarred(id)
          ? Optional.empty()
          : store.find(id).map(Met::of).or(() -> failed(id, part.name()));
    }

    /** Whether parts and all inside of them can be delivered without their bytes. */
    private boolean isComplete(List<Part> parts, int depth) {
      for (Part part : parts) {
        Optional<Met> met = met(part);
        if (depth >= DEEPEST || met.isEmpty() || !isComplete(met.get().parts(), depth + 1)) {
          return false;
        }
      }
      return true;
    }

    private void recall(List<SourceFile> files, Met met) {
      to.found(met.parts().size() * files.size());
      for (Part part : met.parts()) {
        DocumentId id = requireNonNull(part.id());
        List<SourceFile> inside =
            files.stream()
                .map(file -> new SourceFile(id, file.pathOf(part.name()), "", 0, file.id()))
                .toList();
        recall(inside, met(part).orElseThrow());
      }
      if (met.document() != null) {
        DocumentRecord document = met.document();
        files.forEach(file -> to.delivered(file, document, true));
      } else if (met.failure() != null) {
        Failure failure = met.failure().after(0);
        files.forEach(file -> to.failed(failure.at(file.path(), file.parent())));
      }
    }
  }

  /** What an earlier run made of a document: a record or a failure, and what is inside of it. */
  private record Met(
      @Nullable DocumentRecord document, @Nullable Failure failure, List<Part> parts) {
    static Met of(DocumentRecord document) {
      return new Met(document, null, document.parts());
    }

    static Met of(StandingFailure standing) {
      return new Met(null, standing.failure(), standing.parts());
    }
  }

  /** A document inside of another; never serialised. */
  @SuppressWarnings("serial")
  private static final class Branch extends RecursiveAction {
    private final Walk walk;
    private final List<SourceFile> files;
    private final int depth;

    Branch(Walk walk, List<SourceFile> files, int depth) {
      this.walk = walk;
      this.files = files;
      this.depth = depth;
    }

    @Override
    protected void compute() {
      try {
        walk.read(files, depth);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
    }
  }
}
