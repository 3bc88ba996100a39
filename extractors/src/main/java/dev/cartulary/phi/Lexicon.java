package dev.cartulary.phi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The dictionaries: names of persons and places, and words that are neither. */
public final class Lexicon {
  private static final Lexicon BUILT_IN = new Lexicon();

  private final List<String> givenFemale = words("given-female.txt");
  private final List<String> givenMale = words("given-male.txt");
  private final List<String> surnameList = words("surnames.txt");
  private final List<String> cityList = lines("cities.txt");
  private final Set<String> given = new HashSet<>(givenFemale);
  private final Set<String> surnames = Set.copyOf(new HashSet<>(surnameList));
  private final Set<String> ordinary = new HashSet<>(words("common-words.txt"));
  private final Set<String> medical = Set.copyOf(new HashSet<>(words("medical-names.txt")));
  private final Set<String> cities = lower(cityList);
  private final List<String> countryList = lines("countries.txt");
  private final Set<String> countries = lower(countryList);
  private final Set<String> sparseZips = Set.copyOf(words("sparse-zips.txt"));

  private Lexicon() {
    given.addAll(givenMale);
    ordinary.addAll(words("note-words.txt"));
  }

  public static Lexicon builtIn() {
    return BUILT_IN;
  }

  /** Female given names in lower case, in a fixed order. */
  public List<String> givenFemale() {
    return givenFemale;
  }

  /** Male given names in lower case, in a fixed order. */
  public List<String> givenMale() {
    return givenMale;
  }

  /** Surnames in lower case, in a fixed order. */
  public List<String> surnames() {
    return surnameList;
  }

  /** Cities as they are written, in a fixed order. */
  public List<String> cities() {
    return cityList;
  }

  /** Countries and states as they are written, in a fixed order. */
  List<String> countries() {
    return countryList;
  }

  /** Whether the area of the three digits has too few people to be named. */
  public boolean isSparseZip(String threeDigits) {
    return sparseZips.contains(threeDigits);
  }

  /** Whether the word, in lower case, is a given name. */
  public boolean isGiven(String word) {
    return given.contains(word) || parts(word, given, false);
  }

  /** Whether the word, in lower case, is a surname. */
  public boolean isSurname(String word) {
    return surnames.contains(word) || parts(word, surnames, false);
  }

  /** Whether the word, in lower case, is an ordinary word of texts, or all its parts are. */
  boolean isCommon(String word) {
    return ordinary.contains(word)
        || parts(word, ordinary, true)
        || contraction(word)
        || (word.endsWith("s") && ordinary.contains(word.substring(0, word.length() - 1)));
  }

  /** I'm, you've, don't. */
  private boolean contraction(String word) {
    int at = word.indexOf('\'');
    if (at < 1) {
      return false;
    }
    String base = word.substring(0, at);
    String rest = word.substring(at + 1);
    return switch (rest) {
      case "m", "ve", "re", "ll", "d", "s" -> base.length() == 1 || ordinary.contains(base);
      case "t" -> base.endsWith("n");
      case "mon" -> true;
      default -> false;
    };
  }

  boolean isMedical(String word) {
    return medical.contains(word) || (parts(word, medical, false) && !word.contains("'"));
  }

  boolean isCity(String name) {
    return cities.contains(name);
  }

  /** Whether the words, in lower case, name a country, a continent or a state. */
  public boolean isCountry(String name) {
    return countries.contains(name);
  }

  private static boolean parts(String word, Set<String> words, boolean all) {
    if (word.indexOf('-') < 0) {
      return false;
    }
    boolean any = false;
    for (String part : word.split("-", -1)) {
      boolean in = words.contains(part);
      if (all && !in) {
        return false;
      }
      any |= in;
    }
    return any;
  }

  private static Set<String> lower(List<String> lines) {
    Set<String> lower = new HashSet<>();
    lines.forEach(line -> lower.add(line.toLowerCase(Locale.ROOT)));
    return Set.copyOf(lower);
  }

  private static List<String> words(String resource) {
    List<String> words = new ArrayList<>();
    lines(resource).forEach(line -> words.addAll(List.of(line.split(" ", -1))));
    return words.stream().filter(word -> !word.isEmpty()).distinct().toList();
  }

  static List<String> lines(String resource) {
    InputStream stream = Lexicon.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException("the program is incomplete: " + resource + " is missing");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
