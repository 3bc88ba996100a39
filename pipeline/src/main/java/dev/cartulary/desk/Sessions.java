package dev.cartulary.desk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may review: a token for each reviewer, which opens one session and is spent then. Secrets
 * have 256 bits and are compared in a time that does not depend on them. Safe for use by several
 * threads.
 */
final class Sessions {
  /** A person who is away for so long has left. */
  static final Duration IDLE = Duration.ofMinutes(30);

  /** Nobody mistypes so often what is in a link. */
  static final int MOST_GUESSES = 10;

  private static final int SECRET_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private int guesses;

  Sessions(Clock clock) {
    this.clock = clock;
  }

  private record Token(String reviewer, String secret) {}

  /** A person at the desk. */
  static final class Session {
    private final String reviewer;
    private final String secret;
    private final String formKey;
    private volatile Instant seen;
    private @Nullable Instant acted;

    private Session(String reviewer, String secret, String formKey, Instant now) {
      this.reviewer = reviewer;
      this.secret = secret;
      this.formKey = formKey;
      this.seen = now;
    }

    String reviewer() {
      return reviewer;
    }

    /** For the cookie. */
    String secret() {
      return secret;
    }

    /** Stands in every form, where no other site can read it. */
    String formKey() {
      return formKey;
    }

    boolean accepts(String key) {
      return same(formKey, key);
    }

    /** A document is shown: what is decided next is measured from here. */
    synchronized void shown(Instant now) {
      acted = now;
    }

    /** Seconds since the document was shown or the last decision, {@code most} at most. */
    synchronized int took(Instant now, int most) {
      Instant from = acted;
      acted = now;
      return from == null
          ? 0
          : (int) Math.max(0, Math.min(most, Duration.between(from, now).toSeconds()));
    }
  }

  /** A new token for {@code reviewer}. */
  synchronized String token(String reviewer) {
    String secret = secret();
    tokens.add(new Token(reviewer, secret));
    return secret;
  }

  /** Opens a session for a token, which is spent by that; empty for a wrong one, which counts. */
  synchronized Optional<Session> enter(String secret) {
    Token right = null;
    for (Token token : tokens) {
      right = same(token.secret, secret) ? token : right;
    }
    if (right == null) {
      guesses++;
      return Optional.empty();
    }
    tokens.remove(right);
    Session session = new Session(right.reviewer, secret(), secret(), clock.instant());
    sessions.add(session);
    return Optional.of(session);
  }

  /** The session of a cookie; one that was idle for too long is none any more. */
  synchronized Optional<Session> find(String secret) {
    forgetIdle();
    Session found = null;
    for (Session session : sessions) {
      found = same(session.secret, secret) ? session : found;
    }
    if (found != null) {
      found.seen = clock.instant();
    }
    return Optional.ofNullable(found);
  }

  synchronized void end(Session session) {
    sessions.remove(session);
  }

  /** Wrong tokens so far. */
  synchronized int guesses() {
    return guesses;
  }

  /** Whether nobody is there and nobody can come any more. */
  synchronized boolean areOver() {
    forgetIdle();
    return tokens.isEmpty() && sessions.isEmpty();
  }

  private void forgetIdle() {
    Instant then = clock.instant().minus(IDLE);
    sessions.removeIf(session -> session.seen.isBefore(then));
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static boolean same(String secret, String other) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
