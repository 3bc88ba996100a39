package dev.cartulary.clinical;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A page about a patient while it is written: labelled lines, then sections in the order of {@link
 * Topic}. Blank values leave no trace. Not safe for use by several threads.
 *
 * <p>In an entry a detail is written {@code label = value}, not {@code label: value}: a line of the
 * header says something about the patient, a detail about the entry, which may be another person.
 */
public final class Sheet {
  private final Set<String> header = new LinkedHashSet<>();
  private final Map<Topic, List<Entry>> sections = new EnumMap<>(Topic.class);

  /** Adds a line that has no label. */
  public void title(String text) {
    String line = Words.line(text);
    if (!line.isEmpty()) {
      header.add(line);
    }
  }

  /** Adds a line to the header, once. */
  public void line(String label, String value) {
    String line = Words.line(value);
    if (!line.isEmpty()) {
      header.add(label + ": " + line);
    }
  }

  /** Begins an entry of a list. */
  public Entry item(Topic topic, String text) {
    return entry(topic, "- " + Words.line(text));
  }

  /** Begins a row of a table. */
  public Entry row(Topic topic, List<String> cells) {
    List<String> lines = cells.stream().map(Words::line).toList();
    return entry(topic, String.join(" | ", lines));
  }

  /** Begins a block of text with lines of its own, under a title that may be blank. */
  public Entry block(Topic topic, String title, String text) {
    String heading = Words.line(title);
    return entry(topic, heading.isEmpty() ? text.strip() : heading + ":\n" + text.strip());
  }

  private Entry entry(Topic topic, String text) {
    Entry entry = new Entry(text);
    sections.computeIfAbsent(topic, t -> new ArrayList<>()).add(entry);
    return entry;
  }

  /** Whether nothing was written. */
  public boolean isEmpty() {
    return header.isEmpty() && sections.isEmpty();
  }

  /** All that was written. */
  public String text() {
    StringJoiner page = new StringJoiner("\n\n");
    page.add(String.join("\n", header));
    sections.forEach(
        (topic, entries) -> {
          StringJoiner section = new StringJoiner("\n");
          section.add(topic.title());
          entries.forEach(entry -> section.add(entry.text));
          page.add(section.toString());
        });
    return page.toString().strip();
  }

  /** Something that a section lists; what is known of it is added to its end. */
  public static final class Entry {
    private final StringBuilder text;

    private Entry(String text) {
      this.text = new StringBuilder(text);
    }

    /** Adds a detail to the line of this entry. */
    public void detail(String label, String value) {
      String line = Words.line(value);
      if (!line.isEmpty()) {
        text.append(" | ").append(label).append(" = ").append(line);
      }
    }

    /** Adds a remark as lines below this entry. */
    public void note(String remark) {
      String lines = remark.strip();
      if (!lines.isEmpty()) {
        text.append("\nNote - ").append(lines);
      }
    }
  }
}
