package dev.cartulary.privacy;

import dev.cartulary.phi.Lexicon;
import dev.cartulary.phi.PhiClass;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Invented identifiers in the form of the real ones, derived from the key, the patient and the real
 * one.
 */
final class Surrogates {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’]*");
  private static final Pattern KEPT_IN_ADDRESS =
      Pattern.compile(
          "(?i)[A-Z]{2}|street|avenue|ave|road|blvd|boulevard|lane|drive|court|place|terrace|way|circle|parkway|highway|apt|suite|ste|unit|box|p|o|po|the|of|and|north|south|east|west|county|floor|room");

  private final PrivacyKey key;
  private final String patient;
  private final Lexicon lexicon = Lexicon.builtIn();

  Surrogates(PrivacyKey key, String patient) {
    this.key = key;
    this.patient = patient;
  }

  String replace(PhiClass kind, String words) {
    return switch (kind) {
      case NAME -> name(words);
      case ORGANIZATION -> name(words.replaceFirst("\\s+\\S+$", "")) + " Organization";
      case GEOGRAPHY -> place(words);
      case EMAIL -> "person" + code(kind, words, 8) + "@example.org";
      case URL -> "https://example.org/" + code(kind, words, 10);
      case IP ->
          words.contains(":")
              ? "2001:db8::" + code(kind, words, 4)
              : "192.0.2." + (1 + below(254, kind.name(), words));
      case SSN -> "9" + characters(kind, words).substring(1);
      case PHOTO ->
          "image-"
              + code(kind, words, 8)
              + words.replaceFirst("^.*(?=\\.\\w{3,5}$)", "").replaceFirst("^[^.].*$", "");
      case AGE -> Replacement.OVER_89;
      default -> characters(kind, words);
    };
  }

  /**
   * Each word of a name has its own surrogate, so that a surname alone has the one that it has in
   * the full name.
   */
  private String name(String words) {
    Matcher matcher = WORD.matcher(words);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(out, Matcher.quoteReplacement(nameWord(matcher.group())));
    }
    return matcher.appendTail(out).toString();
  }

  private String nameWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (word.length() == 1) {
      char letter = (char) ('A' + below(26, "initial", lower));
      return String.valueOf(
          letter == Character.toUpperCase(word.charAt(0))
              ? (char) ('A' + (letter - 'A' + 1) % 26)
              : letter);
    }
    List<String> choices =
        lexicon.givenFemale().contains(lower)
            ? lexicon.givenFemale()
            : lexicon.givenMale().contains(lower) ? lexicon.givenMale() : lexicon.surnames();
    return cased(word, other(choices, "name", lower));
  }

  private String place(String words) {
    if (!words.chars().anyMatch(Character::isDigit)) {
      return cased(words, other(lexicon.cities(), "city", words.toLowerCase(Locale.ROOT)));
    }
    Matcher zip = Replacement.ZIP.matcher(words);
    String tail = zip.find() ? Replacement.shortZip(zip.group(1)) : "";
    String head = tail.isEmpty() ? words : words.substring(0, zip.start(1));
    Matcher matcher = Pattern.compile(WORD.pattern() + "|\\d+").matcher(head);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String word = matcher.group();
      String written =
          Character.isDigit(word.charAt(0))
              ? characters(PhiClass.GEOGRAPHY, word)
              : KEPT_IN_ADDRESS.matcher(word).matches()
                  ? word
                  : cased(word, other(lexicon.surnames(), "street", word.toLowerCase(Locale.ROOT)));
      matcher.appendReplacement(out, Matcher.quoteReplacement(written));
    }
    return matcher.appendTail(out) + tail;
  }

  /** Digits become digits and letters letters of the same case; what stands between them stays. */
  private String characters(PhiClass kind, String words) {
    String canonical = words.replaceAll("[^\\p{L}\\d]", "").toLowerCase(Locale.ROOT);
    for (int round = 0; ; round++) {
      StringBuilder out = new StringBuilder();
      int at = 0;
      byte[] stream = new byte[0];
      for (int i = 0; i < words.length(); i++) {
        char c = words.charAt(i);
        if (!Character.isLetterOrDigit(c)) {
          out.append(c);
          continue;
        }
        if (at % 32 == 0) {
          stream =
              key.derive(
                  patient,
                  kind.name(),
                  canonical,
                  Integer.toString(round),
                  Integer.toString(at / 32));
        }
        int random = stream[at % 32] & 0xff;
        at++;
        out.append(
            Character.isDigit(c)
                ? (char) ('0' + random % 10)
                : Character.isUpperCase(c)
                    ? (char) ('A' + random % 26)
                    : (char) ('a' + random % 26));
      }
      String surrogate = out.toString();
      if (!surrogate.equals(words) || at == 0) {
        return surrogate;
      }
    }
  }

  private String code(PhiClass kind, String words, int digits) {
    return key.hex(digits, patient, kind.name(), words.toLowerCase(Locale.ROOT));
  }

  /** One of the choices, never the word itself. */
  private String other(List<String> choices, String use, String lower) {
    int index = below(choices.size(), use, lower);
    String chosen = choices.get(index);
    return chosen.equalsIgnoreCase(lower) ? choices.get((index + 1) % choices.size()) : chosen;
  }

  private int below(int bound, String use, String words) {
    byte[] bytes = key.derive(patient, use, words);
    int number =
        ((bytes[0] & 0x7f) << 24)
            | ((bytes[1] & 0xff) << 16)
            | ((bytes[2] & 0xff) << 8)
            | (bytes[3] & 0xff);
    return number % bound;
  }

  private static String cased(String was, String word) {
    if (was.length() > 1 && was.equals(was.toUpperCase(Locale.ROOT))) {
      return word.toUpperCase(Locale.ROOT);
    }
    return Character.isLowerCase(was.charAt(0))
        ? word.toLowerCase(Locale.ROOT)
        : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
