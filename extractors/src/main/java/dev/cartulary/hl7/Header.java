package dev.cartulary.hl7;

import dev.cartulary.clinical.Sheet;
import dev.cartulary.clinical.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Message, patient and visit as labelled lines. */
final class Header {
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("ADT", "Patient administration"),
          Map.entry("ORU", "Observation report"),
          Map.entry("OUL", "Laboratory report"),
          Map.entry("ORM", "Order"),
          Map.entry("OMG", "Clinical order"),
          Map.entry("OML", "Laboratory order"),
          Map.entry("OMP", "Pharmacy order"),
          Map.entry("RDE", "Pharmacy order"),
          Map.entry("RDS", "Pharmacy dispense"),
          Map.entry("RAS", "Pharmacy administration"),
          Map.entry("VXU", "Vaccination record"),
          Map.entry("MDM", "Medical document"),
          Map.entry("SIU", "Appointment"),
          Map.entry("REF", "Referral"),
          Map.entry("PPR", "Problem list"),
          Map.entry("BAR", "Billing account"),
          Map.entry("DFT", "Financial transaction"));

  private static final Map<String, String> SEXES =
      Map.of("F", "Female", "M", "Male", "O", "Other", "U", "Unknown", "A", "Ambiguous");

  private static final Map<String, String> CLASSES =
      Map.of(
          "E", "Emergency",
          "I", "Inpatient",
          "O", "Outpatient",
          "P", "Preadmit",
          "R", "Recurring patient",
          "B", "Obstetrics");

  private static final Map<String, String> IDENTIFIERS =
      Map.ofEntries(
          Map.entry("", "MRN"),
          Map.entry("MR", "MRN"),
          Map.entry("MRN", "MRN"),
          Map.entry("PI", "MRN"),
          Map.entry("SS", "Social Security Number"),
          Map.entry("DL", "Driver's License"),
          Map.entry("AN", "Account Number"),
          Map.entry("VN", "Visit Number"),
          Map.entry("PPN", "Passport"));

  /** Fields of PID, PV1, PV2 and PD1 that have lines of their own or no meaning here. */
  private static final Map<String, Set<Integer>> SAID =
      Map.of(
          "PID", Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 18, 19, 22, 29, 40),
          "PV1", Set.of(1, 2, 3, 7, 8, 9, 17, 19, 36, 44, 45),
          "PV2", Set.of(3),
          "PD1", Set.of(4));

  private final Sheet sheet;

  Header(Sheet sheet) {
    this.sheet = sheet;
  }

  void message(Segment msh) {
    Value kind = msh.first(9);
    String code = Words.join(" ", List.of(kind.part(1), kind.part(2)));
    String words = KINDS.getOrDefault(kind.part(1), "");
    sheet.line("Document Type", words.isEmpty() ? code : words + " (" + code + ")");
    sheet.line("Document Date", DataTypes.date(msh.first(7)));
    sheet.line("Facility", msh.first(4).part(1));
  }

  void patient(Segment pid) {
    sheet.line("Patient Name", DataTypes.name(pid.first(5), 1));
    for (int field : new int[] {3, 2, 4}) {
      for (Value id : pid.all(field)) {
        String label = IDENTIFIERS.get(id.part(5));
        sheet.line(label == null ? "Identifier (" + id.part(5) + ")" : label, id.part(1));
      }
    }
    sheet.line("Date of Birth", DataTypes.date(pid.first(7)));
    sheet.line("Sex", SEXES.getOrDefault(pid.first(8).part(1), pid.first(8).words()));
    lines("Marital Status", pid, 16, DataTypes::coded);
    lines("Race", pid, 10, DataTypes::coded);
    lines("Ethnicity", pid, 22, DataTypes::coded);
    lines("Language", pid, 15, DataTypes::coded);
    lines("Address", pid, 11, DataTypes::address);
    for (int field : new int[] {13, 14, 40}) {
      for (Value phone : pid.all(field)) {
        String number = DataTypes.phone(phone);
        sheet.line(number.contains("@") ? "Email" : "Phone", number);
      }
    }
    lines("Account Number", pid, 18, value -> value.part(1));
    lines("Social Security Number", pid, 19, Value::words);
    pid.all(5).stream()
        .skip(1)
        .forEach(value -> sheet.line("Also known as", DataTypes.name(value, 1)));
    lines("Also known as", pid, 9, value -> DataTypes.name(value, 1));
    lines("Mother (maiden name)", pid, 6, value -> DataTypes.name(value, 1));
    lines("Died", pid, 29, DataTypes::date);
    more(pid);
  }

  void visit(Segment pv1) {
    lines("Visit Number", pv1, 19, value -> value.part(1));
    sheet.line("Encounter Type", CLASSES.getOrDefault(pv1.first(2).part(1), pv1.first(2).words()));
    lines("Encounter Location", pv1, 3, value -> DataTypes.words("PL", value));
    lines("Admission Date", pv1, 44, DataTypes::date);
    lines("Discharge Date", pv1, 45, DataTypes::date);
    lines("Discharge Disposition", pv1, 36, DataTypes::coded);
    lines("Attending Physician", pv1, 7, DataTypes::person);
    lines("Admitting Physician", pv1, 17, DataTypes::person);
    lines("Referring Physician", pv1, 8, DataTypes::person);
    lines("Consulting Physician", pv1, 9, DataTypes::person);
    more(pv1);
  }

  /** All fields that have no line yet, under their names in the standard. */
  void more(Segment segment) {
    if (segment.name().equals("PV2")) {
      lines("Reason for Admission", segment, 3, DataTypes::coded);
    } else if (segment.name().equals("PD1")) {
      lines("Primary Care Physician", segment, 4, DataTypes::person);
    }
    for (int i = 1; i <= segment.fields().size(); i++) {
      if (!SAID.getOrDefault(segment.name(), Set.of()).contains(i)) {
        // Other labels end in words that would make this a line about the patient's own name.
        String label = Dictionary.field(segment.name(), i).name().replace("Name", "(name)");
        sheet.line(label, Entries.words(segment, i));
      }
    }
  }

  void ordered(Segment obr) {
    lines("Ordering Provider", obr, 16, DataTypes::person);
  }

  private void lines(String label, Segment segment, int field, Function<Value, String> words) {
    segment.all(field).forEach(value -> sheet.line(label, words.apply(value)));
  }
}
