package dev.cartulary.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says of a chain that does not fit what was done to it, and where. */
final class BrokenChain {
  /*
   * An event that is intact, its hash being that of its text, says which number it has and which
   * event it follows. So a place is judged by three numbers: where the event lies, which number it
   * says it has, and whether the number of the place lies anywhere else.
   *
   *   not intact                                        changed, or inserted if the true one is there
   *   says another number, the place's is nowhere       the place's event is removed
   *   says another number, the place's is elsewhere     reordered
   *   two say the same number                           inserted
   *   right number, follows another hash                the event before was changed and hashed anew,
   *                                                     or this one if the next disagrees with it, too
   *
   * Renumbering all that follows a removal or an insertion displaces every later event by the same
   * amount; only the first is reported.
   */
  private final AuditHead good;
  private final @Nullable AuditHead head;
  private final List<Seen> all = new ArrayList<>();
  private final NavigableSet<Long> numbers = new TreeSet<>();
  private final List<AuditFinding> findings = new ArrayList<>();
  private final Set<Long> places = new HashSet<>();
  private final Set<Long> found = new HashSet<>();

  /**
   * @param good the last event that fits, with all before it
   * @param head what was noted as the last event; null when the note is gone
   */
  BrokenChain(AuditHead good, @Nullable AuditHead head) {
    this.good = good;
    this.head = head;
  }

  /**
   * A link without its text.
   *
   * @param claim null when the event is not the one that was hashed, or says nothing
   */
  private record Seen(long place, String hash, AuditLink.@Nullable Claim claim) {
    /** The number that this can be known by. */
    long number() {
      return claim == null ? place : claim.sequence();
    }
  }

  void add(AuditLink link) {
    AuditLink.Claim claim = link.isIntact() ? link.claim().orElse(null) : null;
    all.add(new Seen(link.sequence(), link.hash(), claim));
    places.add(link.sequence());
    if (claim != null) {
      numbers.add(claim.sequence());
    }
  }

  List<AuditFinding> findings() {
    Map<Long, Integer> holders = new HashMap<>();
    Map<Long, Seen> byNumber = new HashMap<>();
    for (Seen seen : all) {
      boolean stray =
          seen.number() != seen.place()
              && !numbers.contains(seen.place())
              && !isOutside(seen.place());
      if (!stray && seen.claim() != null) {
        holders.merge(seen.number(), 1, Integer::sum);
      }
      if (seen.claim() != null || !numbers.contains(seen.place())) {
        byNumber.putIfAbsent(seen.number(), seen);
      }
    }
    long expected = Math.max(1, good.sequence());
    long displaced = 0;
    for (Seen seen : all) {
      if (seen.place() > expected) {
        missing(expected, seen.place() - 1);
      }
      expected = Math.max(expected, seen.place() + 1);
      long by = seen.number() - seen.place();
      if (by == 0 || by != displaced) {
        judge(seen, holders, byNumber);
      }
      displaced = by;
    }
    judgeEnd(expected - 1);
    return findings;
  }

  private void judge(Seen seen, Map<Long, Integer> holders, Map<Long, Seen> byNumber) {
    long place = seen.place();
    if (seen.claim() != null && holders.getOrDefault(seen.number(), 0) > 1) {
      find(seen.number(), AuditFinding.Kind.INSERTED, "two events have this number");
    } else if (isOutside(place)) {
      find(place, AuditFinding.Kind.INSERTED, "an event stands outside of the chain");
      if (!isOutside(seen.number()) && !places.contains(seen.number())) {
        find(seen.number(), AuditFinding.Kind.REORDERED, "the event stands outside of the chain");
      }
    } else if (seen.claim() == null) {
      if (numbers.contains(place)) {
        find(place, AuditFinding.Kind.INSERTED, "an event was put in the place of event " + place);
      } else {
        find(place, AuditFinding.Kind.CHANGED, "the event is not the one that was hashed");
      }
    } else if (seen.number() != place) {
      String there = "event " + seen.number() + " stands in the place of event " + place;
      if (numbers.contains(place)) {
        find(place, AuditFinding.Kind.REORDERED, there);
      } else if (holders.containsKey(seen.number())) {
        find(place, AuditFinding.Kind.CHANGED, there + ", which is gone");
      } else {
        find(place, AuditFinding.Kind.REMOVED, there + ", which is gone");
      }
    } else {
      judgeLink(seen, byNumber);
    }
  }

  private boolean isOutside(long place) {
    return place < 1 || (head != null && place > head.sequence());
  }

  private void judgeLink(Seen seen, Map<Long, Seen> byNumber) {
    long place = seen.place();
    Seen before = byNumber.get(place - 1);
    String hashBefore = place == 1 ? AuditHead.START.hash() : before == null ? null : before.hash();
    if (seen.claim() == null || hashBefore == null || hashBefore.equals(seen.claim().previous())) {
      return;
    }
    boolean own = place == 1 || disagreesWithNext(seen, byNumber.get(place + 1));
    long changed = own ? place : place - 1;
    find(changed, AuditFinding.Kind.CHANGED, "the event was changed and hashed anew");
  }

  private boolean disagreesWithNext(Seen seen, @Nullable Seen next) {
    if (next != null && next.claim() != null) {
      return !seen.hash().equals(next.claim().previous());
    }
    return head != null && head.sequence() == seen.place() && !head.hash().equals(seen.hash());
  }

  private void judgeEnd(long end) {
    if (head == null) {
      find(end + 1, AuditFinding.Kind.REMOVED, "the note of the last event is gone");
      return;
    }
    if (end < head.sequence()) {
      missing(end + 1, head.sequence());
    }
    for (Seen seen : all) {
      if (seen.place() == head.sequence()
          && seen.number() == seen.place()
          && !seen.hash().equals(head.hash())) {
        find(
            seen.place(),
            AuditFinding.Kind.CHANGED,
            "the last event, or the note of it, was changed and hashed anew");
      }
    }
    if (findings.isEmpty()) {
      find(
          head.sequence(),
          AuditFinding.Kind.CHANGED,
          "the note of the last event is not the last event's");
    }
  }

  /** Notes those of the events {@code from} to {@code to} that lie nowhere. */
  private void missing(long from, long to) {
    long end = head == null ? to : Math.min(to, head.sequence());
    long start = from;
    while (start <= end) {
      Long present = numbers.ceiling(start);
      if (present != null && present == start) {
        start++;
        continue;
      }
      long gone = present == null || present > end ? end : present - 1;
      find(
          start,
          AuditFinding.Kind.REMOVED,
          start == gone ? "the event is gone" : "the events up to " + gone + " are gone");
      start = gone + 1;
    }
  }

  private void find(long sequence, AuditFinding.Kind kind, String what) {
    if (found.add(sequence)) {
      findings.add(new AuditFinding(sequence, kind, what));
    }
  }
}
