package dev.cartulary.ocr;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What OCR read on one page.
 *
 * @param text lines apart by a line end, paragraphs by an empty line; empty if it shows no word
 * @param confidence mean of what Tesseract says of each word, from 0 to 1; null without words
 * @param weight characters of the words, each counted by its word's confidence: of two readings of
 *     one page, the heavier is the better
 */
public record RecognisedPage(String text, @Nullable Double confidence, double weight) {
  private static final int BLOCK = 2;
  private static final int PARAGRAPH = 3;
  private static final int LINE = 4;
  private static final int CONFIDENCE = 10;
  private static final int TEXT = 11;
  private static final String WORD_LEVEL = "5";

  public RecognisedPage {
    requireNonNull(text, "text is null");
  }

  /**
   * The page of a table that Tesseract wrote: a row a word with its block, paragraph and line, in
   * reading order.
   *
   * @throws NumberFormatException if a confidence is no number
   */
  static RecognisedPage ofTsv(String table) {
    StringBuilder text = new StringBuilder();
    String paragraph = "";
    String line = "";
    double sum = 0;
    double weight = 0;
    int words = 0;
    for (String row : table.split("\n", -1)) {
      String[] cells = row.split("\t", -1);
      // Blank words stand for rules and pictures.
      if (cells.length <= TEXT || !cells[0].equals(WORD_LEVEL) || cells[TEXT].isBlank()) {
        continue;
      }
      String itsParagraph = cells[BLOCK] + " " + cells[PARAGRAPH];
      String itsLine = itsParagraph + " " + cells[LINE];
      if (text.length() > 0) {
        boolean sameParagraph = itsParagraph.equals(paragraph);
        text.append(itsLine.equals(line) ? " " : sameParagraph ? "\n" : "\n\n");
      }
      text.append(cells[TEXT]);
      paragraph = itsParagraph;
      line = itsLine;
      double confidence = Math.max(0, Math.min(1, Double.parseDouble(cells[CONFIDENCE]) / 100));
      sum += confidence;
      weight += confidence * cells[TEXT].length();
      words++;
    }
    return new RecognisedPage(text.toString(), words == 0 ? null : sum / words, weight);
  }

  /** The better one of two readings of the same page; this one if they are equal. */
  RecognisedPage orBetter(RecognisedPage other) {
    return other.weight > weight ? other : this;
  }

  /** Whether hardly a word is likely to be right. */
  boolean isBelow(double least) {
    return confidence == null || confidence < least;
  }
}
