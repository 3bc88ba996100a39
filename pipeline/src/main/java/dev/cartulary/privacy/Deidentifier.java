package dev.cartulary.privacy;

import dev.cartulary.phi.KnownIdentifier;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.phi.PhiFinder;
import dev.cartulary.phi.PhiFindings;
import dev.cartulary.phi.PhiSpan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the identifiers out of documents. Safe for use by several threads. */
public final class Deidentifier {
  /** Changes whenever a de-identified text can. */
  public static final String VERSION = "privacy-1/" + PhiFinder.VERSION;

  private static final Pattern PATIENT_LABEL =
      Pattern.compile("(?im)^[ \\t]*(?:patient(?: name)?|name(?: of patient)?|pt)[ \\t]*:[ \\t]*$");

  private final PrivacyMode mode;
  private final @Nullable PrivacyKey key;

  /**
   * Prepares a mode.
   *
   * @param key null only for a mode that needs none
   */
  public Deidentifier(PrivacyMode mode, @Nullable PrivacyKey key) {
    if (mode.needsKey() && key == null) {
      throw new IllegalArgumentException(mode + " needs a key");
    }
    this.mode = mode;
    this.key = key;
  }

  /**
   * The document without its identifiers.
   *
   * @param document what names the document where nothing in it names the patient
   * @param known identifiers of the document that are known otherwise
   */
  public Deidentified read(String text, String document, List<KnownIdentifier> known) {
    return read(text, document, known, List.of());
  }

  /**
   * The document without its identifiers, or, with {@link PrivacyMode#KEEP}, without those that are
   * given.
   *
   * @param places of identifiers, whatever their words
   */
  Deidentified read(
      String text, String document, List<KnownIdentifier> known, List<PhiSpan> places) {
    Search search = mode == PrivacyMode.KEEP ? PhiFinder::known : PhiFinder::find;
    PhiFindings findings = search.in(text, known).with(places);
    Replacement replacement =
        mode == PrivacyMode.KEEP
            ? new Replacement(PrivacyMode.MASK, null, document)
            : new Replacement(mode, key, patient(text, document, known, findings));
    return new Deidentified(text, findings, search, known, replacement);
  }

  /** How identifiers are looked for. */
  @FunctionalInterface
  interface Search {
    PhiFindings in(String text, List<KnownIdentifier> known);
  }

  /** The record number if there is one, else the patient's name, else the document itself. */
  private static String patient(
      String text, String document, List<KnownIdentifier> known, PhiFindings findings) {
    for (KnownIdentifier identifier : known) {
      if (identifier.kind() == PhiClass.MRN) {
        return "mrn " + number(identifier.value());
      }
    }
    for (PhiSpan span : findings.spans()) {
      if (span.kind() == PhiClass.MRN && span.recogniser().equals("label")) {
        return "mrn " + number(span.span().of(text));
      }
    }
    for (KnownIdentifier identifier : known) {
      if (identifier.kind() == PhiClass.NAME) {
        return "name " + canonical(identifier.value());
      }
    }
    for (PhiSpan span : findings.spans()) {
      Matcher label =
          PATIENT_LABEL.matcher(text).region(lineStart(text, span), span.span().start());
      if (span.kind() == PhiClass.NAME && label.matches()) {
        return "name " + canonical(span.span().of(text));
      }
    }
    return "document " + document;
  }

  private static int lineStart(String text, PhiSpan span) {
    return text.lastIndexOf('\n', span.span().start() - 1) + 1;
  }

  /** Letters and digits, however they are grouped. */
  private static String number(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
  }

  /** Words in an order of their own: "RUIZ, ANA" and "Ana Ruiz" are one. */
  private static String canonical(String words) {
    String[] parts =
        words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ").strip().split(" ", -1);
    Arrays.sort(parts);
    return String.join(" ", parts);
  }
}
