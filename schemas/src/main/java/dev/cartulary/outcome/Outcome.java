package dev.cartulary.outcome;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.function.Function;

/** A value, or the failure that stands in its place. */
public sealed interface Outcome<T extends Serializable> extends Serializable {
  /** Calls exactly one of the two functions. */
  <R> R fold(Function<? super T, ? extends R> ok, Function<? super Failure, ? extends R> failed);

  static <T extends Serializable> Outcome<T> ok(T value) {
    return new Ok<>(value);
  }

  static <T extends Serializable> Outcome<T> failed(Failure failure) {
    return new Failed<>(failure);
  }

  /** Success. */
  record Ok<T extends Serializable>(T value) implements Outcome<T> {
    public Ok {
      requireNonNull(value, "value is null");
    }

    @Override
    public <R> R fold(
        Function<? super T, ? extends R> ok, Function<? super Failure, ? extends R> failed) {
      return ok.apply(value);
    }
  }

  /** Failure. */
  record Failed<T extends Serializable>(Failure failure) implements Outcome<T> {
    public Failed {
      requireNonNull(failure, "failure is null");
    }

    @Override
    public <R> R fold(
        Function<? super T, ? extends R> ok, Function<? super Failure, ? extends R> failed) {
      return failed.apply(failure);
    }
  }
}
