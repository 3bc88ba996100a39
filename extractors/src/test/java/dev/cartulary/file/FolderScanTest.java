package dev.cartulary.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FolderScanTest {
  @TempDir private Path root;

  @Test
  void list_nestedFolders_sortedRelativePathsWithSizes() throws Exception {
    write("b.pdf", "bb");
    write("a/z.txt", "z");
    write("a/.DS_Store", "x");

    List<ListedFile> files = new FolderScan(List.of("**/*"), List.of()).list(root);

    assertThat(files.stream().map(ListedFile::path))
        .containsExactly("a/.DS_Store", "a/z.txt", "b.pdf");
    assertThat(files.get(2).sizeBytes()).isEqualTo(2);
    assertThat(Path.of(files.get(2).location())).isAbsolute().exists();
    assertThat(new FolderScan(List.of(), List.of("**/.*")).list(root)).hasSize(2);
    assertThat(new FolderScan(List.of("*.pdf"), List.of()).list(root)).hasSize(1);
  }

  @Test
  void list_linkToAFolderAbove_everyFileOnce() throws Exception {
    write("a/one.txt", "1");
    Files.createSymbolicLink(root.resolve("a/loop"), root);

    assertThat(new FolderScan(List.of(), List.of()).list(root).stream().map(ListedFile::path))
        .containsExactly("a/one.txt");
  }

  @Test
  void list_linksInCircles_endsAndNamesThoseThatLeadNowhere() throws Exception {
    write("a/one.txt", "1");
    write("b/two.txt", "2");
    Files.createSymbolicLink(root.resolve("a/to-b"), root.resolve("b"));
    Files.createSymbolicLink(root.resolve("b/to-a"), root.resolve("a"));
    Files.createSymbolicLink(root.resolve("self"), root.resolve("self"));
    Files.createSymbolicLink(root.resolve("x"), root.resolve("y"));
    Files.createSymbolicLink(root.resolve("y"), root.resolve("x"));

    List<ListedFile> files = new FolderScan(List.of(), List.of()).list(root);

    assertThat(files.stream().map(ListedFile::path))
        .containsExactly(
            "a/one.txt", "a/to-b/two.txt", "b/to-a/one.txt", "b/two.txt", "self", "x", "y");
    for (ListedFile link : files.subList(4, 7)) {
      assertThat(failure(FileHasher.hash(link)).reason()).isEqualTo(FailureReason.UNREADABLE);
    }
  }

  /** Made by a shell: Java itself cannot write such a name. */
  @Test
  void list_namesWithLineEndsAndBytesThatAreNoText_readOrUnreadableWithTheCause() throws Exception {
    String script =
        "printf x > \"$(printf 'two\\nlines.txt')\"; printf y > \"$(printf 'a\\377.txt')\"";
    assertThat(new ProcessBuilder("sh", "-c", script).directory(root.toFile()).start().waitFor())
        .isZero();

    List<ListedFile> files = new FolderScan(List.of(), List.of("none")).list(root);

    assertThat(files).hasSize(2);
    assertThat(failure(FileHasher.hash(files.get(0))))
        .satisfies(
            failure -> {
              assertThat(failure.reason()).isEqualTo(FailureReason.UNREADABLE);
              assertThat(failure.message()).contains("this locale cannot");
            });
    assertThat(files.get(1).path()).isEqualTo("two\nlines.txt");
    assertThat(FileHasher.hash(files.get(1)).fold(SourceFile::sizeBytes, failure -> -1L))
        .isEqualTo(1);
  }

  @Test
  void list_missingEmptyOrFile_saysWhatToDo() throws Exception {
    FolderScan scan = new FolderScan(List.of("*.pdf"), List.of());

    assertThatThrownBy(() -> scan.list(root.resolve("no")))
        .isInstanceOf(InputFolderException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> scan.list(root))
        .isInstanceOf(InputFolderException.class)
        .hasMessageContaining("is empty");
    Path file = write("note.txt", "n");
    assertThatThrownBy(() -> scan.list(file))
        .isInstanceOf(InputFolderException.class)
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> scan.list(root))
        .isInstanceOf(InputFolderException.class)
        .hasMessageContaining("holds 1 files, but none matches");
  }

  @Test
  void hash_knownBytes_knownIdentity() throws Exception {
    write("abc.txt", "abc");

    SourceFile file =
        onlyFile()
            .fold(
                ok -> ok,
                failure -> {
                  throw unexpected(failure);
                });

    assertThat(file.id().sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(file.sizeBytes()).isEqualTo(3);
    assertThat(file.path()).isEqualTo("abc.txt");
  }

  @Test
  void hash_emptyFile_empty() throws Exception {
    write("nothing.pdf", "");

    assertThat(failure(onlyFile()).reason()).isEqualTo(FailureReason.EMPTY);
    assertThat(failure(onlyFile()).path()).isEqualTo("nothing.pdf");
  }

  @Test
  void hash_danglingLinkOrVanishedFile_unreadable() throws Exception {
    Files.createSymbolicLink(root.resolve("gone.pdf"), root.resolve("nowhere"));

    Failure failure = failure(onlyFile());

    assertThat(failure.reason()).isEqualTo(FailureReason.UNREADABLE);
    assertThat(failure.id()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "**/*, a.txt, true",
    "**/*, a/b/c.txt, true",
    "*, a/b.txt, false",
    "*.pdf, a.PDF, false",
    "'*.{pdf,docx}', x.docx, true",
    "'*.{pdf,docx}', x.doc, false",
    "in/**/*.txt, in/a.txt, true",
    "in/**/*.txt, in/a/b.txt, true",
    "in/**, in/a/b.txt, true",
    "?.txt, ab.txt, false",
    "[!a-c].txt, d.txt, true",
    "[!a-c].txt, b.txt, false",
    "a+b(1).txt, a+b(1).txt, true",
    "**/.*, a/.hidden, true",
  })
  void matches_pattern_asDocumented(String glob, String path, boolean expected) {
    assertThat(new Glob(glob).matches(path)).isEqualTo(expected);
  }

  @Test
  void constructor_openBracket_namesThePattern() {
    assertThatThrownBy(() -> new FolderScan(List.of("a[b"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a[b");
  }

  private Outcome<SourceFile> onlyFile() {
    List<ListedFile> files = new FolderScan(List.of(), List.of()).list(root);
    assertThat(files).hasSize(1);
    return FileHasher.hash(files.get(0));
  }

  private static Failure failure(Outcome<SourceFile> outcome) {
    return outcome.fold(
        file -> {
          throw unexpected(file);
        },
        failure -> failure);
  }

  private static AssertionError unexpected(Object instead) {
    return new AssertionError("not expected: " + instead);
  }

  private Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
