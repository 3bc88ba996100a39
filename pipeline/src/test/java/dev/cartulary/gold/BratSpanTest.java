package dev.cartulary.gold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.CharSpan;
import org.junit.jupiter.api.Test;

class BratSpanTest {
  @Test
  void read_spansEventsAndRelations_saysWhatIsMeasured() {
    String lines =
        """
        T1\tDiagnostic_procedure 0 14\tblood pressure
        E1\tDiagnostic_procedure:T1\s
        T2\tLab_value 19 25\t118/76
        R1\tMODIFY Arg1:T2 Arg2:E1\t
        T3\tDiagnostic_procedure 30 40;50 55\tcomputed x scan
        E2\tDiagnostic_procedure:T3
        *\tOVERLAP T1 T3
        A1\tNegation E2

        """;
    assertThat(BratSpan.read(lines))
        .containsExactly(
            new BratSpan(
                "Diagnostic_procedure", new CharSpan(0, 14), "blood pressure", false, true),
            new BratSpan("Lab_value", new CharSpan(19, 25), "118/76", false, false),
            new BratSpan(
                "Diagnostic_procedure", new CharSpan(30, 55), "computed x scan", true, false));
    assertThat(BratSpan.read("")).isEmpty();
  }
}
