package dev.cartulary.phi;

import java.util.List;
import java.util.Locale;
import org.apache.commons.validator.routines.IBANValidator;

/** Numbers and codes that are identifiers by their form, most of them with a check digit. */
final class NumberPatterns implements Recogniser {
  private static final String FREE = "(?<![\\p{L}\\d.,/-])";
  private static final String END = "(?![\\p{L}\\d]|[-/,]\\d|\\.\\d(?!\\d?\\.))";

  /** The Medicare beneficiary identifier: letters without S, L, O, I, B and Z. */
  private static final String MBI_LETTER = "[AC-HJKMNP-RT-Y]";

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              PhiClass.SSN,
              FREE + "(\\d{3}-\\d{2}-\\d{4}|\\d{3} \\d{2} \\d{4})" + END,
              0.95,
              CheckDigits::isSsn),
          new Rule(PhiClass.SSN, "(?:\\*{3}|[Xx]{3})-(?:\\*{2}|[Xx]{2})-(\\d{4})" + END, 0.9),
          new Rule(
              PhiClass.HEALTH_PLAN,
              FREE
                  + "([1-9]"
                  + MBI_LETTER
                  + "(?:"
                  + MBI_LETTER
                  + "|\\d)\\d-?"
                  + MBI_LETTER
                  + "(?:"
                  + MBI_LETTER
                  + "|\\d)\\d-?"
                  + MBI_LETTER
                  + "{2}\\d{2})"
                  + END,
              0.97),
          new Rule(
              PhiClass.VEHICLE,
              "(?<![\\p{L}\\d])([A-HJ-NPR-Z\\d]{17})(?![\\p{L}\\d])",
              0.98,
              CheckDigits::isVin),
          new Rule(
              PhiClass.LICENSE,
              FREE + "([A-HJ-MPRSTX][A-Z9]\\d{7})" + END,
              0.97,
              CheckDigits::isDea),
          new Rule(PhiClass.LICENSE, FREE + "([12]\\d{9})" + END, 0.85, CheckDigits::isNpi),
          new Rule(
              PhiClass.ACCOUNT,
              FREE + "(\\d{4}(?:[ -]?\\d{4}){2}[ -]?\\d{1,7}|\\d{4}[ -]?\\d{6}[ -]?\\d{5})" + END,
              0.97,
              CheckDigits::luhn),
          new Rule(PhiClass.ACCOUNT, FREE + "(\\d{12,19})" + END, 0.7),
          new Rule(
              PhiClass.ACCOUNT,
              "(?<![\\p{L}\\d])([A-Za-z]{2}\\d{2}(?: ?[A-Za-z\\d]{4}){2,7}(?: ?[A-Za-z\\d]{1,3})?)(?![\\p{L}\\d])",
              0.98,
              found ->
                  IBANValidator.getInstance()
                      .isValid(found.replace(" ", "").toUpperCase(Locale.ROOT))),
          new Rule(
              PhiClass.DEVICE,
              "(\\(01\\)\\d{14}(?:\\(1[017]\\)[\\w-]{1,20}|\\(21\\)[\\w-]{1,20})*)",
              0.99,
              found -> CheckDigits.isGtin(found.substring(4, 18))),
          new Rule(
              PhiClass.DEVICE,
              "(?<![\\p{XDigit}:-])(\\p{XDigit}{2}(?:([:-])\\p{XDigit}{2})(?:\\2\\p{XDigit}{2}){4})(?![\\p{XDigit}:-])",
              0.97),
          new Rule(
              PhiClass.OTHER,
              "(?<![\\p{XDigit}-])(\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12})(?![\\p{XDigit}-])",
              0.97),
          // Letters and many digits, or nothing but many digits: no measurement is written so.
          new Rule(PhiClass.OTHER, FREE + "([A-Z]{1,5}-?\\d{5,12}[A-Z]?)" + END, 0.75),
          new Rule(PhiClass.OTHER, FREE + "(\\d{2,4}-\\d{5,10})" + END, 0.75),
          new Rule(PhiClass.OTHER, FREE + "(\\d{2,4}-\\d{2,4}-\\d{3,6})" + END, 0.7),
          new Rule(PhiClass.OTHER, "(?<![\\p{L}\\d.,/$-])(\\d{6,11})" + END, 0.65),
          new Rule(
              PhiClass.OTHER,
              FREE + "([A-Z]{2,5}(?:-[A-Z\\d]{2,8}){1,3})" + END,
              0.7,
              found -> CheckDigits.digits(found).length() >= 4),
          new Rule(PhiClass.OTHER, "#\\s?(\\d{5,12})" + END, 0.7));

  @Override
  public List<PhiSpan> find(Tokens text) {
    return Rule.find(RULES, text.text(), "number");
  }
}
