package dev.cartulary.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.checkpoint.ByteTokenizerJson;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.RotaryScaling;
import dev.cartulary.checkpoint.TestCheckpoint;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.document.CharSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chat checkpoints that know nothing, asked all kinds of branches through the whole engine. */
@Timeout(120)
class InstructModelTest {
  private static final String TEMPLATE =
      "{% for m in messages %}<|doc|>{{ m.role }}\n{{ m.content }}<|end|>\n{% endfor %}"
          + "{% if add_generation_prompt %}<|doc|>assistant\n{% endif %}";
  private static final String TEXT = "Made on 1 May 2020 by Acme and Borden.";
  private static final List<Choice> NAMES =
      List.of(new Choice("Acme", new CharSpan(22, 26)), new Choice("Borden", new CharSpan(31, 37)));

  @TempDir Path folder;

  private static List<Branch> branches() {
    return List.of(
        new Branch("any", "Find this in the text: a date.", new Constraint.Verbatim(12, false)),
        new Branch("any-list", "Find all of these: dates.", new Constraint.Verbatim(12, true)),
        new Branch("one", "Find this: a party.", new Constraint.OneOf(NAMES, false)),
        new Branch("certain", "Find this: a party.", new Constraint.OneOf(NAMES, false, false)),
        new Branch("list", "Find all of these: parties.", new Constraint.OneOf(NAMES, true)),
        new Branch("form", "When?", new Constraint.Pattern("\\d{4}-\\d{2}", 8, false)),
        new Branch("schema", "When?", new Constraint.JsonSchema("{\"type\":\"integer\"}", 6)),
        new Branch("free", "Summarise it.", new Constraint.Free(10)));
  }

  @Test
  void submit_allKindsOfBranches_answersWithinTheirConstraints() throws Exception {
    for (int seed = 1; seed <= 3; seed++) {
      Path checkpoint = folder.resolve("chat-" + seed);
      TestCheckpoint random =
          TestCheckpoint.random(
              TestCheckpoint.config(4, 2, true, new RotaryScaling.None()), ElementType.F32, seed);
      random.write(checkpoint, ElementType.F32, 1);
      Files.writeString(
          checkpoint.resolve("config.json"),
          random.configJson().put("max_position_embeddings", 2048).toString());
      Files.writeString(
          checkpoint.resolve("tokenizer.json"),
          ByteTokenizerJson.text().replace("<|none|>", "<|x|>"));
      Files.writeString(
          checkpoint.resolve("tokenizer_config.json"),
          new ObjectMapper().createObjectNode().put("chat_template", TEMPLATE).toString());
      try (LanguageModel model = LanguageModels.open(checkpoint, ModelOptions.defaults())) {
        assertThat(model.description().instruct()).isTrue();
        Completion completion = model.submit(new PrefixRequest(TEXT, branches())).get(60, SECONDS);
        assertThat(completion.answers())
            .extracting(BranchAnswer::name)
            .containsExactlyElementsOf(branches().stream().map(Branch::name).toList());
        for (BranchAnswer branch : completion.answers()) {
          check(branch);
        }
      }
    }
  }

  private static void check(BranchAnswer branch) {
    for (Answer answer : branch.answers()) {
      CharSpan span = answer.span();
      if (span != null) {
        assertThat(span.of(TEXT)).as(branch.name()).isEqualTo(answer.text());
      }
    }
    List<String> said = branch.answers().stream().map(Answer::text).toList();
    switch (branch.name()) {
      case "any" -> assertThat(said).hasSizeLessThanOrEqualTo(1);
      case "any-list" -> assertThat(said).doesNotHaveDuplicates();
      case "one" -> assertThat(said).isSubsetOf("Acme", "Borden").hasSizeLessThanOrEqualTo(1);
      case "certain" -> {
        assertThat(said).isSubsetOf("Acme", "Borden").hasSize(1);
        assertThat(branch.absentProbability()).isZero();
      }
      case "list" -> assertThat(said).isSubsetOf("Acme", "Borden").doesNotHaveDuplicates();
      case "form" -> assertThat(said).allMatch(value -> value.matches("\\d{4}-\\d{2}"));
      case "schema" -> assertThat(said).singleElement().asString().matches("-?\\d+");
      default -> assertThat(said).hasSize(1);
    }
  }
}
