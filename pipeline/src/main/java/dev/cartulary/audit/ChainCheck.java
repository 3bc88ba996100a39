package dev.cartulary.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a chain: reads it once, and where it does not fit, reads the rest a second time to say
 * what was done to it.
 */
public final class ChainCheck {
  private final Links links;
  private final @Nullable AuditHead head;
  private final @Nullable KeptHead kept;

  private long events;
  private AuditHead last = AuditHead.START;
  private boolean fits = true;
  private boolean keptSeen;
  private @Nullable String hashAtKept;

  /** The links of a chain, in the order of their places. */
  @FunctionalInterface
  public interface Links {
    /** Gives all links whose place is at least {@code from}. */
    void read(long from, Consumer<AuditLink> to);
  }

  private ChainCheck(Links links, @Nullable AuditHead head, @Nullable KeptHead kept) {
    this.links = links;
    this.head = head;
    this.kept = kept;
    this.keptSeen = kept != null && kept.hash().equals(AuditHead.START.hash());
  }

  /**
   * What can be said of a chain.
   *
   * @param head what was noted as the last event; null when the note is gone
   * @param kept a head that was kept elsewhere; null for none
   */
  public static AuditVerdict of(Links links, @Nullable AuditHead head, @Nullable KeptHead kept) {
    return new ChainCheck(links, head, kept).verdict();
  }

  private AuditVerdict verdict() {
    links.read(Long.MIN_VALUE, this::follow);
    List<AuditFinding> findings = new ArrayList<>();
    if (!fits || !last.equals(head)) {
      BrokenChain broken = new BrokenChain(last, head);
      links.read(last.sequence() == 0 ? Long.MIN_VALUE : last.sequence(), broken::add);
      findings.addAll(broken.findings());
    }
    judgeKept(findings);
    findings.sort(Comparator.comparingLong(AuditFinding::sequence));
    return new AuditVerdict(events, head == null ? last : head, findings);
  }

  private void follow(AuditLink link) {
    events++;
    if (kept != null) {
      keptSeen |= link.hash().equals(kept.hash());
      if (kept.sequence() != null && kept.sequence() == link.sequence()) {
        hashAtKept = link.hash();
      }
    }
    if (!fits) {
      return;
    }
    fits =
        link.sequence() == last.sequence() + 1
            && link.isIntact()
            && link.claim()
                .filter(new AuditLink.Claim(link.sequence(), last.hash())::equals)
                .isPresent();
    if (fits) {
      last = link.head();
    }
  }

  private void judgeKept(List<AuditFinding> findings) {
    if (kept == null) {
      return;
    }
    Long sequence = kept.sequence();
    if (sequence == null) {
      if (!keptSeen) {
        findings.add(
            new AuditFinding(
                last.sequence() + 1,
                AuditFinding.Kind.REMOVED,
                "no event has the hash that was kept: events were cut off at the end, or the chain"
                    + " was written anew"));
      }
    } else if (sequence > 0 && hashAtKept == null) {
      findings.add(
          new AuditFinding(
              Math.min(sequence, last.sequence() + 1),
              AuditFinding.Kind.REMOVED,
              "event " + sequence + ", whose hash was kept, is gone"));
    } else if (sequence > 0 && !kept.hash().equals(hashAtKept)) {
      findings.add(
          new AuditFinding(
              sequence,
              AuditFinding.Kind.CHANGED,
              "event "
                  + sequence
                  + " has not the hash that was kept: it, or one before it, was written anew"));
    }
  }
}
