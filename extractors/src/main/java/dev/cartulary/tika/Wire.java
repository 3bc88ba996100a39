package dev.cartulary.tika;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.WordBox;
import dev.cartulary.egress.Attempt;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.picture.PagePicture;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The language between {@link ForkedExtractor} and {@link ParserProcess}: requests to the child's
 * standard input, frames from its standard output, one request at a time.
 *
 * <p>A child may be in the hands of a hostile document, so every number it sends is checked before
 * anything is allocated or believed.
 */
final class Wire {
  private Wire() {}

  /** What a child is asked for. */
  sealed interface Request {
    /** Absolute path of the file. */
    String location();

    /** Identity that the file's bytes must have. */
    String sha256();

    void write(DataOutputStream out) throws IOException;

    /**
     * A file to be read.
     *
     * @param parts absolute path of a folder for the documents inside of it; does not exist yet
     * @param partBytes most bytes that these may have together
     */
    record Read(String location, String sha256, String parts, long partBytes) implements Request {
      @Override
      public void write(DataOutputStream out) throws IOException {
        out.writeByte(READ);
        writeString(out, location);
        writeString(out, sha256);
        writeString(out, parts);
        out.writeLong(partBytes);
        out.flush();
      }
    }

    /**
     * A file of which pages are to be drawn.
     *
     * @param mediaType what the file is
     * @param pages counted from 1
     */
    record Draw(String location, String sha256, String mediaType, List<Integer> pages)
        implements Request {
      @Override
      public void write(DataOutputStream out) throws IOException {
        out.writeByte(DRAW);
        writeString(out, location);
        writeString(out, sha256);
        writeString(out, mediaType);
        out.writeInt(pages.size());
        for (int page : pages) {
          out.writeInt(page);
        }
        out.flush();
      }
    }

