package dev.cartulary.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.gold.GoldDocument;
import dev.cartulary.gold.Layout;
import dev.cartulary.review.Decision;
import dev.cartulary.review.Verdict;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What persons see and decide, without scripts. */
@Timeout(60)
class DeskTest {
  @TempDir Path folder;
  private Deals deals;
  private Visitor ann;

  @BeforeEach
  void enter() throws Exception {
    deals = new Deals(folder);
    ann = Visitor.entered(deals, "Ann");
  }

  @AfterEach
  void close() {
    deals.close();
  }

  @Test
  void queue_ofDocuments_beginsWhereMostIsLearned() throws Exception {
    assertThat(ann.get("/").body())
        .containsSubsequence("onerror", "one.txt", "sure.txt")
        .contains("0 decided, 4 open")
        .doesNotContain("<img");
  }

  @Test
  void accept_andUndo_areVersionsOfOneDecision() throws Exception {
    deals.pass(Duration.ofSeconds(7));
    ann.get("/document?n=1");
    deals.pass(Duration.ofSeconds(9));

    assertThat(ann.post(ann.form(1, "day", "", 0, "accept")))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(303);
              assertThat(answer.headers().firstValue("Location"))
                  .hasValueSatisfying(
                      next -> assertThat(next).as("the next document").contains("n=0"));
            });
    assertThat(deals.day(3).status()).isEqualTo(FieldStatus.REVIEWED);
    deals.pass(Duration.ofMinutes(20));
    assertThat(ann.post(ann.form(1, "day", "", 1, "undo")).statusCode()).isEqualTo(303);

    assertThat(deals.day(3).status()).isEqualTo(FieldStatus.NEEDS_REVIEW);
    assertThat(deals.decisions(3))
        .extracting(Decision::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.WITHDRAWN);
    assertThat(deals.decisions(3))
        .extracting(Decision::seconds)
        .containsExactly(9, Desk.MOST_SECONDS);
    assertThat(deals.decisions(3)).extracting(Decision::reviewer).containsOnly("Ann");
  }

  @Test
  void correct_bySelecting_takesTheWordsAsTheFieldsType() throws Exception {
    int start = Deals.TEXT.indexOf("2 April");
    Map<String, String> form = ann.form(0, "day", "", 0, "correct");
    form.put("start", String.valueOf(start - 1));
    form.put("end", String.valueOf(start + 13));
    form.put("words", " 2 April 2025 ");

    assertThat(ann.post(form).statusCode()).isEqualTo(303);

    assertThat(deals.day(2))
        .isEqualTo(
            new Field(
                    "day",
                    "2 April 2025",
                    new FieldValue.Date(LocalDate.of(2025, 4, 2)),
                    new CharSpan(start, start + 12),
                    2,
                    1,
                    FieldStatus.REVIEWED)
                .routed(dev.cartulary.field.Route.REVIEW));
  }

  @Test
  void correct_withWordsThatAreNoneOrOfAnotherTypeOrMoved_saysSo() throws Exception {
    Map<String, String> form = ann.form(0, "day", "", 0, "correct");

    form.put("words", "Acme Limited");
    HttpResponse<String> refused = ann.post(form);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("read as a date");
    form.put("words", "Delta");
    assertThat(ann.post(form).body()).contains("do not stand in the text");
    form.put("start", "3");
    form.put("end", "8");
    assertThat(ann.post(form).body()).contains("could not be found");
    form.put("end", "999999");
    assertThat(ann.post(form).statusCode()).isEqualTo(422);
    assertThat(ann.post(ann.form(0, "day", "", 0, "accept")).body()).contains("cannot be accepted");
    assertThat(deals.decisions(2)).isEmpty();
  }

  @Test
  void add_ofTypedWordsThatStandTwice_letsChoose() throws Exception {
    Map<String, String> form = ann.form(0, "parties", "", 0, "add");
    form.put("words", "acme limited");
    assertThat(ann.post(form).statusCode()).as("it stands once").isEqualTo(303);
    form.put("words", "inc.");

    HttpResponse<String> choice = ann.post(form);

    assertThat(choice.statusCode()).isEqualTo(200);
    assertThat(choice.body()).contains("2 places").contains("<b>Inc.</b>");
    int second = Deals.TEXT.lastIndexOf("Inc.");
    form.put("start", String.valueOf(second));
    form.put("end", String.valueOf(second + 4));
    form.put("words", "Inc.");
    assertThat(ann.post(form).statusCode()).isEqualTo(303);
    int script = Deals.TEXT.indexOf(Deals.SCRIPT);
    String place = script + "-" + (script + Deals.SCRIPT.length());
    assertThat(ann.post(ann.form(0, "parties", place, 0, "absent")).statusCode()).isEqualTo(303);
    assertThat(deals.fields(2, "parties"))
        .extracting(Field::value, Field::status)
        .containsExactly(
            tuple("Acme\nLimited", FieldStatus.REVIEWED), tuple("Inc.", FieldStatus.REVIEWED));
  }

  @Test
  void decide_afterSomebodyElse_tellsWhoAndWhatAndKeepsTheirs() throws Exception {
    Visitor ben = Visitor.entered(deals, "Ben");
    Map<String, String> bens = ben.form(1, "day", "", 0, "absent");
    ann.post(ann.form(1, "day", "", 0, "accept"));

    HttpResponse<String> refused = ben.post(bens);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("Ann decided about day meanwhile: accepted on 22 November 2026 at 10:00")
        .contains("name=\"version\" value=\"1\"");
    assertThat(deals.day(3).status()).isEqualTo(FieldStatus.REVIEWED);
  }

  @Test
  void document_withMarkupInTextAndName_showsItAsText() throws Exception {
    String page = ann.get("/document?n=0").body();

    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>")
        .doesNotContain("<img");
    Matcher lines = Pattern.compile("(?s)data-start=\"(\\d+)\">(.*?)</div>").matcher(page);
    for (String shown : new String[] {Deals.FIRST, Deals.SECOND}) {
      assertThat(lines.find()).isTrue();
      assertThat(Integer.parseInt(lines.group(1))).isEqualTo(Deals.TEXT.indexOf(shown));
      assertThat(
              lines
                  .group(2)
                  .replaceAll("<[^>]*>", "")
                  .replace("&lt;", "<")
                  .replace("&gt;", ">")
                  .replace("&quot;", "\"")
                  .replace("&amp;", "&"))
          .as("offsets in the page are those in the text")
          .isEqualTo(shown);
    }
  }

  @Test
  void labels_ofWhatWasDecided_areReadByEvaluations() throws Exception {
    ann.post(ann.form(1, "day", "", 0, "accept"));
    Path gold = folder.resolve("gold");

    assertThat(Labels.write(deals.queue(), gold)).isEqualTo(1);

    Path inputs = Files.createDirectory(folder.resolve("in"));
    Files.writeString(inputs.resolve("one.txt"), Deals.TEXT);
    GoldDocument read = Layout.of(gold).read(gold, inputs, deals.queue().type()).documents().get(0);
    assertThat(read.path()).isEqualTo("one.txt");
    assertThat(read.fields())
        .as("of parties nobody has decided anything")
        .singleElement()
        .satisfies(
            day -> {
              assertThat(day.name()).isEqualTo("day");
              assertThat(day.values())
                  .singleElement()
                  .satisfies(value -> assertThat(value.forms()).containsExactly("2024 03 18"));
            });
    assertThat(deals.ledger().costs().work("R1").reviewed().decisions()).isEqualTo(1);
  }
}
