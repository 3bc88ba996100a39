package dev.cartulary.report;

import dev.cartulary.document.Box;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.DocumentRecord;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which pages of documents a report shows as pictures: of those on which a value stands. */
public enum PictureChoice {
  /** None. */
  NONE,
  /** Pages with a value that needs review. */
  REVIEW,
  /** All. */
  ALL;

  /** What a person looks at; of more pages, those with the least sure values. */
  static final int MOST_PAGES = 12;

  /** Numbers of the pages, counted from 1. */
  SortedSet<Integer> pages(DocumentRecord document) {
    List<Field> shown =
        document.fields().stream()
            .filter(
                field ->
                    this == ALL || (this == REVIEW && field.status() == FieldStatus.NEEDS_REVIEW))
            .sorted(Comparator.comparingDouble(Field::probability))
            .toList();
    SortedSet<Integer> pages = new TreeSet<>();
    for (Field field : shown) {
      for (Box box : field.boxes()) {
        if (pages.size() < MOST_PAGES) {
          pages.add(box.page());
        }
      }
    }
    return pages;
  }
}
