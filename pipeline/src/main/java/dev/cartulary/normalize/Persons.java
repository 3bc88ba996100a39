package dev.cartulary.normalize;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of persons: after a title ("Dr. Ana Ruiz"), before credentials ("Ana Ruiz, MD"), surname
 * first ("RUIZ, ANA"), or two to four capitalised words none of which is a usual word of documents.
 * Normalised by {@link Words#name}, given name first.
 */
public final class Persons implements Recogniser {
  private static final String NAME = "\\p{Lu}[\\p{L}'’-]{1,20}+";
  private static final String INITIAL = "\\p{Lu}\\.?";
  private static final String GAP = "[ \\u00a0]";
  private static final String TITLE =
      "(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Doctor|Nurse|Judge|Rev|Hon)\\.?" + GAP;
  private static final String CREDENTIAL =
      "(?:M\\.?D\\.?|D\\.?O\\.?|N\\.?P\\.?|R\\.?N\\.?|P\\.?A\\.?(?:-C)?|F\\.?N\\.?P\\.?(?:-C|-BC)?|Ph\\.?\\s?D\\.?"
          + "|D\\.?P\\.?M\\.?|D\\.?D\\.?S\\.?|Psy\\.?D\\.?|FACS|FACC|FACP|MBBS|APRN|CRNA|CNM|LCSW|DPT|Esq\\.?)(?![\\p{L}])";

  private static final Pattern TITLED =
      Pattern.compile(
          "(?<!\\p{L})"
              + TITLE
              + "(?:"
              + INITIAL
              + GAP
              + "){0,2}"
              + NAME
              + "(?:"
              + GAP
              + "(?:"
              + INITIAL
              + GAP
              + ")?"
              + NAME
              + "){0,2}"
              + "(?:,?"
              + GAP
              + CREDENTIAL
              + "){0,3}");
  private static final Pattern CREDENTIALED =
      Pattern.compile(
          "(?<!\\p{L})"
              + NAME
              + "(?:"
              + GAP
              + "(?:"
              + INITIAL
              + "|"
              + NAME
              + ")){0,2}"
              + GAP
              + NAME
              + "(?:,?"
              + GAP
              + CREDENTIAL
              + "){1,3}");
  private static final Pattern SURNAME_FIRST =
      Pattern.compile(
          "(?<![\\p{L},]"
              + GAP
              + ")(?<!\\p{L})("
              + NAME
              + "),"
              + GAP
              + "?("
              + NAME
              + "(?:"
              + GAP
              + INITIAL
              + ")?)(?![\\p{L}])");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?<!\\p{L})(?<!\\p{L}[.-])"
              + NAME
              + "(?:"
              + GAP
              + INITIAL
              + "){0,2}"
              + GAP
              + NAME
              + "(?:"
              + GAP
              + NAME
              + ")?(?:"
              + GAP
              + "(?:Jr|Sr|II|III)\\.?)?(?![\\p{L}])");

  /** Before a full name these are no part of it. */
  private static final Pattern COURTESY =
      Pattern.compile("(?:Mr|Mrs|Ms|Miss)\\.?" + GAP + "(?=\\p{Lu}\\S{0,24}" + GAP + "\\p{Lu})");

  /** Words that are capitalised in documents and are no names, lower case. */
  private static final Set<String> NOT_NAMES = Vocabulary.words();

  @Override
  public List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
    for (Pattern pattern : List.of(TITLED, CREDENTIALED)) {
      for (Matcher m = pattern.matcher(text); m.find(); ) {
        if (named(m.group())) {
          add(found, text, m);
        }
      }
    }
    for (Matcher m = SURNAME_FIRST.matcher(text); m.find(); ) {
      if (!usual(m.group(1)) && !usual(m.group(2))) {
        add(found, text, m);
      }
    }
    for (Matcher m = PLAIN.matcher(text); m.find(); ) {
      boolean names = true;
      for (String word : Words.split(m.group())) {
        names &= !usual(word);
      }
      if (names) {
        add(found, text, m);
      } else if (m.end() < text.length()) {
        // "History Martha Collins": the name may begin at the second word.
        m.region(m.start() + firstWord(m.group()), text.length());
        m.useAnchoringBounds(false).useTransparentBounds(true);
      }
    }
    return Finding.apart(found);
  }

  /** The name in one spelling, given name first; words that hold no name are no person. */
  @Override
  public Optional<FieldValue> read(String value) {
    String tidy = Words.tidy(value);
    if (tidy.codePoints().noneMatch(Character::isLetter)) {
      return Optional.empty();
    }
    return Optional.of(new FieldValue.Text(canonical(tidy)));
  }

  private static boolean named(String match) {
    List<String> words = Words.split(match);
    return words.size() > 1 && !usual(words.get(1));
  }

  private static int firstWord(String match) {
    int blank = 0;
    while (blank < match.length() && !Words.blank(match.charAt(blank))) {
      blank++;
    }
    return Math.min(match.length(), blank + 1);
  }

  private static boolean usual(String word) {
    return NOT_NAMES.contains(word.replaceAll("[.,]", "").toLowerCase(Locale.ROOT));
  }

  private static void add(List<Finding> found, String text, Matcher m) {
    Matcher courtesy = COURTESY.matcher(text).region(m.start(), m.end());
    CharSpan span = new CharSpan(courtesy.lookingAt() ? courtesy.end() : m.start(), m.end());
    found.add(new Finding(span, new FieldValue.Text(canonical(span.of(text)))));
  }

  private static String canonical(String name) {
    Matcher m = SURNAME_FIRST.matcher(name);
    if (m.matches() && !m.group(2).matches(CREDENTIAL)) {
      return Words.name(m.group(2) + " " + m.group(1));
    }
    return Words.name(name);
  }
}
