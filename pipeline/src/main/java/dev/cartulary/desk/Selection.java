package dev.cartulary.desk;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldType;
import dev.cartulary.field.FieldValue;
import dev.cartulary.normalize.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words of a document that a person takes for a value. */
final class Selection {
  /** Longer than any value, shorter than a page. */
  static final int LONGEST = 2_000;

  /** Who has so many to choose from should type more words. */
  static final int MOST_PLACES = 50;

  private Selection() {}

  /**
   * The place from {@code start} to {@code end} without the blanks at its ends; null where the
   * words there are others than {@code words}, which the browser showed.
   */
  static @Nullable CharSpan place(ExtractedText text, int start, int end, String words) {
    if (start < 0 || end <= start || end > text.text().length() || end - start > LONGEST) {
      return null;
    }
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.text().charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.text().charAt(to - 1))) {
      to--;
    }
    CharSpan place = new CharSpan(from, to);
    // Lines end in a browser's forms in two characters.
    return place.isEmpty() || !tidy(place.of(text.text())).equals(tidy(words)) ? null : place;
  }

  /** Where {@code words} stand in the text, with any blanks between them and in either case. */
  static List<CharSpan> places(ExtractedText text, String words) {
    String wanted = tidy(words);
    List<CharSpan> places = new ArrayList<>();
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return places;
    }
    String all = text.text();
    for (int i = 0; i < all.length() && places.size() < MOST_PLACES; i++) {
      int end = end(all, i, wanted);
      if (end > 0) {
        places.add(new CharSpan(i, end));
        i = end - 1;
      }
    }
    return places;
  }

  /** Where {@code wanted} ends in {@code all} if it begins at {@code from}; else -1. */
  private static int end(String all, int from, String wanted) {
    int at = from;
    for (int i = 0; i < wanted.length(); i++) {
      char c = wanted.charAt(i);
      if (at >= all.length()) {
        return -1;
      }
      if (c == ' ') {
        if (!Character.isWhitespace(all.charAt(at))) {
          return -1;
        }
        while (at < all.length() && Character.isWhitespace(all.charAt(at))) {
          at++;
        }
      } else if (lower(all.charAt(at)) == lower(c)) {
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

  private static String tidy(String words) {
    return words.strip().replaceAll("\\s+", " ");
  }

  /** The value at {@code place}; null where it cannot be read as the field's type. */
  static @Nullable Field value(FieldDefinition definition, ExtractedText text, CharSpan place) {
    String words = place.of(text.text());
    FieldValue normalized = Normalizer.normalize(definition, words);
    return !Normalizer.readable(definition, normalized)
        ? null
        : new Field(
            definition.name(),
            words,
            normalized,
            place,
            text.pageAt(place.start()),
            1,
            FieldStatus.REVIEWED,
            text.boxes(place));
  }

  /** What a value of the field looks like, in words. */
  static String wanted(FieldDefinition definition) {
    return definition.type() == FieldType.ENUM
        ? "one of " + String.join(", ", definition.choices())
        : switch (definition.type()) {
          case DATE -> "a date";
          case MONEY -> "an amount with its currency";
          case NUMBER -> "a number";
          default -> definition.type().name().toLowerCase(Locale.ROOT);
        };
  }
}
