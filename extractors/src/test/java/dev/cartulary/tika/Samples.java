package dev.cartulary.tika;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Makes small documents of many formats. */
final class Samples {
  private Samples() {}

  /** A PDF with one page for each list of lines; an empty list is a page with nothing on it. */
  static Path pdf(Path target, List<List<String>> pages) throws IOException {
    try (PDDocument document = textPdf(pages)) {
      document.save(target.toFile());
    }
    return target;
  }

  private static PDDocument textPdf(List<List<String>> pages) throws IOException {
    PDDocument document = new PDDocument();
    for (List<String> lines : pages) {
      PDPage page = new PDPage(PDRectangle.LETTER);
      document.addPage(page);
      if (lines.isEmpty()) {
        continue;
      }
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 14);
        content.setLeading(20);
        content.newLineAtOffset(72, 700);
        for (String line : lines) {
          content.showText(line);
          content.newLine();
        }
        content.endText();
      }
    }
    return document;
  }

  /** The pages of {@link #pdf} as pictures of 200 dpi, with {@code stamp} as text over each. */
  static Path scannedPdf(Path target, List<List<String>> pages, String stamp) throws IOException {
    try (PDDocument text = textPdf(pages);
        PDDocument scan = new PDDocument()) {
      PDFRenderer renderer = new PDFRenderer(text);
      for (int i = 0; i < pages.size(); i++) {
        BufferedImage picture = renderer.renderImageWithDPI(i, 200, ImageType.GRAY);
        PDPage page = new PDPage(PDRectangle.LETTER);
        scan.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(scan, page)) {
          content.drawImage(
              LosslessFactory.createFromImage(scan, picture),
              0,
              0,
              page.getMediaBox().getWidth(),
              page.getMediaBox().getHeight());
          if (!stamp.isEmpty()) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 8);
            content.newLineAtOffset(20, 770);
            content.showText(stamp);
            content.endText();
          }
        }
      }
      scan.save(target.toFile());
    }
    return target;
  }

  /** A PDF whose first pages are text and whose last is a picture. */
  static Path mixedPdf(Path target, List<List<String>> text, List<String> scanned)
      throws IOException {
    Path tail = scannedPdf(Files.createTempFile("tail", ".pdf"), List.of(scanned), "");
    try (PDDocument document = textPdf(text);
        PDDocument scan = Loader.loadPDF(tail.toFile())) {
      document.importPage(scan.getPage(0));
      document.save(target.toFile());
    } finally {
      Files.delete(tail);
    }
    return target;
  }

  static Path encryptedPdf(Path target, String line) throws IOException {
    try (PDDocument document = textPdf(List.of(List.of(line)))) {
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      document.save(target.toFile());
    }
    return target;
  }

  /** A PDF with one file of the whole, and the same and another one pinned to its page. */
  static Path pdfWithFiles(Path target, String line, String whole, String pinned)
      throws IOException {
    try (PDDocument document = textPdf(List.of(List.of(line)))) {
      PDComplexFileSpecification first = file(document, whole);
      PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
      tree.setNames(Map.of(whole, first));
      PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
      names.setEmbeddedFiles(tree);
      document.getDocumentCatalog().setNames(names);
      List<PDAnnotation> pins = new ArrayList<>();
      for (PDComplexFileSpecification each : List.of(first, file(document, pinned))) {
        PDAnnotationFileAttachment pin = new PDAnnotationFileAttachment();
        pin.setFile(each);
        pin.setRectangle(new PDRectangle(10, 10, 20, 20));
        pins.add(pin);
      }
      document.getPage(0).setAnnotations(pins);
      document.save(target.toFile());
    }
    return target;
  }

  private static PDComplexFileSpecification file(PDDocument document, String name)
      throws IOException {
    byte[] content = ("What " + name + " says.").getBytes(StandardCharsets.UTF_8);
    PDComplexFileSpecification file = new PDComplexFileSpecification();
    file.setFile(name);
    file.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(content)));
    return file;
  }

  static BufferedImage picture(List<String> lines) throws IOException {
    try (PDDocument document = textPdf(List.of(lines))) {
      return new PDFRenderer(document).renderImageWithDPI(0, 200, ImageType.GRAY);
    }
  }

  /** A DOCX with a paragraph a line, and a table of {@code rows} at the end if there are any. */
  static byte[] docx(List<String> paragraphs, List<List<String>> rows) throws IOException {
    StringBuilder body = new StringBuilder();
    paragraphs.forEach(line -> body.append(paragraph(line)));
    if (!rows.isEmpty()) {
      body.append("<w:tbl>");
      for (List<String> row : rows) {
        body.append("<w:tr>");
        row.forEach(cell -> body.append("<w:tc>").append(paragraph(cell)).append("</w:tc>"));
        body.append("</w:tr>");
      }
      body.append("</w:tbl>");
    }
    String namespace = "http://schemas.openxmlformats.org/";
    return zip(
        "[Content_Types].xml",
        "<Types xmlns='"
            + namespace
            + "package/2006/content-types'><Default Extension='rels'"
            + " ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
            + "<Override PartName='/word/document.xml' ContentType='application/vnd."
            + "openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>",
        "_rels/.rels",
        "<Relationships xmlns='"
            + namespace
            + "package/2006/relationships'><Relationship Id='r1' Type='"
            + namespace
            + "officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/>"
            + "</Relationships>",
        "word/document.xml",
        "<w:document xmlns:w='"
            + namespace
            + "wordprocessingml/2006/main'><w:body>"
            + body
            + "</w:body></w:document>");
  }

  private static String paragraph(String text) {
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  static byte[] odt(List<String> paragraphs) throws IOException {
    StringBuilder body = new StringBuilder();
    paragraphs.forEach(line -> body.append("<text:p>").append(line).append("</text:p>"));
    return zip(
        "mimetype",
        "application/vnd.oasis.opendocument.text",
        "content.xml",
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
            + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body>"
            + "<office:text>"
            + body
            + "</office:text></office:body></office:document-content>",
        "META-INF/manifest.xml",
        "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>");
  }

  /** Names and contents in turn. */
  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry(entries[i]));
        zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** A plain text file of {@code megabytes} that takes a parser long and much memory. */
  static Path hugeText(Path target, int megabytes) throws IOException {
    byte[] line =
        "All work and no play makes this a very long document indeed. 0123456789\n"
            .getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(target))) {
      for (long n = 0; n < megabytes * 1_000_000L; n += line.length) {
        out.write(line);
      }
    }
    return target;
  }
}
