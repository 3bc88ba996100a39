package dev.cartulary.desk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cartulary.desk.Sessions.Session;
import dev.cartulary.egress.LoopbackServer;
import dev.cartulary.ledger.LedgerException;
import dev.cartulary.page.HtmlPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link Desk} to browsers on this machine.
 *
 * <p>Every request must name this server as its host, so that no foreign name can be made to point
 * here; nothing is answered to other sites. Who has no session is told nothing but that.
 */
public final class ReviewServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ReviewServer.class.getName());
  private static final String ENTER = "/enter";

  /** Browsers ask for it beside whatever they show, and complain where it is missing. */
  private static final String ICON = "/favicon.ico";

  private static final int MOST_BODY_BYTES = 16 << 10;
  private static final int THREADS = 4;
  private static final long GUESS_MILLIS = 500;
  private static final long LOOK_MILLIS = 500;

  /**
   * Nothing but what this server gives, and nothing inline. The address of a page goes to this
   * server alone: without it browsers would not say either from which site a form comes.
   */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self';"
              + " frame-ancestors 'none'; base-uri 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "same-origin",
          "Cache-Control",
          "no-store",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private final Desk desk;
  private final Clock clock;
  private final Sessions sessions;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Set<String> hosts;
  private final String cookie;
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private volatile Instant lastRequest;

  /** Why a server ends. */
  public enum Ending {
    /** Everybody has left. */
    LEFT,
    /** Nobody did anything for long. */
    IDLE,
    /** Somebody tried tokens. */
    GUESSED
  }

  /**
   * Starts to serve.
   *
   * @param reviewers who may enter, each by an address of his own
   * @param port 0 for any that is free
   * @throws IOException if the port is taken
   */
  public ReviewServer(Desk desk, List<String> reviewers, int port, Clock clock) throws IOException {
    this.desk = desk;
    this.clock = clock;
    this.sessions = new Sessions(clock);
    this.lastRequest = clock.instant();
    this.server = LoopbackServer.open(port);
    int own = LoopbackServer.port(server);
    this.hosts = Set.of("127.0.0.1:" + own, "localhost:" + own);
    // Cookies know no ports: two desks on a machine must not take each other's away.
    this.cookie = "cartulary-" + own;
    for (String reviewer : reviewers) {
      addresses.put(
          reviewer, "http://127.0.0.1:" + own + ENTER + "?token=" + sessions.token(reviewer));
    }
    this.threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Where each reviewer enters, once. */
  public Map<String, String> addresses() {
    return Map.copyOf(addresses);
  }

  /**
   * Waits until the server has a reason to end.
   *
   * @return empty if {@code stopping} had one first
   */
  public Optional<Ending> await(BooleanSupplier stopping) throws InterruptedException {
    while (!stopping.getAsBoolean()) {
      if (sessions.areOver()) {
        ending.complete(Ending.LEFT);
      } else if (lastRequest.isBefore(clock.instant().minus(Sessions.IDLE))) {
        ending.complete(Ending.IDLE);
      }
      try {
        return Optional.of(ending.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        // It goes on.
      } catch (ExecutionException e) {
        throw new IllegalStateException("an ending is no failure", e);
      }
    }
    return Optional.empty();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (LedgerException e) {
        // Says what is wrong with the ledger, and never what is in it.
        answer = Answer.refusal(503, String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.log(
            Level.SEVERE,
            "a page of the review could not be made ({0} at {1})",
            new Object[] {
              e.getClass().getName(), e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]
            });
        answer = Answer.refusal(500, "This is a fault of the program; its log says where.");
      }
      send(exchange, answer);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    HEADERS.forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    if (!hosts.contains(host)) {
      return Answer.refusal(421, "This server has no such name; open it as 127.0.0.1.");
    }
    String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return Answer.refusal(403, "Other sites may not ask this server.");
    }
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    Form asked = query == null ? Form.EMPTY : Form.parse(query);
    String method = exchange.getRequestMethod();
    if (path.equals(ENTER)) {
      return method.equals("GET") ? enter(asked.text("token")) : notAllowed("GET");
    }
    if (path.equals(ICON)) {
      return method.equals("GET")
          ? Answer.text(200, "image/svg+xml", HtmlPage.style(ReviewServer.class, "icon.svg"))
          : notAllowed("GET");
    }
    Route route = Route.of(path);
    if (route == null) {
      return Answer.refusal(404, "There is no such page.");
    }
    if (!method.equals(route.method())) {
      return notAllowed(route.method());
    }
    Optional<Session> session = session(exchange);
    if (session.isEmpty()) {
      return Answer.refusal(
          401,
          "You have no session, or it has ended: run cartulary review again and open the address"
              + " that it prints.");
    }
    lastRequest = clock.instant();
    if (method.equals("GET")) {
      return desk.get(route, asked, session.get());
    }
    return posted(exchange, host, route, session.get());
  }

  private Answer posted(HttpExchange exchange, String host, Route route, Session session)
      throws IOException {
    if (!("http://" + host).equals(exchange.getRequestHeaders().getFirst("Origin"))) {
      return Answer.refusal(403, "Forms of other sites are not taken.");
    }
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (!type.replaceFirst(";.*", "").equals("application/x-www-form-urlencoded")) {
      return Answer.refusal(415, "Only forms are taken.");
    }
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(MOST_BODY_BYTES + 1);
    }
    if (body.length > MOST_BODY_BYTES) {
      return Answer.refusal(413, "The form is too long.");
    }
    Form form = Form.parse(new String(body, StandardCharsets.UTF_8));
    if (!session.accepts(form.text("key"))) {
      return Answer.refusal(403, "The form is not of this session; load the page again.");
    }
    if (route == Route.LEAVE) {
      sessions.end(session);
      return Answer.refusal(200, "You have left the review. Everything is kept.");
    }
    return desk.post(form, session);
  }

  private Answer enter(String token) {
    if (ending.isDone()) {
      return Answer.refusal(403, "The review has ended.");
    }
    Optional<Session> entered = sessions.enter(token);
    if (entered.isPresent()) {
      lastRequest = clock.instant();
      desk.entered(entered.get());
      return Answer.seeOther("/")
          .with(
              "Set-Cookie",
              cookie + "=" + entered.get().secret() + "; HttpOnly; SameSite=Strict; Path=/");
    }
    if (sessions.guesses() >= Sessions.MOST_GUESSES) {
      ending.complete(Ending.GUESSED);
    }
    try {
      Thread.sleep(GUESS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.refusal(
        403,
        "This address was used before or is wrong: each opens one session. Run cartulary review"
            + " again for a new one.");
  }

  private Optional<Session> session(HttpExchange exchange) {
    @Nullable List<String> cookies = exchange.getRequestHeaders().get("Cookie");
    for (String line : cookies == null ? List.<String>of() : cookies) {
      for (String each : line.split(";\\s*", -1)) {
        if (each.startsWith(cookie + "=")) {
          return sessions.find(each.substring(cookie.length() + 1));
        }
      }
    }
    return Optional.empty();
  }

  private static Answer notAllowed(String method) {
    return Answer.refusal(405, "Only " + method + " is taken here.").with("Allow", method);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
