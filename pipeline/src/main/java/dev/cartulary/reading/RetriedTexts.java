package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * A source of texts that tries again what the machine may have failed, and not the document: after
 * a pause, with the other documents going on meanwhile.
 */
public final class RetriedTexts implements TextSource {
  /** A deadline was passed on a machine that may have been busy; once more, a little later. */
  private static final List<Duration> AFTER_A_DEADLINE = List.of(Duration.ofSeconds(5));

  /** Another program may take away what it has put on the disk. */
  private static final List<Duration> WITHOUT_ROOM =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(15));

  private final TextSource texts;
  private final Pause pause;

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  public RetriedTexts(TextSource texts) {
    this(texts, time -> Thread.sleep(time.toMillis()));
  }

  RetriedTexts(TextSource texts, Pause pause) {
    this.texts = requireNonNull(texts, "texts is null");
    this.pause = requireNonNull(pause, "pause is null");
  }

  @Override
  public TimedText extract(SourceFile file) throws InterruptedException {
    long nanos = 0;
    int attempts = 0;
    for (int again = 0; ; again++) {
      TimedText text = texts.extract(file);
      nanos += text.nanos();
      if (!(text.outcome() instanceof Outcome.Failed<?> failed)) {
        return new TimedText(text.outcome(), text.parts(), nanos, text.release());
      }
      Failure failure = failed.failure();
      attempts += failure.attempts();
      List<Duration> pauses = pauses(failure);
      if (again >= pauses.size()) {
        return new TimedText(
            Outcome.failed(failure.after(attempts)), text.parts(), nanos, text.release());
      }
      text.close();
      pause.of(pauses.get(again));
    }
  }

  /** Before each further attempt; a parser that died was tried again where it runs. */
  private static List<Duration> pauses(Failure failure) {
    return switch (failure.reason()) {
      case TOO_SLOW -> AFTER_A_DEADLINE;
      case NO_ROOM -> WITHOUT_ROOM;
      default -> List.of();
    };
  }
}
