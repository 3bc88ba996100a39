package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.WordBox;
import dev.cartulary.egress.Attempt;
import dev.cartulary.picture.PagePicture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WireTest {
  private static final PageLayout LAYOUT =
      PageLayout.of(
          6120,
          7920,
          List.of(new WordBox(0, 3, 720, 800, 200, 90), new WordBox(4, 7, -3, 9, 1, 0)));

  private static ExtractedText text(List<PageLayout> layouts) {
    return new ExtractedText(
        new DocumentId("a".repeat(64)),
        "application/pdf",
        "one two",
        List.of(new Page(1, new CharSpan(0, 7), false), new Page(2, new CharSpan(7, 7), true)),
        layouts);
  }

  private static byte[] written(ExtractedText text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Wire.writeText(new DataOutputStream(bytes), text);
    return bytes.toByteArray();
  }

  private static Wire.Frame read(byte[] bytes) throws IOException {
    return Wire.read(new DataInputStream(new ByteArrayInputStream(bytes)), ParserLimits.DEFAULT);
  }

  @Test
  void read_writtenText_isTheSame() throws IOException {
    for (ExtractedText text : List.of(text(List.of()), text(List.of(LAYOUT, PageLayout.NONE)))) {
      assertThat(read(written(text))).isEqualTo(new Wire.Frame.Text(text));
    }
  }

  @Test
  void read_refusedSocket_isTheSame() throws IOException {
    Attempt attempt =
        new Attempt(Attempt.Kind.DATAGRAM, "org.example.Parser$$Lambda/0x01.lambda$run$0");

    assertThat(read(refused(attempt))).isEqualTo(new Wire.Frame.Refused(attempt));
  }

  @Test
  void read_callerWithText_isRefused() throws IOException {
    byte[] bytes = refused(new Attempt(Attempt.Kind.CONNECTION, "Anna Berg, born\n1950"));

    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
  }

  private static byte[] refused(Attempt attempt) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Wire.writeRefused(new DataOutputStream(bytes), attempt);
    return bytes.toByteArray();
  }

  @Test
  void read_boxesBeyondTheirPage_refused() throws IOException {
    byte[] bytes = written(text(List.of(PageLayout.NONE, LAYOUT)));

    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
  }

  @Test
  void read_writtenPicture_isTheSame() throws IOException {
    byte[] shades = {(byte) 0b00_01_10_11, (byte) 0b11_00_00_00, 5, 6};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Wire.writePicture(new DataOutputStream(bytes), new PagePicture(7, 5, 2, shades));

    PagePicture picture = ((Wire.Frame.Picture) read(bytes.toByteArray())).picture();

    assertThat(List.of(picture.page(), picture.width(), picture.height())).containsExactly(7, 5, 2);
    assertThat(picture.shades()).isEqualTo(shades);
  }

  @ParameterizedTest
  @CsvSource({"0, 5, 2, 4", "1, 5, 2, 5", "1, -5, 2, 4", "1, 70000, 70000, 4", "1, 1, 1, -1"})
  void read_pictureOfWrongSize_refused(int page, int width, int height, int length)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(7);
    for (int number : new int[] {page, width, height, length}) {
      out.writeInt(number);
    }
    out.write(new byte[10]);

    assertThatThrownBy(() -> read(bytes.toByteArray())).isInstanceOf(IOException.class);
  }

  @Test
  void read_writtenRequests_areTheSame() throws IOException {
    for (Wire.Request request :
        List.of(
            new Wire.Request.Read("/in/a.pdf", "b".repeat(64), "/parts", 1L << 40),
            new Wire.Request.Draw(
                "/in/a.pdf", "b".repeat(64), "application/pdf", List.of(1, 3, 99)))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      request.write(new DataOutputStream(bytes));
      assertThat(
              Wire.Request.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
          .isEqualTo(request);
    }
  }

  /** A child in hostile hands: whatever it sends is a text that keeps its promises, or refused. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void read_damagedFrames_textOrIOException(long seed) throws IOException {
    Random dice = new Random(seed);
    byte[] whole = written(text(List.of(LAYOUT, PageLayout.NONE)));
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = whole.clone();
      bytes[1 + dice.nextInt(bytes.length - 1)] = (byte) dice.nextInt();
      try {
        if (read(bytes) instanceof Wire.Frame.Text read) {
          assertThat(read.text().boxes(new CharSpan(0, read.text().text().length())))
              .allMatch(box -> box.page() == 1);
        }
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
