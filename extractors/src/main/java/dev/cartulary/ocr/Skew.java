package dev.cartulary.ocr;

import java.util.Arrays;

/**
 * Finds out by how much the lines of a page lean, from its ink alone.
 *
 * <p>Ink is summed up along parallel lines, for each lean that is tried. Where these run with the
 * lines of text, rows full of ink and rows without follow each other, and the differences between
 * neighbours are the largest.
 */
final class Skew {
  /** What is tried, in tenths of a degree: lines that lean more are not found. */
  private static final int MOST_TENTHS = 150;

  private static final int COARSE_TENTHS = 5;

  /** Leans below this are read as they are. */
  private static final int LEAST_TENTHS = 8;

  /** Rows in which ink is summed up. */
  private static final int ROWS = 1_200;

  /** A point is ink if it is so much darker than the mean of the page. */
  private static final int DARKER = 50;

  /** How much clearer lines must be than with the page as it stands. */
  private static final double CLEARER = 1.5;

  private final short[] xs;
  private final short[] ys;
  private final int[] rows;

  private Skew(short[] xs, short[] ys, int rows) {
    this.xs = xs;
    this.ys = ys;
    this.rows = new int[rows];
  }

  /**
   * By how many degrees the page is to be turned clockwise for its lines to be level; 0 if they
   * are, or if there are none.
   */
  static double degrees(GreyPicture page) {
    int step = Math.max(1, Math.max(page.width(), page.height()) / ROWS);
    int columns = page.width() / step;
    int lines = page.height() / step;
    int[] ink = new int[columns * lines];
    long sum = 0;
    for (int y = 0; y < lines; y++) {
      for (int x = 0; x < columns; x++) {
        ink[y * columns + x] = page.ink(x * step + step / 2, y * step + step / 2);
        sum += ink[y * columns + x];
      }
    }
    long least = ink.length == 0 ? 0 : sum / ink.length + DARKER;
    int count = 0;
    for (int dark : ink) {
      count += dark >= least ? 1 : 0;
    }
    short[] xs = new short[count];
    short[] ys = new short[count];
    int next = 0;
    for (int i = 0; i < ink.length; i++) {
      if (ink[i] >= least) {
        xs[next] = (short) (i % columns);
        ys[next++] = (short) (i / columns);
      }
    }
    return new Skew(xs, ys, columns + lines + 2).find(columns) / 10.0;
  }

  private int find(int columns) {
    double level = clearness(0, columns);
    int best = 0;
    double clearest = level;
    for (int tenths = -MOST_TENTHS; tenths <= MOST_TENTHS; tenths += COARSE_TENTHS) {
      double clear = clearness(tenths, columns);
      if (clear > clearest) {
        clearest = clear;
        best = tenths;
      }
    }
    int around = best;
    for (int tenths = around - COARSE_TENTHS + 1; tenths < around + COARSE_TENTHS; tenths++) {
      double clear = clearness(tenths, columns);
      if (clear > clearest) {
        clearest = clear;
        best = tenths;
      }
    }
    return Math.abs(best) < LEAST_TENTHS || clearest < CLEARER * level ? 0 : best;
  }

  /** Squares of the differences between neighbouring rows of the page turned clockwise. */
  private double clearness(int tenths, int columns) {
    double angle = Math.toRadians(tenths / 10.0);
    double sine = Math.sin(angle);
    double cosine = Math.cos(angle);
    double shift = sine < 0 ? -sine * columns : 0;
    Arrays.fill(rows, 0);
    for (int i = 0; i < xs.length; i++) {
      rows[(int) (xs[i] * sine + ys[i] * cosine + shift)]++;
    }
    double sum = 0;
    for (int i = 1; i < rows.length; i++) {
      double difference = rows[i] - rows[i - 1];
      sum += difference * difference;
    }
    return sum;
  }
}
