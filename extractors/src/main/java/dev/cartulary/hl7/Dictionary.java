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

/**
 * The names and data types of fields, out of HAPI's classes for version 2.8.1. Later versions of
 * HL7 add fields and keep the numbers of old ones. Used by one thread.
 */
final class Dictionary {
  private static final String SEGMENTS = "ca.uhn.hl7v2.model.v281.segment.";

  private static final Map<String, List<Field>> KNOWN = new HashMap<>();

  private Dictionary() {}

  /**
   * A field of a segment.
   *
   * @param name as HL7 writes it
   * @param type as HL7 abbreviates it; one that is no type if the field was withdrawn or may vary
   */
  record Field(String name, String type) {}

  /** A field by its number; {@code Field 9} and no type if version 2.8.1 has none there. */
  static Field field(String segment, int number) {
    List<Field> fields = KNOWN.computeIfAbsent(segment, Dictionary::fields);
    return number <= fields.size() ? fields.get(number - 1) : new Field("Field " + number, "");
  }

  private static List<Field> fields(String segment) {
    ModelClassFactory model = new GenericModelClassFactory();
    try {
      Constructor<?> constructor =
          Class.forName(SEGMENTS + segment).getConstructor(Group.class, ModelClassFactory.class);
      if (!(constructor.newInstance(new GenericMessage.V281(model), model) instanceof Segment s)) {
        return List.of();
      }
      List<Field> fields = new ArrayList<>();
      String[] names = s.getNames();
      for (int i = 1; i <= names.length; i++) {
        fields.add(new Field(names[i - 1], s.getField(i, 0).getName()));
      }
      return fields;
    } catch (ClassNotFoundException e) {
      // A segment of the sender's own.
      return List.of();
    } catch (HL7Exception | ReflectiveOperationException e) {
      throw new IllegalStateException("HAPI's class of segment " + segment + " is not usable", e);
    }
  }
}
