package dev.cartulary.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  private static final Calibration.Key LAW =
      new Calibration.Key("contract", "governing_law", false);
  private static final Calibration.Key NO_LAW =
      new Calibration.Key("contract", "governing_law", true);

  @TempDir Path folder;

  @Test
  void value_ofAFieldThatWasNotMeasured_staysTheSame() {
    assertThat(Calibration.NONE.value("contract", "parties", 0.123456)).isEqualTo(0.123456);
    assertThat(Calibration.NONE.absence("contract", "parties", 1)).isEqualTo(1);
  }

  @Test
  void value_measuredField_isScaledOverItsLogOdds() {
    Calibration calibration = new Calibration("ten", Map.of(LAW, new Scale(2, 0)));
    // Odds of 4 to 1, squared.
    assertThat(calibration.value("contract", "governing_law", 0.8))
        .isCloseTo(16.0 / 17, within(1e-12));
    assertThat(calibration.absence("contract", "governing_law", 0.8)).isEqualTo(0.8);
  }

  @Test
  void then_isOneAfterTheOther() {
    Calibration first = new Calibration("a", Map.of(LAW, new Scale(0.5, 1)));
    Calibration second =
        new Calibration("b", Map.of(LAW, new Scale(2, -0.3), NO_LAW, new Scale(3, 0)));
    Calibration both = first.then(second);
    assertThat(both.source()).isEqualTo("b");
    assertThat(both.value("contract", "governing_law", 0.7))
        .isCloseTo(
            second.value(
                "contract", "governing_law", first.value("contract", "governing_law", 0.7)),
            within(1e-12));
    assertThat(both.scale(NO_LAW)).isEqualTo(new Scale(3, 0));
  }

  @Test
  void read_whatWasWritten_isTheSame() throws IOException {
    Calibration written =
        new Calibration(
            "57 contracts", Map.of(LAW, new Scale(0.75, -1.5), NO_LAW, new Scale(1, 0.25)));
    CalibrationFile.write(written, folder.resolve(CalibrationFile.NAME));
    assertThat(CalibrationFile.in(folder)).isEqualTo(written);
  }

  @Test
  void in_folderWithoutTheFile_isNone() {
    assertThat(CalibrationFile.in(folder)).isEqualTo(Calibration.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "[0, 1]", "[\"a\", 1]", "{}"})
  void in_pairThatIsNoScale_isRefusedByName(String pair) throws IOException {
    Files.writeString(
        folder.resolve(CalibrationFile.NAME),
        "{\"types\": {\"contract\": {\"governing_law\": {\"value\": %s}}}}".formatted(pair));
    assertThatThrownBy(() -> CalibrationFile.in(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll("calibration.json", "governing_law", "cartulary calibrate");
  }
}
