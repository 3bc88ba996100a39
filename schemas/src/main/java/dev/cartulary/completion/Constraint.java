package dev.cartulary.completion;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * What a branch may say.
 *
 * <p>Except for {@link Free} and {@link JsonSchema}, and where {@link OneOf} forbids it, a branch
 * may also say that the value is absent, and with {@code many} it may give several values, each at
 * most once.
 */
public sealed interface Constraint extends Serializable {
  /** The longest value in tokens. */
  int maxTokens();

  /** A contiguous copy of words of the prefix. */
  record Verbatim(int maxTokens, boolean many) implements Constraint {
    public Verbatim {
      requirePositive(maxTokens);
    }
  }

  /**
   * One of the choices.
   *
   * @param absence whether the branch may say that none of them is the value
   */
  record OneOf(List<Choice> choices, boolean many, boolean absence) implements Constraint {
    public OneOf {
      choices = List.copyOf(choices);
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("OneOf needs at least one choice");
      }
    }

    /** One of the choices, or none. */
    public OneOf(List<Choice> choices, boolean many) {
      this(choices, many, true);
    }

    /** Choices end where they end; this is no further bound. */
    @Override
    public int maxTokens() {
      return Integer.MAX_VALUE;
    }
  }

  /** A string that matches the regular expression as a whole. */
  record Pattern(String regex, int maxTokens, boolean many) implements Constraint {
    public Pattern {
      requireNonNull(regex, "regex is null");
      requirePositive(maxTokens);
    }
  }

  /** Any text, ended by the model, by {@code maxTokens}, or by a guard against repetition. */
  record Free(int maxTokens) implements Constraint {
    public Free {
      requirePositive(maxTokens);
    }
  }

  /**
   * A JSON value that a schema describes, without white space and with properties in the schema's
   * order; never absent, so that the schema says how "nothing" is written.
   *
   * @param schema JSON Schema, draft 2020-12: a part of it that the model runtime names, and
   *     refuses the rest
   */
  record JsonSchema(String schema, int maxTokens) implements Constraint {
    public JsonSchema {
      requireNonNull(schema, "schema is null");
      requirePositive(maxTokens);
    }
  }

  private static void requirePositive(int maxTokens) {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens is " + maxTokens);
    }
  }
}
