package dev.cartulary.review;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;

/** What somebody says in the place of the job's model, be it a person or another model. */
public interface Ruling {
  Subject subject();

  /** False for what was taken back: what was there before stands. */
  boolean holds();

  /** The value from now on, or the statement that there is none. */
  Field field();

  /** A ruling that nobody takes back. */
  record Given(Subject subject, Field field) implements Ruling {
    public Given {
      requireNonNull(subject, "subject is null");
      if (!field.name().equals(subject.field())) {
        throw new IllegalArgumentException("a ruling about another field");
      }
    }

    @Override
    public boolean holds() {
      return true;
    }
  }
}
