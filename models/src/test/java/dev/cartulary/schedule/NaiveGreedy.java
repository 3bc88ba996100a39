package dev.cartulary.schedule;

import dev.cartulary.chat.PromptFormat;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.constrain.CopySource;
import dev.cartulary.constrain.Guide;
import dev.cartulary.constrain.GuideCompiler;
import dev.cartulary.constrain.GuidedValue;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.List;

/** Greedy answers to one request, one branch and one token at a time, without a cache. */
final class NaiveGreedy {
  private NaiveGreedy() {}

  static List<BranchAnswer> answers(
      TextTokenizer tokenizer, PromptFormat prompt, PrefixRequest request) {
    CopySource source = new CopySource(request.prefix(), prompt.prefix(request.prefix()).text());
    TokenIds prefix = prompt.prefix(request.prefix()).ids();
    List<BranchAnswer> answers = new ArrayList<>();
    for (Branch branch : request.branches()) {
      Guide guide =
          new GuideCompiler(tokenizer, prompt.protocol()).compile(branch.constraint(), source);
      TokenIds tokens = prompt.branch(branch);
      List<Double> probabilities = new ArrayList<>();
      double absent = 0;
      while (!guide.isFinished()) {
        float[] logits = HashForwardPass.logits(prefix, tokens, tokenizer.vocabularySize());
        int best = -1;
        double sum = 0;
        for (int id : guide.allowed().stream().toArray()) {
          best = best < 0 || logits[id] > logits[best] ? id : best;
          sum += Math.exp(logits[id]);
        }
        if (guide.absentStart().isPresent()) {
          absent = Math.exp(logits[guide.absentStart().getAsInt()]) / sum;
        }
        double picked = 0;
        for (int id : guide.allowed().stream().toArray()) {
          boolean same = id == best || (guide.ends(best) && guide.ends(id));
          picked += same ? Math.exp(logits[id]) : 0;
        }
        probabilities.add(picked / sum);
        tokens = tokens.plus(TokenIds.of(best));
        guide.accept(best);
      }
      List<Answer> values = new ArrayList<>();
      for (GuidedValue value : guide.values()) {
        double probability = 1;
        for (double p : probabilities.subList(value.start(), value.end())) {
          probability *= p;
        }
        values.add(new Answer(value.text(), value.span(), probability));
      }
      answers.add(new BranchAnswer(branch.name(), values, absent));
    }
    return answers;
  }
}
