package dev.cartulary.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.ModelClassFactory;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names and data types of fields, out of HAPI's classes for versions 2.5.1 and 2.8.1. Versions
 * of HL7 keep the numbers of old fields, so the later one is asked only for what the earlier one
 * does not have: it has forgotten the names of fields that were withdrawn. Used by one thread.
 */
final class Dictionary {
  /** Marks of the standard's tables after the name of a field. */
  private static final Pattern FOOTNOTE = Pattern.compile("[\\s*+#]+$");

  private static final ModelClassFactory MODEL = new GenericModelClassFactory();
  private static final Map<String, List<Field>> KNOWN = new HashMap<>();

  private Dictionary() {}

  /**
   * A field of a segment.
   *
   * @param name as HL7 writes it
   * @param type as HL7 abbreviates it; one that is no type if it may vary
   */
  record Field(String name, String type) {}

  /** A field by its number; {@code Field 9} and no type if the standard has none there. */
  static Field field(String segment, int number) {
    List<Field> fields = KNOWN.computeIfAbsent(segment, Dictionary::fields);
    return number <= fields.size() ? fields.get(number - 1) : new Field("Field " + number, "");
  }

  private static List<Field> fields(String segment) {
    List<Field> fields = new ArrayList<>(fields("v251", new GenericMessage.V251(MODEL), segment));
    List<Field> later = fields("v281", new GenericMessage.V281(MODEL), segment);
    for (int i = fields.size(); i < later.size(); i++) {
      fields.add(later.get(i));
    }
    return List.copyOf(fields);
  }

  private static List<Field> fields(String version, GenericMessage parent, String segment) {
    try {
      Constructor<?> constructor =
          Class.forName("ca.uhn.hl7v2.model." + version + ".segment." + segment)
              .getConstructor(Group.class, ModelClassFactory.class);
      List<Field> fields = new ArrayList<>();
      if (constructor.newInstance(parent, MODEL) instanceof Segment known) {
        String[] names = known.getNames();
        for (int i = 1; i <= names.length; i++) {
          String name = FOOTNOTE.matcher(names[i - 1]).replaceFirst("");
          fields.add(new Field(name, known.getField(i, 0).getName()));
        }
      }
      return fields;
    } catch (ClassNotFoundException e) {
      // A segment of the sender's own, or of another version.
      return List.of();
    } catch (HL7Exception | ReflectiveOperationException e) {
      throw new IllegalStateException("HAPI's class of segment " + segment + " is not usable", e);
    }
  }
}
