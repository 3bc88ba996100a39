package dev.cartulary.escalation;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.Route;
import dev.cartulary.review.Ruling;
import dev.cartulary.review.Subject;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the endpoint said of a document.
 *
 * @param subject the field, or the value of it in whose place this stands
 * @param value null where the endpoint says that there is none
 */
public record Said(Subject subject, @Nullable Field value, Kind kind) {
  /** What it says of the value. */
  public enum Kind {
    /** It is right; the value was verified, and is of probability 1 until somebody trusts it. */
    GIVEN,
    /** It is right, but cannot be read as the field's type. */
    UNREADABLE,
    /** Nothing, though it was asked about it; the value is as it stood before. */
    UNCONFIRMED
  }

  public Said {
    requireNonNull(subject, "subject is null");
    requireNonNull(kind, "kind is null");
    if (value == null && kind != Kind.GIVEN) {
      throw new IllegalArgumentException("nothing cannot be " + kind);
    }
  }

  /** What becomes of it in the record of a job: what is not confirmed is for a person. */
  public Ruling by(Trust trust) {
    return new Ruling.Given(subject, field(trust));
  }

  private Field field(Trust trust) {
    Field said = value;
    double reliability = trust.reliability();
    if (said == null) {
      return Field.absent(subject.field(), reliability).routed(Route.ESCALATE);
    }
    if (kind == Kind.UNCONFIRMED) {
      return said.routed(Route.REVIEW);
    }
    boolean grounded = said.span() != null;
    boolean sure = kind == Kind.GIVEN && reliability >= trust.threshold();
    return new Field(
            said.name(),
            said.value(),
            said.normalized(),
            said.span(),
            said.page(),
            grounded ? reliability : 0,
            !grounded
                ? FieldStatus.UNGROUNDED
                : sure ? FieldStatus.FOUND : FieldStatus.NEEDS_REVIEW,
            said.boxes())
        .routed(Route.ESCALATE);
  }
}
