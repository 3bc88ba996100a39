package dev.cartulary.spreadsheet;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.sheet.Sheet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** Sheets in one file, a tab each. */
public final class WorkbookFile {
  private WorkbookFile() {}

  /** Writes a new file, which its owner alone can read. */
  public static void write(List<Sheet> sheets, Path file) throws IOException {
    try (OutputStream out =
            new BufferedOutputStream(
                Channels.newOutputStream(
                    OwnerOnly.file(
                        file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)));
        Workbook book = new Workbook(out, "Cartulary", null)) {
      for (Sheet sheet : sheets) {
        Tabs tabs = new Tabs(book, sheet);
        sheet.rows().give(tabs::row);
        tabs.finish();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
