package dev.cartulary.gold;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * C-CDA documents, whose coded entries are the gold for the text that is rendered from them: name,
 * birth date and sex of the patient, medication activities, problem observations and allergies. An
 * entry counts under its code's name, a translation's, and the material's.
 */
final class Ccda {
  private static final String TEMPLATE = "2.16.840.1.113883.10.20.22.4.";
  private static final Set<String> NO_ALLERGY =
      Set.of("no known allergies", "no known drug allergies", "nka", "nkda", "no known allergy");

  private Ccda() {}

  static List<GoldDocument> read(Path folder) {
    List<GoldDocument> documents = new ArrayList<>();
    for (Path file : GoldFiles.files(folder, ".xml")) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      documents.add(
          new GoldDocument(
              file.getFileName().toString(),
              path,
              new GoldDocument.Stored(file, path),
              fields(parse(file).getDocumentElement()),
              null));
    }
    return documents;
  }

  private static Document parse(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(file.toFile());
    } catch (SAXException | IOException e) {
      throw new GoldException(file + " is not readable XML; mend or remove the file");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java runtime parses XML without DTDs", e);
    }
  }

  private static List<GoldField> fields(Element root) {
    List<GoldField> fields = new ArrayList<>();
    for (Element patient : elements(root, "patient")) {
      List<Element> names = elements(patient, "name");
      if (fields.isEmpty() && !names.isEmpty()) {
        String name = text(names.get(0), "given", true) + " " + text(names.get(0), "family", false);
        put(fields, "patient_name", Comparison.PERSON, Comparison.PERSON.form(name));
        String birth = attribute(patient, "birthTime", "value");
        if (birth.matches("\\d{8}.*")) {
          put(
              fields,
              "date_of_birth",
              Comparison.DATE,
              Comparison.DATE.form(
                  birth.substring(0, 4)
                      + "-"
                      + birth.substring(4, 6)
                      + "-"
                      + birth.substring(6, 8)));
        }
        String sex = attribute(patient, "administrativeGenderCode", "code");
        if (sex.matches("[FM]")) {
          put(fields, "sex", Comparison.WORDS, sex.equals("F") ? "female" : "male");
        }
      }
    }
    fields.add(entries(root, "medications", TEMPLATE + "16", "manufacturedMaterial"));
    fields.add(entries(root, "diagnoses", TEMPLATE + "4", "value"));
    fields.add(entries(root, "allergies", TEMPLATE + "7", "playingEntity"));
    return fields;
  }

  private static void put(List<GoldField> fields, String name, Comparison comparison, String form) {
    if (!form.isBlank()) {
      fields.add(new GoldField(name, comparison, List.of(GoldValue.of(form.strip()))));
    }
  }

  /** One value for each distinct entry; {@code carrier} is the element that holds its code. */
  private static GoldField entries(Element root, String name, String template, String carrier) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Element id : elements(root, "templateId")) {
      if (id.getAttribute("root").equals(template) && id.getParentNode() instanceof Element entry) {
        boolean none = entry.getAttribute("negationInd").equals("true");
        if (none && name.equals("allergies")) {
          values.putIfAbsent("none", NO_ALLERGY);
        } else if (!none) {
          Set<String> forms = forms(entry, carrier);
          forms.stream().findFirst().ifPresent(first -> values.putIfAbsent(first, forms));
        }
      }
    }
    return new GoldField(
        name,
        Comparison.ENTRY,
        values.values().stream().map(forms -> new GoldValue(forms, List.of())).toList());
  }

  private static Set<String> forms(Element entry, String carrier) {
    Set<String> forms = new LinkedHashSet<>();
    List<Element> carriers = elements(entry, carrier);
    if (!carriers.isEmpty()) {
      Element of = carriers.get(0);
      forms.add(Comparison.ENTRY.form(of.getAttribute("displayName")));
      for (String named : List.of("code", "translation")) {
        elements(of, named)
            .forEach(code -> forms.add(Comparison.ENTRY.form(code.getAttribute("displayName"))));
      }
      elements(of, "name").forEach(n -> forms.add(Comparison.ENTRY.form(n.getTextContent())));
    }
    forms.remove("");
    return forms;
  }

  private static List<Element> elements(Element in, String name) {
    List<Element> elements = new ArrayList<>();
    NodeList nodes = in.getElementsByTagNameNS("*", name);
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String text(Element in, String name, boolean firstOnly) {
    List<String> texts = new ArrayList<>();
    elements(in, name).forEach(element -> texts.add(element.getTextContent().strip()));
    return String.join(" ", firstOnly && !texts.isEmpty() ? texts.subList(0, 1) : texts);
  }

  private static String attribute(Element in, String name, String attribute) {
    List<Element> elements = elements(in, name);
    return elements.isEmpty() ? "" : elements.get(0).getAttribute(attribute);
  }
}
