package dev.cartulary.clinical;

/** The sections of a sheet, in their order. Titles are headings that document types know. */
public enum Topic {
  ALLERGIES("Allergies"),
  PROBLEMS("Problems"),
  DIAGNOSES("Diagnoses"),
  MEDICATIONS("Medications"),
  IMMUNIZATIONS("Immunizations"),
  PROCEDURES("Procedures"),
  FAMILY("Family history"),
  ENCOUNTERS("Encounters"),
  RESULTS("Results"),
  SPECIMENS("Specimens:"),
  ORDERS("Orders"),
  NOTES("Notes"),
  PLAN("Plan of care"),
  APPOINTMENTS("Appointments:"),
  CARE_TEAM("Care team"),
  CONTACTS("Contacts:"),
  INSURANCE("Insurance"),
  OTHER("Other information:");

  private final String title;

  Topic(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
