package dev.cartulary.tika;

import java.util.Set;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/** How a media type is read. */
enum Format {
  PDF,
  PICTURE,
  TIFF,
  HTML,
  XML,
  RTF,
  /** A ZIP with a document's parts, as of Word and OpenDocument. */
  PACKAGED,
  /** A message whose attachments are documents of their own. */
  MAIL,
  /** Nothing but documents of their own: files packed together, a mailbox. */
  ARCHIVE,
  /** A document in the envelope of its signatures, as {@code contract.pdf.p7m}. */
  SIGNED,
  /** Anything else that a parser makes text of. */
  OTHER,
  /** Known, and not a document. */
  FOREIGN;

  private static final Set<String> PICTURES =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/bmp",
          "image/webp",
          "image/jp2",
          "image/x-portable-bitmap",
          "image/x-portable-graymap",
          "image/x-portable-pixmap",
          "image/x-portable-anymap");

  private static final Set<String> MAILS = Set.of("message/rfc822", "application/vnd.ms-outlook");

  private static final Set<String> SIGNED_TYPES =
      Set.of("application/pkcs7-mime", "application/pkcs7-signature");

  /** Word, Excel and PowerPoint until 2007. */
  private static final Set<String> OLE_TYPES =
      Set.of("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint");

  private static final Set<String> XML_TYPES = Set.of("application/xml", "text/xml");

  private static final Set<String> ARCHIVES =
      Set.of(
          "application/mbox",
          "application/zip",
          "application/x-tar",
          "application/x-gtar",
          "application/gzip",
          "application/x-bzip2",
          "application/x-xz",
          "application/x-7z-compressed",
          "application/x-rar-compressed",
          "application/x-archive",
          "application/x-cpio",
          "application/vnd.ms-tnef");

  private static final Set<String> FOREIGNERS =
      Set.of(
          "application/octet-stream",
          "application/zstd",
          "application/java-archive",
          "application/java-vm",
          "application/x-msdownload",
          "application/x-sharedlib",
          "application/x-executable",
          "application/x-elf",
          "application/x-object",
          "application/x-sqlite3",
          "application/x-shockwave-flash",
          "application/x-font-ttf",
          "application/x-font-type1",
          "application/x-font-otf");

  private static final Set<String> FOREIGN_KINDS =
      Set.of("audio", "video", "font", "model", "image");

  static Format of(MediaType type) {
    MediaType base = type.getBaseType();
    String name = base.toString();
    if (name.equals("application/pdf")) {
      return PDF;
    } else if (name.equals("image/tiff")) {
      return TIFF;
    } else if (PICTURES.contains(name)) {
      return PICTURE;
    } else if (name.equals("text/html") || name.equals("application/xhtml+xml")) {
      return HTML;
    } else if (XML_TYPES.contains(name)) {
      return XML;
    } else if (name.equals("application/rtf")) {
      return RTF;
    } else if (ARCHIVES.contains(name)) {
      return ARCHIVE;
    } else if (MAILS.contains(name)) {
      return MAIL;
    } else if (SIGNED_TYPES.contains(name)) {
      return SIGNED;
    } else if (name.startsWith("application/vnd.openxmlformats-officedocument.")
        || name.startsWith("application/vnd.oasis.opendocument.")
        || (name.startsWith("application/vnd.ms-") && name.endsWith(".12"))) {
      return PACKAGED;
    } else if (FOREIGNERS.contains(name) || FOREIGN_KINDS.contains(base.getType())) {
      // SVG is text that happens to be drawn.
      return name.equals("image/svg+xml") ? OTHER : FOREIGN;
    }
    return OTHER;
  }

  /** Whether people take what has this type for a document, wherever it lies. */
  static boolean isDocument(MediaType type) {
    return switch (of(type)) {
      case PDF, TIFF, RTF, PACKAGED, MAIL, ARCHIVE, SIGNED -> true;
      case OTHER -> OLE_TYPES.contains(type.getBaseType().toString());
      case PICTURE, HTML, XML, FOREIGN -> false;
    };
  }

  /** How names of files of this media type end, with the dot; empty if nobody knows. */
  static String extension(String mediaType) {
    try {
      return MimeTypes.getDefaultMimeTypes().forName(mediaType).getExtension();
    } catch (MimeTypeException unknown) {
      return "";
    }
  }
}
