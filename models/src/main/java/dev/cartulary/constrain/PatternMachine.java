package dev.cartulary.constrain;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A string that matches a regular expression, written in any tokens.
 *
 * <p>Its span is the first place where the prefix holds it between word borders, if there is one.
 */
final class PatternMachine implements ValueMachine {
  /** A pattern as it serves many branches: the language, and the language after the lead. */
  record Compiled(Automaton language, TokenAutomaton tokens, String lead, Vocabulary vocabulary) {
    static Compiled of(String regex, String lead, Vocabulary vocabulary) {
      Automaton language = RegexSyntax.automaton(regex);
      return new Compiled(language, led(language, lead, vocabulary), lead, vocabulary);
    }

    private static TokenAutomaton led(Automaton language, String lead, Vocabulary vocabulary) {
      Automaton led =
          lead.isEmpty()
              ? language.clone()
              : BasicAutomata.makeString(lead).optional().concatenate(language);
      led.minimize();
      return new TokenAutomaton(led, vocabulary);
    }

    /** The tokens of the language without values that were given. */
    TokenAutomaton without(Set<String> given) {
      return given.isEmpty() ? tokens : led(rest(given), lead, vocabulary);
    }

    Automaton rest(Set<String> given) {
      return given.isEmpty()
          ? language
          : language.minus(BasicAutomata.makeStringUnion(given.toArray(CharSequence[]::new)));
    }
  }

  private final Compiled pattern;
  private final CopySource source;
  private final VocabularyBytes bytes;
  private final int maxTokens;

  private TokenAutomaton automaton;
  private ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long state;
  private int length;

  /** The bytes of an ordinary token. */
  interface VocabularyBytes {
    byte[] of(int token);
  }

  /**
   * A machine over the pattern.
   *
   * @throws IllegalArgumentException when not even the shortest match surely fits the bound
   */
  PatternMachine(
      String regex, Compiled pattern, CopySource source, VocabularyBytes bytes, int maxTokens) {
    this.pattern = pattern;
    this.source = source;
    this.bytes = bytes;
    this.maxTokens = maxTokens;
    this.automaton = pattern.tokens();
    int shortest = automaton.distance(automaton.initial());
    if (shortest > maxTokens) {
      throw new IllegalArgumentException(
          "pattern "
              + regex
              + (shortest > Character.MAX_CODE_POINT
                  ? " cannot be written with this model's tokens"
                  : " may need " + shortest + " tokens and maxTokens is " + maxTokens));
    }
  }

  @Override
  public int maxTokens(Set<String> given) {
    return maxTokens;
  }

  @Override
  public boolean hasOther(Set<String> given) {
    TokenAutomaton other = pattern.without(given);
    return !pattern.rest(given).isEmpty() && other.distance(other.initial()) <= maxTokens;
  }

  @Override
  public void begin(Set<String> given) {
    automaton = pattern.without(given);
    state = automaton.initial();
    said = new ByteArrayOutputStream();
    length = 0;
  }

  @Override
  public TokenSet next() {
    return length == maxTokens ? TokenSet.EMPTY : automaton.tokens(state, maxTokens - length - 1);
  }

  @Override
  public void accept(int token) {
    state = automaton.after(state, token);
    said.writeBytes(bytes.of(token));
    length++;
  }

  @Override
  public boolean isComplete() {
    return length > 0 && automaton.isAccepting(state);
  }

  @Override
  public Value value() {
    String text = said.toString(StandardCharsets.UTF_8);
    String lead = pattern.lead();
    if (!lead.isEmpty() && text.startsWith(lead)) {
      String rest = text.substring(lead.length());
      text = pattern.language().run(rest) ? rest : text;
    }
    return new Value(text, source.find(text));
  }
}
