package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.embedded.EmbeddedCheckpoint;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Route;
import dev.cartulary.prompt.Presence;
import dev.cartulary.routing.Rules;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.types.DocumentTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a job that routes; the embedded model in float32 stands for a larger one. */
@Timeout(300)
class RoutedRunTest {
  private static final RunListener NOBODY =
      new RunListener() {
        @Override
        public void started(int files) {}

        @Override
        public void progressed(Done done, long tokens) {}
      };

  private static final String OFFER =
      "The lease begins on April 14, 2026. The rent is $1,250.00 a month.";

  @TempDir Path folder;

  @Test
  void run_withALargerModel_asksItAboutHardFieldsAloneAndOnce() throws Exception {
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("in/offer.txt"), OFFER);
    DocumentType type = SamplePlans.letters(folder, "first", "agreement date");
    JobPlan plain = SamplePlans.of(folder, type, 0);
    ModelChoice large =
        new ModelChoice(checkpoint().toString(), PrecisionChoice.FLOAT32, Presence.AUTO);
    JobPlan routed = SamplePlans.with(plain, new RoutingPlan(rules("sum"), large, null));

    RunReport report = NightlyRun.run(routed, NOBODY);

    assertThat(report.routes()).containsOnlyKeys(Route.LOCAL, Route.LOCAL_LARGE);
    assertThat(routes()).containsExactly("sum local_large", "written local");
    RunReport again = NightlyRun.run(routed, NOBODY);
    assertThat(again.usage().total()).isZero();
    assertThat(again.routes()).isEqualTo(report.routes());

    RunReport other =
        NightlyRun.run(SamplePlans.with(plain, new RoutingPlan(rules(), large, null)), NOBODY);
    assertThat(other.routes()).isEqualTo(Map.of(Route.LOCAL, 2L));
    assertThat(other.usage().total()).as("the first model's answers are known").isZero();
    assertThat(NightlyRun.run(SamplePlans.with(plain, (RoutingPlan) null), NOBODY).routes())
        .isEmpty();
    assertThat(routes()).containsExactly("sum null", "written null");
  }

  /** Rules hold a cue for the clause; the model beside them calls it absent. */
  @Test
  void run_withAModelThatSaysWhatIsThere_takesNoForAnAnswer() throws Exception {
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(
        folder.resolve("in/supply.txt"),
        "The buyer insures nothing. The seller assigns a number to each of its goods.");
    JobPlan plain = SamplePlans.of(folder, clauses());
    String fields = "select name || ' ' || status from fields order by 1";

    NightlyRun.run(plain, NOBODY);
    assertThat(Tables.query(folder.resolve("out/latest"), fields))
        .containsExactly("anti_assignment found", "insurance found");

    RunReport judged = NightlyRun.run(SamplePlans.with(plain, Presence.MODEL), NOBODY);
    assertThat(judged.usage().total()).isPositive();
    assertThat(Tables.query(folder.resolve("out/latest"), fields))
        .containsExactly("anti_assignment absent", "insurance absent");

    ModelChoice large =
        new ModelChoice(checkpoint().toString(), PrecisionChoice.AUTO, Presence.MODEL);
    NightlyRun.run(
        SamplePlans.with(plain, new RoutingPlan(rules("insurance"), large, null)), NOBODY);
    assertThat(Tables.query(folder.resolve("out/latest"), fields))
        .containsExactly("anti_assignment found", "insurance absent");
  }

  private DocumentType clauses() throws Exception {
    Path yaml = folder.resolve("clauses.yaml");
    Files.writeString(
        yaml,
        """
        name: clauses
        fields:
          - {name: insurance, question: 'clause: insurance', type: boolean, prior: 0.9, cues: 'insures'}
          - {name: anti_assignment, question: 'clause: anti-assignment', type: boolean, prior: 0.9, cues: 'assigns'}
        """);
    return DocumentTypes.load(yaml);
  }

  /** The model that comes with the program, as a folder of its own. */
  private Path checkpoint() throws Exception {
    Path large = Files.createDirectory(folder.resolve("large"));
    try (Stream<Path> files = Files.list(EmbeddedCheckpoint.path())) {
      for (Path file : files.toList()) {
        Files.copy(file, large.resolve(String.valueOf(file.getFileName())));
      }
    }
    return large;
  }

  private List<String> routes() throws Exception {
    return Tables.query(
        folder.resolve("out/latest"),
        "select name || ' ' || coalesce(route, 'null') from fields order by 1");
  }

  private static Rules rules(String... always) {
    return new Rules(0, Set.of(always), 0);
  }
}
