package dev.cartulary.field;

import java.io.Serializable;
import java.util.List;

/**
 * What a field has to do with other fields of its type, by their names.
 *
 * @param countedFrom dates, the preferred first, from which a period is counted that stands where
 *     the field's date should ("five years"); empty where periods are no values
 * @param notBefore dates before which the field's date cannot lie
 * @param yearsBetween a date and the dates of which the first is meant; the field is the number of
 *     whole years between them. Empty, or two names
 */
public record Relations(List<String> countedFrom, List<String> notBefore, List<String> yearsBetween)
    implements Serializable {
  /** A field that stands for itself. */
  public static final Relations NONE = new Relations(List.of(), List.of(), List.of());

  public Relations {
    countedFrom = List.copyOf(countedFrom);
    notBefore = List.copyOf(notBefore);
    yearsBetween = List.copyOf(yearsBetween);
    if (!yearsBetween.isEmpty() && yearsBetween.size() != 2) {
      throw new IllegalArgumentException("years lie between two dates: " + yearsBetween);
    }
  }
}
