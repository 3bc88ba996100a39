package dev.cartulary.tika;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes documents that are meant to hurt who reads them. */
final class HostileFiles {
  static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

  private HostileFiles() {}

  /** Entities that stand for ten of the one before, ten billion words in all. */
  static String billionLaughs(String root) {
    StringBuilder doctype = new StringBuilder("<!DOCTYPE " + root + " [<!ENTITY e0 \"laughs \">");
    for (int i = 1; i <= 10; i++) {
      doctype
          .append("<!ENTITY e" + i + " \"")
          .append(("&e" + (i - 1) + ";").repeat(10))
          .append("\">");
    }
    return doctype.append("]>").toString();
  }

  /** A DOCX around a main part, with links from the main part to other places. */
  static Path docx(Path target, String mainPart, String... externalTargets) throws IOException {
    StringBuilder links = new StringBuilder();
    for (int i = 0; i < externalTargets.length; i++) {
      String kind = List.of("attachedTemplate", "image", "oleObject", "hyperlink").get(i % 4);
      links.append(
          "<Relationship Id='x%d' Type='%s%s' Target='%s' TargetMode='External'/>"
              .formatted(i, OFFICE, kind, externalTargets[i]));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(
          zip,
          "[Content_Types].xml",
          "<Types xmlns='"
              + PACKAGE
              + "content-types'><Default Extension='rels' ContentType='application/vnd."
              + "openxmlformats-package.relationships+xml'/><Override PartName='/word/document.xml'"
              + " ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml."
              + "document.main+xml'/></Types>");
      entry(
          zip,
          "_rels/.rels",
          "<Relationships xmlns='"
              + PACKAGE
              + "relationships'><Relationship Id='r1' Type='"
              + OFFICE
              + "officeDocument' Target='word/document.xml'/></Relationships>");
      entry(
          zip,
          "word/_rels/document.xml.rels",
          "<Relationships xmlns='" + PACKAGE + "relationships'>" + links + "</Relationships>");
      entry(zip, "word/document.xml", mainPart);
    }
    return Files.write(target, bytes.toByteArray());
  }

  /** A DOCX whose main part is {@code megabytes} of blanks, and a thousandth of that packed. */
  static Path docxBomb(Path target, int megabytes) throws IOException {
    String blanks = " ".repeat(megabytes * 1_000_000);
    return docx(
        target,
        "<w:document xmlns:w='"
            + WORD
            + "'><w:body><w:p><w:r><w:t xml:space='preserve'>"
            + blanks
            + "</w:t></w:r></w:p></w:body></w:document>");
  }

  /** A ZIP with {@code entries} of {@code megabytes} zero bytes each. */
  static Path zipBomb(Path target, int entries, int megabytes) throws IOException {
    byte[] zeros = new byte[1_000_000];
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      for (int i = 0; i < entries; i++) {
        zip.putNextEntry(new ZipEntry(i + ".txt"));
        for (int j = 0; j < megabytes; j++) {
          zip.write(zeros);
        }
        zip.closeEntry();
      }
    }
    return target;
  }

  /** A ZIP in a ZIP in a ZIP. */
  static Path nestedZip(Path target, int depth) throws IOException {
    byte[] inner = "The innermost text.".getBytes(StandardCharsets.UTF_8);
    String name = "a.txt";
    for (int i = 0; i < depth; i++) {
      ByteArrayOutputStream outer = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(outer)) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(inner);
        zip.closeEntry();
      }
      inner = outer.toByteArray();
      name = "a.zip";
    }
    return Files.write(target, inner);
  }

  /** A message with a message attached that has a message attached. */
  static Path nestedMail(Path target, int depth) throws IOException {
    String mail = "From: a@example.org\nSubject: innermost\n\nThe innermost text.\n";
    for (int i = 0; i < depth; i++) {
      mail =
          """
          From: a@example.org
          To: b@example.org
          Subject: level %d
          MIME-Version: 1.0
          Content-Type: multipart/mixed; boundary="b%d"

          --b%d
          Content-Type: text/plain

          See attachment.
          --b%d
          Content-Type: application/octet-stream; name="m.eml"
          Content-Transfer-Encoding: base64
          Content-Disposition: attachment; filename="m.eml"

          %s
          --b%d--
          """
              .formatted(
                  i,
                  i,
                  i,
                  i,
                  Base64.getMimeEncoder().encodeToString(mail.getBytes(StandardCharsets.UTF_8)),
                  i);
    }
    return Files.writeString(target, mail);
  }

  /**
   * A PDF of objects written as they are, numbered from 1; the first is its catalogue.
   *
   * @param trailer more entries for its trailer; {@code %d} in it is the offset of the table
   */
  static Path pdf(Path target, String trailer, List<String> objects) throws IOException {
    List<Long> offsets = new ArrayList<>();
    long at = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      at += write(out, "%PDF-1.7\n");
      for (int i = 0; i < objects.size(); i++) {
        offsets.add(at);
        at += write(out, (i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n");
      }
      StringBuilder table = new StringBuilder("xref\n0 " + (objects.size() + 1));
      table.append("\n0000000000 65535 f \n");
      offsets.forEach(offset -> table.append(String.format("%010d 00000 n \n", offset)));
      write(out, table.toString());
      write(
          out,
          "trailer\n<< /Size "
              + (objects.size() + 1)
              + " /Root 1 0 R "
              + trailer.replace("%d", Long.toString(at))
              + " >>\nstartxref\n"
              + at
              + "\n%%EOF\n");
    }
    return target;
  }

  static String stream(String entries, String content) {
    return "<< "
        + entries
        + " /Length "
        + content.length()
        + " >>\nstream\n"
        + content
        + "\nendstream";
  }

  /** A PDF with so many pages, each with the same line. */
  static Path manyPages(Path target, int count) throws IOException {
    List<String> objects = new ArrayList<>();
    objects.add("<< /Type /Catalog /Pages 2 0 R >>");
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < count; i++) {
      kids.append(i + 5).append(" 0 R ");
    }
    objects.add("<< /Type /Pages /Count " + count + " /Kids [" + kids + "] >>");
    objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    objects.add(stream("", "BT /F 12 Tf 72 700 Td (One page of very many.) Tj ET"));
    for (int i = 0; i < count; i++) {
      objects.add(
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
              + " /Resources << /Font << /F 3 0 R >> >> >>");
    }
    return pdf(target, "", objects);
  }

  private static int write(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    out.write(bytes);
    return bytes.length;
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
