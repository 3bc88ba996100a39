package dev.cartulary.pdf;

import dev.cartulary.layout.Line;
import dev.cartulary.layout.RaisedText;
import dev.cartulary.layout.ReadingOrder;
import dev.cartulary.layout.Sheet;
import dev.cartulary.layout.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Lets PDFBox find the words, lines and paragraphs of every page, and hands them on with boxes. */
final class PageWords extends PDFTextStripper {
  /** Receives the pages in their order, those without contents too. */
  interface Reader {
    void page(PDPage page, Sheet sheet) throws IOException;
  }

  private final Reader reader;
  private PageFrame frame = PageFrame.NONE;
  private List<Line> lines = new ArrayList<>();
  private final List<Word> line = new ArrayList<>();
  private final Set<COSBase> drawn = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean apart;

  PageWords(Reader reader) {
    this.reader = reader;
    // The pages are counted here, and the count of the class above stays at 0.
    setStartPage(0);
    // A glyph painted twice to look bold is rare, and looking for it takes a sixth of the time.
    setSuppressDuplicateOverlappingText(false);
  }

  @Override
  protected void processPages(PDPageTree pages) throws IOException {
    for (PDPage page : pages) {
      frame = PageFrame.of(page);
      lines = new ArrayList<>();
      if (page.hasContents()) {
        processPage(page);
      }
      reader.page(page, new Sheet(frame.width(), frame.height(), RaisedText.joined(lines)));
    }
  }

  /** A form that draws itself, some times in each, would keep this busy for years. */
  @Override
  public void showForm(PDFormXObject form) throws IOException {
    if (drawn.add(form.getCOSObject())) {
      try {
        super.showForm(form);
      } finally {
        drawn.remove(form.getCOSObject());
      }
    }
  }

  @Override
  protected void writePage() throws IOException {
    List<TextPosition> turned = new ArrayList<>();
    for (List<TextPosition> article : charactersByArticle) {
      int before = turned.size();
      for (TextPosition glyph : article) {
        if (frame.turns(glyph)) {
          turned.add(glyph);
        }
      }
      if (turned.size() > before) {
        article.removeIf(frame::turns);
      }
    }
    super.writePage();
    endLine();
    if (ReadingOrder.isLost(lines)) {
      lines.clear();
      writeSorted();
    }
    if (!turned.isEmpty()) {
      writeTurned(turned);
    }
  }

  private void writeSorted() throws IOException {
    setSortByPosition(true);
    super.writePage();
    setSortByPosition(false);
    endLine();
  }

  /** In the file's order PDFBox knows upright lines only; sorted, it knows the other directions. */
  private void writeTurned(List<TextPosition> turned) throws IOException {
    List<List<TextPosition>> articles = List.copyOf(charactersByArticle);
    charactersByArticle.clear();
    charactersByArticle.add(turned);
    writeSorted();
    charactersByArticle.clear();
    charactersByArticle.addAll(articles);
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    line.addAll(WordCutter.cut(text, positions, frame));
  }

  @Override
  protected void writeWordSeparator() {
    // Words are apart already.
  }

  @Override
  protected void writeLineSeparator() {
    endLine();
  }

  @Override
  protected void writeParagraphStart() throws IOException {
    super.writeParagraphStart();
    endLine();
    apart = true;
  }

  private void endLine() {
    if (!line.isEmpty()) {
      lines.add(new Line(line, apart));
      line.clear();
      apart = false;
    }
  }
}