    static Request read(DataInputStream in) throws IOException {
      byte kind = in.readByte();
      String location = readString(in, 1 << 20);
      String sha256 = readString(in, 64);
      if (kind == READ) {
        return new Read(location, sha256, readString(in, 1 << 20), in.readLong());
      }
      String mediaType = readString(in, 1_000);
      List<Integer> pages = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        pages.add(in.readInt());
      }
      return new Draw(location, sha256, mediaType, pages);
    }
  }

  /** What a child says. */
  sealed interface Frame {
    /** The parsers are loaded; requests may come. */
    record Ready() implements Frame {}

    /** A page goes through OCR now; the deadline moves. */
    record OcrPage() implements Frame {}

    /** A parser wanted a socket, and got none. */
    record Refused(Attempt attempt) implements Frame {}

    /** A document inside of the file lies in the folder for parts. */
    record Part(PartSpool.Spooled part) implements Frame {}

    /** One of the pages that are to be drawn. */
    record Picture(PagePicture picture) implements Frame {}

    /** The last frame of a request: all pages are drawn, and the file is what it was. */
    record Drawn() implements Frame {}

    /** The last frame of a request: its text. */
    record Text(ExtractedText text) implements Frame {}

    /** The last frame of a request: why there is no text. */
    record Failed(FailureReason reason, String message) implements Frame {}
  }

  private static final byte READ = 1;
  private static final byte DRAW = 2;

  private static final byte READY = 1;
  private static final byte OCR_PAGE = 2;
  private static final byte TEXT = 3;
  private static final byte FAILED = 4;
  private static final byte PART = 5;
  private static final byte REFUSED = 6;
  private static final byte PICTURE = 7;
  private static final byte DRAWN = 8;

  /** A class and a method, as a stack trace names them. */
  private static final Pattern CALLER = Pattern.compile("[\\w.$<>/]{1,500}|the JDK");

  static void writeReady(DataOutputStream out) throws IOException {
    out.writeByte(READY);
    out.flush();
  }

  static void writeOcrPage(DataOutputStream out) throws IOException {
    out.writeByte(OCR_PAGE);
    out.flush();
  }

  static void writeRefused(DataOutputStream out, Attempt attempt) throws IOException {
    out.writeByte(REFUSED);
    writeString(out, attempt.kind().name());
    writeString(out, attempt.caller());
    out.flush();
  }

  static void writePart(DataOutputStream out, PartSpool.Spooled part) throws IOException {
    out.writeByte(PART);
    writeString(out, part.name());
    writeString(out, part.file());
  }

  static void writePicture(DataOutputStream out, PagePicture picture) throws IOException {
    out.writeByte(PICTURE);
    out.writeInt(picture.page());
    out.writeInt(picture.width());
    out.writeInt(picture.height());
    byte[] shades = picture.shades();
    out.writeInt(shades.length);
    out.write(shades);
    out.flush();
  }

  static void writeDrawn(DataOutputStream out) throws IOException {
    out.writeByte(DRAWN);
    out.flush();
  }

  static void writeFailed(DataOutputStream out, FailureReason reason, String message)
      throws IOException {
    out.writeByte(FAILED);
    writeString(out, reason.name());
    writeString(out, message);
    out.flush();
  }

  static void writeText(DataOutputStream out, ExtractedText text) throws IOException {
    out.writeByte(TEXT);
    writeString(out, text.id().sha256());
    writeString(out, text.mediaType());
    out.writeInt(text.pages().size());
    for (Page page : text.pages()) {
      out.writeInt(page.span().start());
      out.writeInt(page.span().end());
      out.writeBoolean(page.ocr());
      Double confidence = page.confidence();
      out.writeBoolean(confidence != null);
      if (confidence != null) {
        out.writeDouble(confidence);
      }
    }
    writeString(out, text.text());
    out.writeInt(text.layouts().size());
    for (PageLayout layout : text.layouts()) {
      out.writeInt(layout.width());
      out.writeInt(layout.height());
      writeString(out, layout.packed());
    }
    out.flush();
  }

  /** The next frame; waits for it. */
  static Frame read(DataInputStream in, ParserLimits limits) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case READY -> new Frame.Ready();
      case OCR_PAGE -> new Frame.OcrPage();
      case PART -> readPart(in);
      case REFUSED -> readRefused(in);
      case PICTURE -> readPicture(in);
      case DRAWN -> new Frame.Drawn();
      case TEXT -> readText(in, limits);
      case FAILED -> readFailed(in);
      default -> throw new IOException("not a frame: " + kind);
    };
  }

  private static Frame readPart(DataInputStream in) throws IOException {
    String name = readString(in, 4_000);
    String file = readString(in, 100);
    if (name.isEmpty() || !PartSpool.FILE_NAME.matcher(file).matches()) {
      throw new IOException("not a part");
    }
    return new Frame.Part(new PartSpool.Spooled(name, file));
  }

  private static Frame readPicture(DataInputStream in) throws IOException {
    int page = in.readInt();
    int width = in.readInt();
    int height = in.readInt();
    try {
      return new Frame.Picture(
          new PagePicture(page, width, height, readBytes(in, PagePicture.MOST_PIXELS)));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a picture", e);
    }
  }

  private static Frame readRefused(DataInputStream in) throws IOException {
    String kind = readString(in, 100);
    String caller = readString(in, 500);
    if (!CALLER.matcher(caller).matches()) {
      throw new IOException("not a caller");
    }
    try {
      return new Frame.Refused(new Attempt(Attempt.Kind.valueOf(kind), caller));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a kind of socket", e);
    }
  }

  private static Frame readFailed(DataInputStream in) throws IOException {
    try {
      return new Frame.Failed(FailureReason.valueOf(readString(in, 100)), readString(in, 10_000));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a reason", e);
    }
  }

  private static Frame readText(DataInputStream in, ParserLimits limits) throws IOException {
    String sha256 = readString(in, 64);
    String mediaType = readString(in, 1_000);
    int count = in.readInt();
    if (count < 0 || count > limits.pages()) {
      throw new IOException("not a number of pages: " + count);
    }
    try {
      List<Page> pages = new ArrayList<>(count);
      for (int i = 1; i <= count; i++) {
        CharSpan span = new CharSpan(in.readInt(), in.readInt());
        boolean ocr = in.readBoolean();
        pages.add(new Page(i, span, ocr, in.readBoolean() ? in.readDouble() : null));
      }
      // A UTF-16 code unit takes at most three bytes of UTF-8; page breaks come on top.
      long most = 3L * (limits.characters() + 2L * count);
      String text = readString(in, (int) Math.min(most, Integer.MAX_VALUE - 16));
      return new Frame.Text(
          new ExtractedText(
              new DocumentId(sha256), mediaType, text, pages, readLayouts(in, pages)));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a text", e);
    }
  }

  private static List<PageLayout> readLayouts(DataInputStream in, List<Page> pages)
      throws IOException {
    int count = in.readInt();
    if (count != 0 && count != pages.size()) {
      throw new IOException("not a number of layouts: " + count);
    }
    List<PageLayout> layouts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int width = in.readInt();
      int height = in.readInt();
      // A word has at least one character, and six numbers of at most five groups, in UTF-8.
      int most = (int) Math.min(60L * pages.get(i).span().length(), Integer.MAX_VALUE - 16);
      PageLayout layout = new PageLayout(width, height, readString(in, most));
      List<WordBox> words = layout.words();
      if (!words.isEmpty() && words.get(words.size() - 1).end() > pages.get(i).span().length()) {
        throw new IOException("the boxes reach beyond page " + (i + 1));
      }
      layouts.add(layout);
    }
    return layouts;
  }

  private static void writeString(DataOutputStream out, String string) throws IOException {
    byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readString(DataInputStream in, int mostBytes) throws IOException {
    return new String(readBytes(in, mostBytes), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new IOException("not a length: " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the stream ended too early");
    }
    return bytes;
  }
}
