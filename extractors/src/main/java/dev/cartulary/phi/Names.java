package dev.cartulary.phi;

import java.util.List;

/**
 * Names of persons: after titles and labels, before credentials, beside words for relatives, by
 * dictionaries of given names and surnames, and by being no other word.
 */
final class Names implements Recogniser {
  @Override
  public List<PhiSpan> find(Tokens tokens) {
    NameWords words = new NameWords(tokens);
    NameReach reach = new NameReach(words);
    new CuedNames(words, reach).find();
    new NameRuns(words, reach).find();
    new SpeakerNames(words, reach).find();
    new CoordinatedNames(words, reach).find();
    return reach.spans();
  }
}
