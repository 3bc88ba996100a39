package dev.cartulary.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.completion.Branch;
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
