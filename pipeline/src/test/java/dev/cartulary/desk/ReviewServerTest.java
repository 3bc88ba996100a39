package dev.cartulary.desk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can come in, and who cannot: real requests to a real server. */
@Timeout(60)
class ReviewServerTest {
  @TempDir Path folder;
  private Deals deals;

  @BeforeEach
  void serve() throws IOException {
    deals = new Deals(folder);
  }

  @AfterEach
  void close() {
    deals.close();
  }

  @Test
  void enter_withAToken_opensOneSessionAndSpendsIt() throws Exception {
    Visitor stranger = Visitor.stranger(deals);
    HttpResponse<String> entered = stranger.open(deals.address("Ann"));

    assertThat(entered.statusCode()).isEqualTo(303);
    String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("; HttpOnly", "; SameSite=Strict", "; Path=/");
    assertThat(stranger.open(deals.address("Ann")).statusCode()).isEqualTo(403);
    assertThat(new Visitor(deals.origin(), cookie.replaceFirst(";.*", "")).get("/").body())
        .contains("sure.txt")
        .contains("Ann");
    assertThat(deals.events()).last().asString().contains("review.opened", "Ann");
  }

  @Test
  void guessing_tokens_endsTheServer() throws Exception {
    Visitor stranger = Visitor.stranger(deals);
    for (int i = 0; i < Sessions.MOST_GUESSES; i++) {
      assertThat(stranger.get("/enter?token=guess" + i).statusCode()).isEqualTo(403);
    }

    assertThat(deals.server().await(() -> false)).contains(ReviewServer.Ending.GUESSED);
    assertThat(stranger.open(deals.address("Ann")).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/document?n=0", "/picture?n=0&page=1", "/desk.js", "/desk.css"})
  void pages_withoutASession_areRefused(String path) throws Exception {
    Visitor stranger = Visitor.stranger(deals);
    Visitor guessing = new Visitor(deals.origin(), "cartulary-" + stranger.port() + "=guess");

    assertThat(stranger.get(path).statusCode()).isEqualTo(401);
    assertThat(guessing.get(path).statusCode()).isEqualTo(401);
  }

  @Test
  void picture_ofTheReport_isShownBesideTheFields() throws Exception {
    Path pictures = Files.createDirectories(folder.resolve("report/pictures"));
    Files.writeString(pictures.resolve("0".repeat(16) + "-1.png"), "a picture");
    Visitor ann = Visitor.entered(deals, "Ann");

    assertThat(ann.get("/document?n=0").body())
        .contains("<img loading=\"lazy\" src=\"/picture?n=0&amp;page=1\"")
        .contains("<rect x=\"600\" y=\"700\" width=\"900\" height=\"120\"/>");
    HttpResponse<String> picture = ann.get("/picture?n=0&page=1");
    assertThat(picture.body()).isEqualTo("a picture");
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(ann.get("/picture?n=0&page=2").statusCode()).isEqualTo(404);
    assertThat(ann.get("/picture?n=99&page=1").statusCode()).isEqualTo(404);
    assertThat(ann.get("/picture?n=0&page=../1").statusCode()).isEqualTo(404);
  }

  @Test
  void icon_ofThePages_isThereForEverybody() throws Exception {
    HttpResponse<String> icon = Visitor.stranger(deals).get("/favicon.ico");

    assertThat(icon.statusCode()).isEqualTo(200);
    assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
    assertThat(icon.body()).startsWith("<svg");
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
    Visitor ann = Visitor.entered(deals, "Ann");

    assertThat(ann.raw("GET " + path + " HTTP/1.1", "Host: " + ann.host()))
        .startsWith("HTTP/1.1 404");
  }

  @Test
  void requests_toAnotherName_areRefused() throws Exception {
    Visitor ann = Visitor.entered(deals, "Ann");

    assertThat(ann.raw("GET / HTTP/1.1", "Host: evil.example:" + ann.port()))
        .startsWith("HTTP/1.1 421");
    assertThat(ann.raw("GET / HTTP/1.1", "Host: 127.0.0.1")).startsWith("HTTP/1.1 421");
    assertThat(ann.raw("GET / HTTP/1.1", "Host: localhost:" + ann.port()))
        .startsWith("HTTP/1.1 200");
    assertThat(ann.raw("GET / HTTP/1.1", "Host: " + ann.host() + "\r\nSec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "PUT", "DELETE", "POST", "OPTIONS", "TRACE"})
  void methods_thatAPageDoesNotTake_areRefused(String method) throws Exception {
    HttpResponse<String> answer =
        Visitor.entered(deals, "Ann")
            .send(
                HttpRequest.newBuilder(URI.create(deals.origin() + "/"))
                    .method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void headers_ofEveryAnswer_letNothingElseIn() throws Exception {
    for (HttpResponse<String> answer :
        List.of(Visitor.entered(deals, "Ann").get("/"), Visitor.stranger(deals).get("/nothing"))) {
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
    Visitor ann = Visitor.entered(deals, "Ann");
    Map<String, String> form = ann.form(2, "day", "", 0, "accept");

    assertThat(ann.post("/decide", "http://evil.example", form).statusCode()).isEqualTo(403);
    assertThat(ann.post("/decide", "null", form).statusCode()).isEqualTo(403);
    assertThat(Visitor.stranger(deals).post(form).statusCode()).isEqualTo(401);
    assertThat(Visitor.entered(deals, "Ben").post(form).statusCode())
        .as("the key of another session")
        .isEqualTo(403);
    form.put("words", "x".repeat(20_000));
    assertThat(ann.post(form).statusCode()).isEqualTo(413);
    assertThat(deals.decisions(3)).isEmpty();
  }

  @Test
  void session_thatIsIdle_ends() throws Exception {
    Visitor ann = Visitor.entered(deals, "Ann");
    deals.pass(Sessions.IDLE.plusSeconds(1));

    assertThat(ann.get("/").statusCode()).isEqualTo(401);
    assertThat(deals.server().await(() -> false)).contains(ReviewServer.Ending.IDLE);
  }

  @Test
  void leave_ofEverybody_endsTheServer() throws Exception {
    for (String person : List.of("Ann", "Ben")) {
      Visitor visitor = Visitor.entered(deals, person);
      assertThat(visitor.post("/leave", deals.origin(), Map.of("key", visitor.key())).statusCode())
          .isEqualTo(200);
      assertThat(visitor.get("/").statusCode()).isEqualTo(401);
    }

    assertThat(deals.server().await(() -> false)).contains(ReviewServer.Ending.LEFT);
  }
}
