package dev.cartulary.privacy;

import dev.cartulary.phi.Lexicon;
import dev.cartulary.phi.PhiClass;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is written in the place of one patient's identifiers. */
final class Replacement {
  /** All that may be said of an age over 89. */
  static final String OVER_89 = "[AGE OVER 89]";

  /** A ZIP code of the United States at the end. */
  static final Pattern ZIP = Pattern.compile("(?<!\\d)(\\d{5})(?:-\\d{4})?$");

  private static final int HASH_DIGITS = 16;

  /** Days; shifts are from one day to two years into the past. */
  private static final int LONGEST_SHIFT = 730;

  private final PrivacyMode mode;
  private final @Nullable PrivacyKey key;
  private final @Nullable Surrogates surrogates;
  private final int days;

  /**
   * Derives the patient's secrets.
   *
   * @param patient what names the patient in all documents, such as the record number
   */
  Replacement(PrivacyMode mode, @Nullable PrivacyKey key, String patient) {
    this.mode = mode;
    this.key = key;
    this.surrogates =
        key != null && mode == PrivacyMode.SURROGATE ? new Surrogates(key, patient) : null;
    this.days = key == null ? 0 : shift(key.derive("shift", patient));
  }

  private static int shift(byte[] secret) {
    return -1 - (((secret[0] & 0xff) << 8) | (secret[1] & 0xff)) % LONGEST_SHIFT;
  }

  String of(PhiClass kind, String words) {
    if (key != null && mode == PrivacyMode.HASH) {
      String canonical = words.replaceAll("[^\\p{L}\\d]+", " ").strip().toLowerCase(Locale.ROOT);
      return "[" + kind + "#" + key.hex(HASH_DIGITS, "hash", kind.name(), canonical) + "]";
    }
    if (kind == PhiClass.DATE && shiftsDates()) {
      return DateForm.shift(words, days).orElse("[" + kind + "]");
    }
    if (surrogates != null) {
      return surrogates.replace(kind, words);
    }
    if (kind == PhiClass.AGE) {
      return OVER_89;
    }
    return mask(kind, words);
  }

  /** The class and no more, but for what may be said of a ZIP code. */
  static String mask(PhiClass kind, String words) {
    Matcher zip = ZIP.matcher(words);
    boolean place = kind == PhiClass.GEOGRAPHY && zip.find();
    return "[" + kind + (place ? " " + shortZip(zip.group(1)) : "") + "]";
  }

  boolean shiftsDates() {
    return mode == PrivacyMode.SHIFT || mode == PrivacyMode.SURROGATE;
  }

  LocalDate shifted(LocalDate date) {
    return date.plusDays(days);
  }

  /** The first three digits, or zeros where too few people live. */
  static String shortZip(String zip) {
    String three = zip.substring(0, 3);
    return (Lexicon.builtIn().isSparseZip(three) ? "000" : three) + "**";
  }
}
