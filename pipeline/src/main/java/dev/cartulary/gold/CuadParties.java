package dev.cartulary.gold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parties of a contract in CUAD: the answer names each with its short names in brackets, {@code
 * Acme Systems, Inc. ("Acme", "Supplier"); Borden GmbH ("Buyer")}, and the spans hold the same
 * names as they stand in the contract.
 *
 * <p>A party is found when its name is found, or a short name made of words of its name ("Acme"); a
 * role ("Supplier") is no name.
 */
final class CuadParties {
  private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]");
  private static final Pattern QUOTED = Pattern.compile("[\"“”]([^\"“”]+)[\"“”]");
  private static final Pattern OTHER_NAME =
      Pattern.compile("(?i),?\\b(?:[dfan]/k?b?/a|formerly known as|doing business as)\\b");
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?i)^(?:and|each|both|together|collectively|individually|sometimes|hereinafter|any|all)\\b"
              + "|\\b(?:part(?:y|ies)|collectively|referred)\\b");

  private static final Pattern AND = Pattern.compile("\\band\\b");

  private CuadParties() {}

  static List<GoldValue> of(String answer, List<String> spans) {
    Set<String> shortNames = shortNames(answer);
    List<Set<String>> parties = new ArrayList<>();
    for (String entry : answer.replaceAll("^\\((?=.*\\)\\)?$)", "").split(";", -1)) {
      String open = entry.replaceAll("^[\\s(]+", "");
      String name = BRACKETS.matcher(open).replaceAll(" ").replaceAll("[(\"“][^)]*$", "").strip();
      String form = Comparison.ORGANISATION.form(name);
      if (form.isEmpty() || NO_NAME.matcher(name).find() || together(form, shortNames)) {
        continue;
      }
      Set<String> forms = new LinkedHashSet<>();
      forms.add(form);
      for (String known : OTHER_NAME.split(name, -1)) {
        forms.add(Comparison.ORGANISATION.form(known));
      }
      forms.remove("");
      for (Matcher shortName = QUOTED.matcher(entry); shortName.find(); ) {
        addShort(forms, form, Comparison.ORGANISATION.form(shortName.group(1)));
      }
      for (String span : spans) {
        addSpelling(forms, form, Comparison.ORGANISATION.form(span));
      }
      parties.add(forms);
    }
    return merged(parties).stream().map(forms -> new GoldValue(forms, spans)).toList();
  }

  private static Set<String> shortNames(String answer) {
    Set<String> names = new LinkedHashSet<>();
    for (Matcher quoted = QUOTED.matcher(answer); quoted.find(); ) {
      names.add(Comparison.ORGANISATION.form(quoted.group(1)));
    }
    return names;
  }

  /** Whether an entry names two parties again by their short names, to call both the parties. */
  private static boolean together(String form, Set<String> shortNames) {
    String[] names = AND.split(form.replaceAll(" (?:individually|each|may)\\b.*", ""));
    return names.length > 1
        && Arrays.stream(names).map(String::strip).allMatch(shortNames::contains);
  }

  private static void addShort(Set<String> forms, String name, String alias) {
    List<String> words = Arrays.asList(name.split(" "));
    String initials = initials(words);
    boolean ofTheName = words.containsAll(Arrays.asList(alias.split(" ")));
    if (!alias.isEmpty() && (ofTheName || alias.equals(initials))) {
      forms.add(alias);
    }
  }

  /** The name as the contract writes it, which the answer may shorten or spell otherwise. */
  private static void addSpelling(Set<String> forms, String name, String span) {
    if ((" " + span + " ").contains(" " + name + " ")
        ? span.split(" ").length <= name.split(" ").length + 3
        : span.replace(" ", "").equals(name.replace(" ", ""))) {
      forms.add(span);
    }
  }

  private static String initials(List<String> words) {
    StringBuilder initials = new StringBuilder();
    words.forEach(word -> initials.append(word, 0, 1));
    return initials.toString();
  }

  /** One party where the answer names the same one twice. */
  private static List<Set<String>> merged(List<Set<String>> parties) {
    List<Set<String>> merged = new ArrayList<>();
    for (Set<String> party : parties) {
      Set<String> same =
          merged.stream()
              .filter(other -> other.stream().anyMatch(party::contains))
              .findFirst()
              .orElse(null);
      if (same == null) {
        merged.add(new LinkedHashSet<>(party));
      } else {
        same.addAll(party);
      }
    }
    return merged;
  }
}
