package dev.cartulary.constrain;

import dev.cartulary.completion.Choice;
import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of given choices, each by one sequence of tokens.
 *
 * <p>The state is a node of the trie over the choices' tokens, written as the choices below it and
 * the depth.
 */
final class ChoiceMachine implements ValueMachine {
  private final Map<TokenIds, Choice> choices;

  private List<Map.Entry<TokenIds, Choice>> left = List.of();
  private int depth;

  /**
   * A machine over the choices.
   *
   * @param choices in order of preference, by tokens that are not empty
   */
  ChoiceMachine(Map<TokenIds, Choice> choices) {
    this.choices = new LinkedHashMap<>(choices);
  }

  @Override
  public int maxTokens(Set<String> given) {
    return choices.entrySet().stream()
        .filter(entry -> isNew(entry.getValue(), given))
        .mapToInt(entry -> entry.getKey().size())
        .max()
        .orElse(0);
  }

  @Override
  public long listTokens(int separator) {
    return choices.keySet().stream().mapToLong(tokens -> tokens.size() + (long) separator).sum();
  }

  /** The deepest node of the trie from which there is more than one way. */
  @Override
  public int lastChoice(TokenIds absent) {
    List<TokenIds> all = new ArrayList<>(choices.keySet());
    if (!absent.isEmpty()) {
      all.add(absent);
    }
    // Those that have most in common stand side by side.
    all.sort(ChoiceMachine::compare);
    int deepest = 0;
    for (int i = 1; i < all.size(); i++) {
      deepest = Math.max(deepest, inCommon(all.get(i - 1), all.get(i)));
    }
    return deepest;
  }

  private static int compare(TokenIds one, TokenIds other) {
    int same = inCommon(one, other);
    return same < Math.min(one.size(), other.size())
        ? Integer.compare(one.at(same), other.at(same))
        : Integer.compare(one.size(), other.size());
  }

  private static int inCommon(TokenIds one, TokenIds other) {
    int same = 0;
    while (same < Math.min(one.size(), other.size()) && one.at(same) == other.at(same)) {
      same++;
    }
    return same;
  }

  @Override
  public boolean hasOther(Set<String> given) {
    return choices.values().stream().anyMatch(choice -> isNew(choice, given));
  }

  @Override
  public void begin(Set<String> given) {
    left = choices.entrySet().stream().filter(entry -> isNew(entry.getValue(), given)).toList();
    depth = 0;
  }

  @Override
  public TokenSet next() {
    return TokenSet.of(
        left.stream()
            .map(Map.Entry::getKey)
            .filter(tokens -> tokens.size() > depth)
            .mapToInt(tokens -> tokens.at(depth)));
  }

  @Override
  public void accept(int token) {
    List<Map.Entry<TokenIds, Choice>> below = new ArrayList<>();
    for (Map.Entry<TokenIds, Choice> entry : left) {
      if (entry.getKey().size() > depth && entry.getKey().at(depth) == token) {
        below.add(entry);
      }
    }
    left = below;
    depth++;
  }

  @Override
  public @Nullable Choice leadsTo(int token) {
    List<Choice> below =
        left.stream()
            .filter(entry -> entry.getKey().size() > depth && entry.getKey().at(depth) == token)
            .map(Map.Entry::getValue)
            .toList();
    return below.size() == 1 ? below.get(0) : null;
  }

  @Override
  public boolean isComplete() {
    return depth > 0 && left.stream().anyMatch(entry -> entry.getKey().size() == depth);
  }

  @Override
  public Value value() {
    Choice choice =
        left.stream()
            .filter(entry -> entry.getKey().size() == depth)
            .findFirst()
            .orElseThrow()
            .getValue();
    return new Value(choice.text(), choice.span());
  }

  private static boolean isNew(Choice choice, Set<String> given) {
    return given.isEmpty() || !given.contains(Words.key(choice.text()));
  }
}
