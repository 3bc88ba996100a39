package dev.cartulary.beam;

import dev.cartulary.document.DocumentId;
import dev.cartulary.outcome.Failure;
import dev.cartulary.reading.Delivery;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries without the names of files and folders, which may name patients: a document goes by
 * the first digits of its content's hash and the ending of its name.
 */
final class HiddenPaths {
  private static final int DIGITS = 16;
  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");

  private HiddenPaths() {}

  static Delivery of(Delivery delivery) {
    return new Delivery(
        delivery.documents().stream()
            .map(
                document ->
                    new Delivery.Delivered(
                        hidden(document.path(), document.id()),
                        document.id(),
                        document.parent(),
                        document.work()))
            .toList(),
        delivery.failures().stream().map(HiddenPaths::of).toList());
  }

  private static Failure of(Failure failure) {
    return failure.at(hidden(failure.path(), failure.id()), failure.parent());
  }

  private static String hidden(String path, @Nullable DocumentId id) {
    Matcher ending = ENDING.matcher(path);
    String name = id == null ? "unread" : id.sha256().substring(0, DIGITS);
    return name + (ending.find() ? ending.group().toLowerCase(Locale.ROOT) : "");
  }
}
