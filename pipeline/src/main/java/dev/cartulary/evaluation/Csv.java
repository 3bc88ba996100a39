package dev.cartulary.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines of comma-separated cells after RFC 4180, without line breaks in cells. */
final class Csv {
  private Csv() {}

  static String line(List<String> cells) {
    return String.join(",", cells.stream().map(Csv::quoted).toList()) + "\n";
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\r\n]*")
        ? cell
        : '"' + cell.replaceAll("[\r\n]+", " ").replace("\"", "\"\"") + '"';
  }

  /**
   * The lines after the first, each by the first line's names.
   *
   * @throws EvaluationException if the file is missing or has other columns
   */
  static List<Map<String, String>> read(Path file, List<String> columns) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new EvaluationException(
          file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "); name the folder that an evaluation has written");
    }
    if (lines.isEmpty() || !cells(lines.get(0)).equals(columns)) {
      throw new EvaluationException(
          file + " has other columns than this version writes; evaluate again");
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      if (cells.size() != columns.size()) {
        throw new EvaluationException(file + " is cut off or was edited; evaluate again");
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), cells.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
