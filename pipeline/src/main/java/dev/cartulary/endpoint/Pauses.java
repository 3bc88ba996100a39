package dev.cartulary.endpoint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long to wait between attempts: twice as long each time, or as long as the server wishes.
 *
 * @param longest what is waited at most; a server that wishes more is left alone
 */
record Pauses(Duration first, Duration longest) {
  /**
   * The pause after an attempt.
   *
   * @param attempt counted from 1
   * @param retryAfter what the server said in the header of this name; empty for nothing
   * @return empty if the server wishes to be left alone for longer than is waited
   */
  Optional<Duration> after(int attempt, Optional<String> retryAfter, Instant now) {
    Duration own = first.multipliedBy(1L << Math.min(20, attempt - 1));
    Duration wished = retryAfter.flatMap(text -> wished(text, now)).orElse(Duration.ZERO);
    if (wished.compareTo(longest) > 0) {
      return Optional.empty();
    }
    Duration capped = own.compareTo(longest) > 0 ? longest : own;
    return Optional.of(wished.compareTo(capped) > 0 ? wished : capped);
  }

  /** Seconds, or a date; anything else is no wish. */
  private static Optional<Duration> wished(String text, Instant now) {
    String words = text.strip();
    if (words.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(words)));
    }
    try {
      Instant until = ZonedDateTime.parse(words, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(until.isBefore(now) ? Duration.ZERO : Duration.between(now, until));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
