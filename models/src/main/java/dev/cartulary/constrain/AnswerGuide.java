package dev.cartulary.constrain;

import dev.cartulary.completion.Choice;
import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a branch as a protocol frames it: values one after another, or "absent".
 *
 * <p>"Absent" and the first value are followed side by side until a token tells them apart; where
 * both could end, it is "absent". A list goes on only while a further value of the greatest length
 * would fit {@link #maxTokens}. Where absence is forbidden and one value is left, each next token
 * is the only one, and the answer is known without the model.
 */
final class AnswerGuide implements Guide {
  /** The most tokens of a list whose values could go on; one value of any length fits beside. */
  static final int LIST_TOKENS = 128;

  private final Protocol protocol;
  private final ValueMachine machine;
  private final boolean many;
  private final int maxTokens;
  private final int lastChoice;

  private final List<GuidedValue> values = new ArrayList<>();
  private final Set<String> given = new HashSet<>();
  private int accepted;
  private int valueStart;
  private boolean inValue = true;
  private boolean maybeAbsent;
  private int separatorSaid; // 0: no separator is being said
  private boolean finished;
  private TokenSet allowed = TokenSet.EMPTY;

  AnswerGuide(Protocol protocol, ValueMachine machine, boolean many, boolean absence) {
    this.protocol = protocol;
    this.machine = machine;
    this.many = many && !protocol.separator().isEmpty();
    this.maxTokens = Math.max(answerTokens(), protocol.absent().size() + 1);
    this.maybeAbsent = absence && !protocol.absent().isEmpty();
    int last = machine.lastChoice(maybeAbsent ? protocol.absent() : TokenIds.EMPTY);
    this.lastChoice = this.many ? maxTokens - 1 : Math.min(last, maxTokens - 1);
    machine.begin(given);
    look();
  }

  private int answerTokens() {
    int one = Math.addExact(machine.maxTokens(given), 1);
    return many
        ? Math.max(
            one, (int) Math.min(machine.listTokens(protocol.separator().size()), LIST_TOKENS))
        : one;
  }

  @Override
  public TokenSet allowed() {
    return allowed;
  }

  @Override
  public void accept(int token) {
    if (!allowed.contains(token)) {
      throw new IllegalArgumentException("token " + token + " is not allowed here");
    }
    boolean ends = ends(token);
    int index = accepted++;
    if (separatorSaid > 0) {
      separatorSaid++;
    } else if (absentIsSaid(index) && ends) {
      finished = true;
    } else if (inValue && machine.isComplete() && ends) {
      endValue();
      finished = true;
    } else if (inValue && machine.isComplete() && separates(token)) {
      endValue();
      separatorSaid = 1;
    } else {
      maybeAbsent =
          maybeAbsent && index < protocol.absent().size() && protocol.absent().at(index) == token;
      inValue = inValue && machine.next().contains(token);
      if (inValue) {
        machine.accept(token);
      }
    }
    if (separatorSaid == protocol.separator().size() && separatorSaid > 0) {
      separatorSaid = 0;
      valueStart = accepted;
      machine.begin(given);
    }
    if (!finished) {
      look();
    }
  }

  /** Works out what may follow, and finishes where nothing but an end could. */
  private void look() {
    if (separatorSaid > 0) {
      allowed = TokenSet.of(protocol.separator().at(separatorSaid));
      return;
    }
    boolean absentSaid = absentIsSaid(accepted);
    boolean complete = inValue && machine.isComplete();
    boolean another = complete && another();
    TokenSet next = inValue ? machine.next() : TokenSet.EMPTY;
    if (complete || absentSaid) {
      next =
          TokenSet.of(
              next.stream()
                  .filter(id -> !protocol.ends().contains(id) && !(many && separates(id))));
    }
    TokenIds absent = protocol.absent();
    if (maybeAbsent && !absentSaid) {
      next = next.union(TokenSet.of(absent.at(accepted)));
    }
    if (another) {
      next = next.union(TokenSet.of(protocol.separator().at(0)));
    }
    if (next.isEmpty()) {
      if (complete && !absentSaid) {
        endValue();
      }
      finished = true;
      allowed = TokenSet.EMPTY;
    } else {
      allowed = complete || absentSaid ? next.union(protocol.ends()) : next;
    }
  }

  private boolean absentIsSaid(int tokens) {
    return maybeAbsent && tokens == protocol.absent().size();
  }

  private boolean separates(int token) {
    return many && token == protocol.separator().at(0);
  }

  private boolean another() {
    int separator = protocol.separator().size();
    if (!many || accepted + separator + 2 > maxTokens) {
      return false;
    }
    Set<String> with = new HashSet<>(given);
    with.add(Words.key(machine.value().text()));
    return accepted + separator + machine.maxTokens(with) + 1 <= maxTokens
        && machine.hasOther(with);
  }

  private void endValue() {
    ValueMachine.Value value = machine.value();
    if (given.add(Words.key(value.text()))) {
      values.add(new GuidedValue(value.text(), value.span(), valueStart, accepted));
    }
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public boolean ends(int token) {
    return separatorSaid == 0
        && protocol.ends().contains(token)
        && (absentIsSaid(accepted) || (inValue && machine.isComplete()));
  }

  @Override
  public @Nullable Choice leadsTo(int token) {
    return values.isEmpty() && inValue && separatorSaid == 0 ? machine.leadsTo(token) : null;
  }

  @Override
  public OptionalInt absentStart() {
    return accepted == 0 && maybeAbsent
        ? OptionalInt.of(protocol.absent().at(0))
        : OptionalInt.empty();
  }

  @Override
  public int maxTokens() {
    return maxTokens;
  }

  /** After a value of a list the model is asked whether it goes on. */
  @Override
  public int lastChoice() {
    return lastChoice;
  }

  @Override
  public List<GuidedValue> values() {
    if (!finished) {
      throw new IllegalStateException("the answer is not finished");
    }
    return List.copyOf(values);
  }
}
