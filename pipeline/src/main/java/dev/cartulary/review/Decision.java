package dev.cartulary.review;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.Route;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided.
 *
 * @param version counts the decisions about the subject, from 1
 * @param value as it stands from now on, {@link FieldStatus#REVIEWED}; null exactly where the
 *     verdict has none
 * @param reviewer who decided
 * @param at in whole milliseconds
 * @param seconds that the person took
 */
public record Decision(
    Subject subject,
    int version,
    Verdict verdict,
    @Nullable Field value,
    String reviewer,
    Instant at,
    int seconds)
    implements Ruling {
  public Decision {
    requireNonNull(subject, "subject is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(reviewer, "reviewer is null");
    at = at.truncatedTo(ChronoUnit.MILLIS);
    if (version < 1 || seconds < 0) {
      throw new IllegalArgumentException("version " + version + ", " + seconds + " seconds");
    }
    if ((value != null) != verdict.hasValue()) {
      throw new IllegalArgumentException("a decision " + verdict + " with another value");
    }
    if (value != null
        && (value.status() != FieldStatus.REVIEWED || !value.name().equals(subject.field()))) {
      throw new IllegalArgumentException("the value of a decision is that of its field, reviewed");
    }
  }

  @Override
  public boolean holds() {
    return verdict != Verdict.WITHDRAWN;
  }

  @Override
  public Field field() {
    return (value == null ? Field.absent(subject.field(), 1) : value).routed(Route.REVIEW);
  }

  /** Whether it is the same act, told again. */
  public boolean repeats(Decision other) {
    return version == other.version
        && verdict == other.verdict
        && reviewer.equals(other.reviewer)
        && at.equals(other.at);
  }
}
