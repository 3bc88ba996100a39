package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.audit.AuditFinding;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.KeptHead;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The audit trail on the command line. */
class AuditCommandTest extends CommandTest {
  @Test
  void auditVerify_wholeTrail_printsItsHeadAndExits0() {
    assertThat(
            execute(
                "audit", "verify", job.toString(), "--head", RecordedOperations.HEAD.toString()))
        .isZero();

    assertThat(operations.kept).isEqualTo(new KeptHead(17L, RecordedOperations.HEAD.hash()));
    assertThat(out.toString()).contains("whole: 17 events", "head  " + RecordedOperations.HEAD);
  }

  @Test
  void auditVerify_brokenTrail_listsWhereAndExits5() {
    operations.verdict =
        new AuditVerdict(
            17,
            RecordedOperations.HEAD,
            List.of(new AuditFinding(4, AuditFinding.Kind.REMOVED, "the event is gone")));

    assertThat(execute("audit", "verify", job.toString())).isEqualTo(5);

    assertThat(out.toString()).contains("event 4  removed: the event is gone");
    assertThat(operations.kept).isNull();
  }

  @Test
  void auditVerify_headThatIsNone_saysWhatAHeadIs() {
    assertThat(execute("audit", "verify", job.toString(), "--head", "abc")).isEqualTo(2);
    assertThat(err.toString()).contains("NUMBER:HASH");
  }

  @Test
  void auditExport_printsOneEventALine() {
    assertThat(execute("audit", "export", job.toString())).isZero();
    assertThat(out).hasToString("{\"sequence\":1}\n{\"sequence\":2}\n");
  }
}
