package dev.cartulary.document;

import java.io.Serializable;

/** A half-open range {@code [start, end)} of UTF-16 code units in some text. */
public record CharSpan(int start, int end) implements Serializable {
  public CharSpan {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: [" + start + ", " + end + ")");
    }
  }

  public int length() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  public boolean contains(int offset) {
    return start <= offset && offset < end;
  }

  public boolean contains(CharSpan other) {
    return start <= other.start && other.end <= end;
  }

  public boolean overlaps(CharSpan other) {
    return start < other.end && other.start < end;
  }

  /** The same range seen from a text in which this span's text begins {@code offset} later. */
  public CharSpan shift(int offset) {
    return new CharSpan(start + offset, end + offset);
  }

  /** The characters of {@code text} in this range; {@code text} must reach to {@link #end()}. */
  public String of(CharSequence text) {
    return text.subSequence(start, end).toString();
  }
}
