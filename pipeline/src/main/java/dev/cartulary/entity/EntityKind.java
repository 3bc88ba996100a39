package dev.cartulary.entity;

import dev.cartulary.field.Candidates;
import java.util.Optional;
import java.util.stream.Stream;

/** What a clinical name can be the name of. */
public enum EntityKind {
  PROBLEM(1, Candidates.PROBLEMS),
  SYMPTOM(2, Candidates.SYMPTOMS),
  DRUG(3, Candidates.DRUGS),
  TREATMENT(4, Candidates.TREATMENTS),
  TEST(5, Candidates.TESTS),
  MEASUREMENT(6, Candidates.MEASUREMENTS);

  /** How many labels a word can have: none of a name, and first or next of each kind. */
  public static final int LABELS = 13;

  private final int number;
  private final Candidates source;

  EntityKind(int number, Candidates source) {
    this.number = number;
    this.source = source;
  }

  /** The kind that a source of candidates finds; empty for all other sources. */
  public static Optional<EntityKind> of(Candidates source) {
    return Stream.of(values()).filter(kind -> kind.source == source).findFirst();
  }

  /** The label of a name's first word. */
  public int first() {
    return 2 * number - 1;
  }

  /** The label of a name's further words. */
  public int next() {
    return 2 * number;
  }

  /** Whether a word with a label can stand behind one with {@code before}, -1 at the start. */
  public static boolean follows(int label, int before) {
    boolean next = label > 0 && label % 2 == 0;
    return !next || before == label || before == label - 1;
  }
}
