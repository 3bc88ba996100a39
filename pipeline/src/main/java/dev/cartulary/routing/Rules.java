package dev.cartulary.routing;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import java.io.Serializable;
import java.util.Set;

/**
 * What makes a field hard.
 *
 * @param below probability under which a finding is hard, in [0, 1]
 * @param always fields at which the job's model is bad, whatever it says of itself
 * @param chunks all fields of a document of more pieces are hard; 0 for no bound
 */
public record Rules(double below, Set<String> always, int chunks) implements Serializable {
  public Rules {
    always = Set.copyOf(always);
    if (!(below >= 0 && below <= 1) || chunks < 0) {
      throw new IllegalArgumentException("below " + below + ", more than " + chunks + " chunks");
    }
  }

  /** Whether what the job's model says cannot stand alone. */
  public boolean isHard(Field field, int documentChunks) {
    return !isSure(field)
        || always.contains(field.name())
        || (chunks > 0 && documentChunks > chunks);
  }

  /** Whether a finding can stand, whoever made it. */
  boolean isSure(Field field) {
    FieldStatus status = field.status();
    return status == FieldStatus.REVIEWED
        || ((status == FieldStatus.FOUND || status == FieldStatus.ABSENT)
            && field.probability() >= below);
  }
}
