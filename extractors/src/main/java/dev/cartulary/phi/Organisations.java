package dev.cartulary.phi;

import dev.cartulary.deadline.WatchedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hospitals, employers, schools and firms, by the words in which such names end. */
final class Organisations implements Recogniser {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![\\p{L}])((?:(?:\\p{Lu}[\\p{L}'’.&-]*|of|the|and|&|for)[ ]){1,5}?"
              + "(?:(?:Memorial|General|Regional|Community|Children['’]s|Veterans|University|County|Methodist|Baptist|Presbyterian) )*"
              + "(?:Hospital|Medical Center|Medical Group|Clinic|Clinics|Health System|Health Center|Healthcare|Nursing Home|Nursing Center|Rehabilitation Center|Rehab Center|Hospice|Care Center|Infirmary|Sanatorium|Surgery Center|Cancer Center|University|College|High School|Elementary School|Middle School|Academy|Church|Synagogue|Pharmacy|Inc|LLC|L\\.L\\.C|Ltd|Limited|Corp|Corporation|Company|Group|Associates|Partners|Foundation|Laboratories|Insurance|Industries|Enterprises|Bank|Airlines|Manufacturing|Logistics|Holdings|PLC|GmbH|Incorporated))(?![\\p{L}])\\.?");

  private static final Pattern EMPLOYED =
      Pattern.compile(
          "(?i:\\b(?:works? (?:for|at)|worked (?:for|at)|working (?:for|at)|employed (?:by|at|with)|employer ?:|employer is|job at|retired from)) ((?:\\p{Lu}[\\p{L}'’&-]+|of|and|&)(?: (?:\\p{Lu}[\\p{L}'’&-]+|of|and|&))*)");

  private final Lexicon lexicon = Lexicon.builtIn();

  @Override
  public List<PhiSpan> find(Tokens tokens) {
    String text = tokens.text();
    List<PhiSpan> spans = new ArrayList<>();
    Matcher named = NAMED.matcher(new WatchedText(text));
    while (named.find()) {
      int start = named.start(1);
      String[] words = named.group(1).split(" ", -1);
      int skip = 0;
      while (skip < words.length - 1 && isLead(words[skip])) {
        start += words[skip].length() + 1;
        skip++;
      }
      boolean own = false;
      for (int i = skip; i < words.length - 1; i++) {
        String lower = words[i].toLowerCase(Locale.ROOT);
        own |=
            words[i].length() > 1
                && !lexicon.isMedical(lower)
                && (!lexicon.isCommon(lower) || lexicon.isSurname(lower) || lexicon.isGiven(lower));
      }
      if (own) {
        spans.add(new PhiSpan(PhiClass.ORGANIZATION, start, named.end(1), 0.8, "organisation"));
      }
    }
    Matcher employed = EMPLOYED.matcher(new WatchedText(text));
    while (employed.find()) {
      spans.add(
          new PhiSpan(
              PhiClass.ORGANIZATION, employed.start(1), employed.end(1), 0.8, "organisation"));
    }
    return spans;
  }

  private boolean isLead(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Character.isLowerCase(word.charAt(0))
        || word.equals("&")
        || (lexicon.isCommon(lower)
            && !lexicon.isSurname(lower)
            && !lexicon.isGiven(lower)
            && lower.length() <= 4)
        || lower.equals("patient")
        || lower.equals("name")
        || lower.equals("location")
        || lower.equals("facility");
  }
}
