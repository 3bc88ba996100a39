package dev.cartulary.privacy;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What becomes of the values of each field.
 *
 * @param usual of fields that their document type marks as identifying a patient
 * @param named of these fields, by name, whether they are marked or not
 */
public record FieldTreatments(PhiTreatment usual, SortedMap<String, PhiTreatment> named)
    implements Serializable {
  /** Nothing is done to any field. */
  public static final FieldTreatments KEEP = new FieldTreatments(PhiTreatment.KEEP, Map.of());

  public FieldTreatments {
    requireNonNull(usual, "usual is null");
    named = new TreeMap<>(named);
  }

  /** Of fields in any order. */
  public FieldTreatments(PhiTreatment usual, Map<String, PhiTreatment> named) {
    this(usual, new TreeMap<>(named));
  }

  /** What becomes of a field; nothing of one that neither is marked nor named. */
  public PhiTreatment of(FieldDefinition field) {
    PhiTreatment own = named.get(field.name());
    if (own != null) {
      return own;
    }
    return field.phi() ? usual : PhiTreatment.KEEP;
  }

  /** Whether any field can be treated so. */
  public boolean has(PhiTreatment treatment) {
    return usual == treatment || named.containsValue(treatment);
  }

  /** Whether values of some field are not written as they stand. */
  public boolean hides() {
    return has(PhiTreatment.MASK) || has(PhiTreatment.ENCRYPT);
  }

  /** The treated fields of a type, as {@code birth_date=mask, mrn=encrypt}; empty for none. */
  public String written(DocumentType type) {
    return type.fields().stream()
        .filter(field -> of(field) != PhiTreatment.KEEP)
        .map(field -> field.name() + "=" + of(field).name().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
