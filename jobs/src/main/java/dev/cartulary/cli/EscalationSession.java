package dev.cartulary.cli;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.beam.RoutingPlan;
import dev.cartulary.config.Job;
import dev.cartulary.courier.Courier;
import dev.cartulary.courier.Item;
import dev.cartulary.courier.Outbox;
import dev.cartulary.endpoint.ChatClient;
import dev.cartulary.escalation.EscalationChoice;
import dev.cartulary.ledger.EscalationTable;
import dev.cartulary.ledger.FinishedRun;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerHold;
import dev.cartulary.yaml.ConfigurationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done with the questions that the last run of a job left. */
final class EscalationSession {
  private final Job job;
  private final EscalationChoice choice;

  private EscalationSession(Job job) {
    this.job = job;
    Job.Routing routing = job.routing();
    EscalationChoice found = routing == null ? null : routing.escalation();
    if (found == null) {
      throw refused(
          "routing.escalate: this job escalates nothing; docs/routing.md says how one does");
    }
    this.choice = found;
  }

  /** The questions; that their passages are shown is an event of the audit trail. */
  static Outbox outbox(Job job, boolean shown) {
    EscalationSession session = new EscalationSession(job);
    return Door.of(job)
        .openLedger(
            ledger -> {
              Outbox outbox = session.outbox(ledger);
              if (shown) {
                ledger
                    .audit()
                    .append(
                        new AuditEvent.ValuesRead(
                            "escalate show", job.name(), job.output().toString()));
              }
              return outbox;
            });
  }

  /**
   * Allows questions, or takes that back.
   *
   * @param ids their beginnings; empty for all
   * @return how many were changed
   */
  static int change(Job job, List<String> ids, String by, boolean allow) {
    EscalationSession session = new EscalationSession(job);
    return Door.of(job)
        .openLedger(
            ledger -> {
              EscalationTable table = ledger.escalations();
              int changed = 0;
              for (Item item : session.wanted(session.outbox(ledger), ids)) {
                boolean done =
                    allow
                        ? table.approve(item.letter(), by, false)
                        : table.withdraw(item.letter(), by);
                changed += done ? 1 : 0;
              }
              return changed;
            });
  }

  private List<Item> wanted(Outbox outbox, List<String> ids) {
    if (ids.isEmpty()) {
      return outbox.items();
    }
    List<Item> items = new ArrayList<>();
    for (String id : ids) {
      items.add(
          outbox
              .item(id)
              .orElseThrow(
                  () ->
                      refused(
                          "no single question waits whose id begins with "
                              + id
                              + "; cartulary escalate list "
                              + job.file()
                              + " shows those that do")));
    }
    return items;
  }

  /** Sends what may be sent; no run of the job goes on meanwhile. */
  @SuppressWarnings("try") // the hold is there to be closed
  static Courier.Sent send(
      Job job, Map<String, String> environment, Courier.Watcher watcher, Clock clock) {
    EscalationSession session = new EscalationSession(job);
    String key = session.key(environment);
    return Door.sending(job, session.choice.endpoint().destination())
        .openLedger(
            ledger -> {
              try (LedgerHold hold = ledger.hold(job.name())) {
                ChatClient client = new ChatClient(session.choice.endpoint(), key, clock);
                return new Courier(ledger.escalations(), client, session.choice.consent())
                    .send(session.outbox(ledger).items(), watcher);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the sending was interrupted", e);
              }
            });
  }

  private @Nullable String key(Map<String, String> environment) {
    String variable = choice.endpoint().keyVariable();
    if (variable == null) {
      return null;
    }
    String key = environment.getOrDefault(variable, "").strip();
    if (!key.matches("[!-~]+")) {
      throw refused(
          "routing.escalate.key-env: the environment variable "
              + variable
              + " is not set, or holds no key");
    }
    return key;
  }

  private Outbox outbox(Ledger ledger) {
    Optional<FinishedRun> run = ledger.runs().last(job.name());
    if (run.isEmpty()) {
      throw refused(
          "ledger: it holds no finished run of this job; cartulary run "
              + job.file()
              + " makes one");
    }
    return new Outbox(
        ledger,
        ledger.runs().delivery(run.get().id()),
        job.type(),
        choice,
        RoutingPlan.router(Plans.routing(job), job.type()),
        job.reviewThreshold());
  }

  private ConfigurationException refused(String problem) {
    return new ConfigurationException(job.file().toString(), List.of(problem));
  }
}
