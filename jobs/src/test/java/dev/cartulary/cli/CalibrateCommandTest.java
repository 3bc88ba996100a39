package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.calibration.Calibration;
import dev.cartulary.calibration.CalibrationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From evaluations to a calibration. */
class CalibrateCommandTest extends CommandTest {
  private static final String SUMMARIES_HEAD =
      "system,document,rouge_1,rouge_2,rouge_l,faithfulness\n";

  private static final String DECISIONS_HEAD =
      "set,part,system,document,field,comparison,gold,kind,probability,accepted,right,grounded,"
          + "words_shared,words_said,words_gold,evidence_right,evidence_judged\n";

  @Test
  void calibrate_valuesRightHalfTheTime_writesAFileThatSaysSo() throws IOException {
    StringBuilder decisions = new StringBuilder(DECISIONS_HEAD);
    for (int i = 0; i < 400; i++) {
      decisions.append(
          "s,5,model,d%d,governing_law,place,1,value,0.9,true,%b,true,0,0,0,0,0\n"
              .formatted(i, i % 2 == 0));
    }
    Path evaluation = Files.createDirectory(folder.resolve("evaluation"));
    Files.writeString(evaluation.resolve("decisions.csv"), decisions);
    Files.writeString(evaluation.resolve("summaries.csv"), SUMMARIES_HEAD);
    Path written = Files.createDirectory(folder.resolve("model")).resolve(CalibrationFile.NAME);

    assertThat(
            execute(
                "calibrate",
                "contract=" + evaluation,
                "--model",
                folder + "/model",
                "--out",
                written.toString()))
        .as(err.toString())
        .isZero();

    Calibration calibration = CalibrationFile.in(folder.resolve("model"));
    assertThat(calibration.value("contract", "governing_law", 0.9)).isBetween(0.48, 0.52);
    assertThat(calibration.value("contract", "parties", 0.9)).isEqualTo(0.9);
    assertThat(out.toString()).contains("400 values and 0 absences of type contract");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--model nowhere --out x.json", "--model . --out nowhere/x.json"})
  void calibrate_folderThatIsNotThere_isNamedWithTheRemedy(String options) throws IOException {
    Path evaluation = Files.createDirectory(folder.resolve("evaluation"));
    Files.writeString(
        evaluation.resolve("decisions.csv"),
        DECISIONS_HEAD + "s,5,model,d,governing_law,place,1,value,0.9,true,true,true,0,0,0,0,0\n");
    Files.writeString(evaluation.resolve("summaries.csv"), SUMMARIES_HEAD);
    List<String> arguments = new ArrayList<>(List.of("calibrate", "contract=" + evaluation));
    arguments.addAll(List.of(options.replace("--out x", "--out " + folder + "/x").split(" ")));

    assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(2);

    assertThat(err.toString()).contains("nowhere").containsAnyOf("name the model", "name a file");
  }

  @Test
  void calibrate_argumentWithoutType_saysHowToWriteIt() {
    assertThat(execute("calibrate", "evaluation", "--out", "x.json")).isEqualTo(2);
    assertThat(err.toString()).contains("evaluation is not TYPE=FOLDER, for example contract=");
  }
}
