package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.reading.FinishedDocument;
import dev.cartulary.reading.Reading;
import java.time.Instant;
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
  private static final DocumentId ID = new DocumentId("0123456789abcdef".repeat(4));

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
      DocumentRecord document = document(number);
      RunCounters.finished(document, recalled);
      RunCounters.failed(failure(FailureReason.EMPTY));
      if (recalled) {
        RunCounters.computed(Reading.recalled(new FinishedDocument(document, List.of())));
        RunCounters.failed(failure(FailureReason.OCR_UNAVAILABLE));
      } else {
        RunCounters.computed(
            new Reading(
                new FinishedDocument(document, List.of()),
                new TokenUsage(10L * number, number, 2L * number),
                1_000L * number));
      }
    }
  }

  private static Failure failure(FailureReason reason) {
    return new Failure(null, "a", Stage.SCAN, reason, "why");
  }

  private static DocumentRecord document(int pages) {
    return new DocumentRecord(
        new SourceFile(ID, "a.txt", "/in/a.txt", 9),
        "text/plain",
        pages,
        0,
        500,
        7,
        "letter",
        "model",
        new Summary(Summary.Kind.FREE_TEXT, "", List.of()),
        List.of(
            field(FieldStatus.FOUND), field(FieldStatus.NEEDS_REVIEW), field(FieldStatus.FOUND)),
        new TokenUsage(10_000, 10_000, 10_000),
        new Timings(Instant.EPOCH, 1, 1));
  }

  private static Field field(FieldStatus status) {
    return new Field("name", "x", new FieldValue.Text("x"), new CharSpan(0, 1), 1, 0.5, status);
  }
}
