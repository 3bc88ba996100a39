package dev.cartulary.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A terminal of its own for each test, a job file, and operations that answer at once. */
abstract class CommandTest {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final RecordedOperations operations = new RecordedOperations();

  @TempDir Path folder;
  Path job = Path.of("");

  @BeforeEach
  void writeJob() throws IOException {
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("in/letter.txt"), "x");
    Files.writeString(folder.resolve("memo.yaml"), "name: memo\nfields: [{name: subject}]\n");
    job =
        Files.writeString(
            folder.resolve("job.yaml"),
            "input: {path: in}\ntype: memo.yaml\noutput: {path: out}\n");
  }

  int execute(String... arguments) {
    return CommandLines.of(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new Surroundings(Map.of(), false),
            operations)
        .execute(arguments);
  }
}
