package dev.cartulary.cli;

import static java.util.Objects.requireNonNull;

import dev.cartulary.status.Facts;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor says of one thing.
 *
 * @param remedy null where all is well
 */
record Finding(String subject, Level level, String said, @Nullable String remedy) {
  private static final int WIDTH = 80;
  private static final int INDENT = 21;

  /** How bad it is. */
  enum Level {
    OK,
    /** Jobs run, though not as well as they could. */
    WARNING,
    /** Jobs do not run. */
    FAULT
  }

  Finding {
    requireNonNull(subject, "subject is null");
    requireNonNull(level, "level is null");
    requireNonNull(said, "said is null");
  }

  static Finding ok(String subject, String said) {
    return new Finding(subject, Level.OK, said, null);
  }

  static Finding warning(String subject, String said, String remedy) {
    return new Finding(subject, Level.WARNING, said, remedy);
  }

  static Finding fault(String subject, String said, String remedy) {
    return new Finding(subject, Level.FAULT, said, remedy);
  }

  /** Of a message that names the thing, the cause and the remedy. */
  static Finding fault(String subject, RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    int remedy = message.lastIndexOf("; ");
    return remedy < 0
        ? fault(subject, message, "see the message")
        : fault(subject, message.substring(0, remedy), message.substring(remedy + 2));
  }

  /** Lines of at most 80 characters where paths allow. */
  List<String> lines() {
    String text = remedy == null ? said : said + "; " + remedy;
    List<String> wrapped = Words.wrap(text, WIDTH - INDENT);
    String head =
        String.format(Locale.ROOT, "%-8s %-11s ", level.name().toLowerCase(Locale.ROOT), subject);
    return IntStream.range(0, wrapped.size())
        .mapToObj(i -> (i == 0 ? head : " ".repeat(INDENT)) + wrapped.get(i))
        .toList();
  }

  Facts facts() {
    return new Facts()
        .with("subject", subject)
        .with("level", level.name().toLowerCase(Locale.ROOT))
        .with("said", said)
        .with("remedy", remedy);
  }
}
