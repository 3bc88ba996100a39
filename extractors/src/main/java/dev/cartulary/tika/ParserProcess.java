package dev.cartulary.tika;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.egress.Attempt;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.file.FileHasher;
import dev.cartulary.ocr.Tesseract;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.scratch.ScratchFolder;
import dev.cartulary.text.Paginator;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * The program of a parser process: reads requests from its standard input, parses one document at a
 * time, answers on its standard output, in the language of {@link Wire}.
 *
 * <p>It ends, in the middle of a parse too, as soon as its standard input ends: the parent is gone.
 */
final class ParserProcess {
  private static final Set<String> REMOTE = Set.of("http", "https", "ftp", "mailto");

  /** Small documents of common kinds, by their names. */
  private static final Map<String, String> SAMPLES =
      Map.of(
          "note.txt", "A note.",
          "page.html", "<html><body><p>A page.<table><tr><td>1</table></body></html>",
          "letter.eml", "From: a@example.org\nSubject: A letter\nMIME-Version: 1.0\n\nA letter.\n",
          "memo.rtf", "{\\rtf1 A memo.}");

  private final DataOutputStream out;
  private final DocumentReader reader;
  private final int mostPages;
  private final int mostCharacters;
  private int told; // attempts at sockets

  private ParserProcess(
      DataOutputStream out,
      Path scratch,
      int mostPages,
      int mostCharacters,
      int ocrPageSeconds,
      int ocrPagesAtATime,
      @Nullable Tesseract tesseract) {
    this.out = out;
    this.mostPages = mostPages;
    this.mostCharacters = mostCharacters;
    OcrDesk ocr =
        new OcrDesk(
            tesseract, ocrPageSeconds, ocrPagesAtATime, scratch, () -> Wire.writeOcrPage(out));
    this.reader = new DocumentReader(ocr);
  }

  /**
   * Runs until standard input ends.
   *
   * @param args most pages, most characters, seconds for the OCR of a page and how many pages at a
   *     time, and where there is one, the path of Tesseract, its language and whether it tells how
   *     a page is turned
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    InputStream standardIn = new FileInputStream(FileDescriptor.in);
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    // A parser that prints or reads must not speak in the parent's conversation.
    System.setIn(InputStream.nullInputStream());
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    forbidNetwork();
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    BlockingQueue<Wire.Request> requests = new LinkedBlockingQueue<>();
    listen(standardIn, scratch, requests);
    Tesseract tesseract =
        args.length > 4
            ? new Tesseract(Path.of(args[4]), args[5], Boolean.parseBoolean(args[6]))
            : null;
    ParserProcess process =
        new ParserProcess(
            out,
            scratch,
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            tesseract);
    process.warmUp();
    Wire.writeReady(out);
    while (true) {
      process.answer(requests.take());
    }
  }

  /** Reads small documents of common kinds, as requests have them read. */
  static void readSamples() throws IOException {
    forbidNetwork();
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    DataOutputStream nowhere = new DataOutputStream(OutputStream.nullOutputStream());
    ParserProcess process = new ParserProcess(nowhere, scratch, 10, 10_000, 1, 1, null);
    process.warmUp();
    for (Map.Entry<String, String> sample : SAMPLES.entrySet()) {
      Path file = Files.writeString(scratch.resolve(sample.getKey()), sample.getValue());
      process.answer(
          new Wire.Request.Read(
              file.toString(),
              FileHasher.identify(file).sha256(),
              scratch.resolve("parts").toString(),
              10_000));
      Files.delete(file);
    }
  }

  /** Makes every remote address of this process fail before a name is looked up. */
  private static void forbidNetwork() {
    EgressGuard.arm();
    EgressGuard.only(Set.of(), Set.of());
    URL.setURLStreamHandlerFactory(
        protocol ->
            REMOTE.contains(protocol)
                ? new URLStreamHandler() {
                  @Override
                  protected URLConnection openConnection(URL url) throws IOException {
                    throw new IOException("a parser process has no network");
                  }
                }
                : null);
  }

  /** Loads what most documents need while nobody waits for one: PDF is the slowest to load. */
  private void warmUp() throws IOException {
    try (TikaInputStream page =
        TikaInputStream.get(
            requireNonNull(ParserProcess.class.getResourceAsStream("warm-up.pdf")))) {
      PartSpool nowhere = new PartSpool(Path.of(System.getProperty("java.io.tmpdir")), 0);
      reader.read(page, new Metadata(), new Budget(mostPages, mostCharacters), nowhere, 0, true);
    } catch (TikaException | SAXException e) {
      throw new IllegalStateException("the parsers of this installation cannot read a PDF", e);
    }
  }

