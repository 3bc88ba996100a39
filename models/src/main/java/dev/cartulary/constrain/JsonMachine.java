package dev.cartulary.constrain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A JSON text of a schema, written in any tokens. It is no copy and has no span. */
final class JsonMachine implements ValueMachine {
  private final JsonMasks masks;
  private final int maxTokens;

  private JsonState state;
  private ByteArrayOutputStream said = new ByteArrayOutputStream();
  private int length;

  /**
   * A machine over the texts.
   *
   * @throws IllegalArgumentException when not even the shortest text surely fits the bound
   */
  JsonMachine(JsonMasks masks, int maxTokens) {
    this.masks = masks;
    this.maxTokens = maxTokens;
    this.state = masks.start();
    int shortest = masks.shortest();
    if (shortest > maxTokens) {
      throw new IllegalArgumentException(
          shortest >= Leaf.FAR
              ? "the schema has no value that can be written with this model's tokens"
              : "the shortest value of the schema may need "
                  + shortest
                  + " tokens and maxTokens is "
                  + maxTokens);
    }
  }

  @Override
  public int maxTokens(Set<String> given) {
    return maxTokens;
  }

  @Override
  public boolean hasOther(Set<String> given) {
    return given.isEmpty();
  }

  @Override
  public void begin(Set<String> given) {
    state = masks.start();
    said = new ByteArrayOutputStream();
    length = 0;
  }

  @Override
  public TokenSet next() {
    return masks.allowed(state, maxTokens - length - 1);
  }

  @Override
  public void accept(int token) {
    byte[] bytes = masks.vocabulary().bytesOf(token);
    for (byte b : bytes) {
      JsonState after = state.step(b & 0xFF);
      if (after == null) {
        throw new IllegalArgumentException("token " + token + " is not possible here");
      }
      state = after;
    }
    said.writeBytes(bytes);
    length++;
  }

  @Override
  public boolean isComplete() {
    return state.isComplete();
  }

  @Override
  public Value value() {
    return new Value(said.toString(StandardCharsets.UTF_8), null);
  }
}
