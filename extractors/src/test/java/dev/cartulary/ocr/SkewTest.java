package dev.cartulary.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SkewTest {
  @ParameterizedTest(name = "{0} degrees")
  @ValueSource(doubles = {-14, -10, -3.3, -1, 1, 2.5, 7, 12})
  void degrees_linesThatLean_theTurnThatLevelsThem(double lean) {
    assertThat(Skew.degrees(page(lean, 25))).isCloseTo(-lean, within(0.3));
  }

  @ParameterizedTest(name = "{0} degrees")
  @ValueSource(doubles = {0, 0.3, -0.5})
  void degrees_linesThatHardlyLean_none(double lean) {
    assertThat(Skew.degrees(page(lean, 25))).isZero();
  }

  @Test
  void degrees_noLines_none() {
    assertThat(Skew.degrees(page(0, 0))).isZero();
    assertThat(Skew.degrees(noise())).isZero();
    assertThat(Skew.degrees(GreyPicture.of(white(1, 1)))).isZero();
  }

  /** Rows of short strokes, as words are seen from far away. */
  private static GreyPicture page(double lean, int lines) {
    BufferedImage page = white(1200, 1600);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.BLACK);
    graphics.rotate(Math.toRadians(lean), 600, 800);
    Random random = new Random(lines);
    for (int line = 0; line < lines; line++) {
      for (int x = 200; x < 1000; x += 14 + random.nextInt(10)) {
        graphics.fillRect(x, 250 + 44 * line, 8, 14);
      }
    }
    graphics.dispose();
    return GreyPicture.of(page);
  }

  private static GreyPicture noise() {
    BufferedImage page = white(800, 800);
    Random random = new Random(1);
    for (int i = 0; i < 60_000; i++) {
      page.setRGB(random.nextInt(800), random.nextInt(800), 0);
    }
    return GreyPicture.of(page);
  }

  private static BufferedImage white(int width, int height) {
    BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return page;
  }
}
