package dev.cartulary.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import dev.cartulary.picture.PagePicture;
import dev.cartulary.picture.PagePictures;
import dev.cartulary.report.Disclosure;
import dev.cartulary.report.PictureChoice;
import dev.cartulary.report.ReportFolder;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewritingTest {
  private static final Outcome<PagePictures> PICTURE =
      Outcome.ok(new PagePictures(List.of(new PagePicture(1, 1, 1, new byte[1]))));

  @TempDir Path folder;

  /** Seed 0 removes nothing, seed 1 everything: the bytes are those of a run without the rows. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5})
  void of_anyDocuments_leavesTheBytesOfARunWithoutThem(long seed) throws IOException {
    Random random = new Random(seed);
    List<DocumentRecord> documents = new ArrayList<>();
    Set<DocumentId> gone = new HashSet<>();
    for (int i = 0; i < 12; i++) {
      DocumentRecord document =
          at("d" + i + "/file.pdf", null, SampleRows.document(100 * seed + i));
      documents.add(document);
      if (seed == 1 || (seed > 1 && random.nextInt(3) == 0)) {
        gone.add(document.file().id());
      }
    }
    Path whole = run("whole", documents, row -> true);
    Path expected = run("expected", documents, document -> !gone.contains(document.file().id()));

    assertThat(Rewriting.rows(whole.resolve("latest"), null, gone))
        .containsEntry("documents", (long) gone.size());
    Path page = whole.resolve("latest/savings.html");
    Files.writeString(page, "sums");
    try (OutputFolder again = OutputFolder.again(whole).orElseThrow()) {
      Rewriting.of(again, null, gone);
    }
    assertThat(page).hasContent("sums");

    for (Table<?> table : Table.ALL) {
      List<Path> files = TableFiles.of(whole.resolve("latest"), table);
      assertThat(files).hasSize(1);
      assertThat(files.get(0))
          .hasSameBinaryContentAs(expected.resolve("latest").resolve(files.get(0).getFileName()));
    }
    assertThat(Rewriting.rows(whole.resolve("latest"), null, gone).values()).containsOnly(0L);
    assertThat(TableFiles.rows(whole.resolve("latest"), null))
        .containsEntry("documents", 12L - gone.size());
  }

  @Test
  void of_aMessage_takesWhatLiesInsideOfItAlong() throws IOException {
    DocumentId mail = id(1);
    DocumentId part = id(2);
    List<DocumentRecord> documents =
        List.of(
            at("a.eml", null, document(mail)),
            at("a.eml/plan.pdf", mail, document(part)),
            at("a.eml/plan.pdf/deep.txt", part, document(id(3))),
            at("a.eml2", null, document(id(4))),
            at("plan.pdf", null, document(part)));
    Path run = run("run", documents, row -> true);

    Rewriting.of(OutputFolder.again(run).orElseThrow(), null, Set.of(mail));

    assertThat(StoredRun.read(run).documents())
        .extracting(StoredRun.StoredDocument::path)
        .containsExactly("a.eml2", "plan.pdf");
    assertThat(StoredRun.read(run).values())
        .isNotEmpty()
        .extracting(StoredRun.StoredValue::path)
        .containsOnly("a.eml2", "plan.pdf");
    Path pages = run.resolve("latest/report");
    assertThat(Files.readAllLines(pages.resolve("data/documents-00001.js")))
        .filteredOn(line -> line.startsWith("["))
        .as("of the rows of the report, too, only those of what stays are left")
        .hasSize(4)
        .noneMatch(line -> line.contains("\"a.eml/"));
    try (Stream<Path> left = Files.list(pages.resolve("documents"))) {
      assertThat(left)
          .extracting(page -> Files.readString(page))
          .hasSize(2)
          .noneMatch(page -> page.contains("a.eml/"));
    }
    try (Stream<Path> left = Files.list(pages.resolve("pictures"))) {
      assertThat(left)
          .extracting(picture -> String.valueOf(picture.getFileName()))
          .containsExactlyInAnyOrder("0000000000000002-1.png", "0000000000000004-1.png");
    }
  }

  @Test
  void of_aPartWithAHiddenPath_leavesTheSameDocumentBesideIt() throws IOException {
    List<DocumentRecord> documents =
        List.of(
            at("0001.eml", null, document(id(1))),
            at("0002.pdf", id(1), document(id(2))),
            at("0002.pdf", null, document(id(2))));
    Path run = run("run", documents, row -> true);

    Rewriting.of(OutputFolder.again(run).orElseThrow(), null, Set.of(id(1)));

    assertThat(StoredRun.read(run).documents())
        .extracting(StoredRun.StoredDocument::path)
        .containsExactly("0002.pdf");
    assertThat(StoredRun.read(run).values())
        .isNotEmpty()
        .extracting(StoredRun.StoredValue::path)
        .containsOnly("0002.pdf");
    assertThat(Rewriting.rows(run.resolve("latest"), null, Set.of(id(1))).values())
        .containsOnly(0L);
  }

  @Test
  void again_closedWithoutACommit_leavesTheRunAsItWas() throws IOException {
    Path run = run("run", List.of(at("a", null, document(id(1)))), row -> true);
    String before = Files.readSymbolicLink(run.resolve("latest")).toString();
    try (OutputFolder again = OutputFolder.again(run).orElseThrow()) {
      assertThat(again.partial()).isDirectory();
      assertThatThrownBy(() -> OutputFolder.again(run)).hasMessageContaining("another run");
    }
    assertThat(Files.readSymbolicLink(run.resolve("latest"))).hasToString(before);
    assertThat(TableFiles.rows(run.resolve("latest"), null)).containsEntry("documents", 1L);
  }

  @Test
  void again_whereNoRunIs_isEmptyAndHoldsNothing() throws IOException {
    assertThat(OutputFolder.again(folder.resolve("nowhere"))).isEqualTo(Optional.empty());
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(OutputFolder.again(empty)).isEmpty();
    OutputFolder.prepare(empty, "R1").close();
    assertThat(Rewriting.rows(empty.resolve("latest"), null, Set.of(id(1))))
        .isEqualTo(
            new TreeMap<>(
                Map.of("costs", 0L, "documents", 0L, "failures", 0L, "fields", 0L, "report", 0L)));
  }

  private static DocumentId id(int number) {
    return new DocumentId(String.format("%016x", number) + "0".repeat(48));
  }

  private static DocumentRecord document(DocumentId id) {
    DocumentRecord lease = SampleRows.lease();
    return new DocumentRecord(
        new SourceFile(id, "x", "x", 1),
        lease.mediaType(),
        lease.pages(),
        lease.ocrPages(),
        lease.ocrConfidence(),
        lease.pagesWithoutText(),
        lease.characters(),
        lease.chunks(),
        lease.type(),
        lease.model(),
        lease.summary(),
        lease.fields(),
        lease.usage(),
        lease.timings(),
        lease.parts());
  }

  private static DocumentRecord at(
      String path, @Nullable DocumentId parent, DocumentRecord document) {
    SourceFile file = document.file();
    return document.at(new SourceFile(file.id(), path, "/in/" + path, file.sizeBytes(), parent));
  }

  /** A finished run of the documents that pass, each with a failure beside it. */
  private Path run(String name, List<DocumentRecord> documents, Predicate<DocumentRecord> passes)
      throws IOException {
    Path run = folder.resolve(name);
    try (OutputFolder output = OutputFolder.prepare(run, "R1")) {
      try (TableWriter<DocumentRow> rows = writer(output, Table.DOCUMENTS);
          TableWriter<FieldRow> fields = writer(output, Table.FIELDS);
          TableWriter<FailureRow> failures = writer(output, Table.FAILURES);
          TableWriter<CostRow> costs = writer(output, Table.COSTS);
          ReportFolder report =
              ReportFolder.create(
                  output.partial().resolve(OutputFolder.PAGES),
                  Disclosure.WHOLE,
                  PictureChoice.ALL,
                  null)) {
        for (DocumentRecord document : documents) {
          if (!passes.test(document)) {
            continue;
          }
          rows.write(new DocumentRow("r", document, SampleRows.leaseCosts()));
          for (FieldRow field : FieldRow.of("r", document)) {
            fields.write(field);
          }
          for (CostLine line : SampleRows.leaseCosts()) {
            costs.write(new CostRow("r", document.file().id(), document.file().path(), line));
          }
          Failure lost =
              new Failure(
                  null,
                  document.file().path() + "/lost.bin",
                  document.file().id(),
                  Stage.EXTRACT,
                  FailureReason.UNSUPPORTED,
                  "no parser");
          failures.write(new FailureRow("r", lost));
          report.drawn(document.file().id(), PICTURE);
          report.add(document, null);
          report.add(lost);
        }
      }
      output.commit();
    }
    return run;
  }

  private static <R extends Serializable> TableWriter<R> writer(OutputFolder output, Table<R> table)
      throws IOException {
    return TableWriter.open(table, output.partial().resolve(table.fileName(0, 1)));
  }
}
