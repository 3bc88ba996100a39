package dev.cartulary.hl7;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import dev.cartulary.clinical.UnreadableRecordException;
import java.util.ArrayList;
import java.util.List;

/**
 * HAPI's parser for one segment at a time. Messages are not given to it as a whole: it would look
 * for the structure of their version and type, which many real ones do not keep to.
 */
final class SegmentParser {
  private SegmentParser() {}

  /** Made when the first message is met. */
  private static final class Hapi {
    private static final GenericModelClassFactory MODEL = new GenericModelClassFactory();
    private static final GenericMessage PARENT = new GenericMessage.V25(MODEL);
    private static final PipeParser PARSER = parser();

    private static PipeParser parser() {
      HapiContext context = new DefaultHapiContext(MODEL);
      context.setValidationContext(ValidationContextFactory.noValidation());
      return context.getPipeParser();
    }
  }

  static Segment parse(String text, Delimiters delimiters, Place place)
      throws UnreadableRecordException {
    String name = text.substring(0, 3);
    GenericSegment parsed = new GenericSegment(Hapi.PARENT, name);
    try {
      EncodingCharacters characters =
          new EncodingCharacters(delimiters.field(), delimiters.encoding());
      Hapi.PARSER.parse(parsed, text, characters);
      List<List<Value>> fields = new ArrayList<>();
      for (int i = 1; i <= parsed.numFields(); i++) {
        List<Value> repetitions = new ArrayList<>();
        for (Type repetition : parsed.getField(i)) {
          repetitions.add(value(repetition, delimiters.escape()));
        }
        fields.add(repetitions);
      }
      return new Segment(name, fields);
    } catch (HL7Exception e) {
      // Its message quotes the segment.
      throw place.broken("HAPI does not parse it (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Value value(Type type, char escape) {
    List<List<String>> components = new ArrayList<>();
    int count = Terser.numComponents(type);
    for (int component = 1; component <= count; component++) {
      List<String> parts = new ArrayList<>();
      int subcomponents = Terser.numSubComponents(type, component);
      for (int part = 1; part <= subcomponents; part++) {
        String raw = Terser.getPrimitive(type, component, part).getValue();
        parts.add(raw == null ? "" : EscapedText.plain(raw, escape));
      }
      components.add(parts);
    }
    return new Value(components);
  }
}
