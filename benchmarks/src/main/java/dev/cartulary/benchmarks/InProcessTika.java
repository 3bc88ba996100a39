package dev.cartulary.benchmarks;

import dev.cartulary.file.ListedFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;

/** Tika as a program would use it that trusts its documents: in this process, without OCR. */
final class InProcessTika {
  private final AutoDetectParser parser = new AutoDetectParser();

  /** Parses {@code file} to text, whose length it tells. */
  Callable<Integer> parsing(ListedFile file) {
    return () -> {
      PDFParserConfig config = new PDFParserConfig();
      config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
      ParseContext context = new ParseContext();
      context.set(PDFParserConfig.class, config);
      BodyContentHandler text = new BodyContentHandler(-1);
      try (TikaInputStream stream = TikaInputStream.get(Path.of(file.location()))) {
        parser.parse(stream, text, new Metadata(), context);
      }
      return text.toString().length();
    };
  }
}
