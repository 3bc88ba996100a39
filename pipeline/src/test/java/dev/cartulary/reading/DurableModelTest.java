package dev.cartulary.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.deadline.DeadlineException;
import dev.cartulary.document.DocumentId;
import dev.cartulary.ledger.CompletionKey;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DurableModelTest {
  private static final DocumentId DOCUMENT = new DocumentId("0".repeat(64));

  @TempDir Path folder;

  private LedgerAddress address;

  @BeforeEach
  void place() {
    address = new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", "");
  }

  @Test
  void ask_first_computesAndLaterRecallsAcrossAReopenedLedger() throws Exception {
    List<PrefixRequest> requests = requests(3);
    List<DurableModel.Reply> first;
    try (Ledger ledger = open()) {
      RuleModel model = RuleModel.prompt(DurableModelTest::completion);
      first = ask(model, ledger, requests);
      assertThat(model.submitted()).isEqualTo(requests);
    }
    assertThat(first).extracting(DurableModel.Reply::computed).containsOnly(true);
    assertThat(first)
        .extracting(DurableModel.Reply::completion)
        .isEqualTo(requests.stream().map(DurableModelTest::completion).toList());

    try (Ledger ledger = open()) {
      RuleModel model = RuleModel.prompt(DurableModelTest::completion);
      List<DurableModel.Reply> second = ask(model, ledger, requests);
      assertThat(model.submitted()).as("submitted again").isEmpty();
      assertThat(second).extracting(DurableModel.Reply::computed).containsOnly(false);
      assertThat(second)
          .extracting(DurableModel.Reply::completion)
          .isEqualTo(first.stream().map(DurableModel.Reply::completion).toList());
    }
  }

  @Test
  void ask_anotherModel_computesAnew() throws Exception {
    try (Ledger ledger = open()) {
      ask(RuleModel.prompt(DurableModelTest::completion), ledger, requests(2));
      RuleModel other = RuleModel.prompt(DurableModelTest::completion);
      DurableModel durable =
          new DurableModel(
              other, ledger.completions(), request -> CompletionKey.of("other", request));
      assertThat(durable.ask(DOCUMENT, requests(2), Duration.ofMinutes(1)))
          .extracting(DurableModel.Reply::computed)
          .containsExactly(true, true);
    }
  }

  @Test
  void ask_modelThatNeverAnswers_isGivenUpAfterTheTime() throws Exception {
    RuleModel model = RuleModel.held(DurableModelTest::completion);
    try (Ledger ledger = open()) {
      DurableModel durable = durable(model, ledger);
      assertThatThrownBy(() -> durable.ask(DOCUMENT, requests(2), Duration.ofMillis(200)))
          .isInstanceOf(DeadlineException.class);
      assertThat(model.cancelled(0)).isTrue();
      assertThat(model.cancelled(1)).isTrue();
    }
  }

  /**
   * Answers come in any order and some are known: the replies are in the order of the questions.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3})
  void ask_answersInAnyOrder_repliesInTheOrderOfRequests(long seed) throws Exception {
    Random random = new Random(seed);
    List<PrefixRequest> requests = requests(8);
    List<PrefixRequest> known = requests.stream().filter(r -> random.nextBoolean()).toList();
    try (Ledger ledger = open()) {
      ask(RuleModel.prompt(DurableModelTest::completion), ledger, known);

      RuleModel model = RuleModel.held(DurableModelTest::completion);
      DurableModel durable = durable(model, ledger);
      CompletableFuture<List<DurableModel.Reply>> asked = askApart(durable, requests);
      model.awaitSubmitted(requests.size() - known.size());
      List<Integer> order = new ArrayList<>(IntStream.range(0, 8 - known.size()).boxed().toList());
      Collections.shuffle(order, random);
      order.forEach(model::deliver);

      List<DurableModel.Reply> replies = asked.get(30, TimeUnit.SECONDS);
      assertThat(replies)
          .extracting(DurableModel.Reply::completion)
          .isEqualTo(requests.stream().map(DurableModelTest::completion).toList());
      assertThat(replies)
          .extracting(DurableModel.Reply::computed)
          .isEqualTo(requests.stream().map(r -> !known.contains(r)).toList());
      assertThat(model.submitted()).doesNotContainAnyElementsOf(known);
    }
  }

  @Test
  void ask_nothing_answersNothing() throws Exception {
    try (Ledger ledger = open()) {
      assertThat(ask(RuleModel.prompt(DurableModelTest::completion), ledger, List.of())).isEmpty();
    }
  }

  @Test
  void ask_oneFails_throwsItsExceptionGivesUpTheRestAndKeepsWhatWasFinished() throws Exception {
    List<PrefixRequest> requests = requests(4);
    IllegalStateException broken = new IllegalStateException("broken");
    RuleModel model =
        RuleModel.held(
            request -> {
              if (request.equals(requests.get(1))) {
                throw broken;
              }
              return completion(request);
            });
    try (Ledger ledger = open()) {
      DurableModel durable = durable(model, ledger);
      CompletableFuture<List<DurableModel.Reply>> asked = askApart(durable, requests);
      model.awaitSubmitted(4);
      model.deliver(0);
      model.deliver(3);
      model.deliver(1);
      assertThatThrownBy(() -> asked.get(30, TimeUnit.SECONDS)).hasCause(broken);
      assertThat(model.cancelled(2)).as("the unfinished one is cancelled").isTrue();

      RuleModel again = RuleModel.prompt(DurableModelTest::completion);
      assertThat(ask(again, ledger, requests))
          .extracting(DurableModel.Reply::computed)
          .containsExactly(false, true, true, false);
    }
  }

  @Test
  void ask_storeIsGone_throwsStoreException() throws Exception {
    Ledger ledger = open();
    RuleModel model = RuleModel.held(DurableModelTest::completion);
    DurableModel durable = durable(model, ledger);
    CompletableFuture<List<DurableModel.Reply>> asked = askApart(durable, requests(2));
    model.awaitSubmitted(2);
    ledger.close();
    model.deliver(0);
    assertThatThrownBy(() -> asked.get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(address.toString());
    assertThat(model.cancelled(1)).isTrue();

    assertThatThrownBy(() -> durable.ask(DOCUMENT, requests(1), Duration.ofMinutes(1)))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void ask_manyAnswersAtOnce_areFoundAtOnce() throws Exception {
    List<PrefixRequest> requests = requests(50);
    try (Ledger ledger = open()) {
      RuleModel model = RuleModel.held(DurableModelTest::completion);
      DurableModel durable = durable(model, ledger);
      var unused = askApart(durable, requests);
      model.awaitSubmitted(50);
      IntStream.range(0, 50).forEach(model::deliver);
      assertThat(
              ledger
                  .completions()
                  .findAll(DOCUMENT, requests.stream().map(DurableModelTest::key).toList()))
          .hasSize(50);
    }
  }

  private Ledger open() {
    return Ledger.open(address, Clock.systemUTC());
  }

  private static DurableModel durable(RuleModel model, Ledger ledger) {
    return new DurableModel(model, ledger.completions(), DurableModelTest::key);
  }

  private static List<DurableModel.Reply> ask(
      RuleModel model, Ledger ledger, List<PrefixRequest> requests) throws InterruptedException {
    return durable(model, ledger).ask(DOCUMENT, requests, Duration.ofMinutes(1));
  }

  private static CompletableFuture<List<DurableModel.Reply>> askApart(
      DurableModel durable, List<PrefixRequest> requests) {
    CompletableFuture<List<DurableModel.Reply>> asked = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                asked.complete(durable.ask(DOCUMENT, requests, Duration.ofMinutes(1)));
              } catch (InterruptedException | RuntimeException e) {
                asked.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return asked;
  }

  private static String key(PrefixRequest request) {
    return CompletionKey.of("model", request);
  }

  private static List<PrefixRequest> requests(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new PrefixRequest(
                    "text number " + i,
                    List.of(new Branch("word", "which?", new Constraint.Verbatim(8, false)))))
        .toList();
  }

  private static Completion completion(PrefixRequest request) {
    return new Completion(
        List.of(new BranchAnswer("word", List.of(new Answer(request.prefix(), null, 0.5)), 0.25)),
        new TokenUsage(request.prefix().length(), 1, 2),
        7);
  }
}
