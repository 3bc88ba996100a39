package dev.cartulary.chat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The functions that chat templates may call; public, because Jinjava calls them by reflection. */
public final class TemplateFunctions {
  private static final LocalDate TODAY = LocalDate.of(2024, 7, 26);

  private TemplateFunctions() {}

  /** The template function {@code raise_exception}. */
  @SuppressWarnings("DoNotCallSuggester") // Only templates call it.
  public static String raise(String message) {
    throw new ChatTemplateException("the chat template refuses: " + message);
  }

  /** The template function {@code strftime_now}, for the formats of days. */
  public static String day(String format) {
    return format
        .replace("%d", DateTimeFormatter.ofPattern("dd", Locale.ROOT).format(TODAY))
        .replace("%b", DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH).format(TODAY))
        .replace("%B", DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH).format(TODAY))
        .replace("%m", DateTimeFormatter.ofPattern("MM", Locale.ROOT).format(TODAY))
        .replace("%Y", DateTimeFormatter.ofPattern("yyyy", Locale.ROOT).format(TODAY));
  }
}
