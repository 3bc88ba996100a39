package dev.cartulary.pdf;

import dev.cartulary.layout.Word;
import dev.cartulary.text.TextNormalizer;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a string of PDFBox at its blanks into words, each with the box around its glyphs.
 *
 * <p>PDFBox writes some glyphs as other characters (ligatures, forms of Arabic letters) and turns
 * text that runs from right to left. Then the words of the string and those of the glyphs are
 * matched by their order; where they are not as many, or turned, each word has the box of all.
 */
final class WordCutter {
  private WordCutter() {}

  static List<Word> cut(String text, List<TextPosition> glyphs, PageFrame frame) {
    List<String> words = words(text);
    List<Rectangle2D.Double> boxes = new ArrayList<>();
    StringBuilder shown = new StringBuilder();
    Rectangle2D.@Nullable Double box = null;
    for (TextPosition glyph : glyphs) {
      String letters = glyph.getUnicode();
      shown.append(letters);
      if (letters.isBlank()) {
        box = end(box, boxes);
      } else {
        Rectangle2D.Double own = frame.box(glyph);
        box = box == null ? own : union(box, own);
      }
    }
    end(box, boxes);
    boolean turned = !shown.toString().equals(text) && isTurned(text);
    if (boxes.size() != words.size() || turned) {
      Rectangle2D.Double all =
          boxes.stream().reduce(WordCutter::union).orElseGet(Rectangle2D.Double::new);
      return words.stream().map(word -> word(word, all)).toList();
    }
    List<Word> cut = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      cut.add(word(words.get(i), boxes.get(i)));
    }
    return cut;
  }

  private static Rectangle2D.@Nullable Double end(
      Rectangle2D.@Nullable Double box, List<Rectangle2D.Double> boxes) {
    if (box != null) {
      boxes.add(box);
    }
    return null;
  }

  private static Rectangle2D.Double union(Rectangle2D.Double a, Rectangle2D.Double b) {
    Rectangle2D.Double both = new Rectangle2D.Double();
    Rectangle2D.union(a, b, both);
    return both;
  }

  static Word word(String text, Rectangle2D.Double box) {
    int x = PageFrame.whole(box.x);
    int y = PageFrame.whole(box.y);
    int width = Math.max(0, PageFrame.whole(box.getMaxX()) - x);
    int height = Math.max(0, PageFrame.whole(box.getMaxY()) - y);
    return new Word(text, x, y, width, height);
  }

  /** What stands between blanks and line ends. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || TextNormalizer.separates(text.charAt(i))) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static boolean isTurned(String text) {
    return text.chars()
        .map(Character::getDirectionality)
        .anyMatch(
            d ->
                d == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || d == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
  }
}
