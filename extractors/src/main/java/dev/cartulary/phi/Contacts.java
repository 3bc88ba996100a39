package dev.cartulary.phi;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.cartulary.deadline.WatchedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.InetAddressValidator;

/** Ways to reach somebody: e-mail, web and network addresses, telephone and fax numbers. */
final class Contacts implements Recogniser {
  private static final DomainValidator DOMAINS = DomainValidator.getInstance();
  private static final InetAddressValidator ADDRESSES = InetAddressValidator.getInstance();
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              PhiClass.EMAIL,
              "(?<![\\w.+-])([\\w.!#$%&'*+/=?^`{|}~-]{1,64}\\s?(?:@|\\(at\\)|\\[at\\])\\s?[\\p{L}\\d-]+(?:\\.[\\p{L}\\d-]+)+)",
              0.99),
          new Rule(PhiClass.URL, "((?:https?|ftps?)://[^\\s<>\"']*[^\\s<>\"'.,;:!?)])", 0.99),
          new Rule(PhiClass.URL, "(?<![\\w@.])(www\\.[^\\s<>\"']*[^\\s<>\"'.,;:!?)])", 0.99),
          new Rule(
              PhiClass.URL,
              "(?<![\\w@./-])((?:[A-Za-z\\d-]+\\.){1,3}[a-z]{2,8}/[^\\s<>\"']*[^\\s<>\"'.,;:!?)])",
              0.95,
              found -> DOMAINS.isValid(found.substring(0, found.indexOf('/')))),
          new Rule(
              PhiClass.URL,
              "(?<![\\w@./-])((?:[A-Za-z\\d-]+\\.){1,3}(?:com|org|net|edu|gov|io|info|biz|us|uk|de|fr|ca|co))(?![\\w@-]|\\.[\\w])",
              0.9,
              DOMAINS::isValid),
          new Rule(PhiClass.OTHER, "(?<![\\w@.])(@[A-Za-z]\\w{2,30})", 0.85),
          new Rule(
              PhiClass.IP,
              "(?<![\\w.])((?:\\d{1,3}\\.){3}\\d{1,3})(?![\\w]|\\.\\d(?!\\d?\\.))",
              0.97,
              ADDRESSES::isValidInet4Address),
          new Rule(
              PhiClass.IP,
              "(?<![\\w:])((?:\\p{XDigit}{0,4}:){2,7}\\p{XDigit}{0,4})(?![\\w:])",
              0.97,
              found -> found.length() > 4 && ADDRESSES.isValidInet6Address(found)));

  private static final String EXTENSION = "(?:[ ,]*(?:x|ext\\.?|extension)[ :#]*\\d{1,6})?";

  /** Written as numbers are in North America, or with a country's code. */
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\w+./-])((?:(?:\\(?\\+\\(?|00)\\d{1,3}\\)?[-. ]?(?:\\(\\d{1,4}\\)[-. ]?)?\\d(?:[-. /]?\\d){4,14}"
              + "|(?:1[-. ])?(?:\\(\\d{3}\\)[-. /]{0,2}|\\d{3} ?[-./ ] ?)\\d{3} ?[-. ] ?\\d{4})"
              + EXTENSION
              + ")(?![\\w]|[-/,]\\d|\\.\\d(?!\\d?\\.))");

  /** Seven digits and more, or groups of digits as in other countries. */
  private static final Pattern GROUPS =
      Pattern.compile(
          "(?<![\\w+./$-])(?<!\\d[ ,])(\\d{3}[-.]\\d{4}"
              + "|(?:\\d[ -]?)?\\(0?\\d{1,5}\\)[ ./-]{0,2}\\d{2,10}(?:[ .-]\\d{2,8}){0,4}"
              + "|(?:\\d[ -])?\\d{2,5}(?:[ .-]\\d{2,8}){1,4}"
              + "|0\\d{1,4}/ ?\\d{2,8}(?:[ .-]\\d{2,8}){0,3}"
              + "|(?:\\(\\d{1,3}\\)|\\d{1,3}-)?\\d{1,3}/ ?\\d{3}[ -]\\d{3,4}"
              + "|\\d{7,11})"
              + EXTENSION
              + "(?![\\w]|[-/,]\\d|\\.\\d(?!\\d?\\.))");

  /** Eight digits and more, in groups as they are set off in any country. */
  private static final Pattern NATIONAL =
      Pattern.compile(
          "(?<![\\w+./$-])(?<!\\d[ ,])(\\(?\\d(?:\\)?[ ./-]{0,2}\\(?\\d){7,12})(?![\\w]|[-/,]\\d|\\.\\d|\\D?\\D?\\d)");

  private static final Pattern CUE =
      Pattern.compile(
          "(?i)(?:phone|tel|telephone|cell|mobile|call(?:ed|ing)?|contact|reach(?:ed)?|pager|beeper|number|desk|office|home|work"
              + "|registered|dial|answer(?:s|ed|ing)?|rings?|hotline|voicemail|text|sms|messages to|whatsapp)[^\\n.\\d]{0,30}$");

  private static final Pattern FAX =
      Pattern.compile("(?i)\\b(?:fax|facsimile|telefax)\\b[^\\n\\d]{0,20}$");
  private static final Pattern FAX_BEHIND =
      Pattern.compile("^[ \\t]*[-–(,]?[ \\t]*(?i:fax|facsimile)\\b");

  @Override
  public List<PhiSpan> find(Tokens tokens) {
    String text = tokens.text();
    List<PhiSpan> spans = new ArrayList<>(Rule.find(RULES, text, "contact"));
    Matcher phone = PHONE.matcher(new WatchedText(text));
    while (phone.find()) {
      spans.add(number(text, phone.start(1), phone.end(1), 0.93));
    }
    Matcher groups = GROUPS.matcher(new WatchedText(text));
    while (groups.find()) {
      String found = groups.group();
      int digits = CheckDigits.digits(found).length();
      String before = text.substring(Math.max(0, groups.start() - 45), groups.start());
      boolean cue = CUE.matcher(before).find() || FAX.matcher(before).find();
      double alone = alone(found, digits);
      if (digits >= 6 && digits <= 15 && (cue || alone > 0)) {
        spans.add(number(text, groups.start(), groups.end(), cue ? 0.9 : alone));
      }
    }
    Matcher national = NATIONAL.matcher(new WatchedText(text));
    while (national.find()) {
      if (NationalNumbers.isUsual(national.group())) {
        spans.add(number(text, national.start(), national.end(), 0.6));
      }
    }
    return spans;
  }

  /** How probable a number without a word before it is one to call; 0 for not. */
  private static double alone(String found, int digits) {
    if (found.matches("\\d{3}[-.]\\d{4}")) {
      return found.charAt(3) == '-' ? 0.8 : 0;
    }
    if (found.startsWith("(") && digits >= 8) {
      return 0.85;
    }
    if (found.startsWith("0") && digits >= 9) {
      return 0.75;
    }
    if (found.matches(".*/ ?\\d{3}[ -]\\d{3,4}")) {
      return 0.6;
    }
    return digits == 10 && isValid(found)
        ? 0.6
        : digits >= 8
                && digits <= 11
                && (found.contains(" ") || found.matches("\\d{2,3}(?:-\\d{2}){3,4}"))
            ? 0.55
            : 0;
  }

  private static PhiSpan number(String text, int start, int end, double probability) {
    boolean fax =
        FAX.matcher(text.substring(Math.max(0, start - 45), start)).find()
            || FAX_BEHIND.matcher(text.substring(end, Math.min(text.length(), end + 15))).find();
    double sure = isValid(text.substring(start, end)) ? Math.max(probability, 0.97) : probability;
    return new PhiSpan(
        fax ? PhiClass.FAX : PhiClass.PHONE, start, end, fax ? 0.98 : sure, "contact");
  }

  private static boolean isValid(String number) {
    try {
      return NUMBERS.isValidNumber(NUMBERS.parse(number, "US"));
    } catch (NumberParseException e) {
      return false;
    }
  }
}
