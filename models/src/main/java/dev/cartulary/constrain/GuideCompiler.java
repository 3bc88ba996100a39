package dev.cartulary.constrain;

import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes guides of constraints, for one tokenizer and one prompt format. Safe for threads. */
public final class GuideCompiler {
  private final TextTokenizer tokenizer;
  private final Protocol protocol;
  private final Vocabulary vocabulary;
  private final TokenSet free;
  private final Map<String, PatternMachine.Compiled> patterns = new ConcurrentHashMap<>();

  private final Map<String, JsonMasks> schemas = new ConcurrentHashMap<>();
  private @Nullable JsonTokens jsonTokens; // made when a schema is first asked for

  public GuideCompiler(TextTokenizer tokenizer, Protocol protocol) {
    this.tokenizer = tokenizer;
    this.protocol = protocol;
    this.vocabulary = new Vocabulary(tokenizer);
    this.free = vocabulary.ordinary().union(protocol.ends());
  }

  /**
   * A guide at its beginning.
   *
   * @throws IllegalArgumentException when a pattern or a schema is not known, matches nothing, or
   *     may not fit its bound
   */
  public Guide compile(Constraint constraint, CopySource source) {
    if (constraint instanceof Constraint.Verbatim verbatim) {
      TokenSet frame =
          verbatim.many() && !protocol.separator().isEmpty()
              ? protocol.ends().union(TokenSet.of(protocol.separator().at(0)))
              : protocol.ends();
      return new AnswerGuide(
          protocol, new CopyMachine(source, verbatim.maxTokens(), frame), verbatim.many(), true);
    }
    if (constraint instanceof Constraint.OneOf oneOf) {
      return new AnswerGuide(
          protocol,
          new ChoiceMachine(byTokens(oneOf.choices(), source)),
          oneOf.many(),
          oneOf.absence());
    }
    if (constraint instanceof Constraint.Pattern pattern) {
      return new AnswerGuide(protocol, machine(pattern, source), pattern.many(), true);
    }
    if (constraint instanceof Constraint.JsonSchema schema) {
      JsonMachine machine = new JsonMachine(masks(schema.schema()), schema.maxTokens());
      return new AnswerGuide(protocol, machine, false, false);
    }
    Constraint.Free text = (Constraint.Free) constraint;
    return new FreeGuide(protocol.ends(), free, text.maxTokens(), tokenizer::decode);
  }

  /** Choices with a place in the prefix by the tokens that stand there; of equal ones the first. */
  private Map<TokenIds, Choice> byTokens(List<Choice> choices, CopySource source) {
    Map<TokenIds, Choice> byTokens = new LinkedHashMap<>();
    for (Choice choice : choices) {
      CharSpan span = choice.span();
      TokenIds tokens = span == null ? TokenIds.EMPTY : source.covering(span);
      if (tokens.isEmpty()) {
        tokens = tokenizer.encode(protocol.lead() + choice.text()).ids();
      }
      if (!tokens.isEmpty()) {
        byTokens.putIfAbsent(tokens, choice);
      }
    }
    return byTokens;
  }

  /** What is known of a schema, worked out once. */
  JsonMasks masks(String schema) {
    return schemas.computeIfAbsent(schema, this::read);
  }

  private JsonMasks read(String schema) {
    JsonShape shape = JsonSchemaReader.read(schema);
    synchronized (vocabulary) {
      if (jsonTokens == null) {
        jsonTokens = new JsonTokens(vocabulary);
      }
      return new JsonMasks(shape, jsonTokens);
    }
  }

  private ValueMachine machine(Constraint.Pattern pattern, CopySource source) {
    PatternMachine.Compiled compiled =
        patterns.computeIfAbsent(
            pattern.regex(),
            regex -> PatternMachine.Compiled.of(regex, protocol.lead(), vocabulary));
    return new PatternMachine(
        pattern.regex(), compiled, source, tokenizer::bytes, pattern.maxTokens());
  }
}
