package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.reading.Reading;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class RunCountersTest {
  @Test
  void of_finishedPipeline_addsUpOverElementsAndReasons() {
    RunCounters counters = run(1, 2, 3, 4);

    assertThat(counters.count("documents")).isEqualTo(4);
    assertThat(counters.count("documents.recalled")).as("the even ones").isEqualTo(2);
    assertThat(counters.count("pages")).isEqualTo(1 + 2 + 3 + 4);
    assertThat(counters.count("characters")).isEqualTo(4 * 500);
    assertThat(counters.count("chunks")).isEqualTo(4 * 7);
    assertThat(counters.count("fields.found")).isEqualTo(4 * 2);
    assertThat(counters.count("fields.needs_review")).isEqualTo(4);
    assertThat(counters.count("fields.ungrounded")).isZero();
    assertThat(counters.count("tokens.prefix")).isEqualTo(10 * (1 + 3));
    assertThat(counters.count("tokens.question")).isEqualTo(1 + 3);
    assertThat(counters.count("tokens.generated")).isEqualTo(2 * (1 + 3));
    assertThat(counters.count("extract.nanos")).isEqualTo(1_000 * (1 + 3));
    assertThat(counters.failures())
        .isEqualTo(Map.of(FailureReason.EMPTY, 4L, FailureReason.OCR_UNAVAILABLE, 2L));
    assertThat(counters.files()).isEqualTo(10);
  }

  @Test
  void of_nothingCounted_isZero() {
    RunCounters counters = run();
    assertThat(counters.files()).isZero();
    assertThat(counters.failures()).isEmpty();
    assertThat(counters.count("documents")).isZero();
  }

  private static RunCounters run(Integer... numbers) {
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=DirectRunner").create());
    pipeline
        .apply("Numbers", Create.of(List.of(numbers)).withType(TypeDescriptors.integers()))
        .apply("Count", ParDo.of(new Count()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return RunCounters.of(result);
  }

  /** Document number n has n pages; odd ones are computed; all have an empty sibling. */
  private static final class Count extends DoFn<Integer, Integer> {
    @ProcessElement
    public void count(@Element Integer number) {
      boolean recalled = number % 2 == 0;
      DocumentRecord document = SampleDocuments.document("a.txt", number);
      RunCounters.finished(document, recalled);
      RunCounters.failed(SampleDocuments.failure("a.txt", FailureReason.EMPTY));
      if (recalled) {
        RunCounters.computed(Reading.recalled(document));
        RunCounters.failed(SampleDocuments.failure("a.txt", FailureReason.OCR_UNAVAILABLE));
      } else {
        RunCounters.computed(
            new Reading(
                document, new TokenUsage(10L * number, number, 2L * number), 1_000L * number));
      }
    }
  }
}
