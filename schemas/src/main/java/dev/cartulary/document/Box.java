package dev.cartulary.document;

import java.io.Serializable;

/**
 * A rectangle on a page as it is shown, in tenths of a point (1/720 inch) from the page's top left.
 *
 * @param page counted from 1
 */
public record Box(int page, int x, int y, int width, int height) implements Serializable {
  public Box {
    if (page < 1 || width < 0 || height < 0) {
      throw new IllegalArgumentException(
          "not a box: page " + page + ", " + width + " wide, " + height + " high");
    }
  }
}
