package dev.cartulary.desk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cartulary.accounting.Metered;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.gold.GoldDocument;
import dev.cartulary.gold.Layout;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.review.Decision;
import dev.cartulary.review.Verdict;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real requests to a real server over a real ledger. */
@Timeout(60)
class ReviewServerTest {
  private static final String WORK = "a".repeat(64);
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String TEXT =
      "Agreement of 18 March 2024 between Acme\nLimited and \"Beta\" Inc. " + SCRIPT + " Beta Inc.";

  private final StoppedClock clock = new StoppedClock();
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;
  private Ledger ledger;
  private Queue queue;
  private ReviewServer server;
  private String origin = "";

  @BeforeEach
  void serve() throws IOException {
    DocumentType type =
        DocumentTypes.load(
            Files.writeString(
                folder.resolve("deal.yaml"),
                """
            name: deal
            fields:
              - {name: day, type: date, candidates: dates, required: true}
              - {name: parties, many: true}
            """));
    ledger =
        Ledger.open(new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""), clock);
    ledger.runs().start(started(), folder.toString(), "c");
    deliver(1, "sure.txt", value("day", "18 March 2024", 0.99, FieldStatus.FOUND));
    deliver(
        2,
        "<img src=x onerror=alert(1)>.txt",
        value("day", "Acme\nLimited", 0.5, FieldStatus.NEEDS_REVIEW),
        value("parties", "Acme\nLimited", 0.4, FieldStatus.NEEDS_REVIEW),
        value("parties", SCRIPT, 0.4, FieldStatus.NEEDS_REVIEW));
    deliver(3, "one.txt", value("day", "18 March 2024", 0.3, FieldStatus.NEEDS_REVIEW));
    ledger.runs().finish("R1", 3, 0);
    queue = new Queue(ledger, ledger.runs().delivery("R1"), type, 0.5);
    server =
        new ReviewServer(
            new Desk(ledger, "deals", queue, clock, ZoneOffset.UTC),
            List.of("Ann", "Ben"),
            0,
            clock);
    String address = address("Ann");
    origin = address.substring(0, address.indexOf("/enter"));
  }

  @AfterEach
  void close() {
    server.close();
    ledger.close();
  }

  @Test
  void enter_withAToken_opensOneSessionAndSpendsIt() throws Exception {
    HttpResponse<String> entered = get(address("Ann"), "");

    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("; HttpOnly", "; SameSite=Strict", "; Path=/");
    assertThat(get(address("Ann"), "").statusCode()).isEqualTo(403);
    assertThat(get(origin + "/", cookie(entered)).body()).contains("sure.txt").contains("Ann");
    assertThat(events()).last().asString().contains("review.opened", "Ann");
  }

  @Test
  void guessing_tokens_endsTheServer() throws Exception {
    for (int i = 0; i < Sessions.MOST_GUESSES; i++) {
      assertThat(get(origin + "/enter?token=guess" + i, "").statusCode()).isEqualTo(403);
    }

    assertThat(server.await(() -> false)).contains(ReviewServer.Ending.GUESSED);
    assertThat(get(address("Ann"), "").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/document?n=0", "/desk.js", "/desk.css"})
  void pages_withoutASession_areRefused(String path) throws Exception {
    assertThat(get(origin + path, "").statusCode()).isEqualTo(401);
    assertThat(get(origin + path, cookieName() + "=guess").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/desk.js/../../secret",
        "/document/1",
        "//etc/passwd",
        "/META-INF/MANIFEST.MF"
      })
  void paths_thatAreNoRoute_areNotFound(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1", "Host: " + host(), enter("Ann"));

    assertThat(answer).startsWith("HTTP/1.1 404");
  }

  @Test
  void requests_toAnotherName_areRefused() throws Exception {
    String session = enter("Ann");

    assertThat(raw("GET / HTTP/1.1", "Host: evil.example:" + port(), session))
        .startsWith("HTTP/1.1 421");
    assertThat(raw("GET / HTTP/1.1", "Host: 127.0.0.1", session)).startsWith("HTTP/1.1 421");
    assertThat(raw("GET / HTTP/1.1", "Host: localhost:" + port(), session))
        .startsWith("HTTP/1.1 200");
    assertThat(raw("GET / HTTP/1.1", "Host: " + host() + "\r\nSec-Fetch-Site: cross-site", session))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "PUT", "DELETE", "POST", "OPTIONS", "TRACE"})
  void methods_thatAPageDoesNotTake_areRefused(String method) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(origin + "/"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Cookie", enter("Ann")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void headers_ofEveryAnswer_letNothingElseIn() throws Exception {
    for (HttpResponse<String> answer :
        List.of(get(origin + "/", enter("Ann")), get(origin + "/nothing", ""))) {
      Map<String, List<String>> headers = answer.headers().map();
      assertThat(requireNonNull(headers.get("content-security-policy")).get(0))
          .startsWith("default-src 'none';")
          .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
          .doesNotContain("unsafe");
      assertThat(headers)
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("cache-control", List.of("no-store"))
          .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
          .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
          .containsEntry("referrer-policy", List.of("same-origin"));
    }
  }

  @Test
  void forms_ofOtherSitesOrWithoutTheKeyOrTooLong_changeNothing() throws Exception {
    String session = enter("Ann");
    Map<String, String> form = form(session, 2, "day", "", 0, "act", "accept");

    assertThat(post(session, "http://evil.example", form).statusCode()).isEqualTo(403);
    assertThat(post(session, "null", form).statusCode()).isEqualTo(403);
    assertThat(post("", origin, form).statusCode()).isEqualTo(401);
    assertThat(post(enter("Ben"), origin, form).statusCode())
        .as("the key of another session")
        .isEqualTo(403);
    form.put("words", "x".repeat(20_000));
    assertThat(post(session, origin, form).statusCode()).isEqualTo(413);
    assertThat(decisions(3)).isEmpty();
  }

  @Test
  void queue_ofDocuments_beginsWhereMostIsLearned() throws Exception {
    String page = get(origin + "/", enter("Ann")).body();

    assertThat(page)
        .containsSubsequence("onerror", "one.txt", "sure.txt")
        .contains("0 decided, 4 open")
        .doesNotContain("<img");
  }

  @Test
  void accept_andUndo_areVersionsOfOneDecision() throws Exception {
    String session = enter("Ann");
    clock.now = clock.now.plusSeconds(7);
    get(origin + "/document?n=1", session);
    clock.now = clock.now.plusSeconds(9);

    assertThat(post(session, origin, form(session, 1, "day", "", 0, "act", "accept")))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(303);
              assertThat(answer.headers().firstValue("Location"))
                  .hasValueSatisfying(
                      next -> assertThat(next).as("the next document").contains("n=0"));
            });
    assertThat(field(3, "day").status()).isEqualTo(FieldStatus.REVIEWED);
    clock.now = clock.now.plus(Duration.ofMinutes(20));
    assertThat(post(session, origin, form(session, 1, "day", "", 1, "act", "undo")).statusCode())
        .isEqualTo(303);

    assertThat(field(3, "day").status()).isEqualTo(FieldStatus.NEEDS_REVIEW);
    assertThat(decisions(3))
        .extracting(Decision::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.WITHDRAWN);
    assertThat(decisions(3)).extracting(Decision::seconds).containsExactly(9, Desk.MOST_SECONDS);
    assertThat(decisions(3)).extracting(Decision::reviewer).containsOnly("Ann");
  }

  @Test
  void correct_bySelecting_takesTheWordsAsTheFieldsType() throws Exception {
    String session = enter("Ann");
    int start = TEXT.indexOf("18 March");
    Map<String, String> form = form(session, 0, "day", "", 0, "act", "correct");
    form.put("start", String.valueOf(start - 1));
    form.put("end", String.valueOf(start + 14));
    form.put("words", " 18 March 2024 ");

    assertThat(post(session, origin, form).statusCode()).isEqualTo(303);

    assertThat(field(2, "day"))
        .isEqualTo(
            new Field(
                "day",
                "18 March 2024",
                new FieldValue.Date(LocalDate.of(2024, 3, 18)),
                new CharSpan(start, start + 13),
                1,
                1,
                FieldStatus.REVIEWED));
  }

  @Test
  void correct_withWordsThatAreNoneOrOfAnotherTypeOrMoved_saysSo() throws Exception {
    String session = enter("Ann");
    Map<String, String> form = form(session, 0, "day", "", 0, "act", "correct");

    form.put("words", "Acme Limited");
    assertThat(post(session, origin, form))
        .extracting(HttpResponse::statusCode, HttpResponse::body)
        .satisfies(answer -> assertThat(answer.toString()).contains("422", "read as a date"));
    form.put("words", "Gamma");
    assertThat(post(session, origin, form).body()).contains("do not stand in the text");
    form.put("start", "3");
    form.put("end", "8");
    assertThat(post(session, origin, form).body()).contains("could not be found");
    form.put("end", "999999");
    assertThat(post(session, origin, form).statusCode()).isEqualTo(422);
    assertThat(post(session, origin, form(session, 0, "day", "", 0, "act", "accept")).body())
        .contains("cannot be accepted");
    assertThat(decisions(2)).isEmpty();
  }

  @Test
  void add_ofTypedWordsThatStandTwice_letsChoose() throws Exception {
    String session = enter("Ann");
    Map<String, String> form = form(session, 0, "parties", "", 0, "act", "add");
    form.put("words", "acme limited");
    assertThat(post(session, origin, form).statusCode()).as("it stands once").isEqualTo(303);
    form.put("words", "inc.");

    HttpResponse<String> choice = post(session, origin, form);

    assertThat(choice.statusCode()).isEqualTo(200);
    assertThat(choice.body()).contains("2 places").contains("<b>Inc.</b>");
    form.put("start", String.valueOf(TEXT.lastIndexOf("Inc.")));
    form.put("end", String.valueOf(TEXT.length()));
    form.put("words", "Inc.");
    assertThat(post(session, origin, form).statusCode()).isEqualTo(303);
    int script = TEXT.indexOf(SCRIPT);
    String place = script + "-" + (script + SCRIPT.length());
    assertThat(
            post(session, origin, form(session, 0, "parties", place, 0, "act", "absent"))
                .statusCode())
        .isEqualTo(303);
    assertThat(document(2).fields())
        .filteredOn(field -> field.name().equals("parties"))
        .extracting(Field::value, Field::status)
        .containsExactly(
            tuple("Acme\nLimited", FieldStatus.REVIEWED), tuple("Inc.", FieldStatus.REVIEWED));
  }

  @Test
  void decide_afterSomebodyElse_tellsWhoAndWhatAndKeepsTheirs() throws Exception {
    String ann = enter("Ann");
    String ben = enter("Ben");
    Map<String, String> bens = form(ben, 1, "day", "", 0, "act", "absent");
    post(ann, origin, form(ann, 1, "day", "", 0, "act", "accept"));

    HttpResponse<String> refused = post(ben, origin, bens);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("Ann decided about day meanwhile: accepted on 22 November 2026 at 10:00")
        .contains("name=\"version\" value=\"1\"");
    assertThat(field(3, "day").status()).isEqualTo(FieldStatus.REVIEWED);
  }

  @Test
  void document_withMarkupInTextAndName_showsItAsText() throws Exception {
    String page = get(origin + "/document?n=0", enter("Ann")).body();

    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>")
        .doesNotContain("<img");
    Matcher lines = Pattern.compile("data-start=\"0\">(.*?)</div>", Pattern.DOTALL).matcher(page);
    assertThat(lines.find()).isTrue();
    assertThat(
            lines
                .group(1)
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&"))
        .as("offsets in the page are those in the text")
        .isEqualTo(TEXT);
  }

  @Test
  void labels_ofWhatWasDecided_areReadByEvaluations() throws Exception {
    String session = enter("Ann");
    post(session, origin, form(session, 1, "day", "", 0, "act", "accept"));
    Path gold = folder.resolve("gold");

    assertThat(Labels.write(queue, gold)).isEqualTo(1);

    Path inputs = Files.createDirectory(folder.resolve("in"));
    Files.writeString(inputs.resolve("one.txt"), TEXT);
    GoldDocument read = Layout.of(gold).read(gold, inputs, queue.type()).documents().get(0);
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
    assertThat(ledger.costs().work("R1").reviewed().decisions()).isEqualTo(1);
  }

  @Test
  void session_thatIsIdle_ends() throws Exception {
    String session = enter("Ann");
    clock.now = clock.now.plus(Sessions.IDLE).plusSeconds(1);

    assertThat(get(origin + "/", session).statusCode()).isEqualTo(401);
    assertThat(server.await(() -> false)).contains(ReviewServer.Ending.IDLE);
  }

  @Test
  void leave_ofEverybody_endsTheServer() throws Exception {
    for (String person : List.of("Ann", "Ben")) {
      String session = enter(person);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(origin + "/leave"))
              .header("Cookie", session)
              .header("Origin", origin)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString("key=" + key(session)));
      assertThat(send(request).statusCode()).isEqualTo(200);
      assertThat(get(origin + "/", session).statusCode()).isEqualTo(401);
    }

    assertThat(server.await(() -> false)).contains(ReviewServer.Ending.LEFT);
  }

  private void deliver(int number, String path, Field... fields) {
    DocumentId id = new DocumentId(String.format("%064x", number));
    DocumentRecord record =
        new DocumentRecord(
            new SourceFile(id, path, "/in/" + path, 77),
            "text/plain",
            1,
            0,
            null,
            List.of(),
            TEXT.length(),
            1,
            "deal",
            "model",
            new Summary(Summary.Kind.KEY_SENTENCES, "", List.of()),
            List.of(fields),
            TokenUsage.ZERO,
            new Timings(clock.instant(), 0, 0),
            List.of());
    Metered.Spent spent = new Metered.Spent(BigDecimal.ONE, BigDecimal.ONE, true);
    ledger
        .documents(WORK)
        .store(
            record,
            new ExtractedText(
                id,
                "text/plain",
                TEXT,
                List.of(new Page(1, new CharSpan(0, TEXT.length()), false))),
            new Metered(
                LocalDate.of(2026, 11, 21),
                "embedded",
                new CloudPrice.Work(3, 3, 1, 100),
                1,
                spent,
                spent));
    ledger.runs().deliver("R1", record.file(), WORK, false);
  }

  private static AuditEvent.RunStarted started() {
    return new AuditEvent.RunStarted(
        "R1",
        "deals",
        WORK,
        new AuditEvent.Model("embedded", "f", "int8"),
        "9",
        new AuditEvent.Schema("deal", "s"),
        "0.1",
        "/in");
  }

  private static Field value(String name, String words, double probability, FieldStatus status) {
    int start = TEXT.indexOf(words);
    return new Field(
        name,
        words,
        words.startsWith("18")
            ? new FieldValue.Date(LocalDate.of(2024, 3, 18))
            : new FieldValue.Text(words),
        new CharSpan(start, start + words.length()),
        1,
        probability,
        status);
  }

  private DocumentRecord document(int number) {
    return ledger
        .documents(WORK)
        .find(new DocumentId(String.format("%064x", number)))
        .orElseThrow();
  }

  private Field field(int number, String name) {
    return document(number).fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<Decision> decisions(int number) {
    DocumentId id = new DocumentId(String.format("%064x", number));
    String digest = ledger.reviews().find(id, WORK).orElseThrow().digest();
    return ledger.reviews().history(id, digest, "deal");
  }

  private List<String> events() {
    List<String> events = new ArrayList<>();
    ledger.audit().read(link -> events.add(link.event()));
    return events;
  }

  private String port() {
    return origin.substring(origin.lastIndexOf(':') + 1);
  }

  private String host() {
    return "127.0.0.1:" + port();
  }

  private String cookieName() {
    return "cartulary-" + port();
  }

  private String address(String person) {
    return requireNonNull(server.addresses().get(person));
  }

  private String enter(String person) throws Exception {
    return cookie(get(address(person), ""));
  }

  private static String cookie(HttpResponse<String> entered) {
    return entered.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  private String key(String session) throws Exception {
    Matcher key =
        Pattern.compile("name=\"key\" value=\"([^\"]+)\"")
            .matcher(get(origin + "/", session).body());
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  private Map<String, String> form(
      String session, int n, String field, String place, int version, String name, String value)
      throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("key", key(session));
    form.put("n", String.valueOf(n));
    form.put("field", field);
    form.put("place", place);
    form.put("version", String.valueOf(version));
    form.put(name, value);
    return form;
  }

  private HttpResponse<String> post(String session, String from, Map<String, String> form)
      throws Exception {
    String body =
        form.entrySet().stream()
            .map(
                member ->
                    member.getKey()
                        + "="
                        + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(origin + "/decide"))
            .header("Cookie", session.isEmpty() ? "none=1" : session)
            .header("Origin", from)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String address, String session) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Cookie", session.isEmpty() ? "none=1" : session));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** As a client of Java would not send it. */
  private String raw(String line, String headers, String session) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port()))) {
      socket
          .getOutputStream()
          .write(
              (line + "\r\n" + headers + "\r\nCookie: " + session + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A clock that goes on when it is told to. */
  private static final class StoppedClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
