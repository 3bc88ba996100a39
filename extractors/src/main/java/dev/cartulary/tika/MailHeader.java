package dev.cartulary.tika;

import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;

/** The lines that a mail program shows above a message. */
final class MailHeader {
  private MailHeader() {}

  /** One line a field that the message has, then an empty line; empty if it has none. */
  static String lines(Metadata metadata) {
    StringBuilder lines = new StringBuilder();
    line(lines, "From", metadata.getValues(Message.MESSAGE_FROM));
    line(lines, "To", metadata.getValues(Message.MESSAGE_TO));
    line(lines, "Cc", metadata.getValues(Message.MESSAGE_CC));
    line(lines, "Date", values(metadata, TikaCoreProperties.CREATED));
    String[] subject = values(metadata, TikaCoreProperties.SUBJECT);
    line(
        lines,
        "Subject",
        subject.length > 0 ? subject : values(metadata, TikaCoreProperties.TITLE));
    return lines.length() == 0 ? "" : lines.append('\n').toString();
  }

  private static String[] values(Metadata metadata, Property property) {
    String value = metadata.get(property);
    return value == null ? new String[0] : new String[] {value};
  }

  private static void line(StringBuilder lines, String label, String[] values) {
    if (values.length > 0) {
      lines.append(label).append(": ").append(String.join(", ", values)).append('\n');
    }
  }
}
