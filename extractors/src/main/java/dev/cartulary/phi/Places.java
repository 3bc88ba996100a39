package dev.cartulary.phi;

import dev.cartulary.deadline.WatchedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Geography smaller than a state: streets, addresses, cities, counties, ZIP codes, coordinates. */
final class Places implements Recogniser {
  private static final String SUFFIX =
      "(?:Street|St|Str|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Terrace|Ter|Way|Circle|Cir|Parkway|Pkwy"
          + "|Highway|Hwy|Square|Sq|Trail|Trl|Loop|Alley|Plaza|Crescent|Cres|Row|Turnpike|Tpke|Expressway|Expy|Crossing|Xing|Path|Run|Ridge|Bend|Cove"
          + "|Point|Pass|Hollow|Grove|Heights|Hts|Manor|Walk|Mews|Pike|Route|Freeway|Fwy|Close|Gardens|Estates|Commons|Landing|Meadows|Gateway|Parks|Courts|Extensions|STREET|ST|AVENUE|AVE|ROAD|RD|BOULEVARD|BLVD|LANE|LN|DRIVE|DR|COURT|CT|PLACE|PL|WAY|CIRCLE|CIR|PARKWAY|HIGHWAY|HWY|TRAIL)";
  private static final String WHERE =
      "(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Northeast|Northwest|Southeast|Southwest|NORTH|SOUTH|EAST|WEST)\\.?";
  private static final String UNIT =
      "(?:,?\\s{1,3}(?:Apt|Apartment|APT|Suite|SUITE|Ste|STE|Unit|UNIT|Floor|Fl|Room|Rm|Bldg|Building|Lot|Trailer|#)\\.? ?#? ?[A-Z\\d][\\w-]{0,5})";
  private static final String STATE =
      "(?:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR|VI|GU)";
  private static final String STATE_NAME =
      "(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming)";
  private static final String CAP = "\\p{Lu}[\\p{L}'’.-]*";
  private static final String PLACE = "(?:(?:St|Ft|Mt)\\.|\\p{Lu}[\\p{L}'’-]*)";
  private static final String ZIP = "\\d{5}(?:-\\d{4})?";
  private static final String TAIL =
      "(?:"
          + UNIT
          + ")?(?:,?\\s{1,3}(?:"
          + CAP
          + "(?: (?:or |of )?)?){1,3},?\\s{1,3}(?:"
          + STATE
          + "|"
          + STATE_NAME
          + ")\\b\\.?(?:,?\\s{1,3}"
          + ZIP
          + ")?)?";

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?<![\\w.,/$-])(\\d{1,6}[A-Za-z]?(?:[ -]\\d{1,5}(?:/\\d)?)? (?:"
                  + WHERE
                  + " )?(?:(?:"
                  + CAP
                  + "|\\d{1,3}(?:st|nd|rd|th)|of|the|de|la|del) ){1,4}?"
                  + SUFFIX
                  + "\\b\\.?(?: "
                  + WHERE
                  + "(?=[,\\s.]))?"
                  + TAIL
                  + ")",
              0.97),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?<![\\w.,/$-])(\\d{2,6} (?:"
                  + WHERE
                  + " )?(?:(?:"
                  + CAP
                  + ") ){0,2}(?:Broadway|Route|Rt\\.?|Rte\\.?|Highway|Hwy|County Road|State Road|US|Interstate)\\.?(?: \\d{1,4})?"
                  + TAIL
                  + ")",
              0.9),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?<![\\p{L}])((?:"
                  + WHERE
                  + " )?(?:(?!The |This |His |Her |In |On |At )\\p{Lu}[\\p{Ll}'’-]+ |\\d{1,3}(?:st|nd|rd|th) ){1,2}(?:Street|Avenue|Road|Boulevard|Blvd|Lane|Parkway|Highway|Turnpike)(?!\\p{L}))",
              0.85),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?i)(?<!\\p{L})((?:p\\.? ?o\\.? ?box|post office box|postbox|psc \\d+,? box|unit \\d+,? box|rr \\d+,? box|rural route \\d+,? box|box)[ #]*\\d{2,6}(?:(?-i)"
                  + TAIL
                  + "|,?\\s{1,3}(?-i:APO|FPO|DPO) [A-Z]{2},? \\d{5}(?:-\\d{4})?)?)",
              0.93),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?<!\\p{L})((?:APO|FPO|DPO),? A[AEP],? \\d{5}(?:-\\d{4})?)",
              0.97),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?<!\\p{L})((?:Apt|APT|Apartment|apt)\\.? ?#? ?[A-Z\\d][\\w-]{0,5}|(?:Suite|SUITE|Ste) #?\\d{1,5}[A-Z]?)(?!\\w)",
              0.85),
          new Rule(PhiClass.GEOGRAPHY, "\\b" + STATE + ",? (" + ZIP + ")(?!\\d)", 0.97),
          new Rule(PhiClass.GEOGRAPHY, "\\b" + STATE_NAME + ",? (" + ZIP + ")(?!\\d)", 0.97),
          new Rule(PhiClass.GEOGRAPHY, "(?<![\\d-])(\\d{5}-\\d{4})(?![\\d-])", 0.85),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?i)\\b(?:zip|zip ?code|postal code|postcode|post code|zipcode)(?: is| was)?[ \\t]*[:=#]?[ \\t]*([A-Z]?\\d[\\w-]{1,8}(?: \\d{1,3}[A-Z]{0,2}\\d?)?)(?!\\w)",
              0.96),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?<!\\p{L})((?:(?:St|Saint|San|Santa|Los|Las|El|La|Fort|Ft|Mount|Mt|New|North|South|East|West|Port|Lake)\\.? )?(?:\\p{Lu}[\\p{Ll}'’-]+(?: \\p{Lu}[\\p{Ll}'’-]+)?) (?:County|Township|Parish|Borough|Twp|Census Tract|Precinct|Village|Reservation))(?!\\p{L})",
              0.88),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?i)\\b(?:county|city|town|township|municipality|borough|village|suburb|neighborhood|hometown) ?(?:of(?: residence)?|is|was|:)[ \\t]*:?[ \\t]*(?-i)("
                  + CAP
                  + "(?: (?:or |of )?"
                  + CAP
                  + "){0,2})",
              0.9,
              Places::isSmall),
          new Rule(
              PhiClass.GEOGRAPHY,
              "\\b(?:lives? on|station is on|enter on|refers to|off at|meet you at|meet me at|side of) ((?:\\p{Lu}[\\p{L}'’./-]* ){1,4}\\d{1,5})(?![\\d.,/-]*\\d| ?(?:mg|mcg|mL|ml|cc|units|%|tablets))",
              0.7,
              Places::isUnusual),
          new Rule(
              PhiClass.GEOGRAPHY,
              "\\b(?:in|at|to|from|near|[Ww]here:) (\\p{Lu}{5,}(?:[ -]\\p{Lu}{2,}){0,2})(?![\\p{L}])",
              0.6,
              Places::isUnusual),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?<![\\d.])([-+]?\\d{1,2}\\.\\d{3,}°? ?[NS]?, ?[-+]?\\d{1,3}\\.\\d{3,}°? ?[EW]?)(?![\\d.])",
              0.96),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?i)\\b(?:lat(?:itude)?|long?(?:itude)?)[ :=]{1,3}([-+]?\\d{1,3}\\.\\d{3,})",
              0.95),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?i)(the corner of [^\\n.,;?!]{3,60}?)(?=[.,;?!\\n]|$| for | to be )",
              0.9),
          // A postal code behind the name of a place.
          new Rule(
              PhiClass.GEOGRAPHY,
              "\\b(?:in|from|near) ((?:\\p{Lu}[\\p{L}'’-]{2,}(?: (?:de|la|do|da|di|del|São|\\p{Lu}[\\p{L}'’-]*)){0,3}) (?!19|20)(?:\\d{4,5}|\\d{3} \\d{2}|\\d{4}-\\d{3}))(?![\\w.,/-]*\\d| ?(?:mg|mcg|mL|ml|cc|units|%))",
              0.7,
              found -> isUnusual(found.replaceFirst(" [\\d -]+$", ""))),
          // As addresses are written elsewhere: number and street, or street and number.
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?<![\\w.,/$-])(\\d{2,6} \\d{0,5} ?(?:(?:\\p{Lu}[\\p{L}'’.-]*|\\p{Ll}{1,4}\\.?) ){0,4}\\p{Lu}[\\p{L}'’.-]+\\.? (?:\\d{1,5}[a-zA-Z]?\\.?(?!\\d|[ -]?(?:year|mg|ml))))",
              0.75,
              Places::isStreet),
          new Rule(
              PhiClass.GEOGRAPHY,
              "(?i)\\b(?:address(?: is| of [^.\\n:]{2,40} is)?|lives? (?:on|at)|living at|resid(?:es?|ing) at|located (?:on|at|in)|(?:sent|send [^.\\n]{0,30}|return|shipped|mailed?|mailed [^.\\n]{0,20}|change[^.\\n]{0,30}|update[^.\\n]{0,30}|taxi|moved) to|address with|stop at|enter on|off at|meet [^.\\n]{0,8} at|lived? in|live in|it's in|it is|office is at|restaurant is at|refers to|following\\?|addresses, here they are)[: \\n>]{1,4}(?:the )?(\\d{2,6}[ -](?:[^.?!\\n;]|\\.(?=[ ,]*[\\p{L}\\d,])){3,60}?(?:,?\\n[ >?]*(?:[^.?!\\n]|\\.(?= ?[\\p{L}\\d])){1,40}){0,4}?)(?=[.?!](?:\\s|$)|$|\\n\\n| for | in case | after | to me|;| street in|\\n[A-Z][a-z]+:)",
              0.72,
              Places::isAddress));

  private final Pattern afterCountry =
      Pattern.compile(
          "(?<!\\p{L})(?:"
              + String.join("|", Lexicon.builtIn().countries())
              + ")(?: \\([A-Za-z]+\\))? (\\d{3,6}(?:[ -]\\d{2,4})?)(?![\\d\\w])");

  /** Words before a place's name. */
  private static final Pattern CUED =
      Pattern.compile(
          "(?:\\b[Ll]iv(?:es?|ed|ing) (?:alone |with \\w+ \\w+ )?in|[Rr]esid(?:es?|ed|ing) in|[Rr]esident of|[Nn]ative of|[Mm]oved (?:here |back )?(?:from|to)|[Bb]orn in|[Rr]aised in|[Gg]rew up in|[Tt]ravel(?:l?ed|ling|s)? (?:from|to)"
              + "|[Vv]isit(?:ing|ed)?|[Ll]ocated in|[Ff]lew to|[Oo]riginally from|[Hh]ometown(?: is| of)?|[Tt]ransferred from|[Cc]omes? from|[Cc]ame from|[Dd]rove (?:from|to)|[Vv]acation(?:ed|ing)? in|[Bb]ased in|[Hh]ome city|[Hh]ome in|[Hh]ouse in|[Ff]arm in|[Ww]orks? in|[Ii]s from|[Aa]m from|[Ww]as from|[Uu]niversity of|[Ss]ettled in|[Cc]oming to|[Tt]rip to|[Ii]ncarcerated in|[Ss]tationed in|[Pp]atient in|[Cc]linic in|[Oo]ffice in|[Pp]ractice in|[Aa]rrived (?:in|at)|[Ww]orld to|[Rr]eturned to|[Ii]n school in|[Ff]ollowing year at \\w+ in) "
              + "((?:downtown |rural |nearby |suburban |the city of )?)("
              + PLACE
              + "(?:[ -](?:"
              + PLACE
              + "|de|del|la|le|sur|am|op|an|der|upon|or|of|di|da|do|das|dos|en|ben)(?=[ -]|\\b)){0,3})");

  private static final Pattern CITY_STATE =
      Pattern.compile(
          "(?<![\\p{L}])((?:\\p{Lu}[\\p{L}'’.-]+ ){0,2}\\p{Lu}[\\p{L}'’-]+),? ("
              + STATE
              + "|"
              + STATE_NAME
              + ")(?![\\p{L}.])((?:,? "
              + ZIP
              + ")?)");

  /** Abbreviations of states that mean something else in a note. */
  private static final Set<String> OTHER_MEANING =
      Set.of(
          "MD", "PA", "OR", "ID", "CT", "MI", "MS", "VA", "NC", "AL", "MA", "CO", "IN", "ME", "LA",
          "DE", "MT", "HI", "OK", "PR", "VI", "SC", "NE", "MO", "AR", "CA", "RI", "GA", "WA", "IA",
          "SD", "PT", "GU");

  private static final Pattern PLACE_WORD =
      Pattern.compile("(?:in|from|at|to|near|of|outside|through|around|into|via|for|and|,) ?$");

  private final Lexicon lexicon = Lexicon.builtIn();

  @Override
  public List<PhiSpan> find(Tokens tokens) {
    String text = tokens.text();
    List<PhiSpan> spans = new ArrayList<>(Rule.find(RULES, text, "place"));
    Matcher code = afterCountry.matcher(new WatchedText(text));
    while (code.find()) {
      if (!code.group(1).matches("(?:19|20)\\d\\d")) {
        spans.add(new PhiSpan(PhiClass.GEOGRAPHY, code.start(1), code.end(1), 0.8, "place"));
      }
    }
    Matcher cued = CUED.matcher(new WatchedText(text));
    while (cued.find()) {
      if (isSmall(cued.group(2))) {
        spans.add(new PhiSpan(PhiClass.GEOGRAPHY, cued.start(2), cued.end(2), 0.85, "place"));
      }
    }
    Matcher state = CITY_STATE.matcher(new WatchedText(text));
    int from = 0;
    while (state.find(from)) {
      from = state.end(1);
      boolean zip = !state.group(3).isEmpty();
      String city = state.group(1);
      boolean known = lexicon.isCity(city.toLowerCase(Locale.ROOT));
      boolean odd = OTHER_MEANING.contains(state.group(2)) || text.charAt(state.end(1)) != ',';
      boolean names = isUnknown(city) && !city.matches("[A-Z]{1,3}");
      if (zip || known || (!odd && names)) {
        int end = zip ? state.end(3) : state.end(1);
        spans.add(new PhiSpan(PhiClass.GEOGRAPHY, state.start(1), end, zip ? 0.96 : 0.9, "place"));
      }
    }
    cities(tokens, spans);
    return spans;
  }

  private void cities(Tokens tokens, List<PhiSpan> spans) {
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.get(i).capital()) {
        continue;
      }
      int start = tokens.get(i).start();
      for (int last = Math.min(i + 3, tokens.size() - 1); last >= i; last--) {
        int end = tokens.get(last).end();
        String name = tokens.text().substring(start, end).toLowerCase(Locale.ROOT);
        if (lexicon.isCity(name)) {
          boolean plain =
              last > i
                  || !(lexicon.isCommon(name)
                      || lexicon.isSurname(name)
                      || lexicon.isGiven(name)
                      || lexicon.isMedical(name));
          boolean cue =
              PLACE_WORD.matcher(tokens.text().substring(Math.max(0, start - 9), start)).find();
          if (plain
              || (cue
                  && tokens.get(i).shape() == Token.Shape.CAPITALISED
                  && !lexicon.isMedical(name))) {
            spans.add(new PhiSpan(PhiClass.GEOGRAPHY, start, end, plain ? 0.87 : 0.6, "place"));
          }
          i = last;
          break;
        }
      }
    }
  }

  private boolean isUnknown(String words) {
    for (String word : words.toLowerCase(Locale.ROOT).split("[ .]+", -1)) {
      if (!word.isEmpty() && !lexicon.isCommon(word) && !lexicon.isMedical(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSmall(String name) {
    if (name.matches("[A-Z]{1,3}")) {
      return false;
    }
    String lower = name.toLowerCase(Locale.ROOT).replaceFirst("^the ", "").replaceAll("[.,]+$", "");
    Lexicon lexicon = Lexicon.builtIn();
    String first = lower.replaceFirst("[ -].*", "");
    return !lexicon.isCountry(lower)
        && !(lexicon.isCommon(first) && !lexicon.isCity(lower) && !lower.contains(" "))
        && !lexicon.isMedical(lower);
  }

  /** No word of it is one of usual texts. */
  private static boolean isUnusual(String found) {
    Lexicon lexicon = Lexicon.builtIn();
    String lower = found.toLowerCase(Locale.ROOT);
    String[] words = lower.split("[ -]", -1);
    return !lexicon.isCommon(words[0])
        && !lexicon.isMedical(words[0])
        && !lexicon.isCountry(lower)
        && !lexicon.isCommon(words[words.length - 1]);
  }

  /** A word of it is one of no usual text, and is no abbreviation. */
  private static boolean isStreet(String found) {
    Lexicon lexicon = Lexicon.builtIn();
    for (String word : found.split("[\\d ]+", -1)) {
      String lower = word.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
      if (word.matches("\\p{Lu}.*\\p{Ll}.*|\\p{Lu}{5,}.*")
          && !lexicon.isCommon(lower)
          && !lexicon.isMedical(lower)) {
        return true;
      }
    }
    return false;
  }

  /** An address has a number and a capitalised word, or more than one number. */
  private static boolean isAddress(String found) {
    return found.matches("(?s).*\\p{Lu}.*|(?s).*\\d\\D+\\d.*")
        && !found.matches(
            "(?s)\\d+ (?:mg|mcg|ml|degrees|percent|years|units|cm|mm|weeks|days|months|hours|minutes).*");
  }
}
