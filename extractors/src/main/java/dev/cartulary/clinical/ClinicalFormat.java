package dev.cartulary.clinical;

import java.io.IOException;
import java.io.InputStream;
import org.xml.sax.SAXException;

/** A standard in which records of patients are exchanged, read as pages of plain text. */
public interface ClinicalFormat {
  /** The media type of such a file. */
  String mediaType();

  /** Whether the bytes are of this format; false, not an exception, for any others. */
  boolean matches(InputStream bytes) throws IOException;

  /**
   * Renders a file that {@linkplain #matches matches}, at least one page.
   *
   * @throws SAXException if its XML is not well-formed, or from {@code pages}
   * @throws UnreadableRecordException if it is damaged or holds nothing that can be shown
   */
  void render(InputStream bytes, PageSink pages)
      throws IOException, SAXException, UnreadableRecordException;

  /** Takes pages one after the other, in their order. */
  interface PageSink {
    /**
     * Adds a page.
     *
     * @throws SAXException if the document may not have so much text
     */
    void add(String text) throws SAXException;

    /**
     * Takes a file within the record, such as a report as PDF; one that wants pages only passes it
     * over.
     *
     * @param name as the record calls it; may be empty
     * @param mediaType as the record says; may be empty or wrong
     */
    default void enclosed(String name, String mediaType, byte[] content)
        throws IOException, SAXException {}
  }
}
