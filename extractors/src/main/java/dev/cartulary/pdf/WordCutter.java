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
  /** Where Hebrew begins, the first of the scripts that run from right to left. */
  private static final char FIRST_FROM_THE_RIGHT = '\u0590';

  private WordCutter() {}

  static List<Word> cut(String text, List<TextPosition> glyphs, PageFrame frame) {
    List<String> words = words(text);
    List<Rectangle2D.Double> boxes = new ArrayList<>(words.size());
    Rectangle2D.@Nullable Double box = null;
    for (TextPosition glyph : glyphs) {
      if (glyph.getUnicode().isBlank()) {
        box = end(box, boxes);
      } else {
        Rectangle2D.Double own = frame.box(glyph);
        if (box == null) {
          box = own;
        } else {
          widen(box, own);
        }
      }
    }
    end(box, boxes);
    if (boxes.size() != words.size() || (isTurned(text) && !shown(glyphs).equals(text))) {
      Rectangle2D.Double all = boxes.isEmpty() ? new Rectangle2D.Double() : boxes.get(0);
      boxes.forEach(more -> widen(all, more));
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

  /** Makes {@code box} reach around {@code more} too. */
  private static void widen(Rectangle2D.Double box, Rectangle2D.Double more) {
    double right = Math.max(box.x + box.width, more.x + more.width);
    double bottom = Math.max(box.y + box.height, more.y + more.height);
    box.x = Math.min(box.x, more.x);
    box.y = Math.min(box.y, more.y);
    box.width = right - box.x;
    box.height = bottom - box.y;
  }

  private static String shown(List<TextPosition> glyphs) {
    StringBuilder shown = new StringBuilder();
    glyphs.forEach(glyph -> shown.append(glyph.getUnicode()));
    return shown.toString();
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
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_FROM_THE_RIGHT) {
        byte d = Character.getDirectionality(text.charAt(i));
        if (d == Character.DIRECTIONALITY_RIGHT_TO_LEFT
            || d == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
          return true;
        }
      }
    }
    return false;
  }
}
