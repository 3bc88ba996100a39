package dev.cartulary.ocr;

import static java.util.Objects.requireNonNull;

import dev.cartulary.layout.Line;
import dev.cartulary.layout.Sheet;
import dev.cartulary.layout.Word;
import dev.cartulary.text.RawPage;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What OCR read on one page.
 *
 * @param sheet its lines; in pixels of the picture that was read, until it is {@link #moved}
 * @param confidence mean of what Tesseract says of each word, from 0 to 1; null without words
 * @param weight characters of the words, each counted by its word's confidence: of two readings of
 *     one page, the heavier is the better
 */
public record RecognisedPage(Sheet sheet, @Nullable Double confidence, double weight) {
  private static final int BLOCK = 2;
  private static final int PARAGRAPH = 3;
  private static final int LINE = 4;
  private static final int LEFT = 6;
  private static final int TOP = 7;
  private static final int WIDTH = 8;
  private static final int HEIGHT = 9;
  private static final int CONFIDENCE = 10;
  private static final int TEXT = 11;
  private static final String PAGE_LEVEL = "1";
  private static final String WORD_LEVEL = "5";

  public RecognisedPage {
    requireNonNull(sheet, "sheet is null");
  }

  /**
   * The page of a table that Tesseract wrote: a row a word with its block, paragraph and line, in
   * reading order.
   *
   * @throws NumberFormatException if a number is none
   */
  static RecognisedPage ofTsv(String table) {
    List<Line> lines = new ArrayList<>();
    List<Word> line = new ArrayList<>();
    boolean apart = false;
    String paragraphBefore = "";
    String lineBefore = "";
    int width = 0;
    int height = 0;
    double sum = 0;
    double weight = 0;
    int words = 0;
    for (String row : table.split("\n", -1)) {
      String[] cells = row.split("\t", -1);
      if (cells.length > HEIGHT && cells[0].equals(PAGE_LEVEL)) {
        width = Integer.parseInt(cells[WIDTH]);
        height = Integer.parseInt(cells[HEIGHT]);
      }
      // Blank words stand for rules and pictures.
      if (cells.length <= TEXT || !cells[0].equals(WORD_LEVEL) || cells[TEXT].isBlank()) {
        continue;
      }
      String itsParagraph = cells[BLOCK] + " " + cells[PARAGRAPH];
      String itsLine = itsParagraph + " " + cells[LINE];
      if (!line.isEmpty() && !itsLine.equals(lineBefore)) {
        lines.add(new Line(line, apart));
        line.clear();
        apart = !itsParagraph.equals(paragraphBefore);
      }
      line.add(
          new Word(
              cells[TEXT].strip(),
              Integer.parseInt(cells[LEFT]),
              Integer.parseInt(cells[TOP]),
              Integer.parseInt(cells[WIDTH]),
              Integer.parseInt(cells[HEIGHT])));
      paragraphBefore = itsParagraph;
      lineBefore = itsLine;
      double confidence = Math.max(0, Math.min(1, Double.parseDouble(cells[CONFIDENCE]) / 100));
      sum += confidence;
      weight += confidence * cells[TEXT].length();
      words++;
    }
    if (!line.isEmpty()) {
      lines.add(new Line(line, apart));
    }
    return new RecognisedPage(
        new Sheet(width, height, lines), words == 0 ? null : sum / words, weight);
  }

  /** The text with the places of its words, once these are in tenths of a point. */
  public RawPage page() {
    RawPage page = sheet.page();
    return new RawPage(page.text(), true, confidence, page.layout());
  }

  /** The same page with its words where {@code way} leads them, on a page of another size. */
  RecognisedPage moved(AffineTransform way, int width, int height) {
    UnaryOperator<Word> moved = word -> moved(word, way);
    List<Line> lines = new ArrayList<>();
    for (Line line : sheet.lines()) {
      lines.add(new Line(line.words().stream().map(moved).toList(), line.apart()));
    }
    return new RecognisedPage(new Sheet(width, height, lines), confidence, weight);
  }

  /** The same page with so many units for each of its own. */
  RecognisedPage scaled(double factor) {
    return moved(
        AffineTransform.getScaleInstance(factor, factor),
        (int) Math.round(sheet.width() * factor),
        (int) Math.round(sheet.height() * factor));
  }

  private static Word moved(Word word, AffineTransform way) {
    Rectangle2D box =
        way.createTransformedShape(
                new Rectangle2D.Double(word.x(), word.y(), word.width(), word.height()))
            .getBounds2D();
    int x = (int) Math.round(box.getMinX());
    int y = (int) Math.round(box.getMinY());
    return new Word(
        word.text(),
        x,
        y,
        Math.max(0, (int) Math.round(box.getMaxX()) - x),
        Math.max(0, (int) Math.round(box.getMaxY()) - y));
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
