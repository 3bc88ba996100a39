package dev.cartulary.deadline;

import static java.util.Objects.requireNonNull;

/**
 * A text that ends a search in it when the searching thread is interrupted. Regular expressions
 * look at a text character by character and can be kept at it for hours by an unlucky text; nothing
 * else stops them. For one search at a time.
 */
public final class WatchedText implements CharSequence {
  /** Characters between two looks: some microseconds. */
  private static final int LOOK = (1 << 12) - 1;

  private final String text;
  private int read;

  public WatchedText(String text) {
    this.text = requireNonNull(text, "text is null");
  }

  /**
   * The character at {@code index}.
   *
   * @throws SearchEndedException if the thread was interrupted; it stays so
   */
  @Override
  public char charAt(int index) {
    if ((++read & LOOK) == 0 && Thread.currentThread().isInterrupted()) {
      throw new SearchEndedException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  /** A copy, which is not watched. */
  @Override
  public String subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
