package dev.cartulary.phi;

import java.util.Locale;

/**
 * Numbers that prove themselves. Every method takes the number as it is written, with its blanks
 * and dashes.
 */
final class CheckDigits {
  private static final String VIN_VALUES = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
  private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

  private CheckDigits() {}

  static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
    return digits.toString();
  }

  /**
   * A vehicle identification number of North America: ISO 3779 with the check digit of 49 CFR
   * 565.15.
   */
  static boolean isVin(String text) {
    String vin = text.toUpperCase(Locale.ROOT);
    if (vin.length() != 17) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      char c = vin.charAt(i);
      int at = VIN_VALUES.indexOf(c);
      if (at < 0 || c == '.') {
        return false;
      }
      sum += at % 10 * VIN_WEIGHTS[i];
    }
    int check = sum % 11;
    return vin.charAt(8) == (check == 10 ? 'X' : (char) ('0' + check));
  }

  /** A national provider identifier: ten digits that pass Luhn's test after the prefix 80840. */
  static boolean isNpi(String text) {
    String digits = digits(text);
    return digits.length() == 10
        && (digits.charAt(0) == '1' || digits.charAt(0) == '2')
        && luhn("80840" + digits);
  }

  /** A registration of the Drug Enforcement Administration: two letters and seven digits. */
  static boolean isDea(String text) {
    String digits = digits(text);
    if (digits.length() != 7) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 6; i++) {
      sum += (i % 2 == 0 ? 1 : 2) * (digits.charAt(i) - '0');
    }
    return sum % 10 == digits.charAt(6) - '0';
  }

  /** A global trade item number of 14 digits, as in a unique device identifier. */
  static boolean isGtin(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (i % 2 == 0 ? 3 : 1) * (digits.charAt(i) - '0');
    }
    return digits.length() == 14 && sum % 10 == 0;
  }

  /** Area, group and serial number that the Social Security Administration could have given out. */
  static boolean isSsn(String text) {
    String digits = digits(text);
    return digits.length() == 9
        && !digits.startsWith("000")
        && !digits.startsWith("666")
        && !digits.startsWith("00", 3)
        && !digits.startsWith("0000", 5);
  }

  static boolean luhn(String text) {
    String digits = digits(text);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return !digits.isEmpty() && sum % 10 == 0;
  }
}
