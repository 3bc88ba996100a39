package dev.cartulary.pdf;

import dev.cartulary.layout.Line;
import dev.cartulary.layout.Sheet;
import dev.cartulary.layout.Word;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationMarkup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDNonTerminalField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;

/** What a page says besides its contents: the values of its form's fields, and its comments. */
final class PageNotes {
  private static final int LONGEST_LABEL = 200;

  /** The field of each widget. */
  private final IdentityHashMap<COSDictionary, PDField> fields = new IdentityHashMap<>();

  private PageNotes() {}

  static PageNotes of(PDDocument document) {
    PageNotes notes = new PageNotes();
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    if (form != null) {
      for (PDField field : form.getFieldTree()) {
        if (!(field instanceof PDNonTerminalField) && !(field instanceof PDSignatureField)) {
          field.getWidgets().forEach(widget -> notes.fields.put(widget.getCOSObject(), field));
        }
      }
    }
    return notes;
  }

  /** {@code sheet} with a line {@code label: value} for each filled field and a comment's lines. */
  Sheet added(PDPage page, Sheet sheet) throws IOException {
    List<PDAnnotation> annotations = page.getAnnotations();
    if (annotations.isEmpty()) {
      return sheet;
    }
    PageFrame frame = PageFrame.of(page);
    List<Line> values = new ArrayList<>();
    List<Line> comments = new ArrayList<>();
    Map<PDField, Boolean> told = new HashMap<>();
    for (PDAnnotation annotation : annotations) {
      if (annotation instanceof PDAnnotationWidget) {
        PDField field = fields.get(annotation.getCOSObject());
        if (field != null && told.put(field, true) == null) {
          values.addAll(lines(value(field), annotation, frame));
        }
      } else if (annotation instanceof PDAnnotationMarkup) {
        comments.addAll(lines(annotation.getContents(), annotation, frame));
      }
    }
    values.sort(Comparator.comparingInt((Line l) -> top(l)).thenComparingInt(PageNotes::left));
    List<Line> lines = new ArrayList<>(sheet.lines());
    append(lines, values);
    append(lines, comments);
    return new Sheet(sheet.width(), sheet.height(), lines);
  }

  private static void append(List<Line> lines, List<Line> more) {
    for (int i = 0; i < more.size(); i++) {
      lines.add(new Line(more.get(i).words(), i == 0));
    }
  }

  private static int top(Line line) {
    return line.words().get(0).y();
  }

  private static int left(Line line) {
    return line.words().get(0).x();
  }

  /** The field as one line; empty if nothing is filled in. */
  private static String value(PDField field) {
    String value = field.getValueAsString().strip();
    if (value.isEmpty() || value.equals("Off")) {
      return "";
    }
    String label = field.getAlternateFieldName();
    if (label == null || label.isBlank()) {
      label = field.getPartialName();
    }
    if (label == null || label.isBlank()) {
      return value;
    }
    String words = label.strip();
    if (words.length() > LONGEST_LABEL) {
      words = words.substring(0, LONGEST_LABEL);
    }
    return words + (words.endsWith(":") ? " " : ": ") + value;
  }

  private static List<Line> lines(@Nullable String text, PDAnnotation annotation, PageFrame frame) {
    List<Line> lines = new ArrayList<>();
    if (text == null) {
      return lines;
    }
    Rectangle2D.Double box =
        annotation.getRectangle() == null
            ? new Rectangle2D.Double()
            : frame.box(annotation.getRectangle());
    for (String line : text.split("\\R", -1)) {
      List<Word> words = new ArrayList<>();
      for (String word : WordCutter.words(line)) {
        words.add(WordCutter.word(word, box));
      }
      if (!words.isEmpty()) {
        lines.add(new Line(words, false));
      }
    }
    return lines;
  }
}
