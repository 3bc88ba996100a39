package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.DocumentId;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.reading.Delivery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FileChoiceTest {
  private static final Instant THEN = Instant.parse("2026-11-20T02:00:00Z");
  private static final DocumentId ID = new DocumentId("a".repeat(64));

  /** A letter, a mail with a part that failed, a scan that failed, and a file that is gone. */
  private static final Delivery LAST =
      new Delivery(
          List.of(
              document("in/a.txt"),
              document("in/mail.eml"),
              part("in/mail.eml/x/b.txt"),
              document("gone.txt")),
          List.of(failure("in/mail.eml/x/c.pdf", ID), failure("scan.tiff", null)));

  private static final List<ListedFile> FILES =
      List.of(
          file("in/a.txt", THEN.minusSeconds(1)),
          file("in/mail.eml", THEN.minusSeconds(9)),
          file("new.txt", THEN.minusSeconds(9)),
          file("newer.txt", THEN),
          file("scan.tiff", null));

  @Test
  void of_failed_looksAtWhatFailedAndWhatHoldsIt() {
    FileChoice choice =
        FileChoice.of(new Selection(Selection.Kind.FAILED, null, false), FILES, LAST);

    assertThat(choice.looked())
        .extracting(ListedFile::path)
        .containsExactly("in/mail.eml", "scan.tiff");
    assertThat(choice.carried())
        .extracting(FileChoice.Carried::path)
        .as("what lies in a file that is looked at, or is gone, stays away")
        .containsExactly("in/a.txt");
    assertThat(choice.left()).isEqualTo(2);
    assertThat(choice.files()).isEqualTo(3);
  }

  @Test
  void of_modified_looksAtWhatIsYoungOrUnknownAndKeepsTheRest() {
    FileChoice choice =
        FileChoice.of(new Selection(Selection.Kind.MODIFIED, THEN, false), FILES, LAST);

    assertThat(choice.looked())
        .extracting(ListedFile::path)
        .containsExactly("newer.txt", "scan.tiff");
    assertThat(choice.carried())
        .extracting(FileChoice.Carried::path)
        .containsExactly("in/a.txt", "in/mail.eml", "in/mail.eml/x/b.txt", "in/mail.eml/x/c.pdf");
    assertThat(choice.left()).as("new.txt").isEqualTo(1);
    assertThat(choice.files()).as("apart from two parts").isEqualTo(4);
  }

  private static ListedFile file(String path, @Nullable Instant modified) {
    return new ListedFile(path, "/" + path, 1, modified);
  }

  private static Delivery.Delivered document(String path) {
    return new Delivery.Delivered(path, ID, null, "work");
  }

  private static Delivery.Delivered part(String path) {
    return new Delivery.Delivered(path, ID, ID, "work");
  }

  private static Failure failure(String path, @Nullable DocumentId parent) {
    return new Failure(null, path, parent, Stage.EXTRACT, FailureReason.CORRUPT, "why");
  }
}
