package dev.cartulary.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GreyPictureTest {
  @TempDir private Path folder;

  @Test
  void turned_quarters_clockwise() throws Exception {
    GreyPicture picture = picture(3, 2, 1, 2, 3, 4, 5, 6);

    assertThat(map(picture)).isEqualTo("P5 3 2 255\n\1\2\3\4\5\6");
    assertThat(map(picture.turned(1))).isEqualTo("P5 2 3 255\n\4\1\5\2\6\3");
    assertThat(map(picture.turned(2))).isEqualTo("P5 3 2 255\n\6\5\4\3\2\1");
    assertThat(map(picture.turned(3))).isEqualTo("P5 2 3 255\n\3\6\2\5\1\4");
    assertThat(map(picture.turned(4))).isEqualTo(map(picture));
  }

  @Test
  void read_written_thesame() throws Exception {
    Path map = folder.resolve("a.pgm");
    // The first byte of the pixels is a line end, which ends the head as well.
    picture(2, 2, '\n', ' ', 255, 0).write(map);

    assertThat(map(GreyPicture.read(map))).isEqualTo(map(picture(2, 2, '\n', ' ', 255, 0)));

    byte[] whole = Files.readAllBytes(map);
    Files.write(map, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> GreyPicture.read(map)).isInstanceOf(IOException.class);
  }

  @Test
  void enlarged_flatPicture_asFlatAndLarger() throws Exception {
    GreyPicture large = picture(1, 2, 7, 7).enlarged(3);

    assertThat(map(large)).isEqualTo("P5 3 6 255\n" + "\7".repeat(18));
  }

  @Test
  void of_transparent_white() throws Exception {
    BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);

    assertThat(map(GreyPicture.of(clear))).isEqualTo("P5 1 1 255\n\u00ff");
  }

  private static GreyPicture picture(int width, int height, int... pixels) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, height, pixels);
    return GreyPicture.of(image);
  }

  private String map(GreyPicture picture) throws IOException {
    Path map = folder.resolve("map.pgm");
    picture.write(map);
    return Files.readString(map, StandardCharsets.ISO_8859_1);
  }
}
