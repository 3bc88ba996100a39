package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ParserClassesTest {
  private static final String ALL = System.getProperty(ParserClasses.FOLDER, "");

  @TempDir Path folder;
  private Path note;

  @BeforeEach
  void writeNote() throws Exception {
    note = Files.writeString(folder.resolve("note.txt"), "A note.");
  }

  @AfterEach
  void keepThemWhereAllTestsDo() {
    System.setProperty(ParserClasses.FOLDER, ALL);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void start_first_makesTheArchiveThatItAndLaterOnesMap() throws Exception {
    Path classes = folder.resolve("classes");
    Files.createDirectory(classes);
    Files.writeString(classes.resolve("of-another-jar.jsa"), "");
    System.setProperty(ParserClasses.FOLDER, classes.toString());

    List<String> first = mapped();
    assertThat(first).hasSize(1);
    FileTime made = Files.getLastModifiedTime(Path.of(first.get(0)));

    assertThat(mapped()).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(Path.of(first.get(0)))).isEqualTo(made);
    try (Stream<Path> left = Files.list(classes)) {
      assertThat(left).containsExactlyInAnyOrder(Path.of(first.get(0)), classes.resolve("lock"));
    }
  }

  @Test
  void start_folderCannotBeMade_readsAllTheSame() throws Exception {
    System.setProperty(ParserClasses.FOLDER, note.resolve("classes").toString());
    try (ForkedExtractor extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1))) {
      assertThat(Extraction.text(extractor, note).text()).isEqualTo("A note.");
    }
  }

  /** The archives of this folder that a parser process which read a file has in its memory. */
  private List<String> mapped() throws Exception {
    try (ForkedExtractor extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1))) {
      assertThat(Extraction.text(extractor, note).text()).isEqualTo("A note.");
      List<ProcessHandle> children = ProcessHandle.current().children().toList();
      assertThat(children).hasSize(1);
      Path maps = Path.of("/proc", String.valueOf(children.get(0).pid()), "maps");
      return Files.readAllLines(maps).stream()
          .filter(line -> line.contains(folder.toString()) && line.endsWith(".jsa"))
          .map(line -> line.substring(line.indexOf('/')))
          .distinct()
          .toList();
    }
  }
}
