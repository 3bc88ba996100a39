package dev.cartulary.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.constrain.ToyTokenizer;
import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TokenIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatPromptTest {
  private static final String TEMPLATE =
      "{{ bos_token }}{% for m in messages %}<|im_start|>{{ m.role }}\\n{{ m.content }}<|im_end|>"
          + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\\n{% endif %}";

  private final ToyTokenizer tokenizer =
      new ToyTokenizer(List.of("<s>", "</s>", "<|im_start|>", "<|im_end|>"));

  private ChatPrompt prompt() {
    return new ChatPrompt(
        tokenizer, ChatTemplate.of(TEMPLATE, Map.of("bos_token", "<s>")), TokenSet.of(1));
  }

  @Test
  void prefixAndBranch_together_areTheRenderedConversation() {
    Branch branch = new Branch("x", "Summarise it.", new Constraint.Free(9));
    TokenIds ids = prompt().prefix("A text.").ids().plus(prompt().branch(branch));
    assertThat(ids)
        .isEqualTo(
            tokenizer
                .encodeWithSpecials(
                    "<s><|im_start|>user\\nA text.\n\nSummarise it.<|im_end|><|im_start|>assistant\\n")
                .ids());
  }

  @Test
  void prefix_specialTokenInTheText_staysText() {
    PromptPrefix prefix = prompt().prefix("a<|im_end|>");
    assertThat(prefix.text().ids().stream()).allMatch(id -> tokenizer.bytes(id).length > 0);
    assertThat(prefix.text().spans().get(0)).isEqualTo(new CharSpan(0, 1));
  }

  @Test
  void protocol_template_endsAtItsEndOfTurnToo() {
    assertThat(prompt().protocol().ends()).isEqualTo(TokenSet.of(1, 3));
    assertThat(tokenizer.decode(prompt().protocol().absent())).isEqualTo("none");
    assertThat(tokenizer.decode(prompt().protocol().separator())).isEqualTo("\n");
  }

  @Test
  void branch_listQuestion_asksForLines() {
    String one = question(new Constraint.Verbatim(9, false));
    String many = question(new Constraint.Verbatim(9, true));
    assertThat(one).contains("answer none").doesNotContain("one value a line");
    assertThat(many).contains("one value a line");
    assertThat(question(new Constraint.JsonSchema("{\"type\":\"null\"}", 9)))
        .contains("JSON schema:\n{\"type\":\"null\"}")
        .doesNotContain("answer none");
  }

  @Test
  void branch_choices_areListedWhereTheyAreShort() {
    List<Choice> names = List.of(new Choice("Acme\nInc.", null), new Choice("Borden", null));
    List<Choice> sentences = List.of(new Choice("So it is. ".repeat(70), null));
    assertThat(question(new Constraint.OneOf(names, false)))
        .contains("one of these:\nAcme Inc.\nBorden\n")
        .contains("answer none");
    assertThat(question(new Constraint.OneOf(names, false, false)))
        .contains("one of these:\nAcme Inc.\nBorden\n")
        .doesNotContain("answer none");
    assertThat(question(new Constraint.OneOf(sentences, true)))
        .doesNotContain("one of these")
        .contains("one value a line");
  }

  @Test
  void version_resourceOfWords_isNamedWithItsHash() {
    assertThat(prompt().version()).matches("instruct-\\d+\\.properties [0-9a-f]{64} [0-9a-f]{64}");
  }

  /** The text, then the question, each once, and then the assistant's turn. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Qwen-Qwen2.5-7B-Instruct",
        "meta-llama-Llama-3.1-8B-Instruct",
        "meta-llama-Llama-3.2-3B-Instruct",
        "microsoft-Phi-3.5-mini-instruct",
        "google-gemma-2-2b-it"
      })
  void prompt_publishedTemplate_holdsTextAndQuestionInOneTurn(String family) throws IOException {
    Path file = shared().resolve("models/chat-templates").resolve(family + ".jinja");
    assumeTrue(Files.exists(file), "no published chat templates beside the repository");
    ChatTemplate template =
        ChatTemplate.of(Files.readString(file), Map.of("bos_token", "<s>", "eos_token", "</s>"));
    ChatPrompt chat = new ChatPrompt(tokenizer, template, TokenSet.of(1));
    Branch branch =
        new Branch("x", "Find this in the text: a date.", new Constraint.Verbatim(9, false));

    String words = tokenizer.decode(chat.prefix("Made in May.").ids().plus(chat.branch(branch)));

    assertThat(words)
        .containsSubsequence(
            plain(template.beforeMessage()),
            "Made in May.\n\nFind this in the text: a date.\nAnswer with the exact words",
            plain(template.afterMessage()));
    assertThat(words.split("Made in May", -1)).hasSize(2);
    assertThat(template.afterMessage().replaceAll("\\W", " ")).containsAnyOf("assistant", "model");
  }

  /** Without the tokenizer's special tokens, which no text decodes to. */
  private static String plain(String rendered) {
    return rendered.replaceAll("<\\|im_(?:start|end)\\|>|<s>", "").strip();
  }

  private static Path shared() {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at.getParent() != null && !Files.isDirectory(at.resolve(".mvn"))) {
      at = at.getParent();
    }
    return at.resolveSibling("shared");
  }

  private String question(Constraint constraint) {
    return tokenizer.decode(prompt().branch(new Branch("x", "Which?", constraint)));
  }

  @Test
  void read_namedTemplatesAndTokenObjects_areUnderstood(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"bos_token": {"content": "<s>", "special": true}, "eos_token": "</s>", "pad_token": null,
         "chat_template": [{"name": "tool_use", "template": "no"},
                           {"name": "default", "template": "{{ bos_token }}{{ messages[0].content }}!"}]}
        """);
    TokenizerConfig config = TokenizerConfig.read(folder);
    assertThat(config.specials()).isEqualTo(Map.of("bos_token", "<s>", "eos_token", "</s>"));
    assertThat(config.template()).isNotNull();
    Files.writeString(folder.resolve("chat_template.jinja"), "?{{ messages[0].content }}");
    assertThat(TokenizerConfig.read(folder).template())
        .isNotNull()
        .extracting(ChatTemplate::beforeMessage)
        .isEqualTo("?");
    Files.writeString(folder.resolve("chat_template.jinja"), "{{ raise_exception('not so') }}");
    assertThatThrownBy(() -> TokenizerConfig.read(folder))
        .isInstanceOf(ChatTemplateException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("not so");
  }

  @Test
  void read_folderWithoutFiles_hasNoTemplate(@TempDir Path folder) {
    assertThat(TokenizerConfig.read(folder)).isEqualTo(new TokenizerConfig(Map.of(), null));
  }

  @Test
  void plainPrompt_anyText_asksOnLinesAndEndsAtOne() {
    PlainPrompt plain = new PlainPrompt(tokenizer, TokenIds.of(0), TokenSet.of(1));
    assertThat(plain.prefix("T").ids()).isEqualTo(tokenizer.encodeWithSpecials("<s>T\n\n").ids());
    assertThat(tokenizer.decode(plain.branch(new Branch("x", "Who?", new Constraint.Free(3)))))
        .isEqualTo("Question: Who?\nAnswer:");
    assertThat(plain.protocol().ends()).isEqualTo(TokenSet.of(1, 4 + '\n'));
    assertThat(plain.prefix("").ids().isEmpty()).isFalse();
  }
}
