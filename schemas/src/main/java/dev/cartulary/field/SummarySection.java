package dev.cartulary.field;

import java.io.Serializable;
import java.util.List;

/**
 * A section of which the first sentences say what a document is about.
 *
 * @param labels its headings, in small letters
 * @param sentences how many of its first sentences are taken at most
 * @param words how many words these sentences have together at most; a section whose first sentence
 *     is longer says nothing in short
 */
public record SummarySection(List<String> labels, int sentences, int words)
    implements Serializable {
  public SummarySection {
    labels = List.copyOf(labels);
    if (labels.isEmpty() || sentences < 1 || words < 1) {
      throw new IllegalArgumentException(
          "a section of a summary has "
              + labels.size()
              + " labels, "
              + sentences
              + " sentences and "
              + words
              + " words");
    }
  }
}
