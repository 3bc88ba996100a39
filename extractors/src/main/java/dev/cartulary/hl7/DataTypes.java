package dev.cartulary.hl7;

import dev.cartulary.clinical.Coding;
import dev.cartulary.clinical.Hl7Date;
import dev.cartulary.clinical.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values of HL7's data types (chapter 2A) as a reader expects them. */
final class DataTypes {
  private static final Pattern TIME = Pattern.compile("(\\d{2})(\\d{2})(\\d{2})?.*");

  private DataTypes() {}

  /**
   * A value in words.
   *
   * @param type as HL7 abbreviates it; what is none is shown as it stands
   */
  static String words(String type, Value v) {
    return switch (type) {
      case "DT", "TS", "DTM" -> date(v);
      case "TM" -> TIME.matcher(v.part(1)).replaceFirst("$1:$2");
      case "CE", "CWE", "CNE", "CF" -> coded(v);
      case "XPN", "PPN" -> name(v, 1);
      case "XCN", "CN" -> person(v);
      case "XAD", "AD", "SAD" -> address(v);
      case "XTN", "TN" -> phone(v);
      case "CX", "CK" -> v.part(1);
      case "EI", "HD", "ED" -> v.part(1).isEmpty() ? v.words() : v.part(1);
      case "EIP" -> Words.join(", ", List.of(v.part(1), v.part(2)));
      case "XON" -> v.part(1).isEmpty() ? v.part(10) : v.part(1);
      case "PL" -> place(v);
      case "SN" -> number(v);
      case "CQ", "MO", "CP" -> quantity(v);
      case "DR" -> Words.join(" to ", List.of(Hl7Date.iso(v.part(1)), Hl7Date.iso(v.part(2))));
      default -> v.words();
    };
  }

  /** A date, with a time if there is one. */
  static String date(Value v) {
    return Hl7Date.iso(v.part(1));
  }

  /** Words with their codes. */
  static String coded(Value v) {
    return Coding.text(text(v), codings(v));
  }

  /** The words of a coded value: of its code, its other code, and as they were entered. */
  static String text(Value v) {
    List<String> words =
        Stream.of(2, 5, 9).map(v::whole).filter(part -> !part.isEmpty()).distinct().toList();
    if (words.isEmpty() && v.whole(3).isEmpty()) {
      return v.whole(1);
    }
    return String.join(", ", words);
  }

  static List<Coding> codings(Value v) {
    List<Coding> codings = new ArrayList<>();
    if (!v.whole(1).isEmpty()) {
      codings.add(new Coding(v.whole(3), v.whole(1), v.whole(2)));
    }
    if (!v.whole(4).isEmpty()) {
      codings.add(new Coding(v.whole(6), v.whole(4), v.whole(5)));
    }
    return codings;
  }

  /**
   * A name in the order in which it is spoken.
   *
   * @param family the component of the family name: given names, suffix, prefix and degree follow
   */
  static String name(Value v, int family) {
    String spoken =
        Words.join(
            " ",
            List.of(
                v.whole(family + 4),
                v.whole(family + 1),
                v.whole(family + 2),
                v.part(family),
                v.whole(family + 3)));
    return Words.join(", ", List.of(spoken, v.whole(family + 5)));
  }

  /** A person with a number, which stands alone where there is no name. */
  static String person(Value v) {
    String name = name(v, 2);
    return name.isEmpty() ? v.part(1) : name;
  }

  static String address(Value v) {
    String town = Words.join(" ", List.of(v.whole(4), v.whole(5)));
    return Words.join(", ", List.of(v.whole(1), v.whole(2), v.whole(3), town, v.whole(6)));
  }

  /** A number or an address of mail; the parts of it where the whole is not there. */
  static String phone(Value v) {
    for (int whole : new int[] {1, 4, 12}) {
      if (!v.whole(whole).isEmpty()) {
        return v.whole(whole);
      }
    }
    String extension = v.part(8).isEmpty() ? "" : "ext. " + v.part(8);
    String country = v.part(5).isEmpty() ? "" : "+" + v.part(5);
    return Words.join(" ", List.of(country, v.part(6), v.part(7), extension));
  }

  private static String place(Value v) {
    return Words.join(
        ", ", List.of(v.part(4), v.part(7), v.part(8), v.part(1), v.part(2), v.part(3), v.part(9)));
  }

  /** A structured number: a comparison, a ratio or an interval. */
  private static String number(Value v) {
    return v.part(1) + v.part(2) + v.part(3) + v.part(4);
  }

  private static String quantity(Value v) {
    String unit = v.whole(2);
    return Words.join(" ", List.of(v.whole(1), unit));
  }
}
