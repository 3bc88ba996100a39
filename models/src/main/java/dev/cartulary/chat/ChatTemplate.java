package dev.cartulary.chat;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import dev.cartulary.digest.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * The template is rendered twice, when the checkpoint is loaded, with marks in place of the words; no
 * text of a document or a question ever passes through it. White space is treated as transformers
 * does: trim_blocks and lstrip_blocks. strftime_now gives a fixed day, because the same input has to
 * give the same tokens on every day.
 */

/**
 * A checkpoint's chat template, taken apart around the user's message.
 *
 * @param beforeMessage what stands before the user's words
 * @param afterMessage what stands after them, up to where the assistant begins to speak
 * @param afterAnswer what stands after the assistant's words; empty where the template cannot say
 * @param fingerprint changes with the three others
 */
public record ChatTemplate(
    String beforeMessage, String afterMessage, String afterAnswer, String fingerprint) {
  private static final LegacyOverrides LIKE_JINJA2 =
      LegacyOverrides.newBuilder()
          .withEvaluateMapKeys(true)
          .withIterateOverMapKeys(true)
          .withParseWhitespaceControlStrictly(true)
          .withUseTrimmingForNotesAndExpressions(true)
          .withKeepNullableLoopValues(true)
          .build();
  private static final String USER = "USERXWORDSXHERE";
  private static final String ASSISTANT = "ASSISTANTXWORDSXHERE";

  /**
   * Renders a template.
   *
   * @param specials what the template may name, for example {@code bos_token}
   * @throws ChatTemplateException with the reason, when it cannot be rendered
   */
  public static ChatTemplate of(String template, Map<String, String> specials) {
    String asked = render(template, specials, List.of(message("user", USER)), true);
    int at = asked.indexOf(USER);
    if (at < 0 || asked.indexOf(USER, at + 1) >= 0) {
      throw new ChatTemplateException(
          "the chat template shows the user's message "
              + (at < 0 ? "nowhere" : "twice")
              + "; use a checkpoint with another template");
    }
    String before = asked.substring(0, at);
    String after = asked.substring(at + USER.length());
    String afterAnswer = afterAnswer(template, specials);
    return new ChatTemplate(
        before, after, afterAnswer, Sha256.of(before + "\0" + after + "\0" + afterAnswer).hex());
  }

  private static String afterAnswer(String template, Map<String, String> specials) {
    try {
      String answered =
          render(
              template,
              specials,
              List.of(message("user", USER), message("assistant", ASSISTANT)),
              false);
      int at = answered.lastIndexOf(ASSISTANT);
      return at < 0 ? "" : answered.substring(at + ASSISTANT.length());
    } catch (ChatTemplateException onlyQuestions) {
      return "";
    }
  }

  private static Map<String, Object> message(String role, String content) {
    return Map.of("role", role, "content", content);
  }

  private static String render(
      String template,
      Map<String, String> specials,
      List<Map<String, Object>> messages,
      boolean generation) {
    Map<String, Object> bindings = new HashMap<>(specials);
    bindings.put("messages", messages);
    bindings.put("add_generation_prompt", generation);
    RenderResult result = jinjava().renderForResult(template, bindings);
    for (TemplateError error : result.getErrors()) {
      if (error.getSeverity() == TemplateError.ErrorType.FATAL) {
        throw new ChatTemplateException(
            "the chat template cannot be rendered: line "
                + error.getLineno()
                + ": "
                + reason(error)
                + "; use a checkpoint with another template");
      }
    }
    return result.getOutput();
  }

  /** What the template itself said, where it refused; else what is wrong with it. */
  private static String reason(TemplateError error) {
    for (Throwable at = error.getException(); at != null; at = at.getCause()) {
      if (at instanceof ChatTemplateException refusal) {
        return String.valueOf(refusal.getMessage());
      }
    }
    return error.getMessage();
  }

  private static Jinjava jinjava() {
    Jinjava jinjava =
        new Jinjava(
            JinjavaConfig.newBuilder()
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withNestedInterpretationEnabled(false)
                .withLegacyOverrides(LIKE_JINJA2)
                .build());
    jinjava
        .getGlobalContext()
        .registerFunction(
            new ELFunctionDefinition(
                "", "raise_exception", TemplateFunctions.class, "raise", String.class));
    jinjava
        .getGlobalContext()
        .registerFunction(
            new ELFunctionDefinition(
                "", "strftime_now", TemplateFunctions.class, "day", String.class));
    return jinjava;
  }
}
