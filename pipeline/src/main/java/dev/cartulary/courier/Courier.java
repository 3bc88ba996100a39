package dev.cartulary.courier;

import dev.cartulary.endpoint.ChatClient;
import dev.cartulary.endpoint.ChatReply;
import dev.cartulary.endpoint.EndpointException;
import dev.cartulary.escalation.AnswerReader;
import dev.cartulary.escalation.Answered;
import dev.cartulary.escalation.EscalationChoice.Consent;
import dev.cartulary.escalation.Letter;
import dev.cartulary.ledger.EscalationTable;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was allowed, one question after the other. Every question is noted before it is sent,
 * and every answer kept before the next one. Gives up when the server failed three questions in a
 * row: the rest stays where it is.
 */
public final class Courier {
  private static final int MOST_FAILURES_IN_A_ROW = 3;

  private final EscalationTable table;
  private final ChatClient client;
  private final @Nullable Consent consent;

  /**
   * A courier.
   *
   * @param consent that allows every question; null where each needs an approval
   */
  public Courier(EscalationTable table, ChatClient client, @Nullable Consent consent) {
    this.table = table;
    this.client = client;
    this.consent = consent;
  }

  /**
   * What came of it.
   *
   * @param ungrounded answers among those that no passage holds
   * @param left questions that may be sent and were not
   * @param lastFailure in words; null if nothing failed
   */
  public record Sent(
      int answered, int ungrounded, int failed, int left, @Nullable String lastFailure) {}

  /** Who watches. */
  public interface Watcher extends BooleanSupplier {
    /** Whether nothing more is to be sent. */
    @Override
    boolean getAsBoolean();

    /** A question came to an answer, or to the failure. */
    void done(Item item, @Nullable String failure);
  }

  /** Sends all items that may be sent. */
  public Sent send(List<Item> items, Watcher watcher) throws InterruptedException {
    int answered = 0;
    int ungrounded = 0;
    int failed = 0;
    int inRow = 0;
    int left = 0;
    String lastFailure = null;
    for (Item item : items) {
      Letter letter = item.letter();
      if (consent == null && item.kept() == null) {
        continue;
      }
      if (inRow == MOST_FAILURES_IN_A_ROW || watcher.getAsBoolean()) {
        left++;
        continue;
      }
      if (consent != null && item.kept() == null) {
        table.approve(letter, consent.by(), true);
      }
      if (!table.sending(letter)) {
        // Somebody took the approval back, or was faster.
        continue;
      }
      try {
        ungrounded += delivered(letter, item) ? 0 : 1;
        answered++;
        inRow = 0;
        watcher.done(item, null);
      } catch (EndpointException e) {
        lastFailure = String.valueOf(e.getMessage());
        failed++;
        inRow = e.reason().isOfTheServer() ? inRow + 1 : 0;
        table.failed(letter, e.reason().name().toLowerCase(Locale.ROOT), lastFailure);
        watcher.done(item, lastFailure);
      }
    }
    return new Sent(answered, ungrounded, failed, left, lastFailure);
  }

  /** Whether all that was answered is in the passage. */
  private boolean delivered(Letter letter, Item item) throws InterruptedException {
    ChatReply reply = client.ask(letter.question().body());
    Answered answer =
        new Answered(
            reply.content(), AnswerReader.read(letter.question(), item.text(), reply.content()));
    table.answered(letter, answer, reply);
    return answer.ungrounded() == 0;
  }
}
