package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.calibration.Calibration;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.Field;
import dev.cartulary.merge.Merger;
import dev.cartulary.prompt.Presence;
import dev.cartulary.routing.Rules;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A larger model that is asked again about the fields at which the first is not sure. It is opened
 * when the first such field comes. Safe for use by several threads.
 */
public final class SecondOpinion {
  private final Rules rules;
  private final Calibration calibration;
  private final Presence presence;
  private final Supplier<Questioner> opener;
  private @Nullable Questioner opened;

  /**
   * A second opinion.
   *
   * @param rules say at which fields the first is not sure
   * @param calibration what the larger model's probabilities are worth
   * @param presence who says, of the fields that it is asked about, whether there is a value
   * @param opener of the larger model; called once, if at all
   */
  public SecondOpinion(
      Rules rules, Calibration calibration, Presence presence, Supplier<Questioner> opener) {
    this.rules = requireNonNull(rules, "rules is null");
    this.calibration = requireNonNull(calibration, "calibration is null");
    this.presence = requireNonNull(presence, "presence is null");
    this.opener = requireNonNull(opener, "opener is null");
  }

  /**
   * The names of hard fields.
   *
   * @param unread whether the first could not even read the document
   */
  Set<String> hard(List<Field> fields, int chunks, boolean unread) {
    return fields.stream()
        .filter(field -> unread || rules.isHard(field, chunks))
        .map(Field::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A merger for what both said. */
  Merger merger(Merger first, Set<String> fields) {
    return first.with(fields, calibration, presence);
  }

  Questioner.Asked ask(DocumentId id, ExtractedText text, Predicate<String> fields)
      throws InterruptedException {
    return questioner().ask(id, text, fields);
  }

  private synchronized Questioner questioner() {
    if (opened == null) {
      opened = opener.get();
    }
    return opened;
  }
}
