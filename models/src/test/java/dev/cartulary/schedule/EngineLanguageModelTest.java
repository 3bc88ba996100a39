package dev.cartulary.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.calibration.Calibration;
import dev.cartulary.chat.PlainPrompt;
import dev.cartulary.chat.PromptFormat;
import dev.cartulary.chat.SpanCopyPrompt;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.constrain.ToyTokenizer;
import dev.cartulary.decoder.Segment;
import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineLanguageModelTest {
  private static final ModelDescription DESCRIPTION =
      new ModelDescription(
          "hash",
          "f",
          "hash",
          0,
          "float32",
          "cpu",
          false,
          HashForwardPass.CONTEXT,
          64,
          Calibration.NONE);

  private final ToyTokenizer tokenizer = new ToyTokenizer(" a", "ab", " ab", "the ", " the");
  private final PromptFormat prompt = new SpanCopyPrompt(tokenizer);
  private final AtomicReference<HashForwardPass> pass = new AtomicReference<>();
  private final HashForwardPass.Memory memory = new HashForwardPass.Memory();
  private final List<HashForwardPass> passes = new CopyOnWriteArrayList<>();

  private EngineLanguageModel open(EngineLimits limits, Consumer<List<Segment>> beforeStep) {
    return open(prompt, limits, beforeStep);
  }

  private EngineLanguageModel open(
      PromptFormat format, EngineLimits limits, Consumer<List<Segment>> beforeStep) {
    return open(format, 1, limits, beforeStep);
  }

  private EngineLanguageModel open(
      PromptFormat format, int lanes, EngineLimits limits, Consumer<List<Segment>> beforeStep) {
    return new EngineLanguageModel(
        DESCRIPTION,
        tokenizer,
        format,
        () -> {
          HashForwardPass opened =
              new HashForwardPass(tokenizer.vocabularySize(), beforeStep, memory);
          passes.add(opened);
          pass.set(opened);
          return opened;
        },
        lanes,
        limits);
  }

  private HashForwardPass pass() {
    return Objects.requireNonNull(pass.get());
  }

  private static EngineLimits wide() {
    return new EngineLimits(1L << 40, 64);
  }

  private static PrefixRequest request(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append(List.of("ab ", "the ", "a, ", "b\n\n", "2024 ").get(random.nextInt(5)));
    }
    List<Branch> branches = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      branches.add(new Branch("b" + i, "what " + i, constraint(random, text.toString())));
    }
    return new PrefixRequest(text.toString(), branches);
  }

  private static Constraint constraint(Random random, String text) {
    boolean many = random.nextBoolean();
    return switch (random.nextInt(4)) {
      case 0 -> new Constraint.Verbatim(1 + random.nextInt(12), many);
      case 1 ->
          new Constraint.OneOf(
              List.of(
                  new Choice("yes", null),
                  new Choice("no", null),
                  new Choice("not so", null),
                  new Choice(text.substring(0, 1), new CharSpan(0, 1))),
              many);
      case 2 -> new Constraint.Pattern("\\d{1,4}(ab|the)*", 12, many);
      default -> new Constraint.Free(1 + random.nextInt(30));
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void submit_manyTogether_equalsEachAloneAndTheNaiveLoop(int seed) throws Exception {
    Random random = new Random(seed);
    List<PrefixRequest> requests = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      requests.add(request(random));
    }
    PromptFormat format =
        seed % 2 == 0 ? new PlainPrompt(tokenizer, TokenIds.EMPTY, TokenSet.of(2)) : prompt;
    EngineLimits limits = new EngineLimits(20_000 + random.nextInt(40_000), 1 + random.nextInt(80));
    List<Completion> together = new ArrayList<>();
    try (EngineLanguageModel model = open(format, limits, segments -> {})) {
      List<CompletableFuture<Completion>> futures = requests.stream().map(model::submit).toList();
      for (CompletableFuture<Completion> future : futures) {
        together.add(future.get(30, SECONDS));
      }
      EngineStatistics statistics = model.statistics();
      assertThat(together.stream().mapToLong(Completion::engineNanos).sum())
          .isEqualTo(statistics.busyNanos());
      assertThat(together.stream().map(Completion::usage).reduce(TokenUsage.ZERO, TokenUsage::plus))
          .isEqualTo(statistics.usage());
      assertThat(statistics.prefillNanos()).isPositive();
      assertThat(statistics.decodeNanos()).isPositive();
      assertThat(pass().mostRequests).isGreaterThan(1);
      assertThat(pass().peakBytes).isPositive().isLessThanOrEqualTo(limits.cacheBytes());
      assertThat(pass().open).isLessThanOrEqualTo(1);
    }
    try (EngineLanguageModel model = open(format, wide(), segments -> {})) {
      for (int i = 0; i < requests.size(); i++) {
        Completion alone = model.submit(requests.get(i)).get(30, SECONDS);
        assertThat(together.get(i).answers()).isEqualTo(alone.answers());
        assertThat(together.get(i).usage()).isEqualTo(alone.usage());
        List<BranchAnswer> naive = NaiveGreedy.answers(tokenizer, format, requests.get(i));
        assertThat(naive).hasSameSizeAs(alone.answers());
        for (int b = 0; b < naive.size(); b++) {
          sameAnswer(alone.answers().get(b), naive.get(b));
          runnerUpIsAnotherWay(alone.answers().get(b));
        }
      }
    }
  }

  /** No two ways through the choices share their probability. */
  private static void runnerUpIsAnotherWay(BranchAnswer actual) {
    Answer other = actual.runnerUp();
    if (other != null) {
      assertThat(List.of("yes", "no", "not so", "a", "t", "b", "2")).contains(other.text());
      assertThat(actual.answers()).extracting(Answer::text).doesNotContain(other.text());
      double first = actual.answers().isEmpty() ? 0 : actual.answers().get(0).probability();
      assertThat(first + other.probability()).isLessThanOrEqualTo(1 + 1e-9);
    }
  }

  private static void sameAnswer(BranchAnswer actual, BranchAnswer expected) {
    assertThat(actual.name()).isEqualTo(expected.name());
    assertThat(actual.absentProbability()).isCloseTo(expected.absentProbability(), within(1e-9));
    assertThat(actual.answers()).hasSameSizeAs(expected.answers());
    for (int i = 0; i < expected.answers().size(); i++) {
      assertThat(actual.answers().get(i).text()).isEqualTo(expected.answers().get(i).text());
      assertThat(actual.answers().get(i).span()).isEqualTo(expected.answers().get(i).span());
      assertThat(actual.answers().get(i).probability())
          .isCloseTo(expected.answers().get(i).probability(), within(1e-9));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {11, 12, 13, 14})
  void submit_severalLanes_shareWorkAndMemoryAndAnswerAsOne(int seed) throws Exception {
    Random random = new Random(seed);
    List<PrefixRequest> requests = Stream.generate(() -> request(random)).limit(40).toList();
    EngineLimits limits = new EngineLimits(20_000 + random.nextInt(40_000), 1 + random.nextInt(80));
    int lanes = 2 + random.nextInt(3);
    List<Completion> shared = new ArrayList<>();
    try (EngineLanguageModel model = open(prompt, lanes, limits, segments -> pause())) {
      List<CompletableFuture<Completion>> futures = requests.stream().map(model::submit).toList();
      for (CompletableFuture<Completion> future : futures) {
        shared.add(future.get(30, SECONDS));
      }
      EngineStatistics statistics = model.statistics();
      assertThat(shared.stream().mapToLong(Completion::engineNanos).sum())
          .isEqualTo(statistics.busyNanos());
      assertThat(shared.stream().map(Completion::usage).reduce(TokenUsage.ZERO, TokenUsage::plus))
          .isEqualTo(statistics.usage());
      assertThat(passes).hasSize(lanes).allMatch(lane -> lane.mostRequests > 0);
      assertThat(passes.stream().mapToLong(lane -> lane.open).sum()).isLessThanOrEqualTo(lanes);
      assertThat(memory.most.get()).isPositive().isLessThanOrEqualTo(limits.cacheBytes());
    }
    assertThat(passes).allMatch(lane -> lane.closed);
    try (EngineLanguageModel model = open(wide(), segments -> {})) {
      for (int i = 0; i < requests.size(); i++) {
        Completion alone = model.submit(requests.get(i)).get(30, SECONDS);
        assertThat(shared.get(i).answers()).isEqualTo(alone.answers());
        assertThat(shared.get(i).usage()).isEqualTo(alone.usage());
      }
    }
  }

  @Test
  void submit_memoryKeptByAnIdleLane_isFreedForTheNext() throws Exception {
    Branch free = new Branch("x", "q", new Constraint.Free(60));
    try (EngineLanguageModel model = open(prompt, 2, new EngineLimits(800, 64), segments -> {})) {
      for (int i = 0; i < 40; i++) {
        PrefixRequest request = new PrefixRequest("the ab ".repeat(1 + i % 5), List.of(free));
        assertThat(model.submit(request).get(30, SECONDS).answers()).hasSize(1);
      }
    }
  }

  @Test
  void close_severalLanesInFlight_failsAllOfThem() throws Exception {
    Semaphore gate = new Semaphore(0);
    Branch free = new Branch("x", "q", new Constraint.Free(60));
    EngineLanguageModel model = open(prompt, 3, wide(), segments -> gate.acquireUninterruptibly());
    List<CompletableFuture<Completion>> futures =
        Stream.of("ab", "b", "the", "a", "the ab")
            .map(text -> model.submit(new PrefixRequest(text, List.of(free))))
            .toList();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(model::close);
    while (!futures.get(4).isDone() && !closing.isDone()) {
      gate.release(3);
      pause();
    }
    closing.get(30, SECONDS);
    for (CompletableFuture<Completion> future : futures) {
      assertThatThrownBy(() -> future.get(30, SECONDS)).hasRootCauseMessage("the model was closed");
    }
  }

  private static void pause() {
    LockSupport.parkNanos(200_000);
  }

  @Test
  void submit_usage_countsPrefixOnceQuestionsAndAnswers() throws Exception {
    Branch branch =
        new Branch("x", "q", new Constraint.OneOf(List.of(new Choice("yes", null)), false));
    try (EngineLanguageModel model = open(wide(), segments -> {})) {
      Completion one = model.submit(new PrefixRequest("ab ab", List.of(branch))).get();
      // <|doc|>, "ab", " ab"; <|field|>, "q", <|value|>; one pick, after which all is forced.
      assertThat(one.usage()).isEqualTo(new TokenUsage(3, 3, 1));
      assertThat(model.statistics().steps()).isEqualTo(2);
    }
  }

  @Test
  void submit_nothingToChoose_costsNoStep() throws Exception {
    Branch branch = new Branch("x", "q", new Constraint.Verbatim(3, true));
    try (EngineLanguageModel model = open(wide(), segments -> {})) {
      Completion blank = model.submit(new PrefixRequest(" \n ", List.of(branch))).get();
      assertThat(blank.answers()).containsExactly(new BranchAnswer("x", List.of(), 1));
      assertThat(model.submit(new PrefixRequest("ab", List.of())).get().answers()).isEmpty();
      assertThat(blank.usage()).isEqualTo(TokenUsage.ZERO);
      assertThat(model.statistics().steps()).isZero();
    }
  }

  @Test
  void submit_requestThatCannotFit_failsAtOnceWithCounts() {
    try (EngineLanguageModel model = open(new EngineLimits(400, 64), segments -> {})) {
      PrefixRequest memory =
          new PrefixRequest(
              "ab",
              List.of(
                  new Branch("x", "q", new Constraint.Free(30)),
                  new Branch("y", "q", new Constraint.Free(30))));
      assertThat(model.submit(memory)).isCompletedExceptionally();
      assertThatThrownBy(() -> model.submit(memory).get())
          .cause()
          .isInstanceOfSatisfying(
              RequestTooLongException.class,
              e -> {
                assertThat(e.tokens()).isEqualTo(2 + 2 * (3 + 29));
                assertThat(e.limit()).isEqualTo(40);
              });
      PrefixRequest context =
          new PrefixRequest("a".repeat(600), List.of(new Branch("x", "q", new Constraint.Free(3))));
      assertThatThrownBy(() -> model.submit(context).get())
          .cause()
          .isInstanceOfSatisfying(
              RequestTooLongException.class,
              e -> assertThat(e.limit()).isEqualTo(HashForwardPass.CONTEXT));
    }
  }

  @Test
  void submit_patternThatIsNotKnown_failsAtOnce() {
    try (EngineLanguageModel model = open(wide(), segments -> {})) {
      assertThatThrownBy(
              () ->
                  model
                      .submit(
                          new PrefixRequest(
                              "ab",
                              List.of(
                                  new Branch("x", "q", new Constraint.Pattern("^a", 3, false)))))
                      .get())
          .hasCauseInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Long prefixes come in pieces while others answer, and no step is much wider than asked. */
  /** Texts that begin alike, as those after one instruction do; the last is of another length. */
  @Test
  void submit_prefixesThatBeginAlike_areComputedOnceAndAnswerAsAlone() throws Exception {
    String instruction = "the ab 2024, ".repeat(6);
    List<PrefixRequest> requests = new ArrayList<>();
    for (String end : List.of("", "b", "a, a", "ab ".repeat(30), "b", "the ".repeat(60))) {
      requests.add(
          new PrefixRequest(
              instruction + end, List.of(new Branch("x", "q", new Constraint.Free(20)))));
    }
    List<Completion> alone = new ArrayList<>();
    for (PrefixRequest request : requests) {
      try (EngineLanguageModel model = open(wide(), segments -> {})) {
        alone.add(model.submit(request).get(30, SECONDS));
        assertThat(pass().copied.get()).isZero();
      }
    }
    Semaphore gate = new Semaphore(0);
    try (EngineLanguageModel model =
        open(new EngineLimits(1L << 40, 16), segments -> gate.acquireUninterruptibly())) {
      List<CompletableFuture<Completion>> futures = requests.stream().map(model::submit).toList();
      gate.release(10_000);
      for (int i = 0; i < requests.size(); i++) {
        Completion together = futures.get(i).get(30, SECONDS);
        assertThat(together.answers()).isEqualTo(alone.get(i).answers());
        assertThat(together.usage()).isEqualTo(alone.get(i).usage());
      }
      assertThat(pass().copied.get()).isGreaterThan(2 * tokenizer.encode(instruction).ids().size());
      assertThat(pass().open).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void submit_textOfTheRequestThatEndedLast_isNotComputedAgain() throws Exception {
    String text = "the ab 2024, ".repeat(6);
    PrefixRequest request =
        new PrefixRequest(text, List.of(new Branch("x", "q", new Constraint.Free(20))));
    try (EngineLanguageModel model = open(wide(), segments -> {})) {
      Completion first = model.submit(request).get(30, SECONDS);
      assertThat(pass().copied.get()).isZero();
      Completion again = model.submit(request).get(30, SECONDS);
      assertThat(again.answers()).isEqualTo(first.answers());
      assertThat(again.usage()).isEqualTo(first.usage());
      assertThat(pass().copied.get()).isGreaterThanOrEqualTo(tokenizer.encode(text).ids().size());
    }
  }

  @Test
  void submit_memoryForOneRequestOnly_takesThatOfTheEndedOne() throws Exception {
    Branch free = new Branch("x", "q", new Constraint.Free(60));
    try (EngineLanguageModel model = open(new EngineLimits(800, 64), segments -> {})) {
      for (String text : List.of("ab", "b", "the ab", "a")) {
        assertThat(model.submit(new PrefixRequest(text, List.of(free))).get(30, SECONDS).answers())
            .hasSize(1);
      }
      assertThat(pass().peakBytes).isGreaterThan(600).isLessThanOrEqualTo(800);
    }
  }

  @Test
  void submit_longPrefix_isFedInPiecesBesideAnswers() throws Exception {
    List<List<Segment>> steps = new ArrayList<>();
    Semaphore gate = new Semaphore(0);
    try (EngineLanguageModel model =
        open(
            new EngineLimits(1L << 40, 16),
            segments -> {
              gate.acquireUninterruptibly();
              steps.add(List.copyOf(segments));
            })) {
      Branch free = new Branch("x", "q", new Constraint.Free(40));
      CompletableFuture<Completion> shortOne = model.submit(new PrefixRequest("b", List.of(free)));
      CompletableFuture<Completion> longOne =
          model.submit(new PrefixRequest("b".repeat(200), List.of(free)));
      gate.release(1000);
      CompletableFuture.allOf(shortOne, longOne).get(30, SECONDS);
    }
    assertThat(pass().mostRows).isLessThanOrEqualTo(20);
    assertThat(
            steps.stream()
                .filter(
                    step ->
                        step.stream().anyMatch(Segment.Prefix.class::isInstance)
                            && step.stream().anyMatch(Segment.Branches.class::isInstance)))
        .hasSizeGreaterThan(5);
  }

  @Test
  void cancel_requestInFlight_freesItsMemoryForTheNext() throws Exception {
    Semaphore gate = new Semaphore(0);
    CountDownLatch started = new CountDownLatch(1);
    Branch free = new Branch("x", "q", new Constraint.Free(60));
    try (EngineLanguageModel model =
        open(
            new EngineLimits(800, 64),
            segments -> {
              started.countDown();
              gate.acquireUninterruptibly();
            })) {
      CompletableFuture<Completion> first = model.submit(new PrefixRequest("ab", List.of(free)));
      started.await();
      CompletableFuture<Completion> second = model.submit(new PrefixRequest("b", List.of(free)));
      CompletableFuture<Completion> queued = model.submit(new PrefixRequest("a", List.of(free)));
      assertThat(first.cancel(true)).isTrue();
      assertThat(queued.cancel(true)).isTrue();
      gate.release(1000);
      assertThat(second.get(30, SECONDS).answers()).hasSize(1);
      assertThat(pass().peakBytes).isLessThanOrEqualTo(800);
      assertThat(pass().open).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void step_thatFails_failsItsRequestsAndTheEngineGoesOn() throws Exception {
    Branch free = new Branch("x", "q", new Constraint.Free(5));
    CountDownLatch queued = new CountDownLatch(1);
    try (EngineLanguageModel model =
        open(
            new EngineLimits(1L << 40, 64),
            segments -> {
              await(queued);
              if (segments.stream().anyMatch(s -> s.request() == 0)) {
                throw new IllegalStateException("no luck");
              }
            })) {
      CompletableFuture<Completion> bad = model.submit(new PrefixRequest("ab", List.of(free)));
      queued.countDown();
      assertThatThrownBy(() -> bad.get(30, SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("failed in a step of 1 requests")
          .hasRootCauseMessage("no luck");
      assertThat(model.submit(new PrefixRequest("ab", List.of(free))).get(30, SECONDS).answers())
          .hasSize(1);
      assertThat(pass().open).isLessThanOrEqualTo(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void step_outOfMemory_failsWhatIsPendingAndCloseStillWorks() {
    Branch free = new Branch("x", "q", new Constraint.Free(5));
    EngineLanguageModel model =
        open(
            wide(),
            segments -> {
              Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
              throw new OutOfMemoryError("planted");
            });
    CompletableFuture<Completion> pending = model.submit(new PrefixRequest("ab", List.of(free)));
    assertThatThrownBy(() -> pending.get(30, SECONDS))
        .cause()
        .isInstanceOf(EngineException.class)
        .hasCauseInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(() -> model.submit(new PrefixRequest("ab", List.of(free))).get(30, SECONDS))
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
    model.close();
    assertThat(pass().closed).isTrue();
    assertThat(tokenizer.isClosed()).isTrue();
  }

  @Test
  void close_whileBusy_waitsForTheStepAndFailsTheRest() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    Semaphore gate = new Semaphore(0);
    Branch free = new Branch("x", "q", new Constraint.Free(50));
    EngineLanguageModel model =
        open(
            wide(),
            segments -> {
              started.countDown();
              gate.acquireUninterruptibly();
            });
    List<CompletableFuture<Completion>> futures = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      futures.add(model.submit(new PrefixRequest("ab " + i, List.of(free))));
    }
    started.await();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(model::close);
    PrefixRequest late = new PrefixRequest("ab", List.of(free));
    for (CompletableFuture<Completion> refused = model.submit(late);
        !refused.isCompletedExceptionally();
        refused = model.submit(late)) {
      Thread.sleep(1);
    }
    assertThat(closing).isNotDone();
    gate.release();
    closing.get(30, SECONDS);
    gate.release(1000);
    for (CompletableFuture<Completion> future : futures) {
      assertThatThrownBy(() -> future.get(30, SECONDS))
          .cause()
          .isInstanceOf(EngineException.class)
          .hasMessage("the model was closed");
    }
    model.close();
    assertThatThrownBy(() -> model.submit(new PrefixRequest("ab", List.of(free))).get())
        .hasCauseInstanceOf(EngineException.class);
  }

  @Test
  void awaitLoaded_forwardPassThatCannotOpen_throwsItsReasonAndFailsRequests() {
    Branch free = new Branch("x", "q", new Constraint.Free(5));
    EngineLanguageModel model =
        new EngineLanguageModel(
            DESCRIPTION,
            tokenizer,
            prompt,
            () -> {
              throw new IllegalArgumentException("weights are missing");
            },
            2,
            wide());
    assertThatThrownBy(model::awaitLoaded)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights are missing");
    assertThatThrownBy(() -> model.submit(new PrefixRequest("ab", List.of(free))).get())
        .cause()
        .isInstanceOf(EngineException.class)
        .hasMessage("the model did not load")
        .hasRootCauseMessage("weights are missing");
  }

  /** A caller that blocks in what follows its future must not hold the others up. */
  @Test
  void deliver_slowDependent_doesNotBlockTheEngine() throws Exception {
    // What follows a future that is done already would run here, and not where it is delivered.
    CountDownLatch attached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Branch free = new Branch("x", "q", new Constraint.Free(5));
    try (EngineLanguageModel model = open(wide(), segments -> await(attached))) {
      CompletableFuture<Void> slow =
          model
              .submit(new PrefixRequest("ab", List.of(free)))
              .thenAccept(completion -> await(release));
      attached.countDown();
      assertThat(model.submit(new PrefixRequest("b", List.of(free))).get(30, SECONDS)).isNotNull();
      assertThat(slow).isNotDone();
      release.countDown();
      slow.get(30, SECONDS);
    }
  }
}
