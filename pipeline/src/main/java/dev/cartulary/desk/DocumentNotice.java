package dev.cartulary.desk;

import dev.cartulary.document.CharSpan;
import java.util.List;

/**
 * What a person is told above a document.
 *
 * @param words empty for nothing
 * @param field whose value may stand in one of the places; empty where there is nothing to choose
 * @param place of the subject
 * @param act what is done with the chosen place
 */
record DocumentNotice(String words, String field, String place, String act, List<CharSpan> places) {
  static final DocumentNotice NONE = of("");

  DocumentNotice {
    places = List.copyOf(places);
  }

  static DocumentNotice of(String words) {
    return new DocumentNotice(words, "", "", "", List.of());
  }
}
