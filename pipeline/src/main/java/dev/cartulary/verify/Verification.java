package dev.cartulary.verify;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;
import dev.cartulary.outcome.Summary;
import java.io.Serializable;
import java.util.List;

/**
 * Fields and summary after the proof.
 *
 * @param ungroundedFields how many of the fields are {@link
 *     dev.cartulary.field.FieldStatus#UNGROUNDED}
 * @param summaryGrounded false when the summary's sentences did not stand at their spans; it is
 *     then empty
 */
public record Verification(
    List<Field> fields, Summary summary, int ungroundedFields, boolean summaryGrounded)
    implements Serializable {
  public Verification {
    fields = List.copyOf(fields);
    requireNonNull(summary, "summary is null");
    if (ungroundedFields < 0 || ungroundedFields > fields.size()) {
      throw new IllegalArgumentException(
          ungroundedFields + " ungrounded of " + fields.size() + " fields");
    }
  }
}
