package dev.cartulary.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint's {@code tokenizer_config.json} and {@code chat_template.jinja} say about
 * prompts.
 *
 * @param specials special tokens by role, for example {@code eos_token}
 * @param template the chat template; null where the checkpoint has none
 */
public record TokenizerConfig(Map<String, String> specials, @Nullable ChatTemplate template) {
  public TokenizerConfig {
    specials = Map.copyOf(specials);
  }

  /**
   * Reads both files of a folder, of which either may be absent.
   *
   * @throws ChatTemplateException when the template cannot be read or rendered
   */
  public static TokenizerConfig read(Path folder) {
    Path file = folder.resolve("tokenizer_config.json");
    Path template = folder.resolve("chat_template.jinja");
    try {
      JsonNode config =
          Files.exists(file)
              ? new ObjectMapper().readTree(Files.readString(file, UTF_8))
              : MissingNode.getInstance();
      Map<String, String> specials = specials(config);
      String text =
          Files.exists(template)
              ? Files.readString(template, UTF_8)
              : inConfig(config.path("chat_template"));
      return new TokenizerConfig(specials, text == null ? null : ChatTemplate.of(text, specials));
    } catch (IOException e) {
      throw new ChatTemplateException(
          file + ": cannot be read: " + e + "; copy the folder again", e);
    } catch (ChatTemplateException e) {
      throw new ChatTemplateException(folder + ": " + e.getMessage(), e);
    }
  }

  /** The template itself, or of several by name the one called default. */
  private static @Nullable String inConfig(JsonNode template) {
    if (template.isTextual()) {
      return template.textValue();
    }
    for (JsonNode named : template) {
      if (named.path("name").asText().equals("default")) {
        return named.path("template").asText();
      }
    }
    return null;
  }

  private static Map<String, String> specials(JsonNode config) {
    Map<String, String> specials = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : config.properties()) {
      JsonNode token = entry.getValue();
      String text = token.isTextual() ? token.textValue() : token.path("content").textValue();
      if (entry.getKey().endsWith("_token") && text != null) {
        specials.put(entry.getKey(), text);
      }
    }
    return specials;
  }
}
