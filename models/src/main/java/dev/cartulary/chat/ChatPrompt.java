package dev.cartulary.chat;

import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Constraint;
import dev.cartulary.constrain.Protocol;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The prompt of checkpoints that follow instructions: their chat template around one message of the
 * user, which holds the text and then the question.
 *
 * <p>All that comes before the question is the prefix, so that every question shares it. The words
 * are a resource (see {@link Wording}); with them {@code none} says that there is no value, and
 * values of a list stand on lines of their own.
 */
public final class ChatPrompt implements PromptFormat {
  /** Choices are listed in the question when all of them together are not longer. */
  private static final int MOST_CHOICE_CHARACTERS = 600;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Wording WORDS = Wording.INSTRUCT;

  private final TextTokenizer tokenizer;
  private final ChatTemplate template;
  private final TokenIds before;
  private final TokenIds between;
  private final TokenIds after;
  private final Protocol protocol;

  /**
   * A prompt by a chat template.
   *
   * @param ends the checkpoint's tokens that end a sequence; the token that ends a turn in the
   *     template is found and added
   */
  public ChatPrompt(TextTokenizer tokenizer, ChatTemplate template, TokenSet ends) {
    this.tokenizer = tokenizer;
    this.template = template;
    this.before = tokenizer.encodeWithSpecials(template.beforeMessage()).ids();
    this.between = tokenizer.encode(WORDS.between()).ids();
    this.after = tokenizer.encodeWithSpecials(template.afterMessage()).ids();
    TokenIds newline = tokenizer.encode("x\n").ids();
    this.protocol =
        new Protocol(
            ends.union(endOfTurn(tokenizer, template)),
            tokenizer.encode(WORDS.absent()).ids(),
            TokenIds.of(newline.at(newline.size() - 1)),
            "");
  }

  /** The special token that follows the assistant's words in the template, where there is one. */
  private static TokenSet endOfTurn(TextTokenizer tokenizer, ChatTemplate template) {
    TokenIds ids = tokenizer.encodeWithSpecials(template.afterAnswer()).ids();
    return TokenSet.of(ids.stream().filter(id -> tokenizer.bytes(id).length == 0).limit(1));
  }

  @Override
  public PromptPrefix prefix(String text) {
    return new PromptPrefix(before, tokenizer.encode(text), between);
  }

  @Override
  public TokenIds branch(Branch branch) {
    String question = branch.question() + instruction(branch.constraint());
    return tokenizer.encode(question).ids().plus(after);
  }

  private static String instruction(Constraint constraint) {
    if (constraint instanceof Constraint.Free) {
      return "";
    }
    if (constraint instanceof Constraint.JsonSchema json) {
      return WORDS.schema() + json.schema();
    }
    if (constraint instanceof Constraint.OneOf oneOf) {
      String answer = oneOf.many() ? WORDS.many() : oneOf.absence() ? WORDS.one() : WORDS.certain();
      return choices(oneOf) + answer;
    }
    boolean many =
        (constraint instanceof Constraint.Verbatim verbatim && verbatim.many())
            || (constraint instanceof Constraint.Pattern pattern && pattern.many());
    return many ? WORDS.many() : WORDS.one();
  }

  /** Few short choices, one a line; nothing where they are sentences. */
  private static String choices(Constraint.OneOf oneOf) {
    List<String> lines =
        oneOf.choices().stream()
            .map(choice -> BLANKS.matcher(choice.text()).replaceAll(" "))
            .toList();
    String listed = String.join("\n", lines);
    return listed.length() > MOST_CHOICE_CHARACTERS ? "" : WORDS.choices() + listed;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public String version() {
    return WORDS.fingerprint() + " " + template.fingerprint();
  }

  @Override
  public boolean instruct() {
    return true;
  }

  @Override
  public int chunkTokens(int contextTokens) {
    return Math.min(2048, contextTokens / 2);
  }
}
