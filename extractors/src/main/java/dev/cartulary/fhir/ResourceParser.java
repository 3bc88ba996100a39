package dev.cartulary.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IParser;
import dev.cartulary.clinical.UnreadableRecordException;
import dev.cartulary.outcome.FailureReason;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** HAPI's parsers of FHIR R4, which take what they know and name the rest. */
final class ResourceParser {
  /** How the parsers below HAPI's say where they stopped. */
  private static final Pattern LINE = Pattern.compile("(?i)\\bline\\W{1,4}(\\d+)");

  private ResourceParser() {}

  /** Made when the first resource is met: it reads the structure of R4 in a second or so. */
  private static final class Hapi {
    private static final FhirContext R4 = FhirContext.forR4();
  }

  /**
   * A resource as it was read.
   *
   * @param unknown names of elements that R4 does not have
   * @param invalid values that are not of the type that R4 asks for, by the names of elements
   */
  record Parsed(Resource resource, Set<String> unknown, Map<String, String> invalid) {}

  /**
   * Parses JSON.
   *
   * @param number of the resource in its file, 1 for the first
   */
  static Parsed json(String json, int number) throws UnreadableRecordException {
    return parse(Hapi.R4.newJsonParser(), parser -> parser.parseResource(json), number);
  }

  static Parsed xml(InputStream xml) throws UnreadableRecordException {
    return parse(Hapi.R4.newXmlParser(), parser -> parser.parseResource(xml), 1);
  }

  private static Parsed parse(IParser parser, Function<IParser, IBaseResource> parse, int number)
      throws UnreadableRecordException {
    Tolerance tolerance = new Tolerance();
    parser.setParserErrorHandler(tolerance);
    try {
      if (parse.apply(parser) instanceof Resource resource) {
        return new Parsed(resource, tolerance.unknown, tolerance.invalid);
      }
      throw broken(number, "it is no resource of FHIR R4");
    } catch (DataFormatException e) {
      // Its message quotes the resource.
      throw broken(number, "HAPI does not parse it" + line(e));
    }
  }

  private static UnreadableRecordException broken(int number, String what) {
    return new UnreadableRecordException(
        FailureReason.CORRUPT, "resource " + number + " of the FHIR file is damaged: " + what);
  }

  private static String line(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      Matcher line = LINE.matcher(String.valueOf(cause.getMessage()));
      if (line.find()) {
        return " (line " + line.group(1) + ")";
      }
    }
    return "";
  }

  private static final class Tolerance extends ErrorHandlerAdapter {
    private final Set<String> unknown = new TreeSet<>();
    private final Map<String, String> invalid = new LinkedHashMap<>();

    @Override
    public void unknownElement(@Nullable IParseLocation location, String name) {
      unknown.add(name);
    }

    @Override
    public void invalidValue(@Nullable IParseLocation location, String value, String error) {
      String parent = location == null ? "value" : location.getParentElementName();
      invalid.merge(String.valueOf(parent), String.valueOf(value), (a, b) -> a + "; " + b);
    }
  }
}
