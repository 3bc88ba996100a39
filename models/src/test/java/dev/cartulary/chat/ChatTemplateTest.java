package dev.cartulary.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChatTemplateTest {
  private static final Map<String, String> SPECIALS =
      Map.of("bos_token", "<s>", "eos_token", "</s>");

  @Test
  void of_roleHeaders_isTakenApartAroundTheMessage() {
    ChatTemplate template =
        ChatTemplate.of(
            """
            {{ bos_token }}{% for m in messages %}
              {%- if m['role'] == 'user' %}
            {{ '[U]' + m.content | trim + '[/U]\\n' }}
              {%- else %}
            {{ '[A]' + m['content'] + eos_token }}
              {%- endif %}
            {%- endfor %}
            {% if add_generation_prompt %}[A]{% endif %}""",
            SPECIALS);
    assertThat(template.beforeMessage()).isEqualTo("<s>[U]");
    assertThat(template.afterMessage()).isEqualTo("[/U]\n[A]");
    assertThat(template.afterAnswer()).startsWith("</s>");
    assertThat(template.fingerprint()).hasSize(64);
  }

  @Test
  void of_templateThatRefuses_failsWithItsReason() {
    assertThatThrownBy(
            () -> ChatTemplate.of("{{ raise_exception('a system message is needed') }}", SPECIALS))
        .isInstanceOf(ChatTemplateException.class)
        .hasMessageContaining("a system message is needed");
  }

  @Test
  void of_brokenTemplate_failsWithTheLine() {
    assertThatThrownBy(() -> ChatTemplate.of("{% if messages %}\n{{ messages[", SPECIALS))
        .isInstanceOf(ChatTemplateException.class)
        .hasMessageContaining("cannot be rendered");
  }

  @Test
  void of_templateWithoutTheMessage_isRefused() {
    assertThatThrownBy(() -> ChatTemplate.of("hello", SPECIALS))
        .isInstanceOf(ChatTemplateException.class)
        .hasMessageContaining("nowhere");
  }

  /** The white space and the logic of real templates, against Jinja2's own rendering. */
  @Test
  void of_publishedTemplates_rendersAsJinja2() throws IOException {
    Path folder = shared().resolve("models/chat-templates");
    assumeTrue(Files.isDirectory(folder), "no published chat templates beside the repository");
    Map<String, String> expected = golden();
    try (Stream<Path> templates = Files.list(folder)) {
      assertThat(templates.map(template -> template.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected.keySet());
    }
    Map<String, String> actual = new TreeMap<>();
    for (String name : expected.keySet()) {
      try {
        actual.put(
            name, ChatTemplate.of(Files.readString(folder.resolve(name)), SPECIALS).fingerprint());
      } catch (ChatTemplateException e) {
        assertThat(e).hasMessageContaining("the chat template ");
        actual.put(name, "refused");
      }
    }
    assertThat(actual).hasSizeGreaterThan(10).isEqualTo(expected);
  }

  private static Map<String, String> golden() throws IOException {
    Map<String, String> golden = new TreeMap<>();
    try (InputStream in = ChatTemplateTest.class.getResourceAsStream("chat-templates.golden")) {
      String text = new String(requireNonNull(in).readAllBytes(), UTF_8);
      for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
        List<String> parts = List.of(line.split(" ", 2));
        golden.put(parts.get(0), parts.get(1));
      }
    }
    return golden;
  }

  /** The folder of shared data beside the repository's root. */
  private static Path shared() {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at.getParent() != null && !Files.isDirectory(at.resolve(".mvn"))) {
      at = at.getParent();
    }
    return at.resolveSibling("shared");
  }
}
