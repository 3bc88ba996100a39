package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.export.Export;
import dev.cartulary.export.Format;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Results in other forms. */
class ResultsCommandTest extends CommandTest {
  @Test
  void values_ofOneField_areCsv() {
    assertThat(execute("values", job.toString(), "--field", "mrn")).isZero();
    assertThat(out)
        .hasToString(
            "path,document_id,name,value,normalized,status\n\"a.txt\",\""
                + "ab".repeat(32)
                + "\",\"mrn\",\"7 \"\"A\"\"\",\"7A\",\"found\"\n");
  }

  @Test
  void export_formatAndTarget_arePassedOn() {
    Path target = folder.resolve("results.xlsx");
    assertThat(execute("export", job.toString(), "--format", "xlsx", "--out", target.toString()))
        .isZero();
    assertThat(operations.exports).containsExactly(new Export(Format.XLSX, target, false));
    assertThat(out.toString().lines())
        .containsExactly("documents  1,200", "failures   3", "written    " + target);
  }

  @Test
  void export_formatThatIsNone_listsThose() {
    assertThat(execute("export", job.toString(), "--format", "pdf", "--out", "x")).isEqualTo(2);
    assertThat(err.toString()).containsIgnoringCase("csv, xlsx, json, fhir");
    assertThat(execute("export", job.toString(), "--format", "csv", "--out", "x.xlsx"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("name a folder");
  }
}
