package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person decided, from the browser to the tables. */
@Timeout(300)
class ReviewedRunTest {
  private static final String LETTER =
      """
      Lease of 18 March 2024 between Pellworth Limited and Skarsund AS.
      The law of Norway governs it. It ends on 31 March 2029.
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private String session = "none=1";

  @TempDir Path folder;

  @Test
  void review_ofARun_writesTheDecisionsIntoTheTables() throws Exception {
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("in/lease.txt"), LETTER);
    Files.writeString(
        folder.resolve("lease.yaml"),
        """
        name: lease
        fields:
          - {name: day, type: date, candidates: dates}
          - {name: town}
        """);
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        input: {path: in}
        type: lease.yaml
        output: {path: out}
        ledger: {url: "jdbc:h2:file:./ledger"}
        """);
    Program program = new Program(folder);
    Program.Ended run = program.run("run", "job.yaml");
    assertThat(run.exit()).as(run.err()).isZero();

    Program.Started review = program.start("review", "job.yaml", "--as", "Ann", "--write");
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
    assertThat(ended.out()).contains("2 found, 0 to review").doesNotContain("Norway");
    assertThat(ended.err()).doesNotContain("Norway").doesNotContain("2029");
    assertThat(
            Tables.query(
                folder.resolve("out"),
                "select name, value, normalized.canonical, status, page, probability from fields"
                    + " order by name"))
        .containsExactly(
            List.of("day", "31 March 2029", "2029-03-31", "reviewed", "1", "1.0"),
            List.of("town", "Norway", "Norway", "reviewed", "1", "1.0"));
    assertThat(Tables.column(folder.resolve("out"), "select fields_reviewed from documents"))
        .containsExactly("2");
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
