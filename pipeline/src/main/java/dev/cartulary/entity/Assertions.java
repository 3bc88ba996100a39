package dev.cartulary.entity;

import dev.cartulary.document.CharSpan;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text says of its patient what it names: not that there is none, not that a relative has
 * it, and not that it is not borne. After NegEx (Chapman and others, 2001): a word that denies
 * reaches to the next word that ends its reach.
 */
final class Assertions {
  private static final int REACH = 60;

  private static final Pattern DENIES =
      Pattern.compile(
          "\\b(?:no|not|without|den(?:y|ies|ied|ying)|negative (?:for|of)|absence of|free (?:of|from)|rul(?:e|ed|ing) out|r/o"
              + "|never|neither|nor|unremarkable for|exclud(?:e|ed|es|ing)|fail(?:s|ed)? to (?:show|reveal)|rather than|can(?:no|['’])t"
              + "|instead of|risks? (?:of|for)|no longer)\\b",
          Pattern.CASE_INSENSITIVE);

  /** After these the denial does not hold any more. */
  private static final Pattern ENDS =
      Pattern.compile(
          "[.;:]\\s|\\b(?:but|however|although|though|except|apart from|aside from|other than|until|which|who|because|due to"
              + "|secondary to|reveal(?:s|ed|ing)?|show(?:s|ed|ing|n)?|demonstrat\\w+|diagnos\\w+|only|then|positive)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DENIED_BEHIND =
      Pattern.compile(
          "\\W{0,3}(?:(?:was|were|is|are|has been|have been|had been) (?:ruled out|excluded|negative|absent|denied|unlikely"
              + "|not (?:seen|found|identified|present|detected|observed))|unlikely)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern RELATIVE =
      Pattern.compile(
          "\\b(?:mother|father|brother|sister|son|daughter|aunt|uncle|cousin|niece|nephew|grand(?:mother|father|parents?)"
              + "|parents|siblings?|relatives?|famil(?:y|ial) (?:medical )?history)s?\\b",
          Pattern.CASE_INSENSITIVE);

  /** A relative who tells of the patient. */
  private static final Pattern TELLS =
      Pattern.compile(
          "\\W{0,2}(?:also |who |has |had )?(?:report|stat|say|said|not(?:e|ic)|tell|told|describ|bring|brought|den(?:y|ie)|feel|felt"
              + "|think|thought|believ|recall|call|giv|gave)\\w*\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NOT_BORNE =
      Pattern.compile("\\b(?:allerg\\w+|intoleran\\w+|anaphyla\\w+)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern HEADING =
      Pattern.compile(
          "\\W{0,3}(?:\\p{Lu}[\\p{Lu} /&,-]{2,40}(?:[:\\n]|$)|\\p{Lu}[\\p{L} /&]{1,40}:)");
  private static final Pattern FAMILY =
      Pattern.compile(
          "\\W{0,3}(?:family (?:medical |social )?history|family hx|fh|fhx)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ALLERGIES =
      Pattern.compile(
          "\\W{0,3}(?:\\w+ )?(?:allergies|allergy|adverse)\\b", Pattern.CASE_INSENSITIVE);

  private boolean family;
  private boolean allergies;

  /** Goes on to a sentence, which may be or begin with the heading of what follows. */
  void enter(String sentence) {
    if (HEADING.matcher(sentence).lookingAt()) {
      family = FAMILY.matcher(sentence).lookingAt();
      allergies = ALLERGIES.matcher(sentence).lookingAt();
    }
  }

  /** Whether the sentence gone on to says of the patient what it names. */
  boolean holds(String sentence, Entity entity) {
    CharSpan span = entity.span();
    String before = sentence.substring(0, span.start());
    return switch (entity.kind()) {
      case PROBLEM, SYMPTOM -> !family && !ofRelative(before) && !denied(sentence, span, before);
      case DRUG ->
          !allergies && !NOT_BORNE.matcher(before).find() && !denied(sentence, span, before);
      case TREATMENT, TEST, MEASUREMENT -> !family && !denied(sentence, span, before);
    };
  }

  private static boolean denied(String sentence, CharSpan span, String before) {
    if (DENIED_BEHIND.matcher(sentence).region(span.end(), sentence.length()).lookingAt()) {
      return true;
    }
    String near = before.substring(Math.max(0, before.length() - REACH));
    int from = -1;
    for (Matcher denial = DENIES.matcher(near); denial.find(); ) {
      from = denial.end();
    }
    return from >= 0 && !ENDS.matcher(near).region(from, near.length()).find();
  }

  private static boolean ofRelative(String before) {
    for (Matcher relative = RELATIVE.matcher(before); relative.find(); ) {
      if (!TELLS.matcher(before).region(relative.end(), before.length()).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  /** The names of a document's sentences that it says of its patient, at their places in it. */
  static List<Entity> of(String text, List<CharSpan> sentences, EntityRecogniser recogniser) {
    Assertions assertions = new Assertions();
    return sentences.stream()
        .flatMap(
            span -> {
              String sentence = span.of(text);
              assertions.enter(sentence);
              return recogniser.find(sentence).stream()
                  .filter(entity -> assertions.holds(sentence, entity))
                  .map(entity -> entity.shift(span.start()));
            })
        .toList();
  }
}
