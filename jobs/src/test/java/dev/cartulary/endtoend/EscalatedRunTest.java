package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hard field, from the run over a person's approval and a server on this machine to the tables.
 */
@Timeout(300)
class EscalatedRunTest {
  private static final String KEY = "sk-a-key-of-a-test";

  private static final String LETTER =
      """
      Lease of 18 March 2024 between Quandrill Zyxworth, SSN 918-55-7734, and Skarsund AS.
      The law of Norway governs it. It ends on 31 March 2029.
      """;

  /** Words that may not leave, nor be in what commands print. */
  private static final List<String> SECRETS =
      List.of("Zyxworth", "Quandrill", "918-55-7734", "Skarsund", "18 March", "31 March 2029");

  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void escalate_ofARun_bringsTheAnswerIntoTheTables() throws Exception {
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("in/lease.txt"), LETTER);
    Files.writeString(
        folder.resolve("lease.yaml"),
        """
        name: lease
        escalation: allowed
        fields:
          - {name: end_date, type: date, candidates: dates, cues: ['\\bends\\b'], description: the day on which the lease ends}
          - {name: law, candidates: jurisdictions}
        """);
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        input: {path: in}
        type: lease.yaml
        output: {path: out}
        ledger: {url: "jdbc:h2:file:./ledger"}
        routing:
          fields: [end_date]
          below: 0
          escalate:
            endpoint: http://127.0.0.1:%d/v1
            model: big-model
            key-env: BIG_KEY
            reliability: 0.75
        """
            .formatted(server.getAddress().getPort()));
    Program program = new Program(folder, List.of("env", "BIG_KEY=" + KEY, "CARTULARY_DEBUG=1"));

    Program.Ended run = program.run("run", "job.yaml");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 by the endpoint, or for it", "cartulary escalate list");
    Program.Ended list = program.run("escalate", "list", "job.yaml");
    assertThat(list.out()).contains("waiting", "end_date", "lease.txt").doesNotContain(SECRETS);
    Program.Ended nothing = program.run("escalate", "send", "job.yaml");
    assertThat(nothing.exit()).as(nothing.err()).isZero();
    assertThat(heard).as("nobody has allowed anything").isEmpty();

    Matcher id = Pattern.compile("(?m)^[0-9a-f]{12}").matcher(list.out());
    assertThat(id.find()).isTrue();
    Program.Ended show = program.run("escalate", "show", "job.yaml", id.group());
    assertThat(show.out())
        .contains("ends on [DATE", "/v1/chat/completions")
        .doesNotContain(SECRETS);
    Program.Ended approve =
        program.run("escalate", "approve", "job.yaml", id.group(), "--as", "Ann");
    assertThat(approve.out()).as(approve.err()).contains("approved   1");
    Program.Ended send = program.run("--verbose", "escalate", "send", "job.yaml");
    assertThat(send.exit()).as(send.err()).isZero();
    assertThat(send.out()).contains("answered   1");

    assertThat(heard).hasSize(1);
    String sent = heard.get(0);
    assertThat(sent).doesNotContain(SECRETS).contains("ends on [DATE");
    assertThat(show.out()).as("shown to the letter").contains(sent);
    Program.Ended again = program.run("run", "job.yaml");
    assertThat(again.out()).contains("nothing was computed");
    assertThat(
            Tables.query(
                folder.resolve("out"),
                "select name, value, normalized.canonical, status, page, probability, route from fields"
                    + " where name = 'end_date'"))
        .containsExactly(
            List.of("end_date", "31 March 2029", "2029-03-31", "found", "1", "0.75", "escalate"));
    assertThat(Tables.column(folder.resolve("out"), "select route from fields where name = 'law'"))
        .containsExactly("local");
    for (Program.Ended each : List.of(run, list, nothing, show, approve, send, again)) {
      assertThat(each.out() + each.err()).doesNotContain(SECRETS).doesNotContain(KEY);
    }
    assertThat(again.out()).contains("not in it: what 1 question cost");
    assertThat(program.run("audit", "verify", "job.yaml").exit()).isZero();
    assertThat(withTheKey()).isEmpty();
  }

  private List<Path> withTheKey() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(KEY)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Picks the mark before the full stop. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      heard.add(body);
      boolean known =
          ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      Matcher mark = Pattern.compile("ends on (\\[DATE \\d+])").matcher(body);
      String words = mark.find() ? mark.group(1) : "none";
      byte[] answer =
          """
          {"choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": "{\\"values\\": [\\"%s\\"]}"}}],
          "usage": {"prompt_tokens": 200, "completion_tokens": 9}}"""
              .formatted(words)
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
