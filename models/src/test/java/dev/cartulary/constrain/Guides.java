package dev.cartulary.constrain;

import dev.cartulary.completion.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Ways through guides, for tests. */
final class Guides {
  private Guides() {}

  static Guide of(ToyTokenizer tokenizer, Constraint constraint, String prefix) {
    return of(tokenizer, ToyTokenizer.protocol(), constraint, prefix);
  }

  static Guide of(ToyTokenizer tokenizer, Protocol protocol, Constraint constraint, String prefix) {
    return new GuideCompiler(tokenizer, protocol)
        .compile(constraint, new CopySource(prefix, tokenizer.encode(prefix)));
  }

  /** The answers of all ways through the guide, each as its values joined by a bar. */
  static Set<String> everyAnswer(
      ToyTokenizer tokenizer, Protocol protocol, Constraint constraint, String prefix) {
    Set<String> answers = new TreeSet<>();
    explore(tokenizer, protocol, constraint, prefix, List.of(), answers);
    return answers;
  }

  private static void explore(
      ToyTokenizer tokenizer,
      Protocol protocol,
      Constraint constraint,
      String prefix,
      List<Integer> taken,
      Set<String> answers) {
    Guide guide = of(tokenizer, protocol, constraint, prefix);
    taken.forEach(guide::accept);
    if (taken.size() > guide.maxTokens()) {
      throw new AssertionError("took " + taken.size() + " tokens of " + guide.maxTokens());
    }
    if (guide.isFinished()) {
      answers.add(said(guide));
      return;
    }
    if (guide.allowed().isEmpty()) {
      throw new AssertionError("nothing is allowed after " + taken);
    }
    if (guide.allowed().size() > 1 && taken.size() > guide.lastChoice()) {
      throw new AssertionError("a choice after " + taken.size() + ", not " + guide.lastChoice());
    }
    for (int token : guide.allowed().stream().toArray()) {
      List<Integer> more = new ArrayList<>(taken);
      more.add(token);
      explore(tokenizer, protocol, constraint, prefix, more, answers);
    }
  }

  /** Takes allowed tokens at random until the guide is finished. */
  static void wander(Guide guide, Random random) {
    int taken = 0;
    while (!guide.isFinished()) {
      TokenSet allowed = guide.allowed();
      if (allowed.isEmpty() || taken++ == guide.maxTokens()) {
        throw new AssertionError("stuck after " + taken + " tokens of " + guide.maxTokens());
      }
      if (allowed.size() > 1 && taken - 1 > guide.lastChoice()) {
        throw new AssertionError("a choice after " + (taken - 1) + ", not " + guide.lastChoice());
      }
      guide.accept(allowed.at(random.nextInt(allowed.size())));
    }
  }

  /** The most tokens after which this way through the guide leaves more than one. */
  static int lastChoice(Guide guide, Random random) {
    int last = 0;
    for (int taken = 0; !guide.isFinished(); taken++) {
      TokenSet allowed = guide.allowed();
      last = allowed.size() > 1 ? taken : last;
      guide.accept(allowed.at(random.nextInt(allowed.size())));
    }
    return last;
  }

  static String said(Guide guide) {
    return String.join("|", guide.values().stream().map(GuidedValue::text).toList());
  }
}
