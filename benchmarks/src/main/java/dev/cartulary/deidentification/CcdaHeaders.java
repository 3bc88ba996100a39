package dev.cartulary.deidentification;

import dev.cartulary.document.CharSpan;
import dev.cartulary.evaluation.DocumentTexts;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.tika.ParserLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The heads of C-CDA documents as their text gives them, with the names, addresses, numbers and
 * times that the XML says stand there.
 */
final class CcdaHeaders {
  private static final Pattern TIME =
      Pattern.compile("\\b\\d{4}-\\d{2}(?:-\\d{2})?(?:T[\\d:.+Z-]+)?");

  private CcdaHeaders() {}

  static List<Labelled> read(Path folder) throws IOException, InterruptedException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(file -> file.toString().endsWith(".xml"))
          .forEach(file -> files.put(folder.relativize(file).toString(), file));
    }
    Map<String, String> texts = DocumentTexts.read(files, ParserLimits.DEFAULT);
    List<Labelled> headers = new ArrayList<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String text = texts.get(file.getKey());
      Element root = root(file.getValue());
      if (text != null && root != null) {
        headers.add(header(file.getKey(), text, root));
      }
    }
    return headers;
  }

  private static Labelled header(String name, String text, Element root) {
    int blank = text.indexOf("\n\n");
    int end = blank < 0 ? text.length() : blank;
    Map<String, PhiClass> values = new LinkedHashMap<>();
    for (Element role : elements(root, "patientRole")) {
      for (Element id : children(role, "id")) {
        put(
            values,
            id.getAttribute("extension"),
            "2.16.840.1.113883.4.1".equals(id.getAttribute("root")) ? PhiClass.SSN : PhiClass.MRN);
      }
      for (Element address : children(role, "addr")) {
        for (String part : List.of("streetAddressLine", "city", "postalCode")) {
          elements(address, part).forEach(e -> put(values, e.getTextContent(), PhiClass.GEOGRAPHY));
        }
      }
      for (Element telecom : children(role, "telecom")) {
        String value = telecom.getAttribute("value");
        put(
            values,
            value.replaceFirst("^\\w+:", ""),
            value.contains("@") ? PhiClass.EMAIL : PhiClass.PHONE);
      }
    }
    for (Element person : elements(root, "name")) {
      for (String part : List.of("given", "family")) {
        elements(person, part).forEach(e -> put(values, e.getTextContent(), PhiClass.NAME));
      }
    }
    List<Labelled.Gold> gold = new ArrayList<>();
    String head = text.substring(0, end);
    values.forEach(
        (value, kind) -> {
          Matcher matcher =
              Pattern.compile("(?<![\\p{L}\\d])" + Pattern.quote(value) + "(?![\\p{L}\\d])")
                  .matcher(head);
          while (matcher.find()) {
            gold.add(new Labelled.Gold(kind, new CharSpan(matcher.start(), matcher.end())));
          }
        });
    Matcher time = TIME.matcher(head);
    while (time.find()) {
      gold.add(new Labelled.Gold(PhiClass.DATE, new CharSpan(time.start(), time.end())));
    }
    gold.sort(Comparator.comparing(g -> g.span().start()));
    List<CharSpan> free = new ArrayList<>();
    Matcher firm =
        Pattern.compile(
                "(?m)^(?:Facility|Custodian|Encounter Location|Provider|Author|Authenticated by): (.+)$")
            .matcher(head);
    while (firm.find()) {
      free.add(new CharSpan(firm.start(1), firm.end(1)));
    }
    return new Labelled("C-CDA headers", name, head, gold, free, List.of(new CharSpan(0, end)));
  }

  private static void put(Map<String, PhiClass> values, String value, PhiClass kind) {
    String stripped = value.strip();
    if (stripped.length() > 1) {
      values.putIfAbsent(stripped, kind);
    }
  }

  private static Element root(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Document document = builder.parse(file.toFile());
      return document.getDocumentElement();
    } catch (SAXException e) {
      throw new IOException(file + " is not readable XML; mend or remove the file");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java runtime parses XML without DTDs", e);
    }
  }

  private static List<Element> children(Element in, String name) {
    return elements(in, name).stream().filter(e -> e.getParentNode() == in).toList();
  }

  private static List<Element> elements(Element in, String name) {
    List<Element> elements = new ArrayList<>();
    NodeList nodes = in.getElementsByTagNameNS("*", name);
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
