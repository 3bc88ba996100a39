package dev.cartulary.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.DocumentId;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Folders as words: a path, and after {@code =} the first digit of its content; 0 is unreadable.
 */
class ChangesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing,           '', '', 0 0 0 0 0 0 0 0",
    "first run,         '', a=1 b=2, 0 2 0 0 0 0 0 0",
    "as before,         a=1 b=2, a=1 b=2, 2 0 0 0 0 0 0 0",
    "changed,           a=1, a=2, 0 0 1 0 0 0 0 0",
    "moved,             a=1, x/a=1, 0 0 0 1 0 0 0 0",
    "renamed,           x/a=1, x/b=1, 0 0 0 0 1 0 0 0",
    "removed,           a=1 b=2, a=1, 1 0 0 0 0 0 1 0",
    "copied,            a=1, a=1 b=1, 1 0 0 0 0 1 0 1",
    "moved and copied,  a=1, x/a=1 y/a=1, 0 0 0 1 0 1 0 1",
    "new duplicates,    '', a=1 b=1 c=1, 0 3 0 0 0 0 0 2",
    "one of two gone,   a=1 b=1, a=1, 1 0 0 0 0 0 1 0",
    "swapped,           a=1 b=2, a=2 b=1, 0 0 2 0 0 0 0 0",
    "unreadable,        a=1 b=0, a=0 b=2, 2 0 0 0 0 0 0 0",
    "unreadable is new, '', a=0, 0 1 0 0 0 0 0 0",
    "renamed near by,   x/a=1 y/a=1, x/b=1, 0 0 0 0 1 0 1 0",
  })
  void between_twoFolders_countsEveryFileOnce(
      String what, String before, String now, String expected) {
    Changes changes = Changes.between(delivery(before), delivery(now));

    assertThat(
            List.of(
                changes.same(),
                changes.added(),
                changes.changed(),
                changes.moved(),
                changes.renamed(),
                changes.copied(),
                changes.removed(),
                changes.duplicates()))
        .as(what)
        .isEqualTo(List.of(expected.split(" ")).stream().map(Integer::valueOf).toList());
    int files = now.isEmpty() ? 0 : now.split(" ").length;
    assertThat(
            changes.same()
                + changes.added()
                + changes.changed()
                + changes.moved()
                + changes.renamed()
                + changes.copied())
        .isEqualTo(files);
  }

  /** Each file holds a part, which does not count. */
  private static Delivery delivery(String folder) {
    List<Delivery.Delivered> documents = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String file : folder.isEmpty() ? new String[0] : folder.split(" ")) {
      String path = file.substring(0, file.indexOf('='));
      char digit = file.charAt(file.length() - 1);
      if (digit == '0') {
        failures.add(
            new Failure(null, path, Stage.SCAN, FailureReason.UNREADABLE, "cannot be read"));
        continue;
      }
      DocumentId id = new DocumentId(String.valueOf(digit).repeat(64));
      documents.add(new Delivery.Delivered(path, id, null, "work"));
      documents.add(
          new Delivery.Delivered(path + "/part", new DocumentId("f".repeat(64)), id, "work"));
    }
    return new Delivery(documents, failures);
  }
}
