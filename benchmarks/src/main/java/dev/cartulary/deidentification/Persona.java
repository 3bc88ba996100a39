package dev.cartulary.deidentification;

import dev.cartulary.phi.PhiClass;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** An invented patient and what may be written of one, in many forms. */
final class Persona {
  private static final Map<String, List<String>> WORDS = words();
  private static final List<String> SUFFIXES =
      List.of(
          "Street", "St.", "Avenue", "Ave", "Road", "Rd.", "Lane", "Ln", "Drive", "Dr.", "Court",
          "Blvd", "Circle", "Parkway", "Terrace", "Way");
  private static final List<String> DATES =
      List.of(
          "MM/dd/yyyy",
          "M/d/yyyy",
          "M/d/yy",
          "MM-dd-yyyy",
          "yyyy-MM-dd",
          "MMMM d, yyyy",
          "MMM d, yyyy",
          "d MMM yyyy",
          "MMM. d, yyyy",
          "dd-MMM-yyyy",
          "d MMMM yyyy",
          "MM.dd.yyyy",
          "yyyyMMdd",
          "M-d-yy",
          "EEEE, MMMM d, yyyy",
          "MMMM d yyyy");
  private static final List<String> HOLIDAYS =
      List.of(
          "Christmas",
          "Thanksgiving",
          "Labor Day",
          "the Fourth of July",
          "Easter",
          "New Year's Eve",
          "Memorial Day");

  private final Random random;
  private final String first;
  private final String last;
  private final LocalDate birth;
  private final String mrn;
  private final String relative;

  /** What stands in the place of a slot. */
  record Planted(PhiClass kind, String text) {}

  Persona(Random random) {
    this.random = random;
    first = any("given");
    last = any("surname");
    relative = any("given");
    birth = LocalDate.of(1930 + random.nextInt(70), 1 + random.nextInt(12), 1 + random.nextInt(28));
    mrn =
        pattern(
            pick(
                List.of(
                    "#######",
                    "########",
                    "##-##-##",
                    "A######",
                    "######",
                    "###-###-###",
                    "M########",
                    "########-#")));
  }

