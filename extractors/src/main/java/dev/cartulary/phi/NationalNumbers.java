package dev.cartulary.phi;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Arrays;
import java.util.List;

/**
 * Telephone numbers as each country writes its own: numbers that could be called there, in the very
 * groups of digits that are usual there. Their groups tell them from other numbers where no word
 * does.
 */
final class NationalNumbers {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final List<String> COUNTRIES =
      NUMBERS.getSupportedRegions().stream().sorted().toList();

  private NationalNumbers() {}

  /** Whether some country writes numbers like this one. */
  static boolean isUsual(String number) {
    return COUNTRIES.stream().anyMatch(country -> isUsual(number, country));
  }

  private static boolean isUsual(String number, String country) {
    try {
      PhoneNumber parsed = NUMBERS.parse(number, country);
      return NUMBERS.isValidNumberForRegion(parsed, country)
          && groups(NUMBERS.format(parsed, PhoneNumberFormat.NATIONAL)).equals(groups(number));
    } catch (NumberParseException e) {
      return false;
    }
  }

  private static List<String> groups(String number) {
    return Arrays.stream(number.split("\\D+", -1)).filter(group -> !group.isEmpty()).toList();
  }
}
