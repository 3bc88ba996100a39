package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyFolder;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.parquet.StoredRun;
import dev.cartulary.parquet.TableCipher;
import dev.cartulary.scratch.ScratchFolder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person decided, from the browser to tables, explanations, exports and labels, under the
 * job's keys: the disk says nothing to who has none.
 */
@Timeout(300)
class ReviewedRunTest {
  private static final String LETTER =
      """
      Lease of 18 March 2024 between Pellworth Limited and Skarsund AS.
      The law of Norway governs it. It ends on 31 March 2029.
      """;

  private static final List<String> PLANTED =
      List.of("Pellworth", "Norway", "31 March 2029", "2029-03-31", "quist_zebulon");

  private final HttpClient client = HttpClient.newHttpClient();
  private String session = "none=1";

  @TempDir Path folder;

  @Test
  void review_ofAnEncryptedRun_flowsIntoAllThatIsMadeOfIt() throws Exception {
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("in/quist_zebulon.txt"), LETTER);
    Files.writeString(
        folder.resolve("lease.yaml"),
        """
        name: lease
        fields:
          - {name: day, type: date, candidates: dates}
          - {name: town}
        """);
    String plain =
        """
        name: job
        input: {path: in}
        type: lease.yaml
        output: {path: out}
        ledger: {url: "jdbc:h2:file:./ledger"}
        """;
    Files.writeString(folder.resolve("plain.yaml"), plain);
    Files.writeString(folder.resolve("job.yaml"), plain + "encryption: {keys: keys}\n");
    KeyFolder.create(folder.resolve("keys"));
    Program program = new Program(folder);
    Program.Ended run = program.run("run", "job.yaml");
    assertThat(run.exit()).as(run.err()).isZero();

    Program.Ended without = program.run("review", "plain.yaml");
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("the job names no keys");

    review(program.start("review", "job.yaml", "--as", "Ann", "--write"));

    assertNothingPlanted();
    assertThat(StoredRun.read(folder.resolve("out"), cipher()).values())
        .extracting(
            StoredRun.StoredValue::name,
            StoredRun.StoredValue::canonical,
            StoredRun.StoredValue::status,
            StoredRun.StoredValue::probability)
        .containsExactly(
            tuple("day", "2029-03-31", "reviewed", 1.0), tuple("town", "Norway", "reviewed", 1.0));

    Program.Ended explained = program.run("explain", "job.yaml", "zebulon.txt", "day");
    assertThat(explained.exit()).as(explained.err()).isZero();
    assertThat(explained.out().replaceAll("\\s+", " "))
        .contains("It ends on >>31 March 2029<<.", "decided by a person", "the model none, ")
        .contains("alternative 18 March 2024, probability 0.", "model embedded in ");
    Program.Ended exported =
        program.run("export", "job.yaml", "--format", "csv", "--out", "for-people");
    assertThat(exported.exit()).as(exported.err()).isZero();
    assertThat(folder.resolve("for-people/documents.csv")).content().contains("2029-03-31,Norway");
    assertModelIsJudged(program);

    try (Ledger ledger =
        Ledger.open(
            new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""),
            Clock.systemUTC())) {
      List<String> events = new ArrayList<>();
      ledger.audit().read(link -> events.add(link.event()));
      assertThat(events)
          .anyMatch(event -> event.contains("review.opened") && event.contains("Ann"))
          .anyMatch(event -> event.contains("field.decided") && event.contains("Ann"))
          .anyMatch(event -> event.contains("values.read") && event.contains("explain"))
          .anyMatch(event -> event.contains("values.read") && event.contains("export"))
          .anyMatch(event -> event.contains("values.read") && event.contains("review --labels"))
          .noneMatch(event -> PLANTED.stream().anyMatch(event::contains));
    }
    for (String shown : List.of("std", "for-people", "gold", "judged")) {
      ScratchFolder.delete(folder.resolve(shown));
    }
    assertNothingPlanted();
    assertThat(program.leftTemporary()).isEmpty();
  }

  private void review(Program.Started review) throws Exception {
    String address = address(review);
    String origin = address.substring(0, address.indexOf("/enter"));
    session =
        send(HttpRequest.newBuilder(URI.create(address)))
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .replaceFirst(";.*", "");
    String page = send(HttpRequest.newBuilder(URI.create(origin + "/document?n=0"))).body();
    assertThat(page).contains("Pellworth Limited");
    String key = first("name=\"key\" value=\"([^\"]+)\"", page);
    String form = "key=" + key + "&n=0&place=&version=0&act=correct&words=";
    assertThat(post(origin, "/decide", form + encoded("31 march 2029") + "&field=day"))
        .isEqualTo(303);
    assertThat(post(origin, "/decide", form + "Norway&field=town")).isEqualTo(303);
    assertThat(post(origin, "/leave", "key=" + key)).isEqualTo(200);
    Program.Ended ended = review.await();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("2 found, 0 to review");
  }

  /** Labels of the review are no praise of the model, which had found neither. */
  private void assertModelIsJudged(Program program) throws Exception {
    Program.Ended labels = program.run("review", "job.yaml", "--labels", "gold");
    assertThat(labels.exit()).as(labels.err()).isZero();
    Program.Ended judged =
        program.run("evaluate", "job.yaml", "--gold", "gold", "--out", "judged", "--json");
    assertThat(judged.exit()).as(judged.err()).isZero();
    assertThat(
            Tables.query(
                List.of(),
                "select field, value from '"
                    + folder.resolve("judged/figures.parquet")
                    + "' where system = 'model' and metric = 'recall' and field in ('day', 'town')"
                    + " order by field"))
        .containsExactly(List.of("day", "0.0"), List.of("town", "0.0"));
    Program.Ended flattered =
        program.run("evaluate", "job.yaml", "--gold", "gold", "--from", "out", "--out", "no");
    assertThat(flattered.exit()).isEqualTo(2);
    assertThat(flattered.err()).contains("holds values that persons decided", "without --from");
  }

  private TableCipher cipher() {
    Encryption.Place place = new Encryption.Folder(folder.resolve("keys").toString());
    return new TableCipher(KeyRing.open(place), Encryption.Columns.SEPARATE);
  }

  /** In no file that commands have written, names included. */
  private void assertNothingPlanted() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> written =
          files
              .filter(file -> Files.isRegularFile(file) && !file.startsWith(folder.resolve("in")))
              .toList();
      assertThat(written).extracting(Path::toString).anyMatch(name -> name.endsWith(".parquet"));
      for (Path file : written) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(PLANTED)
            .as(file.toString())
            .noneMatch(text -> bytes.contains(text) || file.toString().contains(text));
      }
    }
  }

  private static String address(Program.Started review) throws Exception {
    for (int i = 0; i < 600; i++) {
      Matcher address =
          Pattern.compile("http://127\\.0\\.0\\.1:\\d+/enter\\?token=\\S+")
              .matcher(Files.readString(review.err()));
      if (address.find()) {
        return address.group();
      }
      assertThat(review.process().isAlive()).as(Files.readString(review.err())).isTrue();
      Thread.sleep(200);
    }
    throw new AssertionError("no address was printed");
  }

  private static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private static String first(String regex, String in) {
    Matcher matcher = Pattern.compile(regex).matcher(in);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private int post(String origin, String path, String form) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(origin + path))
            .header("Origin", origin)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)))
        .statusCode();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.header("Cookie", session).build(), HttpResponse.BodyHandlers.ofString());
  }
}
