package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.field.DocumentType;
import dev.cartulary.parquet.Table;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.privacy.PrivacyMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reports of runs over a PDF: the pictures of its pages, and what keeps a report from being. */
@Timeout(300)
class PicturedRunTest {
  @TempDir Path folder;
  private JobPlan plan;

  @BeforeEach
  void writeLease() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    lease("lease.pdf");
    plan = plan(PrivacyChoice.KEEP);
  }

  @Test
  void run_pdfWithValuesToReview_hasItsPageDrawnOnceAndNeverWhereAnythingIsHidden()
      throws Exception {
    Drawn first = new Drawn(() -> {});
    NightlyRun.run(plan, first);

    assertThat(first.pages).containsExactly(1L);
    Path picture = only("pictures");
    assertThat(picture.getFileName().toString()).matches("[0-9a-f]{16}-1\\.png");
    assertThat(Files.readString(only("documents")))
        .contains("../pictures/" + picture.getFileName(), "<rect x=\"");
    Object drawn = Files.getAttribute(picture, "unix:ino");

    Drawn second = new Drawn(() -> {});
    NightlyRun.run(plan, second);
    assertThat(second.pages).as("drawn in the second run").isEmpty();
    assertThat(Files.getAttribute(only("pictures"), "unix:ino")).isEqualTo(drawn);

    Drawn masked = new Drawn(() -> {});
    NightlyRun.run(plan(new PrivacyChoice(PrivacyMode.MASK, null, 1)), masked);
    assertThat(masked.pages).isEmpty();
    assertThat(names("pictures")).as("nor taken from the run before").isEmpty();
    assertThat(Files.readString(only("documents"))).doesNotContain("<img", "<rect");
  }

  @Test
  void run_archiveAndFileThatGoes_partsAreTakenOutAgainAndThePageOfTheFileSaysWhy()
      throws Exception {
    Path lease = folder.resolve("in/lease.pdf");
    String pdf = Files.readString(lease, StandardCharsets.US_ASCII);
    Packed.zip(
        folder.resolve("in/all.zip"),
        Packed.file("a/lease.pdf", pdf.replace("April", "March")),
        Packed.file(
            "inner.zip", Packed.zip(Packed.file("deep.pdf", pdf.replace("April 14", "April 15")))));

    Drawn heard = new Drawn(() -> Files.delete(lease));
    NightlyRun.run(plan, heard);

    assertThat(heard.pages).hasSize(3).endsWith(2L);
    assertThat(names("pictures")).hasSize(2);
    List<String> without = new ArrayList<>();
    for (Path page : names("documents")) {
      String html = Files.readString(page);
      if (html.contains("not shown as pictures: the file changed or vanished")) {
        assertThat(html).contains("lease.pdf</bdi>", "Saltmarsh").doesNotContain("<img");
        without.add(html);
      }
    }
    assertThat(without).hasSize(1);
  }

  @Test
  void run_reportCannotBeWritten_tablesAreWholeAndTheNextRunReports() throws Exception {
    Drawn heard =
        new Drawn(
            () -> {
              // A file where the folder of the report is to be.
              try (Stream<Path> out = Files.list(folder.resolve("out"))) {
                Path partial =
                    out.filter(path -> path.toString().endsWith(".partial"))
                        .findAny()
                        .orElseThrow();
                Files.createFile(partial.resolve("report"));
              }
            });

    RunReport report = NightlyRun.run(plan, heard);

    assertThat(report.documents()).isEqualTo(1);
    assertThat(heard.unreported).singleElement().asString().contains("out/latest/report");
    assertThat(folder.resolve("out/latest/report")).doesNotExist();
    for (Table<?> table : Table.ALL) {
      if (table != Table.FAILURES) {
        assertThat(Tables.rows(folder.resolve("out/latest"), table)).as(table.name()).isNotEmpty();
      }
    }

    Drawn next = new Drawn(() -> {});
    RunReport again = NightlyRun.run(plan, next);
    assertThat(again.recalled()).isEqualTo(1);
    assertThat(next.unreported).isEmpty();
    assertThat(names("pictures")).hasSize(1);
  }

  private JobPlan plan(PrivacyChoice privacy) throws IOException {
    DocumentType letters = SamplePlans.letters(folder, "first", "agreement date");
    return SamplePlans.of(folder, letters, 1).with(privacy);
  }

  private Path only(String pages) throws IOException {
    List<Path> files = names(pages);
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private List<Path> names(String pages) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out/latest/report").resolve(pages))) {
      return files.toList();
    }
  }

  /** The smallest PDF of a page with some lines. */
  private void lease(String name) throws IOException {
    List<String> lines =
        List.of(
            "BOAT HOUSE LEASE",
            "This Lease is made and entered into as of April 14, 2026 by and between",
            "Harbour Mills LLC and the Rowing Club of Saltmarsh, Inc.",
            "The rent is $1,250.00 a month.");
    StringBuilder content = new StringBuilder("BT /F 12 Tf 20 TL 72 700 Td");
    lines.forEach(line -> content.append(" (").append(line).append(") Tj T*"));
    content.append(" ET");
    List<String> objects =
        List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
                + "/Resources<</Font<</F 5 0 R>>>>>>",
            "<</Length " + content.length() + ">>stream\n" + content + "\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
    StringBuilder offsets = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      offsets.append(String.format("%010d 00000 n \n", pdf.length()));
      pdf.append(i + 1).append(" 0 obj").append(objects.get(i)).append("endobj\n");
    }
    int start = pdf.length();
    pdf.append("xref\n0 6\n").append(offsets);
    pdf.append("trailer<</Size 6/Root 1 0 R>>\nstartxref\n").append(start).append("\n%%EOF\n");
    Files.write(
        folder.resolve("in").resolve(name), pdf.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** What happens when the tables are about to be written. */
  private interface Event {
    void happens() throws IOException;
  }

  /** Hears of pictures and of reports that are not there. */
  private static final class Drawn implements RunListener {
    final List<Long> pages = new ArrayList<>();
    final List<String> unreported = new ArrayList<>();
    private final Event event;

    Drawn(Event event) {
      this.event = event;
    }

    @Override
    public void entered(Phase phase) {
      if (phase == Phase.WRITING) {
        try {
          event.happens();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public synchronized void drawn(long number) {
      pages.add(number);
    }

    @Override
    public void unreported(String cause) {
      unreported.add(cause);
    }

    @Override
    public void started(int files) {}

    @Override
    public void progressed(Done done, long tokens) {}
  }
}
