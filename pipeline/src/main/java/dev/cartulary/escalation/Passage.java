package dev.cartulary.escalation;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is sent of a document, and where each part of it stands there.
 *
 * @param text without identifiers
 * @param pieces one after the other, all of the text
 */
public record Passage(String text, List<Piece> pieces) {
  public Passage {
    pieces = List.copyOf(pieces);
  }

  /**
   * A part of a passage.
   *
   * @param here its place in the passage
   * @param there its place in the document; null for what stands between places of the document
   * @param hidden whether something else stands here than there
   */
  public record Piece(CharSpan here, @Nullable CharSpan there, boolean hidden) {
    public Piece {
      requireNonNull(here, "here is null");
    }
  }

  /**
   * The place in the document of words of the passage: whole words, any blanks between them, in
   * either case. An identifier is a whole.
   *
   * @return empty where the passage does not hold the words
   */
  Optional<CharSpan> place(String words) {
    String wanted = words.strip().replaceAll("\\s+", " ");
    for (int from = 0; !wanted.isEmpty() && from < text.length(); from++) {
      int end = end(from, wanted);
      if (end > 0 && !splitsWord(from) && !splitsWord(end)) {
        Optional<CharSpan> there = there(from, end);
        if (there.isPresent()) {
          return there;
        }
      }
    }
    return Optional.empty();
  }

  /** Where {@code wanted} ends if it begins at {@code from}; else -1. */
  private int end(int from, String wanted) {
    int at = from;
    for (int i = 0; i < wanted.length(); i++) {
      char c = wanted.charAt(i);
      if (at >= text.length()) {
        return -1;
      }
      if (c == ' ') {
        if (!Character.isWhitespace(text.charAt(at))) {
          return -1;
        }
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
          at++;
        }
      } else if (lower(text.charAt(at)) == lower(c)) {
        at++;
      } else {
        return -1;
      }
    }
    return at;
  }

  private static char lower(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private boolean splitsWord(int at) {
    return at > 0
        && at < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at));
  }

  /** Nothing that reaches over a gap, or holds a part of a mark, stands in the document. */
  private Optional<CharSpan> there(int from, int end) {
    int start = -1;
    int last = -1;
    for (Piece piece : pieces) {
      if (piece.here().end() <= from || piece.here().start() >= end) {
        continue;
      }
      CharSpan there = piece.there();
      int before = Math.max(0, from - piece.here().start());
      int behind = Math.max(0, piece.here().end() - end);
      if (there == null || (piece.hidden() && before + behind > 0)) {
        return Optional.empty();
      }
      start = start < 0 ? there.start() + before : start;
      last = there.end() - behind;
    }
    return start < 0 || last <= start ? Optional.empty() : Optional.of(new CharSpan(start, last));
  }

  /** Words with the identifiers of {@code document} in the place of what hides them. */
  String restored(String words, String document) {
    String restored = words;
    for (Piece piece : pieces) {
      CharSpan there = piece.there();
      if (piece.hidden() && there != null) {
        restored = restored.replace(piece.here().of(text), there.of(document));
      }
    }
    return restored;
  }
}