  Planted value(String slot) {
    return switch (slot) {
      case "full" ->
          name(
              random.nextInt(3) == 0
                  ? first + " " + (char) ('A' + random.nextInt(26)) + ". " + last
                  : first + " " + last);
      case "first" -> name(first);
      case "last" -> name(last);
      case "lastfirst" -> name(last + ", " + first);
      case "upper" -> name((first + " " + last).toUpperCase(Locale.ROOT));
      case "upperlastfirst" -> name((last + ", " + first).toUpperCase(Locale.ROOT));
      case "relative" -> name(relative + " " + last);
      case "relativefirst" -> name(relative);
      case "doctor" -> name(any("given") + " " + any("surname"));
      case "upperdoctor" -> name((any("given") + " " + any("surname")).toUpperCase(Locale.ROOT));
      case "doctorlast" -> name(any("surname"));
      case "doctorinitial" -> name((char) ('A' + random.nextInt(26)) + ". " + any("surname"));
      case "employer" ->
          new Planted(
              PhiClass.ORGANIZATION,
              any("employer")
                  + pick(
                      List.of(
                          " Logistics",
                          " Manufacturing",
                          ", Inc.",
                          " Corporation",
                          " Associates")));
      case "street" ->
          place(
              (1 + random.nextInt(9899))
                  + pick(List.of(" ", " N. ", " West ", " "))
                  + any("street")
                  + " "
                  + pick(SUFFIXES)
                  + pick(
                      List.of(
                          "",
                          "",
                          "",
                          " Apt " + (1 + random.nextInt(40)),
                          ", Suite " + (100 + random.nextInt(400)),
                          " #" + (1 + random.nextInt(40)))));
      case "streetname" ->
          place(
              any("street") + " " + pick(List.of("Street", "Avenue", "Road", "Boulevard", "Lane")));
      case "town" -> place(any("town"));
      case "countyname" -> place(any("town"));
      case "zip" -> place(pattern(pick(List.of("#####", "#####", "#####-####"))));
      case "pobox" ->
          place(pick(List.of("P.O. Box ", "PO Box ", "P. O. Box ")) + (10 + random.nextInt(9000)));
      case "date" -> date(day(), pick(DATES));
      case "dob" -> date(birth, pick(DATES));
      case "monthday" -> date(day(), pick(List.of("MMMM d", "MMM d", "M/d", "d MMMM")));
      case "shortdate" -> date(day(), "M/d");
      case "monthyear" ->
          date(day(), pick(List.of("MMMM yyyy", "MMM yyyy", "MM/yyyy", "MMMM, yyyy")));
      case "month" -> date(day(), "MMMM");
      case "weekday" ->
          new Planted(
              PhiClass.DATE, day().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.US));
      case "ordinal" ->
          new Planted(
              PhiClass.DATE, pick(List.of("3rd", "12th", "21st", "fifth", "twenty-second")));
      case "holiday" -> new Planted(PhiClass.DATE, pick(HOLIDAYS));
      case "age" -> new Planted(PhiClass.AGE, Integer.toString(90 + random.nextInt(18)));
      case "ageword" ->
          new Planted(
              PhiClass.AGE,
              pick(List.of("ninety", "ninety-one", "ninety-four", "ninety-seven", "ninety-nine")));
      case "phone" -> new Planted(PhiClass.PHONE, phone());
      case "fax" -> new Planted(PhiClass.FAX, phone());
      case "email" -> new Planted(PhiClass.EMAIL, email());
      case "ssn" -> new Planted(PhiClass.SSN, ssn());
      case "mrn" -> new Planted(PhiClass.MRN, mrn);
      case "plan" ->
          new Planted(
              PhiClass.HEALTH_PLAN,
              pattern(
                  pick(
                      List.of(
                          "AAA#########",
                          "A########",
                          "##########",
                          "AA-######",
                          "#########-##",
                          "AAA###A#####"))));
      case "mbi" ->
          new Planted(
              PhiClass.HEALTH_PLAN,
              pattern(pick(List.of("1EG4-TE5-MK7#", "3CA#-HJ#-KM##", "7RT4RN#WY##"))));
      case "account" ->
          new Planted(
              PhiClass.ACCOUNT,
              pattern(
                  pick(
                      List.of(
                          "##########", "AC######", "####-######", "########", "#######-###"))));
      case "card" -> new Planted(PhiClass.ACCOUNT, card());
      case "license" ->
          new Planted(
              PhiClass.LICENSE,
              pattern(
                  pick(
                      List.of("A#######", "AA######", "#########", "A###-####-####", "RN######"))));
      case "dea" -> new Planted(PhiClass.LICENSE, dea());
      case "npi" -> new Planted(PhiClass.LICENSE, withLuhn("80840", "1" + pattern("########")));
      case "vin" -> new Planted(PhiClass.VEHICLE, vin());
      case "plate" ->
          new Planted(
              PhiClass.VEHICLE,
              pattern(pick(List.of("AAA-####", "AAA ####", "#AAA###", "AAA####", "A##-AAA"))));
      case "serial" ->
          new Planted(
              PhiClass.DEVICE,
              pattern(
                  pick(List.of("AAA######A", "########", "AA-####-##", "A#A##A####", "SN######"))));
      case "udi" ->
          new Planted(
              PhiClass.DEVICE,
              "(01)"
                  + withGtinCheck(pattern("#############"))
                  + pick(List.of("", "(21)" + pattern("AA####"), "(17)" + pattern("2#1#0#"))));
      case "mac" -> new Planted(PhiClass.DEVICE, mac());
      case "url" -> new Planted(PhiClass.URL, url());
      case "ip" -> new Planted(PhiClass.IP, ip());
      case "biometric" ->
          new Planted(
              PhiClass.BIOMETRIC,
              pattern(
                  pick(
                      List.of(
                          "FP-######",
                          "xxxxxxxxxxxxxxx#",
                          "BIO#######",
                          "AA####-##",
                          "#xxxx-xxx#"))));
      case "photo" ->
          new Planted(
              PhiClass.PHOTO,
              pick(List.of("IMG_", "DSC0", "face-", last.replaceAll("\\W", "") + "_", "photo"))
                  + pattern("####")
                  + pick(List.of(".jpg", ".JPG", ".png", ".jpeg", ".tiff")));
      case "other" ->
          new Planted(
              PhiClass.OTHER,
              pattern(
                  pick(List.of("S##-#####", "########", "AA-###-####", "####-A-###", "AB######"))));
      case "username" ->
          new Planted(
              PhiClass.OTHER,
              (first.charAt(0) + last).replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT)
                  + random.nextInt(90));
      case "state" ->
          new Planted(
              PhiClass.ORGANIZATION,
              pick(List.of("OH", "TX", "WI", "NY", "WA", "ME", "NV", "Ohio")));
      case "nineties" -> new Planted(PhiClass.AGE, pick(List.of("90s", "nineties")));
      default -> throw new IllegalArgumentException("no such slot: " + slot);
    };
  }

  private Planted name(String text) {
    return new Planted(PhiClass.NAME, text);
  }

  private Planted place(String text) {
    return new Planted(PhiClass.GEOGRAPHY, text);
  }

  private Planted date(LocalDate day, String format) {
    return new Planted(PhiClass.DATE, DateTimeFormatter.ofPattern(format, Locale.US).format(day));
  }

  private LocalDate day() {
    return LocalDate.of(2001 + random.nextInt(24), 1 + random.nextInt(12), 1 + random.nextInt(28));
  }

  private String phone() {
    String form =
        pick(
            List.of(
                "(%s) %s-%s",
                "%s-%s-%s",
                "%s.%s.%s",
                "1-%s-%s-%s",
                "+1 %s %s %s",
                "(%s)%s-%s",
                "%s %s %s",
                "%s-%s-%s ext. 41",
                "%s-%s-%s x212"));
    return String.format(
        Locale.ROOT,
        form,
        pick(List.of("419", "715", "512", "207", "775", "360", "614")),
        pattern("2##"),
        pattern("####"));
  }

  private String ssn() {
    String digits = (100 + random.nextInt(560)) + pattern("1#") + pattern("2###");
    String form = pick(List.of("%s-%s-%s", "%s-%s-%s", "%s %s %s"));
    return String.format(
        Locale.ROOT, form, digits.substring(0, 3), digits.substring(3, 5), digits.substring(5));
  }

  private String email() {
    String local =
        pick(List.of("%s.%s", "%s%s", "%s_%s"))
            .formatted(first, last)
            .replaceAll("[^A-Za-z._]", "")
            .toLowerCase(Locale.ROOT);
    return local
        + random.nextInt(99)
        + "@"
        + pick(List.of("example.com", "mail.example.org", "clinic-mail.net", "uni.edu"));
  }

  private String card() {
    String digits =
        withLuhn("", (pick(List.of("4", "51", "37")) + pattern("##############")).substring(0, 15));
    return random.nextBoolean()
        ? digits
        : digits.replaceAll("(\\d{4})(?=\\d)", "$1" + pick(List.of(" ", "-")));
  }

  /** The digits with the one behind them that Luhn's test wants. */
  private static String withLuhn(String prefix, String digits) {
    int sum = 0;
    String all = prefix + digits;
    for (int i = 0; i < all.length(); i++) {
      int digit = all.charAt(all.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? 2 * digit : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return digits + (10 - sum % 10) % 10;
  }

  private static String withGtinCheck(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (i % 2 == 0 ? 3 : 1) * (digits.charAt(i) - '0');
    }
    return digits + (10 - sum % 10) % 10;
  }

  private String dea() {
    String digits = pattern("######");
    int sum = 0;
    for (int i = 0; i < 6; i++) {
      sum += (i % 2 == 0 ? 1 : 2) * (digits.charAt(i) - '0');
    }
    return pick(List.of("AB", "BS", "MK", "FT")) + digits + sum % 10;
  }

  private String vin() {
    String values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
    int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    String vin =
        pick(List.of("1FT", "2HG", "5YJ", "WBA", "JTD"))
            + pattern("##AA#")
            + "0"
            + pattern("####" + "####");
    vin = vin.replace('I', 'J').replace('O', 'P').replace('Q', 'R');
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += values.indexOf(vin.charAt(i)) % 10 * weights[i];
    }
    int check = sum % 11;
    return vin.substring(0, 8) + (check == 10 ? "X" : check) + vin.substring(9);
  }

  private String mac() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      parts.add(String.format(Locale.ROOT, "%02X", random.nextInt(256)));
    }
    return String.join(pick(List.of(":", "-")), parts);
  }

  private String url() {
    String host =
        pick(List.of(
                "www.%s-family.com",
                "https://portal.%s.org/r/12?x=3",
                "http://%s.example.net/diary",
                "https://www.%s.info",
                "%s-health.org/me"))
            .formatted(last.replaceAll("\\W", "").toLowerCase(Locale.ROOT));
    return host;
  }

  private String ip() {
    if (random.nextInt(4) == 0) {
      return String.format(
          Locale.ROOT,
          "2001:db8:%x:%x:%x:%x:%x:%x",
          1 + random.nextInt(65535),
          1 + random.nextInt(65535),
          1 + random.nextInt(65535),
          1 + random.nextInt(65535),
          1 + random.nextInt(65535),
          1 + random.nextInt(65535));
    }
    return (11 + random.nextInt(200))
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256);
  }

  /** {@code #} becomes a digit, {@code A} a capital, {@code x} a hexadecimal digit. */
  private String pattern(String form) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      text.append(
          c == '#'
              ? (char) ('0' + random.nextInt(10))
              : c == 'A'
                  ? (char) ('A' + random.nextInt(26))
                  : c == 'x' ? "0123456789abcdef".charAt(random.nextInt(16)) : c);
    }
    return text.toString();
  }

  private String any(String list) {
    return pick(WORDS.getOrDefault(list, List.of()))
        .replace("Old-Mill", "Old Mill")
        .replace("Winding-Creek", "Winding Creek");
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The lists of names by their kind. */
  static Map<String, List<String>> words() {
    Map<String, List<String>> words = new HashMap<>();
    for (String line : Planter.lines("names.txt")) {
      String[] parts = line.split(": ", 2);
      words.put(parts[0], List.of(parts[1].split(parts[1].contains("|") ? "\\|" : " ", -1)));
    }
    return words;
  }
}