  private static void listen(
      InputStream standardIn, Path scratch, BlockingQueue<Wire.Request> requests) {
    Thread listener =
        new Thread(
            () -> {
              try (DataInputStream in = new DataInputStream(new BufferedInputStream(standardIn))) {
                while (true) {
                  requests.add(Wire.Request.read(in));
                }
              } catch (IOException e) {
                end(scratch);
              }
            },
            "requests");
    listener.setDaemon(true);
    listener.start();
  }

  private static void end(Path scratch) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      ScratchFolder.delete(scratch);
    } catch (IOException e) {
      // The next extractor on this machine removes what is left.
    }
    Runtime.getRuntime().halt(0);
  }

  private void answer(Wire.Request request) throws IOException {
    DocumentId id = new DocumentId(request.sha256());
    Path file = Path.of(request.location());
    try {
      if (request instanceof Wire.Request.Read read) {
        read(id, file, read);
      } else if (request instanceof Wire.Request.Draw draw) {
        draw(id, file, draw);
      }
    } catch (StackOverflowError e) {
      Wire.writeFailed(
          out, FailureReason.CORRUPT, "the parts of the document are nested without end");
    } catch (LinkageError e) {
      Wire.writeFailed(
          out,
          FailureReason.INTERNAL,
          "a part of the installation is missing (" + e.getClass().getSimpleName() + ")");
    }
  }

  private void draw(DocumentId id, Path file, Wire.Request.Draw request) throws IOException {
    try {
      PageArtist.draw(
          file, request.mediaType(), request.pages(), picture -> Wire.writePicture(out, picture));
      requireUnchanged(id, file);
      Wire.writeDrawn(out);
    } catch (SAXException | IOException | RuntimeException e) {
      Diagnosis diagnosis = isUnchanged(id, file) ? Diagnosis.of(e) : changed();
      Wire.writeFailed(out, diagnosis.reason(), diagnosis.message());
    } finally {
      tellRefused();
    }
  }

  private void read(DocumentId id, Path file, Wire.Request.Read request) throws IOException {
    PartSpool parts = new PartSpool(Path.of(request.parts()), request.partBytes());
    try {
      ExtractedText text = text(id, file, parts);
      requireUnchanged(id, file);
      writeParts(parts);
      if (text.text().isEmpty() && parts.parts().isEmpty()) {
        Wire.writeFailed(out, FailureReason.NO_TEXT, "the document holds no text");
      } else {
        Wire.writeText(out, text);
      }
    } catch (TikaException | SAXException | IOException | RuntimeException e) {
      Diagnosis diagnosis = isUnchanged(id, file) ? Diagnosis.of(e) : changed();
      if (diagnosis.reason() != FailureReason.CHANGED) {
        writeParts(parts);
      }
      Wire.writeFailed(out, diagnosis.reason(), diagnosis.message());
    }
  }

  private void writeParts(PartSpool parts) throws IOException {
    for (PartSpool.Spooled part : parts.parts()) {
      Wire.writePart(out, part);
    }
  }

  private ExtractedText text(DocumentId id, Path file, PartSpool parts)
      throws IOException, TikaException, SAXException {
    Budget budget = new Budget(mostPages, mostCharacters);
    Metadata metadata = new Metadata();
    Path name = file.getFileName();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name == null ? "" : name.toString());
    try (TikaInputStream stream = TikaInputStream.get(file)) {
      DocumentReader.Content content = reader.read(stream, metadata, budget, parts, 0, true);
      return Paginator.assemble(id, content.mediaType(), content.pages());
    } finally {
      tellRefused();
    }
  }

  /** Tells the parent, whose run fails, which sockets were refused since the last time. */
  private void tellRefused() throws IOException {
    List<Attempt> attempts = EgressGuard.attempts();
    for (Attempt attempt : attempts.subList(told, attempts.size())) {
      Wire.writeRefused(out, attempt);
    }
    told = attempts.size();
  }

  private static void requireUnchanged(DocumentId id, Path file) throws Refusal {
    if (!isUnchanged(id, file)) {
      Diagnosis changed = changed();
      throw new Refusal(changed.reason(), changed.message());
    }
  }

  private static Diagnosis changed() {
    return new Diagnosis(
        FailureReason.CHANGED, "the file changed or vanished between the scan and its parsing");
  }

  private static boolean isUnchanged(DocumentId id, Path file) {
    try {
      return FileHasher.identify(file).equals(id);
    } catch (IOException e) {
      return false;
    }
  }
}
