package dev.cartulary.beam;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives and mails for tests. */
final class Packed {
  private Packed() {}

  /** A file with its name in the archive. */
  static final class Entry {
    private final String name;
    private final byte[] content;

    private Entry(String name, byte[] content) {
      this.name = name;
      this.content = content;
    }
  }

  static Entry file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  static Entry file(String name, byte[] content) {
    return new Entry(name, content);
  }

  static byte[] zip(Entry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Entry entry : entries) {
        zip.putNextEntry(new ZipEntry(entry.name));
        zip.write(entry.content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  static void zip(Path file, Entry... entries) throws IOException {
    Files.write(file, zip(entries));
  }

  static byte[] mail(String letter, String name, String attached) {
    String encoded =
        Base64.getMimeEncoder().encodeToString(attached.getBytes(StandardCharsets.UTF_8));
    return """
        From: Ann <ann@example.org>
        To: bob@example.org
        Subject: Lease
        Date: Mon, 02 Mar 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        %s
        --b
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="%s"

        %s
        --b--
        """
        .formatted(letter, name, encoded)
        .getBytes(StandardCharsets.UTF_8);
  }
}
