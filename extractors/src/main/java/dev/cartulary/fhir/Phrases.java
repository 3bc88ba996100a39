package dev.cartulary.fhir;

import dev.cartulary.clinical.Coding;
import dev.cartulary.clinical.Words;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** Values of FHIR's data types as a reader expects them. */
final class Phrases {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])([A-Z])");
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]+)");
  private static final int DEEPEST = 8;

  private Phrases() {}

  /** Any value in words; one that has no form of its own as its elements with their names. */
  static String of(Base value) {
    return of(value, 0);
  }

  private static String of(Base value, int depth) {
    if (value.isPrimitive()) {
      return text(value.primitiveValue());
    }
    return switch (value.fhirType()) {
      case "CodeableConcept" -> coded((CodeableConcept) value);
      case "Coding" -> {
        Coding coding = coding((org.hl7.fhir.r4.model.Coding) value);
        yield Coding.text("", List.of(coding));
      }
      case "Reference" -> reference((Reference) value);
      case "Period" -> {
        Period period = (Period) value;
        yield Words.join(
            " to ",
            List.of(
                text(period.getStartElement().getValueAsString()),
                text(period.getEndElement().getValueAsString())));
      }
      case "Quantity", "Age", "Count", "Distance", "Duration", "SimpleQuantity" ->
          quantity((Quantity) value);
      case "Range" -> range(((Range) value).getLow(), ((Range) value).getHigh());
      case "Ratio" -> {
        Ratio ratio = (Ratio) value;
        yield Words.join(
            " / ", List.of(quantity(ratio.getNumerator()), quantity(ratio.getDenominator())));
      }
      case "Identifier" -> text(((Identifier) value).getValue());
      case "HumanName" -> name((HumanName) value);
      case "Address" -> address((Address) value);
      case "ContactPoint" -> text(((ContactPoint) value).getValue());
      case "Annotation" -> {
        Annotation note = (Annotation) value;
        yield text(note.getText());
      }
      case "Attachment" -> attachment((Attachment) value);
      case "Narrative" -> Html.text(text(((Narrative) value).getDiv().getValueAsString()));
      case "Extension" -> extension((Extension) value, depth);
      case "Dosage" -> {
        String dosage = text(((Dosage) value).getText());
        yield dosage.isEmpty() ? elements(value, depth) : dosage;
      }
      default -> elements(value, depth);
    };
  }

  /** All values of a property in words. */
  static String of(Property property) {
    return Words.join("; ", property.getValues().stream().map(Phrases::of).toList());
  }

  /** {@code clinicalStatus} and {@code onset[x]} as words. */
  static String label(String property) {
    String words =
        HUMP.matcher(property.replace("[x]", ""))
            .replaceAll(m -> " " + m.group(1).toLowerCase(Locale.ROOT));
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  static String coded(CodeableConcept concept) {
    return Coding.text(text(concept.getText()), codings(concept));
  }

  /** The words of a concept without its codes. */
  static String named(CodeableConcept concept) {
    String words = text(concept.getText());
    return !words.isEmpty()
        ? words
        : codings(concept).stream()
            .map(coding -> coding.display().isEmpty() ? coding.code() : coding.display())
            .findFirst()
            .orElse("");
  }

  static List<Coding> codings(CodeableConcept concept) {
    return concept.getCoding().stream().map(Phrases::coding).toList();
  }

  private static Coding coding(org.hl7.fhir.r4.model.Coding coding) {
    return new Coding(text(coding.getSystem()), text(coding.getCode()), text(coding.getDisplay()));
  }

  /** A reference by its own words, else by what it leads to in the same file. */
  static String reference(Reference reference) {
    String display = text(reference.getDisplay());
    if (!display.isEmpty()) {
      return display;
    }
    if (reference.getResource() instanceof Base target) {
      for (String by : List.of("name", "code", "description", "title", "type")) {
        for (Property property : target.children()) {
          if (property.getName().equals(by) && property.hasValues()) {
            return of(property.getValues().get(0));
          }
        }
      }
    }
    return reference.getIdentifier().isEmpty()
        ? text(reference.getReference())
        : text(reference.getIdentifier().getValue());
  }

  static String quantity(Quantity quantity) {
    String comparator = quantity.hasComparator() ? quantity.getComparator().toCode() : "";
    String unit = text(quantity.getUnit()).isEmpty() ? quantity.getCode() : quantity.getUnit();
    return Words.join(
        " ", List.of(comparator + text(quantity.getValueElement().getValueAsString()), text(unit)));
  }

  static String range(Quantity low, Quantity high) {
    if (low.isEmpty() || high.isEmpty()) {
      String bound = low.isEmpty() ? "<= " : ">= ";
      return low.isEmpty() && high.isEmpty() ? "" : bound + quantity(low.isEmpty() ? high : low);
    }
    return text(low.getValueElement().getValueAsString()) + " - " + quantity(high);
  }

  static String name(HumanName name) {
    List<String> parts = new ArrayList<>();
    for (List<StringType> strings : List.of(name.getPrefix(), name.getGiven())) {
      strings.forEach(part -> parts.add(text(part.getValue())));
    }
    parts.add(text(name.getFamily()));
    name.getSuffix().forEach(part -> parts.add(text(part.getValue())));
    String spoken = Words.join(" ", parts);
    return spoken.isEmpty() ? text(name.getText()) : spoken;
  }

  static String address(Address address) {
    if (address.getLine().isEmpty() && text(address.getCity()).isEmpty()) {
      return text(address.getText());
    }
    List<String> parts = new ArrayList<>();
    address.getLine().forEach(line -> parts.add(text(line.getValue())));
    parts.add(text(address.getCity()));
    parts.add(Words.join(" ", List.of(text(address.getState()), text(address.getPostalCode()))));
    parts.add(text(address.getCountry()));
    return Words.join(", ", parts);
  }

  /** An attachment that is text; of any other its kind, since only a parser could read it. */
  static String attachment(Attachment attachment) {
    String type = text(attachment.getContentType());
    byte @Nullable [] data = attachment.getData();
    if (data == null || data.length == 0) {
      return Words.join(" ", List.of(text(attachment.getTitle()), text(attachment.getUrl())));
    }
    if (isHtml(type)) {
      return Html.text(new String(data, charset(type)));
    }
    if (isShown(type)) {
      return new String(data, charset(type)).strip();
    }
    return "[attachment of type "
        + Words.join(" ", List.of(type, text(attachment.getTitle())))
        + ", "
        + data.length
        + " bytes, a document of its own]";
  }

  /** Whether what is attached is shown where it is attached. */
  static boolean isShown(String mediaType) {
    String lower = mediaType.toLowerCase(Locale.ROOT);
    return isHtml(lower) || lower.startsWith("text/plain") || lower.startsWith("text/markdown");
  }

  private static boolean isHtml(String mediaType) {
    String lower = mediaType.toLowerCase(Locale.ROOT);
    return lower.startsWith("text/html") || lower.startsWith("application/xhtml");
  }

  private static Charset charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** An extension by the end of its address, with its value or the extensions within it. */
  private static String extension(Extension extension, int depth) {
    String url = text(extension.getUrl());
    String name = url.substring(url.lastIndexOf('/') + 1);
    String value = extension.hasValue() ? of(extension.getValue(), depth + 1) : "";
    List<String> inner =
        depth >= DEEPEST
            ? List.of()
            : extension.getExtension().stream().map(e -> extension(e, depth + 1)).toList();
    return Words.join(" ", List.of(name, value, Words.join(", ", inner)));
  }

  private static String elements(Base value, int depth) {
    if (depth >= DEEPEST) {
      return "";
    }
    List<String> elements = new ArrayList<>();
    for (Property property : value.children()) {
      if (property.hasValues() && !property.getName().equals("id")) {
        List<String> words = property.getValues().stream().map(v -> of(v, depth + 1)).toList();
        String joined = Words.join(", ", words);
        if (!joined.isEmpty()) {
          elements.add(label(property.getName()).toLowerCase(Locale.ROOT) + " " + joined);
        }
      }
    }
    return String.join(", ", elements);
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
