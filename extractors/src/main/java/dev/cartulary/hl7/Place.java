package dev.cartulary.hl7;

import dev.cartulary.clinical.UnreadableRecordException;
import dev.cartulary.outcome.FailureReason;

/** Where in a file something stands, in words that hold nothing of what stands there. */
record Place(String words) {
  static Place file() {
    return new Place("the HL7 file");
  }

  /**
   * A message.
   *
   * @param number 1 for the first
   */
  static Place message(int number) {
    return new Place("message " + number + " of the HL7 file");
  }

  /**
   * A segment of this message.
   *
   * @param number 1 for the first
   * @param name three letters or digits
   */
  Place segment(int number, String name) {
    return new Place(words + ", segment " + number + " (" + name + ")");
  }

  Place field(int number) {
    return new Place(words + ", field " + number);
  }

  UnreadableRecordException broken(String what) {
    return new UnreadableRecordException(FailureReason.CORRUPT, words + " is damaged: " + what);
  }
}
